// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What a replica serves, whatever its primary does. Its calls block: they run beside the test.
#include "core/accountserver/replica.h"

#include "core/accountserver/memorystore.h"
#include "core/accountserver/missingkeys.h"
#include "core/accountserver/primary.h"
#include "tests/support/httppeer.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/tokens.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <atomic>
#include <future>

using namespace accountserver;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestReplica : public QObject
{
    Q_OBJECT

private slots:
    void aTokenIsFetchedOnceAnHour();
    void manyWhoAskAtOnceMakeOneRequest();
    void whatThePrimaryDoesNotHaveIsNotServed();
    void whatCouldNotBeKeptUnderAKeyIsNotAskedFor();
    void onePrimaryThatIsAwayIsLeftAloneForAWhile();
    void anOldCopyIsServedWithItsAge();
    void nobodyHasACopy();
    void whatDoesNotVerifyIsNotBelieved_data();
    void whatDoesNotVerifyIsNotBelieved();
    void whatWasPutBackReplacesTheOwnCopy();
    void whatANotificationBroughtMeanwhileStays_data();
    void whatANotificationBroughtMeanwhileStays();
    void whatOnlyTimeIsAgainstEndsTheOwnCopy_data();
    void whatOnlyTimeIsAgainstEndsTheOwnCopy();
    void whatSaysNothingOfTheTokenLeavesTheOwnCopy_data();
    void whatSaysNothingOfTheTokenLeavesTheOwnCopy();
    void whoHasACopyDoesNotWaitLong();
    void whoWaitsWhileThePrimaryGoesDoesNotAskToo();
    void aStatusOfNoUseLeavesTheOwnCopy();
    void activationsAreBelievedByTheirAccount();
    void aFullDiskServesNevertheless();
    void thePackIsKeptButEachIsAskedForOnce();
    void ofAPackOnlyWhatVerifiesIsKept();
    void aPackIsNoLongerThanAskedFor();
    void noPackIsAskedFor();
    void aPackThatBreaksOffLeavesWhatCame();
    void updatesAreKeptAndFresh();
    void updatesThatDoNotVerifyAreRefused();
    void anOldUpdateIsNoNews();
    void afterAGapEachIsAskedForAgain();
    void whatWasAskedForBeforeAGapIsNotFresh();
    void stoppingEndsThePack();
};

namespace {

QByteArray fixture(const QString &name)
{
    return jwtfixtures::read(u"jwt/%1.jwt"_s.arg(name));
}

QByteArray keyOf(const QByteArray &text)
{
    return jwt::Token::decode(text)->claims().sub;
}

QByteArray hashOf(const QByteArray &text)
{
    return jwt::activationHash(jwt::Token::decode(text)->claims());
}

const QByteArray kAccounts = "/jwt/v1/accounts/";

// A store that takes nothing more.
class FullStore final : public Store
{
public:
    [[nodiscard]] QString name() const override { return u"full"_s; }
    [[nodiscard]] bool isWritable() const override { return true; }
    [[nodiscard]] bool holdsActivations() const override { return true; }
    [[nodiscard]] bool hasPack() const override { return true; }
    [[nodiscard]] base::Result<StoredPtr> load(const QByteArray &) override { return StoredPtr(); }
    [[nodiscard]] base::Result<base::Done> save(const QByteArray &, const StoredPtr &) override
    {
        return base::Error{base::ErrorKind::Io, u"no space left"_s, -1};
    }
    [[nodiscard]] std::vector<QByteArray> keys() override { return {}; }
};

// A replica with operator ACME beside a primary of our making.
struct Scene
{
    HttpPeer primary;
    Authority authority
        = *Authority::of(jwt::Token::decode(fixture(u"operator/operator"_s)), tokens::kNow);
    std::unique_ptr<Store> store = std::make_unique<MemoryStore>();
    QByteArrayList reported;
    std::unique_ptr<Keeper> keeper;
    std::atomic<std::chrono::steady_clock::time_point> now{std::chrono::steady_clock::now()};
    std::unique_ptr<Replica> replica;

