// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Folders of tokens: layouts, what others put into them, and what can go wrong while writing.
#include "core/accountserver/atomicfile.h"
#include "core/accountserver/directorystore.h"
#include "core/accountserver/keeper.h"
#include "core/accountserver/stores.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/tokens.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>
#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace accountserver;
using namespace Qt::StringLiterals;

class TestDirectoryStore : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void directoriesOfTheFixturesAreServed_data();
    void directoriesOfTheFixturesAreServed();
    void aNoisyFolderServesItsTokensAlone();
    void tokensAreKeptWhereTheOriginalKeepsThem_data();
    void tokensAreKeptWhereTheOriginalKeepsThem();
    void aSavedTokenIsServedByOthersToo();
    void aFileThatOthersReplaceIsReadAgain();
    void aFileThatOthersOverwriteIsReadAgain();
    void noKeyLeadsOutOfTheStore_data();
    void noKeyLeadsOutOfTheStore();
    void linksAreReadAndNeverWrittenThrough();
    void whatIsNoTokenFileIsUnreadable();
    void aFileIsAtMostAMebibyte();
    void aFolderWithoutRightsIsAnErrorOfItsKeysAlone();
    void aReadOnlyStoreIsNotTouched();

    void storesAreOpenedOrNot_data();
    void storesAreOpenedOrNot();
    void aFolderThatIsMissingIsMade();

    void whatAKilledWriterLeftGoes();
    void whatIsBeingWrittenStays();
    void aKillLeavesTheOldOrTheNewToken_data();
    void aKillLeavesTheOldOrTheNewToken();
    void aFullDiskLeavesTheOldToken();
    void manyThreadsReadWholeTokens();

private:
    [[nodiscard]] QString path(const QString &name = {}) const
    {
        return name.isEmpty() ? m_directory->path() : m_directory->filePath(name);
    }
    QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QByteArray read(const QString &name) const;
    [[nodiscard]] QStringList files() const; // hidden ones too

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

using Layout = DirectoryStore::Layout;

const tokens::Scene &scene()
{
    static const tokens::Scene one;
    return one;
}

QByteArray key()
{
    return scene().ordersKey.publicKey();
}

QString fileOf(const QByteArray &name)
{
    return QString::fromLatin1(name) + u".jwt"_s;
}

StoredPtr orders(jwt::UnixTime iat, qsizetype padding = 0)
{
    jwt::AccountClaims claims = tokens::accountClaims();
    claims.description = QByteArray(padding, 'x');
    return storedToken(*tokens::make("ORDERS", scene().operatorKey, key(), claims, {iat, 0}));
}

QByteArray textOf(DirectoryStore &store, const QByteArray &name)
{
    const auto token = store.load(name);
    if (!token)
        return "error: " + token.error().text.toUtf8();
    return *token ? (*token)->text : "nothing";
}

// Saves tokens in turn until it is killed, and says each time that it has: what the test about
// kills runs. The second argument is a file with one token a line.
int saveForever(const QString &folder, const QString &tokenFile, Layout layout)
{
    QFile file(tokenFile);
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    std::vector<StoredPtr> saved;
    for (const QByteArray &line : file.readAll().split('\n'))
        saved.push_back(storedToken(line));
    DirectoryStore store(folder, layout, true);
    for (size_t i = 0;; ++i) {
        const StoredPtr &token = saved[i % saved.size()];
        if (!store.save(token->subject, token))
            return 1;
        std::printf("%zu\n", i);
        std::fflush(stdout);
    }
}

} // namespace

void TestDirectoryStore::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

QString TestDirectoryStore::write(const QString &name, const QByteArray &content) const
{
    QDir(path()).mkpath(QFileInfo(name).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(name));
    return path(name);
}

QByteArray TestDirectoryStore::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("nothing");
}

QStringList TestDirectoryStore::files() const
{
    return QDir(path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System
                                  | QDir::NoDotAndDotDot);
}

void TestDirectoryStore::directoriesOfTheFixturesAreServed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Layout>("layout");
    QTest::newRow("flat") << u"flat"_s << Layout::Flat;
    QTest::newRow("sharded") << u"sharded"_s << Layout::Sharded;
}

