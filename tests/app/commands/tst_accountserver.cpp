// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/accountserver.h"
#include "app/commands/accountserverstart.h"
#include "app/commands/requestline.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace commands;
using namespace std::chrono_literals;
using accountserver::StoreKind;

class TestAccountServerOptions : public QObject
{
    Q_OBJECT

private slots:
    void everyOptionArrives();
    void withoutOptionsItIsTheDefault();
    void aStoreTakesThePlaceOfTheFilesStore();
    void theFilesConnectionIsTaken();
    void aConnectionTakesThePlaceOfTheFiles();
    void theEnvironmentConnectsNobody();
    void everybodysReadingIsSaid_data();
    void everybodysReadingIsSaid();
    void aRequestIsALine_data();
    void aRequestIsALine();
    void aRequestIsAnObject();
};

namespace {

QProcessEnvironment environment(const QStringList &variables = {})
{
    QProcessEnvironment made;
    made.insert(u"HOME"_s, u"/nowhere"_s);
    for (const QString &variable : variables)
        made.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return made;
}

base::Result<AccountServerOptions> parse(const QByteArrayList &arguments,
                                         const QStringList &variables = {})
{
    const auto options = app::Options::parse(arguments, accountServerArguments());
    if (!options)
        return options.error();
    return accountServerOptions(*options, environment(variables));
}

base::Result<AccountServerStart> start(const QByteArrayList &arguments,
                                       const QStringList &variables = {})
{
    const auto options = parse(arguments, variables);
    if (!options)
        return options.error();
    return startOf(*options, environment(variables));
}

class ConfigFile final
{
public:
    explicit ConfigFile(const QByteArray &content)
    {
        QFile file(m_folder.filePath(u"server.conf"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("a file cannot be written");
    }
    [[nodiscard]] QByteArray path() const
    {
        return QFile::encodeName(m_folder.filePath(u"server.conf"_s));
    }

private:
    QTemporaryDir m_folder;
};

#define VERIFY_OK(result) QVERIFY2(result, result ? "" : qPrintable(result.error().text))

} // namespace

void TestAccountServerOptions::everyOptionArrives()
{
    const auto started = start({"--dir",      "tokens",       "--shard",
                                "--operator", "o.jwt",        "--system-account",
                                "s.jwt",      "--host",       "::1",
                                "--port",     "9191",         "--tls-cert",
                                "c.pem",      "--tls-key",    "k.pem",
                                "--no-pack",  "--primary",    "https://p",
                                "--max-pack", "-1",           "--replication-timeout",
                                "1.5s",       "--ca",         "ca.pem",
                                "--nats",     "tls://n:4222", "--creds",
                                "u.creds",    "--nats-cert",  "nc.pem",
                                "--nats-key", "nk.pem"});
    VERIFY_OK(started);
    accountserver::Options expected;
    expected.path = u"tokens"_s;
    expected.sharded = true;
    expected.operatorFile = u"o.jwt"_s;
    expected.systemAccountFile = u"s.jwt"_s;
    expected.host = u"::1"_s;
    expected.port = 9191;
    expected.tlsCertificate = u"c.pem"_s;
    expected.tlsKey = u"k.pem"_s;
    expected.packs = false;
    expected.primary = u"https://p"_s;
    expected.primaryCa = u"ca.pem"_s;
    expected.maxPack = -1;
    expected.replicationTimeout = 1500ms;
    QVERIFY(started->options == expected);
    QVERIFY(started->nats);
    const profiles::Settings &settings = started->nats->profile.settings;
    QCOMPARE(settings.url, u"tls://n:4222"_s);
    QCOMPARE(settings.creds, u"u.creds"_s);
    QCOMPARE(settings.ca, u"ca.pem"_s);
    QCOMPARE(settings.cert, u"nc.pem"_s);
    QCOMPARE(settings.key, u"nk.pem"_s);
}

void TestAccountServerOptions::withoutOptionsItIsTheDefault()
{
    const auto started = start({"--memory"});
    VERIFY_OK(started);
    accountserver::Options expected;
    expected.store = StoreKind::Memory;
    QVERIFY(started->options == expected);
    QVERIFY(!started->nats);
    QCOMPARE(started->notes.size(), 1);
    QVERIFY(started->notes.first().contains("--operator"_L1));
}

void TestAccountServerOptions::aStoreTakesThePlaceOfTheFilesStore()
{
    const ConfigFile file("store { dir: d, shard: true, readonly: true }\nhttp { port: 7 }\n"
                          "operatorjwtpath: o.jwt");
    const auto plain = start({"-c", file.path()});
    VERIFY_OK(plain);
    QCOMPARE(plain->options.path, u"d"_s);
    QVERIFY(plain->options.sharded && plain->options.readOnly);
    const auto replaced = start({"-c", file.path(), "--dir", "e", "--port", "8"});
    VERIFY_OK(replaced);
    QCOMPARE(replaced->options.path, u"e"_s);
    QVERIFY(!replaced->options.sharded && !replaced->options.readOnly);
    QCOMPARE(replaced->options.port, 8);
    QCOMPARE(replaced->options.operatorFile, u"o.jwt"_s);
    const auto closed = start({"-c", file.path(), "--nsc", "n", "--read-only"});
    VERIFY_OK(closed);
    QCOMPARE(closed->options.store, StoreKind::Nsc);
    QVERIFY(closed->options.readOnly);
}

void TestAccountServerOptions::theFilesConnectionIsTaken()
{
    const ConfigFile file("store { dir: d }\nnats { servers: [\"nats://a:1\", \"nats://b:2\"], "
                          "usercredentials: u.creds, connecttimeout: 7000, tls { root: r.pem } }");
    const auto started = start({"-c", file.path()});
    VERIFY_OK(started);
    QVERIFY(started->nats);
    QCOMPARE(started->nats->profile.settings.url, u"nats://a:1,nats://b:2"_s);
    QCOMPARE(started->nats->profile.settings.creds, u"u.creds"_s);
    QCOMPARE(started->nats->profile.settings.ca, u"r.pem"_s);
    QCOMPARE(started->natsConnectTimeout, 7000ms);
    const auto others = start({"-c", file.path(), "--creds", "v.creds"});
    VERIFY_OK(others);
    QCOMPARE(others->nats->profile.settings.url, u"nats://a:1,nats://b:2"_s);
    QCOMPARE(others->nats->profile.settings.creds, u"v.creds"_s);
}

void TestAccountServerOptions::aConnectionTakesThePlaceOfTheFiles()
{
    const ConfigFile file("store { dir: d }\nnats { servers: [\"nats://a:1\"], "
                          "usercredentials: u.creds }");
    const auto started = start({"-c", file.path(), "--nats", "nats://c:3"});
    VERIFY_OK(started);
    QCOMPARE(started->nats->profile.settings.url, u"nats://c:3"_s);
    QCOMPARE(started->nats->profile.settings.creds, QString());
}

void TestAccountServerOptions::theEnvironmentConnectsNobody()
{
    const QStringList variables{u"NATS_URL=nats://e:1"_s, u"NATS_CREDS=e.creds"_s,
                                u"NATS_CA=e.pem"_s};
    const auto alone = start({"--memory"}, variables);
    VERIFY_OK(alone);
    QVERIFY(!alone->nats);
    // But it completes what is asked for.
    const auto asked = start({"--memory", "--nats", "nats://n:1"}, variables);
    VERIFY_OK(asked);
    QCOMPARE(asked->nats->profile.settings.url, u"nats://n:1"_s);
    QCOMPARE(asked->nats->profile.settings.creds, u"e.creds"_s);
    QCOMPARE(asked->nats->profile.settings.ca, u"e.pem"_s);
    QCOMPARE(asked->options.primaryCa, u"e.pem"_s);
}

void TestAccountServerOptions::everybodysReadingIsSaid_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("said");
    QTest::newRow("loopback") << "127.0.0.1"_ba << false;
    QTest::newRow("another loopback") << "127.0.0.2"_ba << false;
    QTest::newRow("localhost") << "localhost"_ba << false;
    QTest::newRow("IPv6") << "::1"_ba << false;
    QTest::newRow("all") << "0.0.0.0"_ba << true;
    QTest::newRow("all IPv6") << "::"_ba << true;
    QTest::newRow("a name that looks like one") << "127.example"_ba << true;
}

void TestAccountServerOptions::everybodysReadingIsSaid()
{
    QFETCH(const QByteArray, host);
    QFETCH(const bool, said);
    const auto started = start({"--memory", "--operator", "o.jwt", "--host", host});
    VERIFY_OK(started);
    QCOMPARE(!started->notes.isEmpty(), said);
}

namespace {

accountserver::LogEntry entry()
{
    accountserver::LogEntry made;
    made.at = std::chrono::system_clock::time_point(1'790'000'000'123ms);
    made.client = "10.0.0.7";
    made.userAgent = "nsc";
    made.method = "GET";
    made.target = "/jwt/v1/accounts/A?check=true";
    made.status = 304;
    made.etagHit = true;
    made.took = 1500us;
    made.key = "A";
    made.note = u"ETag unchanged"_s;
    return made;
}

} // namespace

void TestAccountServerOptions::aRequestIsALine_data()
{
    QTest::addColumn<accountserver::LogEntry>("request");
    QTest::addColumn<QString>("line");
    QTest::newRow("a hit") << entry()
                           << u"2026-09-21 14:13:20.123Z  10.0.0.7         304  GET "
                              "/jwt/v1/accounts/A?check=true  0 B  1.50 ms  ETag unchanged"_s;
    accountserver::LogEntry cut;
    cut.at = entry().at;
    cut.client = "::1";
    cut.note = u"too slow: cut off"_s;
    QTest::newRow("no request") << cut
                                << u"2026-09-21 14:13:20.123Z  ::1              ---  -  0 B  "
                                   "0 ms  too slow: cut off"_s;
}

void TestAccountServerOptions::aRequestIsALine()
{
    QFETCH(const accountserver::LogEntry, request);
    QFETCH(const QString, line);
    QCOMPARE(requestLine(request), line);
}

void TestAccountServerOptions::aRequestIsAnObject()
{
    QCOMPARE(QString::fromUtf8(requestJson(entry())),
             uR"({"event":"request","at":"2026-09-21T14:13:20.123Z","client":"10.0.0.7",)"
             R"("userAgent":"nsc","method":"GET","target":"/jwt/v1/accounts/A?check=true",)"
             R"("status":304,"etagHit":true,"bytes":0,"us":1500,"key":"A",)"
             R"("note":"ETag unchanged"})"_s);
}

QTEST_GUILESS_MAIN(TestAccountServerOptions)
#include "tst_accountserver.moc"
