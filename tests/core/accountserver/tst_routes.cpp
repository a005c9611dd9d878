// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/answers.h"
#include "core/accountserver/caching.h"
#include "core/accountserver/decodedtext.h"
#include "core/accountserver/helptext.h"
#include "tests/support/servingscene.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accountserver;
using namespace serving;
using namespace Qt::StringLiterals;

class TestRoutes : public QObject
{
    Q_OBJECT

private slots:
    void pathsLeadSomewhere_data();
    void pathsLeadSomewhere();
    void aWrongWrittenPathIsRedirected_data();
    void aWrongWrittenPathIsRedirected();
    void methodsAreAllowedByRouteAndMode_data();
    void methodsAreAllowedByRouteAndMode();

    void anAccountIsServedByteForByte();
    void headIsAnsweredLikeGet();
    void formsOfAToken_data();
    void formsOfAToken();
    void decodedIsJson();
    void embeddedActivationsAreDecoded();
    void missingIsNotFound_data();
    void missingIsNotFound();
    void theSystemAccountIsServedWhereTheStoreLacksIt();
    void aBrokenStoreIsAServerError();
    void garbageInTheStoreIsAServerError();

    void tagsMatchAsHttpSays_data();
    void tagsMatchAsHttpSays();
    void aTagIsAlwaysFitForAHeader();
    void unchangedCarriesTagAndCacheControl();
    void ageIsNeverNegative_data();
    void ageIsNeverNegative();

    void aReplicaSaysHowLongItsCopyIsGood();
    void aReplicaSaysHowOldItsCopyIs();
    void aPrimaryThatFailsIsABadGateway();

    void notifyAnnouncesAndAHitDoesNot();
    void aPostedAccountIsStored();
    void anOlderAccountNeedsForce();
    void theSameAccountAgainIsAnnounced();
    void aRefusalHasTheOriginalsForm_data();
    void aRefusalHasTheOriginalsForm();
    void anActivationIsStoredUnderItsHash();
    void aBodyIsBounded();
    void savingMayFail();

    void packsAreBounded_data();
    void packsAreBounded();

    void otherOriginsMayRead();
    void preflights_data();
    void preflights();
    void nothingIsSaidBackThatBreaksAHeader();
};

namespace {

const QByteArray kAccounts = "/jwt/v1/accounts/";

Ask ask(const QByteArray &method, const QByteArray &path)
{
    Ask made;
    made.method = method;
    const qsizetype question = path.indexOf('?');
    made.path = question < 0 ? path : path.first(question);
    if (question < 0)
        return made;
    for (const QByteArray &pair : path.sliced(question + 1).split('&')) {
        const qsizetype equals = pair.indexOf('=');
        made.query.emplace_back(pair.first(equals), pair.sliced(equals + 1));
    }
    return made;
}

Ask post(const QByteArray &path, const QByteArray &body)
{
    Ask made = ask("POST", path);
    made.body = body;
    return made;
}

QByteArray headerOf(const Answer &answer, QByteArrayView name)
{
    QByteArrayList values;
    for (const auto &[key, value] : answer.headers) {
        if (name == QByteArrayView(key))
            values.append(value);
    }
    return values.join(" | ");
}

QByteArray allOf(const std::function<QByteArray()> &pieces)
{
    QByteArray all;
    while (pieces) {
        const QByteArray piece = pieces();
        if (piece.isEmpty())
            break;
        all += piece;
    }
    return all;
}

} // namespace

