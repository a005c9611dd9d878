// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/capturefile.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capture::Entry;
using capture::EntryKind;
using capture::FileMessage;

class TestCaptureFile : public QObject
{
    Q_OBJECT

private slots:
    void aMessageIsOneObject();
    void messagesComeBackAsTheyWere_data();
    void messagesComeBackAsTheyWere();
    void headersArePlainWherePossible_data();
    void headersArePlainWherePossible();
    void secretsAreRedacted();
    void gapsComeBack();
    void lostMessagesComeBack();
    void headsComeBack();
    void aHeadMayBeNearlyEmpty();
    void linesOfOthersAreRead_data();
    void linesOfOthersAreRead();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void headersCannotMakeMoreOfThemselves();
    void headSubjectsAreLimited();
    void subjectsAreLimited();
    void bodiesAreLimited();
    void largePayloadsAreNotText();
    void largeHeadersAreNotText();
    void theLargestMessagesFitIntoALine();
};

namespace {

const base::WallAnchor kAnchor{base::Instant(5s),
                               std::chrono::system_clock::time_point(1795377693s)};

Entry message(QByteArrayView subject, QByteArrayView reply, QByteArrayView headerBlock,
              QByteArrayView payload, base::Span later = 1ns)
{
    Entry entry;
    entry.at = kAnchor.steady + later;
    entry.subject = subject;
    entry.reply = reply.isEmpty() ? QByteArrayView() : reply;
    entry.headerBlock = headerBlock;
    entry.payload = payload;
    return entry;
}

QByteArray written(const Entry &entry, bool redact = false)
{
    QByteArray out;
    capture::writeEntry(out, entry, kAnchor, redact);
    return out;
}

base::Result<capture::FileLine> readBack(const QByteArray &line)
{
    Q_ASSERT(line.endsWith('\n') && line.count('\n') == 1);
    return capture::readLine(QByteArrayView(line).chopped(1));
}

} // namespace

void TestCaptureFile::aMessageIsOneObject()
{
    const QByteArray line = written(
        message("orders.new", "_INBOX.a.1", "NATS/1.0\r\nTrace-Id: 7\r\n\r\n", "{\"a\":\"ü\"}\n"));
    QCOMPARE(line,
             QByteArray("{\"at\":\"2026-11-22T20:01:33.000000001Z\",\"subject\":\"orders.new\","
                        "\"reply\":\"_INBOX.a.1\",\"headers\":[[\"Trace-Id\",\"7\"]],"
                        "\"payloadText\":\"{\\\"a\\\":\\\"ü\\\"}\\n\","
                        "\"payloadBase64\":\"eyJhIjoiw7wifQo=\"}\n"));
    // Others read it, too.
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object[u"payloadText"].toString(), u"{\"a\":\"ü\"}\n"_s);
}

