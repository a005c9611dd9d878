// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/accountserver/missingkeys.h"

#include <QtTest/QTest>

using namespace accountserver;
using namespace std::chrono_literals;

class TestMissingKeys : public QObject
{
    Q_OBJECT

private slots:
    void aKeyIsForgottenAfterAWhile();
    void theOldestGoesWhenThereAreTooMany();
};

void TestMissingKeys::aKeyIsForgottenAfterAWhile()
{
    const MissingKeys::TimePoint now{1h};
    MissingKeys keys;
    QVERIFY(!keys.has("a", now));
    keys.add("a", now);
    keys.add("b", now + 1s);
    keys.add("a", now + 1s); // known already: not for longer
    QVERIFY(keys.has("a", now + MissingKeys::kFor - 1ns));
    QVERIFY(!keys.has("a", now + MissingKeys::kFor));
    QVERIFY(keys.has("b", now + MissingKeys::kFor));
    keys.clear();
    QVERIFY(!keys.has("b", now));
}

void TestMissingKeys::theOldestGoesWhenThereAreTooMany()
{
    const MissingKeys::TimePoint now{1h};
    MissingKeys keys;
    for (qsizetype i = 0; i < MissingKeys::kMaxKeys; ++i)
        keys.add(QByteArray::number(i), now);
    QVERIFY(keys.has("0", now));
    keys.add("one more", now);
    QVERIFY(!keys.has("0", now));
    QVERIFY(keys.has("1", now));
    QVERIFY(keys.has("one more", now));
}

QTEST_APPLESS_MAIN(TestMissingKeys)
#include "tst_missingkeys.moc"
