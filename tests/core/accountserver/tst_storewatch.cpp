// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What others change in a store's folder, told once.
#include "core/accountserver/stores.h"
#include "core/accountserver/storewatch.h"
#include "tests/support/tokens.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtTest/QTest>

#include <unistd.h>

using namespace accountserver;
using namespace Qt::StringLiterals;

class TestStoreWatch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void whatIsThereIsNoNews_data();
    void whatIsThereIsNoNews();
    void aNewFileIsToldOnce_data();
    void aNewFileIsToldOnce();
    void overwritingIsToldOnce_data();
    void overwritingIsToldOnce();
    void renamingOverIsTold_data();
    void renamingOverIsTold();
    void theSameContentAgainIsNoNews_data();
    void theSameContentAgainIsNoNews();
    void halfATokenIsNoNews_data();
    void halfATokenIsNoNews();
    void goneAndBackAreTold_data();
    void goneAndBackAreTold();
    void ourOwnSavesAreKnown();
    void aSaveOfAnotherServerIsTold();
    void activationsAreTold();
    void aTokenUnderAnothersNameIsNoNews();
    void unreadableFilesDoNotMatter();
    void linkedFoldersAreSeenThrough();
    void aFolderThatComesBackIsWatchedAgain();
    void manyChangesAreAllTold();
    void whatChangedWhileItBeganIsTold();
    void whatNeverRestsIsToldAtLast();

    void anAccountFolderBeforeItsToken();
    void aRenamedAccountFolderIsNoNews();
    void anotherAccountInTheSameFolder();
    void theServedOneOfTwoIsTold();
    void usersAreNoNews();

    void memoryHasNothingToSee();
    void theListenerMayEndIt();

private:
    void open(Options options);
    void openKind(const QString &kind);
    void write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString path(const QString &name = {}) const
    {
        return m_directory->path() + u"/store"_s + (name.isEmpty() ? QString() : u'/' + name);
    }
    // Where an account's file is, of the kind of store that is open.
    [[nodiscard]] QString fileOf(const nkey::KeyPair &key, const QString &account) const;
    [[nodiscard]] bool toldSentinel();

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_kind;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<StoreWatch> m_watch;
    QStringList m_told; // "changed A… 5" (iat), "removed A…"
};

namespace {

const tokens::Scene &scene()
{
    static const tokens::Scene one;
    return one;
}

jwt::TokenPtr account(const nkey::KeyPair &key, jwt::UnixTime iat)
{
    return tokens::make("X", scene().operatorKey, key.publicKey(), tokens::accountClaims(),
                        {iat, 0});
}

QByteArray orders(jwt::UnixTime iat)
{
    return account(scene().ordersKey, iat)->text();
}

QString changed(const nkey::KeyPair &key, jwt::UnixTime iat)
{
    return u"changed %1 %2"_s.arg(QString::fromLatin1(key.publicKey())).arg(iat);
}

QString removed(const nkey::KeyPair &key)
{
    return u"removed "_s + QString::fromLatin1(key.publicKey());
}

void addKinds()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"flat", "sharded", "nsc"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

} // namespace

void TestStoreWatch::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    QVERIFY(QDir().mkpath(path()));
    m_told.clear();
}

void TestStoreWatch::cleanup()
{
    m_watch.reset();
    m_store.reset();
}

void TestStoreWatch::open(Options options)
{
    options.path = path();
    auto store = openStore(options);
    if (!store)
        qFatal("%s", qPrintable(store.error().text));
    m_store = std::move(store).value();
    m_watch = std::make_unique<StoreWatch>(options, *m_store);
    connect(m_watch.get(), &StoreWatch::changed, this,
            [this](const QByteArray &key, const StoredPtr &token) {
                m_told += u"changed %1 %2"_s.arg(QString::fromLatin1(key)).arg(token->iat);
            });
    connect(m_watch.get(), &StoreWatch::removed, this,
            [this](const QByteArray &key) { m_told += u"removed "_s + QString::fromLatin1(key); });
    m_watch->start();
}

