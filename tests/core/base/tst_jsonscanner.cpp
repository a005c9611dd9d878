// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/jsonscanner.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using base::json::Scanner;

class TestJsonScanner : public QObject
{
    Q_OBJECT

private slots:
    void membersAreWalked();
    void listsAreWalked();
    void escapesAreResolved_data();
    void escapesAreResolved();
    void depthIsLimited();
    void theFirstProblemStays();
};

void TestJsonScanner::membersAreWalked()
{
    Scanner in(R"( {"a":1, "b\n":{"c":[{},[]]}, "d":"e"} )");
    in.openObject();
    QCOMPARE(in.key()->toByteArray(), QByteArray("a"));
    QCOMPARE(in.kind(), Scanner::Kind::Number);
    QCOMPARE(in.number(), quint64(1));
    QCOMPARE(in.key()->toByteArray(), QByteArray("b\n"));
    QCOMPARE(in.kind(), Scanner::Kind::Object);
    in.skip();
    QCOMPARE(in.key()->toByteArray(), QByteArray("d"));
    QCOMPARE(in.kind(), Scanner::Kind::Text);
    QCOMPARE(in.text(), QByteArray("e"));
    QVERIFY(!in.key());
    in.end();
    QVERIFY(!in.failed());
}

void TestJsonScanner::listsAreWalked()
{
    Scanner in("[[], [1,2], 18446744073709551615]");
    in.openArray();
    QVERIFY(in.element());
    in.openArray();
    QVERIFY(!in.element());
    QVERIFY(in.element());
    in.openArray();
    QVERIFY(in.element());
    QCOMPARE(in.number(), quint64(1));
    QVERIFY(in.element());
    QCOMPARE(in.number(), quint64(2));
    QVERIFY(!in.element());
    QVERIFY(in.element());
    QCOMPARE(in.number(), std::numeric_limits<quint64>::max());
    QVERIFY(!in.element());
    in.end();
    QVERIFY(!in.failed());
}

void TestJsonScanner::escapesAreResolved_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("none") << QByteArray("a\xff") << QByteArray("a\xff");
    QTest::newRow("letters") << QByteArray(R"(\"\\\/\b\f\n\r\t)") << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("of one to three bytes")
        << QByteArray(R"(\u0041\u00fc\u20AC)") << QByteArray("Aü€");
    QTest::newRow("a pair") << QByteArray(R"(x\ud83d\ude00y)") << QByteArray("x😀y");
    QTest::newRow("a high half") << QByteArray(R"(\ud83dx)") << QByteArray("\xef\xbf\xbdx");
    QTest::newRow("a high half before another escape") << QByteArray(R"(\ud83d\u0041)")
                                                       << QByteArray("\xef\xbf\xbd"
                                                                     "A");
    QTest::newRow("a low half") << QByteArray(R"(\ude00)") << QByteArray("\xef\xbf\xbd");
    QTest::newRow("NUL") << QByteArray(R"(a\u0000b)") << QByteArray("a\0b", 3);
}

void TestJsonScanner::escapesAreResolved()
{
    QFETCH(QByteArray, raw);
    QTEST(Scanner::unescaped(raw), "text");
    const QByteArray document = '"' + raw + '"';
    Scanner in(document);
    QTEST(in.text(), "text");
    in.end();
    QVERIFY(!in.failed());
}

void TestJsonScanner::depthIsLimited()
{
    const auto isSkipped = [](qsizetype depth) {
        const QByteArray document = QByteArray(depth, '[') + QByteArray(depth, ']');
        Scanner in(document);
        in.skip();
        in.end();
        return !in.failed();
    };
    QVERIFY(isSkipped(Scanner::kMaxDepth - 1));
    QVERIFY(isSkipped(Scanner::kMaxDepth));
    QVERIFY(!isSkipped(Scanner::kMaxDepth + 1));
}

void TestJsonScanner::theFirstProblemStays()
{
    Scanner in("[1;2]");
    in.openArray();
    QVERIFY(in.element());
    in.skip();
    QVERIFY(!in.element());
    in.fail(u"something else"_s);
    QVERIFY(in.failed());
    QCOMPARE(in.error().offset, 2);
    QCOMPARE(in.error().text, u"“,” was expected (byte 2)"_s);
    QVERIFY(!in.key());
    QCOMPARE(in.kind(), Scanner::Kind::Nothing);
}

QTEST_GUILESS_MAIN(TestJsonScanner)
#include "tst_jsonscanner.moc"
