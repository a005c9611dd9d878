// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Directories, nsc stores, configurations, single files and what was pasted, as sources.
#include "core/jwt/configsource.h"
#include "core/jwt/directorysource.h"
#include "core/jwt/filesource.h"
#include "core/jwt/memorysource.h"
#include "core/jwt/nscsource.h"
#include "core/jwt/slicedfetch.h"
#include "core/jwt/tokenfile.h"
#include "tests/support/fetching.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

class TestFileSources : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void directoriesOfTheFixturesAreRead_data();
    void directoriesOfTheFixturesAreRead();
    void oneTokenOfADirectoryIsLookedUp_data();
    void oneTokenOfADirectoryIsLookedUp();
    void aNoisyDirectoryIsReadAsFarAsItGoes();
    void aDirectoryThatIsNotThereIsAnError();
    void aTokenFileIsBounded();
    void linksAndDepthAreBounded();
    void aDirectoryIsWatched();
    void manyFilesComeInSlices();
    void aFetchMayBeDroppedAtAnyTime();

    void storesOfTheFixturesAreRead_data();
    void storesOfTheFixturesAreRead();
    void theStoreIsFoundFromAnywhere_data();
    void theStoreIsFoundFromAnywhere();
    void theStoreIsFoundByTheEnvironment();
    void nscPlacesAreTold();
    void anAccountOfAStoreIsFoundByItsKey();
    void aStoreIsWatched();

    void configurationsOfTheFixturesAreRead_data();
    void configurationsOfTheFixturesAreRead();
    void operatorFilesCountFromTheConfiguration();
    void aResolversDirectoryIsReadToo();
    void aBrokenConfigurationGivesWhatCameBefore();

    void packsAreReadFromFiles();
    void credsGiveTheTokenOnly();
    void aPipeIsNoFile();
    void pastedTokensStay();

    void sourcesAreOpenedByTheirForm_data();
    void sourcesAreOpenedByTheirForm();
    void whatIsNoSourceIsRefused_data();
    void whatIsNoSourceIsRefused();

private:
    QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

const QByteArray kPlain = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
const QByteArray kProvider = "ACIPSNO4B6ARYSZBBMTYSE6ZVXUEYE65QDI36NM5EHUSSS6I6VJPNL6A";

QByteArray plain()
{
    return jwtfixtures::read(u"jwt/account/plain.jwt"_s);
}

QString nothing(const char *)
{
    return {};
}

// A token as the sources hand it on: line ends behind it do not count.
QByteArray trimmed(QByteArray text)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    return text;
}

} // namespace

void TestFileSources::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

QString TestFileSources::write(const QString &name, const QByteArray &content) const
{
    QDir(m_directory->path()).mkpath(QFileInfo(name).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(name));
    return path(name);
}

void TestFileSources::directoriesOfTheFixturesAreRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("flat") << u"flat"_s;
    QTest::newRow("sharded") << u"sharded"_s;
}

void TestFileSources::directoriesOfTheFixturesAreRead()
{
    QFETCH(QString, name);
    const QJsonObject expected
        = jwtfixtures::readJson(u"dirstore/expected.json"_s)[name].toObject();
    jwt::DirectorySource source(jwtfixtures::path(u"dirstore/"_s + name));
    QCOMPARE(source.name(), u"dir:"_s + jwtfixtures::path(u"dirstore/"_s + name));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(qsizetype(fetching.tokens.size()), expected.size());
    QCOMPARE(fetching.problems(), "");
    const auto texts = fetching.texts();
    for (const QString &file : expected.keys())
        QCOMPARE(texts[file.section(u'/', -1).toUtf8()],
                 jwtfixtures::read(expected[file].toString()));
}

void TestFileSources::oneTokenOfADirectoryIsLookedUp_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("there");
    const QByteArray hash = "VA2AE6OKSJLHS7SSOOA76OBUTRV3IHNJ56DRNVL3KQRVISHPGQNQ====";
    for (const QString &name : {u"flat"_s, u"sharded"_s}) {
        const QByteArray row = name.toLatin1();
        QTest::newRow(QByteArray(row + ": an account").constData()) << name << kPlain << true;
        QTest::newRow(QByteArray(row + ": an activation").constData()) << name << hash << true;
        QTest::newRow(QByteArray(row + ": nobody").constData())
            << name << QByteArray(56, 'A') << false;
    }
}

