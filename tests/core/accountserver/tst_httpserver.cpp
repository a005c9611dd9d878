// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httpengine.h"
#include "core/accountserver/httpserver.h"
#include "tests/support/certificates.h"
#include "tests/support/rawclient.h"
#include "tests/support/servingscene.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <openssl/ssl.h>

using namespace accountserver;
using namespace serving;
using namespace Qt::StringLiterals;

class TestHttpServer : public QObject
{
    Q_OBJECT

private slots:
    void anAccountIsServed();
    void aConnectionServesManyRequests();
    void requestsMayComeInOnePiece();
    void headHasNoBody();
    void unchangedHasNoBodyAndNoLength();
    void rangesAndCompressionAreNotOffered();
    void oldClientsAreServed();
    void aPackComesInPieces();
    void aPieceThatCannotBeMadeEndsTheConnection();

    void aBodyIsStored_data();
    void aBodyIsStored();
    void aBodyIsBoundedHoweverItComes_data();
    void aBodyIsBoundedHoweverItComes();
    void aCompressedBodyIsNotUnpacked();
    void aMalformedBodyIsRefused_data();
    void aMalformedBodyIsRefused();
    void aBodyNobodyReadsIsNoRequest();
    void aFormIsABodyLikeAnyOther();
    void malformedRequestsAreAnsweredAndClosed_data();
    void malformedRequestsAreAnsweredAndClosed();

    void requestsAreLogged();
    void seedsAreNotLogged();
    void theLogIsBounded();
    void portsAreNotShared();
    void whatCannotBeListenedOnIsAnError();
    void stoppingEndsIdleConnectionsAndAnswersTheOthers();

    void tlsIsServed();
    void oldTlsAndPlainHttpAreNotServed();
    void keysThatDoNotFitAreErrors();
    void datesAreHttpDates();
};

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &fields = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body;
}

QByteArray chunked(const QByteArray &target, const QByteArray &chunks)
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks;
}

QByteArray chunksOf(const QByteArray &body, qsizetype size)
{
    QByteArray chunks;
    for (qsizetype at = 0; at < body.size(); at += size) {
        const QByteArray piece = body.mid(at, size);
        chunks += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return chunks + "0\r\n\r\n";
}

const QByteArray kAccount = "/jwt/v1/accounts/" + kPlain;

Options anyPort()
{
    Options options;
    options.port = 0;
    return options;
}

struct Running
{
    Scene scene;
    Routes routes;
    HttpServer server;
    quint16 port = 0;

    explicit Running(const Options &options = anyPort())
        : routes(scene.site)
        , server(options, routes)
    {
        const auto listening = server.listen();
        if (!listening)
            qFatal("%s", qPrintable(listening.error().text));
        port = *listening;
    }
    // All entries, once there are so many.
    std::vector<LogEntry> log(size_t count)
    {
        std::vector<LogEntry> entries;
        (void)QTest::qWaitFor([&] {
            for (LogEntry &entry : server.takeLog())
                entries.push_back(std::move(entry));
            return entries.size() >= count;
        });
        return entries;
    }
};

} // namespace

void TestHttpServer::anAccountIsServed()
{
    Running running;
    RawClient client(running.port);
    const auto got = client.exchange(get(kAccount));
    QCOMPARE(got.status, 200);
    QCOMPARE(got.body, token(u"account/plain"_s));
    QCOMPARE(got.header("Content-Type"), QByteArray("application/jwt"));
    QCOMPARE(got.header("ETag"), kPlainTag);
    QCOMPARE(got.header("Content-Length"), QByteArray("708"));
    QCOMPARE(got.header("Cache-Control"),
             QByteArray("max-age=3600, stale-while-revalidate=3600, stale-if-error=3600"));
    QCOMPARE(got.header("Vary"), QByteArray("Origin"));
    QVERIFY(got.header("Date").endsWith(" GMT"));
    QCOMPARE(got.header("Connection"), QByteArray());
    QCOMPARE(got.header("Keep-Alive"), QByteArray());
    QVERIFY(got.head.startsWith("HTTP/1.1 200 OK\r\n"));
}

