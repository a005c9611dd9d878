// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/traffictable.h"

#include "tests/support/traffic.h"
#include "ui/common/theme.h"
#include "ui/traffic/conversationmodel.h"
#include "ui/traffic/messagemodel.h"
#include "ui/traffic/trafficactions.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;
using namespace ui;
using capture::Filter;
using capture::RowKind;
using traffic::add;
using traffic::at;

namespace {

const base::WallAnchor kAnchor{
    at(0), std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(20)};

struct Scene
{
    capture::Feed feed{kAnchor};
    TrafficTable table;
    QTableView *view = table.view();

    explicit Scene(RowKind kind = RowKind::Messages)
    {
        table.resize(960, 300);
        table.setCriteria(kind, {});
        table.setFeed(&feed);
        table.show();
        table.setFocus();
        (void)QTest::qWaitForWindowActive(&table);
    }

    // As many messages, a millisecond apart.
    void fill(int count, const QByteArray &payload = "x")
    {
        for (int i = 0; i < count; ++i)
            add(feed.edit(), m_next++, "orders.created", {}, payload);
        feed.publish();
    }

    // A request, its three replies among other messages: 1; 2, 4, 5.
    void ask()
    {
        add(feed.edit(), 0, "clock", "_INBOX.x.1", "when?");
        add(feed.edit(), 3, "_INBOX.x.1", {}, "now");
        add(feed.edit(), 4, "noise", {}, "x");
        add(feed.edit(), 5, "_INBOX.x.1", {}, "now");
        add(feed.edit(), 6, "_INBOX.x.1", {}, "now");
        feed.publish();
        m_next = 10;
    }

    [[nodiscard]] bool shows(int rows) const
    {
        return QTest::qWaitFor(
            [&] { return view->model()->rowCount() == rows && !table.isWorking(); });
    }
    [[nodiscard]] quint64 keyAt(int y) const
    {
        return static_cast<TrafficModel *>(view->model())->key(view->rowAt(y));
    }
    [[nodiscard]] bool isAtEnd() const
    {
        return view->verticalScrollBar()->value() == view->verticalScrollBar()->maximum();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(view, key, modifiers);
    }
    void choose(quint64 key, int column) const
    {
        auto *model = static_cast<TrafficModel *>(view->model());
        view->setCurrentIndex(model->index(model->rowOf(key), column));
    }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return view->findChild<QAction *>(name);
    }
    void clickHeader(int section) const
    {
        QHeaderView *header = view->horizontalHeader();
        const QPoint middle(header->sectionViewportPosition(section)
                                + header->sectionSize(section) / 2,
                            header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
    }

private:
    qint64 m_next = 0;
};

} // namespace

class TestTrafficTable : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void theNewestIsFollowed();
    void whoScrollsUpIsNotPulledDown();
    void endFollowsAgain();
    void theUserIsToldOfFollowing();
    void evictionLeavesInSightWhatWas();
    void evictionUnderTheViewIsSeen();
    void anEvictedRowIsNotReplacedByItsNeighbour();
    void sortingKeepsWhatIsChosen();
    void whatMovesStaysChosen();
    void manyChangesMoveNothingInSight();
    void headersSort();
    void anotherKindKeepsWhatIsChosen();
    void aFilterKeepsWhatIsChosenIfItPasses();
    void linksAreGoneByShortcut();
    void aLinkIsClicked();
    void aLinkIsTheOneThatWasPressed();
    void whatTheFilterHidesIsNotGoneTo();
    void aConversationLeadsToTheOneItAnswers();
    void cellsAreFilteredFor();
    void cellsAreFilteredOut();
    void gapsHaveNoTerm();
    void rowsAreCopied();
    void aCellIsCopied();
    void tooManyRowsAreNotCopied();
    void enterActivates();
    void theMenuOffersWhatCanBeDone();
    void theMenuOfAHeaderOffersTimesAndOrders();
    void aClickOnAHeaderChoosesNoRow();
    void aReferenceMovesTheTimes();
    void columnsAreThoseOfTheirKind();
    void anotherKindIsFollowedToo();
    void aBrushNarrows();
    void pausedItHolds();
    void selectingWaitsForTheRow();
    void namesForScreenReaders();
    void columnsAreNeverWiderThanTheTable_data();
    void columnsAreNeverWiderThanTheTable();
    void anotherFeedForgetsWhatWasChosen();