void TestCaptureFile::messagesComeBackAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const QByteArray &subject, const QByteArray &reply,
                        const QByteArray &block, const QByteArray &payload) {
        QTest::newRow(name) << subject << reply << block << payload;
    };
    QByteArray allBytes;
    for (int i = 0; i < 256; ++i)
        allBytes.append(char(i));
    row("next to nothing", "a", "", "", "");
    row("text", "a.b", "r", "", "hello");
    row("controls", "a\x01\"\\/", "r\tx\x7f", "", QByteArray("\0\b\f\n\r\t\x1f", 7));
    row("all bytes", "a", "", "", allBytes);
    row("a subject that is no text", "a.\xff\xfe", "\xc3", "", "");
    row("a surrogate as UTF-8", "a.\xed\xa0\x80", "", "", "\xed\xa0\x80");
    row("past the first plane", "😀", "", "NATS/1.0\r\nK: 😀\r\n\r\n", "😀");
    row("no fields", "a", "", "NATS/1.0\r\n\r\n", "x");
    row("fields", "a", "", "NATS/1.0\r\nA: b\r\nA: c\r\nEmpty: \r\nU: a:b: c\r\n\r\n", "x");
    row("a status", "a", "", "NATS/1.0 404 No Messages\r\n\r\n", "");
    row("a status and fields", "a", "", "NATS/1.0 100 Idle\r\nA: b\r\n\r\n", "");
    row("no space", "a", "", "NATS/1.0\r\nA:b\r\n\r\n", "");
    row("more space", "a", "", "NATS/1.0\r\nA:  b \r\n\r\n", "");
    row("space before the colon", "a", "", "NATS/1.0\r\nA : b\r\n\r\n", "");
    row("folded", "a", "", "NATS/1.0\r\nA: b\r\n c\r\n\r\n", "");
    row("bare line feeds", "a", "", "NATS/1.0\nA: b\n\n", "");
    row("a line feed in a value", "a", "", "NATS/1.0\r\nA: b\nB: c\r\n\r\n", "");
    row("a lone carriage return", "a", "", "NATS/1.0\r\nA: b\rc\r\n\r\n", "");
    row("no closing line", "a", "", "NATS/1.0\r\nA: b\r\n", "");
    row("cut", "a", "", "NATS/1.0\r\nA: b\r", "");
    row("no colon", "a", "", "NATS/1.0\r\nA\r\n\r\n", "");
    row("no name", "a", "", "NATS/1.0\r\n: b\r\n\r\n", "");
    row("more behind it", "a", "", "NATS/1.0\r\nA: b\r\n\r\nC: d\r\n", "");
    row("no UTF-8", "a", "", "NATS/1.0\r\nA: \xff\r\n\r\n", "");
    row("NUL", "a", "", QByteArray("NATS/1.0\r\nA: \0\r\n\r\n", 17), "");
    row("no version", "a", "", "A: b\r\n\r\n", "");
    row("another version", "a", "", "NATS/2.0\r\nA: b\r\n\r\n", "");
    row("garbage", "a", "", allBytes, "");
}

void TestCaptureFile::messagesComeBackAsTheyWere()
{
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, block);
    QFETCH(QByteArray, payload);
    const Entry entry = message(subject, reply, block, payload, 1'000'000'007ns);
    const QByteArray line = written(entry);
    QVERIFY(line.isValidUtf8());
    QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    const auto read = readBack(line);
    QVERIFY2(read.ok(), line.constData());
    const auto &got = std::get<FileMessage>(read.value());
    QCOMPARE(got.at, kAnchor.wallAt(entry.at));
    QCOMPARE(got.subject, subject);
    QCOMPARE(got.reply, reply);
    QCOMPARE(got.headerBlock, block);
    QCOMPARE(got.payload, payload);
}

void TestCaptureFile::headersArePlainWherePossible_data()
{
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("plain");
    QTest::newRow("none") << QByteArray("NATS/1.0\r\n\r\n") << QByteArray("[]") << true;
    QTest::newRow("as clients write them") << QByteArray("NATS/1.0\r\nA: b\r\nA: \r\n\r\n")
                                           << QByteArray(R"([["A","b"],["A",""]])") << true;
    QTest::newRow("without a space")
        << QByteArray("NATS/1.0\r\nA:b\r\n\r\n") << QByteArray(R"([["A","b"]])") << false;
    QTest::newRow("a status") << QByteArray("NATS/1.0 503\r\n\r\n") << QByteArray("[]") << false;
    QTest::newRow("folded") << QByteArray("NATS/1.0\r\nC: d\r\nA: b\r\n c\r\n\r\n")
                            << QByteArray(R"([["C","d"],["A","b c"]])") << false;
    QTest::newRow("no UTF-8") << QByteArray("NATS/1.0\r\nA: b\xff\r\n\r\n")
                              << QByteArray("[[\"A\",\"b\xef\xbf\xbd\"]]") << false;
}

void TestCaptureFile::headersArePlainWherePossible()
{
    QFETCH(QByteArray, block);
    QFETCH(QByteArray, headers);
    QFETCH(bool, plain);
    const QByteArray line = written(message("a", "", block, ""));
    QVERIFY2(line.contains(",\"headers\":" + headers + ','), line.constData());
    QCOMPARE(line.contains("\"headersBase64\""), !plain);
}