void TestHttpServer::aConnectionServesManyRequests()
{
    Running running;
    RawClient client(running.port);
    for (int i = 0; i < 200; ++i) {
        QCOMPARE(client.exchange(get(kAccount)).status, 200);
        QCOMPARE(client.exchange(get("/nothing")).status, 404);
    }
    QTRY_COMPARE(running.server.counts().requests, quint64(400));
    QCOMPARE(running.server.counts().refused, quint64(200));
    QCOMPARE(running.server.counts().connections, 1);
    // The client's wish counts.
    const auto last = client.exchange(get(kAccount, "Connection: close\r\n"));
    QCOMPARE(last.header("Connection"), QByteArray("close"));
    QCOMPARE(client.untilClosed(), QByteArray());
}

void TestHttpServer::requestsMayComeInOnePiece()
{
    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(get(kAccount) + post(kAccount, token(u"account/plain"_s)) + get("/healthz")
                        + chunked(kAccount, chunksOf(token(u"account/plain-newer"_s), 100))
                        + get(kAccount)));
    QCOMPARE(client.response().body, token(u"account/plain"_s));
    QCOMPARE(client.response().status, 200);
    QCOMPARE(client.response().status, 200);
    QCOMPARE(client.response().status, 200);
    QCOMPARE(client.response().body, token(u"account/plain-newer"_s));
}

void TestHttpServer::headHasNoBody()
{
    Running running;
    RawClient client(running.port);
    const auto head = client.exchange("HEAD " + kAccount + " HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("Content-Length"), QByteArray("708"));
    QCOMPARE(head.header("Accept-Ranges"), QByteArray());
    QCOMPARE(client.exchange(get(kAccount)).status, 200);
    const auto pack = client.exchange("HEAD /jwt/v1/pack HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(pack.status, 200);
    QCOMPARE(pack.header("Content-Length"), QByteArray());
    QCOMPARE(client.exchange(get(kAccount)).status, 200);
}

void TestHttpServer::unchangedHasNoBodyAndNoLength()
{
    Running running;
    RawClient client(running.port);
    const auto got = client.exchange(get(kAccount, "If-None-Match: " + kPlainTag + "\r\n"));
    QVERIFY(got.head.startsWith("HTTP/1.1 304 Not Modified\r\n"));
    QCOMPARE(got.header("Content-Length"), QByteArray());
    QCOMPARE(got.header("Content-Type"), QByteArray());
    QCOMPARE(got.header("ETag"), kPlainTag);
    QCOMPARE(client.exchange(get(kAccount)).status, 200);
    QCOMPARE(running.server.counts().notModified, quint64(1));
}

void TestHttpServer::rangesAndCompressionAreNotOffered()
{
    Running running;
    RawClient client(running.port);
    for (const QByteArray &range :
         {QByteArray("bytes=0-3"), QByteArray("bytes=9999-"), QByteArray("x"),
          "bytes=" + QByteArray("1-2,").repeated(2000) + "3-4"}) {
        const auto got = client.exchange(
            get("/jwt/v1/help", "Range: " + range + "\r\nAccept-Encoding: gzip, deflate, br\r\n"));
        QCOMPARE(got.status, 200);
        QCOMPARE(got.header("Content-Encoding"), QByteArray());
        QVERIFY(got.body.startsWith("\n# NATS Account Server"));
    }
}

void TestHttpServer::oldClientsAreServed()
{
    Running running;
    for (const QByteArray path : {"/jwt/v1/help", "/jwt/v1/pack"}) {
        RawClient client(running.port);
        const auto got = client.exchange("GET " + path + " HTTP/1.0\r\n\r\n");
        QCOMPARE(got.status, 200);
        QCOMPARE(got.header("Transfer-Encoding"), QByteArray());
        QCOMPARE(got.header("Connection"), QByteArray("close"));
        QVERIFY(got.body.size() > 1000);
        QCOMPARE(client.untilClosed(), QByteArray());
    }
}

void TestHttpServer::aPackComesInPieces()
{
    Running running;
    RawClient client(running.port);
    const auto got = client.exchange(get("/jwt/v1/pack"));
    QCOMPARE(got.status, 200);
    QCOMPARE(got.header("Transfer-Encoding"), QByteArray("chunked"));
    QCOMPARE(got.header("Content-Type"), QByteArray("text/plain"));
    QCOMPARE(got.body.split('\n').size(), 5);
    QVERIFY(got.body.contains(kPlain + '|' + token(u"account/plain"_s)));
    // An empty one too.
    QCOMPARE(client.exchange(get("/jwt/v1/pack?max=0")).body, QByteArray());
    QCOMPARE(client.exchange(get(kAccount)).status, 200);
}

void TestHttpServer::aPieceThatCannotBeMadeEndsTheConnection()
{
    Running running;
    RawClient client(running.port);
    running.scene.store.throws = true;
    const auto got = client.exchange(get("/jwt/v1/pack"));
    QVERIFY(client.untilClosed());
    QVERIFY(got.body.isEmpty());
    QCOMPARE(RawClient(running.port).exchange(get(kAccount)).status, 500);
    running.scene.store.throws = false;
    QCOMPARE(RawClient(running.port).exchange(get(kAccount)).status, 200);
}

void TestHttpServer::aBodyIsStored_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("rest"); // sent after "100 Continue"

    const QByteArray body = token(u"account/plain-newer"_s);
    QTest::newRow("at once") << post(kAccount, body) << QByteArray();
    QTest::newRow("chunks") << chunked(kAccount, chunksOf(body, 64)) << QByteArray();
    QTest::newRow("tiny chunks, extension")
        << chunked(kAccount, "1;a=b\r\n" + body.first(1) + "\r\n" + chunksOf(body.sliced(1), 1000))
        << QByteArray();
    QTest::newRow("100-continue")
        << post(kAccount, body, "Expect: 100-continue\r\n").chopped(body.size()) << body;
}

void TestHttpServer::aBodyIsStored()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, rest);

    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(request));
    if (!rest.isEmpty()) {
        QCOMPARE(client.response().status, 100);
        QVERIFY(client.send(rest));
    }
    const auto got = client.response();
    QCOMPARE(got.status, 200);
    QCOMPARE(got.header("Content-Length"), QByteArray("0"));
    QCOMPARE(client.exchange(get(kAccount)).body, token(u"account/plain-newer"_s));
}

