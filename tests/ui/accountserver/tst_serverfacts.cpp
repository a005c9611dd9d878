// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/serverfacts.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace ui;
using State = ServerFacts::State;

namespace {

ServerFacts serving()
{
    ServerFacts facts;
    facts.state = State::Serving;
    facts.hasServed = true;
    facts.now = ServerFacts::Time(1'800'000'000s);
    facts.since = facts.now - 12min;
    facts.writable = true;
    facts.hasOperator = true;
    facts.operatorName = u"ACME"_s;
    return facts;
}

QString textOf(const std::vector<Tile> &tiles)
{
    QStringList found;
    for (const Tile &tile : tiles)
        found += tile.number + tile.unit + u' ' + tile.label;
    return found.join(u", "_s);
}

QString textOf(const CardText &card)
{
    return card.state + u" / "_s + card.detail;
}

accountserver::NotifierStatus connected()
{
    accountserver::NotifierStatus status;
    status.configured = status.connected = true;
    status.text = u"connected to demo"_s;
    return status;
}

} // namespace

class TestServerFacts : public QObject
{
    Q_OBJECT

private slots:
    void tilesTellHowItStands();
    void shareOfHitsClaimsNoEnd_data();
    void shareOfHitsClaimsNoEnd();
    void notificationsAreTold();
    void operatorsAreTold();
    void replicasAreTold();
    void aReplicaTellsHowOldItIs();
    void theStoreIsToldInShort();
    void lengthsAreShort_data();
    void lengthsAreShort();
};

void TestServerFacts::tilesTellHowItStands()
{
    ServerFacts facts;
    QCOMPARE(textOf(tilesOf(facts)), u"Stopped not started yet"_s);
    QCOMPARE(textOf(operatorCard(facts)), u" / "_s); // nothing is known yet
    QCOMPARE(textOf(notificationCard(facts)), u" / "_s);
    QCOMPARE(textOf(replicationCard(facts)), u" / "_s);
    facts.state = State::Starting;
    QCOMPARE(textOf(tilesOf(facts)), u"Starting opening the store"_s);
    facts.options.primary = u"http://p"_s;
    QCOMPARE(textOf(tilesOf(facts)), u"Starting asking the primary"_s);
    facts.state = State::Failed;
    QCOMPARE(tilesOf(facts).front().tone, Tone::Error);

    facts = serving();
    facts.counts.requests = 296;
    facts.counts.notModified = 240;
    facts.counts.refused = 1;
    facts.counts.connections = 1;
    facts.median = 214us;
    QCOMPARE(textOf(tilesOf(facts)),
             u"Serving 12 min, 296 requests, 81% answered 304, 214µs median, "
             u"1 refused, 1 connection"_s);
    facts.counts.cutOff = 3;
    facts.counts.turnedAway = 1204;
    QVERIFY(textOf(tilesOf(facts)).contains(u"3 cut off, 1,204 turned away"_s));
    facts.state = State::Stopped;
    facts.until = facts.since + 3h;
    QVERIFY(textOf(tilesOf(facts)).startsWith(u"Stopped after 3 h, 296 requests"_s));
}

void TestServerFacts::shareOfHitsClaimsNoEnd_data()
{
    QTest::addColumn<quint64>("hits");
    QTest::addColumn<quint64>("requests");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing asked") << quint64(0) << quint64(0) << u"–"_s;
    QTest::newRow("none") << quint64(0) << quint64(7) << u"0"_s;
    QTest::newRow("one of very many") << quint64(1) << quint64(1000) << u"<1"_s;
    QTest::newRow("all but one") << quint64(999) << quint64(1000) << u">99"_s;
    QTest::newRow("all") << quint64(7) << quint64(7) << u"100"_s;
}

void TestServerFacts::shareOfHitsClaimsNoEnd()
{
    QFETCH(quint64, hits);
    QFETCH(quint64, requests);
    ServerFacts facts = serving();
    facts.counts.notModified = hits;
    facts.counts.requests = requests;
    QTEST(tilesOf(facts).at(2).number, "expected");
}

void TestServerFacts::notificationsAreTold()
{
    ServerFacts facts = serving();
    QCOMPARE(notificationCard(facts).state, u"nobody is told of changes"_s);
    facts.notifier = connected();
    QCOMPARE(textOf(notificationCard(facts)), u"connected to demo / none sent yet"_s);
    QCOMPARE(notificationCard(facts).mark, SeverityMark::Ok);
    facts.notifier.sent = 4;
    facts.notifier.lastAt = facts.now - 3s;
    facts.notifiedName = u"ORDERS"_s;
    QCOMPARE(notificationCard(facts).detail, u"last: ORDERS, 3 s ago"_s);
    facts.notifier.lastAsked = 1;
    facts.notifier.lastApplied = 1;
    QCOMPARE(notificationCard(facts).detail, u"last: ORDERS, 3 s ago, applied by 1 of 1 server"_s);
    facts.notifier.lastAsked = 3;
    QVERIFY(notificationCard(facts).detail.endsWith(u"applied by 1 of 3 servers"_s));
    facts.notifier.lastSkipped = 2;
    QVERIFY(notificationCard(facts).detail.endsWith(u"of 3 servers, not loaded by 2"_s));
    facts.notifier.lastProblem = u"no server answered"_s;
    QCOMPARE(notificationCard(facts).detail, u"last: ORDERS, 3 s ago, no server answered"_s);
    QCOMPARE(notificationCard(facts).mark, SeverityMark::Warning);
    facts.notifier.lastProblem.clear();
    facts.notifier.connected = false;
    facts.notifier.text = u"nobody listens at nats://127.0.0.1:4222"_s;
    facts.notifier.queued = 2;
    QCOMPARE(notificationCard(facts).mark, SeverityMark::Warning);
    QVERIFY(notificationCard(facts).detail.startsWith(u"2 wait for the connection · last"_s));
    facts.notifier.dropped = 7;
    QVERIFY(notificationCard(facts).detail.endsWith(u"7 were lost while nobody was there"_s));
}

void TestServerFacts::operatorsAreTold()
{
    ServerFacts facts = serving();
    facts.strict = true;
    QCOMPARE(textOf(operatorCard(facts)),
             u"ACME, strict signing keys / only its accounts are stored"_s);
    facts.writable = facts.strict = false;
    QCOMPARE(textOf(operatorCard(facts)), u"ACME / nothing is stored: read-only"_s);
    facts.options.store = accountserver::StoreKind::Nsc;
    QCOMPARE(operatorCard(facts).detail, u"nothing is stored: nsc writes there"_s);
    facts.replica.emplace();
    QCOMPARE(operatorCard(facts).detail, u"only its accounts are believed"_s);
    facts = serving();
    facts.hasOperator = facts.writable = false;
    QCOMPARE(operatorCard(facts).mark, SeverityMark::Warning);
    QCOMPARE(textOf(operatorCard(facts)),
             u"none: nothing can be stored / name one in the settings"_s);
    facts.options.readOnly = true;
    QCOMPARE(operatorCard(facts).mark, SeverityMark::Note);
    facts.replica.emplace();
    QCOMPARE(operatorCard(facts).state, u"none: it believes its primary"_s);
}

void TestServerFacts::replicasAreTold()
{
    ServerFacts facts = serving();
    QCOMPARE(textOf(replicationCard(facts)),
             u"none has asked for the pack / this server is a primary"_s);
    facts.options.packs = false;
    QCOMPARE(textOf(replicationCard(facts)), u"no pack is given / it is switched off"_s);
    facts.options.packs = true;
    facts.options.store = accountserver::StoreKind::Nsc;
    QCOMPARE(textOf(replicationCard(facts)), u"no pack is given / a folder of nsc has none"_s);
    facts.lastPack = RequestSummary::Pack{"10.0.0.9", facts.now - 50s, 11'264};
    QCOMPARE(textOf(replicationCard(facts)), u"10.0.0.9 took the pack 50 s ago / 11\u2009KiB"_s);
}

void TestServerFacts::aReplicaTellsHowOldItIs()
{
    ServerFacts facts = serving();
    accountserver::ReplicaStatus &replica = facts.replica.emplace();
    replica.primary = u"http://10.0.0.5:9090"_s;
    replica.reachable = false;
    replica.problem = u"connection refused"_s;
    QCOMPARE(replicationCard(facts).mark, SeverityMark::Error);
    QCOMPARE(textOf(replicationCard(facts)),
             u"the primary was never reached / http://10.0.0.5:9090 · connection refused"_s);
    replica.lastContact = facts.now - 7min;
    replica.packTokens = 1204;
    replica.fetched = 3;
    QCOMPARE(textOf(replicationCard(facts)),
             u"the primary is away, seen 7 min ago / http://10.0.0.5:9090 · connection refused · "
             u"1,204 in the pack · 3 fetched since"_s);
    replica.reachable = true;
    replica.problem.clear();
    QCOMPARE(replicationCard(facts).mark, SeverityMark::Ok);
    QVERIFY(replicationCard(facts).state.endsWith(u"asked 7 min ago"_s));
    replica.refused = 1;
    QCOMPARE(replicationCard(facts).mark, SeverityMark::Warning);
    QVERIFY(replicationCard(facts).detail.endsWith(u"1 refused"_s));
}

void TestServerFacts::theStoreIsToldInShort()
{
    ServerFacts facts = serving();
    facts.tokens.tokens = 1;
    QCOMPARE(storeText(facts), u"1 token · writable"_s);
    facts.tokens.tokens = 12'345;
    facts.options.sharded = true;
    facts.writable = false;
    QCOMPARE(storeText(facts), u"12,345 tokens · sharded · read-only"_s);
}

void TestServerFacts::lengthsAreShort_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("backwards") << qint64(-9) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
    QTest::newRow("minutes") << qint64(7199) << u"119 min"_s;
    QTest::newRow("hours") << qint64(7200) << u"2 h"_s;
    QTest::newRow("days") << qint64(2 * 86400) << u"2 d"_s;
}

void TestServerFacts::lengthsAreShort()
{
    QFETCH(qint64, seconds);
    const ServerFacts::Time from;
    QTEST(lengthText(from, from + std::chrono::seconds(seconds)), "expected");
}

QTEST_GUILESS_MAIN(TestServerFacts)
#include "tst_serverfacts.moc"