void TestFileSources::oneTokenOfADirectoryIsLookedUp()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, key);
    QFETCH(bool, there);
    jwt::DirectorySource source(jwtfixtures::path(u"dirstore/"_s + name));
    Fetching fetching(source, key);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(there));
    if (there)
        QCOMPARE(fetching.tokens[0].origin.storedAs, key + ".jwt");
    QCOMPARE(fetching.problems().contains(key), !there);
}

void TestFileSources::aNoisyDirectoryIsReadAsFarAsItGoes()
{
    jwt::DirectorySource source(jwtfixtures::path(u"dirstore/noisy"_s));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    const auto texts = fetching.texts();
    const QJsonObject expected
        = jwtfixtures::readJson(u"dirstore/expected.json"_s)["noisy"_L1].toObject();
    qsizetype tokens = 0;
    for (const QString &file : expected.keys()) {
        const QString name = file.section(u'/', -1);
        QCOMPARE(texts.contains(name.toUtf8()), name.endsWith(".jwt"_L1));
        tokens += name.endsWith(".jwt"_L1);
        if (name.endsWith(".jwt"_L1) && expected[file].toString().endsWith(".jwt"_L1))
            QCOMPARE(texts[name.toUtf8()], trimmed(jwtfixtures::read(expected[file].toString())));
    }
    QCOMPARE(texts.size(), tokens);
    const QByteArray problems = fetching.problems();
    // A token under another account's key, an empty one and garbage.
    QVERIFY2(problems.contains("AAW2WDWGOGQZJLPKGEYDJ2P3LDQ5BJKERBLWLSSZCUNOFWEEU535N43O"),
             problems.constData());
    QVERIFY2(problems.contains("AA7FPYEHCXNDHHRUQK5N2X6SUZ3EIQLLBB4K44FSJ3UHPTVN4OSPADPE"),
             problems.constData());
    QVERIFY2(problems.contains(kProvider), problems.constData());
    QCOMPARE(fetching.outcome->problems.size(), 3);
    QVERIFY(fetching.outcome->detail.contains(u'2'));
}

void TestFileSources::aDirectoryThatIsNotThereIsAnError()
{
    jwt::DirectorySource source(path(u"nowhere"_s));
    Fetching fetching(source);
    QVERIFY(fetching.run());
    QCOMPARE(fetching.outcome->error->kind, base::ErrorKind::Io);
    // It may come.
    QSignalSpy changed(&source, &jwt::TokenSource::changed);
    write(u"nowhere/x.jwt"_s, plain());
    QTRY_VERIFY(!changed.isEmpty());
    Fetching again(source);
    VERIFY_FETCHED(again);
    QCOMPARE(again.tokens.size(), size_t(1));
}

void TestFileSources::aTokenFileIsBounded()
{
    for (const qint64 size : {jwt::kMaxTokenFile - 1, jwt::kMaxTokenFile, jwt::kMaxTokenFile + 1})
        write(u"%1.jwt"_s.arg(size), QByteArray(size, 'x'));
    write(u"pipe.jwt"_s, {});
    QVERIFY(QFile::remove(path(u"pipe.jwt"_s)));
    QCOMPARE(mkfifo(qPrintable(path(u"pipe.jwt"_s)), 0600), 0);
    jwt::DirectorySource source(m_directory->path());
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(2));
    QVERIFY(fetching.problems().contains("too large"));
}

void TestFileSources::linksAndDepthAreBounded()
{
    write(u"a/x.jwt"_s, plain());
    QVERIFY(QFile::link(m_directory->path(), path(u"a/up"_s)));
    QString deep = u"d"_s;
    for (int i = 0; i < 12; ++i)
        deep += u"/d"_s;
    write(deep + u"/y.jwt"_s, plain());
    jwt::DirectorySource source(m_directory->path());
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(1));
    QCOMPARE(fetching.tokens[0].origin.detail, u"folder a"_s);
    QVERIFY(fetching.problems().contains("too deep"));
    // The same by a path from here.
    jwt::DirectorySource relative(QDir::current().relativeFilePath(m_directory->path()));
    Fetching again(relative);
    VERIFY_FETCHED(again);
    QCOMPARE(again.tokens.size(), size_t(1));
    QCOMPARE(again.tokens[0].origin.detail, u"folder a"_s);
}

