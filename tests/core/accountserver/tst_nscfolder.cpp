// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// An operator's folder of nsc's store, served by the accounts' keys.
#include "core/accountserver/nscfolder.h"
#include "core/accountserver/stores.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/tokens.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accountserver;
using namespace Qt::StringLiterals;

class TestNscFolder : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void storesOfTheFixturesAreServed_data();
    void storesOfTheFixturesAreServed();
    void itsOperatorHasItsName();
    void nothingIsWritten();
    void aNewAccountIsFound();
    void aFolderBeforeItsTokenDoesNotMatter();
    void aChangedAccountIsReadAgain();
    void aRenamedAccountIsFound();
    void aRemovedAccountIsGone();
    void whatIsBeingWrittenIsServedAsBefore();
    void garbageHidesItselfAlone();
    void theNewestOfTwoCounts();
    void namesOfFoldersAreTakenAsTheyAre();
    void withoutAccountsItIsEmpty();

private:
    void write(const QString &account, const QByteArray &token) const;
    [[nodiscard]] QString path(const QString &name = {}) const
    {
        return m_directory->filePath(u"ACME"_s + (name.isEmpty() ? QString() : u'/' + name));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

const tokens::Scene &scene()
{
    static const tokens::Scene one;
    return one;
}

jwt::TokenPtr account(const nkey::KeyPair &key, jwt::UnixTime iat = 1)
{
    return tokens::make("X", scene().operatorKey, key.publicKey(), tokens::accountClaims(),
                        {iat, 0});
}

QByteArray textOf(NscFolder &store, const QByteArray &key)
{
    const auto token = store.load(key);
    if (!token)
        return "error: " + token.error().text.toUtf8();
    return *token ? (*token)->text : "nothing";
}

} // namespace

void TestNscFolder::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    QVERIFY(QDir().mkpath(path(u"accounts"_s)));
}

// In place, as nsc does it.
void TestNscFolder::write(const QString &account, const QByteArray &token) const
{
    const QString folder = path(u"accounts/"_s + account);
    QDir().mkpath(folder);
    QFile file(folder + u'/' + account + u".jwt"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(token) != token.size())
        qFatal("%s cannot be written", qPrintable(account));
}

void TestNscFolder::storesOfTheFixturesAreServed_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"ACME", "STRICT", "LEGACY", "MANAGED", "DAMAGED"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestNscFolder::storesOfTheFixturesAreServed()
{
    QFETCH(QString, name);
    const QString folder = jwtfixtures::path(u"nsc/data/nats/nsc/stores/"_s + name);
    // What there is, found without the store's help.
    QHash<QByteArray, QByteArray> expected;
    QDirIterator folders(folder + u"/accounts"_s, QDir::Dirs | QDir::NoDotAndDotDot);
    while (folders.hasNext()) {
        const QFileInfo info(folders.next());
        QFile file(info.filePath() + u'/' + info.fileName() + u".jwt"_s);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = file.readAll();
        const auto token = jwt::Token::decode(text);
        if (token->decodes() && token->asAccount())
            expected.insert(token->claims().sub, text);
    }
    NscFolder store(folder);
    QCOMPARE(store.name(), folder);
    auto keys = std::vector<QByteArray>(expected.keyBegin(), expected.keyEnd());
    std::sort(keys.begin(), keys.end());
    QCOMPARE(store.keys(), keys);
    for (const auto &[key, text] : expected.asKeyValueRange())
        QCOMPARE(textOf(store, key), text);
    QCOMPARE(textOf(store, "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL"),
             expected.value("AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL", "nothing"));
}

void TestNscFolder::itsOperatorHasItsName()
{
    QCOMPARE(nscOperatorFile(u"/stores/ACME"_s), u"/stores/ACME/ACME.jwt"_s);
    QCOMPARE(nscOperatorFile(u"/stores/ACME/"_s), u"/stores/ACME/ACME.jwt"_s);
    QCOMPARE(nscOperatorFile(u"/stores/x/../ACME"_s), u"/stores/ACME/ACME.jwt"_s);
    QVERIFY(QFileInfo::exists(
        nscOperatorFile(jwtfixtures::path(u"nsc/data/nats/nsc/stores/STRICT"_s))));
}

void TestNscFolder::nothingIsWritten()
{
    NscFolder store(path());
    QVERIFY(!store.isWritable());
    QVERIFY(!store.holdsActivations());
    QVERIFY(!store.hasPack());
    const auto saved
        = store.save(scene().ordersKey.publicKey(), storedToken(*account(scene().ordersKey)));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, base::ErrorKind::Unsupported);
}

void TestNscFolder::aNewAccountIsFound()
{
    const QByteArray key = scene().ordersKey.publicKey();
    NscFolder store(path());
    QCOMPARE(textOf(store, key), "nothing");
    const QByteArray text = account(scene().ordersKey)->text();
    write(u"ORDERS"_s, text);
    QTRY_COMPARE(textOf(store, key), text);
    QCOMPARE(store.keys(), std::vector<QByteArray>{key});
}

void TestNscFolder::aFolderBeforeItsTokenDoesNotMatter()
{
    write(u"BILLING"_s, account(scene().billingKey)->text());
    QVERIFY(QDir().mkpath(path(u"accounts/ORDERS/users"_s)));
    NscFolder store(path());
    QCOMPARE(store.keys(), std::vector<QByteArray>{scene().billingKey.publicKey()});
    const QByteArray text = account(scene().ordersKey)->text();
    for (const qsizetype length : {qsizetype(0), text.size() / 2}) {
        write(u"ORDERS"_s, text.left(length));
        QCOMPARE(store.keys(), std::vector<QByteArray>{scene().billingKey.publicKey()});
    }
    write(u"ORDERS"_s, text);
    QTRY_COMPARE(textOf(store, scene().ordersKey.publicKey()), text);
}

