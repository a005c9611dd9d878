// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/jsontree.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using base::json::Tree;
using base::json::Value;

namespace {

// The tree in one line: names, types and texts, so that rows can be compared at a glance.
QByteArray print(Value value)
{
    switch (value.type()) {
    case Value::Type::Null:
        return "null";
    case Value::Type::False:
        return "false";
    case Value::Type::True:
        return "true";
    case Value::Type::Number:
        return value.text().toByteArray();
    case Value::Type::Text:
        return '\'' + value.text().toByteArray() + '\'';
    case Value::Type::Array:
    case Value::Type::Object:
        break;
    }
    QByteArrayList parts;
    for (const Value child : value) {
        parts << (value.isObject() ? QByteArray(child.name().toByteArray() + ':') : QByteArray())
                + print(child);
    }
    return (value.isObject() ? '{' : '[') + parts.join(' ') + (value.isObject() ? '}' : ']');
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

} // namespace

class JsonTreeTest final : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrderDuplicatesAndDigits_data();
    void keepsOrderDuplicatesAndDigits();
    void mendsTextsAsGoDoes_data();
    void mendsTextsAsGoDoes();
    void refusesWhatGoRefuses_data();
    void refusesWhatGoRefuses();
    void integersAreWhole_data();
    void integersAreWhole();
    void depthIsLimited();
    void depthCountsObjectsToo();
    void sizeIsLimited();
    void anEmptyTreeIsNull();
    void aCopyReadsTheSame();
};

void JsonTreeTest::keepsOrderDuplicatesAndDigits_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("tree");
    QTest::newRow("scalars") << " [null, true,false ,\"x\",1.50e+3]\r\n\t"_ba
                             << "[null true false 'x' 1.50e+3]"_ba;
    QTest::newRow("duplicates") << R"({"b":1,"a":{},"b":[2,{"c":3}],"":4})"_ba
                                << "{b:1 a:{} b:[2 {c:3}] :4}"_ba;
    QTest::newRow("escaped name") << R"({"\u0065xp":1})"_ba
                                  << "{exp:1}"_ba;
    QTest::newRow("NUL in a text") << R"(["a\u0000b"])"_ba
                                   << "['a\0b']"_ba;
    QTest::newRow("past a double") << R"({"a":1e999,"b":[-1.5E+400,"1e999"],"c":7})"_ba
                                   << "{a:1e999 b:[-1.5E+400 '1e999'] c:7}"_ba;
    const QByteArray digits(400, '9');
    QTest::newRow("400 digits") << QByteArray('[' + digits + ",\"\\\"x\"]")
                                << QByteArray('[' + digits + " '\"x']");
    QTest::newRow("scalar alone") << "1e400"_ba
                                  << "1e400"_ba;
}

void JsonTreeTest::keepsOrderDuplicatesAndDigits()
{
    QFETCH(const QByteArray, document);
    const auto tree = Tree::parse(document);
    QVERIFY(tree);
    QTEST(print(tree->root()), "tree");
}

void JsonTreeTest::mendsTextsAsGoDoes_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("text");
    const QByteArray bad = "\xef\xbf\xbd";
    QTest::newRow("pair") << R"("\ud83d\ude00")"_ba
                          << "\xf0\x9f\x98\x80"_ba;
    QTest::newRow("high alone") << R"("a\uD800b")"_ba << QByteArray('a' + bad + 'b');
    QTest::newRow("low alone") << R"("\udc00")"_ba << bad;
    QTest::newRow("high, then a letter") << R"("\ud800\u0041")"_ba << QByteArray(bad + 'A');
    QTest::newRow("high, then a pair")
        << R"("\ud800\ud83d\ude00")"_ba << QByteArray(bad + "\xf0\x9f\x98\x80");
    QTest::newRow("escaped backslash") << R"("\\ud800")"_ba
                                       << R"(\ud800)"_ba;
    QTest::newRow("byte") << "\"a\xff\x62\""_ba << QByteArray('a' + bad + 'b');
    QTest::newRow("each byte of an overlong form") << "\"\xc0\xaf\""_ba << QByteArray(bad + bad);
    QTest::newRow("surrogate as bytes") << "\"\xed\xa0\x80\""_ba << QByteArray(bad + bad + bad);
    QTest::newRow("past U+10FFFF")
        << "\"\xf4\x90\x80\x80\""_ba << QByteArray(bad + bad + bad + bad);
    QTest::newRow("cut character") << "\"\xe2\x82\""_ba << QByteArray(bad + bad);
    QTest::newRow("good ones stay") << "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xff\""_ba
                                    << QByteArray("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80" + bad);
}

void JsonTreeTest::mendsTextsAsGoDoes()
{
    QFETCH(const QByteArray, document);
    QFETCH(const QByteArray, text);
    const auto tree = Tree::parse(document);
    QVERIFY(tree);
    QCOMPARE(tree->root().text().toByteArray(), text);
    // As a name it is mended too.
    const auto object = Tree::parse('{' + document + ":1e999}");
    QVERIFY(object);
    QCOMPARE((*object->root().begin()).name().toByteArray(), text);
}