void TestFileSources::aDirectoryIsWatched()
{
    write(u"a/x.jwt"_s, plain());
    jwt::DirectorySource source(m_directory->path());
    QSignalSpy changed(&source, &jwt::TokenSource::changed);
    Fetching first(source);
    VERIFY_FETCHED(first);
    // Written beside and renamed, as careful programs do.
    write(u"a/x.tmp"_s, jwtfixtures::read(u"jwt/account/plain-newer.jwt"_s));
    QCOMPARE(rename(qPrintable(path(u"a/x.tmp"_s)), qPrintable(path(u"a/x.jwt"_s))), 0);
    QTRY_VERIFY(!changed.isEmpty());
    Fetching second(source);
    VERIFY_FETCHED(second);
    QCOMPARE(second.tokens[0].token->text(), jwtfixtures::read(u"jwt/account/plain-newer.jwt"_s));
    changed.clear();
    write(u"b/y.jwt"_s, plain());
    QTRY_VERIFY(!changed.isEmpty());
}

void TestFileSources::manyFilesComeInSlices()
{
    constexpr int kFiles = 2000;
    for (int i = 0; i < kFiles; ++i)
        write(u"%1.jwt"_s.arg(i), plain());
    jwt::DirectorySource source(m_directory->path());
    Fetching fetching(source);
    // Whatever else the thread has to do comes in between.
    int turns = 0;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&] { turns += !fetching.finished(); });
    other.start(0);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(kFiles));
    QVERIFY(turns > 1);
    QVERIFY(fetching.progress > 1);
}

void TestFileSources::aFetchMayBeDroppedAtAnyTime()
{
    for (int i = 0; i < 100; ++i)
        write(u"%1.jwt"_s.arg(i), plain());
    auto source = std::make_unique<jwt::DirectorySource>(m_directory->path());
    Fetching unstarted(*source);
    unstarted.cancel();
    std::unique_ptr<jwt::TokenFetch> fetch(source->fetch({}, nullptr));
    connect(fetch.get(), &jwt::TokenFetch::found, this, [&fetch] { fetch.reset(); });
    QTRY_VERIFY(!fetch);
    QVERIFY(!unstarted.finished());
    Fetching orphan(*source);
    source.reset();
    VERIFY_FETCHED(orphan);
    QCOMPARE(orphan.tokens.size(), size_t(100));
}

void TestFileSources::storesOfTheFixturesAreRead_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : jwtfixtures::readJson(u"nsc/expected.json"_s).keys())
        QTest::newRow(qPrintable(name)) << name;
}

void TestFileSources::storesOfTheFixturesAreRead()
{
    QFETCH(QString, name);
    const QJsonObject expected = jwtfixtures::readJson(u"nsc/expected.json"_s)[name].toObject();
    jwt::NscSource source(jwtfixtures::path(u"nsc/config/nats/nsc/nsc.json"_s), &nothing);
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    // "ACME/accounts/PLAIN/PLAIN.jwt" → its token.
    QMap<QString, QByteArray> found;
    for (const jwt::FoundToken &token : fetching.tokens) {
        if (token.origin.operatorName == name.toUtf8())
            found.insert(token.origin.detail, token.token->text());
    }
    QMap<QString, QByteArray> wanted;
    const auto want = [&wanted, &found](const QString &place, const QJsonValue &token) {
        // Of garbage the fixtures do not say which.
        wanted.insert(place,
                      token.isString() ? trimmed(jwtfixtures::read(token.toString()))
                                       : found.value(place));
    };
    const QByteArray problems = fetching.problems();
    if (expected["operator_jwt"_L1].isString())
        want(u"%1/%1.jwt"_s.arg(name), expected["operator_jwt"_L1]);
    if (expected.contains("problem"_L1))
        QVERIFY2(problems.contains(name.toUtf8() + ": "), problems.constData());
    const QJsonObject accounts = expected["accounts"_L1].toObject();
    for (const QString &account : accounts.keys()) {
        const QString folder = u"%1/accounts/%2"_s.arg(name, account);
        const QJsonObject entry = accounts[account].toObject();
        if (entry["jwt_file"_L1].toBool())
            want(u"%1/%2.jwt"_s.arg(folder, account), entry["token"_L1]);
        // DAMAGED has no operator token, so nobody can say that it did not issue an account.
        if (entry.contains("problem"_L1) && !entry["problem"_L1].toString().contains("operator"_L1))
            QVERIFY2(problems.contains(folder.toUtf8()), problems.constData());
        const QJsonObject users = entry["users"_L1].toObject();
        for (const QString &user : users.keys()) {
            const QString place = u"%1/users/%2.jwt"_s.arg(folder, user);
            want(place, users[user]["token"_L1]);
            if (users[user].toObject().contains("problem"_L1))
                QVERIFY2(problems.contains(place.toUtf8()), problems.constData());
        }
    }
    QCOMPARE(found, wanted);
}

