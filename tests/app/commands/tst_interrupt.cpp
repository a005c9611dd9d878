// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/interrupt.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <signal.h>

using commands::Interrupt;

class TestInterrupt : public QObject
{
    Q_OBJECT

private slots:
    void theSecondHasItsUsualEffect_data();
    void theSecondHasItsUsualEffect();
};

namespace {

bool isDefault(int number)
{
    struct sigaction action = {};
    sigaction(number, nullptr, &action);
    return action.sa_handler == SIG_DFL;
}

} // namespace

void TestInterrupt::theSecondHasItsUsualEffect_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestInterrupt::theSecondHasItsUsualEffect()
{
    QFETCH(const int, number);
    Interrupt interrupt;
    const QSignalSpy interrupted(&interrupt, &Interrupt::interrupted);
    QVERIFY(!isDefault(SIGINT) && !isDefault(SIGTERM));
    QCOMPARE(raise(number), 0);
    QTRY_COMPARE(interrupted.size(), 1);
    QVERIFY(isDefault(SIGINT) && isDefault(SIGTERM));
}

QTEST_GUILESS_MAIN(TestInterrupt)
#include "tst_interrupt.moc"
