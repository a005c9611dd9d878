// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/configfile.h"

#include "tests/support/jwtfixtures.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace accountserver;
using namespace std::chrono_literals;

class TestConfigFile : public QObject
{
    Q_OBJECT

private slots:
    void theFixturesAreRead_data();
    void theFixturesAreRead();
    void anEmptyFileIsAServerInMemory();
    void namesCountInAnyCase();
    void everyValueArrives();
    void numbersOfAnyFormAreRead_data();
    void numbersOfAnyFormAreRead();
    void aDirectoryWinsOverNsc();
    void variablesAreResolved();
    void whatMeansNothingIsNoted();
    void wrongValuesSayWhere_data();
    void wrongValuesSayWhere();
    void wrongSyntaxSaysWhere();
    void aMissingFileIsNamed();
};

namespace {

std::optional<QByteArray> environment(const QByteArray &name)
{
    return name == "STORE_DIR" ? std::optional(QByteArray("from-environment")) : std::nullopt;
}

base::Result<ConfigFile> readText(const QByteArray &text)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"server.conf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("a file cannot be written");
    file.close();
    return readConfigFile(file.fileName(), &environment);
}

#define READ(variable, content) \
    const auto variable##Result = readText(content); \
    QVERIFY2(variable##Result, variable##Result ? "" : qPrintable(variable##Result.error().text)); \
    const ConfigFile &variable = variable##Result.value()

} // namespace

void TestConfigFile::theFixturesAreRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Options>("expected");
    Options common;
    common.host = u"127.0.0.1"_s;
    common.port = 19090;
    common.operatorFile = u"jwt/operator/operator.jwt"_s;
    common.systemAccountFile = u"jwt/account/sys.jwt"_s;
    common.path = u"dirstore/flat"_s;
    QTest::newRow("dir") << u"dir"_s << common;
    Options readOnly = common;
    readOnly.readOnly = true;
    QTest::newRow("dir-readonly") << u"dir-readonly"_s << readOnly;
    Options sharded = common;
    sharded.path = u"dirstore/sharded"_s;
    sharded.sharded = true;
    QTest::newRow("dir-sharded") << u"dir-sharded"_s << sharded;
    Options memory = common;
    memory.store = StoreKind::Memory;
    memory.path.clear();
    QTest::newRow("memory") << u"memory"_s << memory;
    Options nsc = common;
    nsc.store = StoreKind::Nsc;
    nsc.path = u"nsc/data/nats/nsc/stores/ACME"_s;
    QTest::newRow("nsc") << u"nsc"_s << nsc;
    Options replica = common;
    replica.path = u"dirstore/replica"_s;
    replica.primary = u"http://127.0.0.1:19091"_s;
    QTest::newRow("replica") << u"replica"_s << replica;
}

void TestConfigFile::theFixturesAreRead()
{
    QFETCH(const QString, name);
    QFETCH(const Options, expected);
    const QString path = jwtfixtures::path(u"conf/account-server/%1.conf"_s.arg(name));
    const auto config = readConfigFile(path, &environment);
    QVERIFY2(config, config ? "" : qPrintable(config.error().text));
    QCOMPARE(config->options.host, expected.host);
    QCOMPARE(config->options.path, expected.path);
    QVERIFY(config->options == expected);
    QVERIFY(!problemOf(config->options));
    QVERIFY(config->logTrace);
    QCOMPARE(config->natsUrl, name == "memory"_L1 ? QString() : u"127.0.0.1:14222"_s);
    QCOMPARE(config->natsCreds, name == "memory"_L1 ? QString() : u"creds/sys.creds"_s);
    for (const QString &note : config->notes)
        QVERIFY2(note.contains("means nothing here"_L1), qPrintable(note));
}

void TestConfigFile::anEmptyFileIsAServerInMemory()
{
    READ(config, "");
    Options expected;
    expected.store = StoreKind::Memory;
    QVERIFY(config.options == expected);
    QVERIFY(config.natsUrl.isEmpty());
    QVERIFY(!config.logTrace);
    QVERIFY(config.notes.isEmpty());
}