private:
    QTemporaryDir m_home;
};

void TestTrafficTable::initTestCase()
{
    qputenv("TZ", "UTC");
    applyTheme(*qApp, Scheme::Light);
}

void TestTrafficTable::theNewestIsFollowed()
{
    Scene scene;
    scene.fill(5);
    QVERIFY(scene.shows(5));
    QVERIFY(scene.table.isFollowing());
    scene.fill(100);
    QVERIFY(scene.shows(105));
    QVERIFY(scene.isAtEnd());
    QCOMPARE(scene.keyAt(scene.view->viewport()->height() - 2), quint64(105));
}

void TestTrafficTable::whoScrollsUpIsNotPulledDown()
{
    Scene scene;
    scene.fill(100);
    QVERIFY(scene.shows(100));
    scene.view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!scene.table.isFollowing());
    const quint64 top = scene.keyAt(0);
    scene.fill(100);
    QVERIFY(scene.shows(200));
    QCOMPARE(scene.keyAt(0), top);
    // Back at the end it follows again.
    scene.view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(scene.table.isFollowing());
    scene.fill(1);
    QVERIFY(scene.shows(201));
    QVERIFY(scene.isAtEnd());
}

void TestTrafficTable::endFollowsAgain()
{
    Scene scene;
    scene.fill(100);
    QVERIFY(scene.shows(100));
    scene.choose(100, 0);
    scene.press(Qt::Key_Home);
    QCOMPARE(scene.table.current(), std::optional<quint64>(1));
    QVERIFY(!scene.table.isFollowing());
    scene.press(Qt::Key_End);
    QCOMPARE(scene.table.current(), std::optional<quint64>(100));
    QVERIFY(scene.table.isFollowing());
}

void TestTrafficTable::theUserIsToldOfFollowing()
{
    Scene scene;
    scene.fill(100);
    QVERIFY(scene.shows(100));
    QSignalSpy following(&scene.table, &TrafficTable::followingChanged);
    scene.table.setFollowing(false);
    scene.table.setFollowing(true);
    QCOMPARE(following.size(), 0); // by program
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {},
                      scene.view->visualRect(scene.view->model()->index(97, 2)).center());
    QCOMPARE(following.size(), 1);
    QCOMPARE(following[0][0].toBool(), false);
}

