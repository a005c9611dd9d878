// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/keychainstore.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Without a keychain, as on a machine without a desktop.
class TestKeychainStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void withoutABusItSaysSoAtOnce();
    void whatTheKeychainDoesNotTakeLivesInMemory();
    void whatIsNowhereCannotBeRead();
    void whatIsRemovedIsGone();
    void nobodyIsAnsweredWhoHasGone();

private:
    using Found = std::optional<base::Result<std::optional<base::Secret>>>;
    Found read(profiles::SecretStore &store, const QString &key);
    bool write(profiles::SecretStore &store, const QString &key, const QByteArray &secret);

    QProcessEnvironment m_bogus;
};

void TestKeychainStore::initTestCase()
{
    // Before anything asks for the bus: neither one's own nor one started for the display.
    qunsetenv("DISPLAY");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    m_bogus.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
}

TestKeychainStore::Found TestKeychainStore::read(profiles::SecretStore &store, const QString &key)
{
    QObject context;
    Found found;
    store.read(key, &context, [&found](const auto &result) { found = result; });
    return QTest::qWaitFor([&found] { return found.has_value(); }) ? found : Found();
}

bool TestKeychainStore::write(profiles::SecretStore &store, const QString &key,
                              const QByteArray &secret)
{
    QObject context;
    std::optional<base::Result<base::Done>> done;
    store.write(key, base::Secret(secret), &context,
                [&done](const auto &result) { done = result; });
    return QTest::qWaitFor([&done] { return done.has_value(); }) && done->ok();
}

void TestKeychainStore::withoutABusItSaysSoAtOnce()
{
    const app::KeychainStore store{QProcessEnvironment()};
    QVERIFY2(store.whyForgetful().contains(u"there is no session bus"_s),
             qPrintable(store.whyForgetful()));
    QCOMPARE(app::KeychainStore(m_bogus).whyForgetful(), QString());
}

void TestKeychainStore::whatTheKeychainDoesNotTakeLivesInMemory()
{
    app::KeychainStore store(m_bogus);
    const QSignalSpy changed(&store, &profiles::SecretStore::availabilityChanged);
    QVERIFY(write(store, u"a"_s, "hunter2"));
    QCOMPARE(changed.size(), 1);
    QVERIFY(store.whyForgetful().contains(u"in memory only"_s));
    QVERIFY(!store.whyForgetful().contains(u"hunter2"_s));
    QCOMPARE(read(store, u"a"_s)->value(), std::optional(base::Secret("hunter2")));
    QVERIFY(write(store, u"a"_s, "hunter3"));
    QCOMPARE(read(store, u"a"_s)->value(), std::optional(base::Secret("hunter3")));
    QCOMPARE(changed.size(), 1);
}

void TestKeychainStore::whatIsNowhereCannotBeRead()
{
    app::KeychainStore store(m_bogus);
    const Found found = read(store, u"a"_s);
    QVERIFY(found && !*found);
    QVERIFY2(found->error().text.startsWith(u"the system's keychain cannot be read: "_s),
             qPrintable(found->error().text));
}

void TestKeychainStore::whatIsRemovedIsGone()
{
    app::KeychainStore store(m_bogus);
    QVERIFY(write(store, u"a"_s, "hunter2"));
    std::optional<base::Result<base::Done>> done;
    store.remove(u"a"_s, this, [&done](const auto &result) { done = result; });
    QTRY_VERIFY(done);
    QVERIFY(done->ok());
    QVERIFY(!*read(store, u"a"_s));
}

void TestKeychainStore::nobodyIsAnsweredWhoHasGone()
{
    app::KeychainStore store(m_bogus);
    auto context = std::make_unique<QObject>();
    bool answered = false;
    store.read(u"a"_s, context.get(), [&answered](const auto &) { answered = true; });
    QVERIFY(!answered);
    context.reset();
    QVERIFY(read(store, u"a"_s));
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(TestKeychainStore)
#include "tst_keychainstore.moc"
