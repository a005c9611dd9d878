// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/ruletext.h"

#include "ui/common/format.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRuleText : public QObject
{
    Q_OBJECT

private slots:
    void spansComeBackExactly();
    void offIsZero();
    void countsAreRead_data();
    void countsAreRead();
    void sizesAreRead_data();
    void sizesAreRead();
};

void TestRuleText::spansComeBackExactly()
{
    QCOMPARE(ui::exactSpan(2s), u"2 s"_s);
    QCOMPARE(ui::exactSpan(1500ms), u"1.5 s"_s);
    QCOMPARE(ui::exactSpan(1100ms), u"1.1 s"_s);
    QCOMPARE(ui::exactSpan(300ms), u"300 ms"_s);
    QCOMPARE(ui::exactSpan(250us), u"250 µs"_s);
    QCOMPARE(ui::exactSpan(7ns), u"7 ns"_s);
    for (const base::Span span :
         {base::Span(1ns), base::Span(1'234'567'890ns), base::Span(86'399s)})
        QCOMPARE(ui::parseSpan(ui::exactSpan(span)), std::optional(span));
}

void TestRuleText::offIsZero()
{
    QCOMPARE(ui::parseOptionalSpan(u"off"_s), std::optional(base::Span(0)));
    QCOMPARE(ui::parseOptionalSpan(u"0"_s), std::optional(base::Span(0)));
    QCOMPARE(ui::parseOptionalSpan(u"300 ms"_s), std::optional(base::Span(300ms)));
    QVERIFY(!ui::parseOptionalSpan(u"soon"_s));
}

void TestRuleText::countsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("count"); // -1: refused
    QTest::newRow("plain") << u"1000"_s << qint64(1000);
    QTest::newRow("grouped") << u"1,000,000"_s << qint64(1'000'000);
    QTest::newRow("infinity") << u"∞"_s << qint64(0);
    QTest::newRow("off") << u" Off "_s << qint64(0);
    QTest::newRow("wrong groups") << u"1,00"_s << qint64(-1);
    QTest::newRow("negative") << u"-1"_s << qint64(-1);
    QTest::newRow("fraction") << u"1.5"_s << qint64(-1);
    QTest::newRow("empty") << QString() << qint64(-1);
    QTest::newRow("overflow") << u"99999999999999999999"_s << qint64(-1);
}

void TestRuleText::countsAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, count);
    const auto read = ui::parseCount(text);
    QCOMPARE(read.has_value(), count >= 0);
    if (read)
        QCOMPARE(qint64(*read), count);
}

void TestRuleText::sizesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("size"); // -1: refused
    QTest::newRow("bytes") << u"1000"_s << qint64(1000);
    QTest::newRow("B") << u"10 B"_s << qint64(10);
    QTest::newRow("MiB") << u"256 MiB"_s << qint64(256) * 1024 * 1024;
    QTest::newRow("short") << u"64k"_s << qint64(64) * 1024;
    QTest::newRow("as shown") << u"1\u2009GiB"_s << qint64(1024) * 1024 * 1024;
    QTest::newRow("overflow") << u"999999999999 TiB"_s << qint64(-1);
    QTest::newRow("word") << u"big"_s << qint64(-1);
}

void TestRuleText::sizesAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, size);
    const auto read = ui::parseSize(text);
    QCOMPARE(read.has_value(), size >= 0);
    if (read)
        QCOMPARE(*read, size);
}

QTEST_GUILESS_MAIN(TestRuleText)
#include "tst_ruletext.moc"
