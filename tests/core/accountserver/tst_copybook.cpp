// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What is answered without asking the primary. The replica's own test asks it.
#include "core/accountserver/copybook.h"

#include <QtTest/QTest>

using namespace accountserver;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCopyBook : public QObject
{
    Q_OBJECT

private slots:
    void aPrimaryThatIsAwayIsLeftAlone();
    void ourOwnCrowdingIsNotThePrimarysFault();
    void whoeverAnsweredOthersIsNotAway();
    void aKeyOfNoUseIsPostponedAlone();
    void expiringAsksForEachAgain();
};

namespace {

const CopyBook::TimePoint kNow{100h};
const base::Error kAway{base::ErrorKind::Network, u"away"_s, -1};

StoredPtr token()
{
    auto stored = std::make_shared<StoredToken>();
    stored->text = "token";
    return stored;
}

} // namespace

void TestCopyBook::aPrimaryThatIsAwayIsLeftAlone()
{
    CopyBook book;
    QVERIFY(!book.atHand("a", token(), kNow));
    book.failed(kAway, 0, kNow);
    QVERIFY(!book.status.reachable);
    const auto end = kNow + Replica::kRetryAfter;
    QVERIFY(book.atHand("a", token(), end - 1ns)->value().age);
    QVERIFY(!book.atHand("a", {}, end - 1ns)->ok());
    QVERIFY(!book.atHand("a", token(), end));
    // Or until it answers.
    book.failed(kAway, 0, end);
    book.answered();
    QVERIFY(book.status.reachable);
    QVERIFY(!book.atHand("a", token(), end));
}

void TestCopyBook::ourOwnCrowdingIsNotThePrimarysFault()
{
    CopyBook book;
    book.failed({base::ErrorKind::State, u"too many"_s, -1}, 0, kNow);
    QVERIFY(book.status.reachable);
    QCOMPARE(book.status.problem, u"too many"_s);
    QVERIFY(!book.atHand("a", token(), kNow));
}

void TestCopyBook::whoeverAnsweredOthersIsNotAway()
{
    CopyBook book;
    const quint64 before = book.answers();
    book.answered();
    book.failed(kAway, before, kNow);
    QVERIFY(book.status.reachable);
    QVERIFY(!book.atHand("a", token(), kNow));
}

void TestCopyBook::aKeyOfNoUseIsPostponedAlone()
{
    CopyBook book;
    book.postpone("a", kNow);
    QVERIFY(book.atHand("a", token(), kNow + Replica::kRetryAfter - 1ns)->value().age);
    QVERIFY(!book.atHand("a", token(), kNow + Replica::kRetryAfter));
    QVERIFY(!book.atHand("b", token(), kNow));
}

void TestCopyBook::expiringAsksForEachAgain()
{
    CopyBook book;
    book.confirm("fresh", kNow);
    book.postpone("postponed", kNow);
    book.miss("missing", false, kNow);
    book.miss("gone", true, kNow);
    for (const char *key : {"fresh", "postponed", "gone"})
        QVERIFY2(book.atHand(key, token(), kNow), key);
    QVERIFY(book.atHand("missing", {}, kNow));
    book.expire(kNow);
    for (const char *key : {"fresh", "postponed", "gone"})
        QVERIFY2(!book.atHand(key, token(), kNow), key);
    QVERIFY(!book.atHand("missing", {}, kNow));
}

QTEST_APPLESS_MAIN(TestCopyBook)
#include "tst_copybook.moc"