void TestFileSources::theStoreIsFoundFromAnywhere_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("onlyOperator");
    QTest::newRow("nsc.json") << u"nsc/config/nats/nsc/nsc.json"_s << QString();
    QTest::newRow("its folder") << u"nsc/config/nats/nsc"_s << QString();
    QTest::newRow("the stores") << u"nsc/data/nats/nsc/stores"_s << QString();
    QTest::newRow("the stores with a slash") << u"nsc/data/nats/nsc/stores/"_s << QString();
    QTest::newRow("above the stores") << u"nsc/data/nats/nsc"_s << QString();
    QTest::newRow("the data folder") << u"nsc/data"_s << QString();
    QTest::newRow("all of it") << u"nsc"_s << QString();
    QTest::newRow("one operator") << u"nsc/data/nats/nsc/stores/ACME"_s << u"ACME"_s;
}

void TestFileSources::theStoreIsFoundFromAnywhere()
{
    QFETCH(QString, place);
    const auto store = jwt::findNscStore(jwtfixtures::path(place), &nothing);
    QVERIFY2(store.ok(), qPrintable(store.ok() ? QString() : store.error().text));
    QCOMPARE(QFileInfo(store->root).canonicalFilePath(),
             QFileInfo(jwtfixtures::path(u"nsc/data/nats/nsc/stores"_s)).canonicalFilePath());
    QTEST(store->onlyOperator, "onlyOperator");
}

void TestFileSources::theStoreIsFoundByTheEnvironment()
{
    QHash<QByteArray, QString> variables{{"HOME", m_directory->path()}};
    const auto find = [&variables] {
        const auto store = jwt::findNscStore(
            {}, [&variables](const char *name) { return variables.value(name); });
        return store ? store->root : u"error: "_s + store.error().text;
    };
    QVERIFY(find().startsWith("error: "_L1));
    write(u".nsc/nats/.keep"_s, {});
    QCOMPARE(find(), path(u".nsc/nats"_s));
    write(u".local/share/nats/nsc/stores/.keep"_s, {});
    QCOMPARE(find(), path(u".local/share/nats/nsc/stores"_s));
    write(u"data/nats/nsc/stores/.keep"_s, {});
    variables["XDG_DATA_HOME"] = path(u"data"_s);
    QCOMPARE(find(), path(u"data/nats/nsc/stores"_s));
    const auto config = [this](const QString &root) {
        write(root + u"/.keep"_s, {});
        return QByteArray("{\"store_root\":\"" + path(root).toUtf8() + "\",\"operator\":\"O\"}");
    };
    write(u".config/nats/nsc/nsc.json"_s, config(u"one"_s));
    QCOMPARE(find(), path(u"one"_s));
    write(u"conf/nats/nsc/nsc.json"_s, config(u"two"_s));
    variables["XDG_CONFIG_HOME"] = path(u"conf"_s);
    QCOMPARE(find(), path(u"two"_s));
    write(u"old/nsc.json"_s, config(u"three"_s));
    variables["NSC_HOME"] = path(u"old"_s);
    QCOMPARE(find(), path(u"three"_s));
    write(u"old/nsc.json"_s, "{\"store_root\":\"/nowhere/at/all\"}");
    QVERIFY(find().contains("/nowhere/at/all"_L1));
    write(u"old/nsc.json"_s, "not JSON");
    QVERIFY(find().startsWith("error: "_L1));
}