void TestHttpServer::aBodyIsBoundedHoweverItComes_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");

    const QByteArray most(Routes::kMaxBody, 'x');
    QTest::newRow("a mebibyte") << post(kAccount, most) << 400;
    QTest::newRow("more") << post(kAccount, most + 'x') << 413;
    QTest::newRow("chunks of a mebibyte") << chunked(kAccount, chunksOf(most, 65536)) << 400;
    QTest::newRow("chunks of more") << chunked(kAccount, chunksOf(most + 'x', 65536)) << 413;
    QTest::newRow("mostly chunk sizes")
        << chunked(kAccount, chunksOf(most.first(most.size() / 2), 1)) << 413;
    QTest::newRow("a chunk size without end")
        << chunked(kAccount, QByteArray(3 * Routes::kMaxBody, '1')) << 413;
    QTest::newRow("announced only") << QByteArray(
        "POST " + kAccount
        + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nExpect: 100-continue\r\n"
          "\r\n") << 413;
    QTest::newRow("nine exabytes") << QByteArray(
        "POST " + kAccount + " HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\nx")
                                   << 413;
}

void TestHttpServer::aBodyIsBoundedHoweverItComes()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);

    Running running;
    RawClient client(running.port);
    client.send(request); // may be cut short
    const auto got = client.response();
    QCOMPARE(got.status, status);
    QCOMPARE(got.header("Connection"), QByteArray(status == 413 ? "close" : ""));
    if (status == 413)
        QVERIFY(client.untilClosed());
    else
        QCOMPARE(client.exchange(get(kAccount)).status, 200);
}

void TestHttpServer::aCompressedBodyIsNotUnpacked()
{
    Running running;
    for (const QByteArray coding : {"gzip", "deflate", "br"}) {
        // A token so packed would be stored if it were unpacked.
        QByteArray body = qCompress(token(u"account/plain"_s)).sliced(4);
        RawClient client(running.port);
        const auto got
            = client.exchange(post(kAccount, body, "Content-Encoding: " + coding + "\r\n"));
        QCOMPARE(got.status, 400);
        QCOMPARE(got.body, QByteArray("bad JWT in request\n"));
        QCOMPARE(client.exchange(get(kAccount)).status, 200);
    }
}