void TestCaptureFile::secretsAreRedacted()
{
    const QByteArray block = "NATS/1.0\r\nAuthorization: Bearer hunter2\r\nA:hunter\r\n\r\n";
    const Entry entry = message("a", "", block, "");
    const QByteArray line = written(entry, true);
    QVERIFY(line.contains("(redacted)"));
    QVERIFY(!line.contains("hunter2"));
    const auto read = readBack(line);
    QCOMPARE(std::get<FileMessage>(read.value()).headerBlock,
             QByteArray("NATS/1.0\r\nAuthorization: (redacted)\r\nA:hunter\r\n\r\n"));
    QVERIFY(written(entry, false).contains("hunter2"));
}

void TestCaptureFile::gapsComeBack()
{
    Entry entry;
    entry.kind = EntryKind::Gap;
    entry.at = kAnchor.steady;
    entry.until = kAnchor.steady + 1500ms;
    const QByteArray line = written(entry);
    QCOMPARE(line,
             QByteArray("{\"gap\":{\"from\":\"2026-11-22T20:01:33.000000000Z\","
                        "\"to\":\"2026-11-22T20:01:34.500000000Z\"}}\n"));
    const auto read = readBack(line);
    const auto &gap = std::get<capture::FileGap>(read.value());
    QCOMPARE(gap.from, kAnchor.wallAt(entry.at));
    QCOMPARE(gap.to, kAnchor.wallAt(entry.until));
    QCOMPARE(gap.cause, capture::GapCause::Away);
    entry.cause = capture::GapCause::Stopped;
    const QByteArray stopped = written(entry);
    QCOMPARE(stopped,
             QByteArray("{\"gap\":{\"from\":\"2026-11-22T20:01:33.000000000Z\","
                        "\"to\":\"2026-11-22T20:01:34.500000000Z\",\"stopped\":true}}\n"));
    QCOMPARE(std::get<capture::FileGap>(readBack(stopped).value()).cause,
             capture::GapCause::Stopped);
}

void TestCaptureFile::lostMessagesComeBack()
{
    Entry entry;
    entry.kind = EntryKind::Lost;
    entry.at = kAnchor.steady;
    entry.count = std::numeric_limits<quint64>::max();
    const QByteArray line = written(entry);
    QCOMPARE(line,
             QByteArray("{\"lost\":{\"at\":\"2026-11-22T20:01:33.000000000Z\","
                        "\"count\":18446744073709551615}}\n"));
    const auto read = readBack(line);
    const auto &lost = std::get<capture::FileLost>(read.value());
    QCOMPARE(lost.at, kAnchor.wallAt(entry.at));
    QCOMPARE(lost.count, entry.count);
}

void TestCaptureFile::headsComeBack()
{
    capture::FileHead head;
    head.startedAt = kAnchor.wallAt(kAnchor.steady);
    head.subjects = {"orders.>", "_INBOX.>"};
    head.server = u"nats://\"ü\":4222"_s;
    head.redacted = true;
    QByteArray line;
    capture::writeHead(line, head);
    QCOMPARE(line,
             QByteArray("{\"fanin\":\"capture\",\"version\":1,"
                        "\"startedAt\":\"2026-11-22T20:01:33.000000000Z\","
                        "\"subjects\":[\"orders.>\",\"_INBOX.>\"],"
                        "\"server\":\"nats://\\\"ü\\\":4222\",\"redacted\":true}\n"));
    const auto read = readBack(line);
    const auto &got = std::get<capture::FileHead>(read.value());
    QCOMPARE(got.version, quint64(1));
    QCOMPARE(got.startedAt, head.startedAt);
    QCOMPARE(got.subjects, head.subjects);
    QCOMPARE(got.server, head.server);
    QVERIFY(got.redacted);
    QVERIFY(got.inboxPrefixes.empty());
    head.inboxPrefixes = {"_INBOX", "acme.inbox"};
    line.clear();
    capture::writeHead(line, head);
    QVERIFY(line.endsWith(",\"redacted\":true,\"inboxPrefixes\":[\"_INBOX\",\"acme.inbox\"]}\n"));
    QCOMPARE(std::get<capture::FileHead>(readBack(line).value()).inboxPrefixes, head.inboxPrefixes);
}

