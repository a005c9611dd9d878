// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/selection.h"

#include "core/capture/feed.h"
#include "tests/support/traffic.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace traffic;
using capture::Capture;
using capture::Changes;
using capture::Filter;
using capture::RowKind;
using capture::RowOrder;
using capture::Selection;

namespace {

constexpr base::Span kLong = std::chrono::seconds(60);

// What a view would show: follows what it is told, and nothing else.
class Shown final : public capture::RowListener
{
public:
    explicit Shown(const Capture &capture)
        : selection(capture)
    {}

    void rowsInserting(qsizetype first, qsizetype count) override
    {
        m_first = first;
        m_count = count;
        m_sizeBefore = selection.size();
        ++inserts;
    }
    void rowsInserted() override
    {
        grown = grown && selection.size() == m_sizeBefore + m_count;
        for (qsizetype i = 0; i < m_count; ++i)
            keys.insert(m_first + i, selection.key(m_first + i));
    }
    void rowsRemoving(qsizetype first, qsizetype count) override
    {
        keys.remove(first, count);
        m_sizeBefore = selection.size();
        m_count = count;
    }
    void rowsRemoved() override { grown = grown && selection.size() == m_sizeBefore - m_count; }
    void rowsResetting() override { ++resets; }
    void rowsReset() override { keys = all(); }
    void rowsChanged(qsizetype first, qsizetype last) override
    {
        changedFirst = first;
        changedLast = last;
    }

    [[nodiscard]] QList<quint64> all() const
    {
        QList<quint64> list;
        for (qsizetype row = 0; row < selection.size(); ++row)
            list += selection.key(row);
        return list;
    }
    void start(const Selection::Criteria &criteria, const Filter::Facts &facts = {})
    {
        selection.restart(criteria, facts, *this);
        finish();
    }
    void follow(Capture &capture)
    {
        selection.onChanges(capture.takeChanges(), *this);
        finish();
    }
    void finish()
    {
        while (!selection.step(kLong, *this)) {
        }
    }

    Selection selection;
    QList<quint64> keys;
    bool grown = true; ///< by as much as was said, each time
    int inserts = 0;
    int resets = 0;
    qsizetype changedFirst = -1;
    qsizetype changedLast = -1;

private:
    qsizetype m_first = 0;
    qsizetype m_count = 0;
    qsizetype m_sizeBefore = 0;
};

Selection::Criteria criteria(RowKind kind, const QString &filter,
                             RowOrder order = RowOrder::Arrival, bool descending = false)
{
    return {kind, *Filter::parse(filter), {}, {}, order, descending};
}

// The same by looking at everything.
QList<quint64> expected(const Capture &capture, const Selection::Criteria &by)
{
    const auto &all = capture.conversations();
    const auto &log = capture.log();
    const bool messages = by.kind == RowKind::Messages;
    struct Row
    {
        bool known = false;
        QVariant value;
        quint64 key = 0;
    };
    QList<Row> rows;
    for (quint64 key = messages ? log.first() : all.first();
         key < (messages ? log.end() : all.end()); ++key) {
        if (!(messages ? by.filter.matches(capture, key)
                       : by.filter.matchesConversation(capture, key)))
            continue;
        Row row{true, {}, key};
        const auto c = messages ? capture::Conversation() : all.at(key);
        const capture::Number message = messages ? key
            : log.has(c.request)                 ? c.request
                                                 : c.firstReply;
        const bool has = log.has(message) && log.at(message).kind == capture::EntryKind::Message;
        if (by.order == RowOrder::Subject)
            row = {has, has ? log.at(message).subject.toByteArray() : QByteArray(), key};
        else if (by.order == RowOrder::Size)
            row = {has, has ? qint64(log.at(message).size()) : 0, key};
        else if (by.order == RowOrder::First)
            row = {c.first.has_value(), qint64(c.first.value_or(base::Span()).count()), key};
        else if (by.order == RowOrder::Last)
            row = {c.last.has_value(), qint64(c.last.value_or(base::Span()).count()), key};
        else if (by.order == RowOrder::Replies)
            row = {c.state != capture::ConversationState::Publish
                       && c.state != capture::ConversationState::Gap,
                   c.replies, key};
        rows += row;
    }
    if (by.order == RowOrder::Arrival && by.descending)
        std::reverse(rows.begin(), rows.end());
    const auto less = [&by](const QVariant &a, const QVariant &b) {
        return by.order == RowOrder::Subject ? a.toByteArray() < b.toByteArray()
                                             : a.toLongLong() < b.toLongLong();
    };
    std::stable_sort(rows.begin(), rows.end(), [&by, &less](const Row &a, const Row &b) {
        if (a.known != b.known)
            return a.known;
        return a.known && (by.descending ? less(b.value, a.value) : less(a.value, b.value));
    });
    QList<quint64> keys;
    for (const Row &row : rows)
        keys += row.key;
    return keys;
}

// A few messages: requests, replies to recent ones, publishes, a gap at times.
void addSome(Capture &capture, QRandomGenerator &random, int &time, int &requests, int count,
             qsizetype size)
{
    for (int i = 0; i < count; ++i) {
        time += int(random.bounded(3));
        const int kind = int(random.bounded(10));
        const QByteArray payload(qsizetype(random.bounded(int(size))), 'x');
        if (kind == 0 && random.bounded(10) == 0) {
            capture.appendGap(at(time), at(time + 1));
        } else if (kind < 4) {
            add(capture, time, "ask." + QByteArray::number(random.bounded(5)),
                "_INBOX.r." + QByteArray::number(++requests), payload);
        } else if (kind < 8) {
            add(capture, time,
                "_INBOX.r." + QByteArray::number(qMax(1, requests - int(random.bounded(20)))), {},
                payload);
        } else {
            add(capture, time, "tell." + QByteArray::number(random.bounded(5)), {}, payload);
        }
    }
    capture.tick(at(time));
}

} // namespace