void TestDirectoryStore::directoriesOfTheFixturesAreServed()
{
    QFETCH(QString, name);
    QFETCH(Layout, layout);
    const QJsonObject expected
        = jwtfixtures::readJson(u"dirstore/expected.json"_s)[name].toObject();
    DirectoryStore store(jwtfixtures::path(u"dirstore/"_s + name), layout, false);
    std::vector<QByteArray> keys;
    for (const QString &file : expected.keys()) {
        const QByteArray fileKey = file.section(u'/', -1).chopped(4).toLatin1();
        keys.push_back(fileKey);
        const auto token = store.load(fileKey);
        QVERIFY(token && *token);
        QCOMPARE((*token)->text, jwtfixtures::read(expected[file].toString()));
        QVERIFY((*token)->decodes);
    }
    std::sort(keys.begin(), keys.end());
    QCOMPARE(store.keys(), keys);
    // Looked at with the other layout there is nothing, and no harm is done.
    DirectoryStore other(jwtfixtures::path(u"dirstore/"_s + name),
                         layout == Layout::Flat ? Layout::Sharded : Layout::Flat, false);
    QVERIFY(other.keys().empty());
    QCOMPARE(textOf(other, keys.front()), "nothing");
}

void TestDirectoryStore::aNoisyFolderServesItsTokensAlone()
{
    DirectoryStore store(jwtfixtures::path(u"dirstore/noisy"_s), Layout::Flat, false);
    const auto keys = store.keys();
    QCOMPARE(keys.size(), size_t(4));
    for (const QByteArray &name : keys) {
        QVERIFY(isStoreKey(name));
        const auto token = store.load(name);
        QVERIFY(token && *token);
        QCOMPARE((*token)->text, jwtfixtures::read(u"dirstore/noisy/"_s + fileOf(name)));
    }
}

void TestDirectoryStore::tokensAreKeptWhereTheOriginalKeepsThem_data()
{
    QTest::addColumn<Layout>("layout");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("file");
    const QByteArray hash = "VA2AE6OKSJLHS7SSOOA76OBUTRV3IHNJ56DRNVL3KQRVISHPGQNQ====";
    const QByteArray plain = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
    QTest::newRow("flat") << Layout::Flat << plain << fileOf(plain);
    QTest::newRow("flat: activation") << Layout::Flat << hash << fileOf(hash);
    QTest::newRow("sharded") << Layout::Sharded << plain << QString(u"CL/"_s + fileOf(plain));
    QTest::newRow("sharded: activation")
        << Layout::Sharded << hash << QString(u"==/"_s + fileOf(hash));
}