    explicit Scene(qint64 maxPack = Options::kDefaultMaxPack, std::unique_ptr<Store> other = {})
    {
        if (other)
            store = std::move(other);
        keeper = std::make_unique<Keeper>(
            *store, [this](const QByteArray &key, const StoredPtr &) { reported += key; });
        primary.otherwise = HttpPeer::answer("404 Not Found", "no matching account JWT\n");
        Options options;
        options.primary = primary.url();
        options.maxPack = maxPack;
        replica = std::make_unique<Replica>(options, authority, *store, *keeper,
                                            [this] { return now.load(); });
    }

    void has(const QByteArray &text)
    {
        primary.answers[kAccounts + keyOf(text)] = HttpPeer::answer("200 OK", text);
    }
    void hasActivation(const QByteArray &text)
    {
        primary.answers["/jwt/v1/activations/" + hashOf(text)] = HttpPeer::answer("200 OK", text);
    }
    void keep(const QByteArray &text) { (void)keeper->keepQuietly(keyOf(text), storedToken(text)); }
    void goAway()
    {
        primary.script = [](const HttpPeer::Request &, QTcpSocket &socket) {
            socket.abort();
            return QByteArray();
        };
    }
    void pass(std::chrono::steady_clock::duration span) { now = now.load() + span; }

    base::Result<Upstream::Copy> get(const QByteArray &key)
    {
        return beside([&] { return replica->get(key); });
    }
    // Of a copy there must be.
    QByteArray textOf(const QByteArray &key)
    {
        const auto copy = get(key);
        return copy && copy->token ? copy->token->text : QByteArray();
    }
    template<typename Call>
    auto beside(Call call) -> decltype(call())
    {
        auto future = std::async(std::launch::async, call);
        const bool done = QTest::qWaitFor(
            [&future] { return future.wait_for(0s) == std::future_status::ready; }, 20'000);
        if (!done)
            qFatal("the call does not end");
        return future.get();
    }
};

// Whose accounts have the times that a test wants.
struct Operator
{
    nkey::KeyPair key = tokens::key(nkey::Kind::Operator);
    nkey::KeyPair accountKey = tokens::key(nkey::Kind::Account);
    Authority authority = *Authority::of(
        tokens::make("ACME", key, key.publicKey(), jwt::OperatorClaims()), tokens::kNow);

    [[nodiscard]] QByteArray account(jwt::UnixTime iat, jwt::UnixTime exp = 0,
                                     jwt::UnixTime nbf = 0) const
    {
        jwt::Claims claims;
        claims.name = "A";
        claims.sub = accountKey.publicKey();
        claims.iat = iat;
        claims.exp = exp;
        claims.nbf = nbf;
        claims.body = tokens::accountClaims();
        return jwt::issue(std::move(claims), key);
    }
};

QByteArray pack(const QByteArrayList &lines)
{
    return HttpPeer::answer("200 OK", lines.join('\n'));
}

QByteArray line(const QByteArray &text)
{
    return keyOf(text) + '|' + text;
}

} // namespace

void TestReplica::aTokenIsFetchedOnceAnHour()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    scene.has(plain);
    const auto first = scene.get(keyOf(plain));
    QVERIFY(first);
    QCOMPARE(first->token->text, plain);
    QCOMPARE(first->freshFor, 3600);
    QVERIFY(!first->age);
    QCOMPARE((*scene.store->load(keyOf(plain)))->text, plain);
    QCOMPARE(scene.reported, QByteArrayList{keyOf(plain)});
    scene.pass(Replica::kFreshFor - 1s);
    const auto later = scene.get(keyOf(plain));
    QCOMPARE(later->freshFor, 1);
    QCOMPARE(scene.primary.requests().size(), 1);
    scene.pass(1s);
    QCOMPARE(scene.get(keyOf(plain))->freshFor, 3600);
    QCOMPARE(scene.primary.requests().size(), 2);
    QCOMPARE(scene.replica->status().fetched, 2);
    QVERIFY(scene.replica->status().reachable);
    QVERIFY(scene.replica->status().lastContact.time_since_epoch() > 0s);
}

