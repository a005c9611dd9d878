// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/httpfetch.h"
#include "core/jwt/httpsource.h"
#include "tests/support/fetching.h"
#include "tests/support/httppeer.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;

class TestHttpSource : public QObject
{
    Q_OBJECT

private slots:
    void addressesOfEveryFormLeadToTheRoutes_data();
    void addressesOfEveryFormLeadToTheRoutes();
    void whatIsNoAddressIsRefused_data();
    void whatIsNoAddressIsRefused();
    void oneAccountIsFetched();
    void anActivationIsFetchedByItsHash();
    void everythingIsTheOperatorAndThePack();
    void withoutAPackThereIsTheSystemAccount();
    void aPrefixListsNothing();
    void theServersWordsAreShown_data();
    void theServersWordsAreShown();
    void anUnchangedTokenIsNotSentAgain();
    void anotherTokenUnderTheKeyIsShownWithAProblem();
    void anAnswerThatIsNoTokenIsAProblem();
    void aTokenIsBoundedInSize();
    void aBadLineOfAPackIsAProblem();
    void nobodyThereIsAnError();
    void anAnswerThatIsCutOffIsAnError();
    void aSilentServerIsAnErrorAfterATime();
    void aServerThatDripsIsAnErrorAfterATime();
    void aPackThatDripsIsAnErrorAfterATime();
    void redirectsStayAtTheServer();
    void aFetchMayBeDroppedAtAnyTime();
    void aFetchOutlivesItsSource();
    void aCaFileWithoutCertificatesIsAnError();
};

namespace {

const QByteArray kPlain = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
const QByteArray kRoute = "/jwt/v1/accounts/" + kPlain;

QByteArray plain()
{
    return jwtfixtures::read(u"jwt/account/plain.jwt"_s);
}

jwt::HttpAddress address(const QString &text)
{
    auto parsed = jwt::HttpAddress::parse(text);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().text));
    return std::move(parsed).value();
}

jwt::HttpOptions quick(int stall, int token)
{
    jwt::HttpOptions options;
    options.stallTimeout = std::chrono::milliseconds(stall);
    options.tokenTimeout = std::chrono::milliseconds(token);
    return options;
}

} // namespace

void TestHttpSource::addressesOfEveryFormLeadToTheRoutes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("pack");
    QTest::addColumn<QByteArray>("key");
    const QString key = QString::fromLatin1(kPlain);
    const QString v1 = u"http://h:9090/jwt/v1"_s;
    const auto row = [](const char *name, QString text, QString shown, QString account,
                        QString pack, QByteArray theKey = {}) {
        QTest::newRow(name) << text << shown << account << pack << theKey;
    };
    const QString account = v1 + u"/accounts/"_s + key;
    const QString pack = v1 + u"/pack"_s;
    row("a server", u"http://h:9090"_s, v1, account, pack);
    row("with a slash", u"http://h:9090/"_s, v1, account, pack);
    row("the routes", v1, v1, account, pack);
    row("the routes with a slash", v1 + u'/', v1, account, pack);
    row("the accounts", v1 + u"/accounts"_s, v1, account, pack);
    row("as nats-server writes it", v1 + u"/accounts/"_s, v1, account, pack);
    row("the operator's URL", v1 + u"/operator"_s, v1, account, pack);
    row("an account's URL", account, v1, account, pack, kPlain);
    row("white space around it", u" "_s + v1 + u'\n', v1, account, pack);
    row("below a path", u"https://h/a/jwt/v1/"_s, u"https://h/a/jwt/v1"_s,
        u"https://h/a/jwt/v1/accounts/"_s + key, u"https://h/a/jwt/v1/pack"_s);
    row("the routes of v2", u"http://h/jwt/v2"_s, u"http://h/jwt/v2"_s,
        u"http://h/jwt/v2/accounts/"_s + key, u"http://h/jwt/v2/pack"_s);
    row("a prefix", u"http://h/tokens"_s, u"http://h/tokens/"_s, u"http://h/tokens/"_s + key, {});
    row("a prefix with a key", u"http://h/tokens/"_s + key, u"http://h/tokens/"_s,
        u"http://h/tokens/"_s + key, {}, kPlain);
    row("a query", u"http://h/x?id="_s, u"http://h/x?id="_s, u"http://h/x?id="_s + key, {});
    row("what a query holds is not shown", u"http://h/x?t=secret&bare&id="_s,
        u"http://h/x?t=…&…&id="_s, u"http://h/x?t=secret&bare&id="_s + key, {});
    row("a user is not shown", u"http://u:secret@h/jwt/v1"_s, u"http://h/jwt/v1"_s,
        u"http://u:secret@h/jwt/v1/accounts/"_s + key, u"http://u:secret@h/jwt/v1/pack"_s);
}

