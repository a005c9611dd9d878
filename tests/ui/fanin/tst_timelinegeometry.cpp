// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/runs.h"
#include "ui/fanin/timelinegeometry.h"

#include <QtTest/QtTest>

using namespace ui;
using namespace std::chrono_literals;

namespace {

QString nameOf(Shape shape)
{
    static const QStringList names
        = {QStringLiteral("ok"),        QStringLiteral("late"),    QStringLiteral("notice"),
           QStringLiteral("sentinel"),  QStringLiteral("again"),   QStringLiteral("differs"),
           QStringLiteral("error"),     QStringLiteral("status")};
    return names.at(int(shape));
}

// A plot in which one pixel is two milliseconds of the two seconds.
TimelineLayout layoutOf(const fanin::Run &run)
{
    TimelineLayout layout;
    layout.nameWidth = 92;
    layout.size = QSize(92 + 2 * TimelineLayout::kInset + 1000, 260);
    layout.lanes = quint32(run.lanes().lanes().size());
    layout.range = {0s, 2s};
    return layout;
}

TimelineMarks marksOf(const fanin::Run &run, const TimelineLayout &layout)
{
    TimelineMarks marks;
    marks.catchUp(run);
    marks.setWindow(layout.window());
    while (!marks.countSome()) {
    }
    return marks;
}

// One line for each lane: its name, then each dot as shape@pixel of the plot; bars as a count.
QStringList textOf(const TimelineScene &scene)
{
    QStringList lines;
    for (const TimelineScene::Lane &lane : scene.lanes) {
        QStringList parts{lane.name + u':'};
        for (const TimelineScene::Dot &dot : scene.dots) {
            if (dot.y == lane.y)
                parts += QStringLiteral("%1@%2").arg(nameOf(dot.shape)).arg(dot.x - 100);
        }
        qsizetype bars = 0;
        for (const TimelineScene::Bar &bar : scene.bars)
            bars += bar.y == lane.y ? 1 : 0;
        if (bars > 0)
            parts += QStringLiteral("%1 bars").arg(bars);
        for (const TimelineScene::Dot &dot : scene.ghosts) {
            if (dot.y == lane.y)
                parts += QStringLiteral("ghost@%1").arg(dot.x - 100);
        }
        if (!lane.note.isEmpty())
            parts += u'(' + lane.note + u')';
        lines += parts.join(u' ').replace(QChar(0x2009), u' ');
    }
    return lines;
}

QStringList textOf(const fanin::Run &run, const fanin::Run *ghost = nullptr)
{
    const TimelineLayout layout = layoutOf(run);
    const TimelineMarks marks = marksOf(run, layout);
    TimelineMarks ghosts;
    if (ghost) {
        ghosts.catchUp(*ghost, TimelineGeometry::laneMap(*ghost, run));
        ghosts.setWindow(layout.window());
        ghosts.countSome();
    }
    return textOf(TimelineGeometry::scene(run, layout, marks, ghost ? &ghosts : nullptr, {}));
}

} // namespace

class TestTimelineGeometry : public QObject
{
    Q_OBJECT

private slots:
    void eachReplyHasItsShapeAtItsPixel();
    void laneWithoutReplySaysSoAndWhenItLastAnswered();
    void ghostsStandInTheLaneOfTheSameNameUnlessCovered();
    void aLateReplyIsGreyAndBehindTheDeadline();
    void anEarlyEndHasALineOfItsOwn();
    void manyRepliesBecomeBarsAndKeepTheirSpecialShapes();
    void paintedThingsAreBoundedByPixels();
    void appendingCountsTheSameAsCountingAgain();
    void aNewMajorityChangesWhatDiffers();
    void replyAtFindsTheNearestInItsLaneOnly();
    void theVisibleLanesFollowTheScroll();
    void fitCoversTheTotalWhileWaitingAndTheEndAfterwards();
    void aWatchedRunHasNoDeadlineAndBeginsWithItsRequest();
};

void TestTimelineGeometry::eachReplyHasItsShapeAtItsPixel()
{
    QCOMPARE(textOf(runs::clocks()),
             QStringList({QStringLiteral("clock-1: ok@9"), QStringLiteral("clock-2: ok@30 again@420"),
                          QStringLiteral("clock-3: ok@120"), QStringLiteral("clock-4: error@305"),
                          QStringLiteral("clock-5: differs@565"),
                          QStringLiteral("clock-6: (no reply yet)")}));
}

