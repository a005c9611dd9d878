// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/parser.h"

#include "tests/support/wire.h"

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using nats::Frame;
using nats::Message;
using nats::Parser;
using namespace Qt::StringLiterals;

namespace {

const base::Instant kAt{base::Span(1'000)};

// Resident memory of this process, in bytes.
qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

class TestParser : public QObject
{
    Q_OBJECT

private slots:
    void t01HandshakeAndMessagesSurviveEverySplit();
    void t02TenThousandMessagesOfOneReadShareIt();
    void t03InfoMayEndInASpace();
    void t04OperationsIgnoreCaseAndTabs();
    void t05PingIsLenientAboutBlanksAndLineEnds();
    void t06EmptyPayload();
    void t07PayloadMayLookLikeAMessage();
    void t08TwoSpacesMeanNoReply();
    void t09BadSizesAreRefusedWithoutAllocating_data();
    void t09BadSizesAreRefusedWithoutAllocating();
    void t10BodyAboveTheCapIsRefused();
    void t11HeaderSizeMustFit();
    void t12PayloadMustEndInCrlf_data();
    void t12PayloadMustEndInCrlf();
    void t15WrongNumberOfArguments_data();
    void t15WrongNumberOfArguments();
    void t16EndlessLineIsCutAtItsLimit();
    void t16LineLimitsAreExact_data();
    void t16LineLimitsAreExact();
    void t19ErrTakesAnyText_data();
    void t19ErrTakesAnyText();
    void t20OkIsAFrameOfItsOwn();
    void t21BytesOfSubjectsAreNotTouched();
    void t22MutatedBytesNeitherCrashNorLoop();
    void clientSideIsUnderstoodToo();
    void errorsCountBytesOfTheWholeStream();
    void staysInErrorOnceItFailed();
    void largeMessagesGrowInSteps();
    void messagesKeepTheirBytesAfterMoreReads();
    void readsAreNumberedByTheirTime();
};

void TestParser::t01HandshakeAndMessagesSurviveEverySplit()
{
    const QByteArray bytes
        = "INFO {\"server_id\":\"X\"} \r\nPING\r\n+OK\r\nPONG\r\n"
          "MSG a.b 1 5\r\nhello\r\nHMSG a 2 r.x 12 14\r\nNATS/1.0\r\n\r\nhi\r\nMSG c 31 0\r\n\r\n";
    const QByteArrayList expected{"INFO {\"server_id\":\"X\"}", "PING",
                                  "OK",
                                  "PONG",
                                  "MSG a.b 1 - [] [hello]",
                                  "MSG a 2 r.x [NATS/1.0\r\n\r\n] [hi]",
                                  "MSG c 31 - [] []"};
    QCOMPARE(wire::parseEverySplit(bytes), expected);
}

void TestParser::t02TenThousandMessagesOfOneReadShareIt()
{
    QByteArray bytes;
    for (int i = 0; i < 10'000; ++i)
        bytes += "MSG orders.eu " + QByteArray::number(i) + " 3\r\nabc\r\n";
    Parser parser;
    const std::vector<Frame> frames = parser.feed(bytes, kAt);
    QCOMPARE(frames.size(), size_t(10'000));
    for (size_t i = 0; i < frames.size(); ++i) {
        const auto &message = std::get<Message>(frames[i]);
        QCOMPARE(message.sid().toByteArray(), QByteArray::number(i));
        QCOMPARE(message.readId(), 1u);
        QCOMPARE(message.at(), kAt);
    }
}

void TestParser::t03InfoMayEndInASpace()
{
    QCOMPARE(wire::parse("INFO {\"a\":1} \r\n"), QByteArrayList{"INFO {\"a\":1}"});
}

void TestParser::t04OperationsIgnoreCaseAndTabs()
{
    const QByteArrayList expected{"MSG FOO 1 - [] [hi]"};
    QCOMPARE(wire::parseEverySplit("msg FOO 1 2\r\nhi\r\n"), expected);
    QCOMPARE(wire::parseEverySplit("mSg\t FOO \t 1\t2 \r\nhi\r\n"), expected);
}

void TestParser::t05PingIsLenientAboutBlanksAndLineEnds()
{
    Parser parser;
    QCOMPARE(parser.feed("PING   \r\n", kAt).size(), size_t(1));
    QCOMPARE(parser.lenientLines(), 0u);
    QCOMPARE(parser.feed("ping\n", kAt).size(), size_t(1));
    QCOMPARE(parser.lenientLines(), 1u);
    QVERIFY(!parser.error());
}

void TestParser::t06EmptyPayload()
{
    QCOMPARE(wire::parseEverySplit("MSG a 1 0\r\n\r\n"), QByteArrayList{"MSG a 1 - [] []"});
}

void TestParser::t07PayloadMayLookLikeAMessage()
{
    QCOMPARE(wire::parseEverySplit("MSG a 1 15\r\n\r\nMSG x 1 1\r\nXY\r\n"),
             QByteArrayList{"MSG a 1 - [] [\r\nMSG x 1 1\r\nXY]"});
}

void TestParser::t08TwoSpacesMeanNoReply()
{
    Parser parser;
    const auto frames
        = parser.feed("MSG a 1  2\r\nhi\r\nHMSG a 1  12 12\r\nNATS/1.0\r\n\r\n\r\n", kAt);
    QCOMPARE(frames.size(), size_t(2));
    QVERIFY(std::get<Message>(frames[0]).reply().isNull());
    QVERIFY(std::get<Message>(frames[1]).reply().isNull());
    QCOMPARE(std::get<Message>(frames[1]).headerBlock().size(), 12);
}

void TestParser::t09BadSizesAreRefusedWithoutAllocating_data()
{
    QTest::addColumn<QByteArray>("size");
    for (const char *size : {"-1", "+5", "0x5", "1e3", "\"\"", "9999999999", "18446744073709551617",
                             "1.0", "999999999"})
        QTest::newRow(size) << QByteArray(size);
}

void TestParser::t09BadSizesAreRefusedWithoutAllocating()
{
    QFETCH(QByteArray, size);
    Parser parser;
    const std::vector<Frame> frames = parser.feed("MSG a 1 " + size + "\r\n", kAt);
    QVERIFY(frames.empty());
    QVERIFY(parser.error());
    QCOMPARE(parser.error()->kind, base::ErrorKind::Protocol);
    QCOMPARE(parser.error()->offset, 8);
    QVERIFY(qsizetype(parser.writable().size()) <= Parser::kChunkSize);
}

void TestParser::t10BodyAboveTheCapIsRefused()
{
    const auto parse = [](qsizetype size) {
        Parser parser;
        parser.feed("MSG a 1 " + QByteArray::number(size) + "\r\n", kAt);
        return parser.error().has_value();
    };
    QVERIFY(!parse(Parser::kMaxBody - 1));
    QVERIFY(!parse(Parser::kMaxBody));
    QVERIFY(parse(Parser::kMaxBody + 1));
}

void TestParser::t11HeaderSizeMustFit()
{
    QCOMPARE(wire::parseEverySplit("HMSG a 1 30 25\r\n"), QByteArrayList{"ERROR 9"});
    QCOMPARE(wire::parseEverySplit("HMSG a 1 0 2\r\nhi\r\n"), QByteArrayList{"MSG a 1 - [] [hi]"});
    QCOMPARE(wire::parseEverySplit("HMSG a 1 12 12\r\nNATS/1.0\r\n\r\n\r\n"),
             QByteArrayList{"MSG a 1 - [NATS/1.0\r\n\r\n] []"});
}

void TestParser::t12PayloadMustEndInCrlf_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("LF") << "\nP"_ba;
    QTest::newRow("CR X") << "\rX"_ba;
    QTest::newRow("neither") << "XY"_ba;
}

void TestParser::t12PayloadMustEndInCrlf()
{
    QFETCH(QByteArray, end);
    QCOMPARE(wire::parseEverySplit("MSG a 1 2\r\nhi" + end), QByteArrayList{"ERROR 13"});
    Parser parser;
    parser.feed("MSG a 1 2\r\nhi" + end, kAt);
    QVERIFY(parser.error()->text.contains(QString::fromLatin1(end.toHex(' '))));
}

void TestParser::t15WrongNumberOfArguments_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"MSG", "MSG a", "MSG a 2", "MSG a 1 r x 2", "MSG a 1 r x y 2",
                             "MSG a 1 r x y z w 2", "HMSG a 1 2", "HMSG a 1 r x 2 2",
                             "HMSG a 1 r x y 2 2"})
        QTest::newRow(line) << QByteArray(line);
}

void TestParser::t15WrongNumberOfArguments()
{
    QFETCH(QByteArray, line);
    const QByteArrayList parsed = wire::parseEverySplit(line + "\r\n");
    QCOMPARE(parsed.size(), 1);
    QVERIFY2(parsed.first().startsWith("ERROR"), parsed.first().constData());
}

void TestParser::t16EndlessLineIsCutAtItsLimit()
{
    const QByteArray block(16 * 1024, 'x');
    Parser parser;
    const qint64 before = residentBytes();
    QVERIFY(before > 0);
    parser.feed("MSG ", kAt);
    qsizetype fed = 0;
    for (; fed < 512 * 1024 * 1024 && !parser.error(); fed += block.size())
        parser.feed(block, kAt);
    QVERIFY(parser.error());
    QVERIFY(fed <= Parser::kMaxLine + 2 * block.size());
    QVERIFY(residentBytes() - before < 16 * 1024 * 1024);
}

void TestParser::t16LineLimitsAreExact_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<qsizetype>("limit");
    QTest::newRow("MSG") << "-ERR "_ba << Parser::kMaxLine;
    QTest::newRow("INFO") << "INFO "_ba << Parser::kMaxInfoLine;
}

void TestParser::t16LineLimitsAreExact()
{
    QFETCH(QByteArray, start);
    QFETCH(qsizetype, limit);
    for (const qsizetype size : {limit - 1, limit, limit + 1}) {
        const QByteArray line = start + QByteArray(size - start.size(), 'x');
        Parser whole;
        QCOMPARE(whole.feed(line + "\r\n", kAt).size(), size_t(size <= limit ? 1 : 0));
        QCOMPARE(whole.error().has_value(), size > limit);
        Parser open;
        QVERIFY(open.feed(line, kAt).empty());
    }
}

void TestParser::t19ErrTakesAnyText_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("bare") << "-ERR"_ba << ""_ba;
    QTest::newRow("empty quotes") << "-ERR ''"_ba << ""_ba;
    QTest::newRow("quotes inside") << "-ERR 'a'b'"_ba << "a'b"_ba;
    QTest::newRow("one quote") << "-ERR '"_ba << "'"_ba;
    QTest::newRow("unquoted") << "-ERR nothing works "_ba << "nothing works"_ba;
    QTest::newRow("1 MiB") << "-ERR " + QByteArray(1024 * 1024, 'x') << QByteArray();
}