void TestHttpServer::aMalformedBodyIsRefused_data()
{
    QTest::addColumn<QByteArray>("chunks");

    QTest::newRow("no size") << QByteArray("zz\r\nx\r\n0\r\n\r\n");
    QTest::newRow("no end of a chunk") << QByteArray("1\r\nxy\r\n0\r\n\r\n");
    QTest::newRow("negative") << QByteArray("-1\r\nx\r\n0\r\n\r\n");
    QTest::newRow("huge") << QByteArray("ffffffffffffffffff\r\nx\r\n0\r\n\r\n");
}

void TestHttpServer::aMalformedBodyIsRefused()
{
    QFETCH(const QByteArray, chunks);

    Running running;
    RawClient client(running.port);
    QVERIFY(client.send(chunked(kAccount, chunks)));
    client.sendNoMore();
    const auto got = client.response();
    QVERIFY2(got.status == 400 || got.status == 413 || got.status == 0, got.head.constData());
    QVERIFY(client.untilClosed());
    QCOMPARE(running.scene.store.tokens.at(kPlain)->text, token(u"account/plain"_s));
}

void TestHttpServer::aBodyNobodyReadsIsNoRequest()
{
    Running running;
    for (const QByteArray method : {"GET", "PUT", "DELETE", "OPTIONS", "BREW"}) {
        RawClient client(running.port);
        const QByteArray smuggled = get("/jwt/v1/pack");
        QVERIFY(client.send(method + ' ' + kAccount + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
                            + QByteArray::number(smuggled.size()) + "\r\n\r\n" + smuggled));
        const auto got = client.response();
        QCOMPARE(got.header("Connection"), QByteArray("close"));
        QCOMPARE(client.untilClosed(), QByteArray());
    }
}

void TestHttpServer::aFormIsABodyLikeAnyOther()
{
    Running running;
    RawClient client(running.port);
    for (const QByteArray type : {"multipart/form-data", "multipart/form-data; boundary=x",
                                  "application/x-www-form-urlencoded", "application/jwt"}) {
        QCOMPARE(client
                     .exchange(post(kAccount, token(u"account/plain"_s),
                                    "Content-Type: " + type + "\r\n"))
                     .status,
                 200);
    }
}

void TestHttpServer::malformedRequestsAreAnsweredAndClosed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");

    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\r\n\r\n") << 400;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("HTTP/3") << QByteArray("GET / HTTP/3.0\r\nHost: a\r\n\r\n") << 505;
    QTest::newRow("long target") << get("/" + QByteArray(HttpHead::kMaxTarget, 'a')) << 414;
    QTest::newRow("long head") << get("/", "X: " + QByteArray(HttpHead::kMaxBytes, 'a') + "\r\n")
                               << 431;
    QTest::newRow("a head without an end") << QByteArray(1024 * 1024, 'a') << 431;
    QTest::newRow("smuggled") << get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")
                              << 400;
}

void TestHttpServer::malformedRequestsAreAnsweredAndClosed()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);

    Running running;
    RawClient client(running.port);
    client.send(request);
    const auto got = client.response();
    QCOMPARE(got.status, status);
    QCOMPARE(got.header("Connection"), QByteArray("close"));
    QCOMPARE(client.untilClosed(), QByteArray());
    const auto log = running.log(1);
    QCOMPARE(log.front().status, status);
    QCOMPARE(log.front().method, QByteArray());
}

