// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/redaction.h"

#include <QtTest/QTest>

class TestRedaction : public QObject
{
    Q_OBJECT

private slots:
    void namesOfSecretsAreKnown_data();
    void namesOfSecretsAreKnown();
    void onlySecretsAreReplaced_data();
    void onlySecretsAreReplaced();
    void manyAreLeftEmpty();
    void whatIsRedactedStaysSo();
};

void TestRedaction::namesOfSecretsAreKnown_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("secret");
    for (const char *name : {"Authorization",
                             "authorization",
                             "Proxy-Authorization",
                             "AUTHORIZATION ",
                             "Cookie",
                             "Set-Cookie",
                             "X-Auth-Token",
                             "X-Api-Key",
                             "apikey",
                             "ApiKey",
                             "accessToken",
                             "X-Token",
                             "Token",
                             "Client-Secret",
                             "client_secret",
                             "Password",
                             "db.password",
                             "X-Passwd",
                             "pwd",
                             "X-Session-Id",
                             "Session",
                             "Nats-User-JWT",
                             "Seed",
                             "Credentials",
                             "X-CSRFToken",
                             "x-amz-security-token",
                             "Signing-Key",
                             "SIGNING_KEY",
                             "userPass",
                             "X-Auth",
                             "X-Authentication"})
        QTest::newRow(name) << QByteArray(name) << true;
    for (const char *name :
         {"Nats-Msg-Id", "Nats-Service-Error", "Nats-Expected-Last-Subject-Sequence", "Monkey",
          "Key-Id", "Author", "traceparent", "Content-Type", "Compass", "", " ", "Nats-Stream",
          "KV-Operation", "Passenger"})
        QTest::newRow(*name == 0 ? "(empty)" : name) << QByteArray(name) << false;
}

void TestRedaction::namesOfSecretsAreKnown()
{
    QFETCH(QByteArray, name);
    QTEST(capture::isSecretHeader(name), "secret");
}

