// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/format.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFormat : public QObject
{
    Q_OBJECT

private slots:
    void spansHaveThreeDigitsAndAUnit_data();
    void spansHaveThreeDigitsAndAUnit();
    void millisecondsKeepThreeDecimals();
    void bytesUseBinaryUnits_data();
    void bytesUseBinaryUnits();
    void countsAreGroupedByThousands();
    void typedTimesAreRead_data();
    void typedTimesAreRead();
    void previewsAreOneVisibleLine_data();
    void previewsAreOneVisibleLine();
    void previewsAreCutBetweenCharacters();
};

void TestFormat::spansHaveThreeDigitsAndAUnit_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("unit");
    QTest::newRow("zero") << qint64(0) << u"0"_s << u"ms"_s;
    QTest::newRow("ns") << qint64(999) << u"999"_s << u"ns"_s;
    QTest::newRow("1 us") << qint64(1'000) << u"1.00"_s << u"µs"_s;
    QTest::newRow("312 us") << qint64(312'400) << u"312"_s << u"µs"_s;
    QTest::newRow("rounds up to the next unit") << qint64(999'600) << u"1.00"_s << u"ms"_s;
    QTest::newRow("18.2 ms") << qint64(18'204'000) << u"18.2"_s << u"ms"_s;
    QTest::newRow("9.99 rounds to 10.0") << qint64(9'996'000) << u"10.0"_s << u"ms"_s;
    QTest::newRow("240 ms") << qint64(240'015'000) << u"240"_s << u"ms"_s;
    QTest::newRow("1.24 s") << qint64(1'240'000'000) << u"1.24"_s << u"s"_s;
    QTest::newRow("negative") << qint64(-18'204'000) << u"-18.2"_s << u"ms"_s;
}

void TestFormat::spansHaveThreeDigitsAndAUnit()
{
    QFETCH(qint64, ns);
    QFETCH(QString, number);
    QFETCH(QString, unit);
    const ui::Figure figure = ui::spanFigure(base::Span(ns));
    QCOMPARE(figure.number, number);
    QCOMPARE(figure.unit, unit);
    QCOMPARE(ui::formatSpan(base::Span(ns)), number + QChar(0x2009) + unit);
}

void TestFormat::millisecondsKeepThreeDecimals()
{
    QCOMPARE(ui::formatMillis(1'130'671'999ns), u"1,130.671"_s);
    QCOMPARE(ui::formatMillis(18'204us), u"18.204"_s);
    QCOMPARE(ui::formatMillis(0ns), u"0.000"_s);
    QCOMPARE(ui::formatMillis(1'234'567ms), u"1,234,567.000"_s);
    QCOMPARE(ui::formatMillis(-5us), u"-0.005"_s);
}

void TestFormat::bytesUseBinaryUnits_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << qint64(0) << u"0 B"_s;
    QTest::newRow("1023") << qint64(1023) << u"1023 B"_s;
    QTest::newRow("1024") << qint64(1024) << u"1 KiB"_s;
    QTest::newRow("1.2 KiB") << qint64(1229) << u"1.2 KiB"_s;
    QTest::newRow("10 MiB") << qint64(10) * 1024 * 1024 << u"10 MiB"_s;
    QTest::newRow("2 GiB") << qint64(2) * 1024 * 1024 * 1024 << u"2 GiB"_s;
}

void TestFormat::bytesUseBinaryUnits()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(ui::formatBytes(bytes), text.replace(u' ', QChar(0x2009)));
}

void TestFormat::countsAreGroupedByThousands()
{
    QCOMPARE(ui::formatCount(0), u"0"_s);
    QCOMPARE(ui::formatCount(999), u"999"_s);
    QCOMPARE(ui::formatCount(1'204), u"1,204"_s);
    QCOMPARE(ui::formatCount(1'000'000), u"1,000,000"_s);
}

void TestFormat::typedTimesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ns"); // -1: refused
    QTest::newRow("2 s") << u"2 s"_s << qint64(2'000'000'000);
    QTest::newRow("300ms") << u"300ms"_s << qint64(300'000'000);
    QTest::newRow("1.5s") << u" 1.5s "_s << qint64(1'500'000'000);
    QTest::newRow("2m") << u"2m"_s << qint64(120'000'000'000);
    QTest::newRow("bare is ms") << u"250"_s << qint64(250'000'000);
    QTest::newRow("us") << u"10us"_s << qint64(10'000);
    QTest::newRow("half") << u".5s"_s << qint64(500'000'000);
    QTest::newRow("empty") << QString() << qint64(-1);
    QTest::newRow("word") << u"soon"_s << qint64(-1);
    QTest::newRow("negative") << u"-1s"_s << qint64(-1);
    QTest::newRow("unknown unit") << u"1d"_s << qint64(-1);
    QTest::newRow("comma") << u"1,5s"_s << qint64(-1);
    QTest::newRow("would overflow") << u"999999999999h"_s << qint64(-1);
}

void TestFormat::typedTimesAreRead()
{
    QFETCH(QString, text);
    QFETCH(qint64, ns);
    const auto span = ui::parseSpan(text);
    QCOMPARE(span.has_value(), ns >= 0);
    if (span)
        QCOMPARE(qint64(span->count()), ns);
}

void TestFormat::previewsAreOneVisibleLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << ""_ba << QString();
    QTest::newRow("utf-8") << "gr\xc3\xbc\xc3\x9f"_ba << u"grüß"_s;
    QTest::newRow("line break") << "a\r\nb"_ba << u"a␍␊b"_s;
    QTest::newRow("nul") << QByteArray("a\0b", 3) << u"a␀b"_s;
    QTest::newRow("invalid utf-8 is latin-1") << "caf\xe9"_ba << u"café"_s;
    QTest::newRow("direction override") << "a\xe2\x80\xae"
                                           "b"_ba
                                        << u"a·b"_s;
}

void TestFormat::previewsAreOneVisibleLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(ui::previewText(bytes), text);
}

void TestFormat::previewsAreCutBetweenCharacters()
{
    QCOMPARE(ui::previewText("abcd", 3), u"abc…"_s);
    QCOMPARE(ui::previewText("abc", 3), u"abc"_s);
    // A face takes two UTF-16 units: half of one is never shown.
    QCOMPARE(ui::previewText("ab\xf0\x9f\x98\x80", 3), u"ab…"_s);
    QCOMPARE(ui::previewText(QByteArray("\xc3\xbc").repeated(1000), 3), u"üüü…"_s);
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
