// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/json.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
namespace json = base::json;

namespace {

constexpr qsizetype kMuch = 1024 * 1024;
constexpr qsizetype kDeep = 1'000'000;

QByteArray deepArray()
{
    return QByteArray(kDeep, '[') + QByteArray(kDeep, ']');
}

} // namespace

class JsonTest final : public QObject
{
    Q_OBJECT

private slots:
    void acceptsEveryValue_data();
    void acceptsEveryValue();
    void saysWhereItBreaks_data();
    void saysWhereItBreaks();
    void keepsDigitsOrderAndDuplicates();
    void keepsEscapesAsTheyCame();
    void indentsByTwo();
    void showsTextThatIsNotUtf8AsItCame();
    void failsOnWhatIsNotJson();
    void stopsAtTheOutputLimit_data();
    void stopsAtTheOutputLimit();
    void survivesDepth();
    void findsValues_data();
    void findsValues();
    void looksUpOnlyInJson();
    void checksPointers_data();
    void checksPointers();
    void leavesMembersOut_data();
    void leavesMembersOut();
};

void JsonTest::acceptsEveryValue_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("bool") << " true\r\n"_ba;
    QTest::newRow("number") << "-0.50e-10"_ba;
    QTest::newRow("long number") << "123456789012345678901234567890.12345678901234567890"_ba;
    QTest::newRow("text") << R"("a\u00e9\n")"_ba;
    QTest::newRow("empty object") << "{}"_ba;
    QTest::newRow("nested") << R"({"a":[1,{"b":null}]})"_ba;
}

void JsonTest::acceptsEveryValue()
{
    QFETCH(QByteArray, bytes);
    const auto problem = json::check(bytes);
    QVERIFY2(!problem, problem ? qPrintable(problem->text) : "");
    QVERIFY(json::minify(bytes));
}

void JsonTest::saysWhereItBreaks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("word");
    QTest::newRow("nothing") << ""_ba << qint64(0) << 1 << 1 << u"there is nothing"_s;
    QTest::newRow("blank") << "\n \n"_ba << qint64(3) << 3 << 1 << u"there is nothing"_s;
    QTest::newRow("word") << "hello"_ba << qint64(0) << 1 << 1 << u"a value is expected"_s;
    QTest::newRow("comma at the end")
        << "{\n  \"a\": 1,\n}"_ba << qint64(12) << 3 << 1 << u"a name in quotes"_s;
    QTest::newRow("no colon") << R"({"a" 1})"_ba << qint64(5) << 1 << 6 << u"colon"_s;
    QTest::newRow("no comma") << "[1 2]"_ba << qint64(3) << 1 << 4 << u"comma"_s;
    QTest::newRow("two values") << "{} {}"_ba << qint64(3) << 1 << 4 << u"may follow"_s;
    QTest::newRow("NUL after it") << QByteArray("{}\0x", 4) << qint64(2) << 1 << 3
                                  << u"may follow"_s;
    QTest::newRow("NUL at the end")
        << QByteArray("1\0", 2) << qint64(1) << 1 << 2 << u"may follow"_s;
    QTest::newRow("quote missing") << "\n[\"abc"_ba << qint64(6) << 2 << 6 << u"closing quote"_s;
    QTest::newRow("leading zero") << "01"_ba << qint64(1) << 1 << 2 << u"may follow"_s;
    QTest::newRow("NaN") << "NaN"_ba << qint64(0) << 1 << 1 << u"a value is expected"_s;
    QTest::newRow("comment") << "{}//"_ba << qint64(2) << 1 << 3 << u"may follow"_s;
    QTest::newRow("fraction") << "[1.]"_ba << qint64(3) << 1 << 4 << u"decimal point"_s;
    QTest::newRow("escape") << R"(["\x"])"_ba << qint64(2) << 1 << 3 << u"escape"_s;
    QTest::newRow("not UTF-8") << "[\"a\xff\"]"_ba << qint64(3) << 1 << 4 << u"UTF-8"_s;
}

void JsonTest::saysWhereItBreaks()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const auto problem = json::check(bytes);
    QVERIFY(problem);
    QTEST(problem->offset, "offset");
    QTEST(problem->line, "line");
    QTEST(problem->column, "column");
    QVERIFY2(problem->text.contains(word), qPrintable(problem->text));
}

void JsonTest::keepsDigitsOrderAndDuplicates()
{
    const QByteArray bytes
        = R"({"z":1.10,"a":12345678901234567890123,"z":1E+2,"b":[-0,0.0000001]})";
    QCOMPARE(*json::minify(bytes), bytes);
}