void TestRoutes::pathsLeadSomewhere_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");

    const auto row = [](const char *path, int status, const QByteArray &body = {}) {
        QTest::newRow(path) << QByteArray(path) << status << body;
    };
    row("/healthz", 200);
    row("/jwt/v1/help", 200, helpText());
    row("/jwt/v1/operator", 200, token(u"operator/operator"_s));
    row("/jwt/v1/accounts", 200);
    row("/jwt/v1/accounts/", 200);
    row("/jwt/v1/activations", 405, "Method Not Allowed\n");
    row("/", 404, "404 page not found\n");
    row("", 404, "404 page not found\n");
    row("*", 404, "404 page not found\n");
    row("/jwt/v1", 404, "404 page not found\n");
    row("/jwt/v2/operator", 404, "404 page not found\n");
    row("/jwt/v1/accounts/a/b", 404, "404 page not found\n");
    row("/jwt/v1/accounts/../../conf/memory-resolver", 404, "404 page not found\n");
    row("/jwt/v1/accounts/../../../etc/passwd", 404, "404 page not found\n");
    row("/jwt/v1/accounts/A", 404, "no matching account JWT\n");
    row("/jwt/v1/accounts/..", 404, "no matching account JWT\n");
    row("/jwt/v1/help/", 301, "<a href=\"/jwt/v1/help\">Moved Permanently</a>.\n\n");
}

void TestRoutes::pathsLeadSomewhere()
{
    QFETCH(const QByteArray, path);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);

    const Scene scene;
    const Answer answer = scene.answer(ask("GET", path));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, body);
    QCOMPARE(headerOf(answer, "Vary"), QByteArray("Origin"));
}

void TestRoutes::aWrongWrittenPathIsRedirected_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("location");

    QTest::newRow("slash") << QByteArray("/jwt/v1/operator/") << QByteArray("/jwt/v1/operator");
    QTest::newRow("case") << QByteArray("/JWT/v1/Operator") << QByteArray("/jwt/v1/operator");
    QTest::newRow("slashes") << QByteArray("//jwt//v1/./operator")
                             << QByteArray("/jwt/v1/operator");
    QTest::newRow("dots") << QByteArray("/jwt/v2/../v1/help") << QByteArray("/jwt/v1/help");
    QTest::newRow("the key keeps its case")
        << QByteArray("/jwt/V1/accounts/aB") << QByteArray("/jwt/v1/accounts/aB");
    QTest::newRow("slash behind the key")
        << QByteArray(kAccounts + kPlain + "/") << QByteArray(kAccounts + kPlain);
    QTest::newRow("the query stays")
        << QByteArray("/jwt/v1/pack/?max=2&x=a b") << QByteArray("/jwt/v1/pack?max=2&x=a%20b");
    QTest::newRow("no header can be made")
        << QByteArray("/JWT/v1/accounts/a\r\nX: y") << QByteArray("/jwt/v1/accounts/a%0D%0AX:%20y");
    QTest::newRow("no other host") << QByteArray("//evil.example/") << QByteArray();
}

void TestRoutes::aWrongWrittenPathIsRedirected()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, location);

    const Scene scene;
    const Answer answer = scene.answer(ask("GET", path));
    QCOMPARE(answer.status, location.isEmpty() ? 404 : 301);
    QCOMPARE(headerOf(answer, "Location"), location);
}

void TestRoutes::methodsAreAllowedByRouteAndMode_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("writable");
    QTest::addColumn<QByteArray>("allow"); // empty: no such route

    const auto row
        = [](const char *name, const QByteArray &path, bool writable, const QByteArray &allow) {
              QTest::newRow(name) << path << writable << allow;
          };
    row("account", kAccounts + kPlain, true, "GET, HEAD, POST, OPTIONS");
    row("account, read-only", kAccounts + kPlain, false, "GET, HEAD, OPTIONS");
    row("no key", "/jwt/v1/accounts", true, "GET, HEAD, OPTIONS");
    row("activations", "/jwt/v1/activations", true, "POST, OPTIONS");
    row("activations, read-only", "/jwt/v1/activations", false, "");
    row("activation", "/jwt/v1/activations/X", true, "GET, HEAD, OPTIONS");
    row("pack", "/jwt/v1/pack", true, "GET, HEAD, OPTIONS");
    row("nothing", "/jwt/v1/nothing", true, "");
}

