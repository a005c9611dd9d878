// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/headers.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using nats::HeaderField;
using nats::HeaderFlag;
using nats::HeaderFlags;
using nats::Headers;

namespace {

QByteArray block(const QByteArray &fields)
{
    return "NATS/1.0\r\n" + fields + "\r\n";
}

QByteArray manyFields(qsizetype count)
{
    QByteArray fields;
    for (qsizetype i = 0; i < count; ++i)
        fields += "K: " + QByteArray::number(i) + "\r\n";
    return block(fields);
}

} // namespace

class HeadersTest final : public QObject
{
    Q_OBJECT

private slots:
    void t23KeepsDuplicatesAndOrderAndCase();
    void t24FlagsOddFields_data();
    void t24FlagsOddFields();
    void t24JoinsFoldsByOneSpace();
    void t25ReadsTheStatusStrictly_data();
    void t25ReadsTheStatusStrictly();
    void t26ReadsManyFieldsInOneBlock();
    void countsFieldsPastTheLimit_data();
    void countsFieldsPastTheLimit();
    void aFoldOfADroppedFieldJoinsNothing();
    void flagsAMissingEnd_data();
    void flagsAMissingEnd();
    void keepsWhatFollowsTheBlankLine();
    void takesABareLineFeedAsALineEnd();
    void findsByExactCaseUnlessAskedOtherwise();
    void findHeaderAgreesWithParse_data();
    void findHeaderAgreesWithParse();
    void knowsServiceErrors_data();
    void knowsServiceErrors();
    void t27RefusesWhatCannotBeSent_data();
    void t27RefusesWhatCannotBeSent();
    void splitsAnArgumentAtTheFirstColon();
    void encodesWhatParseReadsBack();
    void encodesNoFieldsAsAnEmptyBlock();
};

void HeadersTest::t23KeepsDuplicatesAndOrderAndCase()
{
    const Headers headers = Headers::parse(block("A: 1\r\na: 2\r\nA: 3\r\n"));
    const std::vector<HeaderField> expected{{"A", "1", "A: 1", {}},
                                            {"a", "2", "a: 2", {}},
                                            {"A", "3", "A: 3", {}}};
    QCOMPARE(headers.fields(), expected);
    QCOMPARE(headers.flags(), HeaderFlags());
}

void HeadersTest::t24FlagsOddFields_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<HeaderFlags>("flags");

    QTest::newRow("plain") << "K: v\r\n"_ba
                           << "K"_ba
                           << "v"_ba << HeaderFlags();
    QTest::newRow("no space") << "K:v\r\n"_ba
                              << "K"_ba
                              << "v"_ba << HeaderFlags();
    QTest::newRow("white space on both sides") << "K: \t v \t\r\n"_ba
                                               << "K"_ba
                                               << "v"_ba << HeaderFlags();
    QTest::newRow("colons in the value") << "K: a:b\r\n"_ba
                                         << "K"_ba
                                         << "a:b"_ba << HeaderFlags();
    QTest::newRow("empty value") << "K:\r\n"_ba
                                 << "K"_ba
                                 << ""_ba << HeaderFlags();
    QTest::newRow("no colon") << "junk\r\n"_ba
                              << ""_ba
                              << ""_ba << HeaderFlags(HeaderFlag::BadLine);
    QTest::newRow("empty name") << ": v\r\n"_ba
                                << ""_ba
                                << "v"_ba << HeaderFlags(HeaderFlag::EmptyName);
    QTest::newRow("space after the name") << "C : x\r\n"_ba
                                          << "C "_ba
                                          << "x"_ba << HeaderFlags(HeaderFlag::SpaceAfterName);
    QTest::newRow("folded") << "K: a\r\n b\r\n"_ba
                            << "K"_ba
                            << "a b"_ba << HeaderFlags(HeaderFlag::Folded);
    QTest::newRow("folded onto nothing") << " b\r\n"_ba
                                         << ""_ba
                                         << ""_ba << (HeaderFlag::Folded | HeaderFlag::BadLine);
    QTest::newRow("lone CR") << "K: a\rb\r\n"_ba
                             << "K"_ba
                             << "a\rb"_ba << HeaderFlags(HeaderFlag::LoneCr);
    QTest::newRow("two CR") << "K: a\r\r\n"_ba
                            << "K"_ba
                            << "a\r"_ba << HeaderFlags(HeaderFlag::LoneCr);
    QTest::newRow("NUL") << QByteArray("K: a\0b\r\n", 8) << "K"_ba << QByteArray("a\0b", 3)
                         << HeaderFlags(HeaderFlag::Nul);
    QTest::newRow("8-bit") << "K: \xc3\x28\r\n"_ba
                           << "K"_ba
                           << "\xc3\x28"_ba << HeaderFlags(HeaderFlag::EightBit);
    QTest::newRow("8-bit name") << "\xe4: v\r\n"_ba
                                << "\xe4"_ba
                                << "v"_ba << HeaderFlags(HeaderFlag::EightBit);
}

