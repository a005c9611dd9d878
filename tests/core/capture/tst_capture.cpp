// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/feed.h"
#include "tests/support/traffic.h"

#include <QtTest/QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace traffic;
using capture::Capture;
using capture::Changes;
using capture::ConversationState;

class CaptureTest final : public QObject
{
    Q_OBJECT

private slots:
    void pairsARequestWithAllItsReplies();
    void aFeedSaysWhatHasChanged();
    void countsAddUp();
    void whatIsLostWithoutAMessageIsOfItsTime();
    void memoryIsBounded_data();
    void memoryIsBounded();
    void whatDoesNotFitIsLost_data();
    void whatDoesNotFitIsLost();
    void lostMessagesHaveATime();
    void aSmallerLimitEvictsAtOnce();
};

void CaptureTest::pairsARequestWithAllItsReplies()
{
    Capture capture(base::WallAnchor::now());
    add(capture, 0, "orders.new", "_INBOX.me.1", "hello");
    add(capture, 3, "_INBOX.me.1", {}, "one");
    add(capture, 5, "unrelated");
    add(capture, 9, "_INBOX.me.1", {}, "two");

    const auto &conversations = capture.conversations();
    QCOMPARE(conversations.end() - conversations.first(), quint64(2));
    const capture::Conversation first = conversations.at(conversations.first());
    QCOMPARE(first.state, ConversationState::Answered);
    QCOMPARE(first.replies, quint32(2));
    QCOMPARE(first.first, ms(3));
    QCOMPARE(first.last, ms(9));
    QVERIFY(first.traits.testFlag(capture::ConversationTrait::Differs));
    QCOMPARE(conversations.replies(first.id, 10), (std::vector<capture::Number>{2, 4}));
    QCOMPARE(conversations.requesterPrefix(first.requester), "_INBOX.me"_ba);
    QCOMPARE(conversation(capture, 3).state, ConversationState::Publish);
}

void CaptureTest::aFeedSaysWhatHasChanged()
{
    capture::Feed feed(base::WallAnchor::now());
    std::vector<Changes> told;
    connect(&feed, &capture::Feed::changed, this,
            [&told](const Changes &changes) { told.push_back(changes); });
    add(feed.edit(), 0, "a", "_INBOX.x.1");
    feed.publish();
    add(feed.edit(), 1, "_INBOX.x.1");
    add(feed.edit(), 1, "b");
    feed.publish();
    feed.clear();

    QCOMPARE(told.size(), size_t(3));
    QCOMPARE(told[0].end, capture::Number(2));
    QVERIFY(told[0].changed.empty());
    QCOMPARE(told[1].end, capture::Number(4));
    QCOMPARE(told[1].endConversation, capture::ConversationId(3));
    QCOMPARE(told[1].changed, std::vector<capture::ConversationId>{1});
    QVERIFY(told[2].cleared);
    QCOMPARE(told[2].first, told[2].end);
    QCOMPARE(told[2].end, capture::Number(4));
    QCOMPARE(feed.capture().counts().cleared, quint64(3));
}

