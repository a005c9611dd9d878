// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/watchlisting.h"
#include "app/commands/watchsummary.h"
#include "core/capture/capturefile.h"
#include "core/capture/feed.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

#include <array>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace commands;

class TestWatchListing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void aMessageIsALine();
    void columnsWidenWithWhatComes();
    void nothingSteersTheTerminal();
    void gapsAndLostMessagesAreNoted();
    void asJsonAMessageIsALineOfACapture();
    void secretsAreRedactedUnlessWanted();
    void onlyWhatPassesIsListed();
    void itIsCompleteAfterItsCount();
    void aPairIsListedOnceItIsOver();
    void aPairIsAnObject();
    void aRequestSeenLateIsAnObject();
    void repliesWithoutARequestAreAnObject();
    void aLateReplyListsItAgain();
    void whatIsNotOverIsListedAtTheEnd();
    void messagesThatAskForNothingAreCounted();
    void pairsThatAreGoneAreCounted();
    void whatAFullPrinterDropsIsCounted();
    void theEndSaysHowItEnded_data();
    void theEndSaysHowItEnded();
    void theSummaryNamesWhatIsMissing();
    void theSummaryIsAnObject();
};

namespace {

const base::WallAnchor kAnchor{base::Instant(1h),
                               std::chrono::system_clock::time_point(1795377693s)};

// A capture, and what is printed of it.
struct Scene
{
    capture::Feed feed{kAnchor};
    QTemporaryFile file;
    std::unique_ptr<LinePrinter> printer;
    std::unique_ptr<WatchListing> listing;

    explicit Scene(const WatchListing::Form &form = {})
    {
        if (!file.open())
            qFatal("no file");
        printer = std::make_unique<LinePrinter>(file.handle());
        listing = std::make_unique<WatchListing>(feed.capture(), form, *printer);
        QObject::connect(&feed, &capture::Feed::changed, &feed,
                         [this](const capture::Changes &changes) { listing->onChanges(changes); });
    }
    void add(base::Span at, QByteArrayView subject, QByteArrayView reply = {},
             QByteArrayView payload = {}, QByteArrayView block = {})
    {
        feed.edit().append(kAnchor.steady + at, subject, reply, block, payload);
        feed.publish();
    }
    void tick(base::Span at)
    {
        feed.edit().tick(kAnchor.steady + at);
        feed.publish();
    }
    [[nodiscard]] QByteArray out()
    {
        file.seek(0);
        return file.readAll();
    }
    [[nodiscard]] QList<QJsonObject> objects()
    {
        QList<QJsonObject> all;
        const QByteArray text = out();
        for (const QByteArray &line : text.split('\n')) {
            if (!line.isEmpty())
                all += QJsonDocument::fromJson(line).object();
        }
        return all;
    }
};

WatchListing::Form form(bool pairs, bool json = false, const QString &filter = {})
{
    WatchListing::Form made;
    made.pairs = pairs;
    made.json = json;
    made.filter = capture::Filter::parse(filter).value();
    return made;
}

} // namespace

