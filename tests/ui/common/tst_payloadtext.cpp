// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/payloadtext.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestPayloadText : public QObject
{
    Q_OBJECT

private slots:
    void jsonIsIndented();
    void whatIsNotJsonStaysAsItIs();
    void invalidUtf8IsShownAndSaid();
    void textIsCutAtTheLimitAndSaid();
    void aCharacterSplitByTheCutIsNoError();
    void longJsonSaysThatItIsCut();
    void hexLinesHaveOffsetBytesAndCharacters();
    void hexLinesCoverEveryByte_data();
    void hexLinesCoverEveryByte();
};

void TestPayloadText::jsonIsIndented()
{
    const auto shown = ui::prettyText(R"({"b":1,"a":[1.50]})");
    QVERIFY(shown.json);
    QCOMPARE(shown.text, u"{\n  \"b\": 1,\n  \"a\": [\n    1.50\n  ]\n}"_s);
    QVERIFY(shown.notice.isEmpty());
}

void TestPayloadText::whatIsNotJsonStaysAsItIs()
{
    const auto shown = ui::prettyText("hello {");
    QVERIFY(!shown.json);
    QCOMPARE(shown.text, u"hello {"_s);
    QVERIFY(shown.notice.isEmpty());
}

void TestPayloadText::invalidUtf8IsShownAndSaid()
{
    const auto shown = ui::plainText("caf\xe9");
    QCOMPARE(shown.text, u"caf\ufffd"_s);
    QVERIFY(shown.notice.contains(u"UTF-8"_s));
    // Nothing follows the first byte of a character of two.
    QVERIFY(ui::plainText("abc\xc3").notice.contains(u"UTF-8"_s));
}

void TestPayloadText::textIsCutAtTheLimitAndSaid()
{
    const QByteArray fits(ui::kShownBytes, 'x');
    QCOMPARE(ui::plainText(fits).text.size(), ui::kShownBytes);
    QVERIFY(ui::plainText(fits).notice.isEmpty());
    const auto cut = ui::plainText(fits + 'y');
    QCOMPARE(cut.text.size(), ui::kShownBytes);
    QVERIFY(cut.notice.contains(u"256"_s));
}

void TestPayloadText::aCharacterSplitByTheCutIsNoError()
{
    const QByteArray bytes = QByteArray(ui::kShownBytes - 1, 'x')
        + "\xc3\xbc"
          "more";
    const auto cut = ui::plainText(bytes);
    QVERIFY(!cut.text.contains(QChar::ReplacementCharacter));
    QVERIFY(!cut.notice.contains(u"UTF-8"_s));
}

void TestPayloadText::longJsonSaysThatItIsCut()
{
    QByteArray json = "[";
    while (json.size() < 2 * ui::kShownBytes)
        json += "\"abcdefgh\",";
    json += "1]";
    const auto shown = ui::prettyText(json);
    QVERIFY(shown.json);
    QVERIFY(!shown.notice.isEmpty());
    QVERIFY(shown.text.size() <= ui::kShownBytes);
}

void TestPayloadText::hexLinesHaveOffsetBytesAndCharacters()
{
    const QByteArray bytes("Hello, world!\r\n\0\xff", 17);
    QCOMPARE(ui::hexLine(bytes, 0),
             u"00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 0d 0a 00  Hello, world!···"_s);
    QCOMPARE(ui::hexLine(bytes, 1).trimmed(), u"00000010  ff"_s + QString(48, u' ') + u"·"_s);
}

void TestPayloadText::hexLinesCoverEveryByte_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("lines");
    QTest::newRow("empty") << 0 << 0;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("15") << 15 << 1;
    QTest::newRow("16") << 16 << 1;
    QTest::newRow("17") << 17 << 2;
}

void TestPayloadText::hexLinesCoverEveryByte()
{
    QFETCH(int, size);
    QFETCH(int, lines);
    QCOMPARE(ui::hexLineCount(QByteArray(size, 'x')), qint64(lines));
}

QTEST_GUILESS_MAIN(TestPayloadText)
#include "tst_payloadtext.moc"