void TestReplica::manyWhoAskAtOnceMakeOneRequest()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    QTcpSocket *asking = nullptr;
    scene.primary.script = [&asking](const HttpPeer::Request &, QTcpSocket &socket) {
        asking = &socket;
        return QByteArray();
    };
    std::vector<std::future<base::Result<Upstream::Copy>>> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(
            std::async(std::launch::async, [&] { return scene.replica->get(keyOf(plain)); }));
    QTRY_VERIFY(asking);
    asking->write(HttpPeer::answer("200 OK", plain));
    for (auto &one : all) {
        QTRY_VERIFY(one.wait_for(0s) == std::future_status::ready);
        QCOMPARE(one.get()->token->text, plain);
    }
    QCOMPARE(scene.primary.requests().size(), 1);
}

void TestReplica::whatThePrimaryDoesNotHaveIsNotServed()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    for (int i = 0; i < 3; ++i) {
        const auto missing = scene.get(keyOf(plain));
        QVERIFY(missing);
        QVERIFY(!missing->token);
    }
    // For a moment that is remembered.
    QCOMPARE(scene.primary.requests().size(), 1);
    scene.pass(MissingKeys::kFor);
    QVERIFY(!scene.get(keyOf(plain))->token);
    QCOMPARE(scene.primary.requests().size(), 2);
    // Nor what it does not have any more, even when it is away by then.
    scene.keep(plain);
    QVERIFY(!scene.get(keyOf(plain))->token);
    QCOMPARE(scene.primary.requests().size(), 3);
    QVERIFY(!scene.get(keyOf(plain))->token);
    QCOMPARE(scene.primary.requests().size(), 3);
    scene.pass(Replica::kRetryAfter);
    scene.goAway();
    QVERIFY(!scene.get(keyOf(plain))->token);
    QVERIFY(!scene.replica->status().reachable);
    // Until it is there again.
    scene.primary.script = {};
    scene.has(plain);
    scene.pass(Replica::kRetryAfter);
    QCOMPARE(scene.textOf(keyOf(plain)), plain);
}

void TestReplica::whatCouldNotBeKeptUnderAKeyIsNotAskedFor()
{
    Scene scene;
    for (const char *key : {"", "x", "../etc/passwd", "UAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2"}) {
        const auto copy = scene.get(key);
        QVERIFY(copy);
        QVERIFY(!copy->token);
    }
    QVERIFY(scene.primary.requests().empty());
}

void TestReplica::onePrimaryThatIsAwayIsLeftAloneForAWhile()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray full = fixture(u"account/full"_s);
    scene.keep(plain);
    scene.keep(full);
    scene.goAway();
    QCOMPARE(scene.textOf(keyOf(plain)), plain);
    QCOMPARE(scene.primary.requests().size(), 1);
    QVERIFY(!scene.replica->status().reachable);
    QVERIFY(!scene.replica->status().problem.isEmpty());
    scene.pass(Replica::kRetryAfter - 1ns);
    QCOMPARE(scene.textOf(keyOf(full)), full);
    QCOMPARE(scene.primary.requests().size(), 1);
    scene.pass(1ns);
    scene.primary.script = {};
    scene.has(full);
    QCOMPARE(scene.textOf(keyOf(full)), full);
    QCOMPARE(scene.primary.requests().size(), 2);
    QVERIFY(scene.replica->status().reachable);
    QVERIFY(scene.replica->status().problem.isEmpty());
}

