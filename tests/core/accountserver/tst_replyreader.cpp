// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// An HTTP answer in whatever pieces it comes, and at its bounds.
#include "core/accountserver/replyreader.h"

#include <QtTest/QTest>

using namespace accountserver;
using namespace Qt::StringLiterals;
using State = ReplyReader::State;

class TestReplyReader : public QObject
{
    Q_OBJECT

private slots:
    void answersAreReadHoweverTheyCome_data();
    void answersAreReadHoweverTheyCome();
    void bodiesThatAreNotAsTheyAreMeantAreTold();
    void aHeadIsBounded();
    void interimHeadsAndTrailersCountToo();
    void aChunkLineIsBounded();
    void behindItsEndNothingIsTaken();
};

namespace {

struct Read
{
    State state = State::Head;
    int status = 0;
    QByteArray body;

    bool operator==(const Read &) const = default;
};

Read read(const QByteArrayList &pieces, bool closed)
{
    ReplyReader reader;
    Read result;
    for (const QByteArray &piece : pieces)
        (void)reader.feed(piece, result.body);
    result.state = closed ? reader.end() : reader.state();
    result.status = reader.status();
    return result;
}

// A whole head of so many bytes, of one status line and one long header.
QByteArray headOf(qsizetype size)
{
    const QByteArray begin = "HTTP/1.1 200 OK\r\nX-Long: ", end = "\r\n\r\n";
    return begin + QByteArray(size - begin.size() - end.size(), 'x') + end;
}

} // namespace

void TestReplyReader::answersAreReadHoweverTheyCome_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<State>("state");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &answer, bool closed, State state,
                        const QByteArray &body = {}) {
        QTest::newRow(name) << answer << closed << state << body;
    };
    const QByteArray ok = "HTTP/1.1 200 OK\r\n",
                     chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    row("with a length", ok + "Content-Length: 2\r\n\r\ney", false, State::Whole, "ey");
    row("of no length", ok + "content-length:0\r\n\r\n", false, State::Whole);
    row("until it is closed", ok + "\r\ney", true, State::Whole, "ey");
    row("not yet closed", ok + "\r\ney", false, State::Body, "ey");
    row("less than it said", ok + "Content-Length: 3\r\n\r\ney", true, State::Broken, "ey");
    row("more than it said", ok + "Content-Length: 1\r\n\r\ney", true, State::Whole, "e");
    row("only LF", "HTTP/1.0 200 OK\nContent-Length: 2\n\ney", false, State::Whole, "ey");
    row("no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\ney", false, State::Whole, "ey");
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n", false, State::Whole);
    row("not modified", "HTTP/1.1 304 X\r\nContent-Length: 9\r\n\r\n", false, State::Whole);
    row("after interim answers",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 X\r\nContent-Length: 7\r\n\r\n" + ok
            + "Content-Length: 2\r\n\r\ney",
        false, State::Whole, "ey");
    row("another protocol", "HTTP/1.1 101 X\r\n\r\n", false, State::Broken);
    row("the same length twice", ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\ney", false,
        State::Whole, "ey");
    row("two lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\ney", false,
        State::Broken);
    for (const char *length : {"-1", "+2", "2x", "", "9223372036854775808", "0x2"})
        row(length, ok + "Content-Length: " + length + "\r\n\r\ney", false, State::Broken);
    row("chunks", chunked + "2\r\ney\r\n1;x=\"y\"\r\nJ\r\n00\r\n\r\n", false, State::Whole, "eyJ");
    row("chunks beat a length",
        ok + "Content-Length: 1\r\nTransfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
        false, State::Whole, "0123456789");
    row("trailers", chunked + "1\r\ne\r\n0\r\nX: y\r\n\r\n", false, State::Whole, "e");
    row("chunks that end early", chunked + "5\r\ney", true, State::Broken, "ey");
    row("no last chunk", chunked + "2\r\ney\r\n", true, State::Broken, "ey");
    for (const char *size : {"zz", "-1", "", "8000000000000000", ";x"})
        row(size, chunked + size + "\r\n", false, State::Broken);
    row("more than its chunk", chunked + "1\r\ney\r\n0\r\n\r\n", false, State::Broken, "e");
    row("no HTTP", "220 mail ready\r\n", false, State::Broken);
    row("HTTP/2", "HTTP/2.0 200 OK\r\n\r\n", false, State::Broken);
    row("no status", "HTTP/1.1 OK you are\r\n\r\n", false, State::Broken);
    row("a long status", "HTTP/1.1 2000 OK\r\n\r\n", false, State::Broken);
    row("a small status", "HTTP/1.1 099 OK\r\n\r\n", false, State::Broken);
    row("no header", ok + "what\r\n\r\n", false, State::Broken);
    row("zeros", QByteArray("\0\0\r\n\r\n", 6), false, State::Broken);
    row("nothing", "", true, State::Broken);
    row("half a head", "HTTP/1.1 200 OK\r\nX", true, State::Broken);
}

