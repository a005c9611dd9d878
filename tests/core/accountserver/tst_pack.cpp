// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// A store as lines for replicas, and as a configuration that needs no account server.
#include "core/accountserver/directorystore.h"
#include "core/accountserver/memorystore.h"
#include "core/accountserver/pack.h"
#include "core/accountserver/preload.h"
#include "core/jwt/pack.h"
#include "core/jwt/serverconfig.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/jwtstore.h"
#include "tests/support/tokens.h"

#include <QtTest/QTest>

using namespace accountserver;
using namespace Qt::StringLiterals;

class TestPack : public QObject
{
    Q_OBJECT

private slots:
    void aPackHasTheOriginalsForm();
    void aPackIsBounded_data();
    void aPackIsBounded();
    void whatIsNoLineIsLeftOut();
    void aLargePackComesInPieces();
    void anEmptyStoreIsAnEmptyPack();

    void aConfigurationHoldsEveryAccount();
    void whatNoServerTakesIsLeftOutAndNamed();
    void namesCannotLeaveTheirComments();
    void theOperatorsSystemAccountIsNamed();
    void theSystemAccountsOwnTokenIsAdded();
    void withoutOperatorTheConfigurationSaysSo();
    void aLargeConfigurationComesInPieces();
};

namespace {

const tokens::Scene &scene()
{
    static const tokens::Scene one;
    return one;
}

QByteArray all(const std::function<QByteArray()> &pieces)
{
    QByteArray text;
    for (QByteArray piece = pieces(); !piece.isEmpty(); piece = pieces())
        text += piece;
    return text;
}

void save(Store &store, const jwt::TokenPtr &token, const QByteArray &key = {})
{
    if (!store.save(key.isEmpty() ? token->claims().sub : key, storedToken(*token)))
        qFatal("the store is full");
}

std::vector<jwt::PackReader::Entry> entriesOf(const QByteArray &pack)
{
    jwt::PackReader reader;
    reader.feed(pack);
    reader.end();
    std::vector<jwt::PackReader::Entry> entries;
    while (auto entry = reader.next())
        entries.push_back(*entry);
    const QStringList problems = reader.takeProblems();
    if (!problems.isEmpty())
        qFatal("%s", qPrintable(problems.front()));
    return entries;
}

std::vector<nkey::KeyPair> manyKeys(int count)
{
    std::vector<nkey::KeyPair> keys;
    for (int i = 0; i < count; ++i)
        keys.push_back(tokens::key(nkey::Kind::Account));
    return keys;
}

// As nats-server would read it.
jwt::ServerConfig configOf(const QByteArray &text)
{
    jwt::ServerConfigReader reader(u"server.conf"_s, [&text](const QString &, qint64) {
        return base::Result<QByteArray>(text);
    });
    while (reader.advance(1000)) {
    }
    if (reader.error())
        qFatal("%s\n%s", qPrintable(reader.error()->text), text.constData());
    return reader.config([](const QByteArray &) { return std::nullopt; });
}

QHash<QByteArray, QByteArray> preloadsOf(const jwt::ServerConfig &config)
{
    QHash<QByteArray, QByteArray> preloads;
    for (const jwt::ServerConfig::Value &value : config.preloads)
        preloads.insert(value.name, value.text);
    return preloads;
}

} // namespace

// transcripts/account-server/v0.8.6+jwt2.3.0-dir.txt, "pack" and "pack max=1".
void TestPack::aPackHasTheOriginalsForm()
{
    DirectoryStore store(jwtfixtures::path(u"dirstore/flat"_s), DirectoryStore::Layout::Flat,
                         false);
    const QByteArray pack = all(packOf(store, -1));
    QVERIFY(pack.startsWith("75WUTOM4HJTBQCNB2ESL7PZWTBKRXSW4C3Q275MVJVVUUIZT6ANA====|"
                            + jwtfixtures::read(u"jwt/activation/hash-full-wildcard.jwt"_s)
                            + "\nAA463ZAUAWRQYD5JSETGJVVOC6WM6JZEFUJST6NWSJ4E3LUXON4ZSABS|"
                            + jwtfixtures::read(u"jwt/account/consumer.jwt"_s)
                            + "\nAA7FPYEHCXNDHHRUQK5N2X6SUZ3EIQLLBB4K44FSJ3UHPTVN4OSPADPE|"));
    QVERIFY(!pack.endsWith('\n'));
    const auto entries = entriesOf(pack);
    QCOMPARE(entries.size(), store.keys().size());
    for (size_t i = 0; i < entries.size(); ++i) {
        QCOMPARE(entries[i].key, store.keys()[i]);
        QCOMPARE(entries[i].token, (*store.load(entries[i].key))->text);
    }
    QCOMPARE(all(packOf(store, 1)),
             "75WUTOM4HJTBQCNB2ESL7PZWTBKRXSW4C3Q275MVJVVUUIZT6ANA====|"
                 + jwtfixtures::read(u"jwt/activation/hash-full-wildcard.jwt"_s));
}

