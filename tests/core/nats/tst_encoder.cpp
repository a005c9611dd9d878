// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/encoder.h"

#include "core/nats/requestcheck.h"
#include "tests/support/wire.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace nats;

namespace {

QJsonObject connectFields(const QByteArray &line)
{
    return QJsonDocument::fromJson(line.sliced(8)).object();
}

ServerInfo modernServer()
{
    ServerInfo server;
    server.headers = true;
    return server;
}

} // namespace

class TestEncoder : public QObject
{
    Q_OBJECT

private slots:
    void t13CredentialsAreJsonEncoded();
    void connectSaysWhatTheServerSupports();
    void redactionLeavesNoCredential();
    void whatIsEncodedParsesBack();
    void t60BadRequestsNeverLeave_data();
    void t60BadRequestsNeverLeave();
    void payloadLimitIsExact();
    void lineLimitIsExact();
    void whatOnlyAServerCanSayWaitsForOne();
    void t27HeadersThatBreakLinesAreRefused();
};

void TestEncoder::t13CredentialsAreJsonEncoded()
{
    encoder::Identity identity;
    identity.user = QString::fromUtf8("a\"b\né");
    identity.password = base::Secret("p\\\"\r\n");
    const QByteArray line = encoder::connect({}, modernServer(), false, identity);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.startsWith("CONNECT {") && line.endsWith("}\r\n"));
    const QJsonObject fields = connectFields(line);
    QCOMPARE(fields.value(QStringLiteral("user")).toString(), identity.user);
    QCOMPARE(fields.value(QStringLiteral("pass")).toString(), QStringLiteral("p\\\"\r\n"));
}

void TestEncoder::connectSaysWhatTheServerSupports()
{
    ConnectOptions options;
    options.echo = false;
    const QJsonObject modern = connectFields(encoder::connect(options, modernServer(), true, {}));
    QCOMPARE(modern.value(QStringLiteral("verbose")).toBool(true), false);
    QCOMPARE(modern.value(QStringLiteral("pedantic")).toBool(true), false);
    QCOMPARE(modern.value(QStringLiteral("echo")).toBool(true), false);
    QCOMPARE(modern.value(QStringLiteral("tls_required")).toBool(), true);
    QCOMPARE(modern.value(QStringLiteral("headers")).toBool(), true);
    QCOMPARE(modern.value(QStringLiteral("no_responders")).toBool(), true);
    QCOMPARE(modern.value(QStringLiteral("protocol")).toInt(), 1);
    QVERIFY(!modern.contains(QStringLiteral("user")));
    const QJsonObject old = connectFields(encoder::connect(options, {}, false, {}));
    QCOMPARE(old.value(QStringLiteral("headers")).toBool(true), false);
    QCOMPARE(old.value(QStringLiteral("no_responders")).toBool(true), false);
}

void TestEncoder::redactionLeavesNoCredential()
{
    encoder::Identity identity;
    identity.user = QStringLiteral("SECRETUSER");
    identity.password = base::Secret("SECRETPASS");
    identity.token = base::Secret("SECRETTOKEN");
    identity.nkey = "SECRETNKEY";
    identity.jwt = "SECRETJWT";
    identity.signature = "SECRETSIG";
    const QByteArray line = encoder::connect({}, modernServer(), false, identity);
    QCOMPARE(line.count("SECRET"), 6);
    const QByteArray shown = encoder::redactedConnect(line);
    QVERIFY(!shown.contains("SECRET"));
    QCOMPARE(connectFields(shown).keys(), connectFields(line).keys());
}

void TestEncoder::whatIsEncodedParsesBack()
{
    const QByteArray headers = encodeHeaders({{"A", "1"}, {"A", "2"}});
    const QByteArray bytes = encoder::sub("in.*", {}, 7) + encoder::sub("in", "q", 8)
        + encoder::unsub(7) + encoder::unsub(8, 3) + encoder::publish("a.b", "r", {}, "hi")
        + encoder::publish("a.b", {}, headers, "hi") + encoder::ping() + encoder::pong();
    const QByteArrayList expected{"SUB in.* [] 7", "SUB in [q] 8", "UNSUB 7", "UNSUB 8 3",
                                  "MSG a.b r [] [hi]", "MSG a.b - [" + headers + "] [hi]",
                                  "PING", "PONG"};
    QCOMPARE(wire::parseEverySplit(bytes, Parser::Peer::Client), expected);
}

