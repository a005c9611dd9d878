// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/tokenlistmodel.h"

#include "tests/support/modelprint.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace ui;
using accountserver::LogEntry;
using namespace std::chrono_literals;
using Time = TokenListModel::Time;

namespace {

constexpr Time kNow{std::chrono::seconds(1'800'000'000)};

ListedToken token(const QByteArray &key, const QString &name, SeverityMark mark = SeverityMark::Ok,
                  const QString &word = {}, jwt::Kind kind = jwt::Kind::Account)
{
    ListedToken made{key, name, kind, {}};
    made.state.mark = mark;
    made.state.word = word;
    return made;
}

LogEntry asked(const QByteArray &key, std::chrono::seconds ago, int status = 200)
{
    LogEntry entry;
    entry.method = "GET";
    entry.key = key;
    entry.status = status;
    entry.at = kNow - ago;
    return entry;
}

struct List
{
    List()
    {
        model.setNow(kNow);
        model.put({token("A3", u"SYS"_s), token("A1", u"ORDERS"_s, SeverityMark::Soon, u"11 d"_s),
                   token("A2", u"PARTNERS"_s, SeverityMark::Error, u"import broken"_s),
                   token("H1", u"X ⇐ BILLING"_s, SeverityMark::Ok, {}, jwt::Kind::Activation)});
        model.sortAgain();
    }
    TokenListModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

QString names(const TokenListModel &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row)
        found += model.token(row).name.section(u' ', 0, 0);
    return found.join(u' ');
}

} // namespace

class TestTokenListModel : public QObject
{
    Q_OBJECT

private slots:
    void aRowTellsHowATokenStands();
    void requestsAreCounted();
    void whatWasAskedBeforeItWasListedCounts();
    void unansweredRequestsAndPostsDoNotCount();
    void onlySoManyKeysAreCounted();
    void aKnownTokenIsChangedInItsPlace();
    void aBatchMayHoldATokenTwice();
    void removedTokensGo();
    void columnsSort_data();
    void columnsSort();
    void selectionFollowsItsRow();
    void timesAreToldShortly_data();
    void timesAreToldShortly();
};

void TestTokenListModel::aRowTellsHowATokenStands()
{
    List list;
    QCOMPARE(modelprint::header(list.model), u"token | state | asked | last"_s);
    QCOMPARE(
        modelprint::rows(list.model),
        QStringList({u"ORDERS | expires in 11 d | – | "_s, u"PARTNERS | import broken | – | "_s,
                     u"SYS |  | – | "_s, u"X ⇐ BILLING |  | – | "_s}));
    const QModelIndex good = list.model.index(2, TokenListModel::State);
    QCOMPARE(good.data(Qt::AccessibleTextRole).toString(), u"accepted"_s);
    QCOMPARE(list.model.index(3, TokenListModel::Name).data(Qt::AccessibleTextRole).toString(),
             u"activation X ⇐ BILLING"_s);
    ListedToken warned = token("A9", u"X"_s, SeverityMark::Warning);
    warned.state.warnings = 2;
    QCOMPARE(wordsFor(warned.state), u"2 warnings"_s);
    warned.state.warnings = 1;
    QCOMPARE(wordsFor(warned.state), u"1 warning"_s);
}

void TestTokenListModel::requestsAreCounted()
{
    List list;
    list.model.count({asked("A1", 5s), asked("A1", 3s, 304), asked("A3", 400s)});
    QCOMPARE(modelprint::row(list.model, 0), u"ORDERS | expires in 11 d | 2 | 3 s ago"_s);
    QCOMPARE(modelprint::row(list.model, 2), u"SYS |  | 1 | 6 min ago"_s);
}

void TestTokenListModel::whatWasAskedBeforeItWasListedCounts()
{
    List list;
    list.model.count({asked("A7", 1s)});
    list.model.put({token("A7", u"LATE"_s)});
    QCOMPARE(modelprint::row(list.model, 4), u"LATE |  | 1 | now"_s);
}

void TestTokenListModel::unansweredRequestsAndPostsDoNotCount()
{
    List list;
    LogEntry post = asked("A1", 1s);
    post.method = "POST";
    list.model.count({asked("A1", 1s, 404), asked("A1", 1s, 0), asked({}, 1s), post});
    QCOMPARE(modelprint::row(list.model, 0), u"ORDERS | expires in 11 d | – | "_s);
}

void TestTokenListModel::onlySoManyKeysAreCounted()
{
    List list;
    std::vector<LogEntry> entries;
    for (qsizetype i = 0; i < TokenListModel::kMaxCounted - 1; ++i)
        entries.push_back(asked("N" + QByteArray::number(i), 1s));
    entries.push_back(asked("A1", 1s)); // the last that is counted
    entries.push_back(asked("A3", 1s));
    entries.push_back(asked("A1", 1s));
    list.model.count(entries);
    QCOMPARE(list.model.index(0, TokenListModel::Asked).data().toString(), u"2"_s);
    QCOMPARE(list.model.index(2, TokenListModel::Asked).data().toString(), u"–"_s);
}

void TestTokenListModel::aKnownTokenIsChangedInItsPlace()
{
    List list;
    const QSignalSpy inserted(&list.model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&list.model, &QAbstractItemModel::dataChanged);
    list.model.put({token("A2", u"PARTNERS"_s)});
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(modelprint::row(list.model, 1), u"PARTNERS |  | – | "_s);
}

void TestTokenListModel::aBatchMayHoldATokenTwice()
{
    List list;
    list.model.put({token("A8", u"OLD"_s), token("A8", u"NEW"_s)});
    QCOMPARE(list.model.rowCount(), 5);
    QCOMPARE(list.model.token(4).name, u"NEW"_s);
}

void TestTokenListModel::removedTokensGo()
{
    List list;
    list.model.remove("A2");
    list.model.remove("A2");
    QCOMPARE(names(list.model), u"ORDERS SYS X"_s);
    QCOMPARE(list.model.rowOf("A3"), 1);
    QCOMPARE(list.model.rowOf("A2"), -1);
}

void TestTokenListModel::columnsSort_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    QTest::addColumn<QString>("expected");
    const auto up = Qt::AscendingOrder;
    const auto down = Qt::DescendingOrder;
    QTest::newRow("name") << int(TokenListModel::Name) << up << u"ORDERS PARTNERS SYS X"_s;
    QTest::newRow("name, downwards")
        << int(TokenListModel::Name) << down << u"X SYS PARTNERS ORDERS"_s;
    QTest::newRow("worst first") << int(TokenListModel::State) << down
                                 << u"PARTNERS ORDERS X SYS"_s;
    QTest::newRow("most asked first")
        << int(TokenListModel::Asked) << down << u"SYS ORDERS X PARTNERS"_s;
    QTest::newRow("asked last first")
        << int(TokenListModel::Last) << down << u"ORDERS SYS X PARTNERS"_s;
}

void TestTokenListModel::columnsSort()
{
    QFETCH(int, column);
    QFETCH(Qt::SortOrder, order);
    QFETCH(QString, expected);
    List list;
    list.model.count({asked("A3", 9s), asked("A3", 8s), asked("A1", 1s)});
    list.model.sort(column, order);
    QCOMPARE(names(list.model), expected);
    list.model.sort(-1, order); // no column: as it was
    QCOMPARE(names(list.model), expected);
}

void TestTokenListModel::selectionFollowsItsRow()
{
    List list;
    const QPersistentModelIndex orders = list.model.index(0, 0);
    list.model.sort(TokenListModel::Name, Qt::DescendingOrder);
    QCOMPARE(orders.row(), 3);
    list.model.sort(TokenListModel::Asked, Qt::DescendingOrder);
    list.model.count({asked("A1", 1s)});
    list.model.setNow(kNow);
    QCOMPARE(orders.row(), 0);
}

void TestTokenListModel::timesAreToldShortly_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("the future") << qint64(-50) << u"now"_s;
    QTest::newRow("now") << qint64(1) << u"now"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s ago"_s;
    QTest::newRow("minutes") << qint64(60) << u"1 min ago"_s;
    QTest::newRow("hours") << qint64(3600) << u"1 h ago"_s;
    QTest::newRow("many hours") << qint64(2 * 86400 - 1) << u"47 h ago"_s;
    QTest::newRow("days") << qint64(2 * 86400) << u"2 d ago"_s;
}

void TestTokenListModel::timesAreToldShortly()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, expected);
    QCOMPARE(agoText(kNow - std::chrono::seconds(seconds), kNow), expected);
}

QTEST_GUILESS_MAIN(TestTokenListModel)
#include "tst_tokenlistmodel.moc"