void TestTimelineGeometry::laneWithoutReplySaysSoAndWhenItLastAnswered()
{
    const fanin::Run run = runs::clocks();
    const TimelineLayout layout = layoutOf(run);
    const TimelineScene scene = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr,
                                                        {{"clock-6", 1610ms}});
    QCOMPARE(textOf(scene).last(),
             QStringLiteral("clock-6: (no reply yet — answered in 1.61 s last run)"));
    QVERIFY(scene.lanes.back().absent);
    QVERIFY(!scene.lanes.front().absent);
}

void TestTimelineGeometry::ghostsStandInTheLaneOfTheSameNameUnlessCovered()
{
    fanin::Run before = runs::started();
    runs::feed(before, {{18.9, "clock-1", "x"}, {400, "stranger", "x"}, {1610, "clock-6", "x"}});
    const QStringList lines = textOf(runs::clocks(), &before);
    QCOMPARE(lines.first(), QStringLiteral("clock-1: ok@9")); // one pixel beside it: covered
    QCOMPARE(lines.last(), QStringLiteral("clock-6: ghost@805 (no reply yet)"));
    QVERIFY(!lines.join(u' ').contains(QStringLiteral("ghost@200")));
}

void TestTimelineGeometry::aLateReplyIsGreyAndBehindTheDeadline()
{
    const fanin::Run run = runs::clocksAtTheEnd();
    TimelineLayout layout = layoutOf(run);
    layout.range = {0s, 4s};
    const TimelineScene scene
        = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr, {});
    QCOMPARE(textOf(scene).last(), QStringLiteral("clock-6: late@603"));
    QCOMPARE(scene.deadline->x, 600);
    QCOMPARE(scene.lateFrom, 600);
    QVERIFY(!scene.end); // the total time was the end
}

void TestTimelineGeometry::anEarlyEndHasALineOfItsOwn()
{
    fanin::Run run = runs::clocks();
    run.finish(runs::ended(run, nats::EndReason::CountReached, 1130.671));
    const TimelineLayout layout = layoutOf(run);
    const TimelineScene scene
        = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr, {});
    QCOMPARE(scene.end->x, 665);
    QCOMPARE(scene.lateFrom, 665);
    QCOMPARE(scene.deadline->x, 1100);
}

void TestTimelineGeometry::manyRepliesBecomeBarsAndKeepTheirSpecialShapes()
{
    fanin::Run run = runs::started();
    std::vector<runs::Answer> answers;
    for (int i = 0; i < 60; ++i)
        answers.push_back({500 + i * 0.1, {}, "same"});
    answers[30].extra = "Nats-Service-Error: no\r\n";
    // All in one lane, whoever it is: by arrival each would have its own.
    for (runs::Answer &answer : answers)
        answer.extra += "Clock-Id: a\r\n";
    runs::feed(run, answers);
    const TimelineLayout layout = layoutOf(run);
    const TimelineScene scene
        = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr, {});
    QCOMPARE(scene.bars.size(), size_t(3));
    const bool error = std::any_of(scene.dots.begin(), scene.dots.end(), [](const auto &dot) {
        return dot.shape == Shape::ServiceError;
    });
    QVERIFY(error);
    QVERIFY(scene.dots.size() < 5);
}

void TestTimelineGeometry::paintedThingsAreBoundedByPixels()
{
    const fanin::Run run = runs::many(50'000, 4);
    const TimelineLayout layout = layoutOf(run);
    const TimelineScene scene
        = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr, {});
    QVERIFY(scene.bars.size() <= 4 * 1000);
    QVERIFY(scene.dots.size() <= 4 * 1000 * TimelineGeometry::kMostDots
                                     / (2 * TimelineGeometry::kAround + 1) + 400);
}

void TestTimelineGeometry::appendingCountsTheSameAsCountingAgain()
{
    fanin::Run run = runs::started(runs::gatherSpec(), runs::byClock({"clock-1", "clock-2"}));
    TimelineLayout layout = layoutOf(run);
    TimelineMarks live;
    live.setWindow(layout.window());
    QVERIFY(live.countSome());
    for (int i = 0; i < 200; ++i) {
        runs::feed(run, {{i * 9.7, i % 3 ? "clock-1" : "clock-2", i % 17 ? "a" : "b"}});
        live.catchUp(run);
        QVERIFY(live.countSome());
    }
    const TimelineMarks again = marksOf(run, layout);
    for (quint32 lane = 0; lane < 2; ++lane)
        QVERIFY(std::ranges::equal(live.lane(lane), again.lane(lane)));
}

