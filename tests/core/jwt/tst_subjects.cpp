// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/subjects.h"

#include <QtTest/QTest>

class SubjectsTest final : public QObject
{
    Q_OBJECT

private slots:
    void validAsTheServerSays_data();
    void validAsTheServerSays();
    void comparesSets_data();
    void comparesSets();
    void aQueuePermissionMayBeAPattern_data();
    void aQueuePermissionMayBeAPattern();
    void splitsSubjectAndQueue();
};

void SubjectsTest::validAsTheServerSays_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *subject, bool valid) {
        QTest::newRow(subject) << QByteArray(subject) << valid;
    };
    row("", false);
    row("a", true);
    row("a.b", true);
    row(">", true);
    row("*", true);
    row("a.*.b.>", true);
    row("a.>.b", false);
    row(">.a", false);
    row("a.", false);
    row(".a", false);
    row("a..b", false);
    row("a b", false);
    row("a.b\t", false);
    row("a>.b*", true);
}

void SubjectsTest::validAsTheServerSays()
{
    QFETCH(const QByteArray, subject);
    QTEST(jwt::isValidSubject(subject), "valid");
}

void SubjectsTest::comparesSets_data()
{
    QTest::addColumn<QByteArray>("outer");
    QTest::addColumn<QByteArray>("inner");
    QTest::addColumn<bool>("subset");
    QTest::addColumn<bool>("collide");
    QTest::addColumn<bool>("covers");
    const auto row
        = [](const char *outer, const char *inner, bool subset, bool collide, bool covers) {
              QTest::addRow("%s of %s", inner, outer)
                  << QByteArray(outer) << QByteArray(inner) << subset << collide << covers;
          };
    row("a.b", "a.b", true, true, true);
    row("a.b", "a.c", false, false, false);
    row("a.*", "a.b", true, true, true);
    row("a.b", "a.*", false, true, false);
    row("a.>", "a.b.c", true, true, true);
    row("a.>", "a", false, false, false);
    row("a.b", "a.b.c", false, false, false);
    row("a.b.c", "a.b", false, false, false);
    row(">", "a.>", true, true, true);
    // As a token `>` is matched by `*`: what lets a subscription to a.> through (seen live).
    row("a.*", "a.>", false, true, true);
    row("*.b", "a.*", false, true, false);
    row("*.b.>", "a.*.c", false, true, false);
    row("*.b.>", "a.*", false, false, false);
    row("a.*.c", "a.>", false, true, false);
    row("*", "*", true, true, true);
    row("a.*", "b.>", false, false, false);
}

void SubjectsTest::comparesSets()
{
    QFETCH(const QByteArray, outer);
    QFETCH(const QByteArray, inner);
    QTEST(jwt::isSubset(inner, outer), "subset");
    QTEST(jwt::collide(inner, outer), "collide");
    QTEST(jwt::collide(outer, inner), "collide");
    QTEST(jwt::covers(outer, inner), "covers");
}

void SubjectsTest::aQueuePermissionMayBeAPattern_data()
{
    QTest::addColumn<QByteArray>("permitted");
    QTest::addColumn<QByteArray>("queue");
    QTest::addColumn<bool>("covers");
    QTest::newRow("equal") << QByteArray("v1") << QByteArray("v1") << true;
    QTest::newRow("other") << QByteArray("v1") << QByteArray("v2") << false;
    QTest::newRow("pattern") << QByteArray("v1.*") << QByteArray("v1.a") << true;
    QTest::newRow("tail") << QByteArray("v1.>") << QByteArray("v1.a.b") << true;
    QTest::newRow("equal patterns") << QByteArray("v1.*") << QByteArray("v1.*") << true;
    QTest::newRow("wider") << QByteArray("v1.*") << QByteArray("v1.>") << false;
}

void SubjectsTest::aQueuePermissionMayBeAPattern()
{
    QFETCH(const QByteArray, permitted);
    QFETCH(const QByteArray, queue);
    QTEST(jwt::queueCovers(permitted, queue), "covers");
}

void SubjectsTest::splitsSubjectAndQueue()
{
    QCOMPARE(jwt::splitQueue("jobs").subject, "jobs");
    QCOMPARE(jwt::splitQueue("jobs").queue, "");
    QCOMPARE(jwt::splitQueue(" jobs.*  workers.> ").subject, "jobs.*");
    QCOMPARE(jwt::splitQueue(" jobs.*  workers.> ").queue, "workers.>");
}

QTEST_GUILESS_MAIN(SubjectsTest)

#include "tst_subjects.moc"