void TestTrafficTable::evictionLeavesInSightWhatWas()
{
    Scene scene;
    scene.feed.setLimit(capture::Log::kMinLimit);
    const QByteArray payload(80'000, 'x');
    scene.fill(500, payload);
    QVERIFY(scene.shows(500));
    scene.table.setFollowing(false);
    scene.view->verticalScrollBar()->setValue(300 * kRowHeight + 7);
    const quint64 top = scene.keyAt(0);
    QCOMPARE(top, quint64(301));
    scene.fill(500, payload);
    const capture::Log &log = scene.feed.capture().log();
    QVERIFY(log.first() > 100 && log.first() < top);
    QVERIFY(scene.shows(int(log.size())));
    QCOMPARE(scene.keyAt(0), top);
    QCOMPARE(scene.view->verticalScrollBar()->value() % kRowHeight, 7);
}

void TestTrafficTable::evictionUnderTheViewIsSeen()
{
    Scene scene;
    scene.feed.setLimit(capture::Log::kMinLimit);
    const QByteArray payload(80'000, 'x');
    scene.fill(500, payload);
    QVERIFY(scene.shows(500));
    scene.table.setFollowing(false);
    scene.view->verticalScrollBar()->setValue(10 * kRowHeight);
    scene.fill(500, payload);
    const capture::Log &log = scene.feed.capture().log();
    QVERIFY(log.first() > 20);
    QVERIFY(scene.shows(int(log.size())));
    QCOMPARE(scene.keyAt(0), log.first());
    QCOMPARE(scene.view->verticalScrollBar()->value(), 0);
}

void TestTrafficTable::anEvictedRowIsNotReplacedByItsNeighbour()
{
    Scene scene;
    scene.feed.setLimit(capture::Log::kMinLimit);
    const QByteArray payload(80'000, 'x');
    scene.fill(500, payload);
    QVERIFY(scene.shows(500));
    scene.table.select(3);
    QCOMPARE(scene.table.current(), std::optional<quint64>(3));
    QSignalSpy changed(&scene.table, &TrafficTable::currentChanged);
    scene.fill(500, payload);
    QVERIFY(scene.feed.capture().log().first() > 3);
    QCOMPARE(scene.table.current(), std::nullopt);
    QCOMPARE(changed.size(), 1);
    QVERIFY(scene.view->selectionModel()->selectedRows().isEmpty());
}

void TestTrafficTable::sortingKeepsWhatIsChosen()
{
    Scene scene;
    scene.ask();
    scene.fill(100);
    QVERIFY(scene.shows(105));
    scene.table.select(4);
    QSignalSpy changed(&scene.table, &TrafficTable::currentChanged);
    scene.clickHeader(MessageModel::Subject);
    QVERIFY(scene.shows(105));
    QTRY_COMPARE(scene.view->currentIndex().row(), 1);
    QCOMPARE(scene.table.current(), std::optional<quint64>(4));
    QCOMPARE(changed.size(), 0);
}

// Where it is sorted a reply sends its conversation to another row.
void TestTrafficTable::whatMovesStaysChosen()
{
    Scene scene(RowKind::Conversations);
    add(scene.feed.edit(), 0, "a", "_INBOX.x.1");
    add(scene.feed.edit(), 1, "b", "_INBOX.x.2");
    add(scene.feed.edit(), 2, "_INBOX.x.2", {}, "ok");
    add(scene.feed.edit(), 3, "c", "_INBOX.x.3");
    scene.feed.publish();
    QVERIFY(scene.shows(3));
    scene.clickHeader(ConversationModel::Replies);
    QVERIFY(scene.shows(3));
    scene.table.select(1);
    scene.view->selectionModel()->select(scene.view->model()->index(0, 0),
                                         QItemSelectionModel::Select
                                             | QItemSelectionModel::Rows); // the second, too
    QSignalSpy changed(&scene.table, &TrafficTable::currentChanged);
    add(scene.feed.edit(), 4, "_INBOX.x.1", {}, "ok");
    add(scene.feed.edit(), 5, "_INBOX.x.1", {}, "ok");
    scene.feed.publish();
    QTRY_COMPARE(scene.view->currentIndex().row(), 0);
    QCOMPARE(scene.table.current(), std::optional<quint64>(1));
    QCOMPARE(changed.size(), 0);
    QCOMPARE(scene.view->selectionModel()->selectedRows().size(), 2);
}

// So many that they are told as a reset.
void TestTrafficTable::manyChangesMoveNothingInSight()
{
    Scene scene;
    for (int i = 0; i < 500; ++i)
        add(scene.feed.edit(), i, "m." + QByteArray::number(1'000 + 2 * i), {}, "x");
    scene.feed.publish();
    QVERIFY(scene.shows(500));
    scene.clickHeader(MessageModel::Subject);
    QVERIFY(scene.shows(500));
    scene.choose(20, MessageModel::Subject);
    scene.view->selectionModel()->select(scene.view->model()->index(24, 0),
                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QSignalSpy changed(&scene.table, &TrafficTable::currentChanged);
    QSignalSpy reset(scene.view->model(), &QAbstractItemModel::modelReset);
    scene.table.setFollowing(false);
    scene.view->verticalScrollBar()->setValue(300 * kRowHeight + 7);
    const quint64 top = scene.keyAt(0);
    for (int i = 0; i < 500; ++i)
        add(scene.feed.edit(), 500 + i, "m." + QByteArray::number(1'001 + 2 * i), {}, "x");
    scene.feed.publish();
    QVERIFY(scene.shows(1'000));
    QVERIFY(reset.size() > 0);
    QCOMPARE(scene.keyAt(0), top);
    QCOMPARE(scene.view->verticalScrollBar()->value() % kRowHeight, 7);
    QCOMPARE(scene.table.current(), std::optional<quint64>(20));
    QCOMPARE(scene.view->currentIndex().row(), 38);
    QCOMPARE(scene.view->currentIndex().column(), int(MessageModel::Subject));
    QCOMPARE(scene.view->selectionModel()->selectedRows().size(), 2);
    QCOMPARE(changed.size(), 0);
}

void TestTrafficTable::headersSort()
{
    Scene scene(RowKind::Conversations);
    add(scene.feed.edit(), 0, "b", "_INBOX.x.1");
    add(scene.feed.edit(), 5, "_INBOX.x.1", {}, "ok");
    add(scene.feed.edit(), 10, "a", "_INBOX.x.2");
    add(scene.feed.edit(), 90, "_INBOX.x.2", {}, "ok");
    scene.feed.publish();
    QVERIFY(scene.shows(2));
    const auto first = [&scene] {
        return static_cast<TrafficModel *>(scene.view->model())->key(0);
    };
    const QHeaderView *header = scene.view->horizontalHeader();
    scene.clickHeader(ConversationModel::First); // the slowest
    QVERIFY(scene.shows(2));
    QCOMPARE(first(), quint64(2));
    QCOMPARE(header->sortIndicatorSection(), int(ConversationModel::First));
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    scene.clickHeader(ConversationModel::First);
    QVERIFY(scene.shows(2));
    QCOMPARE(first(), quint64(1));
    scene.clickHeader(ConversationModel::State); // cannot be sorted by
    QCOMPARE(header->sortIndicatorSection(), int(ConversationModel::First));
    scene.clickHeader(ConversationModel::Subject);
    QVERIFY(scene.shows(2));
    QCOMPARE(first(), quint64(2));
    scene.clickHeader(ConversationModel::Time);
    QVERIFY(scene.shows(2));
    QCOMPARE(first(), quint64(1));
    scene.clickHeader(ConversationModel::Time);
    QVERIFY(scene.shows(2));
    QCOMPARE(first(), quint64(2));
}

void TestTrafficTable::anotherKindKeepsWhatIsChosen()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    scene.table.select(4); // a reply
    scene.table.setCriteria(RowKind::Conversations, {});
    QVERIFY(scene.shows(2));
    QTRY_COMPARE(scene.table.current(), std::optional<quint64>(1));
    scene.table.setCriteria(RowKind::Messages, {});
    QVERIFY(scene.shows(5));
    QTRY_COMPARE(scene.table.current(), std::optional<quint64>(1)); // its request
}

void TestTrafficTable::aFilterKeepsWhatIsChosenIfItPasses()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    scene.table.select(5);
    scene.table.setCriteria(RowKind::Messages, *Filter::parse(u"subject:_INBOX.>"_s));
    QVERIFY(scene.shows(3));
    QTRY_COMPARE(scene.view->currentIndex().row(), 2);
    QCOMPARE(scene.table.current(), std::optional<quint64>(5));
    scene.table.setCriteria(RowKind::Messages, *Filter::parse(u"subject:noise"_s));
    QVERIFY(scene.shows(1));
    QTRY_COMPARE(scene.table.current(), std::nullopt);
}

void TestTrafficTable::linksAreGoneByShortcut()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    scene.table.select(1);
    scene.press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(scene.table.current(), std::optional<quint64>(2));
    scene.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(scene.table.current(), std::optional<quint64>(4));
    scene.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(scene.table.current(), std::optional<quint64>(5));
    scene.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier); // the last one
    QCOMPARE(scene.table.current(), std::optional<quint64>(5));
    scene.press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(scene.table.current(), std::optional<quint64>(1));
}

void TestTrafficTable::aLinkIsClicked()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    const QModelIndex link = scene.view->model()->index(3, MessageModel::Link);
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {},
                      scene.view->visualRect(link).center());
    QCOMPARE(scene.table.current(), std::optional<quint64>(1));
    const QModelIndex none = scene.view->model()->index(2, MessageModel::Link);
    QTest::mouseClick(scene.view->viewport(), Qt::LeftButton, {},
                      scene.view->visualRect(none).center());
    QCOMPARE(scene.table.current(), std::optional<quint64>(3));
}

void TestTrafficTable::aLinkIsTheOneThatWasPressed()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    const auto middle = [&scene](int row) {
        return scene.view->visualRect(scene.view->model()->index(row, MessageModel::Link)).center();
    };
    // Drawn over some rows: they are selected, and nothing is gone to.
    QTest::mousePress(scene.view->viewport(), Qt::LeftButton, {}, middle(1));
    QTest::mouseMove(scene.view->viewport(), middle(3));
    QTest::mouseRelease(scene.view->viewport(), Qt::LeftButton, {}, middle(3));
    QVERIFY(scene.table.current() != std::optional<quint64>(1));
    // Rows that come while the button is down do not run away under it.
    scene.table.setFollowing(true);
    scene.fill(100);
    QVERIFY(scene.shows(105));
    const int top = scene.view->verticalScrollBar()->value();
    QTest::mousePress(scene.view->viewport(), Qt::LeftButton, {}, QPoint(20, 40));
    scene.fill(100);
    QVERIFY(scene.shows(205));
    QCOMPARE(scene.view->verticalScrollBar()->value(), top);
    QTest::mouseRelease(scene.view->viewport(), Qt::LeftButton, {}, QPoint(20, 40));
    QVERIFY(!scene.table.isFollowing());
}

void TestTrafficTable::whatTheFilterHidesIsNotGoneTo()
{
    Scene scene;
    scene.ask();
    scene.table.setCriteria(RowKind::Messages, *Filter::parse(u"subject:_INBOX.>"_s));
    QVERIFY(scene.shows(3));
    scene.table.select(2);
    scene.press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(scene.table.current(), std::optional<quint64>(2));
}

void TestTrafficTable::aConversationLeadsToTheOneItAnswers()
{
    Scene scene(RowKind::Conversations);
    add(scene.feed.edit(), 0, "a", "_INBOX.x.1");
    add(scene.feed.edit(), 1, "_INBOX.x.1", "_INBOX.y.1");
    add(scene.feed.edit(), 2, "_INBOX.y.1", {}, "ok");
    scene.feed.publish();
    QVERIFY(scene.shows(2));
    scene.table.select(2);
    scene.press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(scene.table.current(), std::optional<quint64>(1));
    scene.press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(scene.table.current(), std::optional<quint64>(1));
}

void TestTrafficTable::cellsAreFilteredFor()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    QSignalSpy asked(&scene.table, &TrafficTable::filterRequested);
    scene.choose(3, MessageModel::Subject);
    scene.press(Qt::Key_Equal, Qt::AltModifier);
    QCOMPARE(asked.size(), 1);
    const auto filter = Filter::parse(asked[0][0].toString());
    QVERIFY(filter);
    scene.table.setCriteria(RowKind::Messages, *filter);
    QVERIFY(scene.shows(1));
    scene.choose(3, MessageModel::Time); // nothing to filter for
    scene.press(Qt::Key_Equal, Qt::AltModifier);
    QCOMPARE(asked.size(), 1);
}

void TestTrafficTable::cellsAreFilteredOut()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    QSignalSpy asked(&scene.table, &TrafficTable::filterRequested);
    scene.choose(3, MessageModel::Subject);
    scene.press(Qt::Key_Minus, Qt::AltModifier);
    QCOMPARE(asked.size(), 1);
    const auto filter = Filter::parse(asked[0][0].toString());
    QVERIFY(filter);
    scene.table.setCriteria(RowKind::Messages, *filter);
    QVERIFY(scene.shows(4));
}

void TestTrafficTable::gapsHaveNoTerm()
{
    Scene scene;
    scene.feed.edit().appendGap(at(0), at(5));
    scene.feed.publish();
    QVERIFY(scene.shows(1));
    QSignalSpy asked(&scene.table, &TrafficTable::filterRequested);
    for (int column = 0; column < MessageModel::ColumnCount; ++column) {
        scene.choose(1, column);
        scene.press(Qt::Key_Equal, Qt::AltModifier);
    }
    QCOMPARE(asked.size(), 0);
    QCOMPARE(scene.table.current(), std::optional<quint64>(1));
}

void TestTrafficTable::rowsAreCopied()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    scene.table.select(3);
    scene.press(Qt::Key_Down, Qt::ShiftModifier);
    scene.press(Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(u"20:00:00.004\t1.000\tnoise\t"_s));
    QVERIFY(lines[1].startsWith(u"20:00:00.005\t1.000\t_INBOX.x.1\t"_s));
}