void TestReplica::anOldCopyIsServedWithItsAge()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray full = fixture(u"account/full"_s);
    scene.has(plain);
    QVERIFY(scene.get(keyOf(plain)));
    scene.goAway();
    scene.pass(Replica::kFreshFor + 10s);
    const auto copy = scene.get(keyOf(plain));
    QCOMPARE(copy->token->text, plain);
    QCOMPARE(copy->freshFor, 0);
    QCOMPARE(copy->age, 3610);
    // Of one that was only on disk nobody knows more than when it was issued.
    scene.keep(full);
    const auto never = scene.get(keyOf(full));
    QCOMPARE(never->token->text, full);
    QVERIFY(!never->freshFor);
    const qint64 issued = never->token->iat;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    QVERIFY(never->age);
    const qint64 expected = std::max<qint64>(
        0, std::chrono::duration_cast<std::chrono::seconds>(now).count() - issued);
    QVERIFY(*never->age <= expected && *never->age >= expected - 60);
}

void TestReplica::nobodyHasACopy()
{
    Scene scene;
    scene.goAway();
    const auto copy = scene.get(keyOf(fixture(u"account/plain"_s)));
    QVERIFY(!copy);
    QCOMPARE(copy.error().kind, base::ErrorKind::Network);
}

void TestReplica::whatDoesNotVerifyIsNotBelieved_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("garbage") << "garbage"_ba;
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("untrusted") << fixture(u"account/untrusted"_s);
    QTest::newRow("self-signed") << fixture(u"account/self-signed"_s);
    QTest::newRow("of another account") << fixture(u"account/full"_s);
    QTest::newRow("expired") << fixture(u"account/expired"_s);
    QTest::newRow("a user's") << fixture(u"user/plain"_s);
    QTest::newRow("an activation") << fixture(u"activation/stream"_s);
    QByteArray broken = fixture(u"account/plain-newer"_s);
    broken.back() = broken.back() == 'A' ? 'B' : 'A';
    broken[broken.size() - 20] = broken[broken.size() - 20] == 'A' ? 'B' : 'A';
    QTest::newRow("wrong signature") << broken;
}

void TestReplica::whatDoesNotVerifyIsNotBelieved()
{
    QFETCH(const QByteArray, sent);
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    scene.primary.answers[kAccounts + keyOf(plain)] = HttpPeer::answer("200 OK", sent);
    const auto none = scene.get(keyOf(plain));
    QVERIFY(none);
    QVERIFY(!none->token);
    QVERIFY(scene.store->keys().empty());
    QCOMPARE(scene.replica->status().refused, 1);
    QVERIFY(scene.replica->status().problem.contains(QString::fromLatin1(keyOf(plain))));
    // The own copy is better than that.
    scene.keep(plain);
    const auto own = scene.get(keyOf(plain));
    QCOMPARE(own->token->text, plain);
    QVERIFY(own->age);
    QCOMPARE((*scene.store->load(keyOf(plain)))->text, plain);
    QCOMPARE(scene.replica->status().refused, 2);
}

// By force, at the primary.
void TestReplica::whatWasPutBackReplacesTheOwnCopy()
{
    Scene scene;
    const QByteArray older = fixture(u"account/plain-older"_s);
    scene.keep(fixture(u"account/plain-newer"_s));
    scene.has(older);
    const auto copy = scene.get(keyOf(older));
    QCOMPARE(copy->token->text, older);
    QCOMPARE(copy->freshFor, 3600);
    QCOMPARE((*scene.store->load(keyOf(older)))->text, older);
    QCOMPARE(scene.reported, QByteArrayList{keyOf(older)});
}

void TestReplica::whatANotificationBroughtMeanwhileStays_data()
{
    QTest::addColumn<bool>("hasOwn");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray older = HttpPeer::answer("200 OK", fixture(u"account/plain-older"_s));
    const QByteArray none = HttpPeer::answer("404 Not Found", "no matching account JWT\n");
    const QByteArray broken = HttpPeer::answer("503 Service Unavailable", "later");
    QTest::newRow("older") << true << older;
    QTest::newRow("older, no own copy") << false << older;
    QTest::newRow("none") << true << none;
    QTest::newRow("none, no own copy") << false << none;
    QTest::newRow("no use") << true << broken;
    QTest::newRow("no use, no own copy") << false << broken;
    QTest::newRow("cut off") << true << "HTTP/1.1 200"_ba;
}

