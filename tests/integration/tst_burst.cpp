// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Far more at once than a window can follow (T61), while the window does nothing at all: a server
// that gets no answer to its PINGs for some 400 ms closes the connection.
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/runlog.h"

#include <QtTest/QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBurst : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aHundredThousandRepliesAreKept_data();
    void aHundredThousandRepliesAreKept();
};

namespace {

constexpr int kReplies = 100'000;
constexpr char kImpatient[] = "ping_interval: \"200ms\"\nping_max: 1\nmax_pending: 1GB\n";

} // namespace

void TestBurst::init()
{
    REQUIRE_NATS_SERVER();
}

void TestBurst::aHundredThousandRepliesAreKept_data()
{
    QTest::addColumn<quint64>("cap");
    QTest::addColumn<nats::EndReason>("reason");
    QTest::addColumn<quint64>("kept");
    QTest::newRow("all") << nats::StopRules::kDefaultReplyCap << nats::EndReason::CountReached
                         << quint64(kReplies);
    QTest::newRow("to the cap") << quint64(10'000) << nats::EndReason::Overflow << quint64(10'000);
}

void TestBurst::aHundredThousandRepliesAreKept()
{
    QFETCH(quint64, cap);
    NatsServer server(kImpatient);
    QVERIFY(server.start());
    Peer responder(server.options());
    QVERIFY(responder.serve("flood", Peer::echo(kReplies)));
    Peer requester(server.options());
    QVERIFY(requester.connected());
    bool stayed = true;
    connect(&requester.session(), &nats::Session::statusChanged, this, [&] {
        stayed = stayed && requester.session().status().state == nats::ConnectionState::Connected;
    });

    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = "flood";
    spec.payload = "twelve bytes";
    spec.rules.total = 60s;
    spec.rules.maxReplies = kReplies;
    spec.rules.replyCap = cap;
    spec.rules.lateWindow = base::Span(0);
    const RunLog log(requester.session().request(spec, this));
    QTRY_VERIFY_WITH_TIMEOUT(!log.replies.empty(), 15'000);
    std::this_thread::sleep_for(1500ms); // the window hangs

    QTRY_VERIFY_WITH_TIMEOUT(log.aftermath, 60'000);
    QTEST(log.outcome->reason, "reason");
    QTEST(log.outcome->replies, "kept");
    QTEST(quint64(log.replies.size()), "kept");
    QVERIFY(stayed);
}

QTEST_GUILESS_MAIN(TestBurst)

#include "tst_burst.moc"