void TestConfigFile::namesCountInAnyCase()
{
    READ(config,
         "HTTP { Host: h, PORT: 1 }\nStore { Dir: d }\nOperatorJWTPath = o.jwt\n"
         "NATS { Servers: [\"a\"], UserCredentials: c }");
    QCOMPARE(config.options.host, u"h"_s);
    QCOMPARE(config.options.port, 1);
    QCOMPARE(config.options.path, u"d"_s);
    QCOMPARE(config.options.operatorFile, u"o.jwt"_s);
    QCOMPARE(config.natsCreds, u"c"_s);
    QVERIFY2(config.notes.isEmpty(), qPrintable(config.notes.join(u'\n')));
}

void TestConfigFile::everyValueArrives()
{
    READ(config,
         "http { host: 0.0.0.0, port: 0, readtimeout: 1000, writetimeout: 2000,\n"
         "  tls { cert: server.pem, key: server-key.pem } }\n"
         "nats { servers: [\"nats://a:1\", \"tls://b:2\"], connecttimeout: 3000,\n"
         "  tls { root: ca.pem, cert: client.pem, key: client-key.pem } }\n"
         "primary: \"https://p\", replicationtimeout: 4000, maxreplicationpack: 0\n");
    QCOMPARE(config.options.host, u"0.0.0.0"_s);
    QCOMPARE(config.options.port, 0);
    QCOMPARE(config.options.readTimeout, 1000ms);
    QCOMPARE(config.options.writeTimeout, 2000ms);
    QCOMPARE(config.options.tlsCertificate, u"server.pem"_s);
    QCOMPARE(config.options.tlsKey, u"server-key.pem"_s);
    QCOMPARE(config.options.primary, u"https://p"_s);
    QCOMPARE(config.options.replicationTimeout, 4000ms);
    QCOMPARE(config.options.maxPack, 0);
    QCOMPARE(config.natsUrl, u"nats://a:1,tls://b:2"_s);
    QVERIFY(config.natsConnectTimeout);
    QCOMPARE(*config.natsConnectTimeout, 3000ms);
    QCOMPARE(config.natsCa, u"ca.pem"_s);
    QCOMPARE(config.natsCert, u"client.pem"_s);
    QCOMPARE(config.natsKey, u"client-key.pem"_s);
    QVERIFY2(config.notes.isEmpty(), qPrintable(config.notes.join(u'\n')));
}

void TestConfigFile::numbersOfAnyFormAreRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("plain") << "5000"_ba << 5000LL;
    QTest::newRow("quoted") << "\"5000\""_ba << 5000LL;
    QTest::newRow("negative") << "-1"_ba << -1LL;
    QTest::newRow("thousands") << "10k"_ba << 10'000LL;
    QTest::newRow("binary thousands") << "10KB"_ba << 10'240LL;
    QTest::newRow("millions") << "2m"_ba << 2'000'000LL;
    QTest::newRow("binary millions") << "1mb"_ba << 1'048'576LL;
    QTest::newRow("the largest") << "9223372036854775807"_ba << 9'223'372'036'854'775'807LL;
    QTest::newRow("the largest in thousands")
        << "9223372036854775k"_ba << 9'223'372'036'854'775'000LL;
}

void TestConfigFile::numbersOfAnyFormAreRead()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, expected);
    READ(config, "maxreplicationpack: " + text);
    QCOMPARE(config.options.maxPack, expected);
}

void TestConfigFile::aDirectoryWinsOverNsc()
{
    READ(both, "store { nsc: n, dir: d, shard: true, readonly: yes }");
    QCOMPARE(both.options.store, StoreKind::Directory);
    QCOMPARE(both.options.path, u"d"_s);
    QVERIFY(both.options.sharded);
    QVERIFY(both.options.readOnly);
    // As in the original, what makes no sense of an nsc store is no error there.
    READ(nsc, "store { nsc: n, shard: true }");
    QCOMPARE(nsc.options.store, StoreKind::Nsc);
    QVERIFY(!nsc.options.sharded);
    QVERIFY(!problemOf(nsc.options));
}