void TestRoutes::methodsAreAllowedByRouteAndMode()
{
    QFETCH(const QByteArray, path);
    QFETCH(const bool, writable);
    QFETCH(const QByteArray, allow);

    Scene scene;
    scene.site.writable = writable;
    const Answer options = scene.answer(ask("OPTIONS", path));
    QCOMPARE(options.status, allow.isEmpty() ? 404 : 200);
    QCOMPARE(headerOf(options, "Allow"), allow);
    for (const QByteArray method : {"PUT", "DELETE", "TRACE", "BREW", "get"}) {
        const Answer answer = scene.answer(ask(method, path));
        QCOMPARE(answer.status, allow.isEmpty() ? 404 : 405);
        QCOMPARE(headerOf(answer, "Allow"), allow);
    }
}

void TestRoutes::anAccountIsServedByteForByte()
{
    Scene scene;
    const QByteArray text = token(u"broken/trailing-newline"_s);
    scene.store.put(kPlain, text);
    const Answer answer = scene.answer(ask("GET", kAccounts + kPlain));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, text);
    QCOMPARE(answer.key, kPlain);
    QCOMPARE(headerOf(answer, "Content-Type"), QByteArray("application/jwt"));
    QCOMPARE(headerOf(answer, "ETag"), kPlainTag);
}

void TestRoutes::headIsAnsweredLikeGet()
{
    const Scene scene;
    for (const QByteArray &path :
         {QByteArray("/jwt/v1/help"), kAccounts + kPlain, kAccounts + kUnknown}) {
        const Answer get = scene.answer(ask("GET", path));
        const Answer head = scene.answer(ask("HEAD", path));
        QCOMPARE(head.status, get.status);
        QCOMPARE(head.headers, get.headers);
        QCOMPARE(head.body, get.body); // its size is sent
    }
    // What a GET would send, and nobody reads here.
    QVERIFY(scene.answer(ask("HEAD", "/jwt/v1/pack")).pieces);
    // HEAD changes nothing.
    (void)scene.answer(ask("HEAD", kAccounts + kPlain + "?notify=true"));
    QVERIFY(scene.announced.empty());
}

void TestRoutes::formsOfAToken_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("cached");

    const QByteArray account = kAccounts + kPlain;
    const auto row = [](const char *name, const QByteArray &path, const char *type, bool cached) {
        QTest::newRow(name) << path << QByteArray(type) << cached;
    };
    row("as it is", account, "application/jwt", true);
    row("text", account + "?text=true", "text/plain", false);
    row("TEXT", account + "?text=TRUE", "text/plain", false);
    row("text=1", account + "?text=1", "application/jwt", true);
    row("the first counts", account + "?text=false&text=true", "application/jwt", true);
    row("decode", account + "?decode=true", "application/json", false);
    row("text wins", account + "?decode=true&text=true", "text/plain", false);
    row("check", account + "?check=true", "application/jwt", true);
    row("jti is nothing", account + "?jti=x", "application/jwt", true);
    row("activation", "/jwt/v1/activations/" + kStream, "application/jwt", true);
    row("activation text", "/jwt/v1/activations/" + kStream + "?text=true", "text/plain", false);
    row("operator", "/jwt/v1/operator", "application/jwt", false);
    row("operator text", "/jwt/v1/operator?text=true", "text/plain", false);
    row("operator decode", "/jwt/v1/operator?decode=true", "application/json", false);
}

void TestRoutes::formsOfAToken()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, type);
    QFETCH(const bool, cached);

    const Scene scene;
    const Answer answer = scene.answer(ask("GET", path));
    QCOMPARE(answer.status, 200);
    QCOMPARE(headerOf(answer, "Content-Type"), type);
    QCOMPARE(!headerOf(answer, "ETag").isEmpty(), cached);
    QCOMPARE(!headerOf(answer, "Cache-Control").isEmpty(), cached);
}

