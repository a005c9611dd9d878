// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/requestlogmodel.h"

#include "tests/support/modelprint.h"
#include "ui/accountserver/requestsummary.h"

#include <QtCore/QTimeZone>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace ui;
using accountserver::LogEntry;
using Show = RequestLogModel::Show;

namespace {

const QByteArray kKey = "ACBIDX4E5S2NJGHAKWEHHDV3ZFXX7MX5WTHNGTNCHEHA4AT5TL4QFF5B";

LogEntry get(const QByteArray &target, int status = 200)
{
    LogEntry entry;
    entry.at = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'700'000'000'250));
    entry.client = "127.0.0.1";
    entry.userAgent = "nats-server/2.14.5";
    entry.method = "GET";
    entry.target = target;
    entry.status = status;
    entry.bytes = 1126;
    entry.took = std::chrono::microseconds(212);
    return entry;
}

LogEntry asked(const QByteArray &key, int status = 200)
{
    LogEntry entry = get("/jwt/v1/accounts/" + key, status);
    entry.key = key;
    return entry;
}

LogEntry posted(const QByteArray &key, int status, const QString &note)
{
    LogEntry entry = asked(key, status);
    entry.method = "POST";
    entry.note = note;
    return entry;
}

std::vector<LogEntry> numbered(int first, int count)
{
    std::vector<LogEntry> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back(get("/" + QByteArray::number(first + i)));
    return entries;
}

QString route(const RequestLogModel &model, int row)
{
    return model.index(row, RequestLogModel::Route).data().toString();
}

struct Log
{
    RequestLogModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

class TestRequestLogModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void aRowTellsWhoAskedWhatAndHowItWent();
    void newestComesFirst();
    void onlySoManyAreKept();
    void aBatchLargerThanThatKeepsItsEnd();
    void filtersLetThrough_data();
    void filtersLetThrough();
    void whatComesLaterIsFilteredToo();
    void aFilteredLogForgetsItsOldestToo();
    void whatClientsSendIsShownAsOneLine();
    void theMedianIsOfTheLastAnswers();
    void whoTookThePackIsKnown();
};

void TestRequestLogModel::aRowTellsWhoAskedWhatAndHowItWent()
{
    Log log;
    LogEntry hit = asked(kKey, 304);
    hit.etagHit = true;
    LogEntry cut = get("/");
    cut.status = 0;
    cut.userAgent.clear();
    cut.note = u"too slow: cut off"_s;
    log.model.add({asked(kKey), hit, posted(kKey, 400, u"untrusted issuer in request"_s), cut});
    const QStringList rows = modelprint::rows(log.model);
    QCOMPARE(modelprint::header(log.model), u"time |  | route | client | status | result | took"_s);
    QCOMPARE(rows.at(3),
             u"22:13:20.2 | GET | /jwt/v1/accounts/ACBIDX…FF5B | nats-server 127.0.0.1 | 200 | "
             u"1.1\u2009KiB | 212\u2009µs"_s);
    QVERIFY2(rows.at(2).contains(u"| 304 | ETag hit |"_s), qPrintable(rows.at(2)));
    QVERIFY2(rows.at(1).contains(u"| 400 | untrusted issuer in request |"_s),
             qPrintable(rows.at(1)));
    QVERIFY2(rows.at(0).contains(u"| / | 127.0.0.1 | – | too slow: cut off |"_s),
             qPrintable(rows.at(0)));
    QCOMPARE(log.model.index(1, RequestLogModel::Route).data(Qt::ToolTipRole).toString(),
             QString(u"/jwt/v1/accounts/"_s + QString::fromLatin1(kKey)));
    QCOMPARE(toneOf(hit), Tone::Quiet);
    QCOMPARE(toneOf(asked(kKey, 404)), Tone::Warning);
    QCOMPARE(toneOf(posted(kKey, 200, {})), Tone::Ok);
    QCOMPARE(toneOf(cut), Tone::Error);
}

void TestRequestLogModel::newestComesFirst()
{
    Log log;
    log.model.add(numbered(0, 2));
    log.model.add(numbered(2, 1));
    QCOMPARE(route(log.model, 0), u"/2"_s);
    QCOMPARE(route(log.model, 2), u"/0"_s);
}

void TestRequestLogModel::onlySoManyAreKept()
{
    Log log;
    const int most = int(RequestLogModel::kMaxEntries);
    log.model.add(numbered(0, most - 1));
    QCOMPARE(log.model.rowCount(), most - 1);
    log.model.add(numbered(most - 1, 1));
    QCOMPARE(log.model.rowCount(), most);
    QCOMPARE(route(log.model, most - 1), u"/0"_s);
    log.model.add(numbered(most, 1));
    QCOMPARE(log.model.rowCount(), most);
    QCOMPARE(route(log.model, 0), QString(u'/' + QString::number(most)));
    QCOMPARE(route(log.model, most - 1), u"/1"_s);
    QCOMPARE(log.model.seen(), quint64(most) + 1);
}