void TestStoreWatch::openKind(const QString &kind)
{
    m_kind = kind;
    Options options;
    options.sharded = kind == u"sharded"_s;
    if (kind == u"nsc"_s) {
        options.store = StoreKind::Nsc;
        write(u".nsc"_s, "{}");
        QVERIFY(QDir(path()).mkpath(u"accounts"_s));
    }
    open(options);
}

// In place: shortened to nothing, then written.
void TestStoreWatch::write(const QString &name, const QByteArray &content) const
{
    QDir(path()).mkpath(QFileInfo(name).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(name));
}

QString TestStoreWatch::fileOf(const nkey::KeyPair &key, const QString &account) const
{
    if (m_kind == u"nsc"_s)
        return u"accounts/%1/%1.jwt"_s.arg(account);
    const QString file = QString::fromLatin1(key.publicKey()) + u".jwt"_s;
    return m_kind == u"sharded"_s
        ? QString(QString::fromLatin1(key.publicKey().last(2)) + u'/' + file)
        : file;
}

// Changes one more token and waits until that is told: everything before it is told by then.
bool TestStoreWatch::toldSentinel()
{
    static const nkey::KeyPair key = tokens::key(nkey::Kind::Account);
    static jwt::UnixTime iat = 1;
    write(fileOf(key, u"SENTINEL"_s), account(key, ++iat)->text());
    const bool told = QTest::qWaitFor([&] { return m_told.contains(changed(key, iat)); }, 20'000);
    m_told.removeAll(changed(key, iat));
    return told;
}

void TestStoreWatch::whatIsThereIsNoNews_data()
{
    addKinds();
}

void TestStoreWatch::whatIsThereIsNoNews()
{
    QFETCH(QString, kind);
    m_kind = kind;
    write(fileOf(scene().ordersKey, u"ORDERS"_s), orders(1));
    write(fileOf(scene().billingKey, u"BILLING"_s), "garbage");
    openKind(kind);
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
}

void TestStoreWatch::aNewFileIsToldOnce_data()
{
    addKinds();
}

void TestStoreWatch::aNewFileIsToldOnce()
{
    QFETCH(QString, kind);
    openKind(kind);
    write(fileOf(scene().ordersKey, u"ORDERS"_s), orders(1));
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, QStringList{changed(scene().ordersKey, 1)});
}

void TestStoreWatch::overwritingIsToldOnce_data()
{
    addKinds();
}

// Ten times in a row is one change, and so is each one that is waited for.
void TestStoreWatch::overwritingIsToldOnce()
{
    QFETCH(QString, kind);
    m_kind = kind;
    const QString file = fileOf(scene().ordersKey, u"ORDERS"_s);
    write(file, orders(1));
    openKind(kind);
    QStringList expected;
    for (const jwt::UnixTime iat : {10, 20}) {
        for (jwt::UnixTime i = iat - 9; i <= iat; ++i)
            write(file, orders(i));
        expected += changed(scene().ordersKey, iat);
        QVERIFY(toldSentinel());
        QTRY_COMPARE(m_told, expected);
    }
}

void TestStoreWatch::renamingOverIsTold_data()
{
    addKinds();
}

void TestStoreWatch::renamingOverIsTold()
{
    QFETCH(QString, kind);
    m_kind = kind;
    const QString file = fileOf(scene().ordersKey, u"ORDERS"_s);
    write(file, orders(1));
    openKind(kind);
    QStringList expected;
    for (const jwt::UnixTime iat : {2, 3, 4}) {
        write(u"../fresh"_s, orders(iat));
        QCOMPARE(::rename(qPrintable(path(u"../fresh"_s)), qPrintable(path(file))), 0);
        expected += changed(scene().ordersKey, iat);
        QVERIFY(toldSentinel());
        QTRY_COMPARE(m_told, expected);
    }
}

void TestStoreWatch::theSameContentAgainIsNoNews_data()
{
    addKinds();
}