void TestRoutes::decodedIsJson()
{
    const Scene scene;
    const Answer answer = scene.answer(ask("GET", kAccounts + kFull + "?decode=true"));
    const QJsonObject decoded = QJsonDocument::fromJson(answer.body).object();
    QCOMPARE(decoded["header"_L1]["alg"_L1].toString(), u"ed25519-nkey"_s);
    QCOMPARE(decoded["claims"_L1]["exp"_L1].toInteger(), 4102444800);
    QCOMPARE(decoded["claims"_L1]["nats"_L1]["limits"_L1]["conn"_L1].toInteger(), 50);
    QCOMPARE(decoded["signature"_L1].toString().toLatin1(),
             token(u"account/full"_s).split('.').last());
    QCOMPARE(decoded["times"_L1]["exp"_L1].toString(), u"2100-01-01T00:00:00Z"_s);
    QCOMPARE(decoded["times"_L1]["nbf"_L1].toString(), u"2026-01-01T00:00:00Z"_s);
    QVERIFY(
        !QJsonDocument::fromJson(scene.answer(ask("GET", kAccounts + kPlain + "?decode=true")).body)
             .object()["times"_L1]
             .toObject()
             .contains("exp"_L1));
}

void TestRoutes::embeddedActivationsAreDecoded()
{
    const QJsonArray activations
        = QJsonDocument::fromJson(decodedText(*jwt::Token::decode(token(u"account/full"_s))))
              .object()["activations"_L1]
              .toArray();
    QCOMPARE(activations.size(), 1);
    QCOMPARE(activations[0]["path"_L1].toString(), u"nats.imports[2].token"_s);
    QCOMPARE(activations[0]["claims"_L1]["nats"_L1]["subject"_L1].toString(),
             u"orders.*.created"_s);
}

void TestRoutes::missingIsNotFound_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");

    const QByteArray account = "no matching account JWT\n";
    const QByteArray activation = "No Matching JWT\n";
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &body) {
        QTest::newRow(name) << path << body;
    };
    row("unknown", kAccounts + kUnknown, account);
    row("no key", kAccounts + "hello", account);
    row("a user", kAccounts + "UDIZJFXKMKQFM6HWWA5GAI3NU57RQRN7YFUCXS2M5QLKFDCIAUJVMEDM", account);
    row("a file", kAccounts + kPlain + ".jwt", account);
    row("lower case", kAccounts + kPlain.toLower(), account);
    row("an activation", kAccounts + kStream, account);
    row("expired, checked", kAccounts + kExpired + "?check=true", {});
    row("unknown activation", "/jwt/v1/activations/NOSUCH====", activation);
    row("no padding", "/jwt/v1/activations/" + kStream.chopped(4), activation);
    row("an account", "/jwt/v1/activations/" + kPlain, activation);
}

void TestRoutes::missingIsNotFound()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, body);

    const Scene scene;
    const Answer answer = scene.answer(ask("GET", path));
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.body, body);
}

void TestRoutes::theSystemAccountIsServedWhereTheStoreLacksIt()
{
    Scene scene;
    QCOMPARE(scene.answer(ask("GET", kAccounts + kSystem)).body, token(u"account/sys"_s));
    scene.store.failure = base::Error{base::ErrorKind::Io, u"gone"_s};
    QCOMPARE(scene.answer(ask("GET", kAccounts + kSystem)).body, token(u"account/sys"_s));
    scene.store.failure.reset();
    const QByteArray other = token(u"broken/trailing-newline"_s);
    scene.store.put(kSystem, other);
    QCOMPARE(scene.answer(ask("GET", kAccounts + kSystem)).body, other);
}

void TestRoutes::aBrokenStoreIsAServerError()
{
    Scene scene;
    scene.store.failure = base::Error{base::ErrorKind::Io, u"disk on fire"_s};
    const Answer answer = scene.answer(ask("GET", kAccounts + kPlain));
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.body, QByteArray("error loading JWT\n"));
    QCOMPARE(answer.note, u"disk on fire"_s);
}

void TestRoutes::garbageInTheStoreIsAServerError()
{
    Scene scene;
    for (const QByteArray &garbage : {QByteArray(), QByteArray("x"), token(u"user/plain"_s)}) {
        scene.store.put(kPlain, garbage);
        for (const char *query : {"", "?text=true", "?decode=true", "?check=true"})
            QCOMPARE(scene.answer(ask("GET", kAccounts + kPlain + query)).status, 500);
    }
}