void JsonTest::keepsEscapesAsTheyCame()
{
    const QByteArray bytes = R"({"\u00e9\/":"a\/\u00e9\"{,:[","b":[true,false,null,"\\"]})";
    QCOMPARE(*json::minify(bytes), bytes);
    const QByteArray spaced = "{ \"\\u00e9\\/\"\t: \"a\\/\\u00e9\\\"{,:[\" ,\r\n\"b\" :[ true, false ,null,\"\\\\\" ]} ";
    QCOMPARE(*json::minify(spaced), bytes);
    QVERIFY(json::pretty(spaced, kMuch)->text.contains("\"\\u00e9\\/\": \"a\\/\\u00e9\\\"{,:[\""));
}

void JsonTest::indentsByTwo()
{
    const auto text = json::pretty(R"({"a":[1,true],"b":{},"c":"x\"é"})", kMuch);
    QVERIFY(text);
    QVERIFY(!text->truncated);
    QCOMPARE(text->text,
             "{\n  \"a\": [\n    1,\n    true\n  ],\n  \"b\": {},\n  \"c\": \"x\\\"é\"\n}"_ba);
}

void JsonTest::showsTextThatIsNotUtf8AsItCame()
{
    const auto text = json::pretty("[\"a\xff\xc3\"]", kMuch);
    QVERIFY(text);
    QCOMPARE(text->text, "[\n  \"a\xff\xc3\"\n]"_ba);
}

void JsonTest::failsOnWhatIsNotJson()
{
    for (const QByteArray &bytes : {""_ba, "x"_ba, "{\"a\":}"_ba, "[1"_ba, "{}{}"_ba}) {
        const auto text = json::pretty(bytes, kMuch);
        QVERIFY2(!text, bytes.constData());
        QVERIFY(text.error().offset >= 0);
        QVERIFY(text.error().text.startsWith(u"JSON: "));
        QVERIFY(!json::minify(bytes));
        QVERIFY(!json::without(bytes, {"/a"}));
    }
}

void JsonTest::stopsAtTheOutputLimit_data()
{
    QTest::addColumn<qsizetype>("limit");
    QTest::addColumn<bool>("truncated");
    const qsizetype whole = qsizetype(sizeof("[\n  1,\n  2\n]")) - 1;
    QTest::newRow("limit - 1") << whole - 1 << true;
    QTest::newRow("limit") << whole << false;
    QTest::newRow("limit + 1") << whole + 1 << false;
    QTest::newRow("nothing") << qsizetype(0) << true;
}

void JsonTest::stopsAtTheOutputLimit()
{
    QFETCH(qsizetype, limit);
    const auto text = json::pretty("[1,2]", limit);
    QVERIFY(text);
    QTEST(text->truncated, "truncated");
    QCOMPARE(text->text, "[\n  1,\n  2\n]"_ba.first(std::min<qsizetype>(limit, 12)));
    // What follows the limit is not looked at.
    QVERIFY(json::pretty("[1,2,3,4,5,6,7,oops", 12));
}

void JsonTest::survivesDepth()
{
    const QByteArray open(kDeep, '[');
    const auto problem = json::check(open);
    QVERIFY(problem);
    QCOMPARE(problem->offset, qint64(kDeep));
    QVERIFY(!json::check(deepArray()));
    QCOMPARE(*json::minify(deepArray()), deepArray());
    QVERIFY(json::pretty(deepArray(), kMuch)->truncated);
    QVERIFY(!json::valueAt(deepArray(), "/0/1"));
    QCOMPARE(*json::without(deepArray(), {"/0/0/0"}), "[[[]]]"_ba);
    QVERIFY(!json::minify(QByteArray("{\"a\":").repeated(kDeep)));
}