void HeadersTest::t24FlagsOddFields()
{
    QFETCH(QByteArray, lines);
    QFETCH(HeaderFlags, flags);

    const Headers headers = Headers::parse(block(lines));
    QCOMPARE(headers.fields().size(), size_t(1));
    const HeaderField &field = headers.fields().front();
    QTEST(field.name, "name");
    QTEST(field.value, "value");
    QCOMPARE(field.flags, flags);
    QCOMPARE(field.rawLine, lines.chopped(2));
    QCOMPARE(headers.flags(), flags);
}

void HeadersTest::t24JoinsFoldsByOneSpace()
{
    const Headers headers = Headers::parse(block("A: 1\r\n \t 2  \r\n\t\r\n\t3\r\nB:\r\n  4\r\n"));
    QCOMPARE(headers.fields().size(), size_t(2));
    QCOMPARE(headers.fields()[0].value, "1 2 3"_ba);
    QCOMPARE(headers.fields()[0].rawLine, "A: 1\r\n \t 2  \r\n\t\r\n\t3"_ba);
    QCOMPARE(headers.fields()[1].value, "4"_ba);
}

void HeadersTest::t25ReadsTheStatusStrictly_data()
{
    constexpr int kNone = -1;
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("description");
    QTest::addColumn<HeaderFlags>("flags");

    const HeaderFlags badStatus = HeaderFlag::BadStatus;
    const HeaderFlags badVersion = HeaderFlag::BadVersion;
    QTest::newRow("none") << "NATS/1.0"_ba << kNone << ""_ba << HeaderFlags();
    QTest::newRow("503") << "NATS/1.0 503"_ba << 503 << ""_ba << HeaderFlags();
    QTest::newRow("503 text") << "NATS/1.0 503 text"_ba << 503 << "text"_ba << HeaderFlags();
    QTest::newRow("text trimmed") << "NATS/1.0 408  Request Timeout \t"_ba << 408
                                  << "Request Timeout"_ba << HeaderFlags();
    QTest::newRow("000") << "NATS/1.0 000"_ba << 0 << ""_ba << HeaderFlags();
    QTest::newRow("no space") << "NATS/1.0503"_ba << kNone << ""_ba << badStatus;
    QTest::newRow("tab") << "NATS/1.0\t503"_ba << kNone << ""_ba << badStatus;
    QTest::newRow("one digit") << "NATS/1.0 5"_ba << kNone << ""_ba << badStatus;
    QTest::newRow("two digits") << "NATS/1.0 50"_ba << kNone << ""_ba << badStatus;
    QTest::newRow("four digits") << "NATS/1.0 5030"_ba << kNone << ""_ba << badStatus;
    QTest::newRow("sign") << "NATS/1.0 -50"_ba << kNone << ""_ba << badStatus;
    QTest::newRow("text stuck to it") << "NATS/1.0 503x"_ba << kNone << ""_ba << badStatus;
    QTest::newRow("only a space") << "NATS/1.0 "_ba << kNone << ""_ba << badStatus;
    QTest::newRow("2.0") << "NATS/2.0"_ba << kNone << ""_ba << badVersion;
    QTest::newRow("2.0 503") << "NATS/2.0 503"_ba << kNone << ""_ba << badVersion;
    QTest::newRow("junk") << "JUNK!"_ba << kNone << ""_ba << badVersion;
    QTest::newRow("lower case") << "nats/1.0 503"_ba << kNone << ""_ba << badVersion;
}

