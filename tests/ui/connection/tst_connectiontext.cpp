// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontext.h"

#include "core/nats/connectoptions.h"

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
    void closedWithoutAnErrorWasClosedByThePerson();
    void connectingNamesTheStepThatRuns();
    void aServerThatShutsDownSaysSoFirst();
    void thePlaceNamesClusterAndAccountElseTheState();
    void theTipHasTheFactsAndWhatIsWrong();
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

void TestConnectionText::closedWithoutAnErrorWasClosedByThePerson()
{
    auto status = connected();
    status.state = ConnectionState::Closed;
    QCOMPARE(ui::connectionDetail(status, {}), u"closed by you"_s);
    status.failure = nats::Failure{nats::FailureKind::CredentialsRefused,
                                   {base::ErrorKind::Auth, u"The password is wrong."_s},
                                   {}};
    QCOMPARE(ui::connectionDetail(status, {}), u"closed"_s);
}

void TestConnectionText::connectingNamesTheStepThatRuns()
{
    auto status = connected();
    status.state = ConnectionState::Connecting;
    QCOMPARE(ui::connectionDetail(status, {}), u"connecting…"_s);
    using Step = nats::ConnectStep;
    status.steps = {{Step::Kind::Name, Step::State::Skipped, {}, {}},
                    {Step::Kind::Tcp, Step::State::Passed, {}, {}},
                    {Step::Kind::Info, Step::State::Running, {}, {}},
                    {Step::Kind::Login, Step::State::Waiting, {}, {}}};
    QCOMPARE(ui::connectionDetail(status, {}), u"connecting: waiting for INFO"_s);
    status.steps[2].state = Step::State::Failed; // nothing runs any more
    QCOMPARE(ui::connectionDetail(status, {}), u"connecting…"_s);
}

void TestConnectionText::aServerThatShutsDownSaysSoFirst()
{
    auto status = connected();
    status.server.lameDuck = true;
    QCOMPARE(ui::connectionDetail(status, {}), u"shutting down · demo-1 · 2.9.10"_s);
    QCOMPARE(ui::connectionPlace(status, {}), u"nats://localhost:4222 · shutting down"_s);
}

void TestConnectionText::thePlaceNamesClusterAndAccountElseTheState()
{
    auto status = connected();
    QCOMPARE(ui::connectionPlace(status, {}), u"nats://localhost:4222"_s);
    status.server.cluster = u"C1"_s;
    status.server.account = u"ORDERS"_s;
    QCOMPARE(ui::connectionPlace(status, {}),
             u"nats://localhost:4222 · cluster C1 · account ORDERS"_s);
    status.state = ConnectionState::NeedsAttention;
    QCOMPARE(ui::connectionPlace(status, {}), u"nats://localhost:4222 · needs attention"_s);
}

void TestConnectionText::theTipHasTheFactsAndWhatIsWrong()
{
    nats::ConnectOptions options;
    options.name = u"staging"_s;
    options.readOnly = true;
    auto status = connected();
    status.tls = true;
    status.server.cluster = u"C1"_s;
    status.peer = u"10.0.0.1:4222"_s;
    QCOMPARE(ui::connectionTip(ui::connectionName(options), options, status),
             u"staging\nnats://localhost:4222 (TLS)\nCluster: C1\nPeer: 10.0.0.1:4222\n"
             "Read-only: nothing can be published"_s);
    status.state = ConnectionState::Backoff;
    status.tls = false;
    status.failure = nats::Failure{nats::FailureKind::ConnectionRefused,
                                   {base::ErrorKind::Network, u"Nobody listens."_s},
                                   u"Start it."_s};
    options.readOnly = false;
    QCOMPARE(ui::connectionTip(ui::connectionName(options), options, status),
             u"staging\nnats://localhost:4222\nNobody listens.\nStart it."_s);
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
