// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontext.h"

#include "core/nats/session.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using nats::ConnectionState;

namespace {

nats::ConnectionStatus connected()
{
    nats::ConnectionStatus status;
    status.state = ConnectionState::Connected;
    status.url = u"nats://localhost:4222"_s;
    status.server.serverName = u"demo-1"_s;
    status.server.serverId = u"NABC"_s;
    status.server.version = u"2.9.10"_s;
    return status;
}

} // namespace

class TestConnectionText : public QObject
{
    Q_OBJECT

private slots:
    void namedByItsNameElseByItsServer();
    void connectedShowsServerVersionAndAccount();
    void serverNamedByItsIdIsShownByAddress();
    void backoffCountsDownInWholeSeconds_data();
    void backoffCountsDownInWholeSeconds();
    void troubleHasTheReasonInWords();
    void closedWithoutAnErrorWasClosedByThePerson();
    void onlyAConnectedServerHasARoundTrip();
};

void TestConnectionText::namedByItsNameElseByItsServer()
{
    nats::ConnectOptions options;
    nats::ServerUrl server;
    server.host = u"example.org"_s;
    options.servers = {server};
    QCOMPARE(ui::connectionName(options), u"example.org"_s);
    options.name = u"staging"_s;
    QCOMPARE(ui::connectionName(options), u"staging"_s);
}

void TestConnectionText::connectedShowsServerVersionAndAccount()
{
    auto status = connected();
    QCOMPARE(ui::connectionDetail(status, {}), u"demo-1 · 2.9.10"_s);
    status.server.account = u"ORDERS"_s;
    QCOMPARE(ui::connectionDetail(status, {}), u"demo-1 · 2.9.10 · ORDERS"_s);
    QVERIFY(ui::connectionTrouble(status, {}).title.isEmpty());
}

void TestConnectionText::serverNamedByItsIdIsShownByAddress()
{
    auto status = connected();
    status.server.serverName = status.server.serverId;
    status.peer = u"127.0.0.1:4222"_s;
    QCOMPARE(ui::connectionDetail(status, {}), u"127.0.0.1:4222 · 2.9.10"_s);
}

void TestConnectionText::backoffCountsDownInWholeSeconds_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("4 s") << 4000 << u"retrying in 4 s"_s;
    QTest::newRow("rounded up") << 3001 << u"retrying in 4 s"_s;
    QTest::newRow("never zero") << 0 << u"retrying in 1 s"_s;
    QTest::newRow("overdue") << -500 << u"retrying in 1 s"_s;
}

void TestConnectionText::backoffCountsDownInWholeSeconds()
{
    QFETCH(int, milliseconds);
    QFETCH(QString, text);
    nats::ConnectionStatus status;
    status.state = ConnectionState::Backoff;
    const base::Instant now(100s);
    status.retryAt = now + std::chrono::milliseconds(milliseconds);
    QCOMPARE(ui::connectionDetail(status, now), text);
}

void TestConnectionText::troubleHasTheReasonInWords()
{
    auto status = connected();
    status.failure = nats::Failure{nats::FailureKind::CredentialsRefused,
                                   {base::ErrorKind::Auth, u"The password is wrong."_s},
                                   {}};
    status.state = ConnectionState::NeedsAttention;
    const auto stuck = ui::connectionTrouble(status, {});
    QVERIFY(stuck.reason.contains(u"The password is wrong."_s));
    QVERIFY(!stuck.calm);
    status.state = ConnectionState::Backoff;
    const auto waiting = ui::connectionTrouble(status, {});
    QVERIFY(waiting.reason.contains(u"The password is wrong."_s));
    QVERIFY(waiting.calm);
    for (const auto state :
         {ConnectionState::Idle, ConnectionState::Connecting, ConnectionState::Closed}) {
        status.state = state;
        QVERIFY(!ui::connectionTrouble(status, {}).title.isEmpty());
    }
}

void TestConnectionText::closedWithoutAnErrorWasClosedByThePerson()
{
    auto status = connected();
    status.state = ConnectionState::Closed;
    QCOMPARE(ui::connectionTrouble(status, {}).title, u"Closed by you"_s);
    QCOMPARE(ui::connectionDetail(status, {}), u"closed by you"_s);
    status.failure = nats::Failure{nats::FailureKind::CredentialsRefused,
                                   {base::ErrorKind::Auth, u"The password is wrong."_s},
                                   {}};
    QCOMPARE(ui::connectionTrouble(status, {}).reason, u"The password is wrong."_s);
    QCOMPARE(ui::connectionDetail(status, {}), u"closed"_s);
}

void TestConnectionText::onlyAConnectedServerHasARoundTrip()
{
    auto status = connected();
    QVERIFY(ui::connectionRtt(status).isEmpty());
    status.rtt = 312us;
    QCOMPARE(ui::connectionRtt(status), u"312\u2009µs"_s);
    status.state = ConnectionState::Backoff;
    QVERIFY(ui::connectionRtt(status).isEmpty());
}

QTEST_GUILESS_MAIN(TestConnectionText)
#include "tst_connectiontext.moc"