void TestWatchListing::aMessageIsALine()
{
    Scene scene;
    scene.add(1'234us, "orders.new", "_INBOX.x.1", "{\"id\":1}");
    scene.add(2s, "orders.done", {}, {}, "NATS/1.0 404 No Messages\r\n\r\n");
    scene.add(3s, "a", {}, "oops",
              "NATS/1.0\r\nNats-Service-Error: no stock\r\nNats-Service-Error-Code: 500\r\n\r\n");
    QCOMPARE(scene.out().replace(QString(QChar(0x2009)).toUtf8(), " "),
             "20:01:33.001234  orders.new           8 B  → _INBOX.x.1  {\"id\":1}\n"
             "20:01:35.000000  orders.done         28 B  [STATUS 404]\n"
             "20:01:36.000000  a                   76 B  [SERVICE ERROR 500 no stock]  oops\n");
    QCOMPARE(scene.listing->figures().listed, 3U);
}

void TestWatchListing::columnsWidenWithWhatComes()
{
    Scene scene;
    scene.add(0s, "a");
    scene.add(0s, QByteArray(30, 'b'));
    scene.add(0s, QByteArray(90, 'c'));
    scene.add(0s, "d");
    const QByteArrayList lines = scene.out().split('\n');
    QCOMPARE(lines[0].indexOf(" 0"), 17 + WatchText::kMinSubject + 4);
    QCOMPARE(lines[1].indexOf(" 0"), 17 + 30 + 4);
    QCOMPARE(lines[2].indexOf(" 0"), 17 + 90 + 4);
    QCOMPARE(lines[3].indexOf(" 0"), 17 + WatchText::kMaxSubject + 4);
}

void TestWatchListing::nothingSteersTheTerminal()
{
    Scene scene;
    scene.add(0s, "a\x1b[2J", "r\x1b]0;x", "\x1b[31mred\nline");
    QVERIFY(!scene.out().contains('\x1b'));
    QCOMPARE(scene.out().count('\n'), 1);
}

void TestWatchListing::gapsAndLostMessagesAreNoted()
{
    for (const bool pairs : {false, true}) {
        Scene scene(form(pairs, false, u"subject:nothing"_s));
        scene.feed.edit().appendGap(kAnchor.steady, kAnchor.steady + 1500ms);
        scene.feed.edit().appendLost(kAnchor.steady + 2s, 12);
        scene.feed.publish();
        QCOMPARE(scene.out(),
                 "20:01:33.000000  -- no connection until 20:01:34.500000: what came "
                 "meanwhile is missing --\n"
                 "20:01:35.000000  -- 12 messages are missing: they came too fast --\n");
        QCOMPARE(scene.listing->figures().listed, 0U);
    }
}

void TestWatchListing::asJsonAMessageIsALineOfACapture()
{
    Scene scene(form(false, true));
    scene.add(1ns, "a", "r", "\xff", "NATS/1.0\r\nK: V\r\n\r\n");
    scene.feed.edit().appendGap(kAnchor.steady, kAnchor.steady + 1s);
    scene.feed.publish();
    QCOMPARE(scene.out(),
             "{\"at\":\"2026-11-22T20:01:33.000000001Z\",\"subject\":\"a\","
             "\"reply\":\"r\",\"headers\":[[\"K\",\"V\"]],\"payloadText\":null,"
             "\"payloadBase64\":\"/w==\"}\n"
             "{\"gap\":{\"from\":\"2026-11-22T20:01:33.000000000Z\","
             "\"to\":\"2026-11-22T20:01:34.000000000Z\"}}\n");
}

void TestWatchListing::secretsAreRedactedUnlessWanted()
{
    for (const bool redact : {true, false}) {
        for (const bool pairs : {true, false}) {
            WatchListing::Form wanted = form(pairs, true);
            wanted.redact = redact;
            Scene scene(wanted);
            scene.add(0s, "a", "r", {}, "NATS/1.0\r\nToken: hunter2\r\n\r\n");
            scene.add(1ms, "r", {}, {}, "NATS/1.0\r\nA-Key: hunter2\r\n\r\n");
            scene.listing->finish();
            QCOMPARE(scene.out().contains("hunter2"), !redact);
            QCOMPARE(scene.listing->figures().redacted, redact ? 2U : 0U);
        }
    }
}

void TestWatchListing::onlyWhatPassesIsListed()
{
    Scene scene(form(false, false, u"size>2"_s));
    scene.add(0s, "a", {}, "12");
    scene.add(0s, "b", {}, "123");
    QVERIFY(scene.out().contains("  b  "));
    QCOMPARE(scene.out().count('\n'), 1);
    QCOMPARE(scene.listing->figures().listed, 1U);
}

void TestWatchListing::itIsCompleteAfterItsCount()
{
    WatchListing::Form three = form(false);
    three.count = 3;
    Scene scene(three);
    scene.add(0s, "a");
    scene.add(0s, "a");
    QVERIFY(!scene.listing->isComplete());
    for (int i = 0; i < 4; ++i)
        scene.feed.edit().append(kAnchor.steady, "a", {}, {}, {});
    scene.feed.publish();
    QVERIFY(scene.listing->isComplete());
    QCOMPARE(scene.out().count('\n'), 3);
    QCOMPARE(scene.listing->end(), capture::Number(4));
}

void TestWatchListing::aPairIsListedOnceItIsOver()
{
    Scene scene(form(true));
    scene.add(0s, "stock.reserve", "_INBOX.x.1", "two");
    scene.add(20ms, "_INBOX.x.1", {}, "yes");
    scene.add(30ms, "_INBOX.x.1", {}, "no");
    scene.add(31ms, "stock.reserve", "_INBOX.x.2", "three");
    scene.tick(29s);
    QCOMPARE(scene.out(), "");
    scene.tick(31s);
    QCOMPARE(scene.out().replace(QString(QChar(0x2009)).toUtf8(), " "),
             "20:01:33.000000  stock.reserve     answered           2 replies 20.0 ms 30.0 ms"
             "  [DIFFERS]  two\n"
             "20:01:33.031000  stock.reserve     no reply seen      0 replies                "
             "  three\n");
    QCOMPARE(scene.listing->figures().listed, 2U);
    scene.tick(100s);
    scene.listing->finish();
    QCOMPARE(scene.out().count('\n'), 2);
}

void TestWatchListing::aPairIsAnObject()
{
    Scene scene(form(true, true));
    scene.add(0s, "a", "_INBOX.x.1", "q", "NATS/1.0\r\nK: V\r\n\r\n");
    scene.add(1500us, "_INBOX.x.1", "next", "answer");
    scene.listing->finish();
    const QList<QJsonObject> objects = scene.objects();
    QCOMPARE(objects.size(), 2); // the reply is a request, too
    const QJsonObject pair = objects[0];
    QCOMPARE(pair[u"subject"_s].toString(), u"a"_s);
    QCOMPARE(pair[u"requestAt"_s].toString(), u"2026-11-22T20:01:33.000000000Z"_s);
    QCOMPARE(pair[u"requester"_s].toString(), u"_INBOX.x"_s);
    QCOMPARE(pair[u"state"_s].toString(), u"answered"_s);
    QCOMPARE(pair[u"traits"_s].toArray(), QJsonArray());
    QCOMPARE(pair[u"firstUs"_s].toInt(), 1500);
    QCOMPARE(pair[u"lastUs"_s].toInt(), 1500);
    QCOMPARE(pair[u"replyCount"_s].toInt(), 1);
    QVERIFY(pair[u"parent"_s].isNull());
    const QJsonObject request = pair[u"request"_s].toObject();
    QCOMPARE(request[u"payloadText"_s].toString(), u"q"_s);
    QCOMPARE(request[u"headers"_s].toArray(), QJsonArray{QJsonArray({u"K"_s, u"V"_s})});
    QCOMPARE(pair[u"replies"_s].toArray().size(), 1);
    const QJsonObject reply = pair[u"replies"_s].toArray()[0].toObject();
    QCOMPARE(reply[u"atUs"_s].toInt(), 1500);
    QCOMPARE(reply[u"subject"_s].toString(), u"_INBOX.x.1"_s);
    QCOMPARE(reply[u"payloadText"_s].toString(), u"answer"_s);
    QCOMPARE(objects[1][u"parent"_s], pair[u"id"_s]);
    QCOMPARE(objects[1][u"traits"_s].toArray(), QJsonArray{u"chained"_s});
}

void TestWatchListing::aRequestSeenLateIsAnObject()
{
    Scene scene(form(true, true));
    scene.add(0s, "_INBOX.x.1", {}, "answer");
    scene.add(1ms, "a", "_INBOX.x.1", "q");
    scene.listing->finish();
    const QList<QJsonObject> objects = scene.objects();
    QCOMPARE(objects.size(), 1);
    QCOMPARE(objects[0][u"subject"_s].toString(), u"a"_s);
    QCOMPARE(objects[0][u"traits"_s].toArray(), QJsonArray{u"reordered"_s});
    QCOMPARE(objects[0][u"replies"_s].toArray()[0].toObject()[u"atUs"_s].toInt(-1), 0);
}

void TestWatchListing::repliesWithoutARequestAreAnObject()
{
    Scene scene(form(true, true));
    scene.add(0s, "_INBOX.x.1", {}, "answer");
    scene.listing->finish();
    const QList<QJsonObject> objects = scene.objects();
    QCOMPARE(objects.size(), 1);
    QCOMPARE(objects[0][u"state"_s].toString(), u"orphan"_s);
    QCOMPARE(objects[0][u"subject"_s].toString(), u"_INBOX.x.1"_s);
    QVERIFY(objects[0][u"request"_s].isNull());
    QVERIFY(objects[0][u"requestAt"_s].isNull());
    QCOMPARE(objects[0][u"replies"_s].toArray().size(), 1);
}

void TestWatchListing::aLateReplyListsItAgain()
{
    Scene scene(form(true, true));
    scene.add(0s, "a", "_INBOX.x.1");
    scene.tick(31s);
    scene.add(32s, "_INBOX.x.1");
    scene.tick(70s);
    const QList<QJsonObject> objects = scene.objects();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[0][u"state"_s].toString(), u"unanswered"_s);
    QCOMPARE(objects[1][u"state"_s].toString(), u"answered"_s);
    QCOMPARE(objects[1][u"traits"_s].toArray(), QJsonArray{u"late"_s});
    QCOMPARE(objects[1][u"id"_s], objects[0][u"id"_s]);
}