void TestHttpSource::addressesOfEveryFormLeadToTheRoutes()
{
    QFETCH(QString, text);
    const jwt::HttpAddress parsed = address(text);
    QTEST(parsed.name(), "name");
    QTEST(parsed.token(kPlain).toString(), "account");
    QFETCH(QString, pack);
    QCOMPARE(parsed.hasRoutes(), !pack.isEmpty());
    if (!pack.isEmpty())
        QCOMPARE(parsed.route(u"pack"_s).toString(), pack);
    QTEST(parsed.key(), "key");
}

void TestHttpSource::whatIsNoAddressIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("another scheme") << u"ftp://h/jwt"_s;
    QTest::newRow("no host") << u"http:///jwt"_s;
    QTest::newRow("no scheme") << u"h:9090"_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("a bad port") << u"http://h:99999999"_s;
    QTest::newRow("a bad port behind a password") << u"http://u:secret@h:99999999/?t=secret"_s;
    QTest::newRow("a password with a slash") << u"http://u:x/secret@h"_s;
    QTest::newRow("a password and no host") << u"http://u:secret@/jwt"_s;
}

void TestHttpSource::whatIsNoAddressIsRefused()
{
    QFETCH(QString, text);
    const auto parsed = jwt::HttpAddress::parse(text);
    QVERIFY(!parsed.ok());
    QVERIFY2(!parsed.error().text.contains("secret"_L1), qPrintable(parsed.error().text));
}

void TestHttpSource::oneAccountIsFetched()
{
    HttpPeer peer;
    peer.answers[kRoute] = HttpPeer::answer("200 OK", plain() + '\n',
                                            "ETag: \"J1\"\r\nCache-Control: max-age=60\r\n");
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(1));
    QCOMPARE(fetching.tokens[0].token->text(), plain());
    QCOMPARE(fetching.tokens[0].origin.source, peer.url() + u"/jwt/v1"_s);
    QCOMPARE(fetching.tokens[0].origin.storedAs, kPlain);
    QVERIFY(fetching.tokens[0].origin.detail.contains("\"J1\""_L1));
    QVERIFY(fetching.outcome->detail.contains("max-age=60"_L1));
    QCOMPARE(fetching.problems(), "");
    // The URL of an account is a request for it.
    jwt::HttpSource one(address(peer.url() + QString::fromLatin1(kRoute)));
    Fetching again(one);
    VERIFY_FETCHED(again);
    QCOMPARE(again.tokens.size(), size_t(1));
    QCOMPARE(peer.paths(), (QByteArrayList{kRoute, kRoute}));
}

void TestHttpSource::anActivationIsFetchedByItsHash()
{
    const QByteArray hash = "VA2AE6OKSJLHS7SSOOA76OBUTRV3IHNJ56DRNVL3KQRVISHPGQNQ====";
    HttpPeer peer;
    peer.answers["/jwt/v1/activations/" + hash]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"jwt/activation/stream.jwt"_s));
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source, hash);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(1));
    QCOMPARE(fetching.tokens[0].token->kind(), jwt::Kind::Activation);
    QCOMPARE(fetching.problems(), "");
}

void TestHttpSource::everythingIsTheOperatorAndThePack()
{
    HttpPeer peer;
    const QByteArray pack = jwtfixtures::read(u"pack/pack.txt"_s);
    peer.answers["/jwt/v1/operator"]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"jwt/operator/operator.jwt"_s));
    // Sent without a length: the end of the connection is the end of the pack.
    peer.answers["/jwt/v1/pack"] = "HTTP/1.0 200 OK\r\n\r\n" + pack;
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.problems(), "");
    QCOMPARE(fetching.tokens.size(), size_t(pack.count('\n') + 2));
    QCOMPARE(fetching.tokens[0].token->kind(), jwt::Kind::Operator);
    QCOMPARE(fetching.texts()[kPlain], plain());
    QVERIFY(fetching.progress > 0);
}

