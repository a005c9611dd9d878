// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/payloadcodec.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using ui::PayloadFormat;

class TestPayloadCodec : public QObject
{
    Q_OBJECT

private slots:
    void everyByteSurvivesHexAndBase64();
    void textComesBackUnchanged_data();
    void textComesBackUnchanged();
    void textThatAnEditorWouldChangeIsRefused_data();
    void textThatAnEditorWouldChangeIsRefused();
    void brokenInputNamesThePosition_data();
    void brokenInputNamesThePosition();
    void looseInputIsTaken_data();
    void looseInputIsTaken();
};

void TestPayloadCodec::everyByteSurvivesHexAndBase64()
{
    QByteArray bytes;
    for (int i = 0; i < 1000; ++i)
        bytes += char(i);
    for (qsizetype size : {0, 1, 2, 3, 31, 32, 33, 56, 57, 58, 1000}) {
        for (const auto format : {PayloadFormat::Hex, PayloadFormat::Base64}) {
            const auto text = ui::toEditable(bytes.first(size), format);
            QVERIFY(text.ok());
            const auto back = ui::fromEditable(*text, format);
            QVERIFY(back.ok());
            QCOMPARE(*back, bytes.first(size));
        }
    }
}

void TestPayloadCodec::textComesBackUnchanged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("lines") << "a\nb\n"_ba;
    QTest::newRow("no-break space") << "a\xc2\xa0z"_ba;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf{}"_ba;
    QTest::newRow("tab") << "a\tb"_ba;
    QTest::newRow("beyond the basic plane") << "\xf0\x9f\x98\x80"_ba;
}

void TestPayloadCodec::textComesBackUnchanged()
{
    QFETCH(QByteArray, bytes);
    const auto text = ui::toEditable(bytes, PayloadFormat::Text);
    QVERIFY(text.ok());
    const auto back = ui::fromEditable(*text, PayloadFormat::Text);
    QVERIFY(back.ok());
    QCOMPARE(*back, bytes);
}

void TestPayloadCodec::textThatAnEditorWouldChangeIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("invalid") << "caf\xe9"_ba;
    QTest::newRow("split character") << "abc\xc3"_ba;
    QTest::newRow("CR LF") << "a\r\nb"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("paragraph separator") << "a\xe2\x80\xa9z"_ba;
    QTest::newRow("overlong") << "\xc0\x80"_ba;
}

void TestPayloadCodec::textThatAnEditorWouldChangeIsRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!ui::toEditable(bytes, PayloadFormat::Text).ok());
    QVERIFY(!ui::toEditable(bytes, PayloadFormat::Json).ok());
}

void TestPayloadCodec::brokenInputNamesThePosition_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("format");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("hex letter") << u"00 0g"_s << int(PayloadFormat::Hex) << qint64(4);
    QTest::newRow("hex half byte") << u"00 0"_s << int(PayloadFormat::Hex) << qint64(4);
    QTest::newRow("base64 sign") << u"aGk*"_s << int(PayloadFormat::Base64) << qint64(3);
    QTest::newRow("base64 after padding") << u"aG==k"_s << int(PayloadFormat::Base64) << qint64(4);
    QTest::newRow("base64 one digit") << u"aGkaa"_s << int(PayloadFormat::Base64) << qint64(5);
    QTest::newRow("base64 padding") << u"aGk=="_s << int(PayloadFormat::Base64) << qint64(5);
    QTest::newRow("base64 only padding") << u"=="_s << int(PayloadFormat::Base64) << qint64(2);
}

void TestPayloadCodec::brokenInputNamesThePosition()
{
    QFETCH(QString, text);
    QFETCH(int, format);
    QFETCH(qint64, offset);
    const auto bytes = ui::fromEditable(text, PayloadFormat(format));
    QVERIFY(!bytes.ok());
    QCOMPARE(bytes.error().offset, offset);
    QVERIFY(!bytes.error().text.isEmpty());
}

void TestPayloadCodec::looseInputIsTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("hex without spaces") << u"68690A"_s << int(PayloadFormat::Hex) << "hi\n"_ba;
    QTest::newRow("hex across lines") << u"6\n8 6\t9"_s << int(PayloadFormat::Hex) << "hi"_ba;
    QTest::newRow("base64 padded") << u"aGk="_s << int(PayloadFormat::Base64) << "hi"_ba;
    QTest::newRow("base64 unpadded") << u"aGk"_s << int(PayloadFormat::Base64) << "hi"_ba;
    QTest::newRow("base64 broken lines") << u"aG\nkh"_s << int(PayloadFormat::Base64) << "hi!"_ba;
}

void TestPayloadCodec::looseInputIsTaken()
{
    QFETCH(QString, text);
    QFETCH(int, format);
    QFETCH(QByteArray, bytes);
    const auto result = ui::fromEditable(text, PayloadFormat(format));
    QVERIFY(result.ok());
    QCOMPARE(*result, bytes);
}

QTEST_GUILESS_MAIN(TestPayloadCodec)
#include "tst_payloadcodec.moc"
