// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/secretstore.h"

#include "core/profiles/profilestore.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestSecretStore : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadUntilItIsRemoved();
    void answersComeLater();
    void nobodyIsAnsweredWhoHasGone();
    void keysNameOriginProfileAndField();
};

namespace {

using Found = std::optional<base::Result<std::optional<base::Secret>>>;

Found readNow(profiles::SecretStore &store, const QString &key)
{
    QObject context;
    Found found;
    store.read(key, &context, [&found](const auto &result) { found = result; });
    return QTest::qWaitFor([&found] { return found.has_value(); }) ? found : Found();
}

} // namespace

void TestSecretStore::whatIsWrittenIsReadUntilItIsRemoved()
{
    profiles::MemorySecretStore store;
    QVERIFY(!store.whyForgetful().isEmpty());
    QCOMPARE(readNow(store, u"a"_s)->value(), std::optional<base::Secret>());
    int answers = 0;
    const auto done = [&answers](const base::Result<base::Done> &result) {
        answers += result.ok();
    };
    store.write(u"a"_s, base::Secret("one"), this, done);
    store.write(u"a"_s, base::Secret("two"), this, done);
    QCOMPARE(readNow(store, u"a"_s)->value(), std::optional(base::Secret("two")));
    QCOMPARE(readNow(store, u"b"_s)->value(), std::optional<base::Secret>());
    store.remove(u"a"_s, this, done);
    QCOMPARE(readNow(store, u"a"_s)->value(), std::optional<base::Secret>());
    QTRY_COMPARE(answers, 3);
}

void TestSecretStore::answersComeLater()
{
    profiles::MemorySecretStore store;
    bool answered = false;
    store.read(u"a"_s, this, [&answered](const auto &) { answered = true; });
    QVERIFY(!answered);
    QTRY_VERIFY(answered);
}

void TestSecretStore::nobodyIsAnsweredWhoHasGone()
{
    profiles::MemorySecretStore store;
    auto context = std::make_unique<QObject>();
    bool answered = false;
    store.read(u"a"_s, context.get(), [&answered](const auto &) { answered = true; });
    context.reset();
    QVERIFY(readNow(store, u"a"_s)); // asked after it, answered after it
    QVERIFY(!answered);
}

void TestSecretStore::keysNameOriginProfileAndField()
{
    profiles::Profile profile;
    profile.name = u"a b"_s;
    QCOMPARE(profiles::secretKey(profile, u"key_passphrase"_s), u"profile/a b/key_passphrase"_s);
    profile.origin = profiles::Origin::NatsContext;
    QCOMPARE(profiles::secretKey(profile, u"password"_s), u"nats-context/a b/password"_s);
}

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