void TestFileSources::nscPlacesAreTold()
{
    QVERIFY(jwt::isNscPlace(jwtfixtures::path(u"nsc/config/nats/nsc/nsc.json"_s)));
    QVERIFY(jwt::isNscPlace(jwtfixtures::path(u"nsc/data/nats/nsc/stores"_s)));
    QVERIFY(jwt::isNscPlace(jwtfixtures::path(u"nsc/data/nats/nsc/stores/ACME"_s)));
    QVERIFY(!jwt::isNscPlace(jwtfixtures::path(u"nsc/data/nats/nsc/stores/NOT_A_STORE"_s)));
    QVERIFY(!jwt::isNscPlace(jwtfixtures::path(u"dirstore/flat"_s)));
    QVERIFY(!jwt::isNscPlace(jwtfixtures::path(u"manifest.json"_s)));
    QVERIFY(!jwt::isNscPlace(path(u"nowhere"_s)));
    QVERIFY(!jwt::findNscStore(jwtfixtures::path(u"dirstore/flat"_s), &nothing).ok());
}

void TestFileSources::anAccountOfAStoreIsFoundByItsKey()
{
    jwt::NscSource source(jwtfixtures::path(u"nsc/data/nats/nsc/stores/ACME"_s), &nothing);
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(1));
    QCOMPARE(fetching.tokens[0].origin.operatorName, "ACME");
    QCOMPARE(fetching.problems(), "");
    Fetching nobody(source, QByteArray(56, 'A'));
    VERIFY_FETCHED(nobody);
    QCOMPARE(nobody.outcome->problems.size(), 1);
}

void TestFileSources::aStoreIsWatched()
{
    write(u"ACME/.nsc"_s, "{}");
    write(u"ACME/ACME.jwt"_s, jwtfixtures::read(u"jwt/operator/operator.jwt"_s));
    jwt::NscSource source(m_directory->path(), &nothing);
    QSignalSpy changed(&source, &jwt::TokenSource::changed);
    Fetching first(source);
    VERIFY_FETCHED(first);
    QCOMPARE(first.tokens.size(), size_t(1));
    // An account whose token comes a moment after its folder.
    QVERIFY(QDir(m_directory->path()).mkpath(u"ACME/accounts/PLAIN"_s));
    QTRY_VERIFY(!changed.isEmpty());
    Fetching second(source);
    VERIFY_FETCHED(second);
    QVERIFY(second.problems().contains("ACME/accounts/PLAIN"));
    changed.clear();
    write(u"ACME/accounts/PLAIN/PLAIN.jwt"_s, plain());
    QTRY_VERIFY(!changed.isEmpty());
    Fetching third(source);
    VERIFY_FETCHED(third);
    QCOMPARE(third.tokens.size(), size_t(2));
    QCOMPARE(third.problems(), "");
}

void TestFileSources::configurationsOfTheFixturesAreRead_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : QDir(jwtfixtures::path(u"conf"_s)).entryList({u"*.conf"_s}))
        QTest::newRow(qPrintable(name)) << name;
}

void TestFileSources::configurationsOfTheFixturesAreRead()
{
    QFETCH(QString, name);
    const QString file = u"conf/"_s + name;
    const QByteArray content = jwtfixtures::read(file);
    jwt::ConfigSource source(jwtfixtures::path(file));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.problems(), "");
    QVERIFY(fetching.outcome->detail.contains("this server asks http"_L1)
            || !content.contains("URL("));
    qsizetype operators = 0;
    for (const jwt::FoundToken &found : fetching.tokens) {
        QVERIFY(found.token->decodes());
        operators += found.token->kind() == jwt::Kind::Operator;
        if (found.token->kind() == jwt::Kind::Account)
            QVERIFY(content.contains(found.origin.storedAs + ": " + found.token->text()));
    }
    QCOMPARE(operators, 1);
    QCOMPARE(qsizetype(fetching.tokens.size()), 1 + content.count("\n  A"));
}