void TestCaptureFile::aHeadMayBeNearlyEmpty()
{
    QByteArray line;
    capture::writeHead(line, {});
    const auto read = readBack(line);
    const auto &got = std::get<capture::FileHead>(read.value());
    QVERIFY(!got.startedAt && got.subjects.empty() && got.server.isEmpty() && !got.redacted);
    const auto newer = capture::readLine(R"({"fanin":"capture","version":2})");
    QCOMPARE(std::get<capture::FileHead>(newer.value()).version, quint64(2));
}

void TestCaptureFile::linesOfOthersAreRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("payload");
    const QByteArray at = R"("at":"2026-11-22T20:01:33Z")";
    QTest::newRow("at least") << QByteArray("{" + at + R"(,"subject":"a"})") << QByteArray();
    QTest::newRow("text alone") << QByteArray("{" + at
                                              + R"(,"subject":"a","payloadText":"x\u0041"})")
                                << QByteArray("xA");
    QTest::newRow("Base64 counts")
        << QByteArray("{" + at + R"(,"subject":"a","payloadBase64":"eQ==","payloadText":"x"})")
        << QByteArray("y");
    QTest::newRow("sorted, spaced")
        << QByteArray(" { \"payloadText\" : \"x\" ,\t" + at + " , \"subject\" : \"\\u0061\" } \r")
        << QByteArray("x");
    QTest::newRow("unknown members")
        << QByteArray(R"({"seq":1,"x":{"at":"?","y":[1,-2.5e+3,true,false,null,"\n"]},)" + at
                      + R"(,"subject":"a","payloadText":"x","z":[]})")
        << QByteArray("x");
    QTest::newRow("nulls") << QByteArray("{" + at
                                         + R"(,"subject":"a","reply":null,"headers":null,)"
                                           R"("payloadText":"x","payloadBase64":null})")
                           << QByteArray("x");
    QTest::newRow("an escaped name")
        << QByteArray("{" + at + R"(,"subj\u0065ct":"a","payloadText":"x"})") << QByteArray("x");
    QTest::newRow("half a pair") << QByteArray("{" + at
                                               + R"(,"subject":"a","payloadText":"\ud800\ude"})")
                                        .replace("\\ude", "\\ude00\\udc00x")
                                 << QByteArray("\xf0\x90\x88\x80\xef\xbf\xbdx");
}

void TestCaptureFile::linesOfOthersAreRead()
{
    QFETCH(QByteArray, line);
    const auto read = capture::readLine(line);
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().text));
    const auto &got = std::get<FileMessage>(read.value());
    QCOMPARE(got.at, std::chrono::system_clock::time_point(1795377693s));
    QCOMPARE(got.subject, QByteArray("a"));
    QVERIFY(got.reply.isEmpty() && got.headerBlock.isEmpty());
    QTEST(got.payload, "payload");
}