void TestPack::aPackIsBounded_data()
{
    QTest::addColumn<qint64>("max");
    QTest::addColumn<int>("lines");
    QTest::newRow("all") << qint64(-1) << 3;
    QTest::newRow("all, whatever is below 0") << std::numeric_limits<qint64>::min() << 3;
    QTest::newRow("none") << qint64(0) << 0;
    QTest::newRow("one") << qint64(1) << 1;
    QTest::newRow("one less") << qint64(2) << 2;
    QTest::newRow("as many") << qint64(3) << 3;
    QTest::newRow("more") << qint64(4) << 3;
    QTest::newRow("most") << std::numeric_limits<qint64>::max() << 3;
}

void TestPack::aPackIsBounded()
{
    QFETCH(qint64, max);
    QFETCH(int, lines);
    MemoryStore store;
    save(store, scene().orders);
    save(store, scene().billing);
    save(store, scene().activation, jwt::activationHash(scene().activation->claims()));
    QCOMPARE(entriesOf(all(packOf(store, max))).size(), size_t(lines));
}

void TestPack::whatIsNoLineIsLeftOut()
{
    MemoryStore store;
    const QByteArray orders = scene().orders->text();
    const auto keys = manyKeys(4);
    const auto saveText = [&store](const QByteArray &key, const QByteArray &text) {
        QVERIFY(store.save(key, storedToken(text)));
    };
    saveText(scene().ordersKey.publicKey(), orders + "\r\n");
    saveText(keys[0].publicKey(), "garbage");
    saveText(keys[1].publicKey(), {});
    saveText(keys[2].publicKey(), "a|b\nc|d");
    // Go's base64 takes line ends inside the signature.
    QByteArray split = scene().billing->text();
    split.insert(split.size() - 3, '\n');
    QVERIFY(jwt::Token::decode(split)->decodes());
    saveText(keys[3].publicKey(), split);
    // One asked for is one that is there.
    for (const qint64 max : {-1, 1}) {
        QCOMPARE(entriesOf(all(packOf(store, max))),
                 (std::vector<jwt::PackReader::Entry>{{scene().ordersKey.publicKey(), orders}}));
    }
}

void TestPack::aLargePackComesInPieces()
{
    constexpr int kAccounts = 300;
    MemoryStore store;
    for (const nkey::KeyPair &key : manyKeys(kAccounts))
        save(store,
             tokens::make("X", scene().operatorKey, key.publicKey(), tokens::accountClaims()));
    const auto pieces = packOf(store, -1);
    QByteArray text;
    int count = 0;
    for (QByteArray piece = pieces(); !piece.isEmpty(); piece = pieces()) {
        QVERIFY(piece.size() < 70 * 1024);
        text += piece;
        ++count;
    }
    QVERIFY(count > 2);
    QVERIFY(pieces().isEmpty()); // the end stays the end
    QCOMPARE(entriesOf(text).size(), size_t(kAccounts));
}

void TestPack::anEmptyStoreIsAnEmptyPack()
{
    MemoryStore store;
    QCOMPARE(all(packOf(store, -1)), "");
}

void TestPack::aConfigurationHoldsEveryAccount()
{
    MemoryStore store;
    save(store, scene().orders);
    save(store, scene().billing);
    const jwt::ServerConfig config = configOf(
        all(preloadConfiguration({store, scene().acme->text() + "\n", {}, {}, tokens::kNow})));
    QCOMPARE(config.problems, QStringList());
    QCOMPARE(config.resolver, jwt::ServerConfig::Resolver::Memory);
    QCOMPARE(config.operators.size(), size_t(1));
    QCOMPARE(config.operators.front().text, scene().acme->text());
    QCOMPARE(config.systemAccount, "");
    QCOMPARE(
        preloadsOf(config),
        (QHash<QByteArray, QByteArray>{{scene().ordersKey.publicKey(), scene().orders->text()},
                                       {scene().billingKey.publicKey(), scene().billing->text()}}));
}

void TestPack::whatNoServerTakesIsLeftOutAndNamed()
{
    MemoryStore store;
    const auto keys = manyKeys(5);
    const auto account = [](const nkey::KeyPair &key, jwt::UnixTime exp) {
        return tokens::make("X", scene().operatorKey, key.publicKey(), tokens::accountClaims(),
                            {1, exp});
    };
    save(store, account(keys[0], tokens::kNow));
    save(store, account(keys[1], tokens::kNow - 1));
    save(store, jwt::Token::decode("garbage\n}"), keys[2].publicKey());
    save(store, account(keys[3], 0), keys[4].publicKey());
    const QByteArray hash = jwt::activationHash(scene().activation->claims());
    save(store, scene().activation, hash);
    const QByteArray text = all(preloadConfiguration({store, {}, {}, {}, tokens::kNow}));
    QCOMPARE(preloadsOf(configOf(text)).keys(), QList<QByteArray>{keys[0].publicKey()});
    for (const QByteArray &line : {keys[1].publicKey() + " is left out: it expired ",
                                   keys[2].publicKey() + " is left out: it does not decode\n",
                                   keys[4].publicKey() + " is left out: it is about ",
                                   hash + " is left out: it is of kind activation\n"})
        QVERIFY2(text.contains("\n  # " + line), line.constData());
    QVERIFY(text.endsWith("\n# accounts: 1\n"));
}

