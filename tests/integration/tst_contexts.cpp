// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Contexts written here and by the real nats CLI (built by tests/interop/install.sh), and what the
// program makes of them. Secrets are looked for wherever they must not be.
#include "core/profiles/context.h"
#include "core/profiles/profilestore.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/program.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using profiles::Origin;
using profiles::Profile;

class TestContexts : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void weWriteByteForByteWhatTheCliWrites();
    void theCliUsesWhatWeWrote();
    void weSeeWhatTheCliDoesAtOnce();
    void theProgramConnectsAsTheContextSays();
    void theProgramSaysWhichContextIsWrong_data();
    void theProgramSaysWhichContextIsWrong();
    void programsRunOnlyWhereAllowed();
    void secretsStayWhereTheyBelong();

private:
    [[nodiscard]] bool hasCli() const;
    QByteArray nats(const QStringList &arguments, int expected = 0) const;
    [[nodiscard]] ProgramResult fanin(const QStringList &arguments) const;
    [[nodiscard]] QString path(const QString &name) const { return m_home->filePath(name); }
    [[nodiscard]] profiles::Folders folders() const
    {
        return {path(u"config/nats"_s), path(u"config/fanin"_s)};
    }
    [[nodiscard]] QByteArray read(const QString &name) const;
    void put(const QString &name, const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

namespace {

const QString kCli = QStringLiteral(FANIN_INTEROP "/nats");
const QByteArray kAccounts = "accounts {SHOP {users = [{user: shopper, password: hunter2}]}}\n";

Profile context(const QString &name, const QString &url)
{
    Profile profile;
    profile.origin = Origin::NatsContext;
    profile.name = name;
    profile.settings.url = url;
    profile.settings.user = u"shopper"_s;
    profile.settings.password = u"hunter2"_s;
    return profile;
}

// CI without the CLI where Go is there is a fault; see tst_interop.
#define NEED_CLI() \
    do { \
        if (!hasCli()) { \
            const bool hasGo = !QStandardPaths::findExecutable(u"go"_s).isEmpty(); \
            QVERIFY2(!hasGo || !qEnvironmentVariableIsSet("CI"), "the nats CLI is not built"); \
            QSKIP("the nats CLI is not built (tests/interop/install.sh needs Go)"); \
        } \
    } while (false)

} // namespace

void TestContexts::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    m_environment = {};
    m_environment.insert(u"HOME"_s, m_home->path());
    m_environment.insert(u"XDG_CONFIG_HOME"_s, path(u"config"_s));
    m_environment.insert(u"PATH"_s, path(u"bin"_s) + u":/usr/bin:/bin"_s);
}

bool TestContexts::hasCli() const
{
    return QFileInfo::exists(kCli);
}

QByteArray TestContexts::nats(const QStringList &arguments, int expected) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(kCli, arguments);
    const bool ended = process.waitForFinished();
    const QByteArray output = process.readAll();
    if (!ended || process.exitCode() != expected)
        qWarning("nats %s: %s", qPrintable(arguments.join(u' ')), output.constData());
    return ended && process.exitCode() == expected ? output : QByteArray("failed");
}

ProgramResult TestContexts::fanin(const QStringList &arguments) const
{
    return runFanin(arguments, {}, m_environment);
}

QByteArray TestContexts::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void TestContexts::put(const QString &name, const QByteArray &content) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestContexts::weWriteByteForByteWhatTheCliWrites()
{
    NEED_CLI();
    put(u"pem"_s, "x"); // the CLI wants it to be there
    const QString description = u"a <b> & \"q\" \\ é 😀 \u2028\u2029 \t'"_s;
    nats({u"context"_s,       u"save"_s,         u"full"_s,
          u"--description"_s, description,       u"--server"_s,
          u"nats://a,b"_s,    u"--user"_s,       u"me"_s,
          u"--password"_s,    u"p<w"_s,          u"--tlscert"_s,
          path(u"pem"_s),     u"--tlskey"_s,     path(u"pem"_s),
          u"--tlsca"_s,       path(u"pem"_s),    u"--inbox-prefix"_s,
          u"_INBOX.x"_s,      u"--js-domain"_s,  u"hub"_s,
          u"--socks-proxy"_s, u"socks5://p:1"_s, u"--tlsfirst"_s,
          u"--colors"_s,      u"red"_s});
    const QByteArray cli = read(u"config/nats/context/full.json"_s);
    const auto settings = profiles::parseContext(cli);
    QVERIFY2(settings, cli.constData());
    QCOMPARE(settings->description, description);
    QCOMPARE(settings->password, u"p<w"_s);
    QVERIFY(settings->tlsFirst);
    QCOMPARE(profiles::writeContext(*settings, cli).value(), cli);
    QCOMPARE(profiles::writeContext(*settings, {}).value(), cli);

    profiles::ProfileStore store(folders());
    Profile ours;
    ours.origin = Origin::NatsContext;
    ours.name = u"ours"_s;
    ours.settings = *settings;
    QVERIFY(store.save(ours));
    QCOMPARE(read(u"config/nats/context/ours.json"_s), cli);
    // A secret that only looks like one of ours stays out of Fanin's folder.
    QVERIFY(!QFileInfo::exists(path(u"config/fanin"_s)));
}