void HeadersTest::t25ReadsTheStatusStrictly()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    QFETCH(HeaderFlags, flags);

    const QByteArray bytes = line + "\r\nK: v\r\n\r\n";
    const Headers headers = Headers::parse(bytes);
    QCOMPARE(headers.status().value_or(-1), status);
    QTEST(headers.description(), "description");
    QCOMPARE(headers.flags(), flags);
    QCOMPARE(headers.value("K"), std::optional("v"_ba));
    QCOMPARE(nats::statusOf(bytes).value_or(-1), status);
    QCOMPARE(nats::statusOf(line).value_or(-1), status);
}

void HeadersTest::t26ReadsManyFieldsInOneBlock()
{
    QByteArray fields;
    for (int i = 0; i < 10'000; ++i)
        fields += QByteArray("a:") + char('0' + i % 10) + "\r\n";
    const Headers headers = Headers::parse(block(fields));
    QCOMPARE(headers.fields().size(), size_t(10'000));
    QCOMPARE(headers.fields().back().value, "9"_ba);
    QCOMPARE(headers.flags(), HeaderFlags());

    const Headers folded
        = Headers::parse(block("a: 0\r\n" + QByteArray(" x\r\n").repeated(20'000)));
    QCOMPARE(folded.fields().size(), size_t(1));
    QCOMPARE(folded.fields().front().value.size(), qsizetype(1 + 2 * 20'000));
}

void HeadersTest::countsFieldsPastTheLimit_data()
{
    QTest::addColumn<qsizetype>("count");
    QTest::addColumn<qsizetype>("dropped");
    QTest::newRow("limit - 1") << Headers::kMaxFields - 1 << qsizetype(0);
    QTest::newRow("limit") << Headers::kMaxFields << qsizetype(0);
    QTest::newRow("limit + 1") << Headers::kMaxFields + 1 << qsizetype(1);
}

void HeadersTest::countsFieldsPastTheLimit()
{
    QFETCH(qsizetype, count);
    QFETCH(qsizetype, dropped);
    const Headers headers = Headers::parse(manyFields(count));
    QCOMPARE(qsizetype(headers.fields().size()), count - dropped);
    QCOMPARE(headers.dropped(), dropped);
}

void HeadersTest::aFoldOfADroppedFieldJoinsNothing()
{
    const QByteArray bytes = manyFields(Headers::kMaxFields + 1).chopped(2) + " more\r\n\r\n";
    const Headers headers = Headers::parse(bytes);
    QCOMPARE(headers.fields().back().value, QByteArray::number(Headers::kMaxFields - 1));
    QCOMPARE(headers.dropped(), qsizetype(1));
}

void HeadersTest::flagsAMissingEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("unterminated");
    QTest::addColumn<int>("fields");
    QTest::newRow("nothing") << ""_ba << false << 0;
    QTest::newRow("complete") << "NATS/1.0\r\n\r\n"_ba << false << 0;
    QTest::newRow("version only") << "NATS/1.0"_ba << true << 0;
    QTest::newRow("version line") << "NATS/1.0\r\n"_ba << true << 0;
    QTest::newRow("CR at the end") << "NATS/1.0\r\n\r"_ba << true << 1;
    QTest::newRow("field without its line end") << "NATS/1.0\r\nK: v"_ba << true << 1;
    QTest::newRow("field line") << "NATS/1.0\r\nK: v\r\n"_ba << true << 1;
    QTest::newRow("bare LF") << "NATS/1.0\nK: v\n\n"_ba << true << 1;
}

void HeadersTest::flagsAMissingEnd()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, fields);
    const Headers headers = Headers::parse(bytes);
    QTEST(headers.flags().testFlag(HeaderFlag::Unterminated), "unterminated");
    QCOMPARE(int(headers.fields().size()), fields);
}

void HeadersTest::keepsWhatFollowsTheBlankLine()
{
    const Headers headers = Headers::parse("NATS/1.0\r\nA: 1\r\n\r\nB: 2\r\n\r\n");
    QCOMPARE(headers.fields().size(), size_t(2));
    QCOMPARE(headers.fields()[1].rawLine, "B: 2\r\n\r\n"_ba);
    QVERIFY(headers.fields()[1].flags.testFlag(HeaderFlag::BadLine));
    QVERIFY(headers.flags().testFlag(HeaderFlag::Unterminated));
    QCOMPARE(headers.value("B"), std::nullopt);
}

void HeadersTest::takesABareLineFeedAsALineEnd()
{
    const Headers headers = Headers::parse("NATS/1.0 100 Idle\nA: 1\nB: 2\r\n\r\n");
    QCOMPARE(headers.status(), std::optional(100));
    QCOMPARE(headers.description(), "Idle"_ba);
    QCOMPARE(headers.value("A"), std::optional("1"_ba));
    QCOMPARE(headers.value("B"), std::optional("2"_ba));
}

void HeadersTest::findsByExactCaseUnlessAskedOtherwise()
{
    const Headers headers = Headers::parse(block("key: 1\r\nKEY: 2\r\n: 3\r\njunk\r\n"));
    QCOMPARE(headers.value("KEY"), std::optional("2"_ba));
    QCOMPARE(headers.value("Key"), std::nullopt);
    QCOMPARE(headers.value("Key", Qt::CaseInsensitive), std::optional("1"_ba));
    QCOMPARE(headers.value(""), std::nullopt);
    QCOMPARE(headers.value("junk"), std::nullopt);
}

void HeadersTest::findHeaderAgreesWithParse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no fields") << block("");
    QTest::newRow("first") << block("K: v\r\nX: y\r\n");
    QTest::newRow("last") << block("X: y\r\nK:v  \r\n");
    QTest::newRow("duplicate") << block("K: 1\r\nK: 2\r\n");
    QTest::newRow("other case") << block("k: 1\r\n");
    QTest::newRow("longer name") << block("KK: 1\r\n");
    QTest::newRow("space after the name") << block("K : 1\r\n");
    QTest::newRow("in a fold") << block("X: 1\r\n K: 2\r\n");
    QTest::newRow("in a value") << block("X: K: 2\r\n");
    QTest::newRow("no colon") << block("K\r\n");
    QTest::newRow("empty value") << block("K:\r\n");
    QTest::newRow("after the blank line") << "NATS/1.0\r\n\r\nK: v\r\n\r\n"_ba;
    QTest::newRow("as the version line") << "K: v\r\n\r\n"_ba;
    QTest::newRow("unterminated") << "NATS/1.0\r\nK: v"_ba;
    QTest::newRow("bare LF") << "NATS/1.0\nK: v\n\n"_ba;
}

void HeadersTest::findHeaderAgreesWithParse()
{
    QFETCH(QByteArray, bytes);
    const auto found = nats::findHeader(bytes, "K");
    const auto parsed = Headers::parse(bytes).value("K");
    QCOMPARE(found.has_value(), parsed.has_value());
    if (parsed)
        QCOMPARE(found->toByteArray(), *parsed);
    QVERIFY(!nats::findHeader(bytes, ""));
}

void HeadersTest::knowsServiceErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("expected");
    QTest::newRow("none") << ""_ba << false;
    QTest::newRow("text") << block("Nats-Service-Error: failed\r\n") << true;
    QTest::newRow("code") << block("A: 1\r\nNats-Service-Error-Code: 500\r\n") << true;
    QTest::newRow("empty text") << block("Nats-Service-Error:\r\n") << true;
    QTest::newRow("other case") << block("nats-service-error: failed\r\n") << false;
    QTest::newRow("longer name") << block("Nats-Service-Errors: 0\r\n") << false;
    QTest::newRow("in a value") << block("A: Nats-Service-Error: x\r\n") << false;
}

void HeadersTest::knowsServiceErrors()
{
    QFETCH(QByteArray, bytes);
    QTEST(nats::isServiceError(bytes), "expected");
}

void HeadersTest::t27RefusesWhatCannotBeSent_data()
{
    constexpr int kGood = -1;
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("offset");
    QTest::newRow("plain") << "K"_ba
                           << "v"_ba << kGood;
    QTest::newRow("empty value") << "K"_ba
                                 << ""_ba << kGood;
    QTest::newRow("every visible name byte") << "!~=azAZ09"_ba
                                             << "v"_ba << kGood;
    QTest::newRow("8-bit value") << "K"_ba
                                 << "\xff"_ba << kGood;
    QTest::newRow("empty name") << ""_ba
                                << "v"_ba << 0;
    QTest::newRow("colon in the name") << "K:"_ba
                                       << "v"_ba << 1;
    QTest::newRow("space in the name") << "a b"_ba
                                       << "v"_ba << 1;
    QTest::newRow("DEL in the name") << "ab\x7f"_ba
                                     << "v"_ba << 2;
    QTest::newRow("8-bit name") << "\xe4"_ba
                                << "v"_ba << 0;
    QTest::newRow("CRLF in the value") << "K"_ba
                                       << "v\r\nX: y"_ba << 1;
    QTest::newRow("LF in the value") << "K"_ba
                                     << "\n"_ba << 0;
    QTest::newRow("CR in the value") << "K"_ba
                                     << "ab\r"_ba << 2;
    QTest::newRow("NUL in the value") << "K"_ba << QByteArray("\0", 1) << 0;
}

void HeadersTest::t27RefusesWhatCannotBeSent()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(int, offset);
    const auto error = nats::checkHeader({name, value});
    QCOMPARE(error ? error->offset : -1, qint64(offset));
}

void HeadersTest::splitsAnArgumentAtTheFirstColon()
{
    const auto line = nats::parseHeaderArgument(" K :  a: b ");
    QVERIFY(line);
    QCOMPARE(*line, (nats::HeaderLine{"K", "a: b"}));
    QVERIFY(!nats::parseHeaderArgument("K"));
    QVERIFY(!nats::parseHeaderArgument(""));
    QVERIFY(!nats::parseHeaderArgument(":v"));
    QVERIFY(!nats::parseHeaderArgument("a b: v"));
}

void HeadersTest::encodesWhatParseReadsBack()
{
    const QByteArray bytes = nats::encodeHeaders({{"A", "1"}, {"a", ""}, {"A", "x: y"}});
    QCOMPARE(bytes, "NATS/1.0\r\nA: 1\r\na: \r\nA: x: y\r\n\r\n"_ba);
    const Headers headers = Headers::parse(bytes);
    QCOMPARE(headers.flags(), HeaderFlags());
    QCOMPARE(headers.fields()[2].value, "x: y"_ba);
}

void HeadersTest::encodesNoFieldsAsAnEmptyBlock()
{
    QCOMPARE(nats::encodeHeaders({}), "NATS/1.0\r\n\r\n"_ba);
}

QTEST_GUILESS_MAIN(HeadersTest)
#include "tst_headers.moc"
