// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/capture.h"
#include "tests/support/traffic.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using capture::Capture;
using capture::Conversation;
using capture::ConversationState;
using capture::ConversationTrait;
using capture::PairingRules;

namespace {

// "<ms> <subject> [><reply>] [<payload>]", a payload "~404" is a status, "!" a service error;
// "<ms> tick", "<ms> gap <ms>", "finish".
void play(Capture &capture, const QByteArray &line)
{
    QList<QByteArray> words = line.split(' ');
    if (words[0] == "finish")
        return capture.finish();
    const qint64 time = words.takeFirst().toLongLong();
    const QByteArray subject = words.takeFirst();
    if (subject == "tick")
        return capture.tick(traffic::at(time));
    if (subject == "gap")
        return capture.appendGap(traffic::at(time), traffic::at(words[0].toLongLong()));
    if (subject == "lost")
        return capture.appendLost(traffic::at(time), 1);
    if (subject == "watched")
        return capture.setWatched(std::vector<QByteArray>(words.begin(), words.end()));
    QByteArray reply;
    if (!words.isEmpty() && words[0].startsWith('>'))
        reply = words.takeFirst().mid(1);
    QByteArray payload = words.join(' ');
    QByteArray headers;
    if (payload.startsWith('~'))
        headers = "NATS/1.0 " + std::exchange(payload, {}).mid(1) + "\r\n\r\n";
    else if (payload == "!")
        headers = "NATS/1.0\r\nNats-Service-Error: no\r\n\r\n";
    traffic::add(capture, time, subject, reply, payload, headers);
}

QByteArray number(capture::Number number)
{
    return number ? QByteArray::number(number) : "-"_ba;
}

QByteArray milliseconds(base::Span span)
{
    return QByteArray::number(base::microseconds(span) / 1'000);
}

// "<id> <state> <request>><replies>[+<more>] <first>..<last> <traits>"
QByteArray print(const Capture &capture, capture::ConversationId id)
{
    static const char *const states[]
        = {"publish", "waiting", "answered", "unanswered", "orphan", "gap", "unwatched"};
    static const std::pair<ConversationTrait, const char *> traits[]
        = {{ConversationTrait::ServiceError, "error"},  {ConversationTrait::Status, "status"},
           {ConversationTrait::Reordered, "reordered"}, {ConversationTrait::Late, "late"},
           {ConversationTrait::Differs, "differs"},     {ConversationTrait::JetStream, "js"},
           {ConversationTrait::Reused, "reused"}};
    const Conversation c = capture.conversations().at(id);
    QByteArrayList replies;
    for (const capture::Number reply : capture.conversations().replies(id, 5))
        replies += number(reply);
    if (c.replies > replies.size())
        replies += "of " + QByteArray::number(c.replies);
    QByteArray text = number(c.id) + ' ' + states[int(c.state)] + (c.open ? "* " : " ")
        + number(c.request) + '>' + replies.join(',');
    if (c.first)
        text += ' ' + milliseconds(*c.first) + ".." + milliseconds(*c.last);
    for (const auto &[trait, name] : traits) {
        if (c.traits.testFlag(trait))
            text += ' ' + QByteArray(name);
    }
    if (c.traits.testFlag(ConversationTrait::Chained))
        text += " of:" + number(c.parent);
    return text;
}

QByteArrayList print(const Capture &capture)
{
    QByteArrayList lines;
    const auto &all = capture.conversations();
    for (capture::ConversationId id = all.first(); id < all.end(); ++id)
        lines += print(capture, id);
    return lines;
}

Capture::Limits limits(qsizetype maxOpen = PairingRules::kDefaultOpen)
{
    Capture::Limits limits;
    limits.pairing.maxOpen = maxOpen;
    return limits;
}

} // namespace

class CorrelatorTest final : public QObject
{
    Q_OBJECT

private slots:
    void conversations_data();
    void conversations();
    void openRequestsAreBounded_data();
    void openRequestsAreBounded();
    void orphansTakeNoRoomFromRequests();
    void earlyRepliesFindTheirRequestAmongMany();
    void afterClearTheTimeIsThatOfWhatComes();
    void tellsWhatHasChangedOnce();
    void linksAMessageToItsConversation();
    void numbersRequestersByTheirInbox();
    void learnsPrefixesOfReplySubjects();
    void aPrefixThatIsAddedMakesOrphans();
    void evictionForgetsWhatIsGone();
    void aReplyToAnEvictedRequestIsAnOrphan();
    void clearKeepsTheNumbering();
    void limitsRepliesHandedOut();
};

void CorrelatorTest::conversations_data()
{
    QTest::addColumn<QByteArrayList>("traffic");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row
        = [](const char *name, const QByteArrayList &traffic, const QByteArrayList &expected) {
              QTest::newRow(name) << traffic << expected;
          };

    row("a publish", {"0 orders.new hello"}, {"1 publish 1>"});
    row("a request waits", {"0 q >_INBOX.a.1"}, {"1 waiting* 1>"});
    row("one reply", {"0 q >_INBOX.a.1", "7 _INBOX.a.1 x"}, {"1 answered* 1>2 7..7"});
    row("all replies, not only the first",
        {"0 q >_INBOX.a.1", "7 _INBOX.a.1 x", "8 other", "9 _INBOX.a.1 x", "30 _INBOX.a.1 x"},
        {"1 answered* 1>2,4,5 7..30", "2 publish 3>"});
    row("replies differ", {"0 q >_INBOX.a.1", "7 _INBOX.a.1 x", "9 _INBOX.a.1 y"},
        {"1 answered* 1>2,3 7..9 differs"});
    row("replies to subjects that are no inboxes",
        {"0 q >answers.here", "7 answers.here x", "9 answers.elsewhere x"},
        {"1 answered* 1>2 7..7", "2 publish 3>"});
    row("requests cross",
        {"0 q >_INBOX.a.1", "1 q >_INBOX.b.1", "2 _INBOX.b.1", "5 _INBOX.a.1", "9 _INBOX.b.1"},
        {"1 answered* 1>4 5..5", "2 answered* 2>3,5 1..8"});
    row("service error and status", {"0 q >_INBOX.a.1", "1 _INBOX.a.1 !", "2 _INBOX.a.1 ~408"},
        {"1 answered* 1>2,3 1..2 error status"});

    // T63.
    row("reply before its request", {"0 _INBOX.a.1 x", "3 q >_INBOX.a.1"},
        {"1 answered* 2>1 0..0 reordered"});
    row("one reply before, one after", {"0 _INBOX.a.1 x", "3 q >_INBOX.a.1", "10 _INBOX.a.1 x"},
        {"1 answered* 2>1,3 0..7 reordered"});
    row("two replies before", {"0 _INBOX.a.1 x", "1 _INBOX.a.1 y", "3 q >_INBOX.a.1"},
        {"1 answered* 3>1,2 0..0 reordered differs"});
    row("just not too long before", {"0 _INBOX.a.1 x", "5000 q >_INBOX.a.1"},
        {"1 answered* 2>1 0..0 reordered"});
    row("too long before", {"0 _INBOX.a.1 x", "5001 q >_INBOX.a.1"},
        {"1 orphan ->1", "2 waiting* 2>"});
    row("the last reply just not too long before",
        {"0 _INBOX.a.1 x", "4000 _INBOX.a.1 x", "9000 q >_INBOX.a.1"},
        {"1 answered* 3>1,2 0..0 reordered"});
    row("the last reply too long before",
        {"0 _INBOX.a.1 x", "4000 _INBOX.a.1 x", "9001 q >_INBOX.a.1"},
        {"1 orphan ->1,2", "2 waiting* 3>"});
    row("a reply without a request", {"0 _INBOX.a.1 x", "5000 tick"}, {"1 orphan* ->1"});
    row("a reply without a request does not wait long", {"0 _INBOX.a.1 x", "5001 tick"},
        {"1 orphan ->1"});
    row("replies without a request, far apart",
        {"0 _INBOX.a.1 x", "40000 _INBOX.a.1 x", "41000 q >_INBOX.a.1"},
        {"1 answered* 3>1,2 0..0 reordered"});
    row("replies without a request belong together",
        {"0 _INBOX.a.1 x", "1 _INBOX.a.2 x", "9 _INBOX.a.1 x"},
        {"1 orphan* ->1,3", "2 orphan* ->2"});
    row("at the end of the window", {"0 q >_INBOX.a.1", "30000 tick"}, {"1 waiting* 1>"});
    row("no reply within the window", {"0 q >_INBOX.a.1", "30001 tick"}, {"1 unanswered 1>"});
    row("messages move the time on, too", {"0 q >_INBOX.a.1", "30001 x"},
        {"1 unanswered 1>", "2 publish 2>"});
    row("each reply prolongs the window",
        {"0 q >_INBOX.a.1", "29000 _INBOX.a.1", "58000 tick", "59000 _INBOX.a.1"},
        {"1 answered* 1>2,3 29000..59000"});
    row("answered and over", {"0 q >_INBOX.a.1", "1 _INBOX.a.1", "30002 tick"},
        {"1 answered 1>2 1..1"});
    row("reply after the window", {"0 q >_INBOX.a.1", "31000 tick", "31001 _INBOX.a.1"},
        {"1 answered* 1>2 31001..31001 late"});
    row("second reply after the window",
        {"0 q >_INBOX.a.1", "1 _INBOX.a.1", "31000 tick", "40000 _INBOX.a.1"},
        {"1 answered* 1>2,3 1..40000 late"});
    row("the clock ran ahead of a reply in time",
        {"0 q >_INBOX.a.1", "31000 tick", "29999 _INBOX.a.1"}, {"1 answered* 1>2 29999..29999"});
    row("reused reply subject",
        {"0 q >_INBOX.a.1", "1 _INBOX.a.1 x", "2 q >_INBOX.a.1", "5 _INBOX.a.1 y"},
        {"1 answered* 1>2 1..1", "2 answered* 3>4 3..3 reused"});
    row("reused while waiting: the newest gets the reply, the other one ends in its time",
        {"0 q >_INBOX.a.1", "2 q >_INBOX.a.1", "5 _INBOX.a.1", "30001 tick"},
        {"1 unanswered 1>", "2 answered* 2>3 3..3 reused"});
    row("reused after the window", {"0 q >_INBOX.a.1", "40000 q >_INBOX.a.1"},
        {"1 unanswered 1>", "2 waiting* 2> reused"});
    row("the end of it all", {"0 q >_INBOX.a.1", "1 q >_INBOX.a.2", "2 _INBOX.a.2", "finish"},
        {"1 unwatched 1>", "2 answered 2>3 1..1"});

    row("a chain", {"0 q >_INBOX.a.1", "2 _INBOX.a.1 >_INBOX.b.1", "5 _INBOX.b.1"},
        {"1 answered* 1>2 2..2", "2 answered* 2>3 3..3 of:1"});
    row("a chain of three with more replies",
        {"0 q >_INBOX.a.1", "2 _INBOX.a.1 >_INBOX.b.1", "3 _INBOX.a.1 >_INBOX.c.1",
         "5 _INBOX.b.1 >_INBOX.d.1", "6 _INBOX.a.1", "8 _INBOX.d.1"},
        {"1 answered* 1>2,3,5 2..6", "2 answered* 2>4 3..3 of:1", "3 waiting* 3> of:1",
         "4 answered* 4>6 3..3 of:2"});
    row("a request to its own reply subject", {"0 _INBOX.a.1 >_INBOX.a.1", "1 _INBOX.a.1"},
        {"1 answered* 1>2 1..1"});
    row("gaps have a place", {"0 q >_INBOX.a.1", "1 gap 5", "6 _INBOX.a.1"},
        {"1 answered* 1>3 6..6", "2 gap ->"});
    row("a service import seen from the exporting side",
        {"0 q >_R_.abc123.def456", "4 _R_.abc123.def456 x"}, {"1 answered* 1>2 4..4"});

    // T65.
    row("JetStream API request", {"0 $JS.API.STREAM.INFO.S >_INBOX.a.1", "4 _INBOX.a.1 {}"},
        {"1 answered* 1>2 4..4 js"});
    row("a pull, its deliveries and acks",
        {R"(0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 {"batch":2,"expires":5000000000})",
         "1 orders.new >$JS.ACK.S.C.1.1.1.17000.1 one",
         "2 orders.new >$JS.ACK.S.C.1.2.2.17001.0 two", "3 $JS.ACK.S.C.1.1.1.17000.1 +ACK",
         "4 $JS.ACK.S.C.1.2.2.17001.0 -NAK"},
        {"1 answered* 1>2,3 1..2 js", "2 answered* 2>4 2..2 js of:1",
         "3 answered* 3>5 2..2 js of:1"});
    row("deliveries of another consumer or stream",
        {"0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1", "1 a >$JS.ACK.S.D.1.1.1.17000.1",
         "2 a >$JS.ACK.T.C.1.1.1.17000.1", "3 a >$JS.ACK.S.C2.1.1.1.17000.1"},
        {"1 waiting* 1> js", "2 waiting* 2> js", "3 waiting* 3> js", "4 waiting* 4> js"});
    row("ack subjects with domain and account",
        {"0 $JS.hub.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1",
         "1 a >$JS.ACK.hub.ACCHASH.S.C.1.1.1.17000.1.rnd"},
        {"1 answered* 1>2 1..1 js", "2 waiting* 2> js of:1"});
    row("nothing there",
        {"0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 1", "1 _INBOX.a.1 ~404 No Messages"},
        {"1 answered* 1>2 1..1 status js"});
    row("pulls are served in their order, each as far as its batch",
        {"0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 2",
         R"(0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.b.1 {"expires":1, "batch": 1})",
         "1 a >$JS.ACK.S.C.1.1.1.1.1", "2 a >$JS.ACK.S.C.1.2.2.1.1", "3 a >$JS.ACK.S.C.1.3.3.1.1",
         "4 a >$JS.ACK.S.C.1.4.4.1.1"},
        {"1 answered* 1>3,4 1..2 js", "2 answered* 2>5 3..3 js", "3 waiting* 3> js of:1",
         "4 waiting* 4> js of:1", "5 waiting* 5> js of:2", "6 waiting* 6> js"});
    row("a status after deliveries is no other answer",
        {"0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 9", "1 a >$JS.ACK.S.C.1.1.1.1.1 x",
         "3 _INBOX.a.1 ~408 Request Timeout"},
        {"1 answered* 1>2,3 1..3 status js", "2 waiting* 2> js of:1"});
    row("a status ends a pull, a heartbeat does not",
        {"0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 9",
         "0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.b.1 9", "1 _INBOX.a.1 ~100 Idle Heartbeat",
         "2 a >$JS.ACK.S.C.1.1.1.1.1", "3 _INBOX.a.1 ~408 Request Timeout",
         "4 a >$JS.ACK.S.C.1.2.2.1.1"},
        {"1 answered* 1>3,4,5 1..3 status js", "2 answered* 2>6 4..4 js", "3 waiting* 4> js of:1",
         "4 waiting* 6> js of:2"});
    row("an ack that asks for the next message",
        {"0 a >$JS.ACK.S.C.1.1.1.1.1", "1 $JS.ACK.S.C.1.1.1.1.1 >_INBOX.a.1 +NXT",
         "2 a >$JS.ACK.S.C.1.2.2.1.1"},
        {"1 answered* 1>2 1..1 js", "2 answered* 2>3 1..1 js of:1", "3 waiting* 3> js of:2"});
    row("an ack after work in progress",
        {"0 a >$JS.ACK.S.C.1.1.1.1.1", "1 $JS.ACK.S.C.1.1.1.1.1 +WPI",
         "2 $JS.ACK.S.C.1.1.1.1.1 +ACK"},
        {"1 answered* 1>2,3 1..2 js"});
    row("pulls that share an inbox",
        {"0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 2",
         "1 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 1", "2 a >$JS.ACK.S.C.1.1.1.1.1",
         "3 a >$JS.ACK.S.C.1.2.2.1.1", "4 a >$JS.ACK.S.C.1.3.3.1.1",
         "5 _INBOX.a.1 ~408 Request Timeout"},
        {"1 answered* 1>3,4 2..3 js", "2 answered* 2>5,6 3..4 status js reused",
         "3 waiting* 3> js of:1", "4 waiting* 4> js of:1", "5 waiting* 5> js of:2"});
    row("an ack that is answered",
        {"0 a >$JS.ACK.S.C.1.1.1.1.1", "1 $JS.ACK.S.C.1.1.1.1.1 >_INBOX.a.1 +ACK", "2 _INBOX.a.1"},
        {"1 answered* 1>2 1..1 js", "2 answered* 2>3 1..1 js of:1"});
    row("an ack whose delivery was not seen", {"0 $JS.ACK.S.C.1.1.1.1.1 +ACK"},
        {"1 orphan* ->1 js"});
    row("an ack before its delivery",
        {"0 $JS.ACK.S.C.1.1.1.1.1 +ACK", "1 a >$JS.ACK.S.C.1.1.1.1.1"},
        {"1 answered* 2>1 0..0 reordered js"});
    row("a pull that nobody listens to any more",
        {"0 $JS.API.CONSUMER.MSG.NEXT.S.C >_INBOX.a.1 9", "31000 a >$JS.ACK.S.C.1.1.1.1.1"},
        {"1 unanswered 1> js", "2 waiting* 2> js"});
    row("broken ack subjects",
        {"0 a >$JS.ACK.", "1 a >$JS.ACK.S", "2 $JS.API.CONSUMER.MSG.NEXT. >x"},
        {"1 waiting* 1> js", "2 waiting* 2> js", "3 waiting* 3> js"});
    row("a gap while it waits", {"0 q >_INBOX.a.1", "5 gap 9", "40000 tick"},
        {"1 unwatched 1>", "2 gap ->"});
    row("a gap before it", {"0 gap 5", "6 q >_INBOX.a.1", "40000 tick"},
        {"1 gap ->", "2 unanswered 2>"});
    row("a loss while it waits", {"0 q >_INBOX.a.1", "5 lost", "40000 tick"},
        {"1 unwatched 1>", "2 gap ->"});
    row("a reply after a gap", {"0 q >_INBOX.a.1", "5 gap 9", "10 _INBOX.a.1"},
        {"1 answered* 1>3 10..10", "2 gap ->"});
    row("where its replies go is not watched",
        {"0 watched q", "0 q >_INBOX.a.1", "0 q >my.1", "40000 tick"},
        {"1 unwatched 1>", "2 unwatched 2>"});
    row("where its replies go is watched",
        {"0 watched q _INBOX.>", "0 q >_INBOX.a.1", "0 q >my.1", "40000 tick"},
        {"1 unanswered 1>", "2 unwatched 2>"});
    row("it asks for an answer where it was sent itself", {"0 _INBOX.a", "1 _INBOX.a >_INBOX.a"},
        {"1 orphan* ->1,2", "2 waiting* 2> of:1"});
    row("a publish into a stream and its ack",
        {"0 orders.new >_INBOX.a.1 x", R"(3 _INBOX.a.1 {"stream":"S","seq":1})"},
        {"1 answered* 1>2 3..3"});
}

void CorrelatorTest::conversations()
{
    QFETCH(QByteArrayList, traffic);
    QFETCH(QByteArrayList, expected);
    Capture capture(base::WallAnchor::now());
    for (const QByteArray &line : traffic)
        play(capture, line);
    QCOMPARE(print(capture).join('\n'), expected.join('\n'));
}

void CorrelatorTest::openRequestsAreBounded_data()
{
    QTest::addColumn<int>("requests");
    QTest::addColumn<quint64>("forgotten");
    QTest::newRow("limit - 1") << 9 << quint64(0);
    QTest::newRow("limit") << 10 << quint64(0);
    QTest::newRow("limit + 1") << 11 << quint64(1);
    QTest::newRow("far more") << 1'000 << quint64(990);
}

void CorrelatorTest::openRequestsAreBounded()
{
    QFETCH(int, requests);
    Capture capture(base::WallAnchor::now(), limits(10));
    play(capture, "0 q >_INBOX.a.0");
    for (int i = 1; i < requests; ++i) {
        // The first one stays the least quiet.
        if (i % 5 == 0)
            play(capture, QByteArray::number(i) + " _INBOX.a.0");
        play(capture, QByteArray::number(i) + " q >_INBOX.a." + QByteArray::number(i));
    }
    QTEST(capture.conversations().forgotten(), "forgotten");
    QCOMPARE(capture.conversations().open(), std::min(requests, 10));
    QCOMPARE(capture.conversations().at(1).isOpen(), true);
    QCOMPARE(capture.conversations().at(2).isOpen(), requests <= 10);
    if (requests > 10)
        QCOMPARE(capture.conversations().at(2).state, ConversationState::Unwatched);

    // Those whose window is over make room first, uncounted.
    play(capture, "100000 tick");
    QTEST(capture.conversations().forgotten(), "forgotten");
    QCOMPARE(capture.conversations().open(), 0);
    for (int i = 0; i < 10; ++i)
        play(capture, "100000 q >_INBOX.b." + QByteArray::number(i));
    QTEST(capture.conversations().forgotten(), "forgotten");
    QCOMPARE(capture.conversations().open(), 10);
}

// Watching _INBOX.> for pairing brings the replies to everybody's requests.
void CorrelatorTest::orphansTakeNoRoomFromRequests()
{
    Capture capture(base::WallAnchor::now(), limits(10));
    play(capture, "0 q >_INBOX.a.0");
    for (int i = 1; i <= 1'000; ++i)
        play(capture, QByteArray::number(i) + " _INBOX.others." + QByteArray::number(i));
    QCOMPARE(capture.conversations().forgotten(), quint64(0));
    play(capture, "1001 _INBOX.a.0 x");
    QCOMPARE(print(capture, 1), "1 answered* 1>1002 1001..1001"_ba);
}

// More requests than are listened for must not push out the few replies that are early.
void CorrelatorTest::earlyRepliesFindTheirRequestAmongMany()
{
    Capture capture(base::WallAnchor::now(), limits(10));
    for (int i = 0; i < 100; ++i)
        play(capture, "0 q >_INBOX.a." + QByteArray::number(i));
    play(capture, "1 _INBOX.b.1");
    for (int i = 0; i < 5; ++i)
        play(capture, "2 q >_INBOX.c." + QByteArray::number(i));
    play(capture, "3 q >_INBOX.b.1");
    QCOMPARE(print(capture, 101), "101 answered* 107>101 0..0 reordered"_ba);
}

// A file that was open before may have been of any time.
void CorrelatorTest::afterClearTheTimeIsThatOfWhatComes()
{
    Capture capture(base::WallAnchor::now());
    play(capture, "7200000 x");
    capture.clear();
    play(capture, "0 q >_INBOX.a.1");
    play(capture, "1 tick");
    QCOMPARE(print(capture), QByteArrayList{"2 waiting* 2>"});
}

void CorrelatorTest::tellsWhatHasChangedOnce()
{
    using Ids = std::vector<capture::ConversationId>;
    Capture capture(base::WallAnchor::now());
    play(capture, "0 q >_INBOX.a.1");
    play(capture, "0 q >_INBOX.a.2");
    play(capture, "0 q >_INBOX.a.3");
    play(capture, "1 _INBOX.a.3");
    QCOMPARE(capture.takeChanges().changed, Ids());
    play(capture, "2 _INBOX.a.3");
    play(capture, "3 _INBOX.a.1");
    play(capture, "4 _INBOX.a.3");
    play(capture, "4 publish");
    QCOMPARE(capture.takeChanges().changed, (Ids{1, 3}));
    QCOMPARE(capture.takeChanges().changed, Ids());
    play(capture, "30003 tick");
    QCOMPARE(capture.takeChanges().changed, (Ids{2}));
    play(capture, "30005 tick");
    QCOMPARE(capture.takeChanges().changed, (Ids{1, 3}));
    play(capture, "60005 tick");
    QCOMPARE(capture.takeChanges().changed, Ids());
}

void CorrelatorTest::linksAMessageToItsConversation()
{
    Capture capture(base::WallAnchor::now());
    for (const char *line : {"0 q >_INBOX.a.1", "1 x", "2 _INBOX.a.1 >_INBOX.b.1", "3 _INBOX.a.1",
                             "4 _INBOX.b.1", "5 _INBOX.z.9"})
        play(capture, line);
    std::vector<capture::ConversationId> ids;
    for (capture::Number n = 1; n < capture.log().end(); ++n)
        ids.push_back(capture.conversations().conversationOf(n));
    // What is both a reply and a request belongs to the conversation that it began.
    QCOMPARE(ids, (std::vector<capture::ConversationId>{1, 2, 3, 1, 3, 4}));
}

void CorrelatorTest::numbersRequestersByTheirInbox()
{
    Capture capture(base::WallAnchor::now());
    for (const char *line :
         {"0 q >_INBOX.a.1", "0 q >_INBOX.b.1", "0 q >_INBOX.a.2", "0 q >_INBOX.nuid", "0 q >alone",
          "0 q >_R_.one.1", "0 q >_R_.one.2.3.T", "0 q >my.own.7", "0 d >$JS.ACK.S.C.1.1.1.1.1"})
        play(capture, line);
    const auto &all = capture.conversations();
    std::vector<quint32> requesters;
    for (capture::ConversationId id = all.first(); id < all.end(); ++id)
        requesters.push_back(all.at(id).requester);
    QCOMPARE(requesters, (std::vector<quint32>{1, 2, 1, 0, 0, 3, 3, 4, 0}));
    QCOMPARE(all.requesterCount(), 4);
    QCOMPARE(all.requesterPrefix(1), "_INBOX.a"_ba);
    QCOMPARE(all.requesterPrefix(3), "_R_.one"_ba);
    QCOMPARE(all.requesterPrefix(4), "my.own"_ba);
    QCOMPARE(all.requesterPrefix(0), ""_ba);
    QCOMPARE(all.requesterPrefix(5), ""_ba);
}

void CorrelatorTest::learnsPrefixesOfReplySubjects()
{
    Capture capture(base::WallAnchor::now());
    for (const char *line :
         {"0 q >_INBOX.a.1", "0 q >MINE.x.AAAAAAAAAAAAAAAAAAAAA1.3", "0 q >billing.1",
          "0 q >billing.2", "0 q >alone", "0 q >$JS.ACK.S.C.1.1.1.1.1", "0 q >_R_.a.b"})
        play(capture, line);
    QCOMPARE(capture.conversations().learnedPrefixes(),
             (std::vector<QByteArray>{"billing", "MINE.x"}));
    capture.addInboxPrefix("billing");
    QCOMPARE(capture.conversations().learnedPrefixes(), (std::vector<QByteArray>{"MINE.x"}));
    play(capture, "1 q >billing.3");
    QCOMPARE(capture.conversations().learnedPrefixes(), (std::vector<QByteArray>{"MINE.x"}));
}

void CorrelatorTest::aPrefixThatIsAddedMakesOrphans()
{
    Capture capture(base::WallAnchor::now());
    play(capture, "0 billing.1 x");
    capture.addInboxPrefix("billing");
    play(capture, "1 billing.1 x");
    play(capture, "2 q >billing.1");
    QCOMPARE(print(capture), (QByteArrayList{"1 publish 1>", "2 answered* 3>2 0..0 reordered"}));
    QVERIFY(capture.log().at(2).traits.testFlag(capture::Trait::Inbox));
}

void CorrelatorTest::evictionForgetsWhatIsGone()
{
    Capture capture(base::WallAnchor::now(), {capture::Log::kMinLimit, {}});
    const QByteArray big(100'000, 'x');
    for (int i = 0; i < 1'000; ++i) {
        const QByteArray n = QByteArray::number(i);
        play(capture, n + " q >_INBOX.a." + n + ' ' + big);
        play(capture, n + " _INBOX.a." + n);
    }
    const auto &all = capture.conversations();
    QVERIFY(all.first() > 1);
    QCOMPARE(all.end(), capture::ConversationId(1'001));
    QVERIFY(all.at(all.first()).request >= capture.log().first());
    QCOMPARE(all.at(all.first()).replies, quint32(1));
    for (capture::Number n = capture.log().first(); n < capture.log().end(); ++n)
        QVERIFY(all.conversationOf(n) == 0 || all.has(all.conversationOf(n)));
    for (const capture::ConversationId id : capture.takeChanges().changed)
        QVERIFY(all.has(id));
}

void CorrelatorTest::aReplyToAnEvictedRequestIsAnOrphan()
{
    Capture capture(base::WallAnchor::now(), {capture::Log::kMinLimit, {}});
    play(capture, "0 q >_INBOX.a.1");
    const QByteArray big(1'000'000, 'x');
    for (int i = 0; i < 80; ++i)
        play(capture, "1 filler " + big);
    QVERIFY(!capture.conversations().has(1));
    play(capture, "2 _INBOX.a.1 x");
    play(capture, "3 _INBOX.a.1 y");
    QCOMPARE(print(capture, capture.conversations().end() - 1), "82 orphan* ->82,83 differs"_ba);
}

void CorrelatorTest::clearKeepsTheNumbering()
{
    Capture capture(base::WallAnchor::now());
    for (int i = 0; i < 5'000; ++i)
        play(capture, "0 q >_INBOX.a." + QByteArray::number(i));
    capture.clear();
    QCOMPARE(print(capture), QByteArrayList());
    QCOMPARE(capture.conversations().open(), 0);
    QCOMPARE(capture.conversations().requesterCount(), 0);
    play(capture, "1 _INBOX.a.1");
    play(capture, "1 q >_INBOX.a.2");
    play(capture, "2 _INBOX.a.2");
    QCOMPARE(print(capture),
             (QByteArrayList{"5001 orphan* ->5001", "5002 answered* 5002>5003 1..1"}));
    QVERIFY(capture.takeChanges().cleared);
    QVERIFY(!capture.takeChanges().cleared);
}

void CorrelatorTest::limitsRepliesHandedOut()
{
    Capture capture(base::WallAnchor::now());
    play(capture, "0 q >_INBOX.a.1");
    for (int i = 0; i < 10; ++i)
        play(capture, "1 _INBOX.a.1");
    const auto &all = capture.conversations();
    QCOMPARE(all.replies(1, 0).size(), size_t(0));
    QCOMPARE(all.replies(1, 9).back(), capture::Number(10));
    QCOMPARE(all.replies(1, 10).back(), capture::Number(11));
    QCOMPARE(all.replies(1, 11).size(), size_t(10));
}

QTEST_GUILESS_MAIN(CorrelatorTest)
#include "tst_correlator.moc"