void TestTrafficTable::aCellIsCopied()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    scene.choose(1, MessageModel::Reply);
    scene.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"_INBOX.x.1"_s);
}

void TestTrafficTable::tooManyRowsAreNotCopied()
{
    constexpr int kMost = int(TrafficActions::kMostCopied);
    Scene scene;
    scene.fill(kMost);
    QVERIFY(scene.shows(kMost));
    scene.view->selectAll();
    scene.press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), kMost);
    scene.fill(2);
    QVERIFY(scene.shows(kMost + 2));
    scene.view->selectAll();
    scene.press(Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text.count(u'\n'), kMost + 1);
    QVERIFY(text.endsWith(u"… and 2 more rows: a saved capture has them\n"_s));
}

void TestTrafficTable::enterActivates()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    QSignalSpy activated(&scene.table, &TrafficTable::activated);
    scene.table.select(2);
    scene.press(Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].toULongLong(), quint64(2));
}

void TestTrafficTable::theMenuOffersWhatCanBeDone()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    connect(&scene.table, &TrafficTable::contextMenuRequested, this,
            [](QMenu *menu, quint64 key) { menu->addAction(u"pin %1"_s.arg(key)); });
    const auto texts = [&scene](quint64 key, int column) {
        scene.choose(key, column);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(scene.view->viewport(), &event);
        auto *menu = scene.table.findChild<QMenu *>(u"trafficMenu"_s);
        QStringList found;
        for (const QAction *action : menu ? menu->actions() : QList<QAction *>())
            found += action->text().remove(u'&');
        delete menu;
        found.removeAll(QString());
        return found;
    };
    QCOMPARE(texts(1, MessageModel::Subject),
             (QStringList{u"Go to its first reply"_s, u"Go to the next reply"_s,
                          u"Filter: subject=clock"_s, u"Filter out: -subject=clock"_s,
                          u"Copy rows"_s, u"Copy cell"_s, u"Set time reference here"_s, u"Time"_s,
                          u"Sort by"_s, u"pin 1"_s}));
    QCOMPARE(texts(3, MessageModel::Time),
             (QStringList{u"Copy rows"_s, u"Copy cell"_s, u"Set time reference here"_s, u"Time"_s,
                          u"Sort by"_s, u"pin 3"_s}));
    QVERIFY(texts(5, MessageModel::Subject).contains(u"Go to its request"_s));
}

