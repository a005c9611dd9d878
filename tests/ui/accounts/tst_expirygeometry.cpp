// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/expirygeometry.h"

#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {

constexpr jwt::UnixTime kNow = 1'800'000'000;
constexpr jwt::UnixTime kDay = 86400;
// 104 days on 1040 pixels: ten a day, today at 8 + 140.
constexpr int kWidth = 1040 + 2 * ExpiryScene::kInset;
constexpr int kToday = ExpiryScene::kInset + 140;

Expiry in(double days, const QString &name, SeverityMark mark = SeverityMark::Ok)
{
    static int id = 0;
    return {kNow + jwt::UnixTime(days * double(kDay)), mark, name, id++};
}

ExpiryScene sceneOf(const std::vector<Expiry> &expiries, int width = kWidth)
{
    return expiryScene(expiries, kNow, {QSize(width, 80), 40, 50, 16, [](const QString &text) {
                                            return int(text.size()) * 6;
                                        }});
}

// One line a mark: "x ×count text".
QStringList printed(const ExpiryScene &scene)
{
    QStringList lines;
    for (const ExpiryScene::Mark &mark : scene.marks)
        lines += u"%1 ×%2 %3"_s.arg(mark.x).arg(mark.expiries.size()).arg(mark.text);
    return lines;
}

} // namespace

class TestExpiryGeometry : public QObject
{
    Q_OBJECT

private slots:
    void marksLieWhereTheyExpire_data();
    void marksLieWhereTheyExpire();
    void neighboursBecomeOneOfTheWorstMark();
    void aRowOfNeighboursDoesNotBecomeOne();
    void pastAndAheadStayApart();
    void theLongExpiredStandAtTheEdge();
    void whatIsOutsideIsCounted();
    void labelsNeverOverlapAndTheWorstWins();
    void hitsAreNearest();
    void degenerateSizesAreHarmless();
};

void TestExpiryGeometry::marksLieWhereTheyExpire_data()
{
    QTest::addColumn<double>("days");
    QTest::addColumn<int>("x");
    QTest::newRow("now") << 0.0 << kToday;
    QTest::newRow("in eleven days") << 11.0 << kToday + 110;
    QTest::newRow("at the end") << 90.0 << kToday + 900;
    QTest::newRow("two days ago") << -2.0 << kToday - 20;
    QTest::newRow("at the beginning") << -14.0 << ExpiryScene::kInset;
    QTest::newRow("half a day") << 0.5 << kToday + 5;
}

void TestExpiryGeometry::marksLieWhereTheyExpire()
{
    QFETCH(double, days);
    QFETCH(int, x);
    const ExpiryScene scene = sceneOf({in(days, u"a"_s)});
    QCOMPARE(scene.now, kToday);
    QCOMPARE(int(scene.marks.size()), 1);
    QCOMPARE(scene.marks.front().x, x);
    QVERIFY(!scene.marks.front().clipped);
}

void TestExpiryGeometry::neighboursBecomeOneOfTheWorstMark()
{
    const ExpiryScene scene
        = sceneOf({in(11, u"ORDERS"_s), in(11.4, u"activation"_s, SeverityMark::Warning),
                   in(12.2, u"BILLING"_s)});
    QCOMPARE(printed(scene), QStringList({u"258 ×2 ORDERS, activation"_s, u"270 ×1 "_s}));
    QCOMPARE(scene.marks.front().mark, SeverityMark::Warning);
}

void TestExpiryGeometry::aRowOfNeighboursDoesNotBecomeOne()
{
    std::vector<Expiry> row;
    for (int i = 0; i < 40; ++i)
        row.push_back(in(10 + i, u"a"_s)); // each 10 pixels from the next, less than kMerge
    const ExpiryScene scene = sceneOf(row);
    QCOMPARE(int(scene.marks.size()), 20);
    for (size_t i = 1; i < scene.marks.size(); ++i)
        QVERIFY(scene.marks[i].x - scene.marks[i - 1].x >= ExpiryScene::kMerge);
}

