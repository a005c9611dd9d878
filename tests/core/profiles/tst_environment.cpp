// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/resolution.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using profiles::Override;
using profiles::Settings;

class TestEnvironment : public QObject
{
    Q_OBJECT

private slots:
    void everyVariableTakesItsFieldsPlace();
    void noneTakesTheProxyAway();
    void emptyVariablesAreNotThere();
    void aUserWithoutAPasswordIsAToken();
    void whoLogsInReplacesAllWays_data();
    void whoLogsInReplacesAllWays();
    void whatOnlyCompletesALoginReplacesNothingElse();
    void theKeychainIsNotAskedForWhatIsReplaced();
};

namespace {

QProcessEnvironment environment(const QStringList &variables)
{
    QProcessEnvironment all;
    for (const QString &variable : variables)
        all.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return all;
}

Settings full()
{
    Settings settings;
    for (const profiles::Field &field : profiles::fields())
        settings.*field.member = u"old"_s;
    return settings;
}

// What is left of a full login, as "key=value".
QStringList login(const Settings &settings)
{
    QStringList texts;
    for (const char *key :
         {"token", "user", "password", "creds", "nkey", "nsc", "user_jwt", "user_seed"}) {
        for (const profiles::Field &field : profiles::fields()) {
            if (QByteArrayView(key) == field.key && !(settings.*field.member).isEmpty())
                texts += QString::fromLatin1(key) + u'=' + settings.*field.member;
        }
    }
    return texts;
}

} // namespace

void TestEnvironment::everyVariableTakesItsFieldsPlace()
{
    const QProcessEnvironment all
        = environment({u"NATS_URL=a"_s, u"NATS_USER=b"_s, u"NATS_PASSWORD=c"_s, u"NATS_TOKEN=d"_s,
                       u"NATS_CREDS=e"_s, u"NATS_NKEY=f"_s, u"NATS_JWT=g"_s, u"NATS_SEED=h"_s,
                       u"NATS_CERT=i"_s, u"NATS_KEY=j"_s, u"NATS_CA=k"_s, u"NATS_SOCKS_PROXY=l"_s,
                       u"NATS_COLOR=m"_s, u"NATS_TIMEOUT=9s"_s, u"NATS_CONTEXT=x"_s});
    const std::vector<Override> expected{{u"NATS_URL"_s, u"url"_s},
                                         {u"NATS_USER"_s, u"user"_s},
                                         {u"NATS_PASSWORD"_s, u"password"_s, true},
                                         {u"NATS_TOKEN"_s, u"token"_s, true},
                                         {u"NATS_CREDS"_s, u"creds"_s},
                                         {u"NATS_NKEY"_s, u"nkey"_s},
                                         {u"NATS_JWT"_s, u"user_jwt"_s, true},
                                         {u"NATS_SEED"_s, u"user_seed"_s, true},
                                         {u"NATS_CERT"_s, u"cert"_s},
                                         {u"NATS_KEY"_s, u"key"_s},
                                         {u"NATS_CA"_s, u"ca"_s},
                                         {u"NATS_SOCKS_PROXY"_s, u"socks_proxy"_s},
                                         {u"NATS_COLOR"_s, u"color_scheme"_s}};
    QCOMPARE(profiles::environmentOverrides(all), expected);
    const Settings settings = profiles::withEnvironment(full(), all);
    QCOMPARE(settings.url + settings.cert + settings.key + settings.ca + settings.socksProxy
                 + settings.colorScheme,
             u"aijklm"_s);
    QCOMPARE(login(settings),
             (QStringList{u"token=d"_s, u"user=b"_s, u"password=c"_s, u"creds=e"_s, u"nkey=f"_s,
                          u"user_jwt=g"_s, u"user_seed=h"_s}));
    QCOMPARE(settings.description, u"old"_s);
}

void TestEnvironment::noneTakesTheProxyAway()
{
    Settings settings = full();
    settings.socksProxy = u"socks5://p"_s;
    for (const QString &none : {u"none"_s, u"NONE"_s, u"-"_s}) {
        const QProcessEnvironment variables = environment({u"NATS_SOCKS_PROXY="_s + none});
        QCOMPARE(profiles::withEnvironment(settings, variables).socksProxy, QString());
        QCOMPARE(profiles::environmentOverrides(variables),
                 (std::vector<Override>{{u"NATS_SOCKS_PROXY"_s, u"socks_proxy"_s}}));
    }
    // Only in its place: what a context itself says is not rewritten.
    settings.socksProxy = u"none"_s;
    QCOMPARE(profiles::withEnvironment(settings, {}).socksProxy, u"none"_s);
}

void TestEnvironment::emptyVariablesAreNotThere()
{
    const QProcessEnvironment empty = environment({u"NATS_URL="_s, u"NATS_USER="_s, u"HOME=/h"_s});
    QVERIFY(profiles::environmentOverrides(empty).empty());
    QCOMPARE(profiles::withEnvironment(full(), empty), full());
}

void TestEnvironment::aUserWithoutAPasswordIsAToken()
{
    const QProcessEnvironment all = environment({u"NATS_USER=t"_s});
    QCOMPARE(profiles::environmentOverrides(all),
             (std::vector<Override>{{u"NATS_USER"_s, u"token"_s, true}}));
    QCOMPARE(login(profiles::withEnvironment(full(), all)), QStringList{u"token=t"_s});
}

void TestEnvironment::whoLogsInReplacesAllWays_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("left");
    QTest::newRow("token") << u"NATS_TOKEN=x"_s << u"token=x"_s;
    QTest::newRow("creds") << u"NATS_CREDS=x"_s << u"creds=x"_s;
    QTest::newRow("nkey") << u"NATS_NKEY=x"_s << u"nkey=x"_s;
    QTest::newRow("jwt") << u"NATS_JWT=x"_s << u"user_jwt=x"_s;
}

void TestEnvironment::whoLogsInReplacesAllWays()
{
    QFETCH(QString, variable);
    QFETCH(QString, left);
    QCOMPARE(login(profiles::withEnvironment(full(), environment({variable}))), QStringList{left});
}

void TestEnvironment::whatOnlyCompletesALoginReplacesNothingElse()
{
    const Settings settings = profiles::withEnvironment(
        full(), environment({u"NATS_PASSWORD=p"_s, u"NATS_SEED=s"_s, u"NATS_URL=u"_s}));
    QCOMPARE(settings.user + u' ' + settings.password, u"old p"_s);
    QCOMPARE(settings.creds + u' ' + settings.userSeed, u"old s"_s);
}

void TestEnvironment::theKeychainIsNotAskedForWhatIsReplaced()
{
    profiles::Profile profile;
    profile.extras.keychained = {u"password"_s, u"creds"_s, u"token"_s, u"key_passphrase"_s};
    const auto left = [&profile](const QStringList &variables) {
        return profiles::withEnvironment(profile, environment(variables)).extras.keychained;
    };
    QCOMPARE(left({}), profile.extras.keychained);
    QCOMPARE(left({u"NATS_PASSWORD=x"_s}),
             (QStringList{u"creds"_s, u"token"_s, u"key_passphrase"_s}));
    QCOMPARE(left({u"NATS_NKEY=x"_s}), QStringList{u"key_passphrase"_s});
    QCOMPARE(left({u"NATS_KEY=x"_s}), (QStringList{u"password"_s, u"creds"_s, u"token"_s}));
}

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