void TestRedaction::onlySecretsAreReplaced_data()
{
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<QByteArray>("redacted");
    const auto same = [](const char *name, const QByteArray &block) {
        QTest::newRow(name) << block << block;
    };
    same("no block", "");
    same("no fields", "NATS/1.0\r\n\r\n");
    same("a status", "NATS/1.0 503 Token missing\r\n\r\n");
    same("nothing secret", "NATS/1.0\r\nA: b\r\n  folded\r\nC:\td \r\n\r\n");
    same("a secret without a value", "NATS/1.0\r\nToken: \r\nB: c\r\n\r\n");
    same("bare line feeds", "NATS/1.0\nA: b\n\n");
    QTest::newRow("one of three") << QByteArray("NATS/1.0\r\nA: b\r\nX-Token: abc\r\nC: d\r\n\r\n")
                                  << QByteArray(
                                         "NATS/1.0\r\nA: b\r\nX-Token: (redacted)\r\nC: d\r\n\r\n");
    QTest::newRow("white space before it stays")
        << QByteArray("NATS/1.0\r\nCookie:\t abc \r\n\r\n")
        << QByteArray("NATS/1.0\r\nCookie:\t (redacted)\r\n\r\n");
    QTest::newRow("no white space") << QByteArray("NATS/1.0\r\nCookie:a\r\n\r\n")
                                    << QByteArray("NATS/1.0\r\nCookie:(redacted)\r\n\r\n");
    QTest::newRow("folded") << QByteArray("NATS/1.0\r\nToken: a\r\n b\r\n\tc\r\nD: e\r\n\r\n")
                            << QByteArray("NATS/1.0\r\nToken: (redacted)\r\nD: e\r\n\r\n");
    QTest::newRow("folded, nothing on its own line")
        << QByteArray("NATS/1.0\r\nToken:\r\n b\r\n\r\n")
        << QByteArray("NATS/1.0\r\nToken:(redacted)\r\n\r\n");
    QTest::newRow("folded, a scheme on the second line")
        << QByteArray("NATS/1.0\r\nX:\r\n Bearer b\r\n\r\n")
        << QByteArray("NATS/1.0\r\nX:(redacted)\r\n\r\n");
    QTest::newRow("folded behind a scheme") << QByteArray("NATS/1.0\r\nX: Bearer\r\n b\r\n\r\n")
                                            << QByteArray("NATS/1.0\r\nX: (redacted)\r\n\r\n");
    QTest::newRow("after a status") << QByteArray("NATS/1.0 404 None\r\nToken: a\r\n\r\n")
                                    << QByteArray("NATS/1.0 404 None\r\nToken: (redacted)\r\n\r\n");
    QTest::newRow("no version") << QByteArray("Token: a\r\n\r\n")
                                << QByteArray("Token: (redacted)\r\n\r\n");
    QTest::newRow("behind the blank line") << QByteArray("NATS/1.0\r\n\r\nToken: a")
                                           << QByteArray("NATS/1.0\r\n\r\nToken: (redacted)");
    QTest::newRow("space before the colon") << QByteArray("NATS/1.0\r\nToken : a\r\n\r\n")
                                            << QByteArray("NATS/1.0\r\nToken : (redacted)\r\n\r\n");
    QTest::newRow("colons in the value") << QByteArray("NATS/1.0\r\nToken: a:b:c\r\n\r\n")
                                         << QByteArray("NATS/1.0\r\nToken: (redacted)\r\n\r\n");
    QTest::newRow("a scheme") << QByteArray("NATS/1.0\r\nX: bearer abc\r\nY: Basic Zm9v\r\n\r\n")
                              << QByteArray("NATS/1.0\r\nX: (redacted)\r\nY: (redacted)\r\n\r\n");
    QTest::newRow("a seed of an nkey")
        << "NATS/1.0\r\nX: SU" + QByteArray(56, 'A') + "\r\nY: SU" + QByteArray(57, 'A')
            + "\r\n\r\n"
        << "NATS/1.0\r\nX: (redacted)\r\nY: SU" + QByteArray(57, 'A') + "\r\n\r\n";
    QTest::newRow("lines that are no headers")
        << QByteArray(
               "NATS/1.0\r\nAuthorization=abc\r\nBearer abc\r\neyJ0.eyJq.c2ln\r\nabc\r\n\r\n")
        << QByteArray("NATS/1.0\r\nAuthorization=(redacted)\r\nBearer (redacted)\r\n(redacted)\r\n"
                      "abc\r\n\r\n");
    QTest::newRow("a JWT") << QByteArray("NATS/1.0\r\nX: eyJ0.eyJq.c2ln\r\n\r\n")
                           << QByteArray("NATS/1.0\r\nX: (redacted)\r\n\r\n");
    QTest::newRow("equals before a colon")
        << QByteArray("NATS/1.0\r\nAuthorization=me:secret\r\nA=b: c\r\n\r\n")
        << QByteArray("NATS/1.0\r\nAuthorization=(redacted)\r\nA=b: c\r\n\r\n");
    QTest::newRow("a scheme in quotes") << QByteArray("NATS/1.0\r\nX: \"Bearer abc\"\r\n\r\n")
                                        << QByteArray("NATS/1.0\r\nX: (redacted)\r\n\r\n");
    QTest::newRow("a header within a fold")
        << QByteArray("NATS/1.0\r\nfoo\r\n Authorization: Bearer abc\r\n\r\n")
        << QByteArray("NATS/1.0\r\n(redacted)\r\n\r\n");
    QTest::newRow("a scheme on a folded line")
        << QByteArray("NATS/1.0\r\nX: y\r\n Bearer abc\r\n\r\n")
        << QByteArray("NATS/1.0\r\nX: (redacted)\r\n\r\n");
    QTest::newRow("a folded JWT") << QByteArray("NATS/1.0\r\nX: eyJ0.ey\r\n Jq.c2ln\r\n\r\n")
                                  << QByteArray("NATS/1.0\r\nX: (redacted)\r\n\r\n");
    QTest::newRow("an encrypted JWT among others")
        << QByteArray("NATS/1.0\r\nX: a, eyJ0.e.j.q.c2ln;b\r\n\r\n")
        << QByteArray("NATS/1.0\r\nX: (redacted)\r\n\r\n");
    same("words that are like a scheme", "NATS/1.0\r\nX: the basic idea\r\n\r\n");
    same("words that begin like a scheme", "NATS/1.0\r\nX: basics\r\nY: Bearer\r\n\r\n");
}

void TestRedaction::onlySecretsAreReplaced()
{
    QFETCH(QByteArray, block);
    const capture::Redaction redaction = capture::redacted(block);
    QTEST(redaction.block, "redacted");
    QCOMPARE(redaction.values, redaction.block.count(capture::kRedacted));
}

// A block of nothing but secrets stays about as large as it was.
void TestRedaction::manyAreLeftEmpty()
{
    const qsizetype count = 20'000;
    const capture::Redaction redaction
        = capture::redacted("NATS/1.0\r\n" + QByteArray("Key:x\r\n").repeated(count));
    QCOMPARE(redaction.values, count);
    QCOMPARE(redaction.block.count(capture::kRedacted), count / 2);
    QVERIFY(!redaction.block.contains('x'));
}

void TestRedaction::whatIsRedactedStaysSo()
{
    const capture::Redaction once
        = capture::redacted("NATS/1.0\r\nToken: a\r\n b\r\nX: Bearer q\r\n\r\n");
    QCOMPARE(capture::redacted(once.block).block, once.block);
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