void TestDirectoryStore::tokensAreKeptWhereTheOriginalKeepsThem()
{
    QFETCH(Layout, layout);
    QFETCH(QByteArray, key);
    QFETCH(QString, file);
    DirectoryStore store(path(), layout, true);
    const QByteArray text = jwtfixtures::read(u"jwt/broken/trailing-newline.jwt"_s);
    QVERIFY(store.save(key, storedToken(text)));
    QCOMPARE(read(file), text); // byte for byte
    QCOMPARE(QFileInfo(path(file)).permissions() & (QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    QCOMPARE(textOf(store, key), text);
    QCOMPARE(store.keys(), std::vector<QByteArray>{key});
    QCOMPARE(files(), QStringList{file.section(u'/', 0, 0)});
}

void TestDirectoryStore::aSavedTokenIsServedByOthersToo()
{
    DirectoryStore one(path(), Layout::Flat, true);
    DirectoryStore other(path(), Layout::Flat, false);
    for (jwt::UnixTime iat = 1; iat <= 50; ++iat) {
        const StoredPtr token = orders(iat);
        QVERIFY(one.save(key(), token));
        QCOMPARE(textOf(other, key()), token->text);
        QCOMPARE(textOf(one, key()), token->text);
    }
}

void TestDirectoryStore::aFileThatOthersReplaceIsReadAgain()
{
    DirectoryStore store(path(), Layout::Flat, true);
    QVERIFY(store.save(key(), orders(1)));
    QVERIFY(!textOf(store, key()).isEmpty());
    const QString fresh = write(u"fresh"_s, orders(2)->text);
    QCOMPARE(::rename(qPrintable(fresh), qPrintable(path(fileOf(key())))), 0);
    QCOMPARE((*store.load(key()))->iat, 2);
    QVERIFY(QFile::remove(path(fileOf(key()))));
    QCOMPARE(textOf(store, key()), "nothing");
    QVERIFY(store.keys().empty());
}

// Texts of one length, written in place and one right after the other: only their times could tell
// them apart, and hardly.
void TestDirectoryStore::aFileThatOthersOverwriteIsReadAgain()
{
    DirectoryStore store(path(), Layout::Flat, false);
    for (jwt::UnixTime iat = 100; iat < 150; ++iat) {
        write(fileOf(key()), orders(iat)->text);
        QCOMPARE((*store.load(key()))->iat, iat);
    }
}

void TestDirectoryStore::noKeyLeadsOutOfTheStore_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("above") << QByteArray("../secret");
    QTest::newRow("above, as long as a key") << QByteArray("../").repeated(16) + "secret.x";
    QTest::newRow("absolute") << QByteArray("/etc/passwd");
    QTest::newRow("below") << QByteArray("sub/secret");
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("NUL") << QByteArray("secret\0x", 8);
    QTest::newRow("NUL behind a key") << key() + '\0';
    QTest::newRow("a name of another file") << QByteArray("secret");
    QTest::newRow("long") << QByteArray(100'000, 'A');
}

void TestDirectoryStore::noKeyLeadsOutOfTheStore()
{
    QFETCH(QByteArray, name);
    write(u"secret.jwt"_s, "outside");
    write(u"store/secret.jwt"_s, "not served");
    write(u"store/sub/secret.jwt"_s, "not served");
    for (const Layout layout : {Layout::Flat, Layout::Sharded}) {
        DirectoryStore store(path(u"store"_s), layout, true);
        QCOMPARE(textOf(store, name), "nothing");
        const auto saved = store.save(name, orders(1));
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, base::ErrorKind::InvalidInput);
        QVERIFY(store.keys().empty());
    }
    QCOMPARE(read(u"secret.jwt"_s), "outside");
    QCOMPARE(files(), (QStringList{u"secret.jwt"_s, u"store"_s}));
}

// A folder may be made of links, as Kubernetes makes them.
void TestDirectoryStore::linksAreReadAndNeverWrittenThrough()
{
    const QString target = write(u"elsewhere"_s, orders(1)->text);
    QVERIFY(QDir(path()).mkdir(u"store"_s));
    const QString link = path(u"store/"_s + fileOf(key()));
    QVERIFY(QFile::link(target, link));
    DirectoryStore store(path(u"store"_s), Layout::Flat, true);
    const QByteArray before = read(u"elsewhere"_s);
    QCOMPARE(textOf(store, key()), before);
    const StoredPtr fresh = orders(2);
    QVERIFY(store.save(key(), fresh));
    QCOMPARE(read(u"elsewhere"_s), before);
    QVERIFY(!QFileInfo(link).isSymLink());
    QCOMPARE(textOf(store, key()), fresh->text);
    // One that leads nowhere, and one that leads to itself.
    QVERIFY(QFile::remove(link));
    QVERIFY(QFile::link(path(u"nowhere"_s), link));
    QCOMPARE(textOf(store, key()), "nothing");
    QVERIFY(QFile::remove(link));
    QVERIFY(QFile::link(link, link));
    QVERIFY(textOf(store, key()).startsWith("error: "));
}

void TestDirectoryStore::whatIsNoTokenFileIsUnreadable()
{
    DirectoryStore store(path(), Layout::Flat, true);
    QVERIFY(QDir(path()).mkdir(fileOf(key())));
    auto token = store.load(key());
    QVERIFY(!token);
    QCOMPARE(token.error().kind, base::ErrorKind::Io);
    QVERIFY(!store.save(key(), orders(1)));
    QCOMPARE(files(), QStringList{fileOf(key())}); // nothing is left of the attempt
    QVERIFY(QDir(path()).rmdir(fileOf(key())));

    // A pipe would have us wait for somebody to write into it.
    QCOMPARE(::mkfifo(qPrintable(path(fileOf(key()))), 0644), 0);
    token = store.load(key());
    QVERIFY(!token);
    QCOMPARE(token.error().kind, base::ErrorKind::Io);
    QVERIFY(store.save(key(), orders(1)));
    QCOMPARE((*store.load(key()))->iat, 1);

    // Garbage is served as what it is: nothing that decodes.
    const QByteArray other = scene().billingKey.publicKey();
    write(fileOf(other), QByteArray("\0\xff garbage", 10));
    token = store.load(other);
    QVERIFY(token && *token);
    QVERIFY(!(*token)->decodes);
    write(fileOf(other), {});
    QVERIFY(!(*store.load(other))->decodes);
}

void TestDirectoryStore::aFileIsAtMostAMebibyte()
{
    DirectoryStore store(path(), Layout::Flat, true);
    const QByteArray token = orders(1)->text;
    for (const int over : {-1, 0, 1}) {
        const qsizetype size = jwt::Token::kMaxSize + over;
        const QByteArray text = token + QByteArray(size - token.size(), '\n');
        write(fileOf(key()), text);
        const auto loaded = store.load(key());
        QCOMPARE(loaded.ok(), over <= 0);
        if (loaded)
            QVERIFY((*loaded)->text == text && (*loaded)->decodes);
        else
            QCOMPARE(loaded.error().kind, base::ErrorKind::Limit);
        QCOMPARE(store.save(key(), storedToken(text)).ok(), over <= 0);
    }
}

void TestDirectoryStore::aFolderWithoutRightsIsAnErrorOfItsKeysAlone()
{
    // The superuser may read everything: somebody else takes over.
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0) {
        QCOMPARE(::chown(qPrintable(path()), kNobody, gid_t(-1)), 0);
        if (::seteuid(kNobody) != 0)
            QSKIP("nobody else may take over here");
    }
    const auto back = qScopeGuard([own = ::getuid()] {
        if (::seteuid(own) != 0)
            qFatal("the test cannot become itself again");
    });
    DirectoryStore store(path(), Layout::Sharded, true);
    const QByteArray hash = jwt::activationHash(scene().activation->claims());
    QVERIFY(store.save(key(), orders(1)));
    QVERIFY(store.save(hash, storedToken(*scene().activation)));
    QFile::setPermissions(path(u"=="_s), {});
    QVERIFY(!store.load(hash));
    QVERIFY(!store.save(hash, storedToken(*scene().activation)));
    QCOMPARE((*store.load(key()))->iat, 1);
    QCOMPARE(store.keys(), std::vector<QByteArray>{key()});
    QFile::setPermissions(path(u"=="_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestDirectoryStore::aReadOnlyStoreIsNotTouched()
{
    write(u".fanin-1-a-1.tmp"_s, "left");
    DirectoryStore store(path(), Layout::Flat, false);
    const auto saved = store.save(key(), orders(1));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, base::ErrorKind::Unsupported);
    QCOMPARE(files(), QStringList{u".fanin-1-a-1.tmp"_s});
}

void TestDirectoryStore::storesAreOpenedOrNot_data()
{
    QTest::addColumn<StoreKind>("kind");
    QTest::addColumn<QString>("name"); // "-": no path
    QTest::addColumn<bool>("readOnly");
    QTest::addColumn<QString>("error"); // what it says; empty: opened
    QTest::newRow("folder") << StoreKind::Directory << u"folder"_s << false << QString();
    QTest::newRow("folder, read-only") << StoreKind::Directory << u"folder"_s << true << QString();
    QTest::newRow("new folder") << StoreKind::Directory << u"a/b/c"_s << false << QString();
    QTest::newRow("new folder, read-only")
        << StoreKind::Directory << u"a/b/c"_s << true << u"There is no folder"_s;
    QTest::newRow("a file") << StoreKind::Directory << u"file"_s << false << u"not a folder"_s;
    QTest::newRow("below a file") << StoreKind::Directory << u"file/x"_s << false
                                  << u"could not be made"_s;
    QTest::newRow("no path") << StoreKind::Directory << u"-"_s << false << u"is expected"_s;
    QTest::newRow("memory") << StoreKind::Memory << u"-"_s << false << QString();
    QTest::newRow("nsc") << StoreKind::Nsc << u"ACME"_s << false << QString();
    QTest::newRow("nsc without .nsc") << StoreKind::Nsc << u"folder"_s << false << u".nsc"_s;
    QTest::newRow("nsc that is not there")
        << StoreKind::Nsc << u"none"_s << false << u"There is no folder"_s;
}

void TestDirectoryStore::storesAreOpenedOrNot()
{
    QFETCH(StoreKind, kind);
    QFETCH(QString, name);
    QFETCH(bool, readOnly);
    QFETCH(QString, error);
    QVERIFY(QDir(path()).mkdir(u"folder"_s));
    write(u"file"_s, "x");
    write(u"ACME/.nsc"_s, "{}");
    Options options;
    options.store = kind;
    options.path = name == u"-"_s ? QString() : path(name);
    options.readOnly = readOnly;
    const auto store = openStore(options);
    QCOMPARE(store.ok(), error.isEmpty());
    if (!store) {
        QVERIFY2(store.error().text.contains(error), qPrintable(store.error().text));
        return;
    }
    QCOMPARE((*store)->isWritable(), !readOnly && kind != StoreKind::Nsc);
    QCOMPARE((*store)->hasPack(), kind != StoreKind::Nsc);
    QCOMPARE((*store)->holdsActivations(), kind != StoreKind::Nsc);
    QCOMPARE((*store)->name(), kind == StoreKind::Memory ? u"memory"_s : options.path);
}

void TestDirectoryStore::aFolderThatIsMissingIsMade()
{
    Options options;
    options.path = path(u"a/b"_s);
    options.sharded = true;
    const auto store = openStore(options);
    QVERIFY(store);
    QVERIFY((*store)->save(key(), orders(1)));
    QCOMPARE((*(*store)->load(key()))->iat, 1);
    QVERIFY(QFileInfo(path(u"a/b/"_s + QString::fromLatin1(key().last(2)) + u'/' + fileOf(key())))
                .isFile());
}

void TestDirectoryStore::whatAKilledWriterLeftGoes()
{
    for (const QString &folder : {u""_s, u"AB/"_s})
        write(folder + u".fanin-1-a-1.tmp"_s, "left");
    write(u"other.tmp"_s, "not ours");
    write(u".fanin-note"_s, "not ours either");
    const DirectoryStore flat(path(), Layout::Flat, true);
    QCOMPARE(files(), (QStringList{u".fanin-note"_s, u"AB"_s, u"other.tmp"_s}));
    QCOMPARE(read(u"AB/.fanin-1-a-1.tmp"_s), "left");
    const DirectoryStore sharded(path(), Layout::Sharded, true);
    QCOMPARE(read(u"AB/.fanin-1-a-1.tmp"_s), "nothing");
}

void TestDirectoryStore::whatIsBeingWrittenStays()
{
    const QString draft = write(u".fanin-1-a-1.tmp"_s, "half");
    const int file = ::open(qPrintable(draft), O_WRONLY | O_CLOEXEC);
    QVERIFY(file >= 0);
    QCOMPARE(::flock(file, LOCK_EX), 0); // as its writer does
    removeLeftovers(QFile::encodeName(path()));
    QCOMPARE(read(u".fanin-1-a-1.tmp"_s), "half");
    ::close(file);
    removeLeftovers(QFile::encodeName(path()));
    QCOMPARE(files(), QStringList());
}

void TestDirectoryStore::aKillLeavesTheOldOrTheNewToken_data()
{
    QTest::addColumn<Layout>("layout");
    QTest::newRow("flat") << Layout::Flat;
    QTest::newRow("sharded") << Layout::Sharded;
}

// A thousand saves and more, by a program that is killed twenty times in the middle of them.
void TestDirectoryStore::aKillLeavesTheOldOrTheNewToken()
{
    QFETCH(Layout, layout);
    constexpr int kKills = 20;
    constexpr int kSavesEach = 50;
    // Of different lengths, up to what takes several writes to the disk.
    QSet<QByteArray> whole;
    QByteArray lines;
    for (const qsizetype padding : {0, 100, 5'000, 200'000}) {
        const QByteArray text = orders(padding, padding)->text;
        whole.insert(text);
        lines += (lines.isEmpty() ? "" : "\n") + text;
    }
    const QString tokenFile = write(u"tokens"_s, lines);
    const QString folder = path(u"store"_s);
    QVERIFY(QDir().mkdir(folder));
    int saves = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(),
                      {u"--save-forever"_s, folder, tokenFile,
                       layout == Layout::Flat ? u"flat"_s : u"sharded"_s});
        QVERIFY(program.waitForStarted());
        // Each time somewhere else between two saves.
        int own = 0;
        while (own < kSavesEach + kill) {
            QVERIFY(program.waitForReadyRead());
            own += int(program.readAllStandardOutput().count('\n'));
        }
        program.kill();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);
        saves += own;
        DirectoryStore store(folder, layout, false);
        QVERIFY(whole.contains(textOf(store, key())));
        QCOMPARE(store.keys(), std::vector<QByteArray>{key()});
    }
    QVERIFY(saves >= 1000);
    const DirectoryStore cleaning(folder, layout, true);
    const QDir where(layout == Layout::Flat
                         ? folder
                         : QString(folder + u'/' + QString::fromLatin1(key().last(2))));
    QCOMPARE(where.entryList(QDir::Files | QDir::Hidden), QStringList{fileOf(key())});
}