void TestRoutes::tagsMatchAsHttpSays_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("matches");

    const auto row = [](const char *name, const QByteArray &header, bool matches) {
        QTest::newRow(name) << header << matches;
    };
    row("none", "", false);
    row("the tag", kPlainTag, true);
    row("weak", "W/" + kPlainTag, true);
    row("any", "*", true);
    row("another", "\"other\"", false);
    row("list", "\"x\", W/" + kPlainTag, true);
    row("list without spaces", "\"x\"," + kPlainTag + ",\"y\"", true);
    row("a comma within a tag", "\"a,b\", " + kPlainTag, true);
    row("within another tag", "\"x" + kPlainTag.sliced(1), false);
    row("without quotes", kPlainTag.sliced(1, kPlainTag.size() - 2), false);
    row("without an end", kPlainTag.chopped(1), false);
    row("empty items", ",, " + kPlainTag, true);
    row("any in a list", "\"x\", *", false);
}

void TestRoutes::tagsMatchAsHttpSays()
{
    QFETCH(const QByteArray, header);
    QFETCH(const bool, matches);

    const Scene scene;
    Ask made = ask("GET", kAccounts + kPlain);
    made.headers.emplace_back("if-none-match", header);
    QCOMPARE(scene.answer(made).status, matches ? 304 : 200);
    // What is not there does not match anything.
    made.path = kAccounts + kUnknown;
    QCOMPARE(scene.answer(made).status, 404);
    // Text is not conditional.
    made = ask("GET", kAccounts + kPlain + "?text=true");
    made.headers.emplace_back("If-None-Match", header);
    QCOMPARE(scene.answer(made).status, 200);
}

void TestRoutes::aTagIsAlwaysFitForAHeader()
{
    StoredToken stored;
    stored.text = "a.b.c";
    for (const QByteArray &jti :
         {QByteArray(), QByteArray("a\r\nSet-Cookie: b"), QByteArray("a\"b"),
          QByteArray("\xc3\xa4"), QByteArray(257, 'x')}) {
        stored.jti = jti;
        const QByteArray tag = etagOf(stored);
        QCOMPARE(tag.size(), 66);
        QVERIFY(matchesTag(tag, tag));
    }
    stored.jti = QByteArray(256, 'x');
    QCOMPARE(etagOf(stored), QByteArray("\"" + stored.jti + "\""));
}

void TestRoutes::unchangedCarriesTagAndCacheControl()
{
    const Scene scene;
    Ask made = ask("GET", kAccounts + kPlain);
    made.headers.emplace_back("If-None-Match", kPlainTag);
    const Answer answer = scene.answer(made);
    QCOMPARE(answer.status, 304);
    QVERIFY(answer.body.isEmpty());
    QCOMPARE(headerOf(answer, "ETag"), kPlainTag);
    QCOMPARE(headerOf(answer, "Cache-Control"),
             QByteArray("max-age=3600, stale-while-revalidate=3600, stale-if-error=3600"));
}

void TestRoutes::ageIsNeverNegative_data()
{
    QTest::addColumn<qint64>("exp");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<qint64>("age");

    QTest::newRow("never expires") << qint64(0) << qint64(kNow) << qint64(3600);
    QTest::newRow("negative") << qint64(-5) << qint64(kNow) << qint64(3600);
    QTest::newRow("a second left") << qint64(kNow + 1) << qint64(kNow) << qint64(1);
    QTest::newRow("now") << qint64(kNow) << qint64(kNow) << qint64(0);
    QTest::newRow("expired") << qint64(kNow - 1) << qint64(kNow) << qint64(0);
    QTest::newRow("long expired") << qint64(1) << qint64(kNow) << qint64(0);
    QTest::newRow("far") << qint64(4102444800) << qint64(kNow) << qint64(4102444800 - kNow);
    QTest::newRow("the last second")
        << std::numeric_limits<qint64>::max() << qint64(-1) << std::numeric_limits<qint64>::max();
}

void TestRoutes::ageIsNeverNegative()
{
    QFETCH(const qint64, exp);
    QFETCH(const qint64, now);
    QFETCH(const qint64, age);

    StoredToken stored;
    stored.exp = exp;
    const QByteArray expected = "max-age=" + QByteArray::number(age) + ",";
    QVERIFY(cacheControl(stored, now, {}).startsWith(expected));
}