void JsonTreeTest::refusesWhatGoRefuses_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("nothing") << ""_ba << qint64(0);
    QTest::newRow("BOM") << "\xef\xbb\xbf{}"_ba << qint64(0);
    QTest::newRow("comment") << "{/**/}"_ba << qint64(1);
    QTest::newRow("text behind") << "{}x"_ba << qint64(2);
    QTest::newRow("second value") << "{}{}"_ba << qint64(2);
    QTest::newRow("NUL behind") << "{}\0"_ba << qint64(2);
    QTest::newRow("NUL between") << "[1,\0 2]"_ba << qint64(3);
    QTest::newRow("comma before the end") << "[1,]"_ba << qint64(3);
    QTest::newRow("leading zero") << "[01]"_ba << qint64(2);
    QTest::newRow("big and not a number") << "[1e999,1e]"_ba << qint64(9);
    QTest::newRow("plus") << "[+1]"_ba << qint64(1);
    QTest::newRow("single quotes") << "['a']"_ba << qint64(1);
    QTest::newRow("NaN") << "[NaN]"_ba << qint64(1);
}

void JsonTreeTest::refusesWhatGoRefuses()
{
    QFETCH(const QByteArray, document);
    const auto tree = Tree::parse(document);
    QVERIFY(!tree);
    QTEST(tree.error().offset, "offset");
    QVERIFY(tree.error().text.startsWith("JSON: "_L1));
    QVERIFY(!Tree::parse("\"a\nb\"")); // a raw control character
    QVERIFY(!Tree::parse("\"\\x\""));
    QVERIFY(!Tree::parse("\"\\ud8"));
}

void JsonTreeTest::integersAreWhole_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<bool>("is");
    QTest::addColumn<qint64>("number");
    QTest::newRow("zero") << "0"_ba << true << qint64(0);
    QTest::newRow("minus zero") << "-0"_ba << true << qint64(0);
    QTest::newRow("largest") << "9223372036854775807"_ba << true
                             << std::numeric_limits<qint64>::max();
    QTest::newRow("smallest") << "-9223372036854775808"_ba << true
                              << std::numeric_limits<qint64>::min();
    QTest::newRow("one more") << "9223372036854775808"_ba << false << qint64(0);
    QTest::newRow("fraction") << "1.0"_ba << false << qint64(0);
    QTest::newRow("exponent") << "1e3"_ba << false << qint64(0);
    QTest::newRow("text") << "\"1\""_ba << false << qint64(0);
    QTest::newRow("true") << "true"_ba << false << qint64(0);
}

void JsonTreeTest::integersAreWhole()
{
    QFETCH(const QByteArray, document);
    QFETCH(const bool, is);
    const auto tree = Tree::parse(document);
    QVERIFY(tree);
    const auto integer = tree->root().integer();
    QCOMPARE(integer.has_value(), is);
    if (is)
        QTEST(*integer, "number");
}

void JsonTreeTest::depthIsLimited()
{
    QVERIFY(Tree::parse(nested(Tree::kMaxDepth - 1)));
    QVERIFY(Tree::parse(nested(Tree::kMaxDepth)));
    const auto tooDeep = Tree::parse(nested(Tree::kMaxDepth + 1));
    QVERIFY(!tooDeep);
    QCOMPARE(tooDeep.error().kind, base::ErrorKind::Limit);
    QVERIFY(!Tree::parse(QByteArray(1'000'000, '[')));
}

void JsonTreeTest::depthCountsObjectsToo()
{
    const int half = Tree::kMaxDepth / 2;
    const QByteArray deep = QByteArray("{\"a\":[").repeated(half) + QByteArray("]}").repeated(half);
    QVERIFY(Tree::parse(deep));
    QVERIFY(!Tree::parse('[' + deep + ']'));
}

void JsonTreeTest::sizeIsLimited()
{
    const auto text = [](qsizetype size) -> QByteArray {
        return '"' + QByteArray(size - 2, 'x') + '"';
    };
    QVERIFY(Tree::parse(text(Tree::kMaxSize - 1)));
    QVERIFY(Tree::parse(text(Tree::kMaxSize)));
    const auto large = Tree::parse(text(Tree::kMaxSize + 1));
    QVERIFY(!large);
    QCOMPARE(large.error().kind, base::ErrorKind::Limit);
}

void JsonTreeTest::anEmptyTreeIsNull()
{
    QVERIFY(Tree().root().isNull());
    QCOMPARE(Tree().root().size(), qsizetype(0));
}

void JsonTreeTest::aCopyReadsTheSame()
{
    Tree copy;
    {
        const auto tree = Tree::parse("{\"a\":[\"\xff\",2]}");
        QVERIFY(tree);
        copy = *tree;
    }
    QCOMPARE(print(copy.root()), "{a:['\xef\xbf\xbd' 2]}"_ba);
}

QTEST_GUILESS_MAIN(JsonTreeTest)

#include "tst_jsontree.moc"
