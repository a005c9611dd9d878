// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nats/stream.h"
#include "core/nats/subject.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <deque>
#include <set>

using namespace nats;
using Verdict = Stream::Verdict;

class TestStream : public QObject
{
    Q_OBJECT

private slots:
    void theOldestThatMatchesCounts();
    void aRefusedOneOwnsNothing();
    void aPlainOneComesBeforeAQueueGroup();
    void withinAQueueGroupTheServerPicks();
    void deliveriesAreKnownByTheirAck();
    void whatNobodyReplacesEndsAtOnce();
    void whatOverlapsWhatIsKeptEndsInItsTurn();
    void anErrorWithoutASubjectMeansTheOldestAskedFor();
    void aLossForgetsTheRemoved();
    void replacingLosesNothingAndBringsNothingTwice_data();
    void replacingLosesNothingAndBringsNothingTwice();
};

namespace {

Message message(const QByteArray &subject, const QByteArray &payload = {})
{
    return Message::fromParts(subject, {}, {}, payload);
}

} // namespace

void TestStream::theOldestThatMatchesCounts()
{
    Stream stream;
    stream.add(1, "a.*", {}, 11);
    stream.add(2, "x.>", {}, 12);
    QCOMPARE(stream.onMessage(1, message("a.b")), Verdict::Taken);
    stream.add(3, "*.b", {}, 13);
    stream.add(4, "*.*", {}, 14);
    QVERIFY(stream.has("*.b", {}));
    QVERIFY(!stream.has("*.b", "q"));
    QCOMPARE(stream.onMessage(1, message("a.b")), Verdict::Taken);
    QCOMPARE(stream.onMessage(3, message("a.b")), Verdict::Copy);
    QCOMPARE(stream.onMessage(4, message("a.b")), Verdict::Copy);
    QCOMPARE(stream.onMessage(3, message("c.b")), Verdict::Taken);
    QCOMPARE(stream.onMessage(4, message("c.b")), Verdict::Copy);
    QCOMPARE(stream.onMessage(4, message("c.d")), Verdict::Taken);
    QCOMPARE(stream.onMessage(2, message("x.b")), Verdict::Taken);
    QCOMPARE(stream.onMessage(3, message("x.b")), Verdict::Copy);
    QCOMPARE(stream.onMessage(2, message("x.b.c")), Verdict::Taken);
    QCOMPARE(stream.onMessage(9, message("a.b")), Verdict::Unwanted);
}

void TestStream::aRefusedOneOwnsNothing()
{
    Stream stream;
    stream.add(1, "a.>", {}, 11);
    stream.add(2, "*.b", {}, 12);
    QVERIFY(!stream.onRefused("z"));
    QCOMPARE(stream.onRefused("a.>"), "a.>");
    QVERIFY(!stream.onRefused("a.>"));
    QVERIFY(!stream.onFence(11).accepted);
    QCOMPARE(stream.onFence(12).accepted, "*.b");
    QCOMPARE(stream.onMessage(2, message("a.b")), Verdict::Taken);
}

void TestStream::aPlainOneComesBeforeAQueueGroup()
{
    Stream stream;
    stream.add(1, "a.b", "q", 11);
    stream.add(2, "a.>", {}, 12);
    QCOMPARE(stream.onMessage(2, message("a.b")), Verdict::Taken);
    QCOMPARE(stream.onMessage(1, message("a.b")), Verdict::Copy);
}

void TestStream::withinAQueueGroupTheServerPicks()
{
    Stream stream;
    stream.add(1, "a.*", "q", 11);
    stream.add(2, "*.b", "q", 12);
    QCOMPARE(stream.onMessage(1, message("a.b")), Verdict::Taken);
    QCOMPARE(stream.onMessage(2, message("a.b")), Verdict::Taken);
}

