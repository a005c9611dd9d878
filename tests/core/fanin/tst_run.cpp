// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/run.h"
#include "tests/support/replies.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using fanin::Mark;
using fanin::Marks;
using fanin::Run;
using nats::ReplyKind;

namespace {

constexpr base::Span kStart = 1s;

fanin::Reading byHeader()
{
    fanin::Reading reading;
    reading.lanes = fanin::ByHeader{"From"};
    return reading;
}

Run started(fanin::Reading reading = byHeader())
{
    Run run({}, std::move(reading), {});
    run.start("_INBOX.x", base::Instant(kStart));
    return run;
}

nats::Reply reply(const QByteArray &from, const QByteArray &payload, base::Span at,
                  ReplyKind kind = ReplyKind::Counted)
{
    return replies::make(payload, from.isEmpty() ? QByteArray() : QByteArray("From: " + from),
                         kStart + at, kind);
}

nats::WireEntry wire(const QByteArray &line,
                     nats::WireEntry::Direction direction = nats::WireEntry::Direction::In)
{
    return {base::Instant(), direction, line, -1};
}

} // namespace

class RunTest final : public QObject
{
    Q_OBJECT

private slots:
    void goesThroughItsStates();
    void timesCountFromTheStart();
    void figuresAreOfCountedReplies();
    void theMedianIsTheMiddleCountedReply_data();
    void theMedianIsTheMiddleCountedReply();
    void marksErrorsAndDuplicates();
    void aReplyWithoutANameIsNoDuplicate();
    void differsFromTheMajority();
    void readsAgainUnderOtherRules();
    void repliesThatComeWhileReadingAreReadLater();
    void repliesCanBeKeptUnread();
    void theWireRecordIsCapped_data();
    void theWireRecordIsCapped();
    void memoryCoversTheReplies();
    void verdicts_data();
    void verdicts();
    void aRunThatNeverGotOutFails_data();
    void aRunThatNeverGotOutFails();
};

void RunTest::goesThroughItsStates()
{
    Run run({}, {}, {});
    QVERIFY(run.state() == Run::State::Waiting);
    QVERIFY(!run.sentAt());
    run.start("_INBOX.x", base::Instant(kStart));
    QCOMPARE(run.inbox(), "_INBOX.x"_ba);
    run.measure(2ms);
    QCOMPARE(run.figures().rtt, std::optional<base::Span>(2ms));
    nats::Outcome outcome;
    outcome.reason = nats::EndReason::TimedOut;
    run.finish(outcome);
    QVERIFY(run.state() == Run::State::Finished);
    QCOMPARE(run.figures().rtt, std::optional<base::Span>(2ms));
    run.settle({3, 2});
    QVERIFY(run.state() == Run::State::Settled);
    QCOMPARE(run.figures().late, quint64(3));
    QCOMPARE(run.figures().stray, quint64(2));
}

void RunTest::timesCountFromTheStart()
{
    Run run = started();
    run.append({reply("a", "x", 5ms)});
    QCOMPARE(run.at(0), base::Span(5ms));
}

void RunTest::figuresAreOfCountedReplies()
{
    Run run = started();
    QVERIFY(!run.figures().first && !run.figures().median && !run.figures().last);
    run.append({reply("", "idle", 1ms, ReplyKind::Notice), reply("a", "1234", 2ms)});
    run.append({reply("b", "12", 3ms), reply("c", "", 4ms, ReplyKind::Sentinel),
                reply("d", "123456", 9ms, ReplyKind::Late)});
    const Run::Figures figures = run.figures();
    QCOMPARE(figures.replies, quint64(2));
    QCOMPARE(figures.distinct, quint64(2));
    QCOMPARE(figures.late, quint64(1));
    QCOMPARE(figures.bytes, quint64(6));
    QCOMPARE(figures.first, std::optional<base::Span>(2ms));
    QCOMPARE(figures.median, std::optional<base::Span>(2500us));
    QCOMPARE(figures.last, std::optional<base::Span>(3ms));
}