void TestRoutes::aReplicaSaysHowLongItsCopyIsGood()
{
    Scene scene;
    scene.site.upstream = &scene.upstream;
    const auto full = storedToken(token(u"account/full"_s));
    scene.upstream.answer = Upstream::Copy{full, 3599, {}};
    const Ask made = ask("GET", kAccounts + kFull);
    const QByteArray age = QByteArray::number(full->exp - kNow);
    QCOMPARE(headerOf(scene.answer(made), "Cache-Control"),
             QByteArray("max-age=" + age + ", stale-while-revalidate=3599, stale-if-error=3599"));
    // What it never fetched it knows nothing about.
    scene.upstream.answer = Upstream::Copy{full, {}, {}};
    QCOMPARE(headerOf(scene.answer(made), "Cache-Control"), QByteArray());
    QCOMPARE(headerOf(scene.answer(made), "Age"), QByteArray());
}

void TestRoutes::aReplicaSaysHowOldItsCopyIs()
{
    Scene scene;
    scene.site.upstream = &scene.upstream;
    scene.upstream.answer = Upstream::Copy{storedToken(token(u"account/plain"_s)), 0, 7250};
    Ask made = ask("GET", kAccounts + kPlain);
    const Answer stale = scene.answer(made);
    QCOMPARE(stale.status, 200);
    QCOMPARE(headerOf(stale, "Age"), QByteArray("7250"));
    QCOMPARE(headerOf(stale, "Warning"), QByteArray("110 - \"Response is Stale\""));
    // However it is asked for.
    made.headers.emplace_back("If-None-Match", "*");
    QCOMPARE(headerOf(scene.answer(made), "Age"), QByteArray("7250"));
    QCOMPARE(headerOf(scene.answer(ask("GET", kAccounts + kPlain + "?text=true")), "Age"),
             QByteArray("7250"));
}

void TestRoutes::aPrimaryThatFailsIsABadGateway()
{
    Scene scene;
    scene.site.upstream = &scene.upstream;
    scene.upstream.answer = base::Error{base::ErrorKind::Network, u"refused"_s};
    QCOMPARE(scene.answer(ask("GET", kAccounts + kPlain)).status, 502);
    QCOMPARE(scene.answer(ask("GET", kAccounts + kSystem)).status, 200);
    scene.upstream.answer = Upstream::Copy{};
    QCOMPARE(scene.answer(ask("GET", kAccounts + kPlain)).status, 404);
}

void TestRoutes::notifyAnnouncesAndAHitDoesNot()
{
    Scene scene;
    Ask made = ask("GET", kAccounts + kPlain + "?notify=true");
    QCOMPARE(scene.answer(made).status, 200);
    QCOMPARE(scene.announced, std::vector<QByteArray>{kPlain});
    made.headers.emplace_back("If-None-Match", kPlainTag);
    QCOMPARE(scene.answer(made).status, 304);
    QCOMPARE(scene.announced.size(), size_t(1));
    // No connection to NATS: the answer is the same.
    scene.site.announce = {};
    made.headers.clear();
    QCOMPARE(scene.answer(made).status, 200);
}

void TestRoutes::aPostedAccountIsStored()
{
    Scene scene;
    scene.store.tokens.clear();
    const QByteArray text = token(u"broken/trailing-newline"_s);
    const Answer answer = scene.answer(post(kAccounts + kPlain, text));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.isEmpty());
    QCOMPARE(answer.key, kPlain);
    QCOMPARE(scene.store.tokens.at(kPlain)->text, text);
    QVERIFY(scene.announced.empty()); // the keeper tells of it
}