void TestExpiryGeometry::pastAndAheadStayApart()
{
    const ExpiryScene scene = sceneOf({in(-0.1, u"gone"_s), in(0.1, u"soon"_s)});
    QCOMPARE(int(scene.marks.size()), 2);
}

void TestExpiryGeometry::theLongExpiredStandAtTheEdge()
{
    const ExpiryScene scene
        = sceneOf({in(-400, u"a"_s, SeverityMark::Error), in(-15, u"b"_s), in(-13.9, u"c"_s)});
    QCOMPARE(printed(scene).first(), u"8 ×2 ‹ 2 earlier"_s);
    QVERIFY(scene.marks.front().clipped);
    QVERIFY(!scene.marks.back().clipped); // near, but on the line
    QCOMPARE(scene.marks.back().x, ExpiryScene::kInset + 1);
}

void TestExpiryGeometry::whatIsOutsideIsCounted()
{
    const ExpiryScene scene = sceneOf({in(91, u"a"_s),
                                       in(4000, u"b"_s),
                                       {0, {}, u"c"_s, 900},
                                       {-1, {}, u"d"_s, 901},
                                       in(90, u"e"_s)});
    QCOMPARE(scene.later, 2);
    QCOMPARE(scene.never, 2);
    QCOMPARE(int(scene.marks.size()), 1);
}

void TestExpiryGeometry::labelsNeverOverlapAndTheWorstWins()
{
    std::vector<Expiry> many;
    for (int i = 0; i < 60; ++i)
        many.push_back(in(1.3 * i, u"account-%1"_s.arg(i)));
    many.push_back(in(40, u"the-bad-one"_s, SeverityMark::Error));
    const ExpiryScene scene = sceneOf(many);
    bool bad = false;
    QRect last;
    for (const ExpiryScene::Mark &mark : scene.marks) {
        bad = bad || mark.text.contains("the-bad-one"_L1)
            || (mark.mark == SeverityMark::Error && !mark.label.isEmpty());
        if (mark.label.isEmpty())
            continue;
        QVERIFY(!last.intersects(mark.label));
        QVERIFY(mark.label.left() >= 0 && mark.label.right() < kWidth);
        last = mark.label;
    }
    QVERIFY(bad);
}

void TestExpiryGeometry::hitsAreNearest()
{
    const std::vector<Expiry> expiries{in(10, u"a"_s), in(11.5, u"b"_s)};
    const ExpiryScene scene = sceneOf(expiries);
    QCOMPARE(scene.markAt({kToday + 102, 41}), 0);
    QCOMPARE(scene.markAt({kToday + 110, 41}), 1);
    QCOMPARE(scene.markAt({kToday + 400, 41}), -1);
    QCOMPARE(scene.markAt({kToday + 102, 5}), -1); // above the line
    QCOMPARE(scene.markAt(scene.marks[0].label.center()), 0);
    QCOMPARE(scene.markOf(expiries, expiries[1].id), 1);
    QCOMPARE(scene.markOf(expiries, -5), -1);
}

void TestExpiryGeometry::degenerateSizesAreHarmless()
{
    for (const int width : {0, 1, 17, 40}) {
        const ExpiryScene scene = sceneOf({in(-100, u"a"_s), in(1, u"b"_s), in(80, u"c"_s)}, width);
        QVERIFY(!scene.marks.empty());
        QVERIFY(scene.right > scene.left);
    }
    constexpr jwt::UnixTime far = std::numeric_limits<jwt::UnixTime>::max();
    const ExpiryScene scene = sceneOf({{far, {}, u"a"_s, 1}, {1, {}, u"b"_s, 2}});
    QCOMPARE(scene.later, 1);
}

QTEST_GUILESS_MAIN(TestExpiryGeometry)
#include "tst_expirygeometry.moc"