void RunTest::theMedianIsTheMiddleCountedReply_data()
{
    // c: counted, n: notice; the reply's time is its place in milliseconds.
    QTest::addColumn<QByteArray>("kinds");
    QTest::addColumn<int>("firstMs");
    QTest::addColumn<int>("twiceMedianMs");
    QTest::addColumn<int>("lastMs");
    QTest::newRow("one") << "c"_ba << 0 << 0 << 0;
    QTest::newRow("two") << "cc"_ba << 0 << 1 << 1;
    QTest::newRow("three") << "ccc"_ba << 0 << 2 << 2;
    QTest::newRow("notice first") << "nccc"_ba << 1 << 4 << 3;
    QTest::newRow("notices between") << "cnncnc"_ba << 0 << 6 << 5;
    QTest::newRow("notices around") << "nncccnn"_ba << 2 << 6 << 4;
    QTest::newRow("alternating") << "ncncncnc"_ba << 1 << 8 << 7;
}

void RunTest::theMedianIsTheMiddleCountedReply()
{
    QFETCH(QByteArray, kinds);
    QFETCH(int, firstMs);
    QFETCH(int, twiceMedianMs);
    QFETCH(int, lastMs);
    Run run = started();
    base::Span at = 0ms;
    for (const char kind : kinds) {
        run.append({reply("a", "x", at, kind == 'c' ? ReplyKind::Counted : ReplyKind::Notice)});
        at += 1ms;
    }
    const Run::Figures figures = run.figures();
    QCOMPARE(figures.first, std::optional<base::Span>(firstMs * 1ms));
    QCOMPARE(figures.median, std::optional<base::Span>(twiceMedianMs * 500us));
    QCOMPARE(figures.last, std::optional<base::Span>(lastMs * 1ms));
}

void RunTest::marksErrorsAndDuplicates()
{
    Run run = started();
    const QByteArray failed = "From: a\r\nNats-Service-Error: no";
    run.append({reply("a", "x", 1ms), reply("b", "x", 2ms), replies::make("", failed, kStart + 3ms),
                reply("b", "x", 4ms, ReplyKind::Late)});
    QCOMPARE(run.marks(0), Marks());
    QCOMPARE(run.marks(1), Marks());
    QCOMPARE(run.marks(2), Mark::ServiceError | Mark::Duplicate);
    QCOMPARE(run.marks(3), Marks(Mark::Duplicate));
    QCOMPARE(run.figures().serviceErrors, quint64(1));
    QCOMPARE(run.group(2), fanin::Grouping::kNoGroup);
    QVERIFY(!run.differs(2));
}

void RunTest::aReplyWithoutANameIsNoDuplicate()
{
    Run run = started();
    run.append({reply("", "x", 1ms), reply("", "x", 2ms)});
    QCOMPARE(run.marks(1), Marks());
    QVERIFY(run.lane(0) != run.lane(1));
}

void RunTest::differsFromTheMajority()
{
    Run run = started();
    run.append({reply("a", "odd", 1ms), reply("b", "x", 2ms), reply("c", "x", 3ms)});
    QVERIFY(run.differs(0));
    QVERIFY(!run.differs(1));
}

void RunTest::readsAgainUnderOtherRules()
{
    Run run = started({});
    run.append({reply("a", R"({"t":1})", 1ms), reply("a", R"({"t":2})", 2ms),
                reply("b", R"({"t":3})", 3ms)});
    QCOMPARE(run.lanes().lanes().size(), size_t(3));
    QCOMPARE(run.figures().distinct, quint64(3));

    fanin::Reading reading = byHeader();
    reading.ignoredPaths = {"/t"};
    reading.expected = {"z"};
    run.setReading(reading);
    QVERIFY(run.reading() == reading);
    QCOMPARE(run.lanes().lanes().size(), size_t(3));
    QCOMPARE(run.lanes().lanes()[0].name, "z"_ba);
    QCOMPARE(run.lane(1), quint32(1));
    QCOMPARE(run.marks(1), Marks(Mark::Duplicate));
    QCOMPARE(run.figures().distinct, quint64(1));
    QCOMPARE(run.figures().replies, quint64(3));
}