void TestHttpServer::requestsAreLogged()
{
    Running running;
    int wakes = 0;
    connect(&running.server, &HttpServer::logged, this, [&wakes] { ++wakes; });
    RawClient client(running.port);
    (void)client.exchange(get(kAccount + "?check=true&secret=x", "User-Agent: nats-server\r\n"));
    (void)client.exchange(
        get(kAccount, "If-None-Match: *\r\nUser-Agent: " + QByteArray(200, 'u') + "\r\n"));
    (void)client.exchange(post(kAccount, token(u"user/plain"_s)));
    QTRY_VERIFY(wakes > 0);
    const auto log = running.log(3);
    QCOMPARE(log.size(), size_t(3));
    QCOMPARE(log[0].client, QByteArray("127.0.0.1"));
    QCOMPARE(log[0].method, QByteArray("GET"));
    QCOMPARE(log[0].target, kAccount + "?check=true&secret=...");
    QCOMPARE(log[0].userAgent, QByteArray("nats-server"));
    QCOMPARE(log[0].status, 200);
    QCOMPARE(log[0].bytes, 708);
    QCOMPARE(log[0].key, kPlain);
    QVERIFY(!log[0].etagHit);
    QVERIFY(log[0].took.count() > 0);
    QVERIFY(log[0].at <= log[1].at);
    QVERIFY(log[1].etagHit);
    QCOMPARE(log[1].status, 304);
    QCOMPARE(log[1].bytes, 0);
    QCOMPARE(log[1].userAgent.size(), LogEntry::kMaxUserAgent);
    QCOMPARE(log[2].method, QByteArray("POST"));
    QCOMPARE(log[2].status, 400);
    QCOMPARE(log[2].note, u"bad JWT in request"_s);
}

void TestHttpServer::seedsAreNotLogged()
{
    Running running;
    const QByteArray seed = "SUAKYRHVIOREXV7EUZTBHUHL7NUMHPMAS7QMDU3GTIUWEI5LDNOXD43IZY";
    RawClient client(running.port);
    (void)client.exchange(get("/jwt/v1/accounts/" + seed, "User-Agent: " + seed + "\r\n"));
    (void)client.exchange(get("/jwt/v1/pack?max=" + seed));
    (void)client.exchange(post(kAccount, seed));
    for (const LogEntry &entry : running.log(3)) {
        for (const QByteArray &text :
             {entry.target, entry.userAgent, entry.key, entry.note.toUtf8()})
            QVERIFY2(!text.toUpper().contains(seed.sliced(2, 20)), text.constData());
    }
}

void TestHttpServer::theLogIsBounded()
{
    Running running;
    QByteArray requests;
    for (int i = 0; i < 100; ++i)
        requests += get("/healthz");
    RawClient client(running.port);
    const int batches = int(HttpServer::kMaxWaitingLog / 100) + 1;
    for (int i = 0; i < batches; ++i) {
        QVERIFY(client.send(requests));
        for (int answer = 0; answer < 100; ++answer)
            QCOMPARE(client.response().status, 200);
    }
    QTRY_COMPARE(running.server.logDropped(), quint64(100));
    QCOMPARE(running.server.takeLog().size(), size_t(HttpServer::kMaxWaitingLog));
    QCOMPARE(client.exchange(get("/healthz")).status, 200);
    QCOMPARE(running.log(1).size(), size_t(1));
}

void TestHttpServer::portsAreNotShared()
{
    Running running;
    Options options;
    options.port = running.port;
    HttpServer second(options, running.routes);
    const auto listening = second.listen();
    QVERIFY(!listening);
    QVERIFY2(
        listening.error().text.startsWith(u"cannot listen on 127.0.0.1:%1: "_s.arg(running.port)),
        qPrintable(listening.error().text));
}

void TestHttpServer::whatCannotBeListenedOnIsAnError()
{
    Running running;
    for (const QString &host : {u"192.0.2.1"_s, u"no such host"_s}) {
        Options options = anyPort();
        options.host = host;
        HttpServer server(options, running.routes);
        const auto listening = server.listen();
        QVERIFY(!listening);
        QVERIFY(listening.error().text.contains(host));
    }
    Options named = anyPort();
    named.host = u"localhost"_s;
    HttpServer server(named, running.routes);
    const auto port = server.listen();
    QVERIFY(port);
    QCOMPARE(RawClient(*port).exchange(get("/healthz")).status, 200);
}

void TestHttpServer::stoppingEndsIdleConnectionsAndAnswersTheOthers()
{
    Running running;
    RawClient idle(running.port);
    QCOMPARE(idle.exchange(get("/healthz")).status, 200);
    RawClient half(running.port);
    QVERIFY(half.send("GET /hea"));
    RawClient fresh(running.port);
    QTRY_COMPARE(running.server.counts().connections, 3);
    running.server.stop();
    QCOMPARE(idle.untilClosed(), QByteArray());
    QCOMPARE(half.untilClosed(), QByteArray());
    QCOMPARE(fresh.untilClosed(), QByteArray());
    QCOMPARE(running.server.counts().connections, 0);
    QVERIFY(!RawClient(running.port).isConnected());
    running.server.stop(); // once more is nothing
}

