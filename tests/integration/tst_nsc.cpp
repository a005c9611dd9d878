// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What the real nsc writes, generates and pushes, as our sources see it. It is built by
// tests/interop/install.sh.
#include "core/accountserver/authority.h"
#include "core/accountserver/stores.h"
#include "core/accountserver/storewatch.h"
#include "core/jwt/configsource.h"
#include "core/jwt/nscsource.h"
#include "core/jwt/resolversource.h"
#include "core/profiles/nscprofile.h"
#include "tests/support/fetching.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;

class TestNsc : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void itsStoreIsRead();
    void aContextsReferenceIsAnsweredAsNscDoes();
    void whatItAddsIsNoticed();
    void anAccountServerSeesWhatItWrites();
    void theConfigurationItGeneratesIsRead();
    void whatItPushesIsInTheResolver();

private:
    // Runs nsc in a home of its own; fails the program if that does.
    QByteArray nsc(const QStringList &arguments) const;
    [[nodiscard]] jwt::NscEnvironment environment() const;
    [[nodiscard]] QByteArray raw(const QStringList &what) const;

    QTemporaryDir m_home;
};

namespace {

const QString kProgram = QStringLiteral(FANIN_INTEROP "/nsc");

QByteArrayList namesOf(const Fetching &fetching)
{
    QByteArrayList names;
    for (const jwt::FoundToken &found : fetching.tokens)
        names += jwt::nameOf(found.token->kind()) + ' ' + found.token->claims().name;
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

QByteArray TestNsc::nsc(const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"HOME"_s, m_home.path());
    variables.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
    variables.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
    variables.insert(u"NSC_NO_GIT_IGNORE"_s, u"true"_s);
    process.setProcessEnvironment(variables);
    process.setWorkingDirectory(m_home.path());
    process.start(kProgram, arguments);
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000)
        || process.exitCode() != 0)
        qFatal("nsc %s: %s%s", qPrintable(arguments.join(u' ')),
               process.readAllStandardOutput().constData(),
               process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

// The token itself, out of its decoration.
QByteArray TestNsc::raw(const QStringList &what) const
{
    for (const QByteArray &line :
         nsc(QStringList{u"describe"_s} + what + QStringList{u"--raw"_s}).split('\n')) {
        if (line.startsWith("eyJ"))
            return line.trimmed();
    }
    return {};
}

jwt::NscEnvironment TestNsc::environment() const
{
    const QString home = m_home.path();
    return [home](const char *name) {
        const QByteArray variable = name;
        return variable == "HOME"           ? home
            : variable == "XDG_CONFIG_HOME" ? QString(home + u"/config"_s)
            : variable == "XDG_DATA_HOME"   ? QString(home + u"/data"_s)
                                            : QString();
    };
}

void TestNsc::initTestCase()
{
    if (!QFileInfo::exists(kProgram))
        return;
    nsc({u"add"_s, u"operator"_s, u"--generate-signing-key"_s, u"--sys"_s, u"--name"_s, u"ACME"_s});
    nsc({u"add"_s, u"account"_s, u"ORDERS"_s});
    nsc({u"add"_s, u"export"_s, u"--account"_s, u"ORDERS"_s, u"--service"_s, u"--private"_s,
         u"--subject"_s, u"orders.place"_s});
    nsc({u"add"_s, u"user"_s, u"--account"_s, u"ORDERS"_s, u"alice"_s});
}

void TestNsc::init()
{
    if (QFileInfo::exists(kProgram))
        return;
    const QString text
        = u"nsc is not built (tests/interop/install.sh needs Go and its module proxy)"_s;
    const bool hasGo = !QStandardPaths::findExecutable(u"go"_s).isEmpty();
    QVERIFY2(!hasGo || !qEnvironmentVariableIsSet("CI"), qPrintable(text));
    QSKIP(qPrintable(text));
}

void TestNsc::itsStoreIsRead()
{
    jwt::NscSource source({}, environment());
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.problems(), "");
    QCOMPARE(namesOf(fetching),
             (QByteArrayList{"account ORDERS", "account SYS", "operator ACME", "user alice",
                             "user sys"}));
    for (const jwt::FoundToken &found : fetching.tokens) {
        QVERIFY(found.token->decodes());
        // nsc computes the jti with the library, and so do we.
        QCOMPARE(found.token->computedJti(), found.token->claims().jti);
        QCOMPARE(found.origin.operatorName, "ACME");
    }
    const QByteArray orders = raw({u"account"_s, u"ORDERS"_s});
    QVERIFY(!orders.isEmpty());
    QCOMPARE(fetching.texts()["ORDERS.jwt"], orders);
    QCOMPARE(fetching.texts()["alice.jwt"], raw({u"user"_s, u"-a"_s, u"ORDERS"_s, u"alice"_s}));
    QCOMPARE(fetching.texts()["ACME.jwt"], raw({u"operator"_s}));
}