void TestContexts::theCliUsesWhatWeWrote()
{
    NEED_CLI();
    REQUIRE_NATS_SERVER();
    NatsServer server(kAccounts);
    QVERIFY(server.start());
    profiles::ProfileStore store(folders());
    QVERIFY(store.save(context(u"shop é"_s, server.url())));
    QVERIFY(store.save(context(u"other"_s, u"nats://127.0.0.1:1"_s)));
    const QByteArray list = nats({u"context"_s, u"ls"_s});
    QVERIFY2(list.contains("shop é") && list.contains("other"), list.constData());
    QVERIFY(nats({u"--context"_s, u"shop é"_s, u"rtt"_s}) != "failed");
    // The one we select is the one it uses by itself.
    QVERIFY(store.select(u"shop é"_s));
    QVERIFY(nats({u"rtt"_s}) != "failed");
    QVERIFY(nats({u"context"_s, u"info"_s}).contains("shop é"));
    QVERIFY(store.select(u"other"_s));
    QVERIFY(nats({u"context"_s, u"previous"_s}) != "failed");
    QTRY_COMPARE(store.selected(), u"shop é"_s);
    QVERIFY(store.select({}));
    QVERIFY(nats({u"context"_s, u"previous"_s}) != "failed");
    QTRY_COMPARE(store.selected(), u"shop é"_s);
}

void TestContexts::weSeeWhatTheCliDoesAtOnce()
{
    NEED_CLI();
    profiles::ProfileStore store(folders());
    nats({u"context"_s, u"save"_s, u"a"_s, u"--server"_s, u"nats://a"_s});
    QTRY_VERIFY(store.find(Origin::NatsContext, u"a"_s));
    nats({u"context"_s, u"save"_s, u"b"_s, u"--server"_s, u"nats://b"_s});
    nats({u"context"_s, u"select"_s, u"b"_s});
    QTRY_COMPARE(store.selected(), u"b"_s);
    QTRY_VERIFY(store.find(Origin::NatsContext, u"b"_s)->selected);
    nats({u"context"_s, u"save"_s, u"a"_s, u"--server"_s, u"nats://changed"_s});
    QTRY_COMPARE(store.find(Origin::NatsContext, u"a"_s)->settings.url, u"nats://changed"_s);
    nats({u"context"_s, u"unselect"_s});
    QTRY_COMPARE(store.selected(), QString());
    nats({u"context"_s, u"rm"_s, u"-f"_s, u"a"_s});
    QTRY_VERIFY(!store.find(Origin::NatsContext, u"a"_s));
    QVERIFY(store.find(Origin::NatsContext, u"b"_s));
}

void TestContexts::theProgramConnectsAsTheContextSays()
{
    REQUIRE_NATS_SERVER();
    NatsServer server(kAccounts);
    QVERIFY(server.start());
    profiles::ProfileStore store(folders());
    QVERIFY(store.save(context(u"shop"_s, server.url())));
    // Nobody is subscribed: exit code 4 says that the login was good.
    const auto code = [this](const QStringList &options) {
        const ProgramResult result = fanin(QStringList{u"request"_s, u"nobody"_s} + options);
        return result.code == 4 ? QByteArray("in") : result.text();
    };
    QCOMPARE(code({u"--context"_s, u"shop"_s}), "in");
    QCOMPARE(code({u"--context"_s, path(u"config/nats/context/shop.json"_s)}), "in");
    QVERIFY(store.select(u"shop"_s));
    QCOMPARE(code({}), "in");
    const ProgramResult none
        = fanin({u"request"_s, u"nobody"_s, u"--no-context"_s, u"--server"_s, server.url()});
    QVERIFY2(none.code == 3, none.text().constData());
    // What is typed, and the environment, take the fields' places.
    QVERIFY(store.save(context(u"away"_s, u"nats://127.0.0.1:1"_s)));
    QCOMPARE(code({u"--context"_s, u"away"_s, u"--server"_s, server.url()}), "in");
    m_environment.insert(u"NATS_CONTEXT"_s, u"away"_s);
    m_environment.insert(u"NATS_URL"_s, server.url());
    QCOMPARE(code({}), "in");
    m_environment.insert(u"NATS_PASSWORD"_s, u"wrong"_s);
    QVERIFY(code({}).startsWith("code 3"));
}