void TestPack::namesCannotLeaveTheirComments()
{
    MemoryStore store;
    const QByteArray evil = "A\n}\nauthorization { user: me }\r\n\t\xe2\x80\xa8 Käse 🧀";
    save(store,
         tokens::make(evil, scene().operatorKey, scene().ordersKey.publicKey(),
                      tokens::accountClaims()));
    save(store,
         tokens::make(QByteArray(100'000, 'n'), scene().operatorKey, scene().billingKey.publicKey(),
                      tokens::accountClaims()));
    const auto acme = tokens::make("ACME\nport: 1", scene().operatorKey,
                                   scene().operatorKey.publicKey(), jwt::OperatorClaims());
    const QByteArray text = all(preloadConfiguration({store, acme->text(), {}, {}, tokens::kNow}));
    for (const QByteArray &line : text.split('\n')) {
        const QByteArray first = line.trimmed();
        QVERIFY2(first.isEmpty() || first.startsWith('#') || first.startsWith("operator: eyJ")
                     || first == "resolver: MEMORY" || first == "resolver_preload: {"
                     || first == "}" || first.startsWith("A"),
                 line.constData());
    }
    QVERIFY(text.contains("Käse 🧀"));
    QVERIFY(!text.contains(QByteArray(300, 'n')));
    QCOMPARE(preloadsOf(configOf(text)).size(), 2);
}

void TestPack::theOperatorsSystemAccountIsNamed()
{
    MemoryStore store;
    jwt::OperatorClaims claims;
    claims.systemAccount = scene().ordersKey.publicKey();
    const QByteArray acme
        = tokens::make("ACME", scene().operatorKey, scene().operatorKey.publicKey(), claims)
              ->text();
    const QByteArray warning = "is not among them: no server starts so.";
    const auto without = all(preloadConfiguration({store, acme, {}, {}, tokens::kNow}));
    QCOMPARE(configOf(without).systemAccount, scene().ordersKey.publicKey());
    QVERIFY(without.contains(warning));
    save(store, scene().orders);
    const auto with = all(preloadConfiguration({store, acme, {}, {}, tokens::kNow}));
    QCOMPARE(configOf(with).systemAccount, scene().ordersKey.publicKey());
    QVERIFY(!with.contains(warning));

    claims.systemAccount = "A\nlisten: 0.0.0.0:1";
    const QByteArray sly
        = tokens::make("ACME", scene().operatorKey, scene().operatorKey.publicKey(), claims)
              ->text();
    QVERIFY(!all(preloadConfiguration({store, sly, {}, {}, tokens::kNow})).contains("listen"));
}

void TestPack::theSystemAccountsOwnTokenIsAdded()
{
    MemoryStore store;
    const QByteArray key = scene().ordersKey.publicKey();
    const PreloadSource source{store, {}, key, scene().orders->text() + '\n', tokens::kNow};
    const auto config = configOf(all(preloadConfiguration(source)));
    QCOMPARE(config.systemAccount, key);
    QCOMPARE(preloadsOf(config).value(key), scene().orders->text());
    // The store's own comes first.
    const auto newer = tokens::make("NEWER", scene().operatorKey, key, tokens::accountClaims());
    save(store, newer);
    const auto again = configOf(all(preloadConfiguration(source)));
    QCOMPARE(again.preloads.size(), size_t(1));
    QCOMPARE(preloadsOf(again).value(key), newer->text());
}

void TestPack::withoutOperatorTheConfigurationSaysSo()
{
    MemoryStore store;
    for (const QByteArray &text : {QByteArray(), QByteArray("garbage"), scene().orders->text()}) {
        const auto written = all(preloadConfiguration({store, text, {}, {}, tokens::kNow}));
        QVERIFY(written.contains("\n# operator: FILE\n"));
        QVERIFY(configOf(written).operators.empty());
    }
}

void TestPack::aLargeConfigurationComesInPieces()
{
    constexpr int kAccounts = 300;
    MemoryStore store;
    for (const nkey::KeyPair &key : manyKeys(kAccounts))
        save(store,
             tokens::make("X", scene().operatorKey, key.publicKey(), tokens::accountClaims()));
    const auto pieces = preloadConfiguration({store, {}, {}, {}, tokens::kNow});
    QByteArray text;
    for (QByteArray piece = pieces(); !piece.isEmpty(); piece = pieces()) {
        QVERIFY(piece.size() < 70 * 1024);
        text += piece;
    }
    QVERIFY(pieces().isEmpty());
    QCOMPARE(preloadsOf(configOf(text)).size(), kAccounts);
}

QTEST_GUILESS_MAIN(TestPack)
#include "tst_pack.moc"
