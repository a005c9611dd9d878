// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/serverinfo.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using nats::ServerInfo;

namespace {

QByteArray withUrls(qsizetype count)
{
    QByteArray json = "{\"connect_urls\":[";
    for (qsizetype i = 0; i < count; ++i)
        json += (i > 0 ? ",\"" : "\"") + QByteArray("10.0.0.1:") + QByteArray::number(i) + "\"";
    return json + "]}";
}

} // namespace

class ServerInfoTest final : public QObject
{
    Q_OBJECT

private slots:
    void readsAllThatIsUsed();
    void absentMeansFalseOrEmpty();
    void keepsTheRawBytesWithUnknownKeys();
    void theLastOfDuplicateKeysWins();
    void readsNumbersInAnyForm_data();
    void readsNumbersInAnyForm();
    void refusesNumbersOutOfRange_data();
    void refusesNumbersOutOfRange();
    void t17CapsTheConnectUrls_data();
    void t17CapsTheConnectUrls();
    void t17AcceptsALongList();
    void countsConnectUrlsThatAreNone();
    void t18RefusesWhatIsNoObject_data();
    void t18RefusesWhatIsNoObject();
    void noticesOtherPorts_data();
    void noticesOtherPorts();
};

void ServerInfoTest::readsAllThatIsUsed()
{
    const auto info = nats::parseServerInfo(
        R"({"server_id":"NABC","server_name":"n1","version":"2.9.10","proto":1,"go":"go1.19",)"
        R"("host":"0.0.0.0","port":4222,"headers":true,"max_payload":1048576,"client_id":7,)"
        R"("auth_required":true,"tls_required":true,"tls_available":true,"tls_verify":true,)"
        R"("nonce":"abc-123_XYZ","cluster":"c","ldm":true,"jetstream":true,)"
        R"("connect_urls":["a:1","[::1]:2"],"remote_account":"ORDERS"} )");
    QVERIFY2(info, info ? "" : qPrintable(info.error().text));
    QCOMPARE(info->serverId, u"NABC"_s);
    QCOMPARE(info->serverName, u"n1"_s);
    QCOMPARE(info->version, u"2.9.10"_s);
    QCOMPARE(info->proto, 1);
    QCOMPARE(info->cluster, u"c"_s);
    QCOMPARE(info->account, u"ORDERS"_s);
    QCOMPARE(info->maxPayload, qint64(1048576));
    QCOMPARE(info->clientId, quint64(7));
    QCOMPARE(info->nonce, "abc-123_XYZ"_ba);
    QCOMPARE(info->connectUrls, (QStringList{u"a:1"_s, u"[::1]:2"_s}));
    QVERIFY(info->headers && info->authRequired && info->tlsRequired && info->tlsAvailable);
    QVERIFY(info->tlsVerify && info->lameDuck && info->jetStream);
    QVERIFY(!info->otherPort);
}

void ServerInfoTest::absentMeansFalseOrEmpty()
{
    const auto info = nats::parseServerInfo("{}");
    QVERIFY(info);
    ServerInfo expected;
    expected.raw = "{}";
    QVERIFY(*info == expected);
}

void ServerInfoTest::keepsTheRawBytesWithUnknownKeys()
{
    const auto info = nats::parseServerInfo(" {\"new\": {\"a\":[1,2]},\"headers\":true} ");
    QVERIFY(info);
    QVERIFY(info->headers);
    QCOMPARE(info->raw, "{\"new\": {\"a\":[1,2]},\"headers\":true}"_ba);
}

void ServerInfoTest::theLastOfDuplicateKeysWins()
{
    const auto info = nats::parseServerInfo(
        R"({"server_id":"first","proto":0,"server_id":"second","proto":1,"server_id":"third"})");
    QVERIFY(info);
    QCOMPARE(info->serverId, u"third"_s);
    QCOMPARE(info->proto, 1);
}

void ServerInfoTest::readsNumbersInAnyForm_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("maxPayload");
    QTest::addColumn<quint64>("clientId");
    const quint64 none = 0;
    QTest::newRow("whole") << R"({"max_payload":64})"_ba << qint64(64) << none;
    QTest::newRow("fraction of zero") << R"({"max_payload":64.0})"_ba << qint64(64) << none;
    QTest::newRow("exponent") << R"({"max_payload":1.048576e+06})"_ba << qint64(1048576) << none;
    QTest::newRow("negative: unlimited") << R"({"max_payload":-1})"_ba << qint64(-1) << none;
    QTest::newRow("null") << R"({"max_payload":null})"_ba << qint64(1048576) << none;
    QTest::newRow("beyond a double's digits")
        << R"({"client_id":9007199254740993})"_ba << qint64(1048576) << quint64(9007199254740993);
    QTest::newRow("large id") << R"({"client_id":4294967296})"_ba << qint64(1048576)
                              << quint64(4294967296);
    QTest::newRow("an id past int64") << R"({"client_id":14886589259623780352})"_ba
                                      << qint64(1048576) << quint64(14886589259623780352U);
}