void TestRoutes::anOlderAccountNeedsForce()
{
    Scene scene;
    const QByteArray newer = token(u"account/plain-newer"_s);
    const QByteArray older = token(u"account/plain"_s);
    scene.store.put(kPlain, newer);
    const Answer refused = scene.answer(post(kAccounts + kPlain, older));
    QCOMPARE(refused.status, 409);
    QCOMPARE(scene.store.tokens.at(kPlain)->text, newer);
    QCOMPARE(scene.answer(post(kAccounts + kPlain + "?force=1", older)).status, 409);
    QCOMPARE(scene.answer(post(kAccounts + kPlain + "?force=true", older)).status, 200);
    QCOMPARE(scene.store.tokens.at(kPlain)->text, older);
}

void TestRoutes::theSameAccountAgainIsAnnounced()
{
    const Scene scene;
    const Answer answer = scene.answer(post(kAccounts + kPlain, token(u"account/plain"_s)));
    QCOMPARE(answer.status, 200);
    QCOMPARE(scene.announced, std::vector<QByteArray>{kPlain});
}

void TestRoutes::aRefusalHasTheOriginalsForm_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("type");

    QTest::newRow("untrusted") << QByteArray(kAccounts
                                             + "AAYUO7OA5M7NO6BSEC5DJ6HH7YJHSGNVDBQUC4LTOZKIF6AWT4X"
                                               "I7H7H")
                               << u"account/untrusted"_s
                               << QByteArray("untrusted issuer in request\n")
                               << QByteArray("text/plain");
    QTest::newRow("expired")
        << QByteArray(kAccounts + kExpired) << u"account/expired"_s
        << QByteArray("The server was unable to update your account JWT. One more more validation "
                      "issues occurred.\n\t - claim is expired\n\n")
        << QByteArray("text/plain; charset=utf-8");
    QTest::newRow("activation") << QByteArray("/jwt/v1/activations") << u"account/plain"_s
                                << QByteArray("bad activation JWT in request\n")
                                << QByteArray("text/plain");
}

void TestRoutes::aRefusalHasTheOriginalsForm()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QString, body);
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, type);

    const Scene scene;
    const Answer refused = scene.answer(post(path, token(body)));
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.body, answer);
    QCOMPARE(headerOf(refused, "Content-Type"), type);
    QCOMPARE(headerOf(refused, "X-Content-Type-Options").isEmpty(), type == "text/plain");
}

void TestRoutes::anActivationIsStoredUnderItsHash()
{
    Scene scene;
    scene.store.tokens.erase(kStream);
    const QByteArray text = token(u"activation/stream"_s);
    const Answer answer = scene.answer(post("/jwt/v1/activations", text));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.key, kStream);
    QCOMPARE(scene.store.tokens.at(kStream)->text, text);
}

void TestRoutes::aBodyIsBounded()
{
    const Scene scene;
    QCOMPARE(scene.answer(post(kAccounts + kPlain, QByteArray(Routes::kMaxBody, 'x'))).status, 400);
    QCOMPARE(scene.answer(post(kAccounts + kPlain, QByteArray(Routes::kMaxBody + 1, 'x'))).status,
             413);
}

void TestRoutes::savingMayFail()
{
    Scene scene;
    scene.store.failure = base::Error{base::ErrorKind::Io, u"disk full"_s};
    const Answer answer = scene.answer(post(kAccounts + kPlain, token(u"account/plain"_s)));
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.body, QByteArray("error saving JWT\n"));
    QCOMPARE(answer.note, u"disk full"_s);
}

void TestRoutes::packsAreBounded_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("lines"); // -1: refused

    QTest::newRow("all") << QByteArray() << 5;
    QTest::newRow("empty") << QByteArray("?max=") << 5;
    QTest::newRow("-1") << QByteArray("?max=-1") << 5;
    QTest::newRow("0") << QByteArray("?max=0") << 0;
    QTest::newRow("2") << QByteArray("?max=2") << 2;
    QTest::newRow("more") << QByteArray("?max=10001") << 5;
    QTest::newRow("abc") << QByteArray("?max=abc") << -1;
    QTest::newRow("spaces") << QByteArray("?max= 2") << -1;
    QTest::newRow("huge") << QByteArray("?max=99999999999999999999") << -1;
    QTest::newRow("a NUL") << QByteArray("?max=2\0x", 8) << -1;
    QTest::newRow("only a sign") << QByteArray("?max=-") << -1;
    QTest::newRow("+2") << QByteArray("?max=+2") << 2;
}

