// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/texttimeline.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTextTimeline : public QObject
{
    Q_OBJECT

private slots:
    void drawsEachReplyAtItsTime();
    void marksWhatIsOdd();
    void keepsTheWidth();
    void countsTheLanesItDoesNotDraw();
    void aRunWithoutTimeIsDrawn();
};

namespace {

constexpr base::Instant kSent{1h};

fanin::Run makeRun(base::Span total = 1s)
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = "a";
    spec.rules.total = total;
    fanin::Reading reading;
    reading.lanes = fanin::ByHeader{"Id"};
    fanin::Run run(spec, reading, {});
    run.start("_INBOX.x", kSent);
    return run;
}

nats::Reply reply(const char *id, base::Span at, nats::ReplyKind kind = nats::ReplyKind::Counted,
                  std::vector<nats::HeaderLine> more = {})
{
    more.insert(more.begin(), {"Id", id});
    return {nats::Message::fromParts("_INBOX.x", {}, nats::encodeHeaders(more), "p", kSent + at),
            kind};
}

void finish(fanin::Run &run, base::Span at)
{
    nats::Outcome outcome;
    outcome.reason = nats::EndReason::Deadline;
    outcome.at = at;
    run.finish(outcome);
}

} // namespace

void TestTextTimeline::drawsEachReplyAtItsTime()
{
    fanin::Run run = makeRun(2s);
    run.append({reply("one", 0ms), reply("two", 500ms), reply("three", 1s)});
    finish(run, 1s);
    // "three │" takes 7 columns: 21 are left, one for each 50 ms.
    const QStringList lines = commands::textTimeline(run, 5 + 3 + 21).split(u'\n');
    QCOMPARE(lines[0], u"one   │●"_s);
    QCOMPARE(lines[1], u"two   │          ●"_s);
    QCOMPARE(lines[2], u"three │                    ●"_s);
    QVERIFY2(lines[3].startsWith(u"      └┴"_s), qPrintable(lines[3]));
    QVERIFY2(lines[4].contains(u"0"_s), qPrintable(lines[4]));
}

void TestTextTimeline::marksWhatIsOdd()
{
    fanin::Run run = makeRun(1s);
    run.append({reply("a", 0ms), reply("a", 500ms),
                reply("b", 250ms, nats::ReplyKind::Counted, {{"Nats-Service-Error", "no"}})});
    finish(run, 1s);
    run.append({reply("c", 2s, nats::ReplyKind::Late)});
    const QStringList lines = commands::textTimeline(run, 1 + 3 + 41).split(u'\n');
    QCOMPARE(lines[0], u"a │●         ◆         ┊"_s);
    QCOMPARE(lines[1], u"b │     ▲              ┊"_s);
    QCOMPARE(lines[2], u"c │                    ┊                   ○"_s);
}

void TestTextTimeline::keepsTheWidth()
{
    fanin::Run run = makeRun(1s);
    run.append({reply("a-name-that-is-much-longer-than-a-lane-should-be", 300ms)});
    finish(run, 1s);
    const QStringList lines = commands::textTimeline(run, 60).split(u'\n');
    for (qsizetype i = 0; i < lines.size() - 2; ++i)
        QVERIFY2(lines[i].size() <= 60, qPrintable(lines[i]));
    QVERIFY(lines[0].contains(u'●'));
}

void TestTextTimeline::countsTheLanesItDoesNotDraw()
{
    fanin::Run run = makeRun(1s);
    run.append({reply("a", 1ms), reply("b", 2ms), reply("c", 3ms)});
    finish(run, 1s);
    QVERIFY(!commands::textTimeline(run, 80, 3).contains(u"not drawn"_s));
    QVERIFY(commands::textTimeline(run, 80, 2).contains(u"1 more"_s));
}

void TestTextTimeline::aRunWithoutTimeIsDrawn()
{
    fanin::Run run = makeRun(0s);
    run.append({reply("a", 0ms)});
    finish(run, 0s);
    QVERIFY(commands::textTimeline(run, 0).contains(u'●'));
}

QTEST_GUILESS_MAIN(TestTextTimeline)
#include "tst_texttimeline.moc"