// NATS: they come by the subject they are delivered to, but bear the one they were published to.
void TestStream::deliveriesAreKnownByTheirAck()
{
    Stream stream;
    stream.add(1, "orders.*", {}, 11);
    stream.add(2, "*.new", {}, 12); // push.new
    const auto delivery = [](int number) {
        return Message::fromParts("orders.new", "$JS.ACK.S.C.1." + QByteArray::number(number), {},
                                  {});
    };
    QCOMPARE(stream.onMessage(2, delivery(1)), Verdict::Taken);
    QCOMPARE(stream.onMessage(2, delivery(2)), Verdict::Taken);
    QCOMPARE(stream.onMessage(1, delivery(2)), Verdict::Copy);
    for (int i = 3; i < 3 + int(Stream::kMaxDeliveries); ++i)
        QCOMPARE(stream.onMessage(1, delivery(i)), Verdict::Taken);
    QCOMPARE(stream.onMessage(2, delivery(3)), Verdict::Copy);
    stream.remove("orders.*", {});
    stream.remove("*.new", {});
    QCOMPARE(stream.onMessage(2, delivery(1)), Verdict::Unwanted);
}

void TestStream::whatNobodyReplacesEndsAtOnce()
{
    Stream stream;
    stream.add(1, "a", {}, 11);
    stream.add(2, "b", {}, 12);
    stream.remove("a", {});
    QCOMPARE(stream.onMessage(1, message("a")), Verdict::Unwanted);
    const Stream::Due due = stream.settle();
    QCOMPARE(due.unsubscribe, std::vector<quint64>{1});
    QCOMPARE(due.forget, std::vector<quint64>{1});
    QVERIFY(!due.fence);
    QVERIFY(!stream.onFence(11).accepted);
    QCOMPARE(stream.patterns().size(), size_t(1));
}

// Wanted, unwanted and wanted again, while the copies of one message are on their way.
void TestStream::whatOverlapsWhatIsKeptEndsInItsTurn()
{
    Stream stream;
    stream.add(1, "b.>", {}, 11);
    stream.add(2, ">", {}, 12);
    QCOMPARE(stream.onMessage(1, message("b.x")), Verdict::Taken);
    stream.add(3, "a.>", {}, 13);
    stream.remove("b.>", {});
    stream.remove(">", {});
    const Stream::Due due = stream.settle();
    QVERIFY(due.unsubscribe.empty()); // only ">" is replaced, but "b.>" knows its copies
    QVERIFY(due.fence);
    QCOMPARE(stream.onMessage(2, message("b.y")), Verdict::Unwanted);
    stream.add(4, ">", {}, 14);
    QCOMPARE(stream.onMessage(2, message("b.x")), Verdict::Copy);

    // Where nothing is wanted any more, everything ends.
    stream.remove("a.>", {});
    stream.remove(">", {});
    QVERIFY(stream.onLost() == (std::vector<quint64>{1, 2, 3, 4}));
    stream.add(5, "b.>", {}, 15);
    stream.add(6, ">", {}, 16);
    stream.remove("b.>", {});
    stream.remove(">", {});
    QCOMPARE(stream.settle().unsubscribe, (std::vector<quint64>{5, 6}));
    QVERIFY(stream.patterns().empty());
}

void TestStream::anErrorWithoutASubjectMeansTheOldestAskedFor()
{
    Stream stream;
    for (quint64 sid = 1; sid <= 3; ++sid)
        stream.add(sid, "s" + QByteArray::number(sid), {}, sid + 10);
    QCOMPARE(stream.onFence(11).accepted, "s1");
    QCOMPARE(stream.onRefused({}), "s2");
    QCOMPARE(stream.onRefused({}), "s3");
    QVERIFY(!stream.onRefused({}));
}