void TestReplyReader::answersAreReadHoweverTheyCome()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, closed);
    QFETCH(const State, state);
    QFETCH(const QByteArray, body);
    const Read whole = read({answer}, closed);
    QCOMPARE(whole.state, state);
    QCOMPARE(whole.body, body);
    QByteArrayList bytes;
    for (const char c : answer)
        bytes += QByteArray(1, c);
    QVERIFY(read(bytes, closed) == whole);
    for (qsizetype split = 0; split <= answer.size(); ++split)
        QVERIFY(read({answer.first(split), answer.sliced(split)}, closed) == whole);
}

void TestReplyReader::bodiesThatAreNotAsTheyAreMeantAreTold()
{
    const auto isEncoded = [](const QByteArray &header) {
        ReplyReader reader;
        QByteArray body;
        (void)reader.feed("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n", body);
        return reader.isEncoded();
    };
    QVERIFY(isEncoded("Content-Encoding: gzip"));
    QVERIFY(isEncoded("transfer-encoding: gzip, chunked"));
    QVERIFY(!isEncoded("Content-Encoding: Identity"));
    QVERIFY(!isEncoded("Transfer-Encoding: chunked"));
    QVERIFY(!isEncoded("Transfer-Encoding: identity"));
}

void TestReplyReader::aHeadIsBounded()
{
    const qsizetype limit = ReplyReader::kMaxHead;
    for (const qsizetype size : {limit - 1, limit, limit + 1}) {
        const QByteArray head = headOf(size);
        QCOMPARE(head.size(), size);
        const State expected = size <= limit ? State::Body : State::Broken;
        QCOMPARE(read({head}, false).state, expected);
        QCOMPARE(read({head.first(limit / 2), head.sliced(limit / 2)}, false).state, expected);
    }
    // Whatever line it is that does not end.
    const QByteArray endless(limit, 'A');
    QCOMPARE(read({"HTTP/1.1 200 " + endless}, false).state, State::Broken);
    QCOMPARE(read({"HTTP/1.1 200 OK\r\n", endless}, false).state, State::Broken);
}

void TestReplyReader::interimHeadsAndTrailersCountToo()
{
    const QByteArray interim = "HTTP/1.1 100 Continue\r\n\r\n";
    const qsizetype fitting = ReplyReader::kMaxHead / interim.size();
    QCOMPARE(read({interim.repeated(fitting)}, false).state, State::Head);
    QCOMPARE(read({interim.repeated(fitting + 1)}, false).state, State::Broken);

    const QByteArray begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const qsizetype room = ReplyReader::kMaxHead - begin.size() - 2;
    const QByteArray trailer = "X: y\r\n";
    const qsizetype lines = room / trailer.size();
    QCOMPARE(read({begin + "0\r\n" + trailer.repeated(lines) + "\r\n"}, false).state, State::Whole);
    QCOMPARE(read({begin + "0\r\n" + trailer.repeated(lines + 1) + "\r\n"}, false).state,
             State::Broken);
}

void TestReplyReader::aChunkLineIsBounded()
{
    const QByteArray begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const qsizetype limit = ReplyReader::kMaxChunkLine;
    for (const qsizetype size : {limit - 1, limit, limit + 1}) {
        const QByteArray line = "1;" + QByteArray(size - 4, 'x') + "\r\n";
        QCOMPARE(line.size(), size);
        const Read result = read({begin, line, "e\r\n", line, "y\r\n0\r\n\r\n"}, false);
        QCOMPARE(result.state, size <= limit ? State::Whole : State::Broken);
        QCOMPARE(result.body, size <= limit ? "ey"_ba : ""_ba);
    }
    QCOMPARE(read({begin, QByteArray(limit + 1, '0')}, false).state, State::Broken);
}

void TestReplyReader::behindItsEndNothingIsTaken()
{
    ReplyReader reader;
    QByteArray body;
    QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ne", body), State::Whole);
    QCOMPARE(reader.feed("HTTP/1.1 500 No\r\n\r\n", body), State::Whole);
    QCOMPARE(reader.status(), 200);
    QCOMPARE(body, "e");
}

QTEST_APPLESS_MAIN(TestReplyReader)
#include "tst_replyreader.moc"
