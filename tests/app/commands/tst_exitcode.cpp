// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/exitcode.h"

#include <QtCore/QMetaEnum>
#include <QtTest/QTest>

class TestExitCode : public QObject
{
    Q_OBJECT

private slots:
    void eachReasonHasItsCode_data();
    void eachReasonHasItsCode();
};

void TestExitCode::eachReasonHasItsCode_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("code"); ///< -1: the verdict decides

    using nats::EndReason;
    const QHash<EndReason, int> fixed{
        {EndReason::InvalidRequest, 2},       {EndReason::HeadersNotSupported, 2},
        {EndReason::MaxPayloadExceeded, 2},   {EndReason::ControlLineTooLong, 2},
        {EndReason::NotConnected, 3},         {EndReason::NoResponders, 4},
        {EndReason::PublishDenied, 5},        {EndReason::InboxDenied, 5},
        {EndReason::ReplySubjectRejected, 5}, {EndReason::SubscriptionLimit, 5},
    };
    const QMetaEnum reasons = QMetaEnum::fromType<EndReason>();
    for (int i = 0; i < reasons.keyCount(); ++i)
        QTest::newRow(reasons.key(i))
            << reasons.value(i) << fixed.value(EndReason(reasons.value(i)), -1);
}

void TestExitCode::eachReasonHasItsCode()
{
    QFETCH(int, reason);
    QFETCH(int, code);
    nats::Outcome outcome;
    outcome.reason = nats::EndReason(reason);
    QCOMPARE(int(commands::exitCode(outcome, {true, {}})), code < 0 ? 0 : code);
    QCOMPARE(int(commands::exitCode(outcome, {false, {}})), code < 0 ? 1 : code);
}

QTEST_GUILESS_MAIN(TestExitCode)
#include "tst_exitcode.moc"