void RunTest::repliesThatComeWhileReadingAreReadLater()
{
    Run run = started({});
    run.append({reply("a", "1", 1ms), reply("b", "2", 2ms), reply("a", "3", 3ms)});
    run.restart(byHeader());
    QCOMPARE(run.readCount(), qsizetype(0));
    QVERIFY(!run.readSome(2));
    run.append({reply("b", "4", 4ms)});
    QCOMPARE(run.readCount(), qsizetype(2));
    QCOMPARE(run.figures().replies, quint64(4));
    QVERIFY(!run.readSome(1));
    QVERIFY(run.readSome(100));
    QVERIFY(run.isRead());
    QCOMPARE(run.lane(3), quint32(1));
    QCOMPARE(run.marks(3), Marks(Mark::Duplicate));
}

void RunTest::repliesCanBeKeptUnread()
{
    Run run = started(byHeader());
    run.appendUnread({reply("a", "1", 1ms), reply("b", "2", 3ms)});
    QCOMPARE(run.size(), qsizetype(2));
    QCOMPARE(run.readCount(), qsizetype(0));
    QCOMPARE(run.figures().replies, quint64(2));
    QCOMPARE(run.figures().median, std::optional<base::Span>(2ms));
    QVERIFY(run.readSome(2));
    QCOMPARE(run.figures().distinct, quint64(2));
}

void RunTest::theWireRecordIsCapped_data()
{
    QTest::addColumn<qsizetype>("messages");
    QTest::addColumn<quint64>("unlisted");
    constexpr qsizetype limit = nats::WireRecord::kMaxMessages;
    QTest::newRow("limit - 1") << limit - 1 << quint64(0);
    QTest::newRow("limit") << limit << quint64(0);
    QTest::newRow("limit + 1") << limit + 1 << quint64(1);
}

void RunTest::theWireRecordIsCapped()
{
    QFETCH(qsizetype, messages);
    QFETCH(quint64, unlisted);
    Run run = started();
    using Direction = nats::WireEntry::Direction;
    run.addWire({{wire("SUB _INBOX.x 1", Direction::Out), wire("PING", Direction::Out)}, 0});
    nats::WireRecord record;
    for (qsizetype i = 0; i < messages; ++i)
        record.entries.push_back(wire(i % 2 == 0 ? "MSG _INBOX.x 1 0" : "HMSG _INBOX.x 1 12 12"));
    run.addWire(record);
    run.addWire({{wire("PONG"), wire("UNSUB 1", Direction::Out)}, 5});
    QCOMPARE(run.wire().unlisted, unlisted + 5);
    QCOMPARE(qsizetype(run.wire().entries.size()), messages - qsizetype(unlisted) + 4);
    QCOMPARE(run.wire().entries.back().line, "UNSUB 1"_ba);
}