void TestParser::t19ErrTakesAnyText()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, text);
    Parser parser;
    const std::vector<Frame> frames = parser.feed(line + "\r\n", kAt);
    if (text.isNull()) {
        QVERIFY(parser.error());
        return;
    }
    QCOMPARE(frames.size(), size_t(1));
    QCOMPARE(std::get<nats::ErrFrame>(frames[0]).text, text);
}

void TestParser::t20OkIsAFrameOfItsOwn()
{
    QCOMPARE(wire::parseEverySplit("+OK\r\n+ok whatever\r\n"), (QByteArrayList{"OK", "OK"}));
}

void TestParser::t21BytesOfSubjectsAreNotTouched()
{
    const QByteArray subject("\xff\xfe.\x00\x01", 5);
    Parser parser;
    const auto frames = parser.feed("MSG " + subject + " ab.c \xc3( 1\r\nx\r\n", kAt);
    QCOMPARE(frames.size(), size_t(1));
    const auto &message = std::get<Message>(frames[0]);
    QCOMPARE(message.subject().toByteArray(), subject);
    QCOMPARE(message.sid().toByteArray(), "ab.c");
    QCOMPARE(message.reply().toByteArray(), "\xc3(");
}

void TestParser::t22MutatedBytesNeitherCrashNorLoop()
{
    constexpr int inputs = 1'000'000;
    const QByteArrayList seeds{"INFO {\"server_id\":\"X\"} \r\n", "MSG a.b 1 r 5\r\nhello\r\n",
                               "HMSG a 2 12 14\r\nNATS/1.0\r\n\r\nhi\r\n", "PING\r\nPONG\r\n",
                               "-ERR 'a'b'\r\n+OK\r\n", "SUB a q 1\r\nUNSUB 1 5\r\n",
                               "PUB a 2\r\nhi\r\nHPUB a 12 12\r\nNATS/1.0\r\n\r\n\r\n"};
    constexpr char odd[] = {'\0', '\r', '\n', ' ', '\t', '9', '-', '\xff', 'M', '\''};
    QRandomGenerator random(4711);
    quint64 frames = 0;
    quint64 errors = 0;
    for (int i = 0; i < inputs; ++i) {
        QByteArray bytes = seeds[random.bounded(int(seeds.size()))]
            + seeds[random.bounded(int(seeds.size()))];
        for (int n = random.bounded(4); n > 0; --n) {
            const int at = random.bounded(int(bytes.size()));
            if (random.bounded(3) == 0)
                bytes.remove(at, 1 + random.bounded(3));
            else
                bytes[at] = odd[random.bounded(int(std::size(odd)))];
        }
        Parser parser(i % 2 == 0 ? Parser::Peer::Server : Parser::Peer::Client);
        const qsizetype split = random.bounded(int(bytes.size()) + 1);
        frames += parser.feed(QByteArrayView(bytes).first(split), kAt).size();
        frames += parser.feed(QByteArrayView(bytes).sliced(split), kAt).size();
        errors += parser.error() ? 1 : 0;
        QVERIFY(parser.unparsed().size() <= bytes.size());
    }
    QVERIFY(frames > inputs / 4);
    QVERIFY(errors > inputs / 4);
}