void TestConfigFile::variablesAreResolved()
{
    READ(config, "WHERE: somewhere\nstore { dir: $STORE_DIR }\nhttp { host: $WHERE }");
    QCOMPARE(config.options.path, u"from-environment"_s);
    QCOMPARE(config.options.host, u"somewhere"_s);
    QVERIFY2(config.notes.isEmpty(), qPrintable(config.notes.join(u'\n')));
}

void TestConfigFile::whatMeansNothingIsNoted()
{
    READ(config,
         "logging { time: true, colors: false }\nstroe { dir: d }\n"
         "http { readtimeout: 0 }\nnats { reconnectwait: 5, maxreconnects: -1, bogus: 1 }");
    QCOMPARE(config.notes.size(), 5);
    const auto has = [&config](const QString &end) {
        return std::ranges::any_of(config.notes,
                                   [&end](const QString &note) { return note.endsWith(end); });
    };
    QVERIFY(has(u"server.conf:1: means nothing here: time, colors"_s));
    QVERIFY(has(u"server.conf:2: unknown: stroe"_s));
    QVERIFY(has(u"server.conf:3: there is always a time limit here: 5000 ms"_s));
    QVERIFY(has(u"server.conf:4: means nothing here: reconnectwait, maxreconnects"_s));
    QVERIFY(has(u"server.conf:4: unknown: bogus"_s));
    QCOMPARE(config.options.readTimeout, 5000ms);
    QVERIFY(!config.natsConnectTimeout);
}

void TestConfigFile::wrongValuesSayWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const QByteArray &text, const QString &end) {
        QTest::newRow(name) << text << end;
    };
    row("port of letters", "http {\n port: abc }", u":2: port: expected a whole number"_s);
    row("port too large", "http { port: 65536 }", u":1: port: expected a port of 0 to 65535"_s);
    row("negative port", "http { port: -1 }", u":1: port: expected a port of 0 to 65535"_s);
    row("number with a fraction", "maxreplicationpack: 1.5",
        u":1: maxreplicationpack: expected a whole number"_s);
    row("number past 64 bits", "maxreplicationpack: 9223372036854775808",
        u"expected a whole number"_s);
    row("number past 64 bits in thousands", "maxreplicationpack: 9223372036854776k",
        u"expected a whole number"_s);
    row("a unit alone", "maxreplicationpack: k", u"expected a whole number"_s);
    row("a binary unit alone", "maxreplicationpack: b", u"expected a whole number"_s);
    row("bytes without a unit", "maxreplicationpack: 10b", u"expected a whole number"_s);
    row("negative time", "replicationtimeout: -5", u"expected milliseconds, at most an hour"_s);
    row("more than an hour", "replicationtimeout: 3600001",
        u"expected milliseconds, at most an hour"_s);
    row("a text as a map", "http: 127.0.0.1", u":1: http: expected a map"_s);
    row("a map as a text", "primary { url: x }", u":1: primary: expected a text"_s);
    row("neither true nor false", "store { readonly: maybe }", u"expected true or false"_s);
    row("a map among servers", "nats { servers: [{a: b}] }", u"expected a text"_s);
    row("a variable nobody has set", "primary: $NOBODY", u"primary: expected a text"_s);
}

void TestConfigFile::wrongValuesSayWhere()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, end);
    const auto config = readText(text);
    QVERIFY(!config);
    QVERIFY2(config.error().text.endsWith(end), qPrintable(config.error().text));
}

void TestConfigFile::wrongSyntaxSaysWhere()
{
    const auto config = readText("http {\n  port: 1\n");
    QVERIFY(!config);
    QVERIFY2(config.error().text.contains("server.conf:"_L1), qPrintable(config.error().text));
}

void TestConfigFile::aMissingFileIsNamed()
{
    const auto config = readConfigFile(u"/nowhere/server.conf"_s, &environment);
    QVERIFY(!config);
    QVERIFY(config.error().text.contains("/nowhere/server.conf"_L1));
}

QTEST_GUILESS_MAIN(TestConfigFile)
#include "tst_configfile.moc"
