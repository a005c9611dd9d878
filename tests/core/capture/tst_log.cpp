// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/log.h"
#include "tests/support/traffic.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using capture::EntryKind;
using capture::Log;
using capture::Number;
using capture::Trait;
using traffic::at;

namespace {

struct Kept
{
    EntryKind kind = EntryKind::Message;
    qint64 time = 0;
    QByteArray subject;
    QByteArray reply;
    QByteArray headers;
    QByteArray payload;
    quint64 tag = 0;
};

// Sizes about which something changes, and usual ones.
qsizetype someSize(QRandomGenerator &random)
{
    constexpr qsizetype kOwn = Log::kOwnBlock;
    static constexpr std::array kEdges{qsizetype(0), qsizetype(1), kOwn - 100,
                                       kOwn,         kOwn + 1,     qsizetype(Log::kBlock)};
    const int edge = random.bounded(60);
    return edge < int(kEdges.size()) ? kEdges[size_t(edge)] : random.bounded(3'000);
}

} // namespace

class LogTest final : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheNewestExactly_data();
    void keepsTheNewestExactly();
    void gapsAndLossesHaveTheirPlace();
    void findsEntriesByTime();
    void clearKeepsTheNumbering();
};

void LogTest::keepsTheNewestExactly_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 3; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// Random entries beside an array of them, in a log that holds few.
void LogTest::keepsTheNewestExactly()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Log log(Log::kSmallest);
    std::vector<Kept> all{Kept()};
    quint64 messages = 0;
    for (int i = 0; i < 3'000; ++i) {
        Kept kept;
        kept.time = i;
        kept.subject = QByteArray(random.bounded(40), 's');
        kept.reply = QByteArray(random.bounded(3) * 10, 'r');
        kept.headers = QByteArray(random.bounded(2) * 100, 'h');
        kept.payload = QByteArray(someSize(random), char('a' + i % 26));
        kept.tag = random.generate64();
        const Number number = log.append(at(i), Trait::Inbox | Trait::System, kept.subject,
                                         kept.reply, kept.headers, kept.payload);
        QCOMPARE(number, Number(all.size()));
        log.setTag(number, kept.tag);
        all.push_back(kept);
        ++messages;
        QVERIFY(log.bytes() <= log.limit());
        QCOMPARE(log.messages() + log.evicted(), messages);
        if (i % 100 != 0)
            continue;
        QCOMPARE(log.end(), Number(all.size()));
        for (Number n = log.first(); n < log.end(); ++n) {
            const capture::Entry entry = log.at(n);
            const Kept &expected = all[n];
            QCOMPARE(entry.number, n);
            QCOMPARE(entry.kind, expected.kind);
            QCOMPARE(entry.at, at(expected.time));
            QCOMPARE(log.timeOf(n), at(expected.time));
            QCOMPARE(entry.traits, Trait::Inbox | Trait::System);
            QCOMPARE(entry.subject, expected.subject);
            QCOMPARE(entry.reply, expected.reply);
            QCOMPARE(entry.headerBlock, expected.headers);
            QVERIFY(entry.payload == expected.payload);
            QCOMPARE(log.tag(n), expected.tag);
        }
    }
    QVERIFY(log.evicted() > 0);
    QVERIFY(log.size() > 0);
}

void LogTest::gapsAndLossesHaveTheirPlace()
{
    Log log;
    log.append(at(0), {}, "a", {}, {}, {});
    QCOMPARE(log.appendGap(at(1), at(5)), Number(2));
    QCOMPARE(log.appendLost(at(6), 42), Number(3));
    QCOMPARE(log.at(2).kind, EntryKind::Gap);
    QCOMPARE(log.at(2).at, at(1));
    QCOMPARE(log.at(2).until, at(5));
    QCOMPARE(log.at(3).kind, EntryKind::Lost);
    QCOMPARE(log.at(3).count, quint64(42));
    QVERIFY(log.at(3).payload.isEmpty());
    QCOMPARE(log.messages(), quint64(1));
    QCOMPARE(log.size(), 3);
}

void LogTest::findsEntriesByTime()
{
    Log log;
    QCOMPARE(log.lowerBound(at(0)), log.end());
    for (int i = 0; i < 1'000; ++i)
        log.append(at(i / 2 * 10), {}, "a", {}, {}, QByteArray(5'000, 'x'));
    QCOMPARE(log.lowerBound(at(-1)), Number(1));
    QCOMPARE(log.lowerBound(at(0)), Number(1));
    QCOMPARE(log.lowerBound(at(1)), Number(3));
    QCOMPARE(log.lowerBound(at(10)), Number(3));
    QCOMPARE(log.lowerBound(at(4'990)), Number(999));
    QCOMPARE(log.lowerBound(at(4'991)), log.end());
}

void LogTest::clearKeepsTheNumbering()
{
    Log log;
    log.append(at(0), {}, "a", {}, {}, {});
    log.append(at(0), {}, "b", "r", {}, {});
    log.clear();
    QCOMPARE(log.size(), 0);
    QCOMPARE(log.bytes(), 0);
    QCOMPARE(log.first(), Number(3));
    QCOMPARE(log.evicted(), quint64(0));
    QCOMPARE(log.append(at(1), {}, "c", {}, {}, {}), Number(3));
    QCOMPARE(log.at(3).subject, "c"_ba);
    QVERIFY(log.at(3).reply.isNull());
}

QTEST_GUILESS_MAIN(LogTest)
#include "tst_log.moc"
