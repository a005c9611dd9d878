// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nats/subject.h"
#include "core/nats/subjectset.h"

#include <QtTest/QTest>

using namespace nats::subject;

class TestSubjectSet : public QObject
{
    Q_OBJECT

private slots:
    void coversAndOverlaps_data();
    void coversAndOverlaps();
    void agreesWithWhatTheServerDelivers();
    void coveredOnesAreLeftOut_data();
    void coveredOnesAreLeftOut();
};

void TestSubjectSet::coversAndOverlaps_data()
{
    QTest::addColumn<QByteArray>("wide");
    QTest::addColumn<QByteArray>("narrow");
    QTest::addColumn<bool>("covered");
    QTest::addColumn<bool>("overlapping");
    const auto row = [](const char *wide, const char *narrow, bool covered, bool overlapping) {
        QTest::addRow("%s over %s", wide, narrow)
            << QByteArray(wide) << QByteArray(narrow) << covered << overlapping;
    };
    row("a", "a", true, true);
    row("a", "b", false, false);
    row("a", "a.b", false, false);
    row("a.b", "a", false, false);
    row(">", ">", true, true);
    row(">", "*", true, true);
    row(">", "a.b.>", true, true);
    row("*", ">", false, true);
    row("*", "*", true, true);
    row("*", "a", true, true);
    row("a", "*", false, true);
    row("*.>", ">", false, true);
    row("*", "*.>", false, false); // the one has a single token, the other at least two
    row("*.>", "*", false, false);
    row("a.>", "a", false, false);
    row("a.>", "a.b", true, true);
    row("a.>", "a.*.c", true, true);
    row("a.*", "a.>", false, true);
    row("a.*", "*.b", false, true);
    row("a.*.c", "*.b", false, false);
    row("a.*", "b.>", false, false);
    row("*.b.>", "a.>", false, true);
    row("orders", "orders2", false, false);
    row("foo*", "foobar", false, false); // no wildcard within a token
}

void TestSubjectSet::coversAndOverlaps()
{
    QFETCH(const QByteArray, wide);
    QFETCH(const QByteArray, narrow);
    QTEST(covers(wide, narrow), "covered");
    QTEST(overlap(wide, narrow), "overlapping");
    QCOMPARE(overlap(narrow, wide), overlap(wide, narrow));
}

// All patterns of up to three tokens over a small alphabet, against all subjects.
void TestSubjectSet::agreesWithWhatTheServerDelivers()
{
    const auto grow = [](const QByteArrayList &tokens) {
        QByteArrayList all = tokens;
        for (qsizetype i = 0, round = 0; round < 2; ++round) {
            for (const qsizetype end = all.size(); i < end; ++i) {
                const QByteArray head = all[i];
                for (const QByteArray &token : tokens) {
                    if (!head.endsWith('>'))
                        all.append(head + '.' + token);
                }
            }
        }
        return all;
    };
    // One token more than any pattern has stands for all longer subjects.
    QByteArrayList subjects = grow({"a", "b"});
    subjects.append(
        {"a.a.a.a", "a.a.b.a", "a.b.a.a", "a.b.b.a", "b.a.a.a", "b.a.b.a", "b.b.a.a", "b.b.b.a"});
    const QByteArrayList patterns = grow({"a", "*", ">"});
    for (const QByteArray &one : patterns) {
        for (const QByteArray &other : patterns) {
            bool all = true;
            bool any = false;
            for (const QByteArray &subject : subjects) {
                const bool theirs = matches(other, subject);
                all = all && (!theirs || matches(one, subject));
                any = any || (theirs && matches(one, subject));
            }
            QVERIFY2(covers(one, other) == all, (one + " covers " + other).constData());
            QVERIFY2(overlap(one, other) == any, (one + " overlaps " + other).constData());
        }
    }
}

void TestSubjectSet::coveredOnesAreLeftOut_data()
{
    QTest::addColumn<QByteArrayList>("patterns");
    QTest::addColumn<QByteArrayList>("left");
    QTest::newRow("none") << QByteArrayList() << QByteArrayList();
    QTest::newRow("equal ones") << QByteArrayList{"a", "b", "a"} << QByteArrayList{"a", "b"};
    QTest::newRow("everything") << QByteArrayList{"a", ">", "_INBOX.>"} << QByteArrayList{">"};
    QTest::newRow("chain") << QByteArrayList{"a.b.c", "a.*.c", "a.>"} << QByteArrayList{"a.>"};
    QTest::newRow("merely overlapping")
        << QByteArrayList{"a.*", "*.b", "a.b"} << QByteArrayList{"a.*", "*.b"};
}

void TestSubjectSet::coveredOnesAreLeftOut()
{
    QFETCH(const QByteArrayList, patterns);
    const auto left = withoutCovered({patterns.cbegin(), patterns.cend()});
    QTEST(QByteArrayList(left.begin(), left.end()), "left");
}

QTEST_GUILESS_MAIN(TestSubjectSet)
#include "tst_subjectset.moc"