void ServerInfoTest::readsNumbersInAnyForm()
{
    QFETCH(QByteArray, json);
    const auto info = nats::parseServerInfo(json);
    QVERIFY2(info, info ? "" : qPrintable(info.error().text));
    QTEST(info->maxPayload, "maxPayload");
    QTEST(info->clientId, "clientId");
}

void ServerInfoTest::refusesNumbersOutOfRange_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    QTest::newRow("text") << R"({"max_payload":"64"})"_ba << u"max_payload"_s;
    QTest::newRow("fraction") << R"({"max_payload":1.5})"_ba << u"max_payload"_s;
    QTest::newRow("too large") << R"({"max_payload":1e30})"_ba << u"max_payload"_s;
    QTest::newRow("infinite") << R"({"max_payload":1e999})"_ba << QString();
    QTest::newRow("negative id") << R"({"client_id":-1})"_ba << u"client_id"_s;
    QTest::newRow("proto past an int") << R"({"proto":4294967296})"_ba << u"proto"_s;
    QTest::newRow("list") << R"({"proto":[1]})"_ba << u"proto"_s;
}

void ServerInfoTest::refusesNumbersOutOfRange()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, key);
    const auto info = nats::parseServerInfo(json);
    QVERIFY(!info);
    QVERIFY(info.error().kind == base::ErrorKind::Protocol);
    QVERIFY2(info.error().text.contains(key), qPrintable(info.error().text));
}

void ServerInfoTest::t17CapsTheConnectUrls_data()
{
    QTest::addColumn<qsizetype>("count");
    QTest::addColumn<qsizetype>("dropped");
    QTest::newRow("limit - 1") << ServerInfo::kMaxConnectUrls - 1 << qsizetype(0);
    QTest::newRow("limit") << ServerInfo::kMaxConnectUrls << qsizetype(0);
    QTest::newRow("limit + 1") << ServerInfo::kMaxConnectUrls + 1 << qsizetype(1);
}

void ServerInfoTest::t17CapsTheConnectUrls()
{
    QFETCH(qsizetype, count);
    QFETCH(qsizetype, dropped);
    const auto info = nats::parseServerInfo(withUrls(count));
    QVERIFY(info);
    QCOMPARE(info->connectUrls.size(), count - dropped);
    QCOMPARE(info->connectUrlsDropped, dropped);
}

void ServerInfoTest::t17AcceptsALongList()
{
    const auto info = nats::parseServerInfo(withUrls(20'000));
    QVERIFY(info);
    QCOMPARE(info->connectUrlsDropped, qsizetype(19'000));
}

void ServerInfoTest::countsConnectUrlsThatAreNone()
{
    const auto info = nats::parseServerInfo(R"({"connect_urls":["a:1",5,"",null,{},"b:2"]})");
    QVERIFY(info);
    QCOMPARE(info->connectUrls, (QStringList{u"a:1"_s, u"b:2"_s}));
    QCOMPARE(info->connectUrlsDropped, qsizetype(4));
}

void ServerInfoTest::t18RefusesWhatIsNoObject_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("blank") << "  "_ba;
    QTest::newRow("text") << "hello"_ba;
    QTest::newRow("array") << "[1]"_ba;
    QTest::newRow("number") << "5"_ba;
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("not closed") << "{\"server_id\":\"x\""_ba;
    QTest::newRow("two objects") << "{}{}"_ba;
    QTest::newRow("no JSON after it") << "{} x"_ba;
    QTest::newRow("NUL") << QByteArray("{\0}", 3);
    QTest::newRow("not UTF-8") << "{\"server_id\":\"\xff\"}"_ba;
    QTest::newRow("nested 10k arrays")
        << "{\"a\":" + QByteArray(10'000, '[') + QByteArray(10'000, ']') + "}";
    QTest::newRow("nested 10k objects")
        << QByteArray("{\"a\":").repeated(10'000) + "1" + QByteArray(10'000, '}');
    QTest::newRow("nested and not closed") << QByteArray(1'000'000, '[');
}

void ServerInfoTest::t18RefusesWhatIsNoObject()
{
    QFETCH(QByteArray, json);
    const auto info = nats::parseServerInfo(json);
    QVERIFY(!info);
    QVERIFY(info.error().kind == base::ErrorKind::Protocol);
    QVERIFY(info.error().text.startsWith(u"INFO"));
}

void ServerInfoTest::noticesOtherPorts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("gateway") << R"({"gateway":"C"})"_ba;
    QTest::newRow("leaf") << R"({"lnoc":true})"_ba;
    QTest::newRow("route") << R"({"route_pool_size":3})"_ba;
    QTest::newRow("import") << R"({"import":{}})"_ba;
    QTest::newRow("export") << R"({"export":null})"_ba;
}

void ServerInfoTest::noticesOtherPorts()
{
    QFETCH(QByteArray, json);
    const auto info = nats::parseServerInfo(json);
    QVERIFY(info);
    QVERIFY(info->otherPort);
}

QTEST_GUILESS_MAIN(ServerInfoTest)
#include "tst_serverinfo.moc"