void TestRequestLogModel::aBatchLargerThanThatKeepsItsEnd()
{
    Log log;
    const int most = int(RequestLogModel::kMaxEntries);
    log.model.add(numbered(0, 5));
    log.model.add(numbered(5, most + 3));
    QCOMPARE(log.model.rowCount(), most);
    QCOMPARE(route(log.model, most - 1), u"/8"_s);
    QCOMPARE(log.model.seen(), quint64(most) + 8);
    log.model.add(numbered(most + 8, 1));
    QCOMPARE(route(log.model, 0), QString(u'/' + QString::number(most + 8)));
}

void TestRequestLogModel::filtersLetThrough_data()
{
    QTest::addColumn<Show>("show");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QList<int>>("statuses");
    QTest::newRow("everything") << Show::All << QByteArray() << QList<int>{0, 400, 200, 404, 200};
    QTest::newRow("changes") << Show::Changes << QByteArray() << QList<int>{400, 200};
    QTest::newRow("problems") << Show::Problems << QByteArray() << QList<int>{0, 400, 404};
    QTest::newRow("one token") << Show::All << kKey << QList<int>{400, 200};
    QTest::newRow("problems of one token") << Show::Problems << kKey << QList<int>{400};
}

void TestRequestLogModel::filtersLetThrough()
{
    QFETCH(Show, show);
    QFETCH(QByteArray, key);
    QFETCH(QList<int>, statuses);
    Log log;
    log.model.add({asked(kKey), asked("OTHER", 404), posted("OTHER", 200, u"stored"_s),
                   posted(kKey, 400, u"older"_s), get("/", 0)});
    log.model.setFilter({show, key});
    QList<int> found;
    for (int row = 0; row < log.model.rowCount(); ++row)
        found += log.model.entry(row).status;
    QCOMPARE(found, statuses);
}

void TestRequestLogModel::whatComesLaterIsFilteredToo()
{
    Log log;
    log.model.setFilter({Show::Problems, {}});
    const QSignalSpy inserted(&log.model, &QAbstractItemModel::rowsInserted);
    log.model.add({asked(kKey), asked(kKey)});
    QCOMPARE(inserted.size(), 0);
    log.model.add({asked(kKey), asked(kKey, 404), asked(kKey, 500)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(log.model.rowCount(), 2);
    log.model.setFilter({});
    QCOMPARE(log.model.rowCount(), 5);
}

void TestRequestLogModel::aFilteredLogForgetsItsOldestToo()
{
    Log log;
    log.model.setFilter({Show::Problems, {}});
    log.model.add({asked(kKey, 404)});
    log.model.add(numbered(0, int(RequestLogModel::kMaxEntries) - 1));
    QCOMPARE(log.model.rowCount(), 1);
    log.model.add({asked(kKey, 500)});
    QCOMPARE(log.model.rowCount(), 1);
    QCOMPARE(log.model.entry(0).status, 500);
}

void TestRequestLogModel::whatClientsSendIsShownAsOneLine()
{
    Log log;
    LogEntry entry = get("/a\n/b");
    entry.userAgent = "<b>curl</b>\t/8";
    log.model.add({entry});
    for (int column = 0; column < RequestLogModel::ColumnCount; ++column) {
        const QString text = log.model.index(0, column).data().toString();
        QVERIFY2(!text.contains(u'\n') && !text.contains(u'\t'), qPrintable(text));
    }
}

void TestRequestLogModel::theMedianIsOfTheLastAnswers()
{
    RequestSummary summary;
    QVERIFY(!summary.median());
    const auto took = [](int us, int status = 200) {
        LogEntry entry = get("/", status);
        entry.took = std::chrono::microseconds(us);
        return entry;
    };
    summary.add({took(10), took(30), took(20), took(5'000'000, 0)}); // one was cut off
    QCOMPARE(*summary.median(), std::chrono::microseconds(20));
    summary.add(std::vector<LogEntry>(RequestSummary::kMaxTimes, took(7)));
    QCOMPARE(*summary.median(), std::chrono::microseconds(7));
}

void TestRequestLogModel::whoTookThePackIsKnown()
{
    RequestSummary summary;
    LogEntry head = get("/jwt/v1/pack");
    head.method = "HEAD";
    LogEntry none = get("/jwt/v1/pack");
    none.bytes = 0;
    summary.add({get("/jwt/v1/pack", 500), get("/jwt/v1/packet/x", 404), get("/jwt/v1/packet"),
                 head, none});
    QVERIFY(!summary.lastPack());
    LogEntry pack = get("/jwt/v1/pack?max=10");
    pack.note = u"pack"_s; // as core notes it
    summary.add({pack, asked(kKey)});
    QCOMPARE(summary.lastPack()->client, "127.0.0.1"_ba);
    QCOMPARE(summary.lastPack()->bytes, pack.bytes);
}

QTEST_GUILESS_MAIN(TestRequestLogModel)
#include "tst_requestlogmodel.moc"
