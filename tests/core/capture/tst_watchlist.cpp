// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/watchlist.h"
#include "core/capture/watchwarnings.h"

#include <QtTest/QTest>

using namespace capture;
using Purpose = WatchedSubject::Purpose;

class TestWatchList : public QObject
{
    Q_OBJECT

private slots:
    void itTellsTheWireWhatToDo_data();
    void itTellsTheWireWhatToDo();
    void nothingBadGoesOverTheWire();
    void oneTooManyIsRefused();
    void endedOnesMayTryAgain();
    void harmfulWatchingIsWarnedOf_data();
    void harmfulWatchingIsWarnedOf();
};

namespace {

// "a.b" is chosen, "~a.b" for pairing.
std::vector<WatchedSubject> parsed(const QByteArray &text)
{
    std::vector<WatchedSubject> subjects;
    for (const QByteArray &word : text.split(' ')) {
        if (word.startsWith('~'))
            subjects.push_back({word.sliced(1), Purpose::Pairing});
        else if (!word.isEmpty())
            subjects.push_back({word});
    }
    return subjects;
}

QByteArray printed(const std::vector<WatchedSubject> &subjects)
{
    QByteArrayList words;
    for (const WatchedSubject &subject : subjects) {
        const char *const marks[] = {"?", "", "<", "!"};
        words += subject.pattern + marks[int(subject.state)] + subject.coveredBy
            + subject.refusal.toUtf8();
    }
    return words.join(' ');
}

QByteArray printed(const WatchList::Step &step)
{
    QByteArrayList words;
    const auto print = [&words](char sign, const WatchList::Subscription &subscription) {
        const QByteArray queue
            = subscription.queue.isEmpty() ? QByteArray() : '@' + subscription.queue;
        words += sign + subscription.pattern + queue;
    };
    for (const auto &subscription : step.add)
        print('+', subscription);
    for (const auto &subscription : step.remove)
        print('-', subscription);
    return words.join(' ');
}

} // namespace

// Events, each with what follows: what goes over the wire | how the subjects stand. Of the subjects
// ? is asked, < covered by, ! refused.
void TestWatchList::itTellsTheWireWhatToDo_data()
{
    QTest::addColumn<QByteArrayList>("story");
    QTest::newRow("one by one") << QByteArrayList{"set a",      "+a | a?", //
                                                  "accepted a", " | a",    "set a b", "+b | a b?",
                                                  "accepted b", " | a b",  "set b",   "-a | b"};
    QTest::newRow("T64: everything covers the inboxes")
        << QByteArrayList{"set > ~_INBOX.>", "+> | >? _INBOX.><>", "accepted >", " | > _INBOX.><>"};
    QTest::newRow("the same twice")
        << QByteArrayList{"set a a", "+a | a? a<a", "accepted a", " | a a<a", "set a", " | a"};
    QTest::newRow("a wider one takes over when it is known to be watched") << QByteArrayList{
        "set a.b",     "+a.b | a.b?",         "accepted a.b", " | a.b",
        "set a.b a.>", "+a.> | a.b<a.> a.>?", "accepted a.>", "-a.b | a.b<a.> a.>"};
    QTest::newRow("a wider one is refused")
        << QByteArrayList{"set a.b",     "+a.b | a.b?",         "accepted a.b", " | a.b",
                          "set a.b a.>", "+a.> | a.b<a.> a.>?", "refused a.>",  " | a.b a.>!no"};
    QTest::newRow("a wider one is refused from the start")
        << QByteArrayList{"set a.> a.b a.c", "+a.> | a.>? a.b<a.> a.c<a.>", "refused a.>",
                          "+a.b +a.c | a.>!no a.b? a.c?"};
    QTest::newRow("the widest covers all")
        << QByteArrayList{"set a.b a.* a.>", "+a.> | a.b<a.> a.*<a.> a.>?"};
    QTest::newRow("without the wider one")
        << QByteArrayList{"set a.> a.b", "+a.> | a.>? a.b<a.>", "accepted a.>", " | a.> a.b<a.>",
                          "set a.b",     "+a.b -a.> | a.b?"};
    QTest::newRow("after a reconnect all are asked for, and refused ones may be had")
        << QByteArrayList{
               "set a.> a.b",  "+a.> | a.>? a.b<a.>", "refused a.>", "+a.b | a.>!no a.b?",
               "accepted a.b", " | a.>!no a.b",       "lost",        " | a.>!no a.b?",
               "accepted a.>", "-a.b | a.> a.b<a.>"};
    QTest::newRow("a covered one that is not needed any more after a reconnect")
        << QByteArrayList{"set a.b", "+a.b | a.b?", "accepted a.b", " | a.b",
                          "lost",    " | a.b?",     "set a.>",      "+a.> -a.b | a.>?"};
    QTest::newRow("pairing is not for the queue group")
        << QByteArrayList{"queue q", " | ", "set a.b a.> ~a.b ~_INBOX.>",
                          "+a.>@q +a.b +_INBOX.> | a.b<a.> a.>? a.b? _INBOX.>?"};
    QTest::newRow("into a queue group")
        << QByteArrayList{"set a ~b",   "+a +b | a? b?", "accepted a", " | a b?",
                          "accepted b", " | a b",        "queue q",    "+a@q -a | a? b"};
}