void TestNscFolder::aChangedAccountIsReadAgain()
{
    const QByteArray key = scene().ordersKey.publicKey();
    write(u"ORDERS"_s, account(scene().ordersKey, 100)->text());
    NscFolder store(path());
    for (jwt::UnixTime iat = 101; iat < 120; ++iat) {
        write(u"ORDERS"_s, account(scene().ordersKey, iat)->text());
        QCOMPARE((*store.load(key))->iat, iat);
    }
    // The folder may become another account's.
    write(u"ORDERS"_s, account(scene().billingKey)->text());
    QCOMPARE(textOf(store, key), "nothing");
    QTRY_COMPARE(textOf(store, scene().billingKey.publicKey()).isEmpty(), false);
    QCOMPARE(store.keys(), std::vector<QByteArray>{scene().billingKey.publicKey()});
}

void TestNscFolder::aRenamedAccountIsFound()
{
    const QByteArray key = scene().ordersKey.publicKey();
    const QByteArray text = account(scene().ordersKey)->text();
    write(u"ORDERS"_s, text);
    NscFolder store(path());
    QCOMPARE(textOf(store, key), text);
    QVERIFY(QDir().rename(path(u"accounts/ORDERS"_s), path(u"accounts/SALES"_s)));
    QVERIFY(
        QFile::rename(path(u"accounts/SALES/ORDERS.jwt"_s), path(u"accounts/SALES/SALES.jwt"_s)));
    QCOMPARE(textOf(store, key), text);
}

void TestNscFolder::aRemovedAccountIsGone()
{
    const QByteArray key = scene().ordersKey.publicKey();
    write(u"ORDERS"_s, account(scene().ordersKey)->text());
    NscFolder store(path());
    QVERIFY(*store.load(key));
    QVERIFY(QDir(path(u"accounts/ORDERS"_s)).removeRecursively());
    QCOMPARE(textOf(store, key), "nothing");
    QVERIFY(store.keys().empty());
}

void TestNscFolder::whatIsBeingWrittenIsServedAsBefore()
{
    const QByteArray key = scene().ordersKey.publicKey();
    const QByteArray text = account(scene().ordersKey)->text();
    write(u"ORDERS"_s, text);
    NscFolder store(path());
    write(u"ORDERS"_s, text.left(text.size() / 2));
    // However long this test takes.
    QFile half(path(u"accounts/ORDERS/ORDERS.jwt"_s));
    QVERIFY(half.open(QIODevice::ReadWrite));
    QVERIFY(half.setFileTime(QDateTime::currentDateTime().addDays(1),
                             QFileDevice::FileModificationTime));
    QCOMPARE(textOf(store, key), text);
    QCOMPARE(store.keys(), std::vector<QByteArray>{key});
}

void TestNscFolder::garbageHidesItselfAlone()
{
    write(u"BAD"_s, "garbage");
    write(u"EMPTY"_s, {});
    write(u"USER"_s, scene().service->text());
    QVERIFY(QDir().mkpath(path(u"accounts/NOTOKEN"_s)));
    QVERIFY(QDir().mkpath(path(u"accounts/FOLDER/FOLDER.jwt"_s)));
    QVERIFY(QFile::link(path(u"accounts/LOOP"_s), path(u"accounts/LOOP"_s)));
    QFile loose(path(u"accounts/loose.jwt"_s));
    QVERIFY(loose.open(QIODevice::WriteOnly));
    loose.write(account(scene().viewerKey)->text());
    loose.close();
    const QByteArray text = account(scene().ordersKey)->text();
    write(u"ORDERS"_s, text);
    NscFolder store(path());
    QCOMPARE(store.keys(), std::vector<QByteArray>{scene().ordersKey.publicKey()});
    QCOMPARE(textOf(store, scene().ordersKey.publicKey()), text);
    QCOMPARE(textOf(store, scene().viewerKey.publicKey()), "nothing");
    QCOMPARE(textOf(store, "../loose"), "nothing");
}

void TestNscFolder::theNewestOfTwoCounts()
{
    const QByteArray key = scene().ordersKey.publicKey();
    write(u"A"_s, account(scene().ordersKey, 1)->text());
    write(u"B"_s, account(scene().ordersKey, 3)->text());
    write(u"C"_s, account(scene().ordersKey, 2)->text());
    NscFolder store(path());
    QCOMPARE((*store.load(key))->iat, 3);
    QCOMPARE(store.keys(), std::vector<QByteArray>{key});
    QVERIFY(QDir(path(u"accounts/B"_s)).removeRecursively());
    QCOMPARE((*store.load(key))->iat, 2);
}

void TestNscFolder::namesOfFoldersAreTakenAsTheyAre()
{
    const QByteArray text = account(scene().ordersKey)->text();
    write(u"Köln & Söhne %1 (α)"_s, text);
    NscFolder store(path());
    QCOMPARE(textOf(store, scene().ordersKey.publicKey()), text);
}

void TestNscFolder::withoutAccountsItIsEmpty()
{
    QVERIFY(QDir(path(u"accounts"_s)).removeRecursively());
    NscFolder store(path());
    QVERIFY(store.keys().empty());
    QCOMPARE(textOf(store, scene().ordersKey.publicKey()), "nothing");
}

QTEST_GUILESS_MAIN(TestNscFolder)
#include "tst_nscfolder.moc"
