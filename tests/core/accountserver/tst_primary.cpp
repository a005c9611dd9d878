// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Asking another account server, whatever it does. Its calls block: they run beside the test.
#include "core/accountserver/primary.h"

#include "core/accountserver/primarycall.h"
#include "core/jwt/token.h"
#include "tests/support/certificates.h"
#include "tests/support/httppeer.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <future>

using namespace accountserver;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestPrimary : public QObject
{
    Q_OBJECT

private slots:
    void addressesOfEveryFormAreUnderstood_data();
    void addressesOfEveryFormAreUnderstood();
    void tokensAreAskedForByTheirRoute();
    void answersAreTold_data();
    void answersAreTold();
    void aTokenIsAtMostAMebibyte();
    void oneThatIsAwayIsANetworkError();
    void oneThatIsSilentIsGivenUp();
    void oneThatDripsIsCutOff();
    void aPackComesInPieces();
    void aPackIsBounded();
    void noMoreOfAPackIsTakenThanIsWanted();
    void aPackThatEndsEarlyIsAnError();
    void noMoreThanSoManyConnectionsAtOnce();
    void whatNeverEndsTakesNoMemory_data();
    void whatNeverEndsTakesNoMemory();
    void stoppingEndsWhatIsUnderWay();
    void stoppingDoesNotWaitForAHandshake();
    void aSlowTakerOfAPackLosesNothing_data();
    void aSlowTakerOfAPackLosesNothing();
    void tlsIsVerified();
};

namespace {

const QByteArray kKey = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
const QByteArray kHash = "VA2AE6OKSJLHS7SSOOA76OBUTRV3IHNJ56DRNVL3KQRVISHPGQNQ====";

Options optionsFor(const QString &url, std::chrono::milliseconds timeout = 5s)
{
    Options options;
    options.primary = url;
    options.replicationTimeout = timeout;
    return options;
}

using TokenResult = base::Result<Primary::Answer>;
using Says = Primary::Says;

Primary::Answer token(const QByteArray &text)
{
    return {Says::Token, text};
}

std::future<TokenResult> ask(Primary &primary, const QByteArray &key = kKey)
{
    return std::async(std::launch::async, [&primary, key] { return primary.token(key); });
}

QString toldOf(const TokenResult &result)
{
    if (!result)
        return result.error().text;
    switch (result->says) {
    case Says::Token:
        return u"token: "_s + QString::fromLatin1(result->text);
    case Says::None:
        return u"none"_s;
    case Says::PerhapsNone:
        return u"perhaps none"_s;
    }
    return {};
}

template<typename T>
bool isReady(const std::future<T> &future)
{
    return future.wait_for(0s) == std::future_status::ready;
}

} // namespace

void TestPrimary::addressesOfEveryFormAreUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("accounts"); // empty: an error
    QTest::newRow("host") << u"http://h:9090"_s << u"http://h:9090/jwt/v1/accounts/A"_s;
    QTest::newRow("slash") << u"http://h:9090/"_s << u"http://h:9090/jwt/v1/accounts/A"_s;
    QTest::newRow("version") << u"https://h/jwt/v1"_s << u"https://h/jwt/v1/accounts/A"_s;
    QTest::newRow("resolver") << u"http://h/jwt/v1/accounts/"_s << u"http://h/jwt/v1/accounts/A"_s;
    QTest::newRow("prefix") << u"http://h/jwts"_s << u"http://h/jwts/jwt/v1/accounts/A"_s;
    QTest::newRow("prefix, slashes")
        << u" http://h/jwts// "_s << u"http://h/jwts/jwt/v1/accounts/A"_s;
    QTest::newRow("query") << u"http://h/x?key="_s << QString();
    QTest::newRow("NATS") << u"nats://h"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestPrimary::addressesOfEveryFormAreUnderstood()
{
    QFETCH(const QString, text);
    QFETCH(const QString, accounts);
    const auto address = Primary::address(text);
    QCOMPARE(address.ok(), !accounts.isEmpty());
    if (address)
        QCOMPARE(address->token("A").toString(), accounts);
}