void TestWatchListing::whatIsNotOverIsListedAtTheEnd()
{
    Scene scene(form(true, true));
    scene.add(0s, "a", "_INBOX.x.1");
    scene.add(0s, "b", "_INBOX.x.2");
    scene.add(1ms, "_INBOX.x.2");
    scene.listing->finish();
    const QList<QJsonObject> objects = scene.objects();
    QCOMPARE(objects.size(), 2);
    QCOMPARE(objects[0][u"state"_s].toString(), u"waiting"_s);
    QCOMPARE(objects[1][u"state"_s].toString(), u"answered"_s);
}

void TestWatchListing::messagesThatAskForNothingAreCounted()
{
    Scene scene(form(true));
    scene.add(0s, "a");
    scene.add(0s, "b");
    scene.listing->finish();
    QCOMPARE(scene.out(), "");
    QCOMPARE(scene.listing->figures().plain, 2U);
}

void TestWatchListing::pairsThatAreGoneAreCounted()
{
    Scene scene(form(true));
    scene.add(0s, "a", "_INBOX.x.1");
    scene.add(0s, "a", "_INBOX.x.2");
    scene.feed.clear();
    scene.listing->finish();
    QCOMPARE(scene.out(), "");
    QCOMPARE(scene.listing->figures().gone, 2U);
}