void TestTrafficTable::theMenuOfAHeaderOffersTimesAndOrders()
{
    Scene scene(RowKind::Conversations);
    scene.ask();
    QVERIFY(scene.shows(2));
    QMenu menu;
    auto *actions = scene.view->findChild<TrafficActions *>();
    QVERIFY(actions);
    actions->fillHeaderMenu(menu);
    QCOMPARE(menu.actions().size(), 5); // times, orders, a line, two waterfalls
    const QList<QAction *> orders = menu.actions().at(1)->menu()->actions();
    const auto checked = std::ranges::count_if(orders, [](QAction *a) { return a->isChecked(); });
    QCOMPARE(checked, 1);
    orders.last()->trigger(); // by the last reply, downwards
    QVERIFY(scene.shows(2));
    QCOMPARE(scene.view->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
}

void TestTrafficTable::aClickOnAHeaderChoosesNoRow()
{
    Scene scene(RowKind::Conversations);
    scene.ask();
    QVERIFY(scene.shows(2));
    scene.view->clearFocus();
    for (const auto reason : {Qt::MouseFocusReason, Qt::ActiveWindowFocusReason}) {
        QFocusEvent event(QEvent::FocusIn, reason);
        QCoreApplication::sendEvent(scene.view, &event);
        QVERIFY(!scene.table.current());
    }
    QFocusEvent tabbed(QEvent::FocusIn, Qt::TabFocusReason);
    QCoreApplication::sendEvent(scene.view, &tabbed);
    QVERIFY(scene.table.current());
}

void TestTrafficTable::aReferenceMovesTheTimes()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    QVERIFY(!scene.action(u"trafficTime3"_s)->isEnabled());
    scene.table.select(2);
    scene.press(Qt::Key_T, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(scene.view->model()->index(0, 0).data().toString(), u"-3.000"_s);
    QCOMPARE(scene.view->model()->index(4, 0).data().toString(), u"3.000"_s);
    // There and back again it is the same.
    scene.table.setCriteria(RowKind::Conversations, {});
    QVERIFY(scene.shows(2));
    scene.table.setCriteria(RowKind::Messages, {});
    QVERIFY(scene.shows(5));
    QCOMPARE(scene.view->model()->index(4, 0).data().toString(), u"3.000"_s);
    scene.action(u"trafficTime0"_s)->trigger();
    QCOMPARE(scene.view->model()->index(0, 0).data().toString(), u"20:00:00.000"_s);
}

void TestTrafficTable::columnsAreThoseOfTheirKind()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    QHeaderView *header = scene.view->horizontalHeader();
    header->moveSection(header->visualIndex(MessageModel::Preview), 1);
    header->resizeSection(MessageModel::Subject, 321);
    scene.table.setCriteria(RowKind::Conversations, {});
    QVERIFY(scene.shows(2));
    for (int column = 0; column < header->count(); ++column)
        QCOMPARE(header->visualIndex(column), column);
    QVERIFY(header->sectionSize(ConversationModel::Subject) != 321);
    scene.table.setCriteria(RowKind::Messages, {});
    QVERIFY(scene.shows(5));
    QCOMPARE(header->visualIndex(MessageModel::Preview), 1);
    QCOMPARE(header->sectionSize(MessageModel::Subject), 321);
}

