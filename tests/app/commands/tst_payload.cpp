// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/payload.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

class TestPayload : public QObject
{
    Q_OBJECT

private slots:
    void bytesAreThemselves();
    void aFileIsReadAsItIs();
    void theLimitIsKept_data();
    void theLimitIsKept();
    void aMissingFileIsNamed();
    void anEndlessFileIsRefused();
};

void TestPayload::bytesAreThemselves()
{
    QCOMPARE(*commands::readPayload(QByteArray("a\0b", 3)), QByteArray("a\0b", 3));
}

void TestPayload::aFileIsReadAsItIs()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray bytes("\r\n\0\xff{", 5);
    file.write(bytes);
    file.close();
    QCOMPARE(*commands::readPayload(commands::FilePayload{file.fileName()}), bytes);
}

void TestPayload::theLimitIsKept_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("one less") << 9 << true;
    QTest::newRow("the limit") << 10 << true;
    QTest::newRow("one more") << 11 << false;
}

void TestPayload::theLimitIsKept()
{
    QFETCH(int, size);
    QFETCH(bool, fits);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray(size, 'x'));
    file.close();
    const auto payload = commands::readPayload(commands::FilePayload{file.fileName()}, 10);
    QCOMPARE(payload.ok(), fits);
    if (!fits)
        QCOMPARE(payload.error().kind, base::ErrorKind::Limit);
}

void TestPayload::aMissingFileIsNamed()
{
    const QString path = QStringLiteral("/nonexistent/payload");
    const auto payload = commands::readPayload(commands::FilePayload{path});
    QVERIFY(!payload.ok());
    QVERIFY2(payload.error().text.contains(path), qPrintable(payload.error().text));
}

void TestPayload::anEndlessFileIsRefused()
{
    const auto payload
        = commands::readPayload(commands::FilePayload{QStringLiteral("/dev/zero")}, 1000);
    QVERIFY(!payload.ok());
    QCOMPARE(payload.error().kind, base::ErrorKind::Limit);
}

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
