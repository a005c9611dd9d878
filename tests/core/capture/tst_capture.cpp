// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/feed.h"
#include "tests/support/traffic.h"

#include <QtTest/QTest>

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
    for (int i = 0; i < 40'000; ++i)
        add(capture, i, "orders.new", {}, payload);
    capture.appendLost(at(40'000), 7);
    const capture::Counts &counts = capture.counts();
    QVERIFY(counts.evicted > 0);
    QCOMPARE(counts.received, quint64(40'007));
    QCOMPARE(counts.kept + counts.evicted + counts.cleared + counts.lost, counts.received);
    QVERIFY(capture.bytes() <= capture.limit());
    QCOMPARE(capture.log().at(capture.log().first()).payload, payload);
    QCOMPARE(capture.log().at(last(capture)).count, quint64(7));
    QCOMPARE(conversation(capture, last(capture)).state, ConversationState::Gap);
}

QTEST_GUILESS_MAIN(CaptureTest)
#include "tst_capture.moc"