void TestHttpSource::withoutAPackThereIsTheSystemAccount()
{
    HttpPeer peer;
    const QByteArray system = "AA7FPYEHCXNDHHRUQK5N2X6SUZ3EIQLLBB4K44FSJ3UHPTVN4OSPADPE";
    peer.answers["/jwt/v1/operator"]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"jwt/operator/operator.jwt"_s));
    peer.answers["/jwt/v1/accounts/" + system]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"jwt/account/sys.jwt"_s));
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(2));
    QVERIFY2(fetching.problems().contains("/jwt/v1/pack: 404 Not Found: 404 page not found"),
             fetching.problems().constData());
}

void TestHttpSource::aPrefixListsNothing()
{
    HttpPeer peer;
    peer.answers["/x/" + kPlain] = HttpPeer::answer("200 OK", plain());
    jwt::HttpSource source(address(peer.url() + u"/x"_s));
    Fetching all(source);
    VERIFY_FETCHED(all);
    QCOMPARE(all.tokens.size(), size_t(0));
    QVERIFY(!all.problems().isEmpty());
    QVERIFY(peer.requests().empty());
    Fetching one(source, kPlain);
    VERIFY_FETCHED(one);
    QCOMPARE(one.tokens.size(), size_t(1));
}

void TestHttpSource::theServersWordsAreShown_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("0.8: missing") << HttpPeer::answer("500 Internal Server Error",
                                                      "error loading JWT\n")
                                  << QByteArray("500 Internal Server Error: error loading JWT");
    QTest::newRow("1.x: missing") << HttpPeer::answer("404 Not Found", "no matching account JWT\n")
                                  << QByteArray("404 Not Found: no matching account JWT");
    QTest::newRow("no words") << HttpPeer::answer("503 Service Unavailable", "")
                              << QByteArray("503 Service Unavailable");
    QTest::newRow("login needed") << HttpPeer::answer("401 Unauthorized", "who are you?",
                                                      "WWW-Authenticate: Basic realm=x\r\n")
                                  << QByteArray("401 Unauthorized: who are you?");
    QTest::newRow("many words are cut")
        << HttpPeer::answer("400 Bad Request", QByteArray(5000, 'x'))
        << "400 Bad Request: " + QByteArray(jwt::HttpFetch::kMaxErrorText, 'x');
    QTest::newRow("unchanged though nothing is known")
        << HttpPeer::answer("304 Not Modified", "") << QByteArray("304 Not Modified");
}

void TestHttpSource::theServersWordsAreShown()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, text);
    HttpPeer peer;
    peer.answers[kRoute] = answer;
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(0));
    QVERIFY2(fetching.problems().startsWith(peer.url().toUtf8() + kRoute + ": " + text),
             fetching.problems().constData());
    QVERIFY(fetching.problems().size() < 2000);
}

void TestHttpSource::anUnchangedTokenIsNotSentAgain()
{
    HttpPeer peer;
    peer.script = [](const HttpPeer::Request &request, QTcpSocket &) {
        return request.header("If-None-Match") == "\"J1\""
            ? HttpPeer::answer("304 Not Modified", "")
            : HttpPeer::answer("200 OK", plain(), "ETag: \"J1\"\r\n");
    };
    jwt::HttpSource source(address(peer.url()));
    Fetching first(source, kPlain);
    VERIFY_FETCHED(first);
    Fetching second(source, kPlain);
    VERIFY_FETCHED(second);
    QCOMPARE(peer.requests().size(), size_t(2));
    QCOMPARE(peer.requests()[0].header("If-None-Match"), "");
    QCOMPARE(second.tokens.size(), size_t(1));
    QCOMPARE(second.tokens[0].token->text(), plain());
    QVERIFY2(second.outcome->detail.contains("ETag unchanged"_L1),
             qPrintable(second.outcome->detail));
}