void TestStream::aLossForgetsTheRemoved()
{
    Stream stream;
    stream.add(1, "a.b", {}, 11);
    stream.add(2, "a.>", {}, 12);
    stream.add(3, "c", {}, 13);
    QCOMPARE(stream.onFence(12).accepted, "a.>");
    QVERIFY(stream.onRefused("c"));
    stream.remove("a.b", {});
    QVERIFY(stream.settle().fence);
    stream.onFenceSent(14);
    QCOMPARE(stream.onLost(), std::vector<quint64>{1});
    const Stream::Due due = stream.onFence(14);
    QVERIFY(!due.fence);
    QVERIFY(due.unsubscribe.empty());
    QCOMPARE(stream.onRestored(), (std::vector<QByteArray>{"a.>", "c"}));
    QCOMPARE(stream.onMessage(2, message("a.b")), Verdict::Taken);
}

namespace {

// A server with a publisher, and a stream that changes its mind: everything between them happens in
// an order that the random numbers decide, also in the middle of one message's copies.
class World final
{
public:
    explicit World(quint32 seed)
        : m_random(seed)
    {}

    void run(int steps)
    {
        choose({"a.>"});
        settle(); // what is published from here on has to come
        for (int i = 0; i < steps; ++i) {
            switch (m_random.bounded(8)) {
            case 0:
                change();
                break;
            case 1:
            case 2:
                obeyOne();
                break;
            case 3:
                publish();
                break;
            case 4:
            case 5:
                deliverOne();
                break;
            default:
                receiveOne();
            }
        }
        settle();
    }
    void settle()
    {
        while (!m_toServer.empty() || !m_copies.empty() || !m_toClient.empty()) {
            deliverOne();
            obeyOne();
            receiveOne();
        }
    }
    // The first thing that is not as it should be; empty if there is none.
    [[nodiscard]] QByteArray problem() const { return m_problem; }
    [[nodiscard]] int published() const { return m_number; }
    [[nodiscard]] size_t live() const { return m_live.size(); }
    [[nodiscard]] const Stream &stream() const { return m_stream; }

    // While it is wanted throughout, each message must come exactly once.
    void finish(const QByteArrayList &always)
    {
        for (const auto &[payload, subject] : m_sent) {
            const bool wanted = std::any_of(always.begin(), always.end(), [&](const auto &pattern) {
                return subject::matches(pattern, subject);
            });
            const auto times = m_taken.count(payload);
            if (times > 1 || (wanted && times != 1))
                m_problem = subject + " #" + payload + " came " + QByteArray::number(times);
        }
    }

private:
    struct Command
    {
        enum Kind { Sub, Unsub, Ping } kind;
        quint64 number;
        QByteArray pattern;
    };
    struct Copy
    {
        quint64 sid; // 0: a PONG
        quint64 fence;
        Message message;
    };

