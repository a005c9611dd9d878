// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/lanes.h"
#include "tests/support/replies.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using fanin::Lanes;

class LanesTest final : public QObject
{
    Q_OBJECT

private slots:
    void rulesReadAndWriteTheSameText_data();
    void rulesReadAndWriteTheSameText();
    void refusesOtherRules_data();
    void refusesOtherRules();
    void namesResponders_data();
    void namesResponders();
    void arrivalGivesEachReplyALane();
    void keepsTheOrderOfFirstSight();
    void expectedRespondersComeFirst();
    void aNameOfAnArrivalIsNoResponder();
    void longPayloadsAreByArrival_data();
    void longPayloadsAreByArrival();
    void onlyAnswersCount();
    void theLastLaneTakesAllFurtherNames_data();
    void theLastLaneTakesAllFurtherNames();
};

void LanesTest::rulesReadAndWriteTheSameText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("arrival") << u"arrival"_s;
    QTest::newRow("header") << u"header:X-From"_s;
    QTest::newRow("pointer") << u"json:/a~1b/0"_s;
    QTest::newRow("regex") << u"regex:name=(\\w+): x"_s;
}

void LanesTest::rulesReadAndWriteTheSameText()
{
    QFETCH(QString, text);
    const auto rule = fanin::parseLaneRule(text);
    QVERIFY2(rule, rule ? "" : qPrintable(rule.error().text));
    QCOMPARE(fanin::toText(*rule), text);
}

void LanesTest::refusesOtherRules_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("unknown") << u"subject:2"_s;
    QTest::newRow("header without name") << u"header:"_s;
    QTest::newRow("header with a space") << u"header:a b"_s;
    QTest::newRow("pointer without slash") << u"json:a"_s;
    QTest::newRow("pointer to everything") << u"json:"_s;
    QTest::newRow("empty regex") << u"regex:"_s;
    QTest::newRow("broken regex") << u"regex:("_s;
}

void LanesTest::refusesOtherRules()
{
    QFETCH(QString, text);
    const auto rule = fanin::parseLaneRule(text);
    QVERIFY(!rule);
    QVERIFY(rule.error().text.startsWith(u"Responder rule: "));
}

void LanesTest::namesResponders_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("named");
    QTest::newRow("header") << u"header:From"_s << "From: c1"_ba
                            << ""_ba
                            << "c1"_ba << true;
    QTest::newRow("no header") << u"header:From"_s << ""_ba
                               << ""_ba
                               << "reply 1"_ba << false;
    QTest::newRow("empty header") << u"header:From"_s << "From:"_ba
                                  << ""_ba
                                  << "reply 1"_ba << false;
    QTest::newRow("pointer") << u"json:/id"_s << ""_ba
                             << R"({"id":"c2"})"_ba
                             << "c2"_ba << true;
    QTest::newRow("number") << u"json:/id"_s << ""_ba
                            << R"({"id":1.0})"_ba
                            << "1.0"_ba << true;
    QTest::newRow("no such member") << u"json:/id"_s << ""_ba
                                    << "{}"_ba
                                    << "reply 1"_ba << false;
    QTest::newRow("not JSON") << u"json:/id"_s << ""_ba
                              << "id"_ba
                              << "reply 1"_ba << false;
    QTest::newRow("regex group") << u"regex:from=(\\w+)"_s << ""_ba
                                 << "x from=c3 y"_ba
                                 << "c3"_ba << true;
    QTest::newRow("regex match") << u"regex:c\\d"_s << ""_ba
                                 << "x c4 y"_ba
                                 << "c4"_ba << true;
    QTest::newRow("no match") << u"regex:c\\d"_s << ""_ba
                              << "x"_ba
                              << "reply 1"_ba << false;
    QTest::newRow("empty match") << u"regex:c*"_s << ""_ba
                                 << "x"_ba
                                 << "reply 1"_ba << false;
    QTest::newRow("not UTF-8") << u"regex:c\\d"_s << ""_ba
                               << "\xff"
                                  "c5"_ba
                               << "c5"_ba << true;
    QTest::newRow("arrival") << u"arrival"_s << "From: c1"_ba
                             << ""_ba
                             << "reply 1"_ba << false;
}

void LanesTest::namesResponders()
{
    QFETCH(QString, rule);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, payload);
    Lanes lanes(*fanin::parseLaneRule(rule));
    QCOMPARE(lanes.add(replies::make(payload, field)), quint32(0));
    QCOMPARE(lanes.lanes().size(), size_t(1));
    QTEST(lanes.lanes().front().name, "name");
    QTEST(lanes.lanes().front().named, "named");
}