void TestReplica::whatANotificationBroughtMeanwhileStays()
{
    QFETCH(const bool, hasOwn);
    QFETCH(const QByteArray, answer);
    Scene scene;
    const QByteArray newer = fixture(u"account/plain-newer"_s);
    if (hasOwn)
        scene.keep(fixture(u"account/plain"_s));
    scene.primary.script = [&](const HttpPeer::Request &, QTcpSocket &) {
        if (!scene.replica->take(newer))
            qFatal("the notification is not believed");
        return answer;
    };
    QCOMPARE(scene.textOf(keyOf(newer)), newer);
    QCOMPARE((*scene.store->load(keyOf(newer)))->text, newer);
    QCOMPARE(scene.textOf(keyOf(newer)), newer);
    QCOMPARE(scene.primary.requests().size(), 1);
}

void TestReplica::whatOnlyTimeIsAgainstEndsTheOwnCopy_data()
{
    QTest::addColumn<jwt::UnixTime>("exp");
    QTest::addColumn<jwt::UnixTime>("nbf");
    QTest::newRow("expired") << jwt::UnixTime(1'767'225'700) << jwt::UnixTime(0);
    QTest::newRow("not yet valid") << jwt::UnixTime(0) << jwt::UnixTime(4'102'444'800);
    QTest::newRow("never valid") << jwt::UnixTime(1'767'225'700) << jwt::UnixTime(4'102'444'800);
}

void TestReplica::whatOnlyTimeIsAgainstEndsTheOwnCopy()
{
    QFETCH(const jwt::UnixTime, exp);
    QFETCH(const jwt::UnixTime, nbf);
    Operator acme;
    const QByteArray before = acme.account(1'767'225'600);
    const QByteArray after = acme.account(1'767'225'610, exp, nbf);
    for (const char *way : {"fetched", "told", "pack"}) {
        Scene scene;
        scene.authority = acme.authority;
        scene.has(after);
        scene.primary.answers["/jwt/v1/pack?max=10000"] = pack({line(after)});
        // Where there is none to end nothing changes.
        QVERIFY2(!scene.replica->take(after), way);
        QVERIFY2(scene.textOf(keyOf(after)).isEmpty(), way);
        scene.keep(before);
        if (qstrcmp(way, "told") == 0)
            QVERIFY(scene.replica->take(after));
        else if (qstrcmp(way, "pack") == 0)
            QVERIFY(scene.beside([&] { return scene.replica->takePack(); }));
        else
            QCOMPARE(scene.textOf(keyOf(after)), after);
        QVERIFY2((*scene.store->load(keyOf(after)))->text == after, way);
        // Nor does the older one come back.
        QVERIFY(scene.replica->take(before));
        QCOMPARE(scene.textOf(keyOf(after)), after);
    }
}

void TestReplica::whatSaysNothingOfTheTokenLeavesTheOwnCopy_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("none"); // without an own copy there is none; else it is an error
    const auto row
        = [](const char *name, const QByteArray &status, const QByteArray &body, bool none) {
              QTest::newRow(name) << HttpPeer::answer(status, body) << none;
          };
    row("cannot load", "500 Internal Server Error", "error loading JWT\n", true);
    row("on fire", "500 Internal Server Error", "on fire\n", false);
    row("no route", "404 Not Found", "404 page not found\n", false);
    row("a proxy's", "404 Not Found", "<html>no such host</html>", false);
    row("empty", "404 Not Found", "", false);
    row("a gateway's", "502 Bad Gateway", "error loading JWT\n", false);
}

void TestReplica::whatSaysNothingOfTheTokenLeavesTheOwnCopy()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, none);
    Scene scene;
    scene.primary.otherwise = answer;
    const QByteArray plain = fixture(u"account/plain"_s);
    const auto without = scene.get(keyOf(plain));
    QCOMPARE(without.ok(), none);
    if (without)
        QVERIFY(!without->token);
    scene.keep(plain);
    const auto copy = scene.get(keyOf(plain));
    QCOMPARE(copy->token->text, plain);
    QVERIFY(copy->age);
    QVERIFY(scene.replica->status().reachable);
    QVERIFY(!scene.replica->status().problem.isEmpty());
    QCOMPARE(scene.primary.requests().size(), 2);
    // It is not asked for each time.
    QCOMPARE(scene.textOf(keyOf(plain)), plain);
    QCOMPARE(scene.primary.requests().size(), 2);
    scene.pass(Replica::kRetryAfter);
    QCOMPARE(scene.textOf(keyOf(plain)), plain);
    QCOMPARE(scene.primary.requests().size(), 3);
}

// The primary answers only when everybody has been served.
void TestReplica::whoHasACopyDoesNotWaitLong()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray newer = fixture(u"account/plain-newer"_s);
    scene.keep(plain);
    QTcpSocket *asking = nullptr;
    scene.primary.script = [&asking](const HttpPeer::Request &, QTcpSocket &socket) {
        asking = &socket;
        return QByteArray();
    };
    const auto copy = scene.get(keyOf(plain));
    QCOMPARE(copy->token->text, plain);
    QVERIFY(copy->age);
    QCOMPARE(scene.textOf(keyOf(plain)), plain);
    QVERIFY(scene.replica->status().reachable);
    QCOMPARE(scene.primary.requests().size(), 1);
    QVERIFY(asking);
    asking->write(HttpPeer::answer("200 OK", newer));
    QTRY_COMPARE((*scene.store->load(keyOf(plain)))->text, newer);
    QTRY_COMPARE(scene.get(keyOf(plain))->freshFor, 3600);
    QCOMPARE(scene.primary.requests().size(), 1);
}

