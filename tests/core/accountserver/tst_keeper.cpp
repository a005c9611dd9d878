// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The memory store, and the only way into a store.
#include "core/accountserver/keeper.h"
#include "core/accountserver/memorystore.h"
#include "tests/support/tokens.h"

#include <QtTest/QTest>

#include <thread>

using namespace accountserver;
using namespace Qt::StringLiterals;

class TestKeeper : public QObject
{
    Q_OBJECT

private slots:
    void storedTokensTellWhatAnswersNeed();
    void keysAreAccountsAndHashes_data();
    void keysAreAccountsAndHashes();
    void memoryKeepsTokens();
    void memoryTakesNoKeyThatIsNone();
    void readOnlyMemoryStaysEmpty();

    void aNewTokenIsStoredAndTold();
    void theSameBytesAreNoChange();
    void olderIsRefusedUnlessForced();
    void theSameAgeReplaces();
    void whatCannotBeReadIsReplaced();
    void quietlyTellsNobody();
    void whatCannotBeSavedIsToldToTheCallerAlone();
    void manyThreadsLeaveTheNewest();
};

namespace {

const tokens::Scene &scene()
{
    static const tokens::Scene one;
    return one;
}

const QByteArray &key()
{
    static const QByteArray one = scene().ordersKey.publicKey();
    return one;
}

StoredPtr orders(jwt::UnixTime iat, const QByteArray &name = "ORDERS")
{
    return storedToken(
        *tokens::make(name, scene().operatorKey, key(), tokens::accountClaims(), {iat, 0}));
}

struct Told
{
    std::vector<std::pair<QByteArray, StoredPtr>> changes;
    Keeper::Changed listener()
    {
        return [this](const QByteArray &of, const StoredPtr &token) {
            changes.emplace_back(of, token);
        };
    }
};

// A store whose disk is full.
class FullStore final : public Store
{
public:
    QString name() const override { return u"full"_s; }
    bool isWritable() const override { return true; }
    bool holdsActivations() const override { return true; }
    bool hasPack() const override { return true; }
    base::Result<StoredPtr> load(const QByteArray &) override
    {
        return base::Error{base::ErrorKind::Io, u"unreadable"_s, -1};
    }
    base::Result<base::Done> save(const QByteArray &, const StoredPtr &) override
    {
        return base::Error{base::ErrorKind::Io, u"no space"_s, -1};
    }
    std::vector<QByteArray> keys() override { return {}; }
};

} // namespace

void TestKeeper::storedTokensTellWhatAnswersNeed()
{
    const jwt::Claims &claims = scene().activation->claims();
    const StoredPtr good = storedToken(scene().activation->text());
    QCOMPARE(good->text, scene().activation->text());
    QVERIFY(good->decodes);
    QCOMPARE(good->kind, jwt::Kind::Activation);
    QCOMPARE(good->jti, claims.jti);
    QCOMPARE(good->subject, claims.sub);
    QCOMPARE(good->iat, claims.iat);
    QCOMPARE(good->exp, claims.exp);

    QByteArray half = scene().activation->text();
    half.chop(5);
    const StoredPtr bad = storedToken(half);
    QCOMPARE(bad->text, half);
    QVERIFY(!bad->decodes);
    QCOMPARE(bad->kind, jwt::Kind::Unknown);
    QVERIFY(bad->jti.isEmpty() && bad->subject.isEmpty());
    QCOMPARE(bad->iat, 0);
    QCOMPARE(bad->exp, 0);
}

void TestKeeper::keysAreAccountsAndHashes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isKey");
    const QByteArray hash = jwt::activationHash(scene().activation->claims());
    QTest::newRow("account") << key() << true;
    QTest::newRow("hash") << hash << true;
    QTest::newRow("hash without padding") << hash.chopped(4) << false;
    QTest::newRow("file name") << QByteArray(key() + ".jwt") << false;
    QTest::newRow("hash's file name") << QByteArray(hash + ".jwt") << false;
    QTest::newRow("lower case") << key().toLower() << false;
    QTest::newRow("user") << tokens::key(nkey::Kind::User).publicKey() << false;
    QTest::newRow("operator") << scene().operatorKey.publicKey() << false;
    QTest::newRow("line end behind") << QByteArray(key() + '\n') << false;
    QTest::newRow("NUL behind") << QByteArray(key() + '\0') << false;
    QTest::newRow("path") << QByteArray("../" + key()) << false;
    QTest::newRow("path as long as a key")
        << QByteArray(QByteArray("../").repeated(18) + "ab") << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestKeeper::keysAreAccountsAndHashes()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isKey);
    QCOMPARE(isStoreKey(text), isKey);
}

void TestKeeper::memoryKeepsTokens()
{
    MemoryStore store;
    QCOMPARE(store.name(), u"memory"_s);
    QVERIFY(store.isWritable() && store.holdsActivations() && store.hasPack());
    QVERIFY(store.keys().empty());
    QCOMPARE(*store.load(key()), StoredPtr());

    const QByteArray hash = jwt::activationHash(scene().activation->claims());
    const StoredPtr token = orders(100);
    QVERIFY(store.save(key(), token));
    QVERIFY(store.save(hash, storedToken(*scene().activation)));
    QCOMPARE(*store.load(key()), token);
    std::vector<QByteArray> expected{key(), hash};
    std::sort(expected.begin(), expected.end());
    QCOMPARE(store.keys(), expected);
}

