// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "tests/support/runs.h"
#include "tests/support/screenshots.h"
#include "ui/fanin/faninview.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/replydetail.h"
#include "ui/fanin/replytable.h"
#include "ui/fanin/timelineview.h"

#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>

using namespace ui;

namespace {

void show(FaninView &view)
{
    view.resize(1160, 660);
    view.show();
}

QString labelText(const FaninView &view, const QString &name)
{
    const auto *label = view.findChild<QLabel *>(name);
    return label && label->isVisible() ? label->text() : QString();
}

fanin::Run nobodyThere()
{
    fanin::Run run = runs::started();
    nats::Outcome outcome = runs::ended(run, nats::EndReason::NoResponders, 0.4);
    outcome.accepted = false;
    run.finish(outcome);
    run.settle({});
    return run;
}

} // namespace

class TestFaninView : public QObject
{
    Q_OBJECT

private slots:
    void init() { applyTheme(*qApp, Scheme::Light); }
    void saysWhatToDoWithoutARun();
    void selectionInTheTableMovesTheTimelineAndTheDetail();
    void selectionInTheTimelineMovesTheTable();
    void anEndWithoutRepliesShowsItsSentenceWhereTheChartWas();
    void aDeletedRunLeavesTheView();
    void aRunStaysReadableAfterItsEnd();
    void theDifferenceFollowsTheMajority();
};

void TestFaninView::saysWhatToDoWithoutARun()
{
    FaninView view;
    show(view);
    QVERIFY(labelText(view, QStringLiteral("faninEmptyTitle")).contains(QStringLiteral("Ctrl+Enter")));
    QVERIFY(screenshots::saveInBothThemes(view, QStringLiteral("fanin-empty")));
}

void TestFaninView::selectionInTheTableMovesTheTimelineAndTheDetail()
{
    LiveRun live(runs::clocksAtTheEnd());
    FaninView view;
    show(view);
    view.setRun(&live);
    auto *table = view.findChild<ReplyTable *>(QStringLiteral("replyTable"));
    auto *timeline = view.findChild<TimelineView *>(QStringLiteral("timeline"));
    QCOMPARE(timeline->selected(), 0);
    table->setFocus();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(table->selected(), 5);
    QCOMPARE(timeline->selected(), 5);
    const QString title = labelText(view, QStringLiteral("replyTitle"));
    QVERIFY2(title.startsWith(QStringLiteral("reply 6 · clock-5 · 1,130.671")), qPrintable(title));
    QVERIFY(screenshots::saveInBothThemes(view, QStringLiteral("fanin-ended")));
}

void TestFaninView::selectionInTheTimelineMovesTheTable()
{
    LiveRun live(runs::clocks());
    FaninView view;
    show(view);
    view.setRun(&live);
    view.grab();
    auto *table = view.findChild<ReplyTable *>(QStringLiteral("replyTable"));
    auto *timeline = view.findChild<TimelineView *>(QStringLiteral("timeline"));
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_End);
    QCOMPARE(table->selected(), 5);
    QTest::keyClick(timeline, Qt::Key_Left);
    QCOMPARE(table->selected(), 4);
}

void TestFaninView::anEndWithoutRepliesShowsItsSentenceWhereTheChartWas()
{
    LiveRun live(nobodyThere());
    FaninView view;
    show(view);
    view.setRun(&live);
    QCOMPARE(labelText(view, QStringLiteral("failureSentence")),
             nats::sentence(*live.run().outcome(), live.run().spec()));
    QVERIFY(!view.findChild<TimelineView *>(QStringLiteral("timeline"))->isVisible());
    QVERIFY(screenshots::saveInBothThemes(view, QStringLiteral("fanin-nobody")));
}

void TestFaninView::aDeletedRunLeavesTheView()
{
    auto live = std::make_unique<LiveRun>(runs::clocks());
    FaninView view;
    show(view);
    view.setRun(live.get());
    live.reset();
    QVERIFY(!view.run());
    QCOMPARE(view.findChild<ReplyTable *>(QStringLiteral("replyTable"))->model()->rowCount(), 0);
    QVERIFY(!labelText(view, QStringLiteral("faninEmptyTitle")).isEmpty());
}

void TestFaninView::aRunStaysReadableAfterItsEnd()
{
    LiveRun live(runs::clocksAtTheEnd());
    LiveRun other(runs::clocks());
    FaninView view;
    show(view);
    view.setRun(&live);
    view.setRun(&other);
    view.setRun(&live);
    auto *table = view.findChild<ReplyTable *>(QStringLiteral("replyTable"));
    QCOMPARE(table->model()->rowCount(), 7);
    auto *tabs = view.findChild<QTabWidget *>(QStringLiteral("faninLists"));
    QCOMPARE(tabs->tabText(0), QStringLiteral("Replies 7"));
}

void TestFaninView::theDifferenceFollowsTheMajority()
{
    nats::Session session(nats::ConnectOptions{});
    LiveRun live(fanin::Run(runs::gatherSpec(), runs::byClock(), {runs::kSentAt, {}}));
    nats::Gather *gather = session.request(runs::gatherSpec(), nullptr);
    live.attach(gather);
    FaninView view;
    show(view);
    view.setRun(&live);
    view.findChild<QTabWidget *>(QStringLiteral("replyTabs"))
        ->setCurrentIndex(ReplyDetail::Difference);
    const auto says = [&view](const QString &text) {
        return labelText(view, QStringLiteral("differenceNotice")).startsWith(text);
    };
    emit gather->started("_INBOX.x", runs::kSentAt);
    emit gather->repliesAdded({runs::reply({1, "a", "x"})});
    QTRY_VERIFY(says(QStringLiteral("Belongs to the majority, group A ×1.")));
    emit gather->repliesAdded({runs::reply({2, "b", "x"})});
    QTRY_VERIFY(says(QStringLiteral("Belongs to the majority, group A ×2.")));
    emit gather->repliesAdded({runs::reply({3, "c", "y"}), runs::reply({4, "d", "y"}),
                               runs::reply({5, "e", "y"})});
    QTRY_VERIFY(says(QStringLiteral("Majority, group B ×3 (−)")));
    const auto *text = view.findChild<QPlainTextEdit *>(QStringLiteral("differenceText"));
    QCOMPARE(text->toPlainText(), QStringLiteral("- y\n+ x"));
}

QTEST_MAIN(TestFaninView)
#include "tst_faninview.moc"
