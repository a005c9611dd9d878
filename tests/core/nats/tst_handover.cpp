// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nats/handover.h"

#include <QtTest/QTest>

using namespace nats;

class TestHandover : public QObject
{
    Q_OBJECT

private slots:
    void whatComesIsTakenOnce_data();
    void whatComesIsTakenOnce();
    void manyOpenOnesAreBounded();
};

namespace {

Message message(char payload)
{
    return Message::fromParts("a.b", {}, {}, QByteArray(1, payload));
}

} // namespace

// Pairs of who brings it (o: old, n: new) and the message's bytes; | is a fence. Taken ones remain.
void TestHandover::whatComesIsTakenOnce_data()
{
    QTest::addColumn<QByteArray>("come");
    QTest::addColumn<QByteArray>("taken");
    QTest::newRow("before, both, after")
        << QByteArray("o1 o2n2 | o3n3 | o4n4 n5 | n6 | n7") << QByteArray("o1o2o3o4n5n6n7");
    QTest::newRow("the new one's copy first")
        << QByteArray("n1o1 | n2o2 | n3o3 n4 | n5") << QByteArray("o1o2n3n4n5");
    QTest::newRow("first fence between copies, old first")
        << QByteArray("o1|n1 o2n2||| n3|") << QByteArray("o1o2n3");
    QTest::newRow("first fence between copies, new first")
        << QByteArray("n1|o1 o2n2|n3|") << QByteArray("o1o2n3");
    QTest::newRow("second fence between copies, old first")
        << QByteArray("|o1|n1 n2|n3|") << QByteArray("o1n2n3");
    QTest::newRow("an owed copy is waited for")
        << QByteArray("|n1|o1 n2o2|n3|n4") << QByteArray("o1o2n3n4");
    QTest::newRow("last fence between copies")
        << QByteArray("||o1|n1 n2|n3") << QByteArray("o1n2n3");
    QTest::newRow("all alike") << QByteArray("o1o1|o1n1n1o1|o1n1n1o1n1n1|n1|n1")
                               << QByteArray("o1o1o1o1o1n1n1n1n1n1");
    QTest::newRow("publishers interleaved")
        << QByteArray("|o1o2n2n1|o3n4n3o4n5|n6|") << QByteArray("o1o2o3n4n5n6");
}

void TestHandover::whatComesIsTakenOnce()
{
    QFETCH(const QByteArray, come);
    Handover handover;
    QByteArray taken;
    const QByteArray steps = QByteArray(come).replace(" ", "");
    for (qsizetype i = 0; i < steps.size();) {
        if (steps[i] == '|') {
            handover.onFence();
            ++i;
            continue;
        }
        const auto from = steps[i] == 'o' ? Handover::From::Old : Handover::From::New;
        if (handover.takes(from, message(steps[i + 1])))
            taken += steps.sliced(i, 2);
        i += 2;
    }
    QTEST(taken, "taken");
}

void TestHandover::manyOpenOnesAreBounded()
{
    Handover handover;
    handover.onFence();
    handover.onFence();
    QCOMPARE(handover.step(), Handover::Step::Ending);
    const auto numbered = [](size_t i) {
        return Message::fromParts("a", {}, {}, QByteArray::number(qulonglong(i)));
    };
    for (size_t i = 0; i < Handover::kMaxOpen; ++i)
        QVERIFY(handover.takes(Handover::From::Old, numbered(i)));
    // One more is not remembered, so that its copy is taken, too: rather twice than not at all.
    QVERIFY(handover.takes(Handover::From::Old, numbered(Handover::kMaxOpen)));
    QVERIFY(handover.takes(Handover::From::New, numbered(Handover::kMaxOpen)));
    QVERIFY(!handover.takes(Handover::From::New, numbered(Handover::kMaxOpen - 1)));
}

QTEST_GUILESS_MAIN(TestHandover)
#include "tst_handover.moc"