void TestTrafficTable::anotherKindIsFollowedToo()
{
    Scene scene;
    scene.fill(100);
    QVERIFY(scene.shows(100));
    QVERIFY(scene.table.isFollowing());
    scene.table.setCriteria(RowKind::Conversations, {});
    QVERIFY(scene.shows(100));
    QVERIFY(scene.isAtEnd());
    QVERIFY(scene.view->verticalScrollBar()->value() > 0);
}

void TestTrafficTable::aBrushNarrows()
{
    Scene scene;
    scene.fill(100);
    QVERIFY(scene.shows(100));
    scene.table.setTimes(at(10), at(20));
    QVERIFY(scene.shows(10));
    QCOMPARE(scene.table.total(), quint64(100));
    scene.table.setTimes(std::nullopt, std::nullopt);
    QVERIFY(scene.shows(100));
}

void TestTrafficTable::pausedItHolds()
{
    Scene scene;
    scene.fill(10);
    QVERIFY(scene.shows(10));
    scene.table.setPaused(true);
    scene.fill(5);
    QTRY_COMPARE(scene.table.held(), quint64(5));
    QCOMPARE(scene.view->model()->rowCount(), 10);
    // The other table is paused, too, but is not left without rows.
    scene.table.setCriteria(RowKind::Conversations, {});
    QVERIFY(scene.shows(15));
    scene.fill(1);
    QTRY_COMPARE(scene.table.held(), quint64(1));
    QCOMPARE(scene.view->model()->rowCount(), 15);
    // What is looked at anew is looked at whole, and what is cleared is not held.
    scene.table.setCriteria(RowKind::Conversations, *Filter::parse(u"number>0"_s));
    QVERIFY(scene.shows(16));
    QCOMPARE(scene.table.held(), quint64(0));
    scene.fill(3);
    QTRY_COMPARE(scene.table.held(), quint64(3));
    scene.feed.clear();
    QTRY_COMPARE(scene.table.held(), quint64(0));
    scene.fill(2);
    QTRY_COMPARE(scene.table.held(), quint64(2));
    scene.table.setPaused(false);
    QVERIFY(scene.shows(2));
}