void TestParser::clientSideIsUnderstoodToo()
{
    const QByteArray bytes = "CONNECT {\"verbose\":false}\r\nSUB a.* 1\r\nSUB b q 2\r\nUNSUB 1\r\n"
                             "UNSUB 2 5\r\nPUB a.b r 2\r\nhi\r\nHPUB a 12 13\r\nNATS/1.0\r\n\r\nx\r\nPING\r\n";
    const QByteArrayList expected{"CONNECT {\"verbose\":false}", "SUB a.* [] 1", "SUB b [q] 2",
                                  "UNSUB 1", "UNSUB 2 5", "MSG a.b r [] [hi]",
                                  "MSG a - [NATS/1.0\r\n\r\n] [x]", "PING"};
    QCOMPARE(wire::parseEverySplit(bytes, Parser::Peer::Client), expected);
    QCOMPARE(wire::parse("MSG a 1 0\r\n\r\n", Parser::Peer::Client), QByteArrayList{"ERROR 0"});
    QCOMPARE(wire::parse("PUB a 0\r\n\r\n"), QByteArrayList{"ERROR 0"});
}

void TestParser::errorsCountBytesOfTheWholeStream()
{
    QCOMPARE(wire::parseEverySplit("PING\r\nPONG\r\nWHAT\r\n"), (QByteArrayList{"PING", "PONG", "ERROR 12"}));
    QCOMPARE(wire::parseEverySplit("PING\r\nPING x\r\n"), (QByteArrayList{"PING", "ERROR 6"}));
    QCOMPARE(wire::parseEverySplit("\r\n"), QByteArrayList{"ERROR 0"});
}

