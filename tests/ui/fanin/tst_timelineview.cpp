// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/runs.h"
#include "tests/support/screenshots.h"
#include "ui/fanin/timelineview.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>

using namespace ui;
using namespace std::chrono_literals;

namespace {

// A timeline over a run, wide enough that dots stand apart.
struct Scene
{
    explicit Scene(fanin::Run run) : live(std::move(run))
    {
        view.resize(1116, 220);
        view.setRun(&live);
        view.show();
        view.setFocus();
        view.grab(); // brings the layout up to date
    }

    LiveRun live;
    TimelineView view;
};

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void rightWalksThroughAllRepliesInOrder();
    void leftFromNothingStartsAtTheLastReply();
    void downGoesToTheNextLaneThatHasReplies();
    void theWheelZoomsAroundThePointer();
    void draggingPansWithoutChangingTheScale();
    void zeroFitsTheWholeTimeAndFTheReplies();
    void doubleClickFitsTheWholeTime();
    void selectingFromOutsideEmitsNothing();
    void describesItsFiguresInWords();
    void paintsInBothThemes();
};

void TestTimelineView::rightWalksThroughAllRepliesInOrder()
{
    Scene scene(runs::clocks());
    QSignalSpy spy(&scene.view, &TimelineView::selectionChanged);
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(&scene.view, Qt::Key_Right);
    QList<qsizetype> seen;
    for (const QList<QVariant> &arguments : spy)
        seen += arguments.first().value<qsizetype>();
    QCOMPARE(seen, QList<qsizetype>({0, 1, 2, 3, 4, 5}));
}

void TestTimelineView::leftFromNothingStartsAtTheLastReply()
{
    Scene scene(runs::clocks());
    QTest::keyClick(&scene.view, Qt::Key_Left);
    QCOMPARE(scene.view.selected(), 5);
    QTest::keyClick(&scene.view, Qt::Key_Home);
    QTest::keyClick(&scene.view, Qt::Key_Left);
    QCOMPARE(scene.view.selected(), 0);
}

void TestTimelineView::downGoesToTheNextLaneThatHasReplies()
{
    Scene scene(runs::clocks());
    scene.view.setSelected(3); // clock-4
    QTest::keyClick(&scene.view, Qt::Key_Down);
    QCOMPARE(scene.view.selected(), 5); // clock-5
    QTest::keyClick(&scene.view, Qt::Key_Down);
    QCOMPARE(scene.view.selected(), 5); // clock-6 has none
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&scene.view, Qt::Key_Up);
    QCOMPARE(scene.view.selected(), 1); // seen from clock-3, the first answer of clock-2 is nearer
}

void TestTimelineView::theWheelZoomsAroundThePointer()
{
    Scene scene(runs::clocks());
    const QPointF at(600, 100);
    const auto timeUnder = [&scene](double x) {
        TimelineLayout layout;
        layout.size = scene.view.viewport()->size();
        layout.range = scene.view.range();
        return xToTime(x, layout.range, layout.axis());
    };
    const base::Span before = timeUnder(at.x());
    const base::Span length = scene.view.range().length();
    QWheelEvent wheel(at, scene.view.viewport()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(scene.view.viewport(), &wheel);
    QVERIFY(scene.view.range().length() < length);
    QCOMPARE(scene.view.fit(), TimelineView::Fit::Free);
    QVERIFY(std::chrono::abs(timeUnder(at.x()) - before) < 10us);
}

void TestTimelineView::draggingPansWithoutChangingTheScale()
{
    Scene scene(runs::clocks());
    QTest::keyClick(&scene.view, Qt::Key_Plus);
    QTest::keyClick(&scene.view, Qt::Key_Plus);
    const TimeRange before = scene.view.range();
    QWidget *surface = scene.view.viewport();
    QTest::mousePress(surface, Qt::LeftButton, {}, {600, 100});
    QTest::mouseMove(surface, {560, 100});
    // Offscreen mouse moves carry no buttons: the drag is sent as the event a window would get.
    QMouseEvent move(QEvent::MouseMove, QPointF(500, 100), QPointF(500, 100), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(surface, &move);
    QTest::mouseRelease(surface, Qt::LeftButton, {}, {500, 100});
    const TimeRange after = scene.view.range();
    QCOMPARE(after.length(), before.length());
    QVERIFY(after.begin > before.begin);
    QCOMPARE(scene.view.selected(), -1);
}

void TestTimelineView::zeroFitsTheWholeTimeAndFTheReplies()
{
    Scene scene(runs::clocks());
    QTest::keyClick(&scene.view, Qt::Key_F);
    QCOMPARE(scene.view.range(), TimelineGeometry::fitReplies(scene.live.run()));
    QTest::keyClick(&scene.view, Qt::Key_0);
    QCOMPARE(scene.view.range(), TimelineGeometry::fitTotal(scene.live.run()));
    QVERIFY(TimelineGeometry::fitReplies(scene.live.run()) != scene.view.range());
}

void TestTimelineView::doubleClickFitsTheWholeTime()
{
    Scene scene(runs::clocks());
    QTest::keyClick(&scene.view, Qt::Key_Plus);
    QCOMPARE(scene.view.fit(), TimelineView::Fit::Free);
    QTest::mouseDClick(scene.view.viewport(), Qt::LeftButton, {}, {600, 100});
    QCOMPARE(scene.view.fit(), TimelineView::Fit::Total);
}

void TestTimelineView::selectingFromOutsideEmitsNothing()
{
    Scene scene(runs::clocks());
    QSignalSpy spy(&scene.view, &TimelineView::selectionChanged);
    scene.view.setSelected(2);
    QCOMPARE(scene.view.selected(), 2);
    QCOMPARE(spy.count(), 0);
}

void TestTimelineView::describesItsFiguresInWords()
{
    Scene scene(runs::clocksAtTheEnd());
    const QString text = scene.view.accessibleDescription();
    QVERIFY2(text.contains(QStringLiteral("replies: 6")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("late: 1")), qPrintable(text));
}

void TestTimelineView::paintsInBothThemes()
{
    Scene ended(runs::clocksAtTheEnd());
    ended.view.setSelected(5);
    QVERIFY(screenshots::saveInBothThemes(ended.view, QStringLiteral("timeline-ended")));

    // A run that waits shows the line of this moment: sent so long ago that 1.24 s have passed.
    fanin::Run waiting(runs::gatherSpec(), runs::byClock({"clock-1", "clock-2", "clock-6"}), {});
    const base::Instant sent = base::Clock::now() - 1240ms;
    waiting.start("_INBOX.x", sent);
    for (const runs::Answer &answer : runs::clockAnswers()) {
        nats::Reply reply = runs::reply(answer);
        reply.message = nats::Message::fromParts("_INBOX.x", {}, reply.message.headerBlock(),
                                                 reply.message.payload(),
                                                 sent + runs::millis(answer.ms));
        waiting.append({reply});
    }
    Scene live(std::move(waiting));
    LiveRun ghost(runs::clocksAtTheEnd());
    live.live.setPrevious(ghost.run());
    live.view.setGhost(&ghost);
    QVERIFY(screenshots::saveInBothThemes(live.view, QStringLiteral("timeline-waiting")));

    fanin::Run many = runs::many(60'000, 6);
    many.finish(runs::ended(many, nats::EndReason::Deadline, 2000));
    many.settle({});
    Scene crowd(std::move(many));
    QVERIFY(screenshots::saveInBothThemes(crowd.view, QStringLiteral("timeline-crowd")));
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