void TestWatchListing::whatAFullPrinterDropsIsCounted()
{
    std::array<int, 2> ends{};
    QCOMPARE(pipe2(ends.data(), O_CLOEXEC), 0);
    {
        LinePrinter printer(ends[1]);
        capture::Feed feed(kAnchor);
        WatchListing listing(feed.capture(), {}, printer);
        connect(&feed, &capture::Feed::changed, &feed,
                [&](const capture::Changes &changes) { listing.onChanges(changes); });
        constexpr quint64 count = 2 * LinePrinter::kMaxLines;
        for (quint64 i = 0; i < count; ++i)
            feed.edit().append(kAnchor.steady, "a", {}, {}, "payload");
        feed.publish();
        QCOMPARE(listing.figures().listed, count);
        QVERIFY(printer.dropped() > 0);
        QCOMPARE(quint64(printer.waiting()), quint64(LinePrinter::kMaxLines));
    }
    close(ends[0]);
    close(ends[1]);
}

void TestWatchListing::theEndSaysHowItEnded_data()
{
    QTest::addColumn<WatchSummary::End>("end");
    QTest::addColumn<bool>("missed");
    QTest::addColumn<ExitCode>("code");
    using End = WatchSummary::End;
    QTest::newRow("Ctrl+C") << End::Interrupted << false << ExitCode::Success;
    QTest::newRow("Ctrl+C before the count") << End::Interrupted << true << ExitCode::Success;
    QTest::newRow("count") << End::Count << false << ExitCode::Success;
    QTest::newRow("time") << End::Time << false << ExitCode::Success;
    QTest::newRow("time before the count") << End::Time << true << ExitCode::NotMet;
    QTest::newRow("rate") << End::Rate << false << ExitCode::NotMet;
    QTest::newRow("no reader") << End::Closed << false << ExitCode::NotMet;
    QTest::newRow("no disk") << End::RecordingFailed << false << ExitCode::NotMet;
    QTest::newRow("no connection") << End::ConnectionGone << false << ExitCode::NoConnection;
    QTest::newRow("denied") << End::Denied << false << ExitCode::Denied;
}