void TestTrafficTable::selectingWaitsForTheRow()
{
    Scene scene;
    scene.fill(1'000);
    QVERIFY(scene.shows(1'000));
    scene.table.setCriteria(RowKind::Messages, *Filter::parse(u"number>500"_s));
    QSignalSpy changed(&scene.table, &TrafficTable::currentChanged);
    scene.table.select(700); // before it has been looked at
    QVERIFY(scene.shows(500));
    QTRY_COMPARE(scene.table.current(), std::optional<quint64>(700));
    QCOMPARE(changed.size(), 1);
    scene.table.select(100); // not among them
    QCOMPARE(scene.table.current(), std::optional<quint64>(700));
}

void TestTrafficTable::namesForScreenReaders()
{
    Scene scene;
    scene.ask();
    scene.feed.edit().appendGap(at(20), at(25));
    scene.feed.publish();
    QVERIFY(scene.shows(6));
    QCOMPARE(scene.view->accessibleName(), u"Messages"_s);
    const auto read = [&scene](int row, int column) {
        return scene.view->model()->index(row, column).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(read(0, MessageModel::Kind), u"request"_s);
    QVERIFY(read(5, 0).startsWith(u"The connection was away"_s));
    scene.table.setCriteria(RowKind::Conversations, {});
    QVERIFY(scene.shows(3));
    QCOMPARE(scene.view->accessibleName(), u"Conversations"_s);
    QCOMPARE(read(0, ConversationModel::Waterfall), u"6.00\u2009ms"_s);
}

void TestTrafficTable::columnsAreNeverWiderThanTheTable_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("width");
    for (const int kind : {0, 1}) {
        for (const int width : {812, 960, 1'300, 2'080})
            QTest::addRow("kind %d, %d px", kind, width) << kind << width;
    }
}

void TestTrafficTable::columnsAreNeverWiderThanTheTable()
{
    QFETCH(int, kind);
    QFETCH(int, width);
    Scene scene{RowKind(kind)};
    scene.fill(200); // there is a scroll bar
    QVERIFY(scene.shows(200));
    scene.table.resize(width, 300);
    QTRY_COMPARE(scene.view->horizontalHeader()->length(), scene.view->viewport()->width());
    QVERIFY(!scene.view->horizontalScrollBar()->isVisible());
    scene.table.resize(500, 300);
    QTRY_VERIFY(scene.view->horizontalScrollBar()->maximum() > 0);
}

void TestTrafficTable::anotherFeedForgetsWhatWasChosen()
{
    Scene scene;
    scene.ask();
    QVERIFY(scene.shows(5));
    scene.table.select(2);
    QSignalSpy changed(&scene.table, &TrafficTable::currentChanged);
    capture::Feed other(kAnchor);
    add(other.edit(), 0, "x");
    add(other.edit(), 0, "x");
    other.publish();
    scene.table.setFeed(&other);
    QVERIFY(scene.shows(2));
    QCOMPARE(scene.table.current(), std::nullopt);
    QCOMPARE(changed.size(), 1);
    scene.table.setFeed(nullptr);
    QCOMPARE(scene.view->model()->rowCount(), 0);
}

QTEST_MAIN(TestTrafficTable)
#include "tst_traffictable.moc"
