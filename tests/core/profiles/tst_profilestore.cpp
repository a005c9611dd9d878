// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/profilestore.h"

#include "core/profiles/context.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using profiles::Origin;
using profiles::Profile;

class TestProfileStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void bothKindsAreListedByName();
    void whatTheCliDoesNotListIsNotListed();
    void aBrokenFileIsItsOwnProblemOnly_data();
    void aBrokenFileIsItsOwnProblemOnly();
    void whatIsSavedIsPrivate();
    void savingKeepsWhatIsUnknown();
    void aBrokenFileIsNotWrittenOver();
    void whatOthersWroteIsNotWrittenOver_data();
    void whatOthersWroteIsNotWrittenOver();
    void whatIsAsExpectedIsWrittenOver();
    void whatTheKeychainHasIsNotWritten();
    void extrasOfContextsStandBesideThem();
    void extrasOfAContextThatHasGoneAreNotInherited();
    void unreadableExtrasMakeContextsReadOnly();
    void selectingWritesBothFiles();
    void aSelectionIsReadTrimmed();
    void theSelectedContextStaysUnlessItIsTheOnlyOne();
    void removingUnselectsWhateverTheExtrasAre();
    void renamingTakesExtrasAndSelectionAlong();
    void renamingNeedsReadableExtras();
    void aRenameThatFailsLeavesNoExtras();
    void changesOfOthersAreSeen();
    void aFullDiskLeavesTheFileAsItWas();
    void aFolderThatCannotBeWrittenLeavesTheFileAsItWas();
    void aFolderThatCannotBeMadeIsNamed();
    void tooManyAreCounted();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(name); }
    [[nodiscard]] profiles::Folders folders() const
    {
        return {path(u"c/nats"_s), path(u"c/fanin"_s)};
    }
    void put(const QString &name, const QByteArray &content);
    [[nodiscard]] QByteArray get(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

Profile context(const QString &name, const QString &url = u"nats://a"_s)
{
    Profile profile;
    profile.origin = Origin::NatsContext;
    profile.name = name;
    profile.settings.url = url;
    return profile;
}

QString errorOf(const base::Result<base::Done> &result)
{
    return result ? QString() : result.error().text;
}

QStringList names(const profiles::ProfileStore &store)
{
    QStringList all;
    for (const Profile &profile : store.profiles()) {
        all += (profile.origin == Origin::Own ? u"own "_s : u"cli "_s) + profile.name
            + (profile.selected ? u" *"_s : QString()) + (profile.problem ? u" !"_s : QString());
    }
    return all;
}

uint modeOf(const QString &path)
{
    struct stat status = {};
    return stat(qPrintable(path), &status) == 0 ? status.st_mode & 0777u : 0;
}

} // namespace