void TestReplica::whoWaitsWhileThePrimaryGoesDoesNotAskToo()
{
    constexpr size_t kAtOnce = Primary::kMaxConnections - 1, kAll = 3 * kAtOnce;
    Scene scene;
    std::vector<QTcpSocket *> asking;
    scene.primary.script = [&asking](const HttpPeer::Request &, QTcpSocket &socket) {
        asking.push_back(&socket);
        return QByteArray();
    };
    std::vector<std::future<base::Result<Upstream::Copy>>> all;
    for (size_t i = 0; i < kAll; ++i) {
        const QByteArray key = tokens::key(nkey::Kind::Account).publicKey();
        all.push_back(std::async(std::launch::async, [&, key] { return scene.replica->get(key); }));
    }
    QTRY_COMPARE(asking.size(), kAtOnce);
    for (size_t i = 0; i < kAtOnce; ++i)
        asking[i]->abort();
    for (auto &one : all) {
        QTRY_VERIFY(one.wait_for(0s) == std::future_status::ready);
        QVERIFY(!one.get());
    }
    QCOMPARE(asking.size(), kAtOnce);
    QVERIFY(!scene.replica->status().reachable);
}

void TestReplica::aStatusOfNoUseLeavesTheOwnCopy()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    scene.keep(plain);
    scene.primary.answers[kAccounts + keyOf(plain)]
        = HttpPeer::answer("503 Service Unavailable", "later");
    const auto copy = scene.get(keyOf(plain));
    QCOMPARE(copy->token->text, plain);
    QVERIFY(copy->age);
    QVERIFY(scene.replica->status().reachable);
    QVERIFY(scene.replica->status().problem.contains(u"503"_s));
    // It may know others: it is not left alone.
    const QByteArray full = fixture(u"account/full"_s);
    scene.has(full);
    QCOMPARE(scene.textOf(keyOf(full)), full);
}

void TestReplica::activationsAreBelievedByTheirAccount()
{
    Scene scene;
    const QByteArray stream = fixture(u"activation/stream"_s);
    scene.hasActivation(stream);
    QVERIFY(!scene.get(hashOf(stream))->token);
    scene.keep(fixture(u"account/provider"_s));
    QCOMPARE(scene.textOf(hashOf(stream)), stream);
    // Not under another's hash.
    const QByteArray other = fixture(u"activation/service-by-signing-key"_s);
    scene.primary.answers["/jwt/v1/activations/" + hashOf(other)]
        = HttpPeer::answer("200 OK", stream);
    QVERIFY(!scene.get(hashOf(other))->token);
}

