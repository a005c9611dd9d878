// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Asking another account server, whatever it does. Its calls block: they run beside the test.
#include "core/accountserver/primary.h"

#include "core/jwt/token.h"
#include "tests/support/certificates.h"
#include "tests/support/httppeer.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
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
    void stoppingEndsWhatIsUnderWay();
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

using TokenResult = base::Result<std::optional<QByteArray>>;

std::future<TokenResult> ask(Primary &primary, const QByteArray &key = kKey)
{
    return std::async(std::launch::async, [&primary, key] { return primary.token(key); });
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
    QCOMPARE(account.get().value(), "account");
    auto activation = ask(primary, kHash);
    QTRY_VERIFY(isReady(activation));
    QCOMPARE(activation.get().value(), "activation");
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
    const QString noHttp = u"it closed the connection or fell silent"_s;
    QTest::newRow("a token") << status("200 OK", "ey") << u"token: ey"_s;
    QTest::newRow("empty") << status("200 OK", "") << u"token: "_s;
    QTest::newRow("chunked") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ney\r\n"
                                "1\r\nJ\r\n0\r\n\r\n"_ba
                             << u"token: eyJ"_s;
    QTest::newRow("until it closes") << "HTTP/1.1 200 OK\r\n\r\ney"_ba << u"token: ey"_s;
    QTest::newRow("missing") << status("404 Not Found") << u"none"_s;
    QTest::newRow("missing, as the original says it")
        << status("500 Internal Server Error", "error loading JWT\n") << u"none"_s;
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
        << "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\ney"_ba << noHttp;
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
    const QString told = !result ? result.error().text
        : *result                ? u"token: "_s + QString::fromLatin1(**result)
                                 : u"none"_s;
    QCOMPARE(told, expected);
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
    QCOMPARE(just.get().value()->size(), size);
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
    QCOMPARE(result.value(), "account");

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
