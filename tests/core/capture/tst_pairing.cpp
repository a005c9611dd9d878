// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/capture.h"
#include "tests/support/pairingmodel.h"
#include "tests/support/traffic.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <map>

using capture::Capture;
using capture::ConversationId;
using capture::Number;
using capture::PairingModel;

namespace {

QByteArray print(const Capture &capture, ConversationId id)
{
    const capture::Conversation c = capture.conversations().at(id);
    return PairingModel::print(c, capture.conversations().replies(id, 1'000'000));
}

// Few subjects, so that everything that may happen to one happens.
QByteArray someSubject(QRandomGenerator &random)
{
    const int n = random.bounded(24);
    if (n < 4)
        return "orders." + QByteArray::number(n);
    return (n < 20 ? "_INBOX.a." : "answers.") + QByteArray::number(n);
}

struct Played
{
    explicit Played(Capture::Limits limits, quint32 seed)
        : capture(base::WallAnchor::now(), limits)
        , model(limits.pairing)
        , random(seed)
    {}

    void message(qsizetype size)
    {
        time += random.bounded(random.bounded(50) == 0 ? 9'000 : 400);
        const QByteArray subject = someSubject(random);
        const QByteArray reply = random.bounded(5) < 2 ? someSubject(random) : QByteArray();
        const QByteArray payload(size + random.bounded(2), 'x');
        const char *const headers
            = random.bounded(20) == 0 ? "NATS/1.0\r\nNats-Service-Error: no\r\n\r\n" : "";
        traffic::add(capture, time, subject, reply, payload, headers);
        model.evict(capture.log().first());
        model.message(traffic::last(capture), traffic::at(time), subject, reply, payload, headers);
    }
    void tick()
    {
        // The clock runs ahead of messages that wait to be looked at.
        const base::Instant now = traffic::at(time + random.bounded(10'000));
        capture.tick(now);
        model.tick(now);
    }

    Capture capture;
    PairingModel model;
    QRandomGenerator random;
    qint64 time = 0;
};

} // namespace

class PairingTest final : public QObject
{
    Q_OBJECT

private slots:
    void isWhatSearchingEverythingGives_data();
    void isWhatSearchingEverythingGives();
};

void PairingTest::isWhatSearchingEverythingGives_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<qsizetype>("size");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("everything is kept, seed %u", seed) << seed << qsizetype(10);
    for (quint32 seed = 1; seed <= 2; ++seed)
        QTest::addRow("the oldest are evicted, seed %u", seed) << seed << qsizetype(200'000);
}

// Thousands of random messages beside a model that searches lists from end to end. Who follows the
// changes knows of every conversation that is not as it was.
void PairingTest::isWhatSearchingEverythingGives()
{
    QFETCH(quint32, seed);
    QFETCH(qsizetype, size);
    Played played({capture::Log::kMinLimit, {}}, seed);
    std::map<ConversationId, QByteArray> known;
    capture::ConversationTraits happened;
    for (int batch = 0; batch < 60; ++batch) {
        for (int i = played.random.bounded(30); i > 0; --i)
            played.message(size);
        if (played.random.bounded(4) == 0)
            played.tick();
        const capture::Changes changes = played.capture.takeChanges();
        QVERIFY(std::ranges::is_sorted(changes.changed, std::ranges::less_equal()));
        const auto &all = played.capture.conversations();
        QCOMPARE(all.end(), played.model.end());
        for (ConversationId id = all.first(); id < all.end(); ++id) {
            const QByteArray text = print(played.capture, id);
            QCOMPARE(text, played.model.print(id));
            const bool told = std::ranges::binary_search(changes.changed, id);
            const auto before = known.find(id);
            QVERIFY2(before == known.end() ? !told : told || before->second == text,
                     text.constData());
            known[id] = text;
            happened |= all.at(id).traits;
        }
        const capture::Log &log = played.capture.log();
        for (Number number = log.first(); number < log.end(); ++number)
            QCOMPARE(all.conversationOf(number), played.model.conversationOf(number));
    }
    QCOMPARE(played.capture.counts().evicted > 0, size > 1'000);
    using enum capture::ConversationTrait;
    QCOMPARE(happened, ServiceError | Reordered | Late | Differs | Reused | Chained);
}

QTEST_GUILESS_MAIN(PairingTest)
#include "tst_pairing.moc"