    // "a.b.>" and "a.*.x" are always covered by something, in changing ways.
    void change()
    {
        // Nobody changes his mind that much faster than the server obeys.
        if (m_toServer.size() > 20 || m_stream.patterns().size() > 12)
            return;
        static const QByteArrayList ways[]
            = {{"a.>"}, {"a.b.>", "a.*.x"}, {">"},
               {"*.>"}, {"a.>", "*.c.>"},   {"a.b.>", "*.*.x", "b.>"}};
        choose(ways[m_random.bounded(int(std::size(ways)))]);
    }
    void choose(const QByteArrayList &way)
    {
        for (const QByteArray &pattern : way)
            add(pattern);
        for (const QByteArray &pattern : m_way) {
            if (!way.contains(pattern))
                m_stream.remove(pattern, {});
        }
        m_way = way;
        send(m_stream.settle());
    }
    void add(const QByteArray &pattern)
    {
        if (m_stream.has(pattern, {}))
            return;
        m_toServer.push_back({Command::Sub, ++m_sid, pattern});
        m_toServer.push_back({Command::Ping, ++m_fence, {}});
        m_stream.add(m_sid, pattern, {}, m_fence);
    }
    void send(const Stream::Due &due)
    {
        for (const quint64 sid : due.unsubscribe) {
            m_toServer.push_back({Command::Unsub, sid, {}});
        }
        for (const quint64 sid : due.forget)
            m_forgotten.insert(sid);
        if (!due.fence)
            return;
        m_toServer.push_back({Command::Ping, ++m_fence, {}});
        m_stream.onFenceSent(m_fence);
    }
    void obeyOne()
    {
        if (m_toServer.empty())
            return;
        const Command command = m_toServer.front();
        // A publisher is never held up for as long as it takes us to hear and to answer.
        const bool heard = m_overtaken > 0;
        m_overtaken += command.kind == Command::Ping ? 1 : 0;
        if (heard && command.kind != Command::Sub) {
            while (!m_copies.empty())
                deliverOne();
        }
        m_toServer.pop_front();
        if (command.kind == Command::Sub)
            m_live.emplace(command.number, command.pattern);
        else if (command.kind == Command::Unsub)
            m_live.erase(command.number);
        else
            m_toClient.push_back({0, command.number, {}});
    }
    void publish()
    {
        if (!m_copies.empty())
            return;
        static const QByteArrayList subjects{"a.b.x", "a.b.y", "a.c.x", "b.c.x", "b.b.y"};
        const QByteArray subject = subjects[m_random.bounded(int(subjects.size()))];
        const QByteArray payload = QByteArray::number(++m_number);
        m_sent.emplace(payload, subject);
        m_overtaken = 0;
        for (const auto &[sid, pattern] : m_live) {
            if (subject::matches(pattern, subject))
                m_copies.push_back({sid, 0, message(subject, payload)});
        }
        std::shuffle(m_copies.begin(), m_copies.end(), m_random);
    }
    void deliverOne()
    {
        if (m_copies.empty())
            return;
        if (m_live.contains(m_copies.front().sid))
            m_toClient.push_back(m_copies.front());
        m_copies.pop_front();
    }
    void receiveOne()
    {
        if (m_toClient.empty())
            return;
        const Copy copy = m_toClient.front();
        m_toClient.pop_front();
        if (copy.sid == 0) {
            send(m_stream.onFence(copy.fence));
        } else if (m_forgotten.contains(copy.sid)) {
            return;
        } else if (m_stream.onMessage(copy.sid, copy.message) == Verdict::Taken) {
            m_taken.insert(copy.message.payload().toByteArray());
        }
    }

    QRandomGenerator m_random;
    Stream m_stream;
    QByteArrayList m_way;
    quint64 m_sid = 0;
    quint64 m_fence = 0;
    int m_number = 0;
    int m_overtaken = 0;
    std::deque<Command> m_toServer;
    std::deque<Copy> m_toClient;
    std::deque<Copy> m_copies; // of the message that is being delivered
    std::map<quint64, QByteArray> m_live;
    std::set<quint64> m_forgotten;
    std::map<QByteArray, QByteArray> m_sent; // subject by payload
    std::multiset<QByteArray> m_taken;
    QByteArray m_problem;
};

} // namespace

void TestStream::replacingLosesNothingAndBringsNothingTwice_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("%u", seed) << seed;
    QTest::addRow("207") << quint32(207); // see whatOverlapsWhatIsKeptEndsInItsTurn
}

void TestStream::replacingLosesNothingAndBringsNothingTwice()
{
    QFETCH(const quint32, seed);
    World world(seed);
    world.run(10'000);
    QVERIFY(world.published() > 100);
    world.finish({"a.b.>", "a.*.x"});
    QCOMPARE(world.problem(), QByteArray());
    // Nothing of what was replaced is left.
    for (const auto &[sid, pattern] : world.stream().patterns())
        QVERIFY(pattern.wanted);
    QCOMPARE(world.live(), world.stream().patterns().size());
}

QTEST_GUILESS_MAIN(TestStream)
#include "tst_stream.moc"