void TestNsc::aContextsReferenceIsAnsweredAsNscDoes()
{
    nsc({u"edit"_s, u"operator"_s, u"--service-url"_s, u"nats://one:4222"_s, u"--service-url"_s,
         u"tls://two:4443"_s});
    QProcessEnvironment variables;
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        variables.insert(QString::fromLatin1(name), environment()(name));
    for (const QString &reference : {u"nsc://ACME/ORDERS/alice"_s, u"nsc://ACME/ORDERS/ALICE"_s}) {
        const QJsonObject theirs
            = QJsonDocument::fromJson(nsc({u"generate"_s, u"profile"_s, reference})).object();
        const auto ours = profiles::readNscProfile(reference, variables);
        QVERIFY2(ours, ours ? "" : qPrintable(ours.error().text));
        QCOMPARE(ours->credsFile, theirs[u"user_creds"_s].toString());
        QVERIFY(!ours->credsFile.isEmpty());
        const QVariantList urls = theirs[u"operator"_s][u"service"_s].toArray().toVariantList();
        QCOMPARE(ours->serviceUrls.size(), 2);
        QCOMPARE(QVariant(ours->serviceUrls).toList(), urls);
    }
}

void TestNsc::whatItAddsIsNoticed()
{
    jwt::NscSource source({}, environment());
    QSignalSpy changed(&source, &jwt::TokenSource::changed);
    Fetching before(source);
    VERIFY_FETCHED(before);
    nsc({u"add"_s, u"user"_s, u"--account"_s, u"ORDERS"_s, u"bob"_s});
    QTRY_VERIFY(!changed.isEmpty());
    Fetching after(source);
    VERIFY_FETCHED(after);
    QVERIFY(namesOf(after).contains("user bob"));
}

void TestNsc::anAccountServerSeesWhatItWrites()
{
    accountserver::Options options;
    options.store = accountserver::StoreKind::Nsc;
    options.path = m_home.filePath(u"data/nats/nsc/stores/ACME"_s);
    const auto store = accountserver::openStore(options);
    QVERIFY(store);
    const auto authority = accountserver::Authority::fromFile(
        accountserver::nscOperatorFile(options.path), QDateTime::currentSecsSinceEpoch());
    QVERIFY(authority);
    QCOMPARE(authority->name(), u"ACME"_s);
    const auto textOf = [&store](const QByteArray &key) {
        const auto token = (*store)->load(key);
        return token && *token ? (*token)->text : QByteArray();
    };
    const auto keyOf = [](const QByteArray &text) {
        return jwt::Token::decode(text)->claims().sub;
    };
    const QStringList orders{u"account"_s, u"ORDERS"_s};
    const QByteArray key = keyOf(raw(orders));
    QCOMPARE(textOf(key), raw(orders));
    QVERIFY(authority->trusts(jwt::Token::decode(textOf(key))->claims().iss));

    QByteArrayList told;
    accountserver::StoreWatch watch(options, **store);
    connect(&watch, &accountserver::StoreWatch::changed, this,
            [&told](const QByteArray &of, const accountserver::StoredPtr &token) {
                told += of + ' ' + token->text;
            });
    connect(&watch, &accountserver::StoreWatch::removed, this,
            [&told](const QByteArray &of) { told += of + " removed"; });
    watch.start();
    QByteArrayList expected;
    // Each time nsc shortens the file and writes it again.
    for (const QString &description : {u"one"_s, u"two"_s}) {
        nsc({u"edit"_s, u"account"_s, u"ORDERS"_s, u"--description"_s, description});
        QVERIFY(raw(orders) == textOf(key));
        expected += key + ' ' + raw(orders);
        QTRY_COMPARE(told, expected);
    }
    nsc({u"add"_s, u"user"_s, u"--account"_s, u"ORDERS"_s, u"unseen"_s}); // of no account
    nsc({u"add"_s, u"account"_s, u"WATCHED"_s});
    const QByteArray watched = raw({u"account"_s, u"WATCHED"_s});
    expected += keyOf(watched) + ' ' + watched;
    QTRY_COMPARE(told, expected);
    QCOMPARE(textOf(keyOf(watched)), watched);
    nsc({u"delete"_s, u"account"_s, u"WATCHED"_s, u"--force"_s, u"--rm-nkey"_s});
    expected += keyOf(watched) + " removed";
    QTRY_COMPARE(told, expected);
    QCOMPARE(textOf(keyOf(watched)), "");
    nsc({u"delete"_s, u"user"_s, u"--account"_s, u"ORDERS"_s, u"unseen"_s});
}

void TestNsc::theConfigurationItGeneratesIsRead()
{
    const QString path = m_home.filePath(u"memory.conf"_s);
    nsc({u"generate"_s, u"config"_s, u"--mem-resolver"_s, u"--config-file"_s, path, u"--force"_s});
    jwt::ConfigSource source(path);
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.problems(), "");
    QCOMPARE(namesOf(fetching), (QByteArrayList{"account ORDERS", "account SYS", "operator ACME"}));
}

void TestNsc::whatItPushesIsInTheResolver()
{
    REQUIRE_NATS_SERVER();
    const QString path = m_home.filePath(u"nats.conf"_s);
    nsc({u"generate"_s, u"config"_s, u"--nats-resolver"_s, u"--config-file"_s, path, u"--force"_s});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    NatsServer server(file.readAll());
    QVERIFY(server.start());
    nsc({u"push"_s, u"--all"_s, u"--account-jwt-server-url"_s, server.url()});
    nats::ConnectOptions options = server.options();
    options.auth
        = nats::CredsFile{m_home.filePath(u"data/nats/nsc/keys/creds/ACME/SYS/sys.creds"_s)};
    Peer peer(options);
    QVERIFY(peer.connected());
    jwt::ResolverSource source(peer.session());
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    const QByteArray orders = raw({u"account"_s, u"ORDERS"_s});
    QVERIFY(fetching.texts().values().contains(orders));
}

QTEST_GUILESS_MAIN(TestNsc)
#include "tst_nsc.moc"