void TestCaptureFile::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *line, const char *text) {
        QTest::newRow(*line == 0 ? "(empty)" : line) << QByteArray(line) << QString::fromUtf8(text);
    };
    row("", "“{” was expected (byte 0)");
    row("hello", "“{” was expected (byte 0)");
    row("[1]", "“{” was expected (byte 0)");
    row("{}", "“at” was expected (byte 2)");
    row(R"({"at":"2026-11-22T20:01:33Z"})", "“subject” was expected (byte 29)");
    row(R"({"at":"2026-11-22T20:01:33Z","subject":""})", "“subject” was expected (byte 42)");
    row(R"({"at":"yesterday","subject":"a"})",
        "“at”: a time such as 2026-11-21T20:01:33.000000001Z was expected (byte 17)");
    row(R"({"at":7})", "“at”: a text was expected (byte 6)");
    row(R"({"subject":["a"]})", "“subject”: a text was expected (byte 11)");
    row(R"({"payloadBase64":"a b"})", "“payloadBase64”: Base64 was expected (byte 22)");
    row(R"({"headers":{"a":"b"}})", "“headers”: a list was expected (byte 11)");
    row(R"({"headers":[["a"]]})", "“headers”: a name and a value were expected (byte 17)");
    row(R"({"headers":[["a","b","c"]]})", "“headers”: a name and a value were expected (byte 21)");
    row(R"({"headers":[["a",1]]})", "“headers”: a name and a value were expected (byte 17)");
    row(R"({"headers":["a"]})", "“[” was expected (byte 12)");
    row(R"({"x":1,})", "“\"” was expected (byte 7)");
    row(R"({"x":01})", "a number was expected (byte 7)");
    row(R"({"x":-})", "a number was expected (byte 6)");
    row(R"({"x":1.})", "a number was expected (byte 7)");
    row(R"({"x":1e})", "a number was expected (byte 7)");
    row(R"({"x":tru})", "“true” was expected (byte 5)");
    row(R"({"x":})", "a value was expected (byte 5)");
    row(R"({"x":[1 2]})", "“,” was expected (byte 8)");
    row(R"({"x":[1})", "“,” was expected (byte 7)");
    row(R"({"x":"a)", "the end of the text was expected (byte 7)");
    row("{\"x\":\"a\tb\"}", "control characters must be escaped (byte 7)");
    row(R"({"x":"\x"})", "an escape was expected (byte 7)");
    row(R"({"x":"\u12"})", "an escape was expected (byte 7)");
    row(R"({"x":"\)", "an escape was expected (byte 7)");
    row(R"({"x":1)", "“,” was expected (byte 6)");
    row(R"({"fanin":"capture"} x)", "the end was expected (byte 20)");
    row(R"({"fanin":"profile"})", "“fanin”: “capture” was expected (byte 19)");
    row(R"({"fanin":"capture","version":-1})", "a whole number was expected (byte 29)");
    row(R"({"fanin":"capture","version":1.5})", "a whole number was expected (byte 29)");
    row(R"({"fanin":"capture","version":18446744073709551616})",
        "a whole number was expected (byte 29)");
    row(R"({"fanin":"capture","redacted":1})", "“redacted”: true or false was expected (byte 30)");
    row(R"({"gap":{"from":"2026-11-22T20:01:33Z"}})",
        "“gap”: “from” and a later “to” were expected (byte 38)");
    row(R"({"gap":{"to":"2026-11-22T20:01:33Z","from":"2026-11-22T20:01:34Z"}})",
        "“gap”: “from” and a later “to” were expected (byte 66)");
    row(R"({"lost":{"at":"2026-11-22T20:01:33Z","count":0}})",
        "“lost”: “at” and “count” were expected (byte 47)");
    row(R"({"lost":{"count":1}})", "“lost”: “at” and “count” were expected (byte 19)");
    row(R"({"lost":3})", "“{” was expected (byte 8)");
}

void TestCaptureFile::whatIsWrongIsSaid()
{
    QFETCH(QByteArray, line);
    const auto read = capture::readLine(line);
    QVERIFY(!read.ok());
    QTEST(read.error().text, "text");
}

void TestCaptureFile::headersCannotMakeMoreOfThemselves()
{
    const auto read = capture::readLine(
        R"({"at":"2026-11-22T20:01:33Z","subject":"a","headers":[["a\r\nb","c\nd"]]})");
    QCOMPARE(std::get<FileMessage>(read.value()).headerBlock,
             QByteArray("NATS/1.0\r\na  b: c d\r\n\r\n"));
}

