// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/activity.h"
#include "tests/support/traffic.h"

#include <QtTest/QTest>

#include <numeric>

using capture::Activity;
using traffic::at;

namespace {

quint64 messages(const Activity &activity)
{
    const auto add = [](quint64 sum, const Activity::Bin &bin) {
        return sum + bin.messages;
    };
    return std::accumulate(activity.bins().begin(), activity.bins().end(), quint64(0), add);
}

} // namespace

class ActivityTest final : public QObject
{
    Q_OBJECT

private slots:
    void countsByTime();
    void binsAreBounded_data();
    void binsAreBounded();
    void timesFarApartAndBackAreCounted();
    void tellsTheRateOfTheLastSecond();
};

void ActivityTest::countsByTime()
{
    Activity activity;
    activity.add(at(0), 1, 10);
    activity.add(at(99), 2, 20);
    activity.add(at(100), 1, 5);
    activity.add(at(350), 1, 1);
    QCOMPARE(activity.begin(), at(0));
    QCOMPARE(activity.bins().size(), size_t(4));
    QCOMPARE(activity.bins()[0].messages, quint64(3));
    QCOMPARE(activity.bins()[0].bytes, quint64(30));
    QCOMPARE(activity.bins()[1].messages, quint64(1));
    QCOMPARE(activity.bins()[2].messages, quint64(0));
    QCOMPARE(activity.bins()[3].bytes, quint64(1));
}

void ActivityTest::binsAreBounded_data()
{
    QTest::addColumn<qint64>("last");
    QTest::addColumn<qint64>("width");
    QTest::newRow("limit - 1") << qint64(102'299) << qint64(100);
    QTest::newRow("limit") << qint64(102'399) << qint64(100);
    QTest::newRow("limit + 1") << qint64(102'400) << qint64(200);
    QTest::newRow("a day") << qint64(86'400'000) << qint64(102'400);
}

void ActivityTest::binsAreBounded()
{
    QFETCH(qint64, last);
    QFETCH(qint64, width);
    Activity activity;
    for (int i = 0; i < 100; ++i)
        activity.add(at(i * 1'000), 1, 1);
    activity.add(at(last), 1, 1);
    QCOMPARE(activity.width(), traffic::ms(width));
    QVERIFY(qsizetype(activity.bins().size()) <= Activity::kMaxBins);
    QCOMPARE(messages(activity), quint64(101));
    QCOMPARE(activity.bins().size(), size_t(last / width + 1));
    QVERIFY(activity.bins().back().messages > 0);
}

void ActivityTest::timesFarApartAndBackAreCounted()
{
    Activity activity;
    activity.add(base::Instant::min(), 1, 1);
    activity.add(base::Instant::max(), 1, 1);
    activity.add(base::Instant(), 1, 1);
    activity.add(base::Instant::min(), 1, 1);
    QCOMPARE(messages(activity), quint64(4));
    QVERIFY(qsizetype(activity.bins().size()) <= Activity::kMaxBins);
}

void ActivityTest::tellsTheRateOfTheLastSecond()
{
    Activity activity;
    QCOMPARE(activity.ratePerSecond(at(0)), 0.0);
    for (int i = 0; i < 100; ++i)
        activity.add(at(i * 10), 3, 1);
    QCOMPARE(activity.ratePerSecond(at(-5'000)), 0.0); // as if all of it were still to come
    QCOMPARE(activity.ratePerSecond(at(1'000)), 300.0);
    activity.add(at(1'000), 1, 1);
    QCOMPARE(activity.ratePerSecond(at(1'500)), 300.0);
    QCOMPARE(activity.ratePerSecond(at(2'000)), 1.0);
    QCOMPARE(activity.ratePerSecond(at(3'000)), 0.0);
    QCOMPARE(activity.peakPerSecond(), 300.0);
}

QTEST_GUILESS_MAIN(ActivityTest)
#include "tst_activity.moc"