void LanesTest::arrivalGivesEachReplyALane()
{
    Lanes lanes;
    QCOMPARE(lanes.add(replies::make("a")), quint32(0));
    QCOMPARE(lanes.add(replies::make("a")), quint32(1));
    QCOMPARE(lanes.lanes()[1].name, "reply 2"_ba);
}

void LanesTest::keepsTheOrderOfFirstSight()
{
    Lanes lanes(fanin::ByHeader{"From"});
    QCOMPARE(lanes.add(replies::make("", "From: b")), quint32(0));
    QCOMPARE(lanes.add(replies::make("", "From: a")), quint32(1));
    QCOMPARE(lanes.add(replies::make("", "")), quint32(2));
    QCOMPARE(lanes.add(replies::make("", "From: b")), quint32(0));
    QCOMPARE(lanes.lanes()[0].replies, quint64(2));
    QCOMPARE(lanes.lanes()[2].name, "reply 3"_ba);
}

void LanesTest::expectedRespondersComeFirst()
{
    Lanes lanes(fanin::ByHeader{"From"});
    lanes.expect({"b", "c", "b"});
    QCOMPARE(lanes.lanes().size(), size_t(2));
    QVERIFY(lanes.lanes()[1].named);
    QCOMPARE(lanes.lanes()[1].replies, quint64(0));
    QCOMPARE(lanes.add(replies::make("", "From: c")), quint32(1));
    QCOMPARE(lanes.add(replies::make("", "From: a")), quint32(2));
}

void LanesTest::aNameOfAnArrivalIsNoResponder()
{
    Lanes lanes(fanin::ByHeader{"From"});
    QCOMPARE(lanes.add(replies::make("")), quint32(0));
    QCOMPARE(lanes.add(replies::make("", "From: reply 1")), quint32(1));
}

void LanesTest::longPayloadsAreByArrival_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("named");
    QTest::newRow("limit - 1") << Lanes::kMaxInspected - 1 << true;
    QTest::newRow("limit") << Lanes::kMaxInspected << true;
    QTest::newRow("limit + 1") << Lanes::kMaxInspected + 1 << false;
}

void LanesTest::longPayloadsAreByArrival()
{
    QFETCH(qsizetype, size);
    const QByteArray json = R"({"id":"c"})";
    Lanes lanes(fanin::ByJsonPointer{"/id"});
    lanes.add(replies::make(QByteArray(json + QByteArray(size - json.size(), ' '))));
    QTEST(lanes.lanes().front().named, "named");
}

void LanesTest::onlyAnswersCount()
{
    using nats::ReplyKind;
    Lanes lanes(fanin::ByHeader{"From"});
    for (const auto kind : {ReplyKind::Counted, ReplyKind::Late, ReplyKind::Notice,
                            ReplyKind::Sentinel, ReplyKind::Status})
        lanes.add(replies::make("", "From: c", {}, kind));
    QCOMPARE(lanes.lanes().front().replies, quint64(2));
}

void LanesTest::theLastLaneTakesAllFurtherNames_data()
{
    QTest::addColumn<qsizetype>("names");
    QTest::addColumn<qsizetype>("lanes");
    QTest::addColumn<bool>("overflow");
    QTest::newRow("limit - 1") << Lanes::kMaxLanes - 1 << Lanes::kMaxLanes - 1 << false;
    QTest::newRow("limit") << Lanes::kMaxLanes << Lanes::kMaxLanes << false;
    QTest::newRow("limit + 1") << Lanes::kMaxLanes + 1 << Lanes::kMaxLanes << true;
    QTest::newRow("many") << Lanes::kMaxLanes + 500 << Lanes::kMaxLanes << true;
}

void LanesTest::theLastLaneTakesAllFurtherNames()
{
    QFETCH(qsizetype, names);
    QFETCH(bool, overflow);
    for (const fanin::LaneRule &rule :
         {fanin::LaneRule(fanin::ByHeader{"From"}), fanin::LaneRule(fanin::ByArrival{})}) {
        Lanes lanes(rule);
        for (qsizetype i = 0; i < names; ++i)
            lanes.add(replies::make("", "From: " + QByteArray::number(i)));
        QTEST(qsizetype(lanes.lanes().size()), "lanes");
        const Lanes::Lane &last = lanes.lanes().back();
        QCOMPARE(last.overflow, overflow);
        QCOMPARE(last.replies, quint64(overflow ? names - Lanes::kMaxLanes + 1 : 1));
        QVERIFY(!overflow || (!last.named && last.name == "others"));
    }
}

QTEST_GUILESS_MAIN(LanesTest)
#include "tst_lanes.moc"
