// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/tokeninput.h"

#include "core/jwt/tokentext.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

class TestTokenInput : public QObject
{
    Q_OBJECT

private slots:
    void whatIsLeftOutIsSaid();
};

void TestTokenInput::whatIsLeftOutIsSaid()
{
    for (const qsizetype more : {-1, 0, 1}) {
        QTemporaryFile file;
        QVERIFY(file.open());
        for (qsizetype i = 0; i < jwt::kMaxTokens + more; ++i)
            file.write(QByteArray(QByteArray(56, 'A') + "|eyJ.e.e\n"));
        file.close();
        const auto input = commands::readTokenInput(file.fileName().toLocal8Bit());
        QVERIFY(input.ok());
        QCOMPARE(qsizetype(input->tokens.size()), jwt::kMaxTokens + qMin(more, qsizetype(0)));
        QCOMPARE(input->truncated, more > 0);
        QCOMPARE(!input->warning.isEmpty(), more > 0);
    }
}

QTEST_GUILESS_MAIN(TestTokenInput)
#include "tst_tokeninput.moc"