void CaptureTest::countsAddUp()
{
    Capture capture(base::WallAnchor::now(), {capture::Log::kMinLimit, {}});
    const QByteArray payload(1'000, 'x');
    for (int i = 0; i < 80'000; ++i)
        add(capture, i, "orders.new", {}, payload);
    capture.appendLost(at(80'000), 7);
    const capture::Counts &counts = capture.counts();
    QVERIFY(counts.evicted > 0);
    QCOMPARE(counts.received, quint64(80'007));
    QCOMPARE(counts.kept + counts.evicted + counts.cleared + counts.lost, counts.received);
    QVERIFY(capture.bytes() <= capture.limit());
    QCOMPARE(capture.log().at(capture.log().first()).payload, payload);
    QCOMPARE(capture.log().at(last(capture)).count, quint64(7));
    QCOMPARE(conversation(capture, last(capture)).state, ConversationState::Gap);
}

void CaptureTest::whatIsLostWithoutAMessageIsOfItsTime()
{
    Capture capture({at(0), {}});
    capture.append(std::vector<nats::Message>(), 5);
    QCOMPARE(capture.log().at(1).at, at(0));
    capture.tick(at(900));
    capture.append(std::vector<nats::Message>(), 5);
    QCOMPARE(capture.log().at(2).at, at(900));
    capture.clear();
    capture.append(std::vector<nats::Message>(), 5);
    QCOMPARE(capture.log().at(3).at, at(0));
}

// What hostile or unusual traffic makes most of: message n of it.
struct Hostile
{
    QByteArray subject;
    QByteArray reply;
    QByteArray headers;
    QByteArray payload;
};

void CaptureTest::memoryIsBounded_data()
{
    QTest::addColumn<int>("messages");
    QTest::addColumn<std::function<Hostile(QByteArray)>>("make");
    using Make = std::function<Hostile(QByteArray)>;
    const auto row = [](const char *name, int messages, const Make &make) {
        QTest::newRow(name) << messages << make;
    };
    static const QByteArray filling(600, 'x');
    row("empty messages", 1'750'000, [](const QByteArray &) { return Hostile{"a", {}, {}, {}}; });
    row("ever new subjects", 130'000, [](const QByteArray &n) {
        return Hostile{n + ".a." + n + ".b." + n, {}, {}, filling};
    });
    row("ever new subjects that are far too long", 20'000, [](const QByteArray &n) {
        return Hostile{n + QByteArray(5'000, '.') + n, {}, {}, {}};
    });
    row("ever new reply subjects under one prefix", 130'000, [](const QByteArray &n) {
        return Hostile{"q", "_INBOX.me." + n, {}, filling};
    });
    row("ever new requesters", 130'000, [](const QByteArray &n) {
        return Hostile{"q", "_INBOX." + n + ".1", {}, filling};
    });
    row("ever new prefixes", 20'000, [](const QByteArray &n) {
        return Hostile{"q", "p" + n + ".x.1", {}, QByteArray(5'000, 'x')};
    });
    row("replies without a request", 130'000, [](const QByteArray &n) {
        return Hostile{"_INBOX.me." + n, {}, {}, filling};
    });
    row("pulls that nothing comes for", 130'000, [](const QByteArray &n) {
        return Hostile{"$JS.API.CONSUMER.MSG.NEXT.S." + n, "_INBOX.me." + n, {}, filling};
    });
    row("chains", 130'000, [](const QByteArray &n) {
        return Hostile{"_INBOX." + n, "_INBOX." + QByteArray::number(n.toInt() + 1), {}, filling};
    });
    row("one reply subject again and again", 130'000, [](const QByteArray &) {
        return Hostile{"q", "_INBOX.me.1", {}, filling};
    });
    row("headers alone", 130'000, [](const QByteArray &n) {
        return Hostile{"q", {}, "NATS/1.0\r\nN: " + n + filling + "\r\n\r\n", {}};
    });
    row("large ones and small ones in turns", 1'000, [](const QByteArray &n) {
        return Hostile{"q", {}, {}, QByteArray(n.toInt() % 2 == 0 ? 1 : 300'000, 'x')};
    });
    row("of 20 MiB", 12, [](const QByteArray &) {
        return Hostile{"q", {}, {}, QByteArray(20 * 1024 * 1024, 'x')};
    });
}

void CaptureTest::memoryIsBounded()
{
    QFETCH(int, messages);
    using Make = std::function<Hostile(QByteArray)>;
    QFETCH(Make, make);
    Capture capture(base::WallAnchor::now(), {capture::Log::kMinLimit, {}});
    qint64 most = 0;
    for (int i = 0; i < messages; ++i) {
        const Hostile it = make(QByteArray::number(i));
        add(capture, i / 100, it.subject, it.reply, it.payload, it.headers);
        most = std::max(most, capture.bytes());
    }
    QVERIFY(most <= capture.limit());
    const capture::Counts &counts = capture.counts();
    QCOMPARE(counts.received, quint64(messages));
    QVERIFY(counts.evicted > 0);
    QCOMPARE(counts.kept + counts.evicted, counts.received);
    // What is known of the messages leaves room for some.
    QVERIFY(capture.log().bytes() > capture.limit() / 3);
    const Hostile newest = make(QByteArray::number(messages - 1));
    QCOMPARE(capture.log().at(last(capture)).subject, newest.subject);
    QCOMPARE(capture.log().at(last(capture)).payload, newest.payload);
    capture.clear();
    QVERIFY(capture.bytes() < 1024 * 1024);
    QCOMPARE(capture.counts().cleared + capture.counts().evicted, quint64(messages));
}

void CaptureTest::whatDoesNotFitIsLost_data()
{
    QTest::addColumn<qsizetype>("subject");
    QTest::addColumn<qsizetype>("payload");
    QTest::addColumn<bool>("fits");
    constexpr qsizetype kMost = capture::Log::kMaxSubject;
    QTest::newRow("subject limit - 1") << kMost - 1 << qsizetype(0) << true;
    QTest::newRow("subject limit") << kMost << qsizetype(0) << true;
    QTest::newRow("subject limit + 1") << kMost + 1 << qsizetype(0) << false;
    QTest::newRow("almost all memory") << qsizetype(1) << qsizetype(60 * 1024 * 1024) << true;
    QTest::newRow("all memory") << qsizetype(1) << qsizetype(64 * 1024 * 1024) << false;
}

void CaptureTest::whatDoesNotFitIsLost()
{
    QFETCH(qsizetype, subject);
    QFETCH(qsizetype, payload);
    QFETCH(bool, fits);
    Capture capture(base::WallAnchor::now(), {capture::Log::kMinLimit, {}});
    add(capture, 1, "before");
    add(capture, 2, QByteArray(subject, 's'), {}, QByteArray(payload, 'x'));
    QCOMPARE(capture.counts().received, quint64(2));
    QCOMPARE(capture.counts().lost, quint64(fits ? 0 : 1));
    QCOMPARE(capture.counts().kept + capture.counts().evicted, quint64(fits ? 2 : 1));
    QVERIFY(capture.bytes() <= capture.limit());
    const capture::Entry entry = capture.log().at(last(capture));
    QCOMPARE(entry.kind, fits ? capture::EntryKind::Message : capture::EntryKind::Lost);
    QCOMPARE(entry.at, at(2));
    QCOMPARE(entry.payload.size(), fits ? payload : 0);
    add(capture, 3, "after");
    QCOMPARE(capture.log().at(last(capture)).subject, "after"_ba);
}

void CaptureTest::lostMessagesHaveATime()
{
    Capture capture({at(0), {}});
    add(capture, 5, "a");
    capture.append({}, 100);
    QCOMPARE(capture.log().at(2).at, at(5));
    QCOMPARE(capture.log().at(2).count, quint64(100));
    capture.tick(at(2'000));
    capture.append({}, 3);
    QCOMPARE(capture.log().at(3).at, at(2'000));
    // They count as traffic, but not as bytes.
    QCOMPARE(capture.activity().peakPerSecond(), 101.0);
    QCOMPARE(capture.activity().bins().front().messages, quint64(101));
    QCOMPARE(capture.counts().received, quint64(104));
    QCOMPARE(capture.counts().receivedBytes, quint64(0));
}

void CaptureTest::aSmallerLimitEvictsAtOnce()
{
    Capture capture(base::WallAnchor::now());
    const QByteArray payload(100'000, 'x');
    for (int i = 0; i < 1'000; ++i)
        add(capture, i, "a", {}, payload);
    QCOMPARE(capture.counts().evicted, quint64(0));
    capture.setLimit(0);
    QCOMPARE(capture.limit(), capture::Log::kMinLimit);
    QVERIFY(capture.bytes() <= capture.limit());
    QVERIFY(capture.counts().evicted > 300);
    QCOMPARE(capture.counts().kept + capture.counts().evicted, quint64(1'000));
    QCOMPARE(capture.conversations().first(), capture.log().first());
}

QTEST_GUILESS_MAIN(CaptureTest)
#include "tst_capture.moc"