void TestFileSources::operatorFilesCountFromTheConfiguration()
{
    write(u"etc/o.jwt"_s, jwtfixtures::read(u"jwt/operator/operator.jwt"_s));
    write(u"up.jwt"_s, jwtfixtures::read(u"jwt/operator/operator-minimal.jwt"_s));
    jwt::ConfigSource source(
        write(u"etc/server.conf"_s, "operator: [o.jwt, \"up.jwt\", missing.jwt]"));
    QSignalSpy changed(&source, &jwt::TokenSource::changed);
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(2));
    QVERIFY(fetching.tokens[0].origin.detail.contains("o.jwt"_L1));
    QCOMPARE(fetching.outcome->problems.size(), 1);
    QVERIFY(fetching.problems().contains("missing.jwt"));
    write(u"etc/missing.jwt"_s, plain());
    QTRY_VERIFY(!changed.isEmpty());
}

void TestFileSources::aResolversDirectoryIsReadToo()
{
    write(u"jwt/"_s + QString::fromLatin1(kPlain) + u".jwt"_s, plain());
    write(u"jwt/"_s + QString::fromLatin1(kPlain) + u".jwt.deleted"_s, plain());
    jwt::ConfigSource source(write(u"server.conf"_s,
                                   "resolver { type: full, dir: ./jwt }\nresolver_preload { "
                                       + kProvider + ": "
                                       + jwtfixtures::read(u"jwt/account/provider.jwt"_s) + " }"));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(2));
    QCOMPARE(fetching.tokens[1].origin.storedAs, kPlain + ".jwt");
    QVERIFY(fetching.outcome->detail.contains("./jwt"_L1));
}

void TestFileSources::aBrokenConfigurationGivesWhatCameBefore()
{
    jwt::ConfigSource source(write(
        u"server.conf"_s, "resolver_preload {\n  " + kPlain + ": " + plain() + "\n  AB: \n}\n"));
    Fetching fetching(source);
    QVERIFY(fetching.run());
    QVERIFY2(fetching.error().contains("server.conf:3:"), fetching.error().constData());
    QCOMPARE(fetching.tokens.size(), size_t(1));
}

void TestFileSources::packsAreReadFromFiles()
{
    jwt::FileSource source(jwtfixtures::path(u"pack/pack.txt"_s));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(24));
    QCOMPARE(fetching.texts()[kPlain], plain());
    QCOMPARE(fetching.problems(), "");
    jwt::FileSource mismatch(jwtfixtures::path(u"pack/pack-key-mismatch.txt"_s));
    Fetching other(mismatch);
    VERIFY_FETCHED(other);
    QVERIFY(other.problems().contains(kPlain));
    Fetching one(source, kProvider);
    VERIFY_FETCHED(one);
    QCOMPARE(one.tokens.size(), size_t(1));
}

void TestFileSources::credsGiveTheTokenOnly()
{
    jwt::FileSource source(jwtfixtures::path(u"creds/plain.creds"_s));
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(1));
    QCOMPARE(fetching.tokens[0].token->text(), jwtfixtures::read(u"jwt/user/plain.jwt"_s));
    QCOMPARE(fetching.tokens[0].origin.storedAs, "plain.creds");
}

void TestFileSources::aPipeIsNoFile()
{
    QCOMPARE(mkfifo(qPrintable(path(u"pipe"_s)), 0600), 0);
    jwt::FileSource source(path(u"pipe"_s));
    Fetching fetching(source);
    QVERIFY(fetching.run());
    QCOMPARE(fetching.outcome->error->kind, base::ErrorKind::Io);
}

