// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/servererror.h"

#include <QtTest/QTest>

using nats::ServerError;
using Kind = nats::ServerError::Kind;

class TestServerError : public QObject
{
    Q_OBJECT

private slots:
    void t33EveryRowHasItsClassAndFate_data();
    void t33EveryRowHasItsClassAndFate();
    void t33QuotedSubjectsAreFound_data();
    void t33QuotedSubjectsAreFound();
    void t34UnknownTextNeverCloses();
    void t19OddTextIsShown();
};

void TestServerError::t33EveryRowHasItsClassAndFate_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("closes");
    const auto row = [](const char *text, Kind kind, bool closes) {
        QTest::newRow(text) << QByteArray(text) << kind << closes;
    };
    row("Unknown Protocol Operation", Kind::ProtocolBug, true);
    row("Authorization Violation", Kind::AuthViolation, true);
    row("Authentication Timeout", Kind::AuthTimeout, true);
    row("User Authentication Expired", Kind::AuthExpired, true);
    row("Account Authentication Expired", Kind::AuthExpired, true);
    row("User Authentication Revoked", Kind::AuthExpired, true);
    row("maximum connections exceeded", Kind::ConnectionLimit, true);
    row("maximum account active connections exceeded", Kind::AccountConnectionLimit, true);
    row("Connection throttling is active. Please try again later.", Kind::Throttled, true);
    row("maximum subscriptions exceeded", Kind::SubscriptionLimit, false);
    row("Maximum Payload Violation", Kind::MaxPayload, true);
    row("maximum control line exceeded", Kind::ControlLine, true);
    row("invalid client protocol", Kind::ProtocolBug, true);
    row("no responders requires headers support", Kind::ProtocolBug, true);
    row("Secure Connection - TLS Required", Kind::TlsRequired, true);
    row("Stale Connection", Kind::Stale, true);
    row("Failed Account Registration", Kind::AccountRegistration, false);
    row("Invalid Subject", Kind::InvalidSubject, false);
    row("Invalid Publish Subject", Kind::InvalidPublishSubject, false);
    row("Permissions Violation for Publish to \"a.b\"", Kind::PublishDenied, false);
    row("Permissions Violation for Publish with Reply of \"_R_.x\"", Kind::ReplyDenied, false);
    row("Permissions Violation for Subscription to \"a\"", Kind::SubscriptionDenied, false);
    row("Permissions Violation for Subscription to \"a\" using queue \"q\"", Kind::SubscriptionDenied, false);
    row("Permissions Violation for Subscription to \"a\" (sid \"4\")", Kind::SubscriptionDenied, false);
    row("Permissions Violation for Subscription to \"a\", too many tokens", Kind::SubscriptionDenied, false);
    row("attempted to connect to route port", Kind::WrongPort, true);
    row("attempted to connect to leaf node port", Kind::WrongPort, true);
    row("attempted to connect to gateway port", Kind::WrongPort, true);
    row("Parser Error", Kind::ProtocolBug, true);
    row("Authorization Timeout", Kind::AuthTimeout, true);
    row("Slow Consumer", Kind::SlowConsumer, true);
}

void TestServerError::t33EveryRowHasItsClassAndFate()
{
    QFETCH(QByteArray, text);
    QFETCH(Kind, kind);
    QFETCH(bool, closes);
    for (const QByteArray &form :
         {text, "'" + text + "'", "-ERR '" + text + "'", "  '" + text.toUpper() + "' "}) {
        const ServerError error = nats::classify(form);
        QCOMPARE(error.kind, kind);
        QCOMPARE(error.closes, closes);
        QVERIFY(!error.sentence.isEmpty());
        QVERIFY2(!error.sentence.contains(u"%1"), qPrintable(error.sentence));
    }
}

void TestServerError::t33QuotedSubjectsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("subject");
    QTest::newRow("publish") << QByteArray("Permissions Violation for Publish to \"no.x\"") << QByteArray("no.x");
    QTest::newRow("queue") << QByteArray("Permissions Violation for Subscription to \"a.*\" using queue \"q\"") << QByteArray("a.*");
    QTest::newRow("tokens") << QByteArray("Permissions Violation for Subscription to \"a.b\", too many tokens") << QByteArray("a.b");
    QTest::newRow("quote inside") << QByteArray("Permissions Violation for Publish to \"a\"b\"") << QByteArray("a\"b");
    QTest::newRow("no end") << QByteArray("Permissions Violation for Publish to \"a") << QByteArray();
    QTest::newRow("none") << QByteArray("Permissions Violation for Publish to") << QByteArray();
}

void TestServerError::t33QuotedSubjectsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, subject);
    QCOMPARE(nats::classify(text).subject, subject);
}

void TestServerError::t34UnknownTextNeverCloses()
{
    const ServerError error = nats::classify("'Something New'");
    QCOMPARE(error.kind, Kind::Unknown);
    QVERIFY(!error.closes);
    QCOMPARE(error.text, QStringLiteral("Something New"));
    QVERIFY(error.sentence.contains(error.text));
}

void TestServerError::t19OddTextIsShown()
{
    QVERIFY(!nats::classify("").sentence.isEmpty());
    QVERIFY(!nats::classify("''").sentence.isEmpty());
    QVERIFY(!nats::classify("'").sentence.isEmpty());
    QCOMPARE(nats::classify("'a'b'").text, QStringLiteral("a'b"));
    QVERIFY(nats::classify(QByteArray(60'000, 'x')).text.size() < 1'000);
}

QTEST_APPLESS_MAIN(TestServerError)
#include "tst_servererror.moc"