void TestStoreWatch::theSameContentAgainIsNoNews()
{
    QFETCH(QString, kind);
    m_kind = kind;
    const QString file = fileOf(scene().ordersKey, u"ORDERS"_s);
    write(file, orders(1));
    openKind(kind);
    write(file, orders(1));
    QVERIFY(toldSentinel());
    write(u"../fresh"_s, orders(1));
    QCOMPARE(::rename(qPrintable(path(u"../fresh"_s)), qPrintable(path(file))), 0);
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
}

void TestStoreWatch::halfATokenIsNoNews_data()
{
    addKinds();
}

void TestStoreWatch::halfATokenIsNoNews()
{
    QFETCH(QString, kind);
    m_kind = kind;
    const QString file = fileOf(scene().ordersKey, u"ORDERS"_s);
    write(file, orders(1));
    openKind(kind);
    for (const QByteArray &content : {orders(2).first(orders(2).size() / 2), QByteArray(),
                                      QByteArray("garbage"), scene().service->text()}) {
        write(file, content);
        QVERIFY(toldSentinel());
    }
    QCOMPARE(m_told, QStringList());
    write(file, orders(2));
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, QStringList{changed(scene().ordersKey, 2)});
}

void TestStoreWatch::goneAndBackAreTold_data()
{
    addKinds();
}

void TestStoreWatch::goneAndBackAreTold()
{
    QFETCH(QString, kind);
    m_kind = kind;
    const QString file = fileOf(scene().ordersKey, u"ORDERS"_s);
    write(file, orders(1));
    openKind(kind);
    QVERIFY(QFile::remove(path(file)));
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, QStringList{removed(scene().ordersKey)});
    write(file, orders(1));
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, (QStringList{removed(scene().ordersKey), changed(scene().ordersKey, 1)}));
    if (kind == u"flat"_s)
        return;
    // With its folder.
    QVERIFY(QDir(QFileInfo(path(file)).path()).removeRecursively());
    QTRY_COMPARE(m_told.value(2), removed(scene().ordersKey));
}

void TestStoreWatch::ourOwnSavesAreKnown()
{
    for (const QString &kind : {u"flat"_s, u"sharded"_s}) {
        openKind(kind);
        for (const jwt::UnixTime iat : {1, 2, 3}) {
            const StoredPtr token = storedToken(orders(iat));
            const QByteArray key = scene().ordersKey.publicKey();
            QVERIFY(m_store->save(key, token));
            m_watch->know(key, token);
            QVERIFY(toldSentinel());
        }
        QCOMPARE(m_told, QStringList());
        // What is not ours is told none the less.
        write(fileOf(scene().ordersKey, {}), orders(4));
        QVERIFY(toldSentinel());
        QTRY_COMPARE(m_told, QStringList{changed(scene().ordersKey, 4)});
        init();
    }
}

void TestStoreWatch::aSaveOfAnotherServerIsTold()
{
    openKind(u"sharded"_s);
    Options options;
    options.path = path();
    options.sharded = true;
    const auto other = openStore(options);
    QVERIFY(other);
    for (const jwt::UnixTime iat : {1, 2, 3})
        QVERIFY((*other)->save(scene().ordersKey.publicKey(), storedToken(orders(iat))));
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, QStringList{changed(scene().ordersKey, 3)});
}

void TestStoreWatch::activationsAreTold()
{
    openKind(u"flat"_s);
    const QByteArray hash = jwt::activationHash(scene().activation->claims());
    write(QString::fromLatin1(hash) + u".jwt"_s, scene().activation->text());
    QVERIFY(toldSentinel());
    QCOMPARE(m_told,
             QStringList{u"changed %1 %2"_s.arg(QString::fromLatin1(hash))
                             .arg(scene().activation->claims().iat)});
}

void TestStoreWatch::aTokenUnderAnothersNameIsNoNews()
{
    openKind(u"flat"_s);
    write(fileOf(scene().billingKey, {}), orders(1));
    write(u"notakey.jwt"_s, orders(1));
    write(u"sub/"_s + fileOf(scene().ordersKey, {}), orders(1));
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
}

