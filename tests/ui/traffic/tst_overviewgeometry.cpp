// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/overviewgeometry.h"

#include "tests/support/traffic.h"

#include <QtTest/QTest>

using namespace ui;
using traffic::at;
using traffic::ms;

namespace {

// A message every 100 ms, a bin each.
capture::Activity steady(int bins)
{
    capture::Activity activity;
    for (int i = 0; i < bins; ++i)
        activity.add(at(i * 100), 1, 10);
    return activity;
}

} // namespace

class TestOverviewGeometry : public QObject
{
    Q_OBJECT

private slots:
    void barsAreWholeBinsBesideEachOther_data();
    void barsAreWholeBinsBesideEachOther();
    void fewBarsDoNotFillTheStrip();
    void theHighestBarIsOne();
    void timesAndPlacesAreTheSame();
    void nothingHasNoBars();
    void aBrushSnapsToBars();
    void partsOfABrush();
    void anEdgeIsDraggedOverTheOther();
    void aBrushIsNeverEmpty();
    void aMovedBrushStaysWithinTheStrip();
};

void TestOverviewGeometry::barsAreWholeBinsBesideEachOther_data()
{
    QTest::addColumn<int>("bins");
    QTest::addColumn<int>("width");
    QTest::newRow("one") << 1 << 600;
    QTest::newRow("as many as there is room for") << 100 << 600;
    QTest::newRow("one more") << 101 << 600;
    QTest::newRow("most") << int(capture::Activity::kMaxBins) << 1137;
    QTest::newRow("narrow") << 1000 << 7;
}

void TestOverviewGeometry::barsAreWholeBinsBesideEachOther()
{
    QFETCH(int, bins);
    QFETCH(int, width);
    const capture::Activity activity = steady(bins);
    const OverviewGeometry geometry(activity, width);
    QCOMPARE(geometry.barLength() % activity.width(), base::Span(0));
    QVERIFY(geometry.end() >= activity.begin() + activity.width() * int(activity.bins().size()));
    int right = 0;
    for (const OverviewGeometry::Bar &bar : geometry.bars()) {
        QVERIFY(bar.left >= right);
        QVERIFY(bar.width >= 1);
        right = bar.left + bar.width;
    }
    QVERIFY(right <= width);
}

void TestOverviewGeometry::fewBarsDoNotFillTheStrip()
{
    const OverviewGeometry geometry(steady(10), 600);
    QCOMPARE(geometry.bars().size(), size_t(10));
    QCOMPARE(geometry.xOf(geometry.end()), 10.0 * OverviewGeometry::kMostPitch);
}

void TestOverviewGeometry::theHighestBarIsOne()
{
    capture::Activity activity;
    activity.add(at(0), 5, 0);
    activity.add(at(100), 20, 0);
    activity.add(at(300), 1, 0);
    const OverviewGeometry geometry(activity, 600);
    QCOMPARE(geometry.bars().size(), size_t(4));
    QCOMPARE(geometry.bars()[0].share, 0.25);
    QCOMPARE(geometry.bars()[1].share, 1.0);
    QCOMPARE(geometry.bars()[2].share, 0.0);
}

void TestOverviewGeometry::timesAndPlacesAreTheSame()
{
    const OverviewGeometry geometry(steady(50), 300);
    QCOMPARE(geometry.xOf(at(0)), 0.0);
    QCOMPARE(geometry.xOf(at(5'000)), 300.0);
    QCOMPARE(geometry.timeOf(150), at(2'500));
    QCOMPARE(geometry.timeOf(geometry.xOf(at(1'234))), at(1'234));
}

void TestOverviewGeometry::nothingHasNoBars()
{
    const OverviewGeometry empty(capture::Activity(), 300);
    QVERIFY(empty.bars().empty());
    QCOMPARE(empty.xOf(at(5)), 0.0);
    QCOMPARE(empty.timeOf(5), empty.begin());
    QVERIFY(OverviewGeometry(steady(5), 0).bars().empty());
}

void TestOverviewGeometry::aBrushSnapsToBars()
{
    const OverviewGeometry geometry(steady(10), 600);
    QCOMPARE(geometry.snapped(at(149)), at(100));
    QCOMPARE(geometry.snapped(at(151)), at(200));
    QCOMPARE(geometry.snapped(at(-90'000)), at(0));
    QCOMPARE(geometry.snapped(at(90'000)), at(1'000));
    const TimeBrush brush
        = draggedBrush(BrushPart::Outside, std::nullopt, at(310), at(690), geometry);
    QCOMPARE(brush, (TimeBrush{at(300), at(700)}));
    QCOMPARE(draggedBrush(BrushPart::Outside, std::nullopt, at(690), at(310), geometry), brush);
}

void TestOverviewGeometry::partsOfABrush()
{
    const OverviewGeometry geometry(steady(10), 600); // 9 px a bar
    const TimeBrush brush{at(200), at(600)};          // 18 to 54 px
    const auto part = [&](double x) {
        return brushPartAt(x, brush, geometry);
    };
    QCOMPARE(part(12), BrushPart::Outside);
    QCOMPARE(part(14), BrushPart::From);
    QCOMPARE(part(22), BrushPart::From);
    QCOMPARE(part(36), BrushPart::Inside);
    QCOMPARE(part(50), BrushPart::To);
    QCOMPARE(part(58), BrushPart::To);
    QCOMPARE(part(60), BrushPart::Outside);
    QCOMPARE(brushPartAt(36, std::nullopt, geometry), BrushPart::Outside);
    // The middle of a narrow one takes hold of all of it.
    QCOMPARE(brushPartAt(22.5, TimeBrush{at(200), at(300)}, geometry), BrushPart::Inside);
}

void TestOverviewGeometry::anEdgeIsDraggedOverTheOther()
{
    const OverviewGeometry geometry(steady(10), 600);
    const TimeBrush before{at(200), at(600)};
    QCOMPARE(draggedBrush(BrushPart::From, before, at(200), at(400), geometry),
             (TimeBrush{at(400), at(600)}));
    QCOMPARE(draggedBrush(BrushPart::From, before, at(200), at(900), geometry),
             (TimeBrush{at(600), at(900)}));
    QCOMPARE(draggedBrush(BrushPart::To, before, at(600), at(100), geometry),
             (TimeBrush{at(100), at(200)}));
}

void TestOverviewGeometry::aBrushIsNeverEmpty()
{
    const OverviewGeometry geometry(steady(10), 600);
    QCOMPARE(draggedBrush(BrushPart::Outside, std::nullopt, at(310), at(320), geometry),
             (TimeBrush{at(300), at(400)}));
    QCOMPARE(draggedBrush(BrushPart::Outside, std::nullopt, at(5'000), at(6'000), geometry),
             (TimeBrush{at(900), at(1'000)}));
}

void TestOverviewGeometry::aMovedBrushStaysWithinTheStrip()
{
    const OverviewGeometry geometry(steady(10), 600);
    const TimeBrush brush{at(200), at(500)};
    QCOMPARE(movedBrush(brush, 2, geometry), (TimeBrush{at(400), at(700)}));
    QCOMPARE(movedBrush(brush, 99, geometry), (TimeBrush{at(700), at(1'000)}));
    QCOMPARE(movedBrush(brush, -99, geometry), (TimeBrush{at(0), at(300)}));
    QCOMPARE(draggedBrush(BrushPart::Inside, brush, at(250), at(440), geometry),
             (TimeBrush{at(400), at(700)}));
}

QTEST_GUILESS_MAIN(TestOverviewGeometry)
#include "tst_overviewgeometry.moc"
