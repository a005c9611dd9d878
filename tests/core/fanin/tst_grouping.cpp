// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/grouping.h"
#include "tests/support/replies.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using fanin::Grouping;
using nats::ReplyKind;

class GroupingTest final : public QObject
{
    Q_OBJECT

private slots:
    void samePayloadsShareAGroup();
    void whatIsNoAnswerBelongsToNoGroup_data();
    void whatIsNoAnswerBelongsToNoGroup();
    void lateRepliesDoNotMakeTheMajority();
    void ofEqualGroupsTheFirstLeads();
    void ignoredPathsDoNotSeparate();
    void whatIsNotJsonIsComparedAsItIs();
    void longPayloadsAreComparedAsTheyAre_data();
    void longPayloadsAreComparedAsTheyAre();
    void keepsItsRepresentativesAlive();
    void names_data();
    void names();
};

void GroupingTest::samePayloadsShareAGroup()
{
    Grouping grouping;
    QVERIFY(!grouping.majority());
    QCOMPARE(grouping.add(0, replies::make("a")), quint32(0));
    QCOMPARE(grouping.add(1, replies::make("b")), quint32(1));
    QCOMPARE(grouping.add(2, replies::make("b")), quint32(1));
    QCOMPARE(grouping.add(3, replies::make("")), quint32(2));
    QCOMPARE(grouping.add(4, replies::make("")), quint32(2));
    QCOMPARE(grouping.groups()[1].count, quint64(2));
    QCOMPARE(grouping.groups()[1].firstReply, quint64(1));
    QCOMPARE(grouping.groups()[2].firstReply, quint64(3));
    QCOMPARE(grouping.distinct(), quint64(3));
    QVERIFY(grouping.memory() > 0);
}

void GroupingTest::whatIsNoAnswerBelongsToNoGroup_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("kind");
    QTest::newRow("service error") << "Nats-Service-Error: x"_ba << int(ReplyKind::Counted);
    QTest::newRow("error code") << "Nats-Service-Error-Code: 5"_ba << int(ReplyKind::Late);
    QTest::newRow("status") << ""_ba << int(ReplyKind::Status);
    QTest::newRow("notice") << ""_ba << int(ReplyKind::Notice);
    QTest::newRow("sentinel") << ""_ba << int(ReplyKind::Sentinel);
}

void GroupingTest::whatIsNoAnswerBelongsToNoGroup()
{
    QFETCH(QByteArray, field);
    QFETCH(int, kind);
    Grouping grouping;
    QCOMPARE(grouping.add(0, replies::make("a", field, {}, ReplyKind(kind))), Grouping::kNoGroup);
    QVERIFY(grouping.groups().empty());
    QVERIFY(!grouping.majority());
}

void GroupingTest::lateRepliesDoNotMakeTheMajority()
{
    Grouping grouping;
    grouping.add(0, replies::make("a"));
    grouping.add(1, replies::make("b", "", {}, ReplyKind::Late));
    grouping.add(2, replies::make("b", "", {}, ReplyKind::Late));
    QCOMPARE(grouping.majority(), std::optional<quint32>(0));
    QCOMPARE(grouping.distinct(), quint64(1));
    QCOMPARE(grouping.groups()[1].count, quint64(2));
    QCOMPARE(grouping.groups()[1].counted, quint64(0));

    const nats::Message late = nats::Message::fromParts("x", {}, "NATS/1.0 503\r\n\r\n", {});
    QCOMPARE(grouping.add(3, {late, ReplyKind::Late}), Grouping::kNoGroup);
}

void GroupingTest::ofEqualGroupsTheFirstLeads()
{
    Grouping grouping;
    grouping.add(0, replies::make("a"));
    grouping.add(1, replies::make("b"));
    grouping.add(2, replies::make("b"));
    QCOMPARE(grouping.majority(), std::optional<quint32>(1));
    grouping.add(3, replies::make("a"));
    QCOMPARE(grouping.majority(), std::optional<quint32>(0));
    grouping.add(4, replies::make("b"));
    QCOMPARE(grouping.majority(), std::optional<quint32>(1));
}

void GroupingTest::ignoredPathsDoNotSeparate()
{
    Grouping grouping({"/time", "/meta/id"});
    QCOMPARE(grouping.add(0, replies::make(R"({"zone":"UTC","time":1,"meta":{"id":7}})")),
             quint32(0));
    QCOMPARE(grouping.add(1, replies::make(R"({ "zone": "UTC", "meta": {} })")), quint32(0));
    QCOMPARE(grouping.add(2, replies::make(R"({"zone":"CET","time":1,"meta":{}})")), quint32(1));
    // A number keeps its digits, names keep their order.
    QCOMPARE(grouping.add(3, replies::make(R"({"a":1,"b":2})")), quint32(2));
    QCOMPARE(grouping.add(4, replies::make(R"({"a":1.0,"b":2})")), quint32(3));
    QCOMPARE(grouping.add(5, replies::make(R"({"b":2,"a":1})")), quint32(4));
    QCOMPARE(grouping.groups()[0].firstReply, quint64(0));
}

void GroupingTest::whatIsNotJsonIsComparedAsItIs()
{
    Grouping grouping({"/time"});
    QCOMPARE(grouping.add(0, replies::make("time: 1")), quint32(0));
    QCOMPARE(grouping.add(1, replies::make("time: 2")), quint32(1));
    QCOMPARE(grouping.add(2, replies::make("time: 1")), quint32(0));
    QCOMPARE(grouping.add(3, replies::make("{\"time\":1} ")), quint32(2));
    QCOMPARE(grouping.add(4, replies::make("{\"time\":1")), quint32(3));
}

void GroupingTest::longPayloadsAreComparedAsTheyAre_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("same");
    QTest::newRow("limit - 1") << Grouping::kMaxNormalised - 1 << true;
    QTest::newRow("limit") << Grouping::kMaxNormalised << true;
    QTest::newRow("limit + 1") << Grouping::kMaxNormalised + 1 << false;
}

void GroupingTest::longPayloadsAreComparedAsTheyAre()
{
    QFETCH(qsizetype, size);
    QFETCH(bool, same);
    const auto payload = [size](char time) {
        QByteArray text = "{\"time\":" + QByteArray(1, time) + "}";
        return replies::make(text.leftJustified(size, ' '));
    };
    Grouping grouping({"/time"});
    QCOMPARE(grouping.add(0, payload('1')) == grouping.add(1, payload('2')), same);
}

void GroupingTest::keepsItsRepresentativesAlive()
{
    Grouping grouping;
    for (quint64 i = 0; i < 100; ++i)
        grouping.add(i, replies::make(QByteArray::number(i)));
    for (quint64 i = 0; i < 100; ++i)
        QCOMPARE(grouping.add(100 + i, replies::make(QByteArray::number(i))), quint32(i));
}

void GroupingTest::names_data()
{
    QTest::addColumn<quint32>("group");
    QTest::addColumn<QString>("name");
    QTest::newRow("first") << quint32(0) << u"A"_s;
    QTest::newRow("25") << quint32(25) << u"Z"_s;
    QTest::newRow("26") << quint32(26) << u"AA"_s;
    QTest::newRow("27") << quint32(27) << u"AB"_s;
    QTest::newRow("701") << quint32(701) << u"ZZ"_s;
    QTest::newRow("702") << quint32(702) << u"AAA"_s;
}

void GroupingTest::names()
{
    QFETCH(quint32, group);
    QTEST(Grouping::name(group), "name");
}

QTEST_GUILESS_MAIN(GroupingTest)
#include "tst_grouping.moc"