void TestStoreWatch::unreadableFilesDoNotMatter()
{
    openKind(u"flat"_s);
    QVERIFY(QDir(path()).mkdir(fileOf(scene().ordersKey, {})));
    QVERIFY(
        QFile::link(path(fileOf(scene().billingKey, {})), path(fileOf(scene().billingKey, {}))));
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
}

// As Kubernetes mounts files: links to links, of which one is replaced.
void TestStoreWatch::linkedFoldersAreSeenThrough()
{
    const QString file = QString::fromLatin1(scene().ordersKey.publicKey()) + u".jwt"_s;
    write(u"..one/"_s + file, orders(1));
    write(u"..two/"_s + file, orders(2));
    QVERIFY(QFile::link(u"..one"_s, path(u"..data"_s)));
    QVERIFY(QFile::link(u"..data/"_s + file, path(file)));
    openKind(u"flat"_s);
    QVERIFY(QFile::link(u"..two"_s, path(u"..fresh"_s)));
    QCOMPARE(::rename(qPrintable(path(u"..fresh"_s)), qPrintable(path(u"..data"_s))), 0);
    QTRY_COMPARE(m_told, QStringList{changed(scene().ordersKey, 2)});
}

void TestStoreWatch::aFolderThatComesBackIsWatchedAgain()
{
    m_kind = u"flat"_s;
    write(fileOf(scene().ordersKey, {}), orders(1));
    openKind(u"flat"_s);
    QVERIFY(QDir().rename(path(), path(u"../away"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(m_told, QStringList{removed(scene().ordersKey)}, 10'000);
    QVERIFY(QDir().mkpath(path()));
    write(fileOf(scene().ordersKey, {}), orders(2));
    QTRY_COMPARE_WITH_TIMEOUT(m_told.value(1), changed(scene().ordersKey, 2), 10'000);
    QVERIFY(toldSentinel());
    QCOMPARE(m_told.size(), 2);
}

void TestStoreWatch::manyChangesAreAllTold()
{
    constexpr int kAccounts = 600; // more than are looked at in one go
    m_kind = u"sharded"_s;
    std::vector<nkey::KeyPair> keys;
    for (int i = 0; i < kAccounts; ++i)
        keys.push_back(tokens::key(nkey::Kind::Account));
    for (const nkey::KeyPair &key : keys)
        write(fileOf(key, {}), account(key, 1)->text());
    openKind(m_kind);
    QStringList expected;
    for (const nkey::KeyPair &key : keys) {
        write(fileOf(key, {}), account(key, 2)->text());
        expected += changed(key, 2);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_told.size(), expected.size(), 20'000);
    QVERIFY(toldSentinel());
    m_told.sort();
    expected.sort();
    QTRY_COMPARE(m_told, expected);
}

void TestStoreWatch::whatChangedWhileItBeganIsTold()
{
    constexpr int kAccounts = 2000; // more than one slice of work
    m_kind = u"flat"_s;
    std::vector<nkey::KeyPair> keys;
    for (int i = 0; i < kAccounts; ++i)
        keys.push_back(tokens::key(nkey::Kind::Account));
    const QByteArray garbage = "as good as a token, as long as nobody changes it";
    for (const nkey::KeyPair &key : keys)
        write(fileOf(key, {}), garbage);
    openKind(m_kind);
    QStringList expected;
    for (size_t i = 0; i < keys.size(); i += 100) {
        write(fileOf(keys[i], {}), account(keys[i], 2)->text());
        expected += changed(keys[i], 2);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_told.size(), expected.size(), 20'000);
    QVERIFY(toldSentinel());
    m_told.sort();
    expected.sort();
    QTRY_COMPARE(m_told, expected);
}

void TestStoreWatch::whatNeverRestsIsToldAtLast()
{
    openKind(u"flat"_s);
    jwt::UnixTime iat = 0;
    QTimer writing;
    connect(&writing, &QTimer::timeout, this,
            [this, &iat] { write(fileOf(scene().ordersKey, {}), orders(++iat)); });
    writing.start(StoreWatch::kSettleTime / 4);
    QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), 20'000);
    // Not for each time it was written.
    QVERIFY(iat > 4);
    QCOMPARE(m_told.size(), 1);
}

void TestStoreWatch::anAccountFolderBeforeItsToken()
{
    openKind(u"nsc"_s);
    QVERIFY(QDir(path()).mkpath(u"accounts/ORDERS/users"_s));
    QVERIFY(toldSentinel());
    write(u"accounts/ORDERS/ORDERS.jwt"_s, orders(1).left(100));
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
    write(u"accounts/ORDERS/ORDERS.jwt"_s, orders(1));
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, QStringList{changed(scene().ordersKey, 1)});
}

void TestStoreWatch::aRenamedAccountFolderIsNoNews()
{
    m_kind = u"nsc"_s;
    write(fileOf(scene().ordersKey, u"ORDERS"_s), orders(1));
    openKind(m_kind);
    QVERIFY(
        QFile::rename(path(u"accounts/ORDERS/ORDERS.jwt"_s), path(u"accounts/ORDERS/SALES.jwt"_s)));
    QVERIFY(QDir().rename(path(u"accounts/ORDERS"_s), path(u"accounts/SALES"_s)));
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
    write(u"accounts/SALES/SALES.jwt"_s, orders(2));
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, QStringList{changed(scene().ordersKey, 2)});
}

void TestStoreWatch::anotherAccountInTheSameFolder()
{
    m_kind = u"nsc"_s;
    write(fileOf(scene().ordersKey, u"ORDERS"_s), orders(1));
    openKind(m_kind);
    write(u"accounts/ORDERS/ORDERS.jwt"_s, account(scene().billingKey, 1)->text());
    QVERIFY(toldSentinel());
    QTRY_COMPARE(m_told, (QStringList{changed(scene().billingKey, 1), removed(scene().ordersKey)}));
}

void TestStoreWatch::theServedOneOfTwoIsTold()
{
    m_kind = u"nsc"_s;
    write(fileOf(scene().ordersKey, u"ORDERS"_s), orders(5));
    openKind(m_kind);
    write(u"accounts/COPY/COPY.jwt"_s, orders(3));
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
    QVERIFY(QDir(path(u"accounts/COPY"_s)).removeRecursively());
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
}

void TestStoreWatch::usersAreNoNews()
{
    m_kind = u"nsc"_s;
    write(fileOf(scene().ordersKey, u"ORDERS"_s), orders(1));
    openKind(m_kind);
    write(u"accounts/ORDERS/users/u.jwt"_s, scene().service->text());
    write(u"accounts/ORDERS/other.jwt"_s, account(scene().billingKey, 1)->text());
    QVERIFY(toldSentinel());
    QCOMPARE(m_told, QStringList());
}

void TestStoreWatch::memoryHasNothingToSee()
{
    Options options;
    options.store = StoreKind::Memory;
    open(options);
    const StoredPtr token = storedToken(orders(1));
    QVERIFY(m_store->save(scene().ordersKey.publicKey(), token));
    m_watch->know(scene().ordersKey.publicKey(), token);
    QCOMPARE(m_told, QStringList());
}

void TestStoreWatch::theListenerMayEndIt()
{
    openKind(u"flat"_s);
    connect(m_watch.get(), &StoreWatch::changed, this, [this] { m_watch.reset(); });
    write(fileOf(scene().ordersKey, {}), orders(1));
    write(fileOf(scene().billingKey, {}), account(scene().billingKey, 1)->text());
    QTRY_VERIFY(!m_watch);
    QCOMPARE(m_told.size(), 1);
}

QTEST_GUILESS_MAIN(TestStoreWatch)
#include "tst_storewatch.moc"