void TestKeeper::memoryTakesNoKeyThatIsNone()
{
    MemoryStore store;
    const auto saved = store.save("../../etc/passwd", orders(100));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(!store.save(key(), nullptr));
    QVERIFY(store.keys().empty());
}

void TestKeeper::readOnlyMemoryStaysEmpty()
{
    MemoryStore store(false);
    QVERIFY(!store.isWritable());
    const auto saved = store.save(key(), orders(100));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, base::ErrorKind::Unsupported);
    QVERIFY(store.keys().empty());
}

void TestKeeper::aNewTokenIsStoredAndTold()
{
    MemoryStore store;
    Told told;
    Keeper keeper(store, told.listener());
    const StoredPtr token = orders(100);
    QCOMPARE(*keeper.keep(key(), token), Keeper::Kept::Stored);
    QCOMPARE(*store.load(key()), token);
    QCOMPARE(told.changes, (std::vector<std::pair<QByteArray, StoredPtr>>{{key(), token}}));
}

void TestKeeper::theSameBytesAreNoChange()
{
    MemoryStore store;
    Told told;
    Keeper keeper(store, told.listener());
    const StoredPtr token = orders(100);
    QVERIFY(keeper.keep(key(), token));
    QCOMPARE(*keeper.keep(key(), storedToken(token->text)), Keeper::Kept::Unchanged);
    QCOMPARE(*keeper.keep(key(), storedToken(token->text), true), Keeper::Kept::Unchanged);
    QCOMPARE(told.changes.size(), size_t(1));
}

void TestKeeper::olderIsRefusedUnlessForced()
{
    MemoryStore store;
    Told told;
    Keeper keeper(store, told.listener());
    const StoredPtr newer = orders(100);
    const StoredPtr older = orders(99);
    QVERIFY(keeper.keep(key(), newer));
    QCOMPARE(*keeper.keep(key(), older), Keeper::Kept::Older);
    QCOMPARE(*keeper.keepQuietly(key(), older), Keeper::Kept::Older);
    QCOMPARE(*store.load(key()), newer);
    QCOMPARE(told.changes.size(), size_t(1));
    QCOMPARE(*keeper.keep(key(), older, true), Keeper::Kept::Stored);
    QCOMPARE(*store.load(key()), older);
    QCOMPARE(told.changes.size(), size_t(2));
}

void TestKeeper::theSameAgeReplaces()
{
    MemoryStore store;
    Keeper keeper(store);
    QVERIFY(keeper.keep(key(), orders(100)));
    const StoredPtr other = orders(100, "OTHER");
    QCOMPARE(*keeper.keep(key(), other), Keeper::Kept::Stored);
    QCOMPARE(*store.load(key()), other);
}

void TestKeeper::whatCannotBeReadIsReplaced()
{
    MemoryStore store;
    Keeper keeper(store);
    QVERIFY(store.save(key(), storedToken("half a tok")));
    const StoredPtr token = orders(1);
    QCOMPARE(*keeper.keep(key(), token), Keeper::Kept::Stored);
    QCOMPARE(*store.load(key()), token);
}

void TestKeeper::quietlyTellsNobody()
{
    MemoryStore store;
    Told told;
    Keeper keeper(store, told.listener());
    const StoredPtr token = orders(100);
    QCOMPARE(*keeper.keepQuietly(key(), token), Keeper::Kept::Stored);
    QCOMPARE(*store.load(key()), token);
    QVERIFY(told.changes.empty());
}

void TestKeeper::whatCannotBeSavedIsToldToTheCallerAlone()
{
    FullStore store;
    Told told;
    Keeper keeper(store, told.listener());
    const auto kept = keeper.keep(key(), orders(100));
    QVERIFY(!kept);
    QCOMPARE(kept.error().text, u"no space"_s);
    QVERIFY(told.changes.empty());
}

void TestKeeper::manyThreadsLeaveTheNewest()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 25;
    MemoryStore store;
    Told told;
    Keeper keeper(store, told.listener());
    std::vector<std::vector<StoredPtr>> series(kThreads);
    for (int i = 0; i < kThreads * kEach; ++i)
        series[size_t(i % kThreads)].push_back(orders(1000 + i));
    std::vector<std::thread> threads;
    for (const auto &own : series) {
        threads.emplace_back([&own, &keeper] {
            for (const StoredPtr &token : own)
                (void)keeper.keep(key(), token);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE((*store.load(key()))->iat, 1000 + kThreads * kEach - 1);
    // What was told never goes back in time, and ends with what is there.
    for (size_t i = 1; i < told.changes.size(); ++i)
        QVERIFY(told.changes[i - 1].second->iat < told.changes[i].second->iat);
    QCOMPARE(told.changes.back().second->iat, (*store.load(key()))->iat);
}

QTEST_GUILESS_MAIN(TestKeeper)
#include "tst_keeper.moc"