void TestHttpSource::anotherTokenUnderTheKeyIsShownWithAProblem()
{
    HttpPeer peer;
    peer.answers[kRoute]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"jwt/account/provider.jwt"_s));
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(1));
    QVERIFY(fetching.problems().contains(kPlain));
}

void TestHttpSource::anAnswerThatIsNoTokenIsAProblem()
{
    HttpPeer peer;
    peer.answers[kRoute] = HttpPeer::answer("200 OK", "<html>Log in!</html>");
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(0));
    QVERIFY(fetching.problems().contains("<html>Log in!</html>"));
}

void TestHttpSource::aTokenIsBoundedInSize()
{
    const qint64 limit = jwt::HttpFetch::kMaxToken;
    for (const qint64 size : {limit - 1, limit, limit + 1}) {
        HttpPeer peer;
        QByteArray token = plain();
        token.insert(token.indexOf('.') + 1, QByteArray(size - token.size(), 'A'));
        peer.answers[kRoute] = HttpPeer::answer("200 OK", token);
        jwt::HttpSource source(address(peer.url()));
        Fetching fetching(source, kPlain);
        VERIFY_FETCHED(fetching);
        QCOMPARE(fetching.tokens.size(), size_t(size <= limit));
        QCOMPARE(fetching.problems().contains("larger than 1 MiB"), size > limit);
    }
}

void TestHttpSource::aBadLineOfAPackIsAProblem()
{
    HttpPeer peer;
    peer.answers["/jwt/v1/pack"]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"pack/pack-bad-line.txt"_s));
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(2));
    QVERIFY(fetching.problems().contains("pack: Line "));
}

void TestHttpSource::nobodyThereIsAnError()
{
    QString url;
    {
        const HttpPeer peer;
        url = peer.url();
    }
    jwt::HttpSource source(address(url));
    Fetching fetching(source);
    QVERIFY(fetching.run());
    QCOMPARE(fetching.outcome->error->kind, base::ErrorKind::Network);
    QVERIFY2(fetching.error().contains("refused"), fetching.error().constData());
}

void TestHttpSource::anAnswerThatIsCutOffIsAnError()
{
    HttpPeer peer;
    peer.answers[kRoute] = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + plain();
    jwt::HttpSource source(address(peer.url()));
    Fetching fetching(source, kPlain);
    QVERIFY(fetching.run());
    QVERIFY2(fetching.error().contains("cut off"), fetching.error().constData());
    QCOMPARE(fetching.tokens.size(), size_t(0));
}