class SelectionTest final : public QObject
{
    Q_OBJECT

private slots:
    void isWhatLookingAtEverythingGives_data();
    void isWhatLookingAtEverythingGives();
    void withoutFilterNothingIsStored();
    void aConversationComesInWhereItBelongs();
    void aConversationThatNoLongerMatchesGoes();
    void messagesFollowTheirConversation();
    void allOfManyRepliesFollowTheirConversation();
    void brushedTimesAreKept();
    void worksInSlices();
    void pausedNothingNewComesIn();
    void afterAPauseThousandsComeInAtOnce_data();
    void afterAPauseThousandsComeInAtOnce();
    void clearingEmptiesIt();
    void saysWhichRowsHaveChanged();
    void manySubjectsSortUpToTheLimit();
    void longSubjectsSortUpToTheLimit();
    void anAnswerIsSeenAfterAnEviction();
    void whatHasGoneIsNotLookedAtAgain();
};

void SelectionTest::isWhatLookingAtEverythingGives_data()
{
    QTest::addColumn<Selection::Criteria>("by");
    const auto add = [](RowKind kind, RowOrder order, const QString &filter) {
        for (const bool descending : {false, true}) {
            QTest::addRow("%s, order %d%s, '%s'",
                          kind == RowKind::Messages ? "messages" : "conversations", int(order),
                          descending ? " down" : "", qPrintable(filter))
                << criteria(kind, filter, order, descending);
        }
    };
    for (const auto *filter : {u"", u"waiting", u"answered", u"latency>2ms", u"size>20"}) {
        add(RowKind::Messages, RowOrder::Arrival, QString::fromUtf16(filter));
        add(RowKind::Conversations, RowOrder::Arrival, QString::fromUtf16(filter));
        add(RowKind::Conversations, RowOrder::Last, QString::fromUtf16(filter));
    }
    add(RowKind::Messages, RowOrder::Size, {});
    add(RowKind::Messages, RowOrder::Subject, u"subject:ask.*"_s);
    for (const RowOrder order :
         {RowOrder::First, RowOrder::Replies, RowOrder::Size, RowOrder::Subject}) {
        add(RowKind::Conversations, order, {});
        add(RowKind::Conversations, order, u"answered"_s);
    }
}

// Thousands of random changes with eviction; after each batch the rows a view was told of are those
// that a fresh look finds.
void SelectionTest::isWhatLookingAtEverythingGives()
{
    QFETCH(Selection::Criteria, by);
    QRandomGenerator random(42);
    Capture::Limits limits;
    // Messages do not hear of a conversation that is forgotten before they are.
    const bool evicting = by.kind == RowKind::Conversations || !by.filter.isAboutConversations();
    if (evicting)
        limits.bytes = capture::Log::kMinLimit;
    limits.pairing.window = ms(40);
    limits.pairing.parking = ms(10);
    Capture capture(base::WallAnchor::now(), limits);
    int time = 0;
    int requests = 0;
    addSome(capture, random, time, requests, 100, 60);
    Shown shown(capture);
    (void)capture.takeChanges();
    shown.start(by);
    QCOMPARE(shown.keys, expected(capture, by));
    for (int batch = 0; batch < 40; ++batch) {
        // Some batches are large enough to make the oldest go.
        addSome(capture, random, time, requests, int(random.bounded(40)),
                batch % 8 == 7 ? 3'000'000 : 60);
        shown.follow(capture);
        QCOMPARE(shown.keys, expected(capture, by));
        QCOMPARE(shown.all(), shown.keys);
    }
    QVERIFY(shown.grown);
    QCOMPARE(capture.counts().evicted > 0, evicting);
    for (qsizetype row = 0; row < shown.keys.size(); ++row)
        QCOMPARE(shown.selection.rowOf(shown.keys[row]), row);
    QCOMPARE(shown.selection.rowOf(capture.log().end()), qsizetype(-1));
}