void TestTimelineGeometry::aNewMajorityChangesWhatDiffers()
{
    fanin::Run run = runs::started();
    TimelineMarks marks;
    runs::feed(run, {{1, "a", "x"}, {2, "b", "y"}});
    marks.catchUp(run);
    QCOMPARE(marks.shape(0), Shape::Ok);
    QCOMPARE(marks.shape(1), Shape::Differs);
    runs::feed(run, {{3, "c", "y"}});
    marks.catchUp(run);
    QCOMPARE(marks.shape(0), Shape::Differs);
    QCOMPARE(marks.shape(1), Shape::Ok);
}

void TestTimelineGeometry::replyAtFindsTheNearestInItsLaneOnly()
{
    const fanin::Run run = runs::clocks();
    const TimelineLayout layout = layoutOf(run);
    const TimelineMarks marks = marksOf(run, layout);
    const auto at = [&](int x, quint32 lane) {
        return TimelineGeometry::replyAt(layout, marks, {x, layout.laneCentre(lane)});
    };
    QCOMPARE(at(100 + 420, 1), 4);
    QCOMPARE(at(100 + 426, 1), 4);
    QCOMPARE(at(100 + 430, 1), -1);
    QCOMPARE(at(100 + 420, 2), -1);
    QCOMPARE(TimelineGeometry::replyAt(layout, marks, {520, 3}), -1); // above the lanes
}

void TestTimelineGeometry::theVisibleLanesFollowTheScroll()
{
    fanin::Run run = runs::started();
    std::vector<runs::Answer> answers;
    for (int i = 0; i < 40; ++i)
        answers.push_back({double(i), "clock-" + QByteArray::number(i), "x"});
    runs::feed(run, answers);
    TimelineLayout layout = layoutOf(run);
    QCOMPARE(layout.laneHeight(), TimelineLayout::kLeastLaneHeight);
    layout.scroll = 10 * TimelineLayout::kLeastLaneHeight;
    const TimelineScene scene
        = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr, {});
    QCOMPARE(scene.lanes.front().name, QStringLiteral("clock-10"));
    QVERIFY(scene.lanes.size() <= 14);
    QCOMPARE(layout.laneAt(layout.laneCentre(12)), quint32(12));
    QVERIFY(!layout.laneAt(layout.laneCentre(9)));
}

void TestTimelineGeometry::fitCoversTheTotalWhileWaitingAndTheEndAfterwards()
{
    fanin::Run run = runs::clocks();
    QCOMPARE(TimelineGeometry::fitTotal(run), (TimeRange{0s, 2200ms}));
    run.finish(runs::ended(run, nats::EndReason::CountReached, 1200));
    QCOMPARE(TimelineGeometry::fitTotal(run), (TimeRange{0s, 1320ms}));
    QVERIFY(TimelineGeometry::fitTotal(runs::clocksAtTheEnd()).end > 2412ms);
    QCOMPARE(TimelineGeometry::fitReplies(runs::started()), (TimeRange{0s, 2200ms}));
}

void TestTimelineGeometry::aWatchedRunHasNoDeadlineAndBeginsWithItsRequest()
{
    fanin::Run run = runs::clocks();
    fanin::Observation observation;
    observation.standing = fanin::Observation::Standing::Answered;
    run.observe(observation);
    const TimelineLayout layout = layoutOf(run);
    TimelineScene scene = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr, {});
    QVERIFY(!scene.deadline);
    QVERIFY(!scene.end);
    QCOMPARE(scene.ticks.front().label, QStringLiteral("request"));
    QCOMPARE(TimelineGeometry::fitTotal(run).end, runs::millis(1130.671) * 11 / 10);
    observation.standing = fanin::Observation::Standing::Orphan;
    run.observe(observation);
    scene = TimelineGeometry::scene(run, layout, marksOf(run, layout), nullptr, {});
    QCOMPARE(scene.ticks.front().label, QStringLiteral("first reply"));
}

QTEST_GUILESS_MAIN(TestTimelineGeometry)
#include "tst_timelinegeometry.moc"