void TestHttpSource::aSilentServerIsAnErrorAfterATime()
{
    HttpPeer peer;
    peer.script = [](const HttpPeer::Request &, QTcpSocket &) {
        return QByteArray();
    };
    jwt::HttpSource source(address(peer.url()), quick(50, 60'000));
    Fetching fetching(source, kPlain);
    QVERIFY(fetching.run());
    QCOMPARE(fetching.outcome->error->kind, base::ErrorKind::Network);
    QVERIFY2(fetching.error().contains("nothing came for 0.05 s"), fetching.error().constData());
}

void TestHttpSource::aServerThatDripsIsAnErrorAfterATime()
{
    HttpPeer peer;
    std::vector<std::unique_ptr<QTimer>> drips;
    peer.script = [&drips](const HttpPeer::Request &, QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        auto drip = std::make_unique<QTimer>();
        QObject::connect(drip.get(), &QTimer::timeout, &socket, [&socket] { socket.write("e"); });
        drip->start(5);
        drips.push_back(std::move(drip));
        return QByteArray();
    };
    jwt::HttpSource source(address(peer.url()), quick(60'000, 100));
    Fetching fetching(source, kPlain);
    QVERIFY(fetching.run());
    QVERIFY2(fetching.error().contains("no whole answer within 0.1 s"),
             fetching.error().constData());
}

void TestHttpSource::aPackThatDripsIsAnErrorAfterATime()
{
    HttpPeer peer;
    std::vector<std::unique_ptr<QTimer>> drips;
    peer.script = [&drips](const HttpPeer::Request &request, QTcpSocket &socket) {
        if (!request.path.endsWith("/pack"))
            return HttpPeer::answer("404 Not Found", "none");
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        socket.write(kPlain + '|' + plain() + '\n');
        auto drip = std::make_unique<QTimer>();
        QObject::connect(drip.get(), &QTimer::timeout, &socket, [&socket] { socket.write("e"); });
        drip->start(5);
        drips.push_back(std::move(drip));
        return QByteArray();
    };
    jwt::HttpOptions options = quick(60'000, 60'000);
    options.packTimeout = std::chrono::milliseconds(300);
    jwt::HttpSource source(address(peer.url()), options);
    Fetching fetching(source);
    QVERIFY(fetching.run());
    QVERIFY2(fetching.error().contains("no whole answer within 0.3 s"),
             fetching.error().constData());
}

void TestHttpSource::redirectsStayAtTheServer()
{
    HttpPeer other;
    HttpPeer peer;
    peer.answers["/here"] = HttpPeer::answer("200 OK", plain());
    peer.answers[kRoute] = HttpPeer::answer("301 Moved Permanently", "", "Location: /here\r\n");
    jwt::HttpSource source(address(peer.url()));
    Fetching within(source, kPlain);
    VERIFY_FETCHED(within);
    QCOMPARE(within.tokens.size(), size_t(1));

    const QByteArray elsewhere = other.url().toUtf8() + "/there";
    peer.answers[kRoute] = HttpPeer::answer("302 Found", "", "Location: " + elsewhere + "\r\n");
    Fetching away(source, kPlain);
    VERIFY_FETCHED(away);
    QCOMPARE(away.tokens.size(), size_t(0));
    QVERIFY2(away.problems().contains(elsewhere), away.problems().constData());
    QVERIFY(other.requests().empty());

    // Round and round.
    peer.answers[kRoute] = HttpPeer::answer("302 Found", "", "Location: " + kRoute + "\r\n");
    const size_t before = peer.requests().size();
    Fetching around(source, kPlain);
    VERIFY_FETCHED(around);
    QCOMPARE(around.tokens.size(), size_t(0));
    QVERIFY(peer.requests().size() - before <= size_t(jwt::HttpClient::kMaxRedirects) + 1);
}

void TestHttpSource::aFetchMayBeDroppedAtAnyTime()
{
    HttpPeer peer;
    bool asked = false;
    peer.script = [&asked](const HttpPeer::Request &, QTcpSocket &) {
        asked = true;
        return QByteArray();
    };
    jwt::HttpSource source(address(peer.url()));
    Fetching unasked(source, kPlain);
    unasked.cancel();
    Fetching fetching(source, kPlain);
    QTRY_VERIFY(asked);
    fetching.cancel();
    QCoreApplication::processEvents();
    QVERIFY(!unasked.finished() && !fetching.finished());
    // By its own signal.
    peer.script = [](const HttpPeer::Request &, QTcpSocket &) {
        return HttpPeer::answer("200 OK", plain());
    };
    std::unique_ptr<jwt::TokenFetch> fetch(source.fetch({kPlain}, nullptr));
    connect(fetch.get(), &jwt::TokenFetch::found, this, [&fetch] { fetch.reset(); });
    QTRY_VERIFY(!fetch);
}

void TestHttpSource::aFetchOutlivesItsSource()
{
    HttpPeer peer;
    peer.answers[kRoute] = HttpPeer::answer("200 OK", plain());
    auto source = std::make_unique<jwt::HttpSource>(address(peer.url()));
    Fetching fetching(*source, kPlain);
    source.reset();
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(1));
}

void TestHttpSource::aCaFileWithoutCertificatesIsAnError()
{
    jwt::HttpOptions options;
    options.caFile = jwtfixtures::path(u"manifest.json"_s);
    HttpPeer peer;
    jwt::HttpSource source(address(peer.url()), options);
    Fetching fetching(source, kPlain);
    QVERIFY(fetching.run());
    QCOMPARE(fetching.outcome->error->kind, base::ErrorKind::Tls);
    QVERIFY(peer.requests().empty());
}

QTEST_GUILESS_MAIN(TestHttpSource)
#include "tst_httpsource.moc"