namespace {

// One request over TLS of at most that version; empty: no handshake.
QByteArray overTls(quint16 port, const QByteArray &request, int maxVersion)
{
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
        SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX_set_max_proto_version(context.get(), maxVersion);
    SSL_CTX_set_min_proto_version(context.get(), maxVersion);
    SSL_CTX_set_security_level(context.get(), 0);
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    QByteArray all;
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
    SSL_set_fd(tls.get(), descriptor);
    if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
        && SSL_connect(tls.get()) == 1) {
        SSL_write(tls.get(), request.constData(), int(request.size()));
        std::array<char, 4096> bytes;
        for (int got = 0; (got = SSL_read(tls.get(), bytes.data(), int(bytes.size()))) > 0;)
            all.append(bytes.data(), got);
    }
    ::close(descriptor);
    return all;
}

} // namespace

void TestHttpServer::tlsIsServed()
{
    REQUIRE_OPENSSL();
    const QTemporaryDir folder;
    QVERIFY(makeCertificates(folder.path()));
    Options options = anyPort();
    options.tlsCertificate = folder.filePath(u"server.pem"_s);
    options.tlsKey = folder.filePath(u"server-key.pem"_s);
    Running running(options);
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const QByteArray got
            = overTls(running.port, get(kAccount, "Connection: close\r\n"), version);
        QVERIFY(got.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(got.endsWith(token(u"account/plain"_s)));
        const QByteArray posted = overTls(
            running.port,
            post(kAccount, QByteArray(Routes::kMaxBody, 'x'), "Connection: close\r\n"), version);
        QVERIFY(posted.startsWith("HTTP/1.1 400 "));
    }
}

void TestHttpServer::oldTlsAndPlainHttpAreNotServed()
{
    REQUIRE_OPENSSL();
    const QTemporaryDir folder;
    QVERIFY(makeCertificates(folder.path()));
    Options options = anyPort();
    options.tlsCertificate = folder.filePath(u"server.pem"_s);
    options.tlsKey = folder.filePath(u"server-key.pem"_s);
    Running running(options);
    QCOMPARE(overTls(running.port, get(kAccount), TLS1_1_VERSION), QByteArray());
    RawClient plain(running.port);
    QVERIFY(plain.send(get(kAccount)));
    const auto got = plain.untilClosed();
    QVERIFY(got && !got->contains("HTTP/1.1 200"));
    QTRY_COMPARE(running.server.counts().cutOff, quint64(2));
    QCOMPARE(running.server.counts().requests, quint64(0));
}

void TestHttpServer::keysThatDoNotFitAreErrors()
{
    REQUIRE_OPENSSL();
    const QTemporaryDir folder;
    QVERIFY(makeCertificates(folder.path()));
    Certificates more(folder.path());
    QVERIFY(more.make({u"other"_s}));
    const auto errorWith = [&folder](const QString &certificate, const QString &key) {
        const Scene scene;
        const Routes routes(scene.site);
        Options options = anyPort();
        options.tlsCertificate = folder.filePath(certificate);
        options.tlsKey = folder.filePath(key);
        const auto listening = HttpServer(options, routes).listen();
        return listening ? QString() : listening.error().text;
    };
    QVERIFY(errorWith(u"server.pem"_s, u"server-key.pem"_s).isEmpty());
    QVERIFY(errorWith(u"none.pem"_s, u"server-key.pem"_s).contains("none.pem"_L1));
    QVERIFY(errorWith(u"server.pem"_s, u"none.pem"_s).contains("none.pem"_L1));
    QVERIFY(errorWith(u"server.pem"_s, u"other-key.pem"_s).contains("other-key.pem"_L1));
    QVERIFY(errorWith(u"server-key.pem"_s, u"server-key.pem"_s).contains("certificate"_L1));
}

void TestHttpServer::datesAreHttpDates()
{
    QCOMPARE(httpDate(784111777), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(httpDate(0), QByteArray("Thu, 01 Jan 1970 00:00:00 GMT"));
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
