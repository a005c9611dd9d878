// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/notifyqueue.h"

#include <QtTest/QTest>

using namespace accountserver;

class TestNotifyQueue : public QObject
{
    Q_OBJECT

private slots:
    void keysComeInTheirOrder();
    void theLastOfAKeyWins();
    void whatWasLostWaitsAgainBeforeAllOthers();
    void whatWasLostIsNotSentAfterANewerOne();
    void whatArrivedIsForgotten();
    void beyondTheLimitTheOldestIsDropped();
    void anotherQueueIsTakenOverWithWhatIsUnderWay();
};

namespace {

StoredPtr token(const QByteArray &text)
{
    auto made = std::make_shared<StoredToken>();
    made->text = text;
    return made;
}

// "A=1 B=2": what is taken, until nothing waits.
QByteArray drained(NotifyQueue &queue)
{
    QByteArrayList all;
    while (const auto item = queue.take()) {
        all += item->key + '=' + item->token->text;
        queue.done(*item);
    }
    return all.join(' ');
}

} // namespace

void TestNotifyQueue::keysComeInTheirOrder()
{
    NotifyQueue queue(10);
    queue.add("B", token("1"));
    queue.add("A", token("2"));
    QCOMPARE(queue.waiting(), 2);
    QCOMPARE(drained(queue), "B=1 A=2");
    QCOMPARE(queue.waiting(), 0);
    QCOMPARE(queue.dropped(), 0);
}

void TestNotifyQueue::theLastOfAKeyWins()
{
    NotifyQueue queue(10);
    queue.add("A", token("1"));
    queue.add("B", token("2"));
    queue.add("A", token("3"));
    QCOMPARE(drained(queue), "A=3 B=2");
}

void TestNotifyQueue::whatWasLostWaitsAgainBeforeAllOthers()
{
    NotifyQueue queue(10);
    queue.add("A", token("1"));
    queue.add("B", token("2"));
    const auto lost = queue.take();
    queue.add("C", token("3"));
    queue.again(*lost);
    QCOMPARE(drained(queue), "A=1 B=2 C=3");
}

void TestNotifyQueue::whatWasLostIsNotSentAfterANewerOne()
{
    NotifyQueue queue(10);
    queue.add("A", token("1"));
    const auto lost = queue.take();
    queue.add("A", token("2"));
    const auto newer = queue.take();
    queue.again(*lost);
    QCOMPARE(queue.waiting(), 0);
    queue.again(*newer);
    QCOMPARE(drained(queue), "A=2");
}

void TestNotifyQueue::whatArrivedIsForgotten()
{
    NotifyQueue queue(10);
    queue.add("A", token("1"));
    const auto item = queue.take();
    queue.done(*item);
    queue.again(*item);
    QCOMPARE(queue.waiting(), 0);
}

void TestNotifyQueue::beyondTheLimitTheOldestIsDropped()
{
    NotifyQueue queue(2);
    queue.add("A", token("1"));
    queue.add("B", token("2"));
    queue.add("B", token("3"));
    QCOMPARE(queue.dropped(), 0);
    queue.add("C", token("4"));
    QCOMPARE(queue.dropped(), 1);
    QCOMPARE(drained(queue), "B=3 C=4");
}

void TestNotifyQueue::anotherQueueIsTakenOverWithWhatIsUnderWay()
{
    NotifyQueue old(10);
    old.add("A", token("1"));
    old.add("B", token("2"));
    old.add("C", token("3"));
    (void)old.take();
    const auto arrived = old.take();
    old.done(*arrived);
    NotifyQueue queue(10);
    queue.takeOver(old);
    QCOMPARE(drained(queue), "C=3 A=1");
}

QTEST_GUILESS_MAIN(TestNotifyQueue)
#include "tst_notifyqueue.moc"