void TestParser::staysInErrorOnceItFailed()
{
    Parser parser;
    parser.feed("WHAT\r\n", kAt);
    QVERIFY(parser.error());
    QVERIFY(parser.feed("PING\r\n", kAt).empty());
    QCOMPARE(parser.error()->offset, 0);
}

void TestParser::largeMessagesGrowInSteps()
{
    constexpr qsizetype size = 10 * 1024 * 1024;
    Parser parser;
    parser.feed("MSG small 1 2\r\nhi\r\n", kAt); // so that the chunk is referred to
    std::vector<Frame> frames = parser.feed("MSG big 1 " + QByteArray::number(size) + "\r\n", kAt);
    QVERIFY(frames.empty());
    const QByteArray payload(size, 'p');
    qsizetype fed = 0;
    while (fed < size) {
        const std::span<char> room = parser.writable();
        QVERIFY(qsizetype(room.size()) <= Parser::kGrowStep + Parser::kChunkSize);
        const qsizetype part = std::min(size - fed, qsizetype(room.size()));
        frames = parser.feed(QByteArrayView(payload).sliced(fed, part), kAt);
        fed += part;
    }
    frames = parser.feed("\r\nPING\r\n", kAt);
    QCOMPARE(frames.size(), size_t(2));
    QCOMPARE(std::get<Message>(frames[0]).payload(), QByteArrayView(payload));
    QVERIFY(std::holds_alternative<nats::PingFrame>(frames[1]));
}

void TestParser::messagesKeepTheirBytesAfterMoreReads()
{
    Parser parser;
    std::vector<Message> kept;
    for (int i = 0; i < 5'000; ++i) {
        const QByteArray payload = QByteArray::number(i).repeated(50);
        for (Frame &frame : parser.feed("MSG s " + QByteArray::number(i) + ' '
                                            + QByteArray::number(payload.size()) + "\r\n" + payload
                                            + "\r\n",
                                        kAt))
            kept.push_back(std::get<Message>(std::move(frame)));
    }
    QCOMPARE(kept.size(), size_t(5'000));
    for (int i = 0; i < 5'000; ++i)
        QCOMPARE(kept[size_t(i)].payload().toByteArray(), QByteArray::number(i).repeated(50));
}

void TestParser::readsAreNumberedByTheirTime()
{
    Parser parser;
    const QByteArray message = "MSG a 1 0\r\n\r\n";
    const auto readId = [&](base::Instant at) {
        return std::get<Message>(parser.feed(message, at).front()).readId();
    };
    const quint32 first = readId(kAt);
    QCOMPARE(readId(kAt), first);
    QVERIFY(readId(kAt + base::Span(1)) != first);
    // A message belongs to the read that completed it.
    parser.feed("MSG a 1 1\r\n", kAt + base::Span(2));
    const auto frames = parser.feed("x\r\n", kAt + base::Span(3));
    QCOMPARE(std::get<Message>(frames.front()).at(), kAt + base::Span(3));
}

QTEST_APPLESS_MAIN(TestParser)
#include "tst_parser.moc"