void TestContexts::theProgramSaysWhichContextIsWrong_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("hunter2") << QByteArray("Context “bad”: JSON: ");
    QTest::newRow("type") << QByteArray(R"({"user":"u","password":4711})")
                          << QByteArray("Context “bad”: “password”: a text in quotes is expected, "
                                        "there is a number (byte 23)");
    QTest::newRow("cycle") << QByteArray(R"({"token":"env://LOOP"})")
                           << QByteArray("Context “bad”: token: env://LOOP leads back to itself");
    QTest::newRow("file") << QByteArray(R"({"creds":"/nonexistent/u.creds"})")
                          << QByteArray("Context “bad”: creds: /nonexistent/u.creds");
    QTest::newRow("scheme") << QByteArray(R"({"url":"http://u:hunter2@a"})")
                            << QByteArray("Context “bad”: url: Server: “http://” is unknown");
}

void TestContexts::theProgramSaysWhichContextIsWrong()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, text);
    put(u"config/nats/context/bad.json"_s, content);
    m_environment.insert(u"LOOP"_s, u"env://LOOP"_s);
    const ProgramResult result = fanin({u"request"_s, u"a"_s, u"--context"_s, u"bad"_s});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.error.contains(text), result.error.constData());
    QCOMPARE(result.error.count('\n'), 1);
    QVERIFY(!result.text().contains("hunter2") && !result.text().contains("4711"));
}

void TestContexts::programsRunOnlyWhereAllowed()
{
    REQUIRE_NATS_SERVER();
    NatsServer server("authorization {token: hunter2}\n");
    QVERIFY(server.start());
    put(u"bin/op"_s,
        "#!/bin/sh\ntouch \"$HOME/ran\"\n[ \"$*\" = 'read op://v/i/f' ] && echo hunter2");
    QFile::setPermissions(path(u"bin/op"_s), QFile::ReadOwner | QFile::ExeOwner);
    put(u"config/nats/context/op.json"_s,
        R"({"token":"op://v/i/f","url":")" + server.url().toUtf8() + "\"}");
    const QStringList request{u"request"_s, u"nobody"_s, u"--context"_s, u"op"_s, u"--trace"_s};
    const ProgramResult refused = fanin(request);
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.error.contains("“op read op://v/i/f”")
                 && refused.error.contains("--allow-programs"),
             refused.error.constData());
    QVERIFY(!QFileInfo::exists(path(u"ran"_s)));
    const ProgramResult allowed = fanin(request + QStringList{u"--allow-programs"_s});
    QVERIFY2(allowed.code == 4, allowed.text().constData());
    QVERIFY(!allowed.text().contains("hunter2"));
}

void TestContexts::secretsStayWhereTheyBelong()
{
    REQUIRE_NATS_SERVER();
    NatsServer server("authorization {token: hunter2}\n");
    QVERIFY(server.start());
    // Kept in the keychain, given by a variable, by a file, and typed: written nowhere, and not in
    // what a command prints. (Its trace begins with the request; what the wire view says of CONNECT
    // is looked at in tst_attempt.)
    profiles::ProfileStore store(folders());
    Profile profile = context(u"shop"_s, server.url());
    profile.settings.user.clear();
    profile.settings.token = u"hunter2"_s;
    profile.extras.keychained = {u"token"_s, u"password"_s};
    QVERIFY(store.save(profile));
    profile.origin = Origin::Own;
    QVERIFY(store.save(profile));
    // There is no keychain here, and what it should have is taken from nowhere else.
    const ProgramResult kept = fanin({u"request"_s, u"nobody"_s, u"--context"_s, u"shop"_s});
    QVERIFY2(kept.code == 3, kept.text().constData());
    QVERIFY2(kept.error.contains("Context “shop”: token: ") && kept.error.contains("keychain"),
             kept.text().constData());
    QVERIFY2(!kept.text().contains("hunter2"), kept.text().constData());
    m_environment.insert(u"SECRET"_s, u"hunter2"_s);
    m_environment.insert(u"QT_LOGGING_RULES"_s, u"fanin.*=true"_s);
    put(u"secret"_s, "hunter2");
    profile.name = u"file"_s;
    profile.extras = {};
    profile.settings.password.clear();
    for (const QString &value : {u"file://"_s + path(u"secret"_s), u"env://SECRET"_s}) {
        profile.settings.token = value;
        QVERIFY(store.save(profile));
        for (const QStringList &more : {QStringList(), QStringList{u"--json"_s}}) {
            const ProgramResult result = fanin(
                QStringList{u"request"_s, u"nobody"_s, u"--trace"_s, u"--context"_s, u"file"_s}
                + more);
            QVERIFY2(result.code == 4, result.text().constData());
            QVERIFY2(!result.text().contains("hunter2"), result.text().constData());
        }
    }
    const ProgramResult typed = fanin({u"request"_s, u"nobody"_s, u"--trace"_s, u"--server"_s,
                                       u"nats://hunter2@"_s + server.url().section(u"//"_s, 1)});
    QVERIFY2(typed.code == 4 && !typed.text().contains("hunter2"), typed.text().constData());
    const ProgramResult wrong
        = fanin({u"request"_s, u"nobody"_s, u"--trace"_s, u"--server"_s, server.url(), u"--user"_s,
                 u"u"_s, u"--password"_s, u"swordfish"_s});
    QVERIFY2(wrong.code == 3 && !wrong.text().contains("swordfish"), wrong.text().constData());

    QVERIFY(QFile::remove(path(u"secret"_s)));
    int files = 0;
    for (QDirIterator it(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         it.hasNext();) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("hunter2"), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 4);
}

QTEST_GUILESS_MAIN(TestContexts)
#include "tst_contexts.moc"