void TestEncoder::t60BadRequestsNeverLeave_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<EndReason>("reason");
    QTest::newRow("empty") << QByteArray() << EndReason::InvalidRequest;
    QTest::newRow("wildcard") << QByteArray("a.*") << EndReason::InvalidRequest;
    QTest::newRow("space") << QByteArray("a b") << EndReason::InvalidRequest;
    QTest::newRow("empty token") << QByteArray("a..b") << EndReason::InvalidRequest;
    QTest::newRow("5000 bytes") << QByteArray(5'000, 's') << EndReason::ControlLineTooLong;
}

void TestEncoder::t60BadRequestsNeverLeave()
{
    QFETCH(QByteArray, subject);
    QFETCH(EndReason, reason);
    RequestSpec spec;
    spec.subject = subject;
    const ServerInfo server = modernServer();
    const auto refusal = checkRequest(spec, {}, &server, 29);
    QVERIFY(refusal);
    QCOMPARE(refusal->reason, reason);
    QVERIFY(!refusal->detail.isEmpty());
}

void TestEncoder::payloadLimitIsExact()
{
    ServerInfo server = modernServer();
    server.maxPayload = 100;
    RequestSpec spec;
    spec.subject = "a";
    spec.headers = {{"K", "V"}};
    const qsizetype headers = encodeHeaders(spec.headers).size();
    for (const qsizetype size : {99, 100, 101}) {
        spec.payload = QByteArray(size - headers, 'x');
        const auto refusal = checkRequest(spec, {}, &server, 29);
        QCOMPARE(refusal.has_value(), size > 100);
        if (refusal)
            QCOMPARE(refusal->reason, EndReason::MaxPayloadExceeded);
    }
    server.maxPayload = -1;
    QVERIFY(!checkRequest(spec, {}, &server, 29));
    server.headers = false;
    QCOMPARE(checkRequest(spec, {}, &server, 29)->reason, EndReason::HeadersNotSupported);
}

void TestEncoder::lineLimitIsExact()
{
    const ServerInfo server = modernServer();
    RequestSpec spec;
    for (const qsizetype line : {4095, 4096, 4097}) {
        // "PUB " subject " " inbox of 29 " 0"
        spec.subject = QByteArray(line - 4 - 1 - 29 - 2, 's');
        QCOMPARE(checkRequest(spec, {}, &server, 29).has_value(), line > encoder::kMaxControlLine);
    }
}

void TestEncoder::whatOnlyAServerCanSayWaitsForOne()
{
    RequestSpec spec;
    spec.subject = "a";
    spec.headers = {{"K", "V"}};
    spec.payload = QByteArray(10'000'000, 'x');
    QCOMPARE(checkRequest(spec, {}, nullptr, 29)->reason, EndReason::NotConnected);
    spec.subject = "a b";
    QCOMPARE(checkRequest(spec, {}, nullptr, 29)->reason, EndReason::InvalidRequest);
}

void TestEncoder::t27HeadersThatBreakLinesAreRefused()
{
    const ServerInfo server = modernServer();
    RequestSpec spec;
    spec.subject = "a";
    for (const HeaderLine &bad :
         {HeaderLine{"K", "a\r\nInjected: 1"}, HeaderLine{"K:", "v"}, HeaderLine{"", "v"}}) {
        spec.headers = {{"Good", "1"}, bad};
        const auto refusal = checkRequest(spec, {}, &server, 29);
        QVERIFY(refusal);
        QCOMPARE(refusal->reason, EndReason::InvalidRequest);
    }
}

QTEST_APPLESS_MAIN(TestEncoder)
#include "tst_encoder.moc"
