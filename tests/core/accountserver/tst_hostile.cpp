// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Clients that want to do harm: by nonsense, by slowness, by number.
#include "core/accountserver/httphead.h"
#include "core/accountserver/httpserver.h"
#include "core/accountserver/httpstream.h"
#include "tests/support/certificates.h"
#include "tests/support/rawclient.h"
#include "tests/support/servingscene.h"

#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <random>
#include <thread>

#include <sys/resource.h>

using namespace accountserver;
using namespace serving;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

class TestHostile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aHundredThousandMalformedRequests();
    void fiveHundredSlowClients();
    void aDrippingRequestIsCutOff_data();
    void aDrippingRequestIsCutOff();
    void idleClientsAreCutOff();
    void whoDoesNotReadIsCutOff();
    void whoGoesAwayInTheMiddleDoesNoHarm();
    void aHandshakeHasItsTimeToo();
    void moreConnectionsThanThereAreDescriptorsAreTurnedAway();
    void whoIsIdleMakesRoom();
    void bodiesTogetherAreBounded();
};

namespace {

const QByteArray kAccount = "/jwt/v1/accounts/" + kPlain;

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

Options patience(milliseconds read, milliseconds write = milliseconds(20'000),
                 milliseconds idle = milliseconds(20'000))
{
    Options options;
    options.port = 0;
    options.readTimeout = read;
    options.writeTimeout = write;
    options.idleTimeout = idle;
    return options;
}

struct Running
{
    Scene scene;
    Routes routes;
    HttpServer server;
    quint16 port = 0;

    explicit Running(const Options &options = patience(milliseconds(20'000)))
        : routes(scene.site)
        , server(options, routes)
    {
        const auto listening = server.listen();
        if (!listening)
            qFatal("%s", qPrintable(listening.error().text));
        port = *listening;
    }
    [[nodiscard]] bool serves() const
    {
        return RawClient(port).exchange(get(kAccount)).body == token(u"account/plain"_s);
    }
    [[nodiscard]] bool cutOff(quint64 clients)
    {
        return QTest::qWaitFor([&] { return server.counts().cutOff == clients; }, 20'000);
    }
};

// A server with room for 24 connections: of 280 descriptors 256 are for others.
Running few()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t usual = std::exchange(limit.rlim_cur, rlim_t(280));
    setrlimit(RLIMIT_NOFILE, &limit);
    const auto restore = qScopeGuard([&limit, usual] {
        limit.rlim_cur = usual;
        setrlimit(RLIMIT_NOFILE, &limit);
    });
    return Running();
}

// What is answered, but with nothing good.
class Nonsense
{
public:
    explicit Nonsense(unsigned seed)
        : m_random(seed)
    {}

    QByteArray odd()
    {
        const QByteArray noise = bytes(40).toPercentEncoding();
        switch (pick(6)) {
        case 0:
            return get("/" + noise);
        case 1:
            return get("/jwt/v1/accounts/" + noise);
        case 2:
            return get("/jwt/v1/activations/" + noise + "?decode=" + noise);
        case 3:
            return get("/jwt/v1/pack?max=" + noise + 'x');
        case 4:
            return "POST " + kAccount + "?force=true HTTP/1.1\r\nHost: a\r\nContent-Length: "
                + QByteArray::number(noise.size()) + "\r\n\r\n" + noise;
        default:
            return "POST /jwt/v1/activations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n3\r\na.b\r\n0\r\n\r\n";
        }
    }
    QByteArray broken()
    {
        const QByteArray noise = bytes(60);
        switch (pick(6)) {
        case 0:
            return '\x01' + noise + "\r\n\r\n";
        case 1:
            return "GET " + noise + " HTTP/1.1 \r\n\r\n";
        case 2:
            return get("/").chopped(2) + ":" + noise + "\r\n\r\n";
        case 3:
            return "POST " + kAccount
                + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                + noise;
        case 4:
            return "POST " + kAccount
                + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n!" + noise;
        default:
            return "PUT / HTTP/9.9\r\n" + noise + "\r\n\r\n";
        }
    }

private:
    unsigned pick(unsigned below) { return unsigned(m_random() % below); }
    QByteArray bytes(int size)
    {
        QByteArray made;
        for (int i = 0; i < size; ++i)
            made += char(pick(256));
        return made;
    }

    std::minstd_rand m_random;
};

} // namespace

void TestHostile::initTestCase()
{
    // Both ends of each connection are here.
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = qMin(limit.rlim_max, rlim_t(4096));
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

void TestHostile::aHundredThousandMalformedRequests()
{
    constexpr int kThreads = 4;
    constexpr int kConnections = 2'500; // of each
    constexpr int kOdd = 9;             // and then a broken one
    Running running;
    std::atomic<int> answers = 0, good = 0, open = 0;
    const auto attack = [&](unsigned seed) {
        Nonsense nonsense(seed);
        for (int i = 0; i < kConnections; ++i) {
            RawClient client(running.port);
            QByteArray requests;
            for (int odd = 0; odd < kOdd; ++odd)
                requests += nonsense.odd();
            client.send(requests + nonsense.broken());
            client.sendNoMore();
            const auto got = client.untilClosed();
            open += got ? 0 : 1;
            answers += int(got.value_or(QByteArray()).count("HTTP/1.1 4"));
            good += int(got.value_or(QByteArray()).count("HTTP/1.1 2"));
        }
    };
    std::vector<std::thread> attackers;
    for (unsigned i = 0; i < kThreads; ++i)
        attackers.emplace_back(attack, i + 1);
    for (std::thread &attacker : attackers)
        attacker.join();

    QCOMPARE(int(open), 0);
    QCOMPARE(int(good), 0);
    // A broken one may be cut off instead.
    QVERIFY(answers >= kThreads * kConnections * kOdd);
    const HttpServer::Counts counts = running.server.counts();
    QCOMPARE(counts.requests + counts.cutOff, quint64(kThreads * kConnections * (kOdd + 1)));
    QCOMPARE(running.scene.store.tokens.size(), size_t(5));
    QVERIFY(running.serves());
    QTRY_COMPARE(running.server.counts().connections, 0);
}

void TestHostile::fiveHundredSlowClients()
{
    Running running;
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 500; ++i) {
        slow.push_back(std::make_unique<RawClient>(running.port));
        QVERIFY(slow.back()->isConnected());
        slow.back()->send(i % 2 ? "GET /jwt/v1/help HTTP/1.1\r\nHost: a\r\nX: "
                                : "POST " + kAccount
                                  + " HTTP/1.1\r\nHost: a\r\nContent-Length: 700\r\n\r\neyJ");
    }
    QTRY_COMPARE(running.server.counts().connections, 500);
    RawClient normal(running.port);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(normal.exchange(get(kAccount)).status, 200);
    // Slow is not wrong: who gets ready in time is answered.
    slow[1]->send("\r\n\r\n");
    QCOMPARE(slow[1]->response().status, 200);
    running.server.stop();
    QCOMPARE(running.server.counts().connections, 0);
}

void TestHostile::aDrippingRequestIsCutOff_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("drip");

    QTest::newRow("request line") << QByteArray("GET /") << QByteArray("a");
    QTest::newRow("headers") << QByteArray("GET / HTTP/1.1\r\n") << QByteArray("X: y\r\n");
    QTest::newRow("empty lines") << QByteArray("\r\n") << QByteArray("\r\n");
    QTest::newRow("body") << QByteArray("POST " + kAccount
                                        + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
                          << QByteArray("x");
    QTest::newRow("chunks") << QByteArray("POST " + kAccount
                                          + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                                            "\r\n")
                            << QByteArray("1\r\nx\r\n");
}

void TestHostile::aDrippingRequestIsCutOff()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, drip);

    // Each piece comes well in time; the whole does not.
    Running running(patience(milliseconds(300)));
    RawClient client(running.port);
    QVERIFY(client.send(start));
    qsizetype dripped = 0;
    while (!client.hasInputWithin(milliseconds(20)) && client.send(drip) && dripped < 1000)
        ++dripped;
    QVERIFY(dripped < 1000);
    QVERIFY(running.cutOff(1));
    const auto log = running.server.takeLog();
    QCOMPARE(log.size(), size_t(1));
    QCOMPARE(log.front().status, 0);
    QCOMPARE(log.front().note, u"too slow: cut off"_s);
    QVERIFY(running.serves());
}

void TestHostile::idleClientsAreCutOff()
{
    Running running(patience(milliseconds(1000), milliseconds(20'000), milliseconds(100)));
    RawClient silent(running.port);
    QCOMPARE(silent.untilClosed(), QByteArray());
    QVERIFY(running.cutOff(1));
    // Between two requests it is no fault.
    RawClient served(running.port);
    QCOMPARE(served.exchange(get(kAccount)).status, 200);
    QCOMPARE(served.untilClosed(), QByteArray());
    QCOMPARE(running.server.counts().cutOff, quint64(1));
}

void TestHostile::whoDoesNotReadIsCutOff()
{
    Running running(patience(milliseconds(20'000), milliseconds(200)));
    RawClient greedy(running.port);
    // More answers than any buffer takes.
    while (running.server.counts().cutOff == 0 && greedy.send(get(kAccount).repeated(1000))) {
    }
    QVERIFY(running.cutOff(1));
    QVERIFY(running.serves());
}

void TestHostile::whoGoesAwayInTheMiddleDoesNoHarm()
{
    Running running;
    for (int i = 0; i < 500; ++i) {
        RawClient client(running.port);
        client.send(i % 2 ? get("/jwt/v1/pack") : QByteArray("POST " + kAccount));
        client.reset();
    }
    QVERIFY(running.serves());
    QTRY_COMPARE(running.server.counts().connections, 0);
}

void TestHostile::aHandshakeHasItsTimeToo()
{
    REQUIRE_OPENSSL();
    const QTemporaryDir folder;
    QVERIFY(makeCertificates(folder.path()));
    Options options = patience(milliseconds(200));
    options.tlsCertificate = folder.filePath(u"server.pem"_s);
    options.tlsKey = folder.filePath(u"server-key.pem"_s);
    Running running(options);
    RawClient silent(running.port);
    RawClient half(running.port);
    QVERIFY(half.send(QByteArray("\x16\x03\x01\x02\x00\x01", 6)));
    QVERIFY(silent.untilClosed());
    QVERIFY(half.untilClosed());
    QVERIFY(running.cutOff(2));
}

void TestHostile::moreConnectionsThanThereAreDescriptorsAreTurnedAway()
{
    Running running = few();
    // None is idle: all have begun a request.
    std::vector<std::unique_ptr<RawClient>> taken;
    for (int i = 0; i < 24; ++i) {
        taken.push_back(std::make_unique<RawClient>(running.port));
        QCOMPARE(taken.back()->exchange(get(kAccount) + "GET /").status, 200);
    }
    RawClient unlucky(running.port);
    unlucky.send(get(kAccount));
    const auto refused = unlucky.response();
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.header("Retry-After"), QByteArray("1"));
    QCOMPARE(running.server.counts().turnedAway, quint64(1));
    taken.pop_back();
    QVERIFY(QTest::qWaitFor([&] { return running.serves(); }));
}

void TestHostile::whoIsIdleMakesRoom()
{
    Running running = few();
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 24; ++i) {
        idle.push_back(std::make_unique<RawClient>(running.port));
        QCOMPARE(idle.back()->exchange(get(kAccount)).status, 200);
    }
    QVERIFY(running.serves());
    QVERIFY(running.serves());
    // One for each of the two at most; the others are still there.
    int closed = 0;
    for (const auto &client : idle) {
        if (client->hasInputWithin(milliseconds(0)))
            ++closed;
        else
            QCOMPARE(client->exchange(get(kAccount)).status, 200);
    }
    QVERIFY2(closed == 1 || closed == 2, QByteArray::number(closed).constData());
    QCOMPARE(running.server.counts().turnedAway, quint64(0));
}

void TestHostile::bodiesTogetherAreBounded()
{
    Running running;
    const QByteArray head
        = "POST " + kAccount + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n";
    std::vector<std::unique_ptr<RawClient>> clients;
    // All but the last byte: they are held, 64 of them.
    for (int i = 0; i < 70; ++i) {
        clients.push_back(std::make_unique<RawClient>(running.port));
        clients.back()->send(head + QByteArray(Routes::kMaxBody - 1, 'x'));
    }
    QTRY_VERIFY(running.server.counts().refused >= 6);
    int refused = 0;
    for (const auto &client : clients) {
        if (!client->hasInputWithin(milliseconds(0)))
            continue;
        ++refused;
        QCOMPARE(client->response().status, 503);
    }
    QVERIFY2(refused >= 6 && refused < 20, QByteArray::number(refused).constData());
    QVERIFY(running.serves());
    clients.clear();
    QTRY_COMPARE(running.server.counts().connections, 0);
    RawClient later(running.port);
    QCOMPARE(later.exchange(head + QByteArray(Routes::kMaxBody, 'x')).status, 400);
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