void TestWatchList::itTellsTheWireWhatToDo()
{
    QFETCH(const QByteArrayList, story);
    WatchList list;
    for (qsizetype i = 0; i + 1 < story.size(); i += 2) {
        const qsizetype space = story[i].indexOf(' ');
        const QByteArray event = story[i].first(space < 0 ? story[i].size() : space);
        const QByteArray what = space < 0 ? QByteArray() : story[i].sliced(space + 1);
        if (event == "set")
            list.set(parsed(what), list.queue());
        else if (event == "queue")
            list.set(list.subjects(), what);
        else if (event == "accepted")
            list.onAccepted(what);
        else if (event == "refused")
            list.onRefused(what, QStringLiteral("no"));
        else
            list.onLost();
        const QByteArray step = printed(list.step());
        QCOMPARE(step + " | " + printed(list.subjects()), story[i + 1]);
        QCOMPARE(printed(list.step()), QByteArray()); // once is enough
    }
}

void TestWatchList::nothingBadGoesOverTheWire()
{
    WatchList list;
    list.set({{"a..b"}, {"a b"}, {""}, {"a\r\nPUB b 0"}, {"good"}}, {});
    const WatchList::Step step = list.step();
    QCOMPARE(printed(step), "+good");
    for (size_t i = 0; i < 4; ++i) {
        QCOMPARE(list.subjects()[i].state, WatchedSubject::State::Refused);
        QVERIFY(!list.subjects()[i].refusal.isEmpty());
    }
}

void TestWatchList::oneTooManyIsRefused()
{
    std::vector<WatchedSubject> subjects;
    for (size_t i = 0; i <= WatchList::kMaxSubjects; ++i)
        subjects.push_back({"s" + QByteArray::number(qulonglong(i))});
    WatchList list;
    list.set(subjects, {});
    QCOMPARE(list.step().add.size(), WatchList::kMaxSubjects);
    QCOMPARE(list.subjects()[WatchList::kMaxSubjects - 1].state, WatchedSubject::State::Asked);
    QCOMPARE(list.subjects().back().state, WatchedSubject::State::Refused);
    QVERIFY(list.subjects().back().refusal.contains(QStringLiteral("1000")));
}

void TestWatchList::endedOnesMayTryAgain()
{
    WatchList list;
    list.set(parsed("a b"), {});
    (void)list.step();
    list.onAccepted("a");
    list.onRefused("b", QStringLiteral("no"));
    list.onEnded();
    QCOMPARE(printed(list.subjects()), "a? b!no"); // why is still to be seen
    list.set(list.subjects(), {});
    QCOMPARE(printed(list.step()), "+a +b");
}

void TestWatchList::harmfulWatchingIsWarnedOf_data()
{
    QTest::addColumn<QByteArray>("subjects");
    QTest::addColumn<QByteArray>("queue");
    QTest::addColumn<QString>("about"); // empty: harmless
    QTest::newRow("one subject") << QByteArray("orders.> ~_INBOX.>") << QByteArray() << QString();
    QTest::newRow("everything") << QByteArray("orders.> >") << QByteArray()
                                << QStringLiteral("“no responders”");
    QTest::newRow("nearly everything")
        << QByteArray("*.>") << QByteArray() << QStringLiteral("“*.>”");
    QTest::newRow("all of one token") << QByteArray("*") << QByteArray() << QStringLiteral("“*”");
    QTest::newRow("a token with a star") << QByteArray("*a.b") << QByteArray() << QString();
    QTest::newRow("queue group") << QByteArray("orders.>") << QByteArray("workers")
                                 << QStringLiteral("“workers”");
    QTest::newRow("nobody in the queue group")
        << QByteArray("~_INBOX.>") << QByteArray("workers") << QString();
}

void TestWatchList::harmfulWatchingIsWarnedOf()
{
    QFETCH(const QByteArray, subjects);
    QFETCH(const QByteArray, queue);
    QFETCH(const QString, about);
    const QStringList warnings = watchWarnings(parsed(subjects), queue);
    QCOMPARE(warnings.isEmpty(), about.isEmpty());
    QVERIFY(about.isEmpty() || warnings.first().contains(about));
}

QTEST_GUILESS_MAIN(TestWatchList)
#include "tst_watchlist.moc"