void JsonTest::findsValues_data()
{
    constexpr auto kNone = "(none)";
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    const QByteArray document
        = R"({"a":{"b":[10,{"c":"x\n"},[1, 2]]},"":0,"m~n":8,"a/b":1,"a":{"d":2},"01":5,"n":null})";
    QTest::newRow("whole") << "[ 1, 2 ]"_ba
                           << ""_ba
                           << "[1,2]"_ba;
    QTest::newRow("whole text") << "\"x\""_ba
                                << ""_ba
                                << "x"_ba;
    QTest::newRow("number") << document << "/a/b/0"_ba
                            << "10"_ba;
    QTest::newRow("text") << document << "/a/b/1/c"_ba
                          << "x\n"_ba;
    QTest::newRow("array") << document << "/a/b/2"_ba
                           << "[1,2]"_ba;
    QTest::newRow("object") << document << "/a/b/1"_ba
                            << R"({"c":"x\n"})"_ba;
    QTest::newRow("null") << document << "/n"_ba
                          << "null"_ba;
    QTest::newRow("empty name") << document << "/"_ba
                                << "0"_ba;
    QTest::newRow("tilde") << document << "/m~0n"_ba
                           << "8"_ba;
    QTest::newRow("slash") << document << "/a~1b"_ba
                           << "1"_ba;
    QTest::newRow("name of digits") << document << "/01"_ba
                                    << "5"_ba;
    QTest::newRow("first of duplicates only") << document << "/a/d"_ba << QByteArray(kNone);
    QTest::newRow("missing") << document << "/x"_ba << QByteArray(kNone);
    QTest::newRow("past the end") << document << "/a/b/3"_ba << QByteArray(kNone);
    QTest::newRow("index with a zero") << document << "/a/b/00"_ba << QByteArray(kNone);
    QTest::newRow("dash") << document << "/a/b/-"_ba << QByteArray(kNone);
    QTest::newRow("into a number") << document << "/n/x"_ba << QByteArray(kNone);
    QTest::newRow("bad pointer") << document << "a"_ba << QByteArray(kNone);
    QTest::newRow("duplicate scalars") << R"({"a":1,"a":2})"_ba
                                       << "/a"_ba
                                       << "1"_ba;
}

void JsonTest::findsValues()
{
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, pointer);
    QTEST(json::valueAt(document, pointer).value_or("(none)"), "value");
}

void JsonTest::looksUpOnlyInJson()
{
    QVERIFY(!json::valueAt(R"({"a":1)", "/a"));
    QVERIFY(!json::valueAt("", ""));
    QVERIFY(!json::valueAt("a", ""));
}

void JsonTest::checksPointers_data()
{
    constexpr int kGood = -1;
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<int>("offset");
    QTest::newRow("whole") << ""_ba << kGood;
    QTest::newRow("empty name") << "/"_ba << kGood;
    QTest::newRow("escapes") << "/a~0~1/0"_ba << kGood;
    QTest::newRow("no slash") << "a/b"_ba << 0;
    QTest::newRow("tilde at the end") << "/a~"_ba << 2;
    QTest::newRow("tilde 2") << "/~2"_ba << 1;
}

void JsonTest::checksPointers()
{
    QFETCH(QByteArray, pointer);
    QFETCH(int, offset);
    const auto error = json::checkPointer(pointer);
    QCOMPARE(error ? error->offset : -1, qint64(offset));
}

void JsonTest::leavesMembersOut_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QList<QByteArray>>("pointers");
    QTest::addColumn<QByteArray>("expected");
    using Pointers = QList<QByteArray>;
    const QByteArray document = R"({ "t": 1, "a": {"t": 2, "u": [1, 2, 3]}, "t": {"x": 3} })";
    QTest::newRow("none") << document << Pointers{}
                          << R"({"t":1,"a":{"t":2,"u":[1,2,3]},"t":{"x":3}})"_ba;
    QTest::newRow("all duplicates")
        << document << Pointers{"/t"} << R"({"a":{"t":2,"u":[1,2,3]}})"_ba;
    QTest::newRow("nested") << document << Pointers{"/a/t"}
                            << R"({"t":1,"a":{"u":[1,2,3]},"t":{"x":3}})"_ba;
    QTest::newRow("elements by their first place")
        << document << Pointers{"/a/u/0", "/a/u/2"}
        << R"({"t":1,"a":{"t":2,"u":[2]},"t":{"x":3}})"_ba;
    QTest::newRow("several") << document << Pointers{"/t", "/a"} << "{}"_ba;
    QTest::newRow("within what is left out")
        << document << Pointers{"/a", "/a/u", "/t/x", "/t"} << "{}"_ba;
    QTest::newRow("missing") << "[1]"_ba << Pointers{"/x", "/1", "/0/a"} << "[1]"_ba;
    QTest::newRow("whole") << document << Pointers{""} << ""_ba;
    QTest::newRow("bad pointers lead nowhere") << "[1]"_ba << Pointers{"x", "/~"} << "[1]"_ba;
}

void JsonTest::leavesMembersOut()
{
    QFETCH(QByteArray, document);
    QFETCH(QList<QByteArray>, pointers);
    const auto text = json::without(document, pointers);
    QVERIFY(text);
    QTEST(*text, "expected");
}

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
