// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What crosses the account server's threads: work one way, calls the other.
#include "core/accountserver/callbox.h"
#include "core/accountserver/strand.h"

#include <QtCore/QThread>
#include <QtTest/QTest>

#include <algorithm>
#include <latch>

using namespace accountserver;

class TestStrand : public QObject
{
    Q_OBJECT

private slots:
    void workIsDoneInItsOrder();
    void noMoreWaitsThanIsAllowed();
    void itsEndWaitsForWhatIsBeingDone();
    void callsAreMadeWhereTheBoxLives();
    void aCallMayDeleteTheBox();
};

void TestStrand::workIsDoneInItsOrder()
{
    std::vector<int> done;
    std::latch all(1);
    Strand strand;
    for (int i = 0; i < 1000; ++i)
        QVERIFY(strand.run([&done, i] { done.push_back(i); }));
    QVERIFY(strand.run([&all] { all.count_down(); }));
    all.wait();
    QCOMPARE(done.size(), size_t(1000));
    QVERIFY(std::ranges::is_sorted(done));
}

void TestStrand::noMoreWaitsThanIsAllowed()
{
    std::latch begun(1), go(1), all(1);
    Strand strand;
    QVERIFY(strand.run([&] {
        begun.count_down();
        go.wait();
    }));
    begun.wait();
    for (size_t i = 0; i + 1 < Strand::kMaxWaiting; ++i)
        QVERIFY(strand.run([] {}));
    QVERIFY(strand.run([&all] { all.count_down(); }));
    QVERIFY(!strand.run([] {}));
    go.count_down();
    all.wait();
    QVERIFY(strand.run([] {}));
}

void TestStrand::itsEndWaitsForWhatIsBeingDone()
{
    bool done = false;
    std::latch begun(1);
    {
        Strand strand;
        QVERIFY(strand.run([&] {
            begun.count_down();
            std::this_thread::yield();
            done = true;
        }));
        begun.wait();
    }
    QVERIFY(done);
}

void TestStrand::callsAreMadeWhereTheBoxLives()
{
    CallBox box;
    std::vector<int> calls;
    const Qt::HANDLE here = QThread::currentThreadId();
    bool elsewhere = false;
    {
        Strand strand;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(strand.run([&, i] {
                box.post([&, i] {
                    elsewhere |= QThread::currentThreadId() != here;
                    calls.push_back(i);
                });
            }));
        }
        QTRY_COMPARE(calls.size(), size_t(100));
    }
    QVERIFY(!elsewhere);
    QVERIFY(std::ranges::is_sorted(calls));
    // Not at once either when it is the same thread.
    box.post([&calls] { calls.clear(); });
    QCOMPARE(calls.size(), size_t(100));
    QTRY_VERIFY(calls.empty());
}

void TestStrand::aCallMayDeleteTheBox()
{
    auto *box = new CallBox(this);
    bool called = false;
    box->post([&] {
        called = true;
        delete box;
    });
    bool late = false;
    box->post([&late] { late = true; });
    QTRY_VERIFY(called);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!late);
}

QTEST_GUILESS_MAIN(TestStrand)
#include "tst_strand.moc"