void TestReplica::aFullDiskServesNevertheless()
{
    Scene scene(0, std::make_unique<FullStore>());
    const QByteArray plain = fixture(u"account/plain"_s);
    scene.has(plain);
    const auto copy = scene.get(keyOf(plain));
    QCOMPARE(copy->token->text, plain);
    QCOMPARE(copy->freshFor, 0);
    QCOMPARE(scene.replica->status().problem, u"no space left"_s);
}

void TestReplica::thePackIsKeptButEachIsAskedForOnce()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray full = fixture(u"account/full"_s);
    scene.primary.answers["/jwt/v1/pack?max=10000"] = pack({line(plain), "", line(full)});
    scene.has(plain);
    const auto taken = scene.beside([&] { return scene.replica->takePack(); });
    QVERIFY(taken);
    QCOMPARE(*taken, 2);
    QCOMPARE(scene.replica->status().packTokens, 2);
    QCOMPARE(scene.store->keys(), (std::vector<QByteArray>{keyOf(plain), keyOf(full)}));
    QVERIFY(scene.reported.isEmpty());
    QCOMPARE(scene.textOf(keyOf(plain)), plain);
    QCOMPARE(scene.primary.paths(),
             (QByteArrayList{"/jwt/v1/pack?max=10000", kAccounts + keyOf(plain)}));
    // When the primary goes, the pack is as old as it is.
    scene.goAway();
    scene.pass(30s);
    const auto copy = scene.get(keyOf(full));
    QVERIFY(!copy->freshFor);
    QCOMPARE(copy->age, 30);
}

void TestReplica::ofAPackOnlyWhatVerifiesIsKept()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    const QByteArray provider = fixture(u"account/provider"_s);
    const QByteArray stream = fixture(u"activation/stream"_s);
    const QByteArray newer = fixture(u"account/plain-newer"_s);
    scene.keep(newer);
    scene.primary.answers["/jwt/v1/pack?max=10000"] = pack(
        {// comes before the account that issued it
         hashOf(stream) + '|' + stream, line(fixture(u"account/untrusted"_s)), "no separator here",
         keyOf(plain) + '|' + provider, keyOf(provider) + "|garbage", line(plain), line(provider)});
    const auto taken = scene.beside([&] { return scene.replica->takePack(); });
    QVERIFY(taken);
    QCOMPARE(scene.replica->status().refused, 3);
    QCOMPARE(scene.store->keys(),
             (std::vector<QByteArray>{keyOf(plain), keyOf(provider), hashOf(stream)}));
    QCOMPARE((*scene.store->load(keyOf(plain)))->text, newer);
    QVERIFY(!scene.replica->status().problem.isEmpty());
}

void TestReplica::aPackIsNoLongerThanAskedFor()
{
    Scene scene(2);
    const QByteArrayList lines{line(fixture(u"account/plain"_s)), line(fixture(u"account/full"_s)),
                               line(fixture(u"account/provider"_s))};
    scene.primary.answers["/jwt/v1/pack?max=2"] = pack(lines);
    const auto taken = scene.beside([&] { return scene.replica->takePack(); });
    QCOMPARE(*taken, 2);
    QCOMPARE(scene.store->keys().size(), size_t(2));

    Scene all(-1);
    all.primary.answers["/jwt/v1/pack?max=-1"] = pack(lines);
    QCOMPARE(*all.beside([&] { return all.replica->takePack(); }), 3);
}

void TestReplica::noPackIsAskedFor()
{
    Scene scene(0);
    const auto taken = scene.beside([&] { return scene.replica->takePack(); });
    QCOMPARE(*taken, 0);
    QVERIFY(scene.primary.requests().empty());
    QCOMPARE(scene.replica->status().packTokens, -1);
}

