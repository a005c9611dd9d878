// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/gatherrules.h"

#include <QtTest/QTest>

using namespace nats;
using namespace std::chrono_literals;
using base::Instant;
using base::Span;

namespace {

const Instant kT0{Span(1'000'000'000)};

Message reply(Span at, QByteArrayView payload = "x", QByteArrayView headers = {})
{
    return Message::fromParts("_INBOX.x", {}, headers, payload, kT0 + at);
}

RequestSpec gather(Span total, Span quiet = 0ms, quint64 max = 0)
{
    RequestSpec spec;
    spec.verb = Verb::Gather;
    spec.subject = "svc";
    spec.rules.total = total;
    spec.rules.quiet = quiet;
    spec.rules.maxReplies = max;
    return spec;
}

GatherRules started(const RequestSpec &spec)
{
    GatherRules rules(spec);
    rules.start(kT0);
    return rules;
}

} // namespace

class TestGatherRules : public QObject
{
    Q_OBJECT

private slots:
    void t46NoRespondersOfOldAndNewServers_data();
    void t46NoRespondersOfOldAndNewServers();
    void t48EndsAtTheTotalTimeWithWhatCame();
    void t49TimesOutAndSaysWhetherSomebodyListened();
    void t50QuietTimeRunsFromTheLastReply();
    void t50QuietTimeNeverStartsWithoutAReply();
    void t51QuietTimeNeverOutlastsTheTotal();
    void t52QuietTimeOutsideItsRangeIsOff_data();
    void t52QuietTimeOutsideItsRangeIsOff();
    void t53RepliesPastTheCountAreLate();
    void t54ReplyAtTheDeadlineCountsAndOneAfterIsLate();
    void t55Sentinels_data();
    void t55Sentinels();
    void t56NothingIsTakenAfterCancel();
    void t57DisconnectEndsTheWaitUnlessToldOtherwise();
    void t59LateUntilTheWindowCloses();
    void t61CapEndsWithOverflowAndKeepsNoMore();
    void byteCapEndsWithOverflow();
    void t62SlowDecisionIsRecordedAndStampsStayHonest();
    void tieOfQuietAndTotalIsTheTotal();
    void statusAfterARepliesEndsWithStatus();
    void requestEndsWithItsFirstReply();
    void publishEndsWithItsFence();
    void refusalClosesAtOnce();
    void firstEndWins();
};

void TestGatherRules::t46NoRespondersOfOldAndNewServers_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("to 2.11") << QByteArray("NATS/1.0 503\r\n\r\n");
    QTest::newRow("from 2.12") << QByteArray("NATS/1.0 503\r\nNats-Subject: svc\r\n\r\n");
}

void TestGatherRules::t46NoRespondersOfOldAndNewServers()
{
    QFETCH(QByteArray, headers);
    GatherRules rules = started(gather(2s));
    QCOMPARE(rules.onReply(reply(1ms, "", headers)), ReplyKind::Status);
    QCOMPARE(rules.outcome()->reason, EndReason::NoResponders);
    QCOMPARE(rules.outcome()->at, Span(1ms));
    QVERIFY(!rules.outcome()->accepted);
    QVERIFY(rules.closed());
}

void TestGatherRules::t48EndsAtTheTotalTimeWithWhatCame()
{
    GatherRules rules = started(gather(500ms));
    for (const Span at : {10ms, 20ms, 300ms})
        QCOMPARE(rules.onReply(reply(at)), ReplyKind::Counted);
    QCOMPARE(*rules.nextTick(), kT0 + 500ms);
    rules.onTick(kT0 + 499ms);
    QVERIFY(!rules.finished());
    rules.onTick(kT0 + 500ms);
    QCOMPARE(rules.outcome()->reason, EndReason::Deadline);
    QCOMPARE(rules.outcome()->replies, 3u);
    QCOMPARE(rules.outcome()->at, Span(500ms));
    QCOMPARE(rules.outcome()->clockSlip, Span(0));
}

void TestGatherRules::t49TimesOutAndSaysWhetherSomebodyListened()
{
    GatherRules heard = started(gather(500ms));
    heard.onFence(kT0 + 1ms, 1ms);
    heard.onTick(kT0 + 500ms);
    QCOMPARE(heard.outcome()->reason, EndReason::TimedOut);
    QVERIFY(heard.outcome()->accepted);
    QCOMPARE(heard.outcome()->rtt, Span(1ms));
    GatherRules unheard = started(gather(500ms));
    unheard.onTick(kT0 + 500ms);
    QCOMPARE(unheard.outcome()->reason, EndReason::TimedOut);
    QVERIFY(!unheard.outcome()->accepted);
}

void TestGatherRules::t50QuietTimeRunsFromTheLastReply()
{
    GatherRules rules = started(gather(2s, 100ms));
    for (const Span at : {0ms, 50ms, 90ms})
        QCOMPARE(rules.onReply(reply(at)), ReplyKind::Counted);
    QCOMPARE(*rules.nextTick(), kT0 + 190ms);
    rules.onTick(kT0 + 190ms);
    QCOMPARE(rules.outcome()->reason, EndReason::Stalled);
    QCOMPARE(rules.outcome()->at, Span(190ms));
}

void TestGatherRules::t50QuietTimeNeverStartsWithoutAReply()
{
    GatherRules rules = started(gather(2s, 100ms));
    QCOMPARE(*rules.nextTick(), kT0 + 2s);
    rules.onTick(kT0 + 1s);
    QVERIFY(!rules.finished());
    rules.onTick(kT0 + 2s);
    QCOMPARE(rules.outcome()->reason, EndReason::TimedOut);
}

void TestGatherRules::t51QuietTimeNeverOutlastsTheTotal()
{
    GatherRules rules = started(gather(1s, 100ms));
    quint64 counted = 0;
    for (Span at = 0ms; at <= 990ms; at += 90ms) {
        rules.onTick(kT0 + at);
        QCOMPARE(rules.onReply(reply(at)), ReplyKind::Counted);
        ++counted;
    }
    QCOMPARE(*rules.nextTick(), kT0 + 1s);
    rules.onTick(kT0 + 1s);
    QCOMPARE(rules.outcome()->reason, EndReason::Deadline);
    QCOMPARE(rules.outcome()->replies, counted);
}

void TestGatherRules::t52QuietTimeOutsideItsRangeIsOff_data()
{
    QTest::addColumn<qint64>("quietNs");
    QTest::addColumn<bool>("off");
    QTest::newRow("0") << qint64(0) << true;
    QTest::newRow("negative") << qint64(-5) << true;
    QTest::newRow("just below 1 ms") << qint64(999'999) << true;
    QTest::newRow("1 ms") << qint64(1'000'000) << false;
    QTest::newRow("just below the total") << qint64(999'999'999) << false;
    QTest::newRow("the total") << qint64(1'000'000'000) << true;
    QTest::newRow("above the total") << qint64(2'000'000'000) << true;
}

void TestGatherRules::t52QuietTimeOutsideItsRangeIsOff()
{
    QFETCH(qint64, quietNs);
    QFETCH(bool, off);
    GatherRules rules = started(gather(1s, Span(quietNs)));
    QCOMPARE(rules.onReply(reply(0ms)), ReplyKind::Counted);
    QCOMPARE(*rules.nextTick(), kT0 + (off ? Span(1s) : Span(quietNs)));
}

void TestGatherRules::t53RepliesPastTheCountAreLate()
{
    GatherRules rules = started(gather(1s, 0ms, 2));
    QCOMPARE(rules.onReply(reply(5ms)), ReplyKind::Counted);
    QCOMPARE(rules.onReply(reply(5ms)), ReplyKind::Counted);
    QCOMPARE(rules.outcome()->reason, EndReason::CountReached);
    QCOMPARE(rules.onReply(reply(5ms)), ReplyKind::Late);
    QCOMPARE(rules.outcome()->replies, 2u);
    QCOMPARE(rules.aftermath().late, 1u);
}

void TestGatherRules::t54ReplyAtTheDeadlineCountsAndOneAfterIsLate()
{
    GatherRules rules = started(gather(1s));
    QCOMPARE(rules.onReply(reply(1s)), ReplyKind::Counted);
    QVERIFY(!rules.finished());
    QCOMPARE(rules.onReply(reply(Span(1s) + Span(1))), ReplyKind::Late);
    QCOMPARE(rules.outcome()->reason, EndReason::Deadline);
    QCOMPARE(rules.outcome()->replies, 1u);
}

void TestGatherRules::t55Sentinels_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<ReplyKind>("kind");
    const QByteArray error = "NATS/1.0\r\nNats-Service-Error: no\r\n\r\n";
    const QByteArray code = "NATS/1.0\r\nNats-Service-Error-Code: 500\r\n\r\n";
    const QByteArray end = "NATS/1.0\r\nEnd: yes\r\n\r\n";
    QTest::newRow("empty") << QByteArray("empty") << QByteArray() << QByteArray() << ReplyKind::Sentinel;
    QTest::newRow("not empty") << QByteArray("empty") << QByteArray() << QByteArray(" ") << ReplyKind::Counted;
    QTest::newRow("off") << QByteArray("off") << QByteArray() << QByteArray() << ReplyKind::Counted;
    QTest::newRow("empty service error") << QByteArray("empty") << error << QByteArray() << ReplyKind::Counted;
    QTest::newRow("empty service code") << QByteArray("empty") << code << QByteArray() << ReplyKind::Counted;
    QTest::newRow("empty 100") << QByteArray("empty") << QByteArray("NATS/1.0 100\r\n\r\n") << QByteArray() << ReplyKind::Notice;
    QTest::newRow("empty 404") << QByteArray("empty") << QByteArray("NATS/1.0 404 No Messages\r\n\r\n") << QByteArray() << ReplyKind::Status;
    QTest::newRow("header") << QByteArray("header:End") << end << QByteArray("x") << ReplyKind::Sentinel;
    QTest::newRow("header value") << QByteArray("header:End=yes") << end << QByteArray("x") << ReplyKind::Sentinel;
    QTest::newRow("other value") << QByteArray("header:End=no") << end << QByteArray("x") << ReplyKind::Counted;
    QTest::newRow("other case") << QByteArray("header:end") << end << QByteArray("x") << ReplyKind::Counted;
    QTest::newRow("payload") << QByteArray("payload:done") << QByteArray() << QByteArray("done") << ReplyKind::Sentinel;
    QTest::newRow("longer payload") << QByteArray("payload:done") << QByteArray() << QByteArray("done.") << ReplyKind::Counted;
}

void TestGatherRules::t55Sentinels()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, payload);
    QFETCH(ReplyKind, kind);
    RequestSpec spec = gather(1s);
    spec.rules.sentinel = *parseSentinel(rule);
    GatherRules rules = started(spec);
    QCOMPARE(rules.onReply(reply(0ms)), ReplyKind::Counted);
    QCOMPARE(rules.onReply(reply(1ms, payload, headers)), kind);
    QCOMPARE(rules.finished(), kind == ReplyKind::Sentinel || kind == ReplyKind::Status);
    if (kind == ReplyKind::Sentinel) {
        QCOMPARE(rules.outcome()->reason, EndReason::Sentinel);
        QCOMPARE(rules.outcome()->replies, 1u);
    } else if (kind == ReplyKind::Status) {
        QCOMPARE(rules.outcome()->reason, EndReason::Status);
        QCOMPARE(rules.outcome()->statusCode, 404);
        QCOMPARE(rules.outcome()->statusText, QStringLiteral("No Messages"));
    }
}

void TestGatherRules::t56NothingIsTakenAfterCancel()
{
    GatherRules rules = started(gather(1s));
    QCOMPARE(rules.onReply(reply(1ms)), ReplyKind::Counted);
    rules.onCancel(kT0 + 2ms);
    QCOMPARE(rules.outcome()->reason, EndReason::Cancelled);
    QCOMPARE(rules.outcome()->replies, 1u);
    QVERIFY(rules.closed());
    QVERIFY(!rules.nextTick());
}

void TestGatherRules::t57DisconnectEndsTheWaitUnlessToldOtherwise()
{
    GatherRules rules = started(gather(1s));
    rules.onDisconnected(kT0 + 5ms, DisconnectCause::Eof, Sent::Partly);
    QCOMPARE(rules.outcome()->reason, EndReason::Disconnected);
    QCOMPARE(rules.outcome()->sent, Sent::Partly);
    QVERIFY(rules.closed());

    RequestSpec patient = gather(1s);
    patient.keepWaiting = true;
    GatherRules waiting = started(patient);
    waiting.onDisconnected(kT0 + 5ms, DisconnectCause::Eof, Sent::Yes);
    QVERIFY(!waiting.finished());
    QCOMPARE(waiting.onReply(reply(500ms)), ReplyKind::Counted);
    QCOMPARE(*waiting.nextTick(), kT0 + 1s);
    waiting.onTick(kT0 + 1s);
    QCOMPARE(waiting.outcome()->reason, EndReason::Deadline);
    QVERIFY(waiting.outcome()->gap);

    GatherRules unsent = started(patient);
    unsent.onDisconnected(kT0 + 5ms, DisconnectCause::Eof, Sent::Partly, QStringLiteral("why"));
    QCOMPARE(unsent.outcome()->reason, EndReason::Disconnected);
    QCOMPARE(unsent.outcome()->detail, QStringLiteral("why"));

    GatherRules closing = started(patient);
    closing.onDisconnected(kT0 + 5ms, DisconnectCause::UserClose, Sent::Yes);
    QCOMPARE(closing.outcome()->reason, EndReason::Disconnected);
}

void TestGatherRules::t59LateUntilTheWindowCloses()
{
    RequestSpec spec = gather(1s);
    spec.rules.lateWindow = 2s;
    GatherRules rules = started(spec);
    rules.onTick(kT0 + 1s);
    QVERIFY(!rules.closed());
    QCOMPARE(*rules.nextTick(), kT0 + 3s);
    QCOMPARE(rules.onReply(reply(2s)), ReplyKind::Late);
    rules.onTick(kT0 + Span(3s) - Span(1));
    QVERIFY(!rules.closed());
    rules.onTick(kT0 + 3s);
    QVERIFY(rules.closed());
    rules.onStray();
    QCOMPARE(rules.aftermath(), (Aftermath{1, 1}));
}

void TestGatherRules::t61CapEndsWithOverflowAndKeepsNoMore()
{
    for (const quint64 replies : {9u, 10u, 11u, 20u}) {
        RequestSpec spec = gather(1s);
        spec.rules.replyCap = 10;
        GatherRules rules = started(spec);
        quint64 kept = 0;
        for (quint64 i = 0; i < replies; ++i)
            kept += rules.onReply(reply(1ms)) ? 1 : 0;
        QCOMPARE(kept, std::min<quint64>(replies, 10));
        QCOMPARE(rules.finished(), replies > 10);
        QCOMPARE(rules.aftermath().late, replies - kept);
        if (rules.finished()) {
            QCOMPARE(rules.outcome()->reason, EndReason::Overflow);
            QCOMPARE(rules.outcome()->replies, 10u);
        }
    }
}

void TestGatherRules::byteCapEndsWithOverflow()
{
    const Message one = reply(1ms, QByteArray(100, 'x'));
    for (const qint64 extra : {-1, 0, 1}) {
        RequestSpec spec = gather(1s);
        spec.rules.byteCap = one.storedSize() * 3 + extra;
        GatherRules rules = started(spec);
        int kept = 0;
        for (int i = 0; i < 4; ++i)
            kept += rules.onReply(one) ? 1 : 0;
        QCOMPARE(kept, extra < 0 ? 2 : 3);
        QCOMPARE(rules.outcome()->reason, EndReason::Overflow);
    }
}

void TestGatherRules::t62SlowDecisionIsRecordedAndStampsStayHonest()
{
    GatherRules slow = started(gather(500ms));
    slow.onTick(kT0 + 700ms);
    QCOMPARE(slow.outcome()->at, Span(700ms));
    QCOMPARE(slow.outcome()->clockSlip, Span(200ms));
    // Read after the block: late by its own stamp, and the end is decided by it.
    GatherRules byReply = started(gather(500ms));
    QCOMPARE(byReply.onReply(reply(800ms)), ReplyKind::Late);
    QCOMPARE(byReply.outcome()->reason, EndReason::TimedOut);
    QCOMPARE(byReply.outcome()->clockSlip, Span(300ms));
    // Within the tolerance nothing is said.
    GatherRules fine = started(gather(500ms));
    fine.onTick(kT0 + 520ms);
    QCOMPARE(fine.outcome()->clockSlip, Span(0));
    GatherRules beyond = started(gather(500ms));
    beyond.onTick(kT0 + Span(520ms) + Span(1));
    QCOMPARE(beyond.outcome()->clockSlip, Span(20ms) + Span(1));
}

void TestGatherRules::tieOfQuietAndTotalIsTheTotal()
{
    GatherRules rules = started(gather(500ms, 100ms));
    QCOMPARE(rules.onReply(reply(400ms)), ReplyKind::Counted);
    rules.onTick(kT0 + 500ms);
    QCOMPARE(rules.outcome()->reason, EndReason::Deadline);
}

void TestGatherRules::statusAfterARepliesEndsWithStatus()
{
    GatherRules rules = started(gather(1s));
    QCOMPARE(rules.onReply(reply(1ms)), ReplyKind::Counted);
    QCOMPARE(rules.onReply(reply(2ms, "", "NATS/1.0 503\r\n\r\n")), ReplyKind::Status);
    QCOMPARE(rules.outcome()->reason, EndReason::Status);
    QCOMPARE(rules.outcome()->statusCode, 503);
}

void TestGatherRules::requestEndsWithItsFirstReply()
{
    RequestSpec spec = gather(1s);
    spec.verb = Verb::Request;
    GatherRules rules = started(spec);
    QCOMPARE(rules.onReply(reply(3ms)), ReplyKind::Counted);
    QCOMPARE(rules.outcome()->reason, EndReason::CountReached);
}

void TestGatherRules::publishEndsWithItsFence()
{
    RequestSpec spec = gather(1s);
    spec.verb = Verb::Publish;
    GatherRules rules = started(spec);
    rules.onFence(kT0 + 2ms, 2ms);
    QCOMPARE(rules.outcome()->reason, EndReason::Accepted);
    QVERIFY(rules.closed());
}

void TestGatherRules::refusalClosesAtOnce()
{
    GatherRules rules(gather(1s));
    rules.onRefused(kT0, EndReason::NotConnected, QStringLiteral("why"));
    QCOMPARE(rules.outcome()->reason, EndReason::NotConnected);
    QCOMPARE(rules.outcome()->sent, Sent::No);
    QCOMPARE(rules.outcome()->at, Span(0));
    QCOMPARE(rules.outcome()->detail, QStringLiteral("why"));
    QVERIFY(rules.closed());
    QVERIFY(!rules.nextTick());
}

void TestGatherRules::firstEndWins()
{
    GatherRules rules = started(gather(1s));
    rules.onRefused(kT0 + 1ms, EndReason::PublishDenied, {});
    rules.onDisconnected(kT0 + 2ms, DisconnectCause::Eof, Sent::Yes);
    rules.onTick(kT0 + 5s);
    rules.onCancel(kT0 + 6s);
    QCOMPARE(rules.outcome()->reason, EndReason::PublishDenied);
    QCOMPARE(rules.outcome()->at, Span(1ms));
}

QTEST_APPLESS_MAIN(TestGatherRules)
#include "tst_gatherrules.moc"