void TestFileSources::pastedTokensStay()
{
    jwt::MemorySource source;
    QSignalSpy changed(&source, &jwt::TokenSource::changed);
    const auto added = source.add(jwtfixtures::read(u"creds/plain.creds"_s), u"clipboard"_s);
    QCOMPARE(added.tokens, 1);
    QVERIFY2(added.seedKey.startsWith('U'), added.seedKey.constData());
    QCOMPARE(source.add(plain(), {}).tokens, 1);
    QCOMPARE(changed.size(), 2);
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(2));
    QCOMPARE(fetching.tokens[0].origin.source, source.name());
    QCOMPARE(fetching.tokens[0].origin.detail, u"clipboard"_s);
    QCOMPARE(fetching.tokens[0].token->claims().sub, added.seedKey);
    source.clear();
    Fetching empty(source);
    VERIFY_FETCHED(empty);
    QCOMPARE(empty.tokens.size(), size_t(0));
}

void TestFileSources::sourcesAreOpenedByTheirForm_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("name");
    const auto fixture = &jwtfixtures::path;
    const auto row = [](const char *name, const QString &form, const QString &shown) {
        QTest::newRow(name) << form << shown;
    };
    row("a server", u"http://h:1"_s, u"http://h:1/jwt/v1"_s);
    row("dir:", u"dir:"_s + fixture(u"dirstore/flat"_s), u"dir:"_s + fixture(u"dirstore/flat"_s));
    row("nsc:", u"nsc:"_s + fixture(u"nsc"_s), u"nsc:"_s + fixture(u"nsc"_s));
    row("config:", u"config:"_s + fixture(u"conf/full-resolver.conf"_s),
        u"config:"_s + fixture(u"conf/full-resolver.conf"_s));
    row("a folder", fixture(u"dirstore/flat"_s), u"dir:"_s + fixture(u"dirstore/flat"_s));
    row("an operator's folder", fixture(u"nsc/data/nats/nsc/stores/ACME"_s),
        u"nsc:"_s + fixture(u"nsc/data/nats/nsc/stores/ACME"_s));
    row("nsc.json", fixture(u"nsc/config/nats/nsc/nsc.json"_s),
        u"nsc:"_s + fixture(u"nsc/config/nats/nsc/nsc.json"_s));
    row("a configuration", fixture(u"conf/full-resolver.conf"_s),
        u"config:"_s + fixture(u"conf/full-resolver.conf"_s));
    row("a token", fixture(u"jwt/account/plain.jwt"_s), fixture(u"jwt/account/plain.jwt"_s));
    row("creds", fixture(u"creds/plain.creds"_s), fixture(u"creds/plain.creds"_s));
    row("a pack", fixture(u"pack/pack.txt"_s), fixture(u"pack/pack.txt"_s));
}

void TestFileSources::sourcesAreOpenedByTheirForm()
{
    QFETCH(QString, form);
    const auto source = jwt::openSource(form);
    QVERIFY2(source.ok(), qPrintable(source.ok() ? QString() : source.error().text));
    QTEST(source.value()->name(), "name");
}

void TestFileSources::whatIsNoSourceIsRefused_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<base::ErrorKind>("kind");
    QTest::newRow("nothing") << QString() << base::ErrorKind::InvalidInput;
    QTest::newRow("another scheme") << u"ftp://h"_s << base::ErrorKind::InvalidInput;
    QTest::newRow("a NATS server") << u"nats://h"_s << base::ErrorKind::Unsupported;
    QTest::newRow("a password") << u"nats://u:secret@h"_s << base::ErrorKind::Unsupported;
    QTest::newRow("no such path") << u"/nowhere/at/all"_s << base::ErrorKind::Io;
    QTest::newRow("no such folder") << u"dir:/nowhere/at/all"_s << base::ErrorKind::Io;
    QTest::newRow("no such file") << u"config:/nowhere/at/all"_s << base::ErrorKind::Io;
    QTest::newRow("no such store") << u"nsc:/nowhere/at/all"_s << base::ErrorKind::Io;
}

void TestFileSources::whatIsNoSourceIsRefused()
{
    QFETCH(QString, form);
    const auto source = jwt::openSource(form);
    QVERIFY(!source.ok());
    QTEST(source.error().kind, "kind");
    QVERIFY(!source.error().text.contains("secret"_L1));
}

QTEST_GUILESS_MAIN(TestFileSources)
#include "tst_filesources.moc"
