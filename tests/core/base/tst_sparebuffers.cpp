// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/sparebuffers.h"

#include <QtTest/QtTest>

#include <cstring>
#include <set>
#include <thread>
#include <vector>

class TestSpareBuffers : public QObject
{
    Q_OBJECT

private slots:
    void whatIsGivenBackIsTakenAgain();
    void noMoreWaitThanAllowed();
    void threadsShareThem();
};

namespace {

constexpr size_t kSize = 4'096;

} // namespace

void TestSpareBuffers::whatIsGivenBackIsTakenAgain()
{
    base::SpareBuffers<kSize, 2> spares;
    void *first = spares.take();
    void *second = spares.take();
    QVERIFY(first != second);
    spares.giveBack(first);
    QCOMPARE(spares.take(), first);
    std::free(first);
    std::free(second);
}

void TestSpareBuffers::noMoreWaitThanAllowed()
{
    base::SpareBuffers<kSize, 0> none;
    void *buffer = none.take();
    std::memset(buffer, 1, kSize);
    none.giveBack(buffer); // AddressSanitizer would tell if it were lost
    base::SpareBuffers<kSize, 2> two;
    std::vector<void *> taken;
    for (int i = 0; i < 5; ++i)
        taken.push_back(two.take());
    QCOMPARE(std::set<void *>(taken.begin(), taken.end()).size(), size_t(5));
    for (void *each : taken)
        two.giveBack(each);
}

void TestSpareBuffers::threadsShareThem()
{
    base::SpareBuffers<kSize, 4> spares;
    const auto use = [&spares](char mark) {
        for (int i = 0; i < 10'000; ++i) {
            auto *buffer = static_cast<char *>(spares.take());
            std::memset(buffer, mark, kSize);
            if (buffer[kSize - 1] != mark || buffer[0] != mark)
                return false;
            spares.giveBack(buffer);
        }
        return true;
    };
    bool other = false;
    std::thread thread([&] { other = use('b'); });
    const bool one = use('a');
    thread.join();
    QVERIFY(one);
    QVERIFY(other);
}

QTEST_GUILESS_MAIN(TestSpareBuffers)
#include "tst_sparebuffers.moc"
