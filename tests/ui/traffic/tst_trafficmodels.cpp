// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/conversationmodel.h"
#include "ui/traffic/messagemodel.h"

#include "tests/support/modelprint.h"
#include "tests/support/traffic.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace ui;
using capture::Filter;
using capture::RowOrder;
using traffic::add;
using traffic::at;
using traffic::ms;

namespace {

const base::WallAnchor kAnchor{
    at(0), std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(20)};

template<typename Model>
struct Rows
{
    capture::Feed feed{kAnchor};
    Model model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Rows() { model.setFeed(&feed); }

    // Whole minutes pass: what waits is given up.
    void pass() { feed.edit().tick(at(120'000)); }

    [[nodiscard]] QStringList lines()
    {
        feed.publish();
        capture::Selection::Criteria criteria = model.criteria();
        if (!QTest::qWaitFor([this] { return isSettled(); }))
            return {u"never done"_s};
        return modelprint::rows(model);
    }

    [[nodiscard]] bool isSettled() const
    {
        return !model.isWorking()
            && (model.criteria().filter.text().isEmpty() ? model.matching() == model.total()
                                                         : true);
    }

    void filter(const QString &text)
    {
        capture::Selection::Criteria criteria = model.criteria();
        criteria.filter = *Filter::parse(text);
        model.setCriteria(criteria);
    }

    void sort(RowOrder order, bool descending)
    {
        capture::Selection::Criteria criteria = model.criteria();
        criteria.order = order;
        criteria.descending = descending;
        model.setCriteria(criteria);
    }
};
using Messages = Rows<MessageModel>;
using Conversations = Rows<ConversationModel>;

QByteArray serviceError()
{
    return "NATS/1.0\r\nNats-Service-Error-Code: 409\r\nNats-Service-Error: out of stock\r\n\r\n";
}

// A request with two replies, one with an error, one without, a publish, an orphan.
void talk(capture::Capture &capture)
{
    add(capture, 0, "orders.lookup", "_INBOX.web.1", "4711");
    add(capture, 3, "_INBOX.web.1", {}, "ok");
    add(capture, 10, "_INBOX.web.1", {}, "ok");
    add(capture, 20, "stock.reserve", "_INBOX.web.2");
    add(capture, 29, "_INBOX.web.2", {}, {}, serviceError());
    add(capture, 30, "billing.charge", "_INBOX.orders.1", QByteArray("a\nb\0c", 5));
    add(capture, 40, "events.created", {}, "{}");
    add(capture, 50, "_INBOX.gone.7", {}, "late");
}

} // namespace

class TestTrafficModels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void aRowAMessage();
    void aRowAConversation();
    void fastRepliesShowMicroseconds();
    void aConversationChangesInItsPlace();
    void deliveriesAreNotUnanswered();
    void statesInWords_data();
    void statesInWords();
    void gapsAreRowsWithOneSentence();
    void timesFromHere_data();
    void timesFromHere();
    void timesSinceAReference();
    void headersSayWhatIsBelow();
    void requestersAreNamedWhereNamesAreKnown();
    void pinsAreRead();
    void aFilterLetsThroughWhatFits();
    void aConversationComesWhenItBeginsToFit();
    void orders_data();
    void orders();
    void columnsThatSort();
    void termsOfCells_data();
    void termsOfCells();
    void pausedNothingNewComes();
    void pausedAFilterStillAnswers();
    void evictedRowsGo();
    void clearedRowsGo();
    void anotherFeedAnotherTable();
    void aFeedMayGoFirst();
    void hostileTextIsFitToBeSeen();
    void linksLeadBothWays();
    void longFiguresLoseDecimalsNotDigits_data();
    void longFiguresLoseDecimalsNotDigits();
};

void TestTrafficModels::aRowAMessage()
{
    Messages rows;
    talk(rows.feed.edit());
    rows.pass();
    QCOMPARE(
        rows.lines(),
        (QStringList{
            u"20:00:00.000 | – | orders.lookup | _INBOX.web.1 | 4 | request | ↓ 2 replies · "
            "3.00\u2009ms | 4711"_s,
            u"20:00:00.003 | 3.000 | _INBOX.web.1 |  | 2 | reply | ↑ after 3.00\u2009ms | ok"_s,
            u"20:00:00.010 | 7.000 | _INBOX.web.1 |  | 2 | reply | ↑ after 10.0\u2009ms | ok"_s,
            u"20:00:00.020 | 10.000 | stock.reserve | _INBOX.web.2 | 0 | request | ↓ 1 reply · "
            "9.00\u2009ms | "_s,
            u"20:00:00.029 | 9.000 | _INBOX.web.2 |  | 76 | 409 out of stock | ↑ after "
            "9.00\u2009ms | "_s,
            u"20:00:00.030 | 1.000 | billing.charge | _INBOX.orders.1 | 5 | request, no reply "
            "seen |  | a␊b␀c"_s,
            u"20:00:00.040 | 10.000 | events.created |  | 2 | publish |  | {}"_s,
            u"20:00:00.050 | 10.000 | _INBOX.gone.7 |  | 4 | reply without a request |  | late"_s}));
}

void TestTrafficModels::aRowAConversation()
{
    Conversations rows;
    talk(rows.feed.edit());
    rows.pass();
    QCOMPARE(rows.lines(),
             (QStringList{u"20:00:00.000 | orders.lookup | requester 1 | 2 | 3.0 | 10.0 | "
                          "10.0\u2009ms | "_s,
                          u"20:00:00.020 | stock.reserve | requester 1 | 1 | 9.0 |  | "
                          "9.00\u2009ms | 409 out of stock"_s,
                          u"20:00:00.030 | billing.charge | requester 2 | 0 |  |  |  | no reply "
                          "seen"_s,
                          u"20:00:00.040 | events.created | – | – |  |  |  | publish"_s,
                          u"20:00:00.050 | _INBOX.gone.7 | – | – |  |  |  | reply without a "
                          "request"_s}));
}

void TestTrafficModels::fastRepliesShowMicroseconds()
{
    Conversations rows;
    add(rows.feed.edit(), 0, "a", "_INBOX.x.1");
    rows.feed.edit().append(at(0) + std::chrono::microseconds(32), "_INBOX.x.1", {}, {}, "one");
    rows.pass();
    QCOMPARE(rows.lines(),
             QStringList(u"20:00:00.000 | a | requester 1 | 1 | 0.032 |  | 32.0\u2009µs | "_s));
}

void TestTrafficModels::aConversationChangesInItsPlace()
{
    Conversations rows;
    add(rows.feed.edit(), 0, "a", "_INBOX.x.1");
    add(rows.feed.edit(), 1, "b", "_INBOX.x.2");
    QCOMPARE(rows.lines(),
             (QStringList{u"20:00:00.000 | a | requester 1 | 0 |  |  |  | waiting"_s,
                          u"20:00:00.001 | b | requester 1 | 0 |  |  |  | waiting"_s}));
    QSignalSpy changed(&rows.model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&rows.model, &QAbstractItemModel::rowsInserted);
    add(rows.feed.edit(), 5, "_INBOX.x.1", {}, "one");
    add(rows.feed.edit(), 6, "_INBOX.x.1", {}, "two");
    rows.feed.publish();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(changed[0][1].toModelIndex().row(), 0);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(modelprint::row(rows.model, 0),
             u"20:00:00.000 | a | requester 1 | 2 | 5.0 | 6.0 | 6.00\u2009ms | replies differ"_s);
}

void TestTrafficModels::deliveriesAreNotUnanswered()
{
    Conversations rows;
    const QByteArray ack = "$JS.ACK.ORDERS.W.1.8812.77.1795291293000000000.0";
    add(rows.feed.edit(), 0, "$JS.API.CONSUMER.MSG.NEXT.ORDERS.W", "_INBOX.w.1", R"({"batch":2})");
    add(rows.feed.edit(), 1, "orders.created", ack, "one");
    add(rows.feed.edit(), 2, ack, {}, "+ACK");
    add(rows.feed.edit(), 3, "orders.created", "$JS.ACK.ORDERS.W.1.8813.78.1795291293000000001.0",
        "two");
    const auto state = [&rows](int row) {
        return rows.model.index(row, ConversationModel::State).data().toString();
    };
    QCOMPARE(rows.lines().size(), 3);
    QCOMPARE(rows.model.index(0, ConversationModel::Replies).data().toString(), u"2"_s);
    QCOMPARE(state(0), u"pull"_s);
    QCOMPARE(state(1), u"delivered, acked"_s);
    QCOMPARE(state(2), u"delivered, no ack yet"_s);
    rows.pass();
    QVERIFY(!rows.lines().isEmpty());
    QCOMPARE(state(2), u"delivered, no ack seen"_s);
}

void TestTrafficModels::statesInWords_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("state");
    QTest::newRow("late") << 0 << u"a late reply"_s;
    QTest::newRow("reordered") << 1 << u"reply seen before its request"_s;
    QTest::newRow("reused") << 2 << u"reply subject used again"_s;
    QTest::newRow("chained") << 3 << u"answers another request"_s;
    QTest::newRow("status") << 4 << u"503 No Responders"_s;
}

void TestTrafficModels::statesInWords()
{
    QFETCH(int, what);
    QFETCH(QString, state);
    Conversations rows;
    capture::Capture &all = rows.feed.edit();
    switch (what) {
    case 0:
        add(all, 0, "a", "_INBOX.x.1");
        add(all, 1, "_INBOX.x.1", {}, "ok");
        add(all, 60'000, "_INBOX.x.1", {}, "ok");
        break;
    case 1:
        add(all, 0, "_INBOX.x.1", {}, "ok");
        add(all, 1, "a", "_INBOX.x.1");
        break;
    case 2:
        add(all, 0, "a", "_INBOX.x.1");
        add(all, 1, "a", "_INBOX.x.1");
        add(all, 2, "_INBOX.x.1", {}, "ok");
        break;
    case 3:
        add(all, 0, "a", "_INBOX.x.1");
        add(all, 1, "_INBOX.x.1", "_INBOX.y.1");
        add(all, 2, "_INBOX.y.1", {}, "ok");
        break;
    case 4:
        add(all, 0, "a", "_INBOX.x.1");
        add(all, 1, "_INBOX.x.1", {}, {}, "NATS/1.0 503 No Responders\r\n\r\n");
        break;
    default:
        QFAIL("no such case");
    }
    rows.pass();
    QVERIFY(!rows.lines().isEmpty());
    const int row = rows.model.rowCount() - 1;
    const CellText cell = rows.model.cell(rows.model.key(row), row, ConversationModel::State);
    QCOMPARE(cell.text, state);
    QVERIFY(!rows.model.index(row, ConversationModel::State)
                 .data(Qt::ToolTipRole)
                 .toString()
                 .isEmpty());
}

void TestTrafficModels::gapsAreRowsWithOneSentence()
{
    Messages rows;
    add(rows.feed.edit(), 0, "a");
    rows.feed.edit().appendGap(at(100), at(4'700));
    rows.feed.edit().appendLost(at(4'800), 48'102);
    rows.feed.edit().appendLost(at(4'900), 1);
    const QStringList lines = rows.lines();
    QCOMPARE(lines.size(), 4);
    QCOMPARE(
        rows.model.index(1, 0).data().toString(),
        u"The connection was away for 4.60\u2009s (20:00:00.100 – 20:00:04.700): what was said "
        "meanwhile is missing"_s);
    QCOMPARE(rows.model.index(1, 2).data().toString(), QString());
    QCOMPARE(rows.model.index(2, 0).data().toString(),
             u"48,102 messages were not kept here: more came than was taken"_s);
    QCOMPARE(rows.model.index(3, 0).data().toString(),
             u"1 message was not kept here: more came than was taken"_s);
    QVERIFY(rows.model.isNote(rows.model.key(1)));
    QVERIFY(!rows.model.isNote(rows.model.key(0)));

    // Among conversations, too; and what was one's own doing is said so.
    Conversations conversations;
    add(conversations.feed.edit(), 0, "a");
    conversations.feed.edit().appendGap(at(100), at(4'700), capture::GapCause::Stopped);
    QCOMPARE(conversations.lines().size(), 2);
    QCOMPARE(conversations.model.index(1, 0).data().toString(),
             u"Nothing was watched for 4.60\u2009s (20:00:00.100 – 20:00:04.700)"_s);
    QCOMPARE(conversations.feed.capture().counts().gaps, quint64(0));
}

void TestTrafficModels::timesFromHere_data()
{
    QTest::addColumn<int>("shown");
    QTest::addColumn<QStringList>("times");
    QTest::addColumn<QString>("title");
    QTest::newRow("time of day") << int(
        TimeShown::Clock) << QStringList{u"20:00:00.000"_s, u"20:00:00.003"_s, u"20:00:01.250"_s}
                                 << u"at"_s;
    QTest::newRow("since start") << int(TimeShown::SinceStart)
                                 << QStringList{u"0.000"_s, u"3.000"_s, u"1,250.000"_s}
                                 << u"since start, ms"_s;
    QTest::newRow("since previous")
        << int(TimeShown::SincePrevious) << QStringList{u"–"_s, u"3.000"_s, u"1,247.000"_s}
        << u"since last, ms"_s;
    QTest::newRow("since a reference that is not set")
        << int(TimeShown::SinceReference) << QStringList{u"–"_s, u"–"_s, u"–"_s}
        << u"since ref., ms"_s;
}

void TestTrafficModels::timesFromHere()
{
    QFETCH(int, shown);
    QFETCH(QStringList, times);
    QFETCH(QString, title);
    Messages rows;
    for (const qint64 when : {0, 3, 1'250})
        add(rows.feed.edit(), when, "a");
    QCOMPARE(rows.lines().size(), 3);
    QSignalSpy header(&rows.model, &QAbstractItemModel::headerDataChanged);
    rows.model.setTimeShown(TimeShown(shown));
    QCOMPARE(header.size(), 1);
    QStringList seen;
    for (int row = 0; row < 3; ++row)
        seen += rows.model.index(row, 0).data().toString();
    QCOMPARE(seen, times);
    QCOMPARE(rows.model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), title);
}

void TestTrafficModels::timesSinceAReference()
{
    Messages rows;
    for (const qint64 when : {0, 3, 1'250})
        add(rows.feed.edit(), when, "a");
    QCOMPARE(rows.lines().size(), 3);
    rows.model.setReference(at(3));
    rows.model.setTimeShown(TimeShown::SinceReference);
    QCOMPARE(rows.model.index(0, 0).data().toString(), u"-3.000"_s);
    QCOMPARE(rows.model.index(1, 0).data().toString(), u"0.000"_s);
    QCOMPARE(rows.model.index(2, 0).data().toString(), u"1,247.000"_s);
}

void TestTrafficModels::headersSayWhatIsBelow()
{
    MessageModel messages;
    QCOMPARE(modelprint::header(messages),
             u"at | Δ, ms | subject | reply to | bytes | kind | belongs to | preview"_s);
    ConversationModel conversations;
    QCOMPARE(
        modelprint::header(conversations),
        u"request at | subject | requester | replies | first, ms | last | waterfall | state"_s);
    for (int column = 0; column < conversations.columnCount(); ++column) {
        QVERIFY(!conversations.headerData(column, Qt::Horizontal, Qt::ToolTipRole)
                     .toString()
                     .isEmpty());
    }
}

void TestTrafficModels::requestersAreNamedWhereNamesAreKnown()
{
    Conversations rows;
    rows.model.setFacts({{}, [](quint32 requester) {
                             return requester == 2 ? u"ops\nlaptop"_s : QString();
                         }});
    add(rows.feed.edit(), 0, "a", "_INBOX.x.1");
    add(rows.feed.edit(), 1, "a", "_INBOX.y.1");
    QCOMPARE(rows.lines().size(), 2);
    QCOMPARE(rows.model.index(0, ConversationModel::Requester).data().toString(), u"requester 1"_s);
    QCOMPARE(rows.model.index(1, ConversationModel::Requester).data().toString(), u"ops␊laptop"_s);
    QVERIFY(rows.model.index(0, ConversationModel::Requester)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"_INBOX.x"_s));
}

void TestTrafficModels::pinsAreRead()
{
    Conversations rows;
    rows.model.setFacts({[](capture::Number number) { return number == 1; }, {}});
    talk(rows.feed.edit());
    QVERIFY(!rows.lines().isEmpty());
    QVERIFY(rows.model.isPinned(rows.model.key(0)));
    QCOMPARE(rows.model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
             u"20:00:00.000, pinned"_s);
    QCOMPARE(rows.model.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"20:00:00.020"_s);
}

void TestTrafficModels::aFilterLetsThroughWhatFits()
{
    Conversations rows;
    talk(rows.feed.edit());
    rows.filter(u"answered -subject:stock.>"_s);
    QCOMPARE(rows.lines().size(), 1);
    QCOMPARE(rows.model.matching(), quint64(1));
    QCOMPARE(rows.model.total(), quint64(5));
}

void TestTrafficModels::aConversationComesWhenItBeginsToFit()
{
    Conversations rows;
    add(rows.feed.edit(), 0, "a", "_INBOX.x.1");
    add(rows.feed.edit(), 1, "a", "_INBOX.x.2");
    rows.filter(u"answered"_s);
    QCOMPARE(rows.lines(), QStringList());
    add(rows.feed.edit(), 2, "_INBOX.x.2", {}, "ok");
    rows.feed.publish();
    QTRY_COMPARE(rows.model.rowCount(), 1);
    QCOMPARE(rows.model.key(0), quint64(2));
    rows.filter(u"waiting"_s);
    QTRY_COMPARE(rows.model.rowCount(), 1);
    QCOMPARE(rows.model.key(0), quint64(1));
    rows.pass();
    rows.feed.publish();
    QTRY_COMPARE(rows.model.rowCount(), 0);
}

void TestTrafficModels::orders_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QList<quint64>>("keys");
    using Keys = QList<quint64>;
    QTest::newRow("arrival") << int(RowOrder::Arrival) << false << Keys{1, 2, 3, 4, 5};
    QTest::newRow("newest first") << int(RowOrder::Arrival) << true << Keys{5, 4, 3, 2, 1};
    QTest::newRow("slowest first") << int(RowOrder::First) << true << Keys{2, 1, 3, 4, 5};
    QTest::newRow("fastest first") << int(RowOrder::First) << false << Keys{1, 2, 3, 4, 5};
    QTest::newRow("longest first") << int(RowOrder::Last) << true << Keys{1, 2, 3, 4, 5};
    QTest::newRow("most replies") << int(RowOrder::Replies) << true << Keys{1, 2, 5, 3, 4};
    QTest::newRow("subject") << int(RowOrder::Subject) << false << Keys{5, 3, 4, 1, 2};
}

void TestTrafficModels::orders()
{
    QFETCH(int, order);
    QFETCH(bool, descending);
    QFETCH(QList<quint64>, keys);
    Conversations rows;
    talk(rows.feed.edit());
    rows.sort(RowOrder(order), descending);
    QCOMPARE(rows.lines().size(), 5);
    QList<quint64> seen;
    for (int row = 0; row < 5; ++row) {
        seen += rows.model.key(row);
        QCOMPARE(rows.model.rowOf(rows.model.key(row)), row);
    }
    QCOMPARE(seen, keys);
}

void TestTrafficModels::columnsThatSort()
{
    const ConversationModel conversations;
    QCOMPARE(conversations.orderOf(ConversationModel::First), RowOrder::First);
    QCOMPARE(conversations.orderOf(ConversationModel::Waterfall), RowOrder::Last);
    QCOMPARE(conversations.orderOf(ConversationModel::State), std::nullopt);
    const MessageModel messages;
    QCOMPARE(messages.orderOf(MessageModel::Size), RowOrder::Size);
    QCOMPARE(messages.orderOf(MessageModel::Preview), std::nullopt);
}

void TestTrafficModels::termsOfCells_data()
{
    QTest::addColumn<bool>("messages");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("matching"); // 0: there is no term
    QTest::newRow("subject") << false << 0 << int(ConversationModel::Subject) << 1;
    QTest::newRow("requester") << false << 0 << int(ConversationModel::Requester) << 2;
    QTest::newRow("replies") << false << 0 << int(ConversationModel::Replies) << 1;
    QTest::newRow("latency") << false << 0 << int(ConversationModel::First) << 2;
    QTest::newRow("longest latency") << false << 1 << int(ConversationModel::First) << 1;
    QTest::newRow("last") << false << 0 << int(ConversationModel::Waterfall) << 1;
    QTest::newRow("state") << false << 0 << int(ConversationModel::State) << 2;
    QTest::newRow("publish") << false << 3 << int(ConversationModel::State) << 1;
    QTest::newRow("orphan") << false << 4 << int(ConversationModel::State) << 1;
    QTest::newRow("no requester") << false << 3 << int(ConversationModel::Requester) << 0;
    QTest::newRow("no latency") << false << 3 << int(ConversationModel::First) << 0;
    QTest::newRow("message subject") << true << 1 << int(MessageModel::Subject) << 2;
    QTest::newRow("reply subject") << true << 0 << int(MessageModel::Reply) << 1;
    QTest::newRow("no reply subject") << true << 1 << int(MessageModel::Reply) << 0;
    QTest::newRow("size") << true << 0 << int(MessageModel::Size) << 2;
    QTest::newRow("its conversation") << true << 1 << int(MessageModel::Link) << 3;
}

void TestTrafficModels::termsOfCells()
{
    QFETCH(bool, messages);
    QFETCH(int, row);
    QFETCH(int, column);
    QFETCH(int, matching);
    Messages ofMessages;
    Conversations ofConversations;
    const auto check = [=](auto &rows) {
        rows.model.setFacts({{}, [](quint32 requester) {
                                 return u"the \"%1\""_s.arg(requester);
                             }});
        talk(rows.feed.edit());
        QVERIFY(!rows.lines().isEmpty());
        const QString term = rows.model.filterTerm(rows.model.key(row), column);
        QCOMPARE(!term.isEmpty(), matching > 0);
        if (term.isEmpty())
            return;
        const auto filter = Filter::parse(term);
        QVERIFY2(filter, qPrintable(term));
        rows.filter(term);
        QVERIFY(!rows.lines().contains(u"never done"_s));
        QCOMPARE(rows.model.rowCount(), matching);
    };
    if (messages)
        check(ofMessages);
    else
        check(ofConversations);
}

void TestTrafficModels::pausedNothingNewComes()
{
    Messages rows;
    add(rows.feed.edit(), 0, "a");
    QCOMPARE(rows.lines().size(), 1);
    rows.model.setPaused(true);
    QSignalSpy progressed(&rows.model, &TrafficModel::progressed);
    add(rows.feed.edit(), 1, "b");
    add(rows.feed.edit(), 2, "c");
    rows.feed.publish();
    QTRY_VERIFY(!progressed.isEmpty());
    QCOMPARE(rows.model.rowCount(), 1);
    QCOMPARE(rows.model.held(), quint64(2));
    QCOMPARE(rows.model.total(), quint64(3));
    rows.model.setPaused(false);
    QCOMPARE(rows.model.held(), quint64(0));
    QTRY_COMPARE(rows.model.rowCount(), 3);
}

void TestTrafficModels::pausedAFilterStillAnswers()
{
    Messages rows;
    talk(rows.feed.edit());
    QVERIFY(!rows.lines().isEmpty());
    rows.model.setPaused(true);
    rows.filter(u"subject:_INBOX.>"_s);
    QTRY_COMPARE(rows.model.rowCount(), 4);
}

void TestTrafficModels::evictedRowsGo()
{
    Messages rows;
    rows.feed.setLimit(capture::Log::kMinLimit);
    const QByteArray payload(240 * 1024, 'x');
    for (int i = 0; i < 300; ++i)
        add(rows.feed.edit(), i, "a", {}, payload);
    rows.feed.publish();
    const capture::Log &log = rows.feed.capture().log();
    QVERIFY(log.first() > 1);
    QTRY_COMPARE(rows.model.rowCount(), int(log.size()));
    QCOMPARE(rows.model.key(0), log.first());
    const quint64 first = log.first();
    for (int i = 300; i < 400; ++i)
        add(rows.feed.edit(), i, "a", {}, payload);
    // What has been published but not yet looked at has gone from the front at once.
    rows.feed.publish();
    QVERIFY(log.first() > first);
    QCOMPARE(rows.model.key(0), log.first());
    QTRY_COMPARE(rows.model.key(rows.model.rowCount() - 1), log.end() - 1);
}

void TestTrafficModels::clearedRowsGo()
{
    Conversations rows;
    talk(rows.feed.edit());
    QCOMPARE(rows.lines().size(), 5);
    rows.feed.clear();
    QCOMPARE(rows.model.rowCount(), 0);
    add(rows.feed.edit(), 100, "a");
    QCOMPARE(rows.lines().size(), 1);
}

void TestTrafficModels::anotherFeedAnotherTable()
{
    Messages rows;
    talk(rows.feed.edit());
    QCOMPARE(rows.lines().size(), 8);
    capture::Feed other(kAnchor);
    add(other.edit(), 0, "x");
    other.publish();
    rows.model.setFeed(&other);
    QTRY_COMPARE(modelprint::rows(rows.model).size(), 1);
    add(rows.feed.edit(), 100, "a");
    rows.feed.publish(); // nobody follows it any more
    QCOMPARE(rows.model.rowCount(), 1);
    rows.model.setFeed(nullptr);
    QCOMPARE(rows.model.rowCount(), 0);
    QCOMPARE(rows.model.total(), quint64(0));
}

void TestTrafficModels::aFeedMayGoFirst()
{
    MessageModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto feed = std::make_unique<capture::Feed>(kAnchor);
    talk(feed->edit());
    feed->publish();
    model.setFeed(feed.get());
    QTRY_COMPARE(model.rowCount(), 8);
    feed.reset();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.capture(), nullptr);
}

void TestTrafficModels::hostileTextIsFitToBeSeen()
{
    Messages rows;
    add(rows.feed.edit(), 0, QByteArray("\xff\x01.x", 4), QByteArray("\n"), QByteArray("\x1b[31m"));
    add(rows.feed.edit(), 1, QByteArray(60'000, 's'), {}, QByteArray(1'000'000, 'p'));
    QVERIFY(!rows.lines().isEmpty());
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < MessageModel::ColumnCount; ++column) {
            const QString text = rows.model.index(row, column).data().toString();
            QVERIFY(text.size() <= 201);
            for (const QChar c : text)
                QVERIFY2(c.isPrint(), qPrintable(text));
            QVERIFY(rows.model.index(row, column).data(Qt::ToolTipRole).toString().size() < 5'000);
        }
    }
}

void TestTrafficModels::linksLeadBothWays()
{
    capture::Capture all(kAnchor);
    talk(all);
    QCOMPARE(counterpart(all, 1), capture::Number(2));
    QCOMPARE(nextReply(all, 1), capture::Number(2));
    QCOMPARE(counterpart(all, 2), capture::Number(1));
    QCOMPARE(nextReply(all, 2), capture::Number(3));
    QCOMPARE(counterpart(all, 3), capture::Number(1));
    QCOMPARE(nextReply(all, 3), capture::kNone);
    QCOMPARE(counterpart(all, 6), capture::kNone); // no reply seen
    QCOMPARE(counterpart(all, 7), capture::kNone); // a publish
    QCOMPARE(counterpart(all, 8), capture::kNone); // a reply alone
}

void TestTrafficModels::longFiguresLoseDecimalsNotDigits_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << qint64(1'500) << 3 << u"1.500"_s;
    QTest::newRow("fits") << qint64(9'999'999) << 3 << u"9,999.999"_s;
    QTest::newRow("does not") << qint64(10'000'000) << 3 << u"10,000.0"_s;
    QTest::newRow("nor with one") << qint64(1'000'000'000) << 3 << u"1,000,000"_s;
    QTest::newRow("days") << qint64(200'000'000'000) << 3 << u"200,000,000"_s;
    QTest::newRow("tenths") << qint64(1'130'671) << 1 << u"1,130.7"_s;
    QTest::newRow("no tenths") << qint64(1'234'567'891) << 1 << u"1,234,568"_s;
    QTest::newRow("negative") << qint64(-3'000) << 3 << u"-3.000"_s;
}

void TestTrafficModels::longFiguresLoseDecimalsNotDigits()
{
    QFETCH(qint64, microseconds);
    QFETCH(int, decimals);
    QFETCH(QString, text);
    QCOMPARE(TrafficText::millis(std::chrono::microseconds(microseconds), decimals), text);
}

QTEST_MAIN(TestTrafficModels)
#include "tst_trafficmodels.moc"