void TestPrimary::tokensAreAskedForByTheirRoute()
{
    HttpPeer peer;
    peer.answers["/jwt/v1/accounts/" + kKey] = HttpPeer::answer("200 OK", "account");
    peer.answers["/jwt/v1/activations/" + kHash] = HttpPeer::answer("200 OK", "activation");
    QString url = peer.url();
    Primary primary(optionsFor(url.insert(7, u"user:secret@"_s)));
    QCOMPARE(primary.name(), peer.url() + u"/jwt/v1"_s);
    auto account = ask(primary);
    QTRY_VERIFY(isReady(account));
    QVERIFY(account.get().value() == token("account"));
    auto activation = ask(primary, kHash);
    QTRY_VERIFY(isReady(activation));
    QVERIFY(activation.get().value() == token("activation"));
    QCOMPARE(peer.requests().front().header("Authorization"), "Basic dXNlcjpzZWNyZXQ=");
    QCOMPARE(peer.requests().front().header("Accept-Encoding"), "identity");
}

void TestPrimary::answersAreTold_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("expected"); // "token: …", "none", or the error
    const auto status = [](const QByteArray &line, const QByteArray &body = "text") {
        return HttpPeer::answer(line, body);
    };
    const QString notUsable = u"it answered with status %1"_s;
    const QString noHttp = u"what it answered is no HTTP, or too much of it"_s;
    const QString cutOff = u"it closed the connection too early"_s;
    QTest::newRow("a token") << status("200 OK", "ey") << u"token: ey"_s;
    QTest::newRow("empty") << status("200 OK", "") << u"token: "_s;
    QTest::newRow("chunked") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ney\r\n"
                                "1\r\nJ\r\n0\r\n\r\n"_ba
                             << u"token: eyJ"_s;
    QTest::newRow("until it closes") << "HTTP/1.1 200 OK\r\n\r\ney"_ba << u"token: ey"_s;
    QTest::newRow("missing") << status("404 Not Found", "no matching account JWT\n") << u"none"_s;
    QTest::newRow("missing activation")
        << status("404 Not Found", "No Matching JWT\n") << u"none"_s;
    QTest::newRow("missing, as the original says it")
        << status("500 Internal Server Error", "error loading JWT\n") << u"perhaps none"_s;
    QTest::newRow("a 404 of somebody else")
        << status("404 Not Found", "404 page not found\n") << notUsable.arg(404);
    QTest::newRow("an empty 404") << status("404 Not Found", "") << notUsable.arg(404);
    QTest::newRow("a gateway's") << status("502 Bad Gateway", "error loading JWT\n")
                                 << notUsable.arg(502);
    QTest::newRow("another failure")
        << status("500 Internal Server Error", "on fire\n") << notUsable.arg(500);
    QTest::newRow("redirect") << HttpPeer::answer("302 Found", "", "Location: /elsewhere\r\n")
                              << notUsable.arg(302);
    QTest::newRow("not modified") << "HTTP/1.1 304 Not Modified\r\n\r\n"_ba << notUsable.arg(304);
    QTest::newRow("refused") << status("401 Unauthorized", QByteArray(100'000, 'x'))
                             << notUsable.arg(401);
    QTest::newRow("compressed") << HttpPeer::answer("200 OK", "\x1f\x8b",
                                                    "Content-Encoding: gzip\r\n")
                                << u"it sent an encoded body"_s;
    QTest::newRow("no HTTP") << "220 mail ready\r\n"_ba << noHttp;
    QTest::newRow("nonsense") << QByteArray("\x00\xff\r\n\r\n\x01", 7) << noHttp;
    QTest::newRow("less than it said")
        << "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\ney"_ba << cutOff;
    QTest::newRow("no answer") << "HTTP/1.1 "_ba << cutOff;
    QTest::newRow("a long status line")
        << QByteArray("HTTP/1.1 200 " + QByteArray(30'000, 'A') + "\r\nContent-Length: 2\r\n\r\ney")
        << u"token: ey"_s;
    QTest::newRow("a longer status line")
        << QByteArray("HTTP/1.1 200 " + QByteArray(1'000'000, 'A')) << noHttp;
    QTest::newRow("bad chunks") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"_ba
                                << noHttp;
}

void TestPrimary::answersAreTold()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, expected);
    HttpPeer peer;
    peer.script = [&answer](const HttpPeer::Request &, QTcpSocket &) {
        return answer;
    };
    Primary primary(optionsFor(peer.url()));
    auto asked = ask(primary);
    QTRY_VERIFY(isReady(asked));
    const TokenResult result = asked.get();
    QCOMPARE(toldOf(result), expected);
    QCOMPARE(peer.requests().size(), 1);
}

void TestPrimary::aTokenIsAtMostAMebibyte()
{
    HttpPeer peer;
    qsizetype size = jwt::Token::kMaxSize;
    peer.script = [&size](const HttpPeer::Request &, QTcpSocket &) {
        return HttpPeer::answer("200 OK", QByteArray(size, 'x'));
    };
    Primary primary(optionsFor(peer.url()));
    auto just = ask(primary);
    QTRY_VERIFY(isReady(just));
    QCOMPARE(just.get().value().text.size(), size);
    ++size;
    auto tooMuch = ask(primary);
    QTRY_VERIFY(isReady(tooMuch));
    QCOMPARE(tooMuch.get().error().kind, base::ErrorKind::Limit);
}

void TestPrimary::oneThatIsAwayIsANetworkError()
{
    Primary primary(optionsFor(HttpPeer().url()));
    auto asked = ask(primary);
    QTRY_VERIFY(isReady(asked));
    const TokenResult result = asked.get();
    QCOMPARE(result.error().kind, base::ErrorKind::Network);
    QVERIFY2(result.error().text.contains("refused"_L1), qPrintable(result.error().text));
}

void TestPrimary::oneThatIsSilentIsGivenUp()
{
    HttpPeer peer;
    peer.script = [](const HttpPeer::Request &, QTcpSocket &) {
        return QByteArray();
    };
    Primary primary(optionsFor(peer.url(), 100ms));
    auto asked = ask(primary);
    QTRY_VERIFY(isReady(asked));
    QCOMPARE(asked.get().error().kind, base::ErrorKind::Network);
}

void TestPrimary::oneThatDripsIsCutOff()
{
    HttpPeer peer;
    QTimer drip;
    peer.script = [&drip](const HttpPeer::Request &, QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\n");
        QObject::connect(&drip, &QTimer::timeout, &socket,
                         [&socket] { socket.write("X-Drip: drop\r\n"); });
        drip.start(10);
        return QByteArray();
    };
    Primary primary(optionsFor(peer.url(), 300ms));
    auto asked = ask(primary);
    QTRY_VERIFY(isReady(asked));
    const TokenResult result = asked.get();
    QCOMPARE(result.error().kind, base::ErrorKind::Network);
    QCOMPARE(result.error().text, u"it took longer than 300 ms"_s);
}

void TestPrimary::aPackComesInPieces()
{
    HttpPeer peer;
    const QByteArray pack(300'000, 'p');
    peer.answers["/jwt/v1/pack?max=12"] = HttpPeer::answer("200 OK", pack);
    Primary primary(optionsFor(peer.url()));
    QByteArray all;
    auto done = std::async(std::launch::async, [&] {
        return primary.pack(12, pack.size(), [&all](QByteArrayView piece) {
            all += piece;
            return true;
        });
    });
    QTRY_VERIFY(isReady(done));
    QVERIFY(done.get());
    QCOMPARE(all, pack);
}

void TestPrimary::aPackIsBounded()
{
    HttpPeer peer;
    const QByteArray pack(100'000, 'p');
    peer.answers["/jwt/v1/pack?max=-1"] = HttpPeer::answer("200 OK", pack);
    Primary primary(optionsFor(peer.url()));
    auto done = std::async(std::launch::async, [&] {
        return primary.pack(-1, pack.size() - 1, [](QByteArrayView) { return true; });
    });
    QTRY_VERIFY(isReady(done));
    QCOMPARE(done.get().error().kind, base::ErrorKind::Limit);
}

void TestPrimary::noMoreOfAPackIsTakenThanIsWanted()
{
    HttpPeer peer;
    peer.script = [](const HttpPeer::Request &, QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\n\r\nfirst"); // and stays open
        return QByteArray();
    };
    Primary primary(optionsFor(peer.url()));
    auto done = std::async(std::launch::async, [&] {
        return primary.pack(1, 1000, [](QByteArrayView) { return false; });
    });
    QTRY_VERIFY(isReady(done));
    QVERIFY(done.get());
}

void TestPrimary::aPackThatEndsEarlyIsAnError()
{
    HttpPeer peer;
    peer.answers["/jwt/v1/pack?max=1"] = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npack";
    Primary primary(optionsFor(peer.url()));
    QByteArray all;
    auto done = std::async(std::launch::async, [&] {
        return primary.pack(1, 1000, [&all](QByteArrayView piece) {
            all += piece;
            return true;
        });
    });
    QTRY_VERIFY(isReady(done));
    QCOMPARE(done.get().error().kind, base::ErrorKind::Network);
    QCOMPARE(all, "pack");
}

void TestPrimary::noMoreThanSoManyConnectionsAtOnce()
{
    HttpPeer peer;
    std::vector<QTcpSocket *> open;
    peer.script = [&open](const HttpPeer::Request &, QTcpSocket &socket) {
        open.push_back(&socket);
        return QByteArray();
    };
    Primary primary(optionsFor(peer.url(), 20s));
    std::vector<std::future<TokenResult>> all;
    for (int i = 0; i < Primary::kMaxConnections + 4; ++i)
        all.push_back(ask(primary));
    QTRY_COMPARE(open.size(), size_t(Primary::kMaxConnections));
    // Whoever is answered makes room for the next.
    size_t answered = 0;
    while (answered < all.size()) {
        QTRY_VERIFY(answered < open.size());
        QVERIFY(open.size() - answered <= size_t(Primary::kMaxConnections));
        open[answered]->write(HttpPeer::answer("200 OK", "ey"));
        open[answered]->disconnectFromHost();
        ++answered;
    }
    for (auto &asked : all) {
        QTRY_VERIFY(isReady(asked));
        QVERIFY(asked.get());
    }
}

void TestPrimary::stoppingEndsWhatIsUnderWay()
{
    HttpPeer peer;
    peer.script = [](const HttpPeer::Request &, QTcpSocket &) {
        return QByteArray();
    };
    Primary primary(optionsFor(peer.url(), 60s));
    auto asked = ask(primary);
    QTRY_COMPARE(peer.requests().size(), 1);
    primary.stop();
    QTRY_VERIFY(isReady(asked));
    QVERIFY(!asked.get());
    auto later = ask(primary);
    QTRY_VERIFY(isReady(later));
    QCOMPARE(later.get().error().text, u"stopped"_s);
    QCOMPARE(peer.requests().size(), 1);
}

void TestPrimary::whatNeverEndsTakesNoMemory_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("again");
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    QTest::newRow("status line") << "HTTP/1.1 200 "_ba
                                 << "A"_ba;
    QTest::newRow("header") << QByteArray(ok + "X: ") << "A"_ba;
    QTest::newRow("headers") << ok << "X: y\r\n"_ba;
    QTest::newRow("interim answers") << ""_ba
                                     << "HTTP/1.1 100 Continue\r\n\r\n"_ba;
    QTest::newRow("chunk size") << chunked << "0"_ba;
    QTest::newRow("chunk extension") << QByteArray(chunked + "1;") << "A"_ba;
    QTest::newRow("chunks") << chunked << "1\r\ne\r\n"_ba;
    QTest::newRow("trailers") << QByteArray(chunked + "0\r\n") << "X: y\r\n"_ba;
}

// It hears that the connection is cut off long before it has sent a hundred megabytes.
void TestPrimary::whatNeverEndsTakesNoMemory()
{
    QFETCH(const QByteArray, begin);
    QFETCH(const QByteArray, again);
    constexpr qint64 kMuch = 100'000'000, kSocketBuffers = 32'000'000;
    HttpPeer peer;
    qint64 sent = 0;
    const QByteArray piece = again.repeated(int(100'000 / again.size()));
    peer.script = [&](const HttpPeer::Request &, QTcpSocket &socket) {
        connect(&socket, &QTcpSocket::bytesWritten, &socket, [&] {
            if (sent < kMuch && socket.bytesToWrite() == 0)
                sent += socket.write(piece);
        });
        socket.write(begin);
        sent = socket.write(piece);
        return QByteArray();
    };
    Primary primary(optionsFor(peer.url(), 60s));
    auto pack = std::async(std::launch::async, [&primary] {
        return primary.pack(-1, 1'000'000, [](QByteArrayView) { return true; });
    });
    QTRY_VERIFY_WITH_TIMEOUT(isReady(pack), 30'000);
    const auto result = pack.get();
    QVERIFY(!result);
    QVERIFY(result.error().kind == base::ErrorKind::Network
            || result.error().kind == base::ErrorKind::Limit);
    QVERIFY2(sent < kSocketBuffers, qPrintable(QString::number(sent)));
}

void TestPrimary::stoppingDoesNotWaitForAHandshake()
{
    // Takes connections and says nothing: neither TLS nor HTTP.
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    auto primary = std::make_unique<Primary>(
        optionsFor(u"https://127.0.0.1:%1"_s.arg(mute.serverPort()), 3600s));
    auto asked = ask(*primary);
    QTRY_VERIFY(mute.hasPendingConnections());
    primary->stop();
    QTRY_VERIFY(isReady(asked));
    QCOMPARE(asked.get().error().text, u"stopped"_s);
    primary.reset(); // an hour of patience would end the test
}

void TestPrimary::aSlowTakerOfAPackLosesNothing_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

// More than is kept waiting for it, of a primary that has long closed the connection.
void TestPrimary::aSlowTakerOfAPackLosesNothing()
{
    QFETCH(const bool, tls);
    const QTemporaryDir folder;
    if (tls) {
        REQUIRE_OPENSSL();
        QVERIFY(makeCertificates(folder.path()));
    }
    const auto peer = tls ? std::make_unique<HttpPeer>(folder.filePath(u"server.pem"_s),
                                                       folder.filePath(u"server-key.pem"_s))
                          : std::make_unique<HttpPeer>();
    QByteArray pack;
    while (pack.size() < 5 * PrimaryCall::kMaxWaiting)
        pack += QByteArray::number(pack.size()) + '\n';
    peer->script = [&pack](const HttpPeer::Request &, QTcpSocket &) {
        return QByteArray("HTTP/1.1 200 OK\r\n\r\n" + pack);
    };
    Options options = optionsFor(peer->url(), 60s);
    if (tls)
        options.primaryCa = folder.filePath(u"ca.pem"_s);
    Primary primary(options);
    QByteArray all;
    std::promise<void> gate;
    auto done = std::async(std::launch::async, [&, opened = gate.get_future().share()] {
        return primary.pack(-1, pack.size(), [&](QByteArrayView piece) {
            opened.wait();
            all += piece;
            return true;
        });
    });
    QTRY_COMPARE(peer->requests().size(), size_t(1));
    gate.set_value();
    QTRY_VERIFY_WITH_TIMEOUT(isReady(done), 30'000);
    const auto result = done.get();
    QVERIFY2(result, result ? "" : qPrintable(result.error().text));
    QVERIFY(all == pack);
}

void TestPrimary::tlsIsVerified()
{
    REQUIRE_OPENSSL();
    const QTemporaryDir folder;
    QVERIFY(makeCertificates(folder.path()));
    HttpPeer peer(folder.filePath(u"server.pem"_s), folder.filePath(u"server-key.pem"_s));
    peer.answers["/jwt/v1/accounts/" + kKey] = HttpPeer::answer("200 OK", "account");
    Options options = optionsFor(peer.url());
    options.primaryCa = folder.filePath(u"ca.pem"_s);
    Primary trusting(options);
    auto trusted = ask(trusting);
    QTRY_VERIFY(isReady(trusted));
    const TokenResult result = trusted.get();
    QVERIFY2(result, result ? "" : qPrintable(result.error().text));
    QVERIFY(result.value() == token("account"));

    Primary wary(optionsFor(peer.url()));
    auto refused = ask(wary);
    QTRY_VERIFY(isReady(refused));
    QCOMPARE(refused.get().error().kind, base::ErrorKind::Tls);

    options.primaryCa = folder.filePath(u"missing.pem"_s);
    Primary lost(options);
    auto unread = ask(lost);
    QTRY_VERIFY(isReady(unread));
    QCOMPARE(unread.get().error().kind, base::ErrorKind::Tls);
    QCOMPARE(peer.requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestPrimary)
#include "tst_primary.moc"