void TestReplica::aPackThatBreaksOffLeavesWhatCame()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    scene.primary.answers["/jwt/v1/pack?max=10000"]
        = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + line(plain) + '\n'
        + line(fixture(u"account/full"_s)).first(100);
    const auto taken = scene.beside([&] { return scene.replica->takePack(); });
    QVERIFY(!taken);
    QCOMPARE(scene.store->keys(), std::vector<QByteArray>{keyOf(plain)});
    QCOMPARE(scene.replica->status().packTokens, 1);
    QVERIFY(!scene.replica->status().reachable);
    QCOMPARE(scene.replica->status().refused, 0);
}

void TestReplica::updatesAreKeptAndFresh()
{
    Scene scene;
    const QByteArray newer = fixture(u"account/plain-newer"_s);
    scene.keep(fixture(u"account/plain"_s));
    QVERIFY(scene.replica->take(newer));
    QCOMPARE(scene.reported, QByteArrayList{keyOf(newer)});
    const auto copy = scene.get(keyOf(newer));
    QCOMPARE(copy->token->text, newer);
    QCOMPARE(copy->freshFor, 3600);
    QVERIFY(scene.primary.requests().empty());
    scene.keep(fixture(u"account/provider"_s));
    QVERIFY(scene.replica->take(fixture(u"activation/stream"_s)));
}

void TestReplica::updatesThatDoNotVerifyAreRefused()
{
    Scene scene;
    for (const char *name : {"account/untrusted", "account/expired", "user/plain",
                             "activation/stream", "broken/bad-signature"})
        QVERIFY2(!scene.replica->take(fixture(QString::fromLatin1(name))), name);
    QVERIFY(!scene.replica->take("garbage"));
    QVERIFY(!scene.replica->take({}));
    QCOMPARE(scene.replica->status().refused, 7);
    QVERIFY(scene.store->keys().empty());
}

void TestReplica::anOldUpdateIsNoNews()
{
    Scene scene;
    const QByteArray newer = fixture(u"account/plain-newer"_s);
    scene.keep(newer);
    QVERIFY(scene.replica->take(fixture(u"account/plain-older"_s)));
    QVERIFY(scene.reported.isEmpty());
    QCOMPARE((*scene.store->load(keyOf(newer)))->text, newer);
    scene.has(newer);
    QCOMPARE(scene.textOf(keyOf(newer)), newer);
    QCOMPARE(scene.primary.requests().size(), 1);
}

void TestReplica::afterAGapEachIsAskedForAgain()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    scene.has(plain);
    QCOMPARE(scene.textOf(keyOf(plain)), plain);
    scene.replica->expire();
    const QByteArray newer = fixture(u"account/plain-newer"_s);
    scene.has(newer);
    QCOMPARE(scene.textOf(keyOf(plain)), newer);
    QCOMPARE(scene.primary.requests().size(), 2);
}

void TestReplica::whatWasAskedForBeforeAGapIsNotFresh()
{
    Scene scene;
    const QByteArray plain = fixture(u"account/plain"_s);
    scene.primary.script = [&](const HttpPeer::Request &, QTcpSocket &) {
        scene.replica->expire();
        return HttpPeer::answer("200 OK", plain);
    };
    const auto copy = scene.get(keyOf(plain));
    QCOMPARE(copy->token->text, plain);
    QCOMPARE(copy->freshFor, 0);
    scene.primary.script = {};
    scene.has(plain);
    QCOMPARE(scene.get(keyOf(plain))->freshFor, 3600);
    QCOMPARE(scene.primary.requests().size(), 2);
}

void TestReplica::stoppingEndsThePack()
{
    Scene scene;
    scene.primary.script = [](const HttpPeer::Request &, QTcpSocket &) {
        return QByteArray();
    };
    auto taken = std::async(std::launch::async, [&] { return scene.replica->takePack(); });
    QTRY_COMPARE(scene.primary.requests().size(), size_t(1));
    scene.replica->stop();
    QTRY_VERIFY(taken.wait_for(0s) == std::future_status::ready);
    QVERIFY(!taken.get());
}

QTEST_GUILESS_MAIN(TestReplica)
#include "tst_replica.moc"