void RunTest::memoryCoversTheReplies()
{
    Run run = started();
    const qint64 before = run.memory();
    run.append({reply("a", QByteArray(10'000, 'x'), 1ms)});
    QVERIFY(run.memory() - before >= 10'000 + qint64(sizeof(nats::Reply)));
}

void RunTest::verdicts_data()
{
    // a, b: equal and other payload; e: service error; l: late; s: sentinel.
    QTest::addColumn<QByteArray>("came");
    QTest::addColumn<quint64>("minReplies");
    QTest::addColumn<bool>("allEqual");
    QTest::addColumn<bool>("noServiceError");
    QTest::addColumn<QString>("text");
    const quint64 none = 0;
    QTest::newRow("no rules") << ""_ba << none << false << false << u"ok"_s;
    QTest::newRow("one of one") << "a"_ba << quint64(1) << false << false << u"ok replies>=1+"_s;
    QTest::newRow("none of one") << ""_ba << quint64(1) << false << false
                                 << u"failed replies>=1-"_s;
    QTest::newRow("late ones do not help")
        << "al"_ba << quint64(2) << false << false << u"failed replies>=2-"_s;
    QTest::newRow("sentinels do not help")
        << "as"_ba << quint64(2) << false << false << u"failed replies>=2-"_s;
    QTest::newRow("enough") << "abe"_ba << quint64(3) << false << false << u"ok replies>=3+"_s;
    QTest::newRow("equal") << "aa"_ba << none << true << false << u"ok all-equal+"_s;
    QTest::newRow("nothing is equal") << ""_ba << none << true << false << u"ok all-equal+"_s;
    QTest::newRow("not equal") << "ab"_ba << none << true << false << u"failed all-equal-"_s;
    QTest::newRow("an error is not equal")
        << "aae"_ba << none << true << false << u"failed all-equal-"_s;
    QTest::newRow("late is not compared")
        << "aal"_ba << none << true << false << u"ok all-equal+"_s;
    QTest::newRow("no error") << "ab"_ba << none << false << true << u"ok no-service-error+"_s;
    QTest::newRow("error") << "ae"_ba << none << false << true << u"failed no-service-error-"_s;
    QTest::newRow("all rules") << "aae"_ba << quint64(3) << true << true
                               << u"failed replies>=3+ all-equal- no-service-error-"_s;
}

void RunTest::verdicts()
{
    QFETCH(QByteArray, came);
    QFETCH(quint64, minReplies);
    QFETCH(bool, allEqual);
    QFETCH(bool, noServiceError);
    fanin::Reading reading = byHeader();
    reading.success = {minReplies, allEqual, noServiceError};
    Run run = started(reading);
    for (const char c : came) {
        if (c == 'e')
            run.append({replies::make("", "Nats-Service-Error: no", kStart)});
        else if (c == 's')
            run.append({reply("", "", 1ms, ReplyKind::Sentinel)});
        else
            run.append({reply("", QByteArray(1, c), 1ms,
                              c == 'l' ? ReplyKind::Late : ReplyKind::Counted)});
    }
    const fanin::Verdict verdict = run.verdict();
    QString text = verdict.ok ? u"ok"_s : u"failed"_s;
    for (const fanin::Verdict::Rule &rule : verdict.rules)
        text += u' ' + rule.rule + (rule.ok ? u'+' : u'-');
    QTEST(text, "text");
}

void RunTest::aRunThatNeverGotOutFails_data()
{
    using nats::EndReason;
    using nats::Sent;
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("sent");
    QTest::addColumn<bool>("ok");
    const int gather = int(nats::Verb::Gather);
    const int publish = int(nats::Verb::Publish);
    QTest::newRow("not sent") << gather << int(EndReason::NotConnected) << int(Sent::No) << false;
    QTest::newRow("sent") << gather << int(EndReason::TimedOut) << int(Sent::Yes) << true;
    QTest::newRow("denied") << gather << int(EndReason::PublishDenied) << int(Sent::Yes) << false;
    QTest::newRow("published") << publish << int(EndReason::Accepted) << int(Sent::Yes) << true;
    QTest::newRow("not taken") << publish << int(EndReason::TimedOut) << int(Sent::Yes) << false;
}

void RunTest::aRunThatNeverGotOutFails()
{
    QFETCH(int, verb);
    QFETCH(int, reason);
    QFETCH(int, sent);
    nats::RequestSpec spec;
    spec.verb = nats::Verb(verb);
    fanin::Reading reading;
    reading.success.minReplies = spec.verb == nats::Verb::Publish ? 1 : 0;
    Run run(spec, reading, {});
    QVERIFY(run.verdict().ok);
    nats::Outcome outcome;
    outcome.reason = nats::EndReason(reason);
    outcome.sent = nats::Sent(sent);
    run.finish(outcome);
    QTEST(run.verdict().ok, "ok");
    QVERIFY(run.verdict().rules.empty());
}

QTEST_GUILESS_MAIN(RunTest)
#include "tst_run.moc"