void SelectionTest::withoutFilterNothingIsStored()
{
    Capture capture(base::WallAnchor::now());
    for (int i = 0; i < 10'000; ++i)
        add(capture, i, "a");
    Shown shown(capture);
    shown.start(criteria(RowKind::Messages, {}));
    QCOMPARE(shown.selection.size(), qsizetype(10'000));
    QVERIFY(shown.selection.memory() < 1'000);
    QCOMPARE(shown.selection.key(9'999), quint64(10'000));
    shown.start(criteria(RowKind::Messages, {}, RowOrder::Arrival, true));
    QCOMPARE(shown.selection.key(0), quint64(10'000));
    add(capture, 0, "b");
    shown.follow(capture);
    QCOMPARE(shown.keys.front(), quint64(10'001));
    QCOMPARE(shown.inserts, 1);
}

void SelectionTest::aConversationComesInWhereItBelongs()
{
    Capture capture(base::WallAnchor::now());
    add(capture, 0, "q", "_INBOX.a.1");
    add(capture, 0, "q", "_INBOX.a.2");
    add(capture, 1, "_INBOX.a.2");
    Shown shown(capture);
    shown.start(criteria(RowKind::Conversations, u"latency>0ms"_s));
    shown.follow(capture);
    QCOMPARE(shown.keys, QList<quint64>{2});
    shown.resets = 0;
    add(capture, 25, "_INBOX.a.1");
    shown.follow(capture);
    QCOMPARE(shown.keys, (QList<quint64>{1, 2}));
    QCOMPARE(shown.resets, 0);
}

void SelectionTest::aConversationThatNoLongerMatchesGoes()
{
    Capture capture(base::WallAnchor::now());
    for (int i = 1; i <= 3; ++i)
        add(capture, 0, "q", "_INBOX.a." + QByteArray::number(i));
    Shown shown(capture);
    shown.start(criteria(RowKind::Conversations, u"waiting"_s));
    shown.follow(capture);
    shown.resets = 0;
    add(capture, 1, "_INBOX.a.2");
    shown.follow(capture);
    QCOMPARE(shown.keys, (QList<quint64>{1, 3}));
    QCOMPARE(shown.resets, 0);
    capture.tick(at(60'000));
    shown.follow(capture);
    QCOMPARE(shown.keys, QList<quint64>());
}

void SelectionTest::messagesFollowTheirConversation()
{
    Capture capture(base::WallAnchor::now());
    add(capture, 0, "q", "_INBOX.a.1");
    Shown shown(capture);
    shown.start(criteria(RowKind::Messages, u"answered"_s));
    shown.follow(capture);
    QCOMPARE(shown.keys, QList<quint64>());
    add(capture, 1, "_INBOX.a.1");
    shown.follow(capture);
    QCOMPARE(shown.keys, (QList<quint64>{1, 2}));
}

void SelectionTest::allOfManyRepliesFollowTheirConversation()
{
    Capture capture(base::WallAnchor::now());
    add(capture, 0, "q", "_INBOX.a.1");
    for (int i = 0; i < 2 * Filter::kMaxReplies; ++i)
        add(capture, 1, "_INBOX.a.1");
    Shown shown(capture);
    shown.start(criteria(RowKind::Messages, u"differs"_s));
    shown.follow(capture);
    QCOMPARE(shown.keys.size(), 0);
    add(capture, 2, "_INBOX.a.1", {}, "another");
    shown.selection.onChanges(capture.takeChanges(), shown);
    // What is new does not wait for what has changed.
    QVERIFY(!shown.selection.step(base::Span(0), shown));
    QCOMPARE(shown.keys, QList<quint64>{capture.log().end() - 1});
    shown.finish();
    QCOMPARE(shown.keys.size(), 2 * Filter::kMaxReplies + 2);
}

void SelectionTest::brushedTimesAreKept()
{
    Capture capture(base::WallAnchor::now());
    for (int i = 0; i < 10; ++i)
        add(capture, i, "a");
    Shown shown(capture);
    auto by = criteria(RowKind::Messages, {});
    by.from = at(3);
    by.to = at(6);
    shown.start(by);
    QCOMPARE(shown.keys, (QList<quint64>{4, 5, 6}));
    by.kind = RowKind::Conversations;
    by.to.reset();
    shown.start(by);
    QCOMPARE(shown.keys, (QList<quint64>{4, 5, 6, 7, 8, 9, 10}));
}

void SelectionTest::worksInSlices()
{
    Capture capture(base::WallAnchor::now());
    for (int i = 0; i < 5; ++i)
        add(capture, i, "a");
    Shown shown(capture);
    shown.selection.restart(criteria(RowKind::Messages, u"a"_s), {}, shown);
    int steps = 0;
    // No time at all still makes one row a step.
    while (!shown.selection.step(base::Span(0), shown)) {
        ++steps;
        QCOMPARE(shown.selection.examined(), quint64(steps));
        QCOMPARE(shown.selection.total(), quint64(5));
    }
    QCOMPARE(steps, 4);
    QCOMPARE(shown.keys.size(), 5);
}

void SelectionTest::pausedNothingNewComesIn()
{
    Capture capture(base::WallAnchor::now());
    add(capture, 0, "a");
    Shown shown(capture);
    shown.start(criteria(RowKind::Messages, {}));
    add(capture, 0, "b");
    shown.selection.onChanges(capture.takeChanges(), shown);
    QCOMPARE(shown.keys, QList<quint64>{1});
    QCOMPARE(shown.selection.examined(), quint64(1));
    QCOMPARE(shown.selection.total(), quint64(2));
    capture.clear();
    shown.selection.onChanges(capture.takeChanges(), shown);
    QCOMPARE(shown.keys, QList<quint64>());
}

void SelectionTest::afterAPauseThousandsComeInAtOnce_data()
{
    QTest::addColumn<Selection::Criteria>("by");
    for (const bool down : {false, true}) {
        const char *way = down ? "down" : "up";
        for (const auto *filter : {u"", u"answered", u"waiting", u"-late", u"subject:ask.>"}) {
            const QString text = QString::fromUtf16(filter);
            for (const RowOrder order : {RowOrder::Arrival, RowOrder::Last})
                QTest::addRow("conversations '%s' %d %s", qPrintable(text), int(order), way)
                    << criteria(RowKind::Conversations, text, order, down);
            QTest::addRow("messages '%s' %s", qPrintable(text), way)
                << criteria(RowKind::Messages, text, RowOrder::Arrival, down);
        }
    }
}

// Changes everywhere among thousands of rows, looked at in slices while others come and go.
void SelectionTest::afterAPauseThousandsComeInAtOnce()
{
    QFETCH(Selection::Criteria, by);
    Capture capture(base::WallAnchor::now());
    constexpr int kRequests = 400;
    const auto inbox = [](int request) {
        return QByteArray("_INBOX.r." + QByteArray::number(request));
    };
    for (int i = 0; i < kRequests; ++i)
        add(capture, 0, i % 3 ? "ask.a" : "tell.b", inbox(i));
    for (int i = 0; i < kRequests; i += 2)
        add(capture, i % 7, inbox(i));
    Shown shown(capture);
    (void)capture.takeChanges();
    shown.start(by);
    QCOMPARE(shown.keys, expected(capture, by));

    QRandomGenerator random(7);
    for (int pause = 0; pause < 2; ++pause) {
        for (int batch = 0; batch < 3; ++batch) {
            for (int i = 0; i < kRequests; ++i) {
                if (random.bounded(3) == 0)
                    add(capture, pause * 20'000 + batch * 20, inbox(i));
            }
            capture.tick(at(pause * 20'000 + batch * 20));
            shown.selection.onChanges(capture.takeChanges(), shown);
        }
        for (int slice = 0; slice < 8; ++slice) {
            (void)shown.selection.step(std::chrono::microseconds(50), shown);
            QCOMPARE(shown.all(), shown.keys);
            add(capture, pause * 20'000 + 60, inbox(int(random.bounded(kRequests))));
            shown.selection.onChanges(capture.takeChanges(), shown);
        }
        shown.finish();
        QCOMPARE(shown.keys, expected(capture, by));
        QCOMPARE(shown.all(), shown.keys);
        for (qsizetype row = 0; row < shown.keys.size(); row += 17)
            QCOMPARE(shown.selection.rowOf(shown.keys[row]), row);
    }
    QVERIFY(shown.grown);
}

void SelectionTest::clearingEmptiesIt()
{
    for (const char *filter : {"", "a"}) {
        for (const RowOrder order : {RowOrder::Arrival, RowOrder::Subject}) {
            Capture capture(base::WallAnchor::now());
            for (int i = 0; i < 200; ++i)
                add(capture, 0, "a");
            Shown shown(capture);
            shown.start(criteria(RowKind::Conversations, QString::fromLatin1(filter), order));
            QCOMPARE(shown.keys.size(), 200);
            capture.clear();
            shown.follow(capture);
            QCOMPARE(shown.keys.size(), 0);
            add(capture, 0, "a");
            shown.follow(capture);
            QCOMPARE(shown.keys.size(), 1);
        }
    }
}

void SelectionTest::saysWhichRowsHaveChanged()
{
    Capture capture(base::WallAnchor::now());
    for (int i = 1; i <= 5; ++i)
        add(capture, 0, "q", "_INBOX.a." + QByteArray::number(i));
    Shown shown(capture);
    shown.start(criteria(RowKind::Conversations, {}));
    shown.follow(capture);
    QCOMPARE(shown.changedFirst, qsizetype(-1));
    add(capture, 1, "_INBOX.a.2");
    add(capture, 1, "_INBOX.a.4");
    shown.follow(capture);
    QCOMPARE(shown.changedFirst, qsizetype(1));
    QCOMPARE(shown.changedLast, qsizetype(3));
}

void SelectionTest::manySubjectsSortUpToTheLimit()
{
    capture::SortValues values;
    values.restart(1, true, false);
    for (qsizetype i = 0; i < capture::SortValues::kMaxSubjects; ++i)
        QCOMPARE(values.numberOf(QByteArray::number(i)), qint64(i));
    QCOMPARE(values.numberOf("7"), qint64(7));
    QCOMPARE(values.numberOf("one more"), capture::SortValues::kUnknown);
    QVERIFY(values.compare(10, 9) < 0); // "10" before "9"
    QVERIFY(values.compare(capture::SortValues::kUnknown, 9) > 0);
}

void SelectionTest::longSubjectsSortUpToTheLimit()
{
    capture::SortValues values;
    values.restart(1, true, false);
    const qsizetype size = 64 * 1024;
    const qint64 fit = capture::SortValues::kMaxSubjectBytes / size;
    for (qint64 i = 0; i < fit; ++i)
        QCOMPARE(values.numberOf(QByteArray::number(i).rightJustified(size, 'x')), i);
    QCOMPARE(values.numberOf("one more"), capture::SortValues::kUnknown);
    QVERIFY(values.memory() < 2 * capture::SortValues::kMaxSubjectBytes);
}

// Conversations have other numbers than messages.
void SelectionTest::anAnswerIsSeenAfterAnEviction()
{
    Capture::Limits limits;
    limits.bytes = capture::Log::kMinLimit;
    Capture capture(base::WallAnchor::now(), limits);
    Shown shown(capture);
    shown.start(criteria(RowKind::Messages, u"answered"_s));
    const QByteArray payload(80'000, 'x');
    for (int i = 0; capture.counts().evicted < 1'000; ++i) {
        const QByteArray inbox = "_INBOX.a." + QByteArray::number(i);
        add(capture, i, "q", inbox, payload);
        add(capture, i, inbox, {}, payload);
    }
    add(capture, 10'000, "q", "_INBOX.b.1");
    shown.follow(capture);
    const qsizetype before = shown.selection.size();
    QVERIFY(capture.log().first() > capture.conversations().end());
    add(capture, 10'001, "_INBOX.b.1");
    shown.follow(capture);
    QCOMPARE(shown.selection.size(), before + 2); // the request, too
}

// Nobody takes a step while it is paused.
void SelectionTest::whatHasGoneIsNotLookedAtAgain()
{
    Capture::Limits limits;
    limits.bytes = capture::Log::kMinLimit;
    Capture capture(base::WallAnchor::now(), limits);
    Shown shown(capture);
    shown.start(criteria(RowKind::Conversations, u"replies>0"_s));
    const QByteArray payload(2'000, 'x');
    constexpr int count = 400'000;
    for (int i = 0; i < count; ++i) {
        const QByteArray inbox = "_INBOX.a." + QByteArray::number(i);
        add(capture, i, "q", inbox, payload);
        shown.selection.onChanges(capture.takeChanges(), shown);
        add(capture, i, inbox, {}, payload);
        shown.selection.onChanges(capture.takeChanges(), shown);
    }
    QVERIFY(capture.conversations().first() > count / 2);
    // Eight bytes for each of them would be 3.2 MB.
    QVERIFY2(shown.selection.memory() < 2'000'000,
             QByteArray::number(shown.selection.memory()).constData());
}

QTEST_GUILESS_MAIN(SelectionTest)
#include "tst_selection.moc"