void TestRoutes::packsAreBounded()
{
    QFETCH(const QByteArray, query);
    QFETCH(const int, lines);

    Scene scene;
    const Answer answer = scene.answer(ask("GET", "/jwt/v1/pack" + query));
    if (lines < 0) {
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.startsWith("bad max parameter \""));
        return;
    }
    const QByteArray pack = allOf(answer.pieces);
    QCOMPARE(answer.status, 200);
    QCOMPARE(pack.isEmpty() ? 0 : int(pack.count('\n')) + 1, lines);
    QVERIFY(!pack.endsWith('\n'));
    scene.site.packs = false;
    QCOMPARE(scene.answer(ask("GET", "/jwt/v1/pack" + query)).status, 404);
    scene.site.packs = true;
    scene.store.packs = false;
    QCOMPARE(scene.answer(ask("GET", "/jwt/v1/pack" + query)).status, 404);
}

void TestRoutes::otherOriginsMayRead()
{
    const Scene scene;
    Ask made = ask("GET", kAccounts + kPlain);
    made.headers.emplace_back("Origin", "http://inspector.example");
    const Answer answer = scene.answer(made);
    QCOMPARE(headerOf(answer, "Access-Control-Allow-Origin"),
             QByteArray("http://inspector.example"));
    QCOMPARE(headerOf(answer, "Access-Control-Expose-Headers"), QByteArray("Authorization"));
    QCOMPARE(headerOf(answer, "Access-Control-Allow-Credentials"), QByteArray());
}

void TestRoutes::preflights_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("allowed");
    QTest::addColumn<QByteArray>("names");

    QTest::newRow("POST") << QByteArray("POST") << QByteArray("content-type,x-foo")
                          << QByteArray("POST") << QByteArray("Content-Type, X-Foo");
    QTest::newRow("no headers") << QByteArray("get") << QByteArray() << QByteArray("GET")
                                << QByteArray();
    QTest::newRow("odd headers") << QByteArray("GET") << QByteArray(" X-a ,\r\n evil: b,")
                                 << QByteArray("GET") << QByteArray("X-A, Evil, B");
    QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray("x-foo") << QByteArray()
                            << QByteArray();
}

void TestRoutes::preflights()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, wanted);
    QFETCH(const QByteArray, allowed);
    QFETCH(const QByteArray, names);

    const Scene scene;
    Ask made = ask("OPTIONS", kAccounts + kPlain);
    made.headers = {{"Origin", "http://a.example"},
                    {"Access-Control-Request-Method", method},
                    {"Access-Control-Request-Headers", wanted}};
    const Answer answer = scene.answer(made);
    QCOMPARE(answer.status, 200);
    QCOMPARE(headerOf(answer, "Access-Control-Allow-Methods"), allowed);
    QCOMPARE(headerOf(answer, "Access-Control-Allow-Headers"), names);
    QCOMPARE(headerOf(answer, "Access-Control-Allow-Origin").isEmpty(), allowed.isEmpty());
    QCOMPARE(headerOf(answer, "Vary"),
             QByteArray("Origin | Access-Control-Request-Method | "
                        "Access-Control-Request-Headers"));
}

void TestRoutes::nothingIsSaidBackThatBreaksAHeader()
{
    const Scene scene;
    for (const QByteArray &origin : {QByteArray("http://a\r\nX: y"), QByteArray("http://\x01"),
                                     QByteArray(1025, 'a'), QByteArray("http://a b")}) {
        Ask made = ask("GET", kAccounts + kPlain);
        made.headers.emplace_back("Origin", origin);
        QCOMPARE(headerOf(scene.answer(made), "Access-Control-Allow-Origin"), QByteArray());
    }
    QCOMPARE(quoted("a\"b\r\n"), QByteArray("\"a\\\"b\\x0d\\x0a\""));
    QCOMPARE(quoted(QByteArray(64, 'a')).size(), 66);
    QCOMPARE(quoted(QByteArray(65, 'a')).size(), 69);
}

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