void TestProfileStore::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void TestProfileStore::put(const QString &name, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray TestProfileStore::get(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void TestProfileStore::bothKindsAreListedByName()
{
    put(u"c/nats/context/b.json"_s, R"({"url":"nats://b"})");
    put(u"c/nats/context/a.json"_s, R"({"url":"nats://a"})");
    put(u"c/nats/context.txt"_s, "b");
    put(u"c/fanin/profiles/z.json"_s, R"({"url":"nats://z","fanin":{"read_only":true}})");
    const profiles::ProfileStore store(folders());
    QCOMPARE(names(store), (QStringList{u"own z"_s, u"cli a"_s, u"cli b *"_s}));
    QCOMPARE(store.selected(), u"b"_s);
    QCOMPARE(store.find(Origin::NatsContext, u"a"_s)->settings.url, u"nats://a"_s);
    QVERIFY(store.find(Origin::Own, u"z"_s)->extras.readOnly);
    QVERIFY(!store.find(Origin::Own, u"a"_s));
    QCOMPARE(store.fileOf(*store.find(Origin::NatsContext, u"a"_s)),
             path(u"c/nats/context/a.json"_s));
}

void TestProfileStore::whatTheCliDoesNotListIsNotListed()
{
    const profiles::ProfileStore none(folders());
    QVERIFY(none.profiles().empty());
    for (const QString &name :
         {u"a.txt"_s, u"a.JSON"_s, u".json"_s, u"a..b.json"_s, u"a\\b.json"_s})
        put(u"c/nats/context/"_s + name, "{}");
    put(u"c/nats/context/empty.json"_s, "");
    put(u"c/nats/context/folder.json/inner.json"_s, "{}");
    put(u"c/nats/context/.hidden.json"_s, "{}");
    QCOMPARE(names(profiles::ProfileStore(folders())), QStringList{u"cli .hidden"_s});
}

void TestProfileStore::aBrokenFileIsItsOwnProblemOnly_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("text");
    QTest::newRow("no JSON") << QByteArray("hunter2") << u"(byte 0)"_s;
    QTest::newRow("type") << QByteArray(R"({"user":"u","password":["hunter2"]})")
                          << u"“password”: a text in quotes is expected, there is a list"_s;
    QTest::newRow("size") << QByteArray(profiles::kMaxContextSize + 1, ' ')
                          << u"1048577 bytes, at most 1048576 are read"_s;
}

void TestProfileStore::aBrokenFileIsItsOwnProblemOnly()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, text);
    put(u"c/nats/context/bad.json"_s, content);
    put(u"c/nats/context/good.json"_s, R"({"url":"nats://a"})");
    put(u"c/fanin/profiles/bad.json"_s, content);
    const profiles::ProfileStore store(folders());
    QCOMPARE(names(store), (QStringList{u"own bad !"_s, u"cli bad !"_s, u"cli good"_s}));
    const Profile *bad = store.find(Origin::NatsContext, u"bad"_s);
    QVERIFY2(bad->problem->text.startsWith(u"Context “bad”: "_s), qPrintable(bad->problem->text));
    QVERIFY2(bad->problem->text.contains(text), qPrintable(bad->problem->text));
    QVERIFY(!bad->problem->text.contains(u"hunter2"_s));
    QCOMPARE(bad->settings, profiles::Settings());
}

void TestProfileStore::whatIsSavedIsPrivate()
{
    profiles::ProfileStore store(folders());
    const mode_t before = umask(0);
    Profile own;
    own.name = u"é"_s;
    const auto done = store.save(context(u"a"_s));
    const auto ownDone = store.save(own);
    const auto selected = store.select(u"a"_s);
    umask(before);
    QCOMPARE(errorOf(done) + errorOf(ownDone) + errorOf(selected), QString());
    QCOMPARE(names(store), (QStringList{u"own é"_s, u"cli a *"_s}));
    for (const QString &folder :
         {u"c"_s, u"c/nats"_s, u"c/nats/context"_s, u"c/fanin"_s, u"c/fanin/profiles"_s})
        QCOMPARE(modeOf(path(folder)), 0700u);
    for (const QString &file :
         {u"c/nats/context/a.json"_s, u"c/nats/context.txt"_s, u"c/fanin/profiles/é.json"_s})
        QCOMPARE(modeOf(path(file)), 0600u);
    // A file that others may read becomes private when a secret may have been put into it.
    QCOMPARE(chmod(qPrintable(path(u"c/nats/context/a.json"_s)), 0644), 0);
    QVERIFY(store.save(context(u"a"_s, u"nats://b"_s)));
    QCOMPARE(modeOf(path(u"c/nats/context/a.json"_s)), 0600u);
    QCOMPARE(QDir(path(u"c/nats/context"_s)).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestProfileStore::savingKeepsWhatIsUnknown()
{
    put(u"c/nats/context/a.json"_s,
        R"({"later":{"x":1e400},"url":"old","windows_cert_store":"w"})");
    profiles::ProfileStore store(folders());
    QVERIFY(store.save(context(u"a"_s, u"new"_s)));
    const QByteArray content = get(u"c/nats/context/a.json"_s);
    QVERIFY(content.contains("\n  \"url\": \"new\",\n"));
    QVERIFY(content.contains("\n  \"windows_cert_store\": \"w\",\n"));
    QVERIFY(content.endsWith(",\n  \"later\": {\"x\":1e400}\n}"));
}

void TestProfileStore::aBrokenFileIsNotWrittenOver()
{
    put(u"c/nats/context/a.json"_s, "{");
    profiles::ProfileStore store(folders());
    const QString text = errorOf(store.save(context(u"a"_s)));
    QVERIFY2(text.contains(u"a.json is left as it is"_s), qPrintable(text));
    QCOMPARE(get(u"c/nats/context/a.json"_s), "{");
}

void TestProfileStore::whatOthersWroteIsNotWrittenOver_data()
{
    QTest::addColumn<QString>("changed");
    QTest::addColumn<QByteArray>("content"); // empty: removed
    QTest::addColumn<QString>("expected");
    QTest::newRow("changed") << u"c/nats/context/a.json"_s << R"({"url":"nats://z"})"_ba
                             << u"“a” was changed meanwhile by another program: "_s;
    QTest::newRow("removed") << u"c/nats/context/a.json"_s << QByteArray()
                             << u"“a” was removed meanwhile by another program: "_s;
    QTest::newRow("broken") << u"c/nats/context/a.json"_s << "{"_ba
                            << u"“a” was changed meanwhile by another program: "_s;
    QTest::newRow("its extras") << u"c/fanin/contexts.json"_s << R"({"a":{"read_only":true}})"_ba
                                << u"“a” was changed meanwhile by another program: "_s;
}

void TestProfileStore::whatOthersWroteIsNotWrittenOver()
{
    QFETCH(QString, changed);
    QFETCH(QByteArray, content);
    QFETCH(QString, expected);
    put(u"c/nats/context/a.json"_s, R"({"url":"nats://a"})");
    profiles::ProfileStore store(folders());
    const Profile seen = *store.find(Origin::NatsContext, u"a"_s);
    if (content.isEmpty())
        QVERIFY(QFile::remove(path(changed)));
    else
        put(changed, content);
    const QByteArray before = get(u"c/nats/context/a.json"_s);
    // In place, and under another name.
    for (const QString &name : {u"a"_s, u"b"_s}) {
        const QString error = errorOf(store.save(context(name, u"nats://mine"_s), seen));
        QVERIFY2(error.startsWith(expected), qPrintable(error));
        QVERIFY(error.endsWith(u"/context/a.json"_s));
        QCOMPARE(get(u"c/nats/context/a.json"_s), before);
        QCOMPARE(get(u"c/nats/context/b.json"_s), "(none)"_ba);
    }
    // Nobody has told the list yet.
    put(u"c/nats/context/b.json"_s, "{}");
    for (const profiles::Expected &none :
         {profiles::Expected(profiles::Nothing()), profiles::Expected(seen)}) {
        QVERIFY(
            errorOf(store.save(context(u"b"_s), none)).startsWith(u"There is a “b” already: "_s));
        QCOMPARE(get(u"c/nats/context/b.json"_s), "{}"_ba);
    }
}

void TestProfileStore::whatIsAsExpectedIsWrittenOver()
{
    put(u"c/nats/context/a.json"_s, R"({"url":"nats://a","x":1})");
    put(u"c/fanin/contexts.json"_s, R"({"a":{"no_echo":true}})");
    profiles::ProfileStore store(folders());
    const Profile seen = *store.find(Origin::NatsContext, u"a"_s);
    // What is unknown stays, and is no reason to refuse.
    put(u"c/nats/context/a.json"_s, R"({"url":"nats://a","x":2})");
    QVERIFY(store.save(context(u"a"_s, u"nats://b"_s), seen));
    QVERIFY(get(u"c/nats/context/a.json"_s).contains("nats://b"));
    QVERIFY(get(u"c/nats/context/a.json"_s).contains("\"x\": 2"));
    QVERIFY(store.save(context(u"b"_s), profiles::Nothing()));
    QVERIFY(store.find(Origin::NatsContext, u"b"_s));
}

void TestProfileStore::whatTheKeychainHasIsNotWritten()
{
    profiles::ProfileStore store(folders());
    Profile profile = context(u"a"_s);
    profile.settings.user = u"me"_s;
    profile.settings.password = u"hunter2"_s;
    profile.extras.keychained = {u"password"_s};
    QVERIFY(store.save(profile));
    QVERIFY(!get(u"c/nats/context/a.json"_s).contains("hunter2"));
    QVERIFY(!get(u"c/fanin/contexts.json"_s).contains("hunter2"));
    QCOMPARE(store.find(Origin::NatsContext, u"a"_s)->extras.keychained,
             QStringList{u"password"_s});
}

void TestProfileStore::extrasOfContextsStandBesideThem()
{
    put(u"c/fanin/contexts.json"_s, R"({"b":{"no_echo":true,"later":[1]}})");
    put(u"c/nats/context/b.json"_s, "{}");
    profiles::ProfileStore store(folders());
    QVERIFY(store.find(Origin::NatsContext, u"b"_s)->extras.noEcho);
    Profile profile = context(u"a"_s);
    QVERIFY(store.save(profile));
    QCOMPARE(get(u"c/fanin/contexts.json"_s), R"({"b":{"no_echo":true,"later":[1]}})");
    profile.extras.readOnly = true;
    QVERIFY(store.save(profile));
    QVERIFY(!get(u"c/nats/context/a.json"_s).contains("fanin"));
    QCOMPARE(get(u"c/fanin/contexts.json"_s),
             "{\n  \"b\": {\"no_echo\":true,\"later\":[1]},\n  \"a\": {\n    \"read_only\": "
             "true\n  }\n}");
    QCOMPARE(*store.find(Origin::NatsContext, u"a"_s), profile);
}

void TestProfileStore::extrasOfAContextThatHasGoneAreNotInherited()
{
    profiles::ProfileStore store(folders());
    Profile profile = context(u"a"_s);
    profile.extras.plainLoginAllowed = true;
    QVERIFY(store.save(profile));
    QVERIFY(store.save(context(u"b"_s)));
    QVERIFY(store.remove(profile));
    QCOMPARE(get(u"c/fanin/contexts.json"_s), "{}");
    // Removed by the nats command.
    QVERIFY(store.save(profile));
    QVERIFY(QFile::remove(path(u"c/nats/context/a.json"_s)));
    Profile other = context(u"b"_s);
    other.extras.readOnly = true;
    QVERIFY(store.save(other));
    QVERIFY(!get(u"c/fanin/contexts.json"_s).contains("plain"));
}

void TestProfileStore::unreadableExtrasMakeContextsReadOnly()
{
    put(u"c/fanin/contexts.json"_s, "{");
    put(u"c/nats/context/a.json"_s, "{}");
    profiles::ProfileStore store(folders());
    QVERIFY(store.extrasProblem());
    QVERIFY(store.extrasProblem()->text.contains(u"contexts.json"_s));
    QVERIFY(store.find(Origin::NatsContext, u"a"_s)->extras.readOnly);
    QVERIFY(!store.save(context(u"a"_s)));
    QCOMPARE(get(u"c/fanin/contexts.json"_s), "{");
    put(u"c/fanin/contexts.json"_s, R"({"a":{"read_only":1},"b":{}})");
    put(u"c/nats/context/b.json"_s, "{}");
    store.reload();
    QVERIFY(!store.extrasProblem());
    QCOMPARE(names(store), (QStringList{u"cli a !"_s, u"cli b"_s}));
}

void TestProfileStore::selectingWritesBothFiles()
{
    profiles::ProfileStore store(folders());
    QVERIFY(store.save(context(u"a"_s)) && store.save(context(u"b"_s)));
    QVERIFY(store.select(u"a"_s));
    QCOMPARE(get(u"c/nats/context.txt"_s), "a");
    QCOMPARE(get(u"c/nats/previous-context.txt"_s), "(none)");
    QVERIFY(store.select(u"b"_s));
    QCOMPARE(names(store), (QStringList{u"cli a"_s, u"cli b *"_s}));
    QCOMPARE(get(u"c/nats/context.txt"_s), "b");
    QCOMPARE(get(u"c/nats/previous-context.txt"_s), "a");
    QCOMPARE(errorOf(store.select(u"c"_s)), u"There is no context “c”"_s);
    QVERIFY(!store.select(u"../a"_s));
    QVERIFY(store.select({}));
    QCOMPARE(get(u"c/nats/context.txt"_s), "(none)");
    QCOMPARE(get(u"c/nats/previous-context.txt"_s), "b");
    QVERIFY(store.select({}));
    QCOMPARE(get(u"c/nats/previous-context.txt"_s), "b");
    QCOMPARE(store.selected(), QString());
}

void TestProfileStore::aSelectionIsReadTrimmed()
{
    put(u"c/nats/context/a b.json"_s, "{}");
    put(u"c/nats/context.txt"_s, " a b\r\n\n");
    QCOMPARE(names(profiles::ProfileStore(folders())), QStringList{u"cli a b *"_s});
    put(u"c/nats/context.txt"_s, "gone");
    const profiles::ProfileStore store(folders());
    QCOMPARE(names(store), QStringList{u"cli a b"_s});
    QCOMPARE(store.selected(), u"gone"_s);
}

void TestProfileStore::theSelectedContextStaysUnlessItIsTheOnlyOne()
{
    profiles::ProfileStore store(folders());
    QVERIFY(store.save(context(u"a"_s)) && store.save(context(u"b"_s)) && store.select(u"a"_s));
    QVERIFY(errorOf(store.remove(context(u"a"_s))).contains(u"select another one first"_s));
    QCOMPARE(names(store).size(), 2);
    QVERIFY(store.remove(context(u"b"_s)));
    QVERIFY(store.remove(context(u"a"_s)));
    QVERIFY(store.profiles().empty());
    QCOMPARE(store.selected(), QString());
}

void TestProfileStore::removingUnselectsWhateverTheExtrasAre()
{
    put(u"c/nats/context/a.json"_s, "{}");
    put(u"c/nats/context.txt"_s, "a");
    put(u"c/fanin/contexts.json"_s, "{");
    profiles::ProfileStore store(folders());
    const QString text = errorOf(store.remove(context(u"a"_s)));
    QVERIFY2(text.contains(u"contexts.json"_s), qPrintable(text));
    QVERIFY(store.profiles().empty());
    QCOMPARE(get(u"c/nats/context.txt"_s), "(none)");
    QCOMPARE(get(u"c/fanin/contexts.json"_s), "{");
}

void TestProfileStore::renamingTakesExtrasAndSelectionAlong()
{
    profiles::ProfileStore store(folders());
    Profile profile = context(u"a"_s);
    profile.extras.readOnly = true;
    QVERIFY(store.save(profile) && store.save(context(u"b"_s)) && store.select(u"a"_s));
    QVERIFY(store.select(u"a"_s)); // which is the one before, too, then
    QCOMPARE(get(u"c/nats/previous-context.txt"_s), "a");
    QCOMPARE(errorOf(store.rename(profile, u"b"_s)), u"There is a “b” already"_s);
    QVERIFY(!store.rename(profile, u"x/y"_s));
    QVERIFY(store.rename(profile, u"c"_s));
    QCOMPARE(names(store), (QStringList{u"cli b"_s, u"cli c *"_s}));
    QVERIFY(store.find(Origin::NatsContext, u"c"_s)->extras.readOnly);
    QCOMPARE(get(u"c/nats/context.txt"_s), "c");
    QCOMPARE(get(u"c/nats/previous-context.txt"_s), "c");
    QVERIFY(!get(u"c/fanin/contexts.json"_s).contains("\"a\""));
    // Another one's names stay.
    QVERIFY(store.rename(context(u"b"_s), u"d"_s));
    QCOMPARE(get(u"c/nats/context.txt"_s) + get(u"c/nats/previous-context.txt"_s), "cc");
}

void TestProfileStore::renamingNeedsReadableExtras()
{
    put(u"c/nats/context/a.json"_s, "{}");
    put(u"c/nats/context.txt"_s, "a");
    put(u"c/fanin/contexts.json"_s, "{");
    profiles::ProfileStore store(folders());
    const QString text = errorOf(store.rename(context(u"a"_s), u"b"_s));
    QVERIFY2(text.contains(u"contexts.json"_s), qPrintable(text));
    // Its extras could not be taken along, so it has not been touched at all.
    QCOMPARE(names(store), QStringList{u"cli a *"_s});
    QCOMPARE(get(u"c/nats/context.txt"_s), "a");
}

void TestProfileStore::aRenameThatFailsLeavesNoExtras()
{
    profiles::ProfileStore store(folders());
    Profile profile = context(u"a"_s);
    profile.extras.readOnly = true;
    QVERIFY(store.save(profile));
    QVERIFY(QFile::remove(path(u"c/nats/context/a.json"_s))); // by somebody else, just now
    const QString text = errorOf(store.rename(profile, u"b"_s));
    QVERIFY2(text.contains(u"a.json could not be renamed: "_s), qPrintable(text));
    QVERIFY2(!get(u"c/fanin/contexts.json"_s).contains("\"b\""),
             get(u"c/fanin/contexts.json"_s).constData());
}

void TestProfileStore::changesOfOthersAreSeen()
{
    profiles::ProfileStore store(folders());
    const QSignalSpy changed(&store, &profiles::ProfileStore::changed);
    put(u"c/nats/context/a.json"_s, R"({"url":"nats://a"})");
    QTRY_COMPARE(names(store), QStringList{u"cli a"_s});
    put(u"c/nats/context.txt"_s, "a");
    QTRY_COMPARE(names(store), QStringList{u"cli a *"_s});
    put(u"c/nats/context/new"_s, R"({"url":"nats://b"})");
    QCOMPARE(::rename(qPrintable(path(u"c/nats/context/new"_s)),
                      qPrintable(path(u"c/nats/context/a.json"_s))),
             0);
    QTRY_COMPARE(store.profiles().front().settings.url, u"nats://b"_s);
    QVERIFY(QFile::remove(path(u"c/nats/context/a.json"_s)));
    QTRY_VERIFY(store.profiles().empty());
    QVERIFY(changed.size() >= 4);
}

void TestProfileStore::aFullDiskLeavesTheFileAsItWas()
{
    profiles::ProfileStore store(folders());
    QVERIFY(store.save(context(u"a"_s)));
    const QByteArray before = get(u"c/nats/context/a.json"_s);
    signal(SIGXFSZ, SIG_IGN);
    rlimit old = {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
    const rlimit tiny{100, old.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    const QString text = errorOf(store.save(context(u"a"_s, u"nats://other"_s)));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
    QVERIFY2(text.contains(u"a.json could not be written and is as it was: "_s), qPrintable(text));
    QCOMPARE(get(u"c/nats/context/a.json"_s), before);
    QCOMPARE(store.profiles().front().settings.url, u"nats://a"_s);
    QCOMPARE(QDir(path(u"c/nats/context"_s)).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestProfileStore::aFolderThatCannotBeWrittenLeavesTheFileAsItWas()
{
    profiles::ProfileStore store(folders());
    QVERIFY(store.save(context(u"a"_s)));
    const QByteArray before = get(u"c/nats/context/a.json"_s);
    const QByteArray folder = path(u"c/nats/context"_s).toLocal8Bit();
    // Root may write everywhere; nobody may not.
    const bool root = geteuid() == 0;
    for (const char *shown : {"", "c", "c/nats", "c/nats/context", "c/nats/context/a.json"})
        QCOMPARE(chmod(qPrintable(path(QString::fromLatin1(shown))), 0755), 0);
    QCOMPARE(chmod(folder.constData(), 0555), 0);
    QVERIFY(!root || seteuid(65534) == 0);
    const QString text = errorOf(store.save(context(u"a"_s, u"nats://other"_s)));
    QVERIFY(!root || seteuid(0) == 0);
    QCOMPARE(chmod(folder.constData(), 0755), 0);
    QVERIFY2(text.contains(u"a.json could not be written and is as it was: "_s), qPrintable(text));
    QCOMPARE(get(u"c/nats/context/a.json"_s), before);
}

void TestProfileStore::aFolderThatCannotBeMadeIsNamed()
{
    put(u"c"_s, "a file");
    profiles::ProfileStore store(folders());
    const QString text = errorOf(store.save(context(u"a"_s)));
    QVERIFY2(text.contains(u"c/nats/context could not be made"_s), qPrintable(text));
}

void TestProfileStore::tooManyAreCounted()
{
    for (int i = 0; i < profiles::ProfileStore::kMaxProfiles; ++i)
        put(u"c/nats/context/%1.json"_s.arg(i, 5, 10, QLatin1Char('0')), "{}");
    profiles::ProfileStore store(folders());
    QCOMPARE(qsizetype(store.profiles().size()), profiles::ProfileStore::kMaxProfiles);
    QCOMPARE(store.dropped(), 0);
    put(u"c/nats/context/x.json"_s, "{}");
    store.reload();
    QCOMPARE(qsizetype(store.profiles().size()), profiles::ProfileStore::kMaxProfiles);
    QCOMPARE(store.dropped(), 1);
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