void TestDirectoryStore::aFullDiskLeavesTheOldToken()
{
    const QByteArray disk = QFile::encodeName(path(u"disk"_s));
    QCOMPARE(::mkdir(disk.constData(), 0755), 0);
    if (::mount("tmpfs", disk.constData(), "tmpfs", 0, "size=256k") != 0)
        QSKIP("mounting a small disk is not permitted here");
    const auto unmount = qScopeGuard([&disk] { ::umount(disk.constData()); });
    DirectoryStore store(path(u"disk"_s), Layout::Flat, true);
    std::vector<std::pair<QByteArray, jwt::UnixTime>> told;
    Keeper keeper(store, [&told](const QByteArray &of, const StoredPtr &token) {
        told.emplace_back(of, token->iat);
    });
    const StoredPtr old = orders(1, 60'000);
    QVERIFY(keeper.keep(key(), old));
    // Old and new do not fit together; whatever size fails, by whatever write.
    for (const qsizetype padding : {180'000, 200'000, 400'000}) {
        const auto kept = keeper.keep(key(), orders(2, padding));
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, base::ErrorKind::Io);
        QVERIFY2(kept.error().text.contains(path(u"disk"_s)), qPrintable(kept.error().text));
        QCOMPARE(textOf(store, key()), old->text);
        QCOMPARE(read(u"disk/"_s + fileOf(key())), old->text);
        QCOMPARE(QDir(path(u"disk"_s)).entryList(QDir::Files | QDir::Hidden),
                 QStringList{fileOf(key())});
    }
    // A smaller one fits again.
    QVERIFY(keeper.keep(key(), orders(3)));
    QCOMPARE((*store.load(key()))->iat, 3);
    QCOMPARE(told, (std::vector<std::pair<QByteArray, jwt::UnixTime>>{{key(), 1}, {key(), 3}}));
}

void TestDirectoryStore::manyThreadsReadWholeTokens()
{
    constexpr int kSaves = 200;
    DirectoryStore store(path(), Layout::Sharded, true);
    std::vector<StoredPtr> series;
    for (int i = 0; i < kSaves; ++i)
        series.push_back(orders(i, 50 * (i % 7)));
    QVERIFY(store.save(key(), series.front()));
    std::atomic<bool> done = false;
    std::atomic<int> bad = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            jwt::UnixTime last = 0;
            while (!done) {
                const auto token = store.load(key());
                const bool good = token && *token && (*token)->decodes && (*token)->iat >= last;
                bad += !good;
                if (good)
                    last = (*token)->iat;
            }
        });
    }
    for (const StoredPtr &token : series)
        bad += !store.save(key(), token).ok();
    done = true;
    for (std::thread &reader : readers)
        reader.join();
    QCOMPARE(bad.load(), 0);
    QCOMPARE((*store.load(key()))->iat, kSaves - 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--save-forever"_s) {
        return saveForever(arguments.value(2), arguments.value(3),
                           arguments.value(4) == u"flat"_s ? Layout::Flat : Layout::Sharded);
    }
    TestDirectoryStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_directorystore.moc"