void TestCaptureFile::headSubjectsAreLimited()
{
    const auto head = [](qsizetype count) {
        capture::FileHead made;
        made.subjects.assign(size_t(count), "a");
        QByteArray line;
        capture::writeHead(line, made);
        return line;
    };
    const auto subjectsOf = [](const QByteArray &line) {
        const auto read = readBack(line);
        return qsizetype(std::get<capture::FileHead>(read.value()).subjects.size());
    };
    QCOMPARE(subjectsOf(head(capture::kMaxHeadSubjects - 1)), capture::kMaxHeadSubjects - 1);
    QCOMPARE(subjectsOf(head(capture::kMaxHeadSubjects)), capture::kMaxHeadSubjects);
    QCOMPARE(subjectsOf(head(capture::kMaxHeadSubjects + 1)), capture::kMaxHeadSubjects);
    QByteArray line = head(capture::kMaxHeadSubjects);
    line.replace(R"(["a",)", R"(["a","a",)");
    QCOMPARE(readBack(line).error().text.section(u" ("_s, 0, 0),
             u"“subjects”: at most 10000 are expected"_s);
}

void TestCaptureFile::subjectsAreLimited()
{
    const auto isRead = [](qsizetype subject, qsizetype reply) {
        const QByteArray name(subject, 's');
        return readBack(written(message(name, QByteArray(reply, 'r'), "", ""))).ok();
    };
    QVERIFY(isRead(capture::kMaxFileSubject - 1, 1));
    QVERIFY(isRead(capture::kMaxFileSubject, capture::kMaxFileSubject));
    QVERIFY(!isRead(capture::kMaxFileSubject + 1, 1));
    QVERIFY(!isRead(1, capture::kMaxFileSubject + 1));
}

void TestCaptureFile::bodiesAreLimited()
{
    const QByteArray block = "NATS/1.0\r\nA: b\r\n\r\n";
    const auto isRead = [&block](qsizetype size) {
        return readBack(written(message("a", "", block, QByteArray(size - block.size(), 'x'))))
            .ok();
    };
    QVERIFY(isRead(capture::kMaxFileBody));
    QVERIFY(!isRead(capture::kMaxFileBody + 1));
}

void TestCaptureFile::largePayloadsAreNotText()
{
    const auto isText = [](qsizetype size) {
        return !written(message("a", "", "", QByteArray(size, 'x')))
                    .contains("\"payloadText\":null");
    };
    QVERIFY(isText(capture::kMaxPlainPayload - 1));
    QVERIFY(isText(capture::kMaxPlainPayload));
    QVERIFY(!isText(capture::kMaxPlainPayload + 1));
}

void TestCaptureFile::largeHeadersAreNotText()
{
    const auto line = [](qsizetype size) {
        const QByteArray block = "NATS/1.0\r\nA: " + QByteArray(size - 17, 'x') + "\r\n\r\n";
        return written(message("a", "", block, ""));
    };
    QVERIFY(line(capture::kMaxPlainHeaders - 1).contains("\"headers\":["));
    QVERIFY(line(capture::kMaxPlainHeaders).contains("\"headers\":["));
    const QByteArray large = line(capture::kMaxPlainHeaders + 1);
    QVERIFY(large.contains("\"headers\":null,\"headersBase64\":"));
    const auto read = readBack(large);
    QCOMPARE(std::get<FileMessage>(read.value()).headerBlock.size(), capture::kMaxPlainHeaders + 1);
}

void TestCaptureFile::theLargestMessagesFitIntoALine()
{
    const QByteArray subject(capture::kMaxFileSubject, '\xff');
    const QByteArray payload(capture::kMaxPlainPayload, '\1');
    const QByteArray block(capture::kMaxFileBody - payload.size(), '\1');
    QVERIFY(written(message(subject, subject, block, payload)).size() <= capture::kMaxLine);
    const QByteArray fields(capture::kMaxPlainHeaders, ':');
    const QByteArray rest(capture::kMaxFileBody - fields.size(), '\1');
    QVERIFY(written(message(subject, subject, fields, rest)).size() <= capture::kMaxLine);
}

QTEST_GUILESS_MAIN(TestCaptureFile)
#include "tst_capturefile.moc"