void TestWatchListing::theEndSaysHowItEnded()
{
    QFETCH(const WatchSummary::End, end);
    QFETCH(const bool, missed);
    WatchSummary summary;
    summary.end = end;
    summary.countMissed = missed;
    QTEST(exitCode(summary), "code");
}

void TestWatchListing::theSummaryNamesWhatIsMissing()
{
    WatchSummary summary;
    summary.time = 10s;
    summary.counts.received = 1;
    QCOMPARE(summaryText(summary).replace(QChar(0x2009), u' '),
             u"received 1 message (0 B) in 10.0 s; printed 0; lost 0"_s);
    summary.counts.received = 12'345;
    summary.counts.lost = 45;
    summary.counts.gaps = 1;
    summary.counts.copies = 3;
    summary.counts.slowConsumer = 2;
    summary.listing.listed = 12'300;
    summary.unprinted = 300;
    summary.file = u"x.jsonl"_s;
    summary.recording.messages = 12'000;
    summary.recording.lost = 300;
    summary.recording.redacted = 7;
    QCOMPARE(summaryText(summary).replace(QChar(0x2009), u' '),
             u"received 12,345 messages (0 B) in 10.0 s; printed 12,000; lost 45; not printed "
             "because nobody read so fast: 300; copies left out: 3; gaps in the connection: 1; "
             "cut off as a slow consumer: 2; recorded 12,000 in x.jsonl; not recorded because the "
             "disk was too slow: 300; header values redacted there: 7"_s);
}

void TestWatchListing::theSummaryIsAnObject()
{
    WatchSummary summary;
    summary.end = WatchSummary::End::Count;
    summary.counts.received = 5;
    summary.listing.listed = 3;
    summary.unprinted = 1;
    const QJsonObject plain = QJsonDocument::fromJson(summaryJson(summary)).object();
    QCOMPARE(plain[u"end"_s].toString(), u"count"_s);
    QCOMPARE(plain[u"received"_s].toInt(), 5);
    QCOMPARE(plain[u"listed"_s].toInt(), 3);
    QCOMPARE(plain[u"notPrinted"_s].toInt(), 1);
    QVERIFY(plain[u"recording"_s].isNull());
    QVERIFY(plain[u"uncertaintyUs"_s].isNull());
    summary.file = u"x"_s;
    summary.recording.messages = 4;
    summary.uncertainty = 80us;
    const QJsonObject recorded = QJsonDocument::fromJson(summaryJson(summary)).object();
    QCOMPARE(recorded[u"recording"_s].toObject()[u"messages"_s].toInt(), 4);
    QCOMPARE(recorded[u"uncertaintyUs"_s].toInt(), 80);
}

QTEST_GUILESS_MAIN(TestWatchListing)
#include "tst_watchlisting.moc"
