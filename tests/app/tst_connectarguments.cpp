// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/connectarguments.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// Which context counts, and what takes the place of its fields.
class TestConnectArguments : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theContextThatCounts_data();
    void theContextThatCounts();
    void optionsAndVariablesTakeTheFieldsPlaces();
    void aLoginReplacesTheContexts();
    void aPasswordOrSeedCompletesTheContexts();
    void theOwnProfileOfThatNameIsFound();
    void aContextsExtrasCount();
    void aFileIsAContext();
    void aFileOfAKeptProfileIsThatProfile_data();
    void aFileOfAKeptProfileIsThatProfile();
    void aBrokenContextIsSaidLater();
    void aSelectionThatIsGoneWarns();
    void programsRunOnlyIfAllowed();
    void anEnvironmentNamesAConnection();
    void noneTakesTheProxyAway();

private:
    void put(const QString &name, const QByteArray &content);
    [[nodiscard]] base::Result<app::ConnectChoice> choose(const QList<QByteArray> &arguments,
                                                          const QStringList &variables = {},
                                                          const QString &server = {}) const;
    [[nodiscard]] profiles::Settings settings(const QList<QByteArray> &arguments,
                                              const QStringList &variables = {}) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestConnectArguments::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    put(u"nats/context/one.json"_s,
        R"({"url":"nats://one","user":"u1","password":"p1","ca":"one.pem"})");
    put(u"nats/context/two.json"_s, R"({"url":"nats://two","creds":"two.creds"})");
    put(u"nats/context.txt"_s, "one\n");
}

void TestConnectArguments::put(const QString &name, const QByteArray &content)
{
    const QString path = m_directory->filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

base::Result<app::ConnectChoice> TestConnectArguments::choose(const QList<QByteArray> &arguments,
                                                              const QStringList &variables,
                                                              const QString &server) const
{
    QProcessEnvironment environment;
    environment.insert(u"XDG_CONFIG_HOME"_s, m_directory->path());
    for (const QString &variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const auto options = app::Options::parse(arguments, app::connectArguments());
    if (!options)
        return options.error();
    return app::connectChoice(*options, environment, server);
}

profiles::Settings TestConnectArguments::settings(const QList<QByteArray> &arguments,
                                                  const QStringList &variables) const
{
    const auto choice = choose(arguments, variables);
    return choice ? choice->profile.settings : profiles::Settings();
}

void TestConnectArguments::theContextThatCounts_data()
{
    QTest::addColumn<QList<QByteArray>>("arguments");
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("name");
    using List = QList<QByteArray>;
    QTest::newRow("the selected one") << List{} << QStringList{} << u"one"_s;
    QTest::newRow("the variable's") << List{} << QStringList{u"NATS_CONTEXT=two"_s} << u"two"_s;
    QTest::newRow("the option's") << List{"--context", "two"} << QStringList{u"NATS_CONTEXT=one"_s}
                                  << u"two"_s;
    QTest::newRow("none") << List{"--no-context"} << QStringList{u"NATS_CONTEXT=two"_s}
                          << QString();
    QTest::newRow("none beside a server") << List{"--server", "a"} << QStringList{} << QString();
    QTest::newRow("none beside a login")
        << List{"--token", "a"} << QStringList{u"NATS_CONTEXT=two"_s} << QString();
    QTest::newRow("the option's beside a server")
        << List{"--server", "a", "--context", "two"} << QStringList{} << u"two"_s;
    QTest::newRow("the selected one beside how to connect")
        << List{"--tls-first", "--no-echo", "--inbox-prefix", "x", "--tls-ca", "c"} << QStringList{}
        << u"one"_s;
    QTest::newRow("the selected one under the environment")
        << List{} << QStringList{u"NATS_URL=a"_s, u"NATS_TOKEN=t"_s} << u"one"_s;
}

void TestConnectArguments::theContextThatCounts()
{
    QFETCH(QList<QByteArray>, arguments);
    QFETCH(QStringList, variables);
    const auto choice = choose(arguments, variables);
    QVERIFY2(choice, choice ? "" : qPrintable(choice.error().text));
    QTEST(choice->profile.name, "name");
    QVERIFY(!choice->fromFile);
    QCOMPARE(choice->warning, QString());
    // A server that the command itself names is one that is given.
    QCOMPARE(choose({}, {}, u"nats://s"_s)->profile.name, QString());
}

void TestConnectArguments::optionsAndVariablesTakeTheFieldsPlaces()
{
    const profiles::Settings all
        = settings({"--context", "one", "--tls-ca", "own.pem", "--tls-cert", "c", "--tls-key", "k",
                    "--socks-proxy", "socks5://p", "--inbox-prefix", "me", "--tls-first"},
                   {u"NATS_URL=nats://env"_s, u"NATS_CA=env.pem"_s});
    QCOMPARE(all.url, u"nats://env"_s);
    QCOMPARE(all.ca, u"own.pem"_s);
    QCOMPARE(all.cert + all.key + all.socksProxy + all.inboxPrefix, u"cksocks5://pme"_s);
    QVERIFY(all.tlsFirst);
    QCOMPARE(all.user + all.password, u"u1p1"_s);
    QVERIFY(choose({"--no-echo"})->profile.extras.noEcho);
    QCOMPARE(choose({"--context", "one"}, {}, u"nats://s"_s)->profile.settings.url, u"nats://s"_s);
}

void TestConnectArguments::aLoginReplacesTheContexts()
{
    const profiles::Settings own = settings({"--context", "one", "--creds", "own.creds"});
    QCOMPARE(own.creds + own.user + own.password, u"own.creds"_s);
    const profiles::Settings env = settings({"--context", "two"}, {u"NATS_NKEY=n"_s});
    QCOMPARE(env.nkey + env.creds, u"n"_s);
    const profiles::Settings both
        = settings({"--context", "two", "--jwt", "j"}, {u"NATS_NKEY=n"_s, u"NATS_SEED=s"_s});
    QCOMPARE(both.userJwt + both.nkey + both.creds + both.userSeed, u"j"_s);
}

void TestConnectArguments::aPasswordOrSeedCompletesTheContexts()
{
    const profiles::Settings own = settings({"--context", "one", "--password", "p2"});
    QCOMPARE(own.user + own.password, u"u1p2"_s);
    QVERIFY(!choose({"--no-context", "--password", "p2"}));
}

void TestConnectArguments::theOwnProfileOfThatNameIsFound()
{
    put(u"fanin/profiles/mine.json"_s, R"({"url":"nats://mine","fanin":{"read_only":true}})");
    put(u"fanin/profiles/one.json"_s, R"({"url":"nats://other"})");
    const auto mine = choose({"--context", "mine"});
    QCOMPARE(mine->profile.origin, profiles::Origin::Own);
    QVERIFY(mine->profile.extras.readOnly);
    QCOMPARE(choose({"--context", "one"})->profile.origin, profiles::Origin::NatsContext);
}

void TestConnectArguments::aContextsExtrasCount()
{
    put(u"fanin/contexts.json"_s, R"({"one":{"read_only":true}})");
    QVERIFY(choose({})->profile.extras.readOnly);
    put(u"fanin/contexts.json"_s, "broken");
    QVERIFY(choose({"--context", "two"})->profile.extras.readOnly);
}

void TestConnectArguments::aFileIsAContext()
{
    put(u"else/three.json"_s, R"({"url":"nats://three"})");
    const QByteArray file = m_directory->filePath(u"else/three.json"_s).toLocal8Bit();
    const auto choice = choose({"--context", file});
    QCOMPARE(choice->profile.name, u"three"_s);
    QCOMPARE(choice->profile.settings.url, u"nats://three"_s);
    QVERIFY(!choose({"--context", file + "x.json"}));
    // Also where one of that name is saved, it is another one.
    put(u"else/one.json"_s, R"({"url":"nats://three"})");
    const QByteArray homonym = m_directory->filePath(u"else/one.json"_s).toLocal8Bit();
    QVERIFY(choice->fromFile);
    QVERIFY(choose({"--context", homonym})->fromFile);
    QVERIFY(!choose({"--context", "one"})->fromFile);
}

void TestConnectArguments::aFileOfAKeptProfileIsThatProfile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<profiles::Origin>("origin");
    QTest::addColumn<QString>("name");
    using profiles::Origin;
    QTest::newRow("context") << u"nats/context/one.json"_s << Origin::NatsContext << u"one"_s;
    QTest::newRow("own profile") << u"fanin/profiles/own.json"_s << Origin::Own << u"own"_s;
    QTest::newRow("roundabout") << u"fanin/../nats/./context/one.json"_s << Origin::NatsContext
                                << u"one"_s;
    QTest::newRow("through a link to the folder")
        << u"link/context/one.json"_s << Origin::NatsContext << u"one"_s;
    QTest::newRow("through a link to the file")
        << u"other.json"_s << Origin::NatsContext << u"one"_s;
    QTest::newRow("a link among them")
        << u"nats/context/outside.json"_s << Origin::NatsContext << u"outside"_s;
}

// What protects it counts, whichever way it is named.
void TestConnectArguments::aFileOfAKeptProfileIsThatProfile()
{
    QFETCH(QString, file);
    const auto link = [this](const QString &target, const QString &name) {
        return QFile::link(m_directory->filePath(target), m_directory->filePath(name));
    };
    put(u"fanin/profiles/own.json"_s, R"({"url":"nats://own","fanin":{"read_only":true}})");
    put(u"fanin/contexts.json"_s, R"({"one":{"read_only":true},"outside":{"read_only":true}})");
    put(u"else/three.json"_s, R"({"url":"nats://three"})");
    QVERIFY(link(u"nats"_s, u"link"_s));
    QVERIFY(link(u"nats/context/one.json"_s, u"other.json"_s));
    QVERIFY(link(u"else/three.json"_s, u"nats/context/outside.json"_s));
    const auto choice = choose({"--context", m_directory->filePath(file).toLocal8Bit()});
    QVERIFY(choice);
    QVERIFY(choice->profile.extras.readOnly);
    QTEST(choice->profile.origin, "origin");
    QTEST(choice->profile.name, "name");
    // One that is kept nowhere has nothing but its own content.
    const QByteArray outside = m_directory->filePath(u"else/three.json"_s).toLocal8Bit();
    QVERIFY(!choose({"--context", outside})->profile.extras.readOnly);
}

void TestConnectArguments::aBrokenContextIsSaidLater()
{
    put(u"nats/context/bad.json"_s, "{");
    const auto choice = choose({"--context", "bad"});
    QVERIFY(choice);
    QVERIFY(choice->profile.problem);
}

void TestConnectArguments::aSelectionThatIsGoneWarns()
{
    put(u"nats/context.txt"_s, "gone");
    const auto choice = choose({});
    QVERIFY(choice);
    QVERIFY2(choice->warning.contains(u"there is no context “gone”"_s),
             qPrintable(choice->warning));
    QCOMPARE(choice->profile, profiles::Profile());
    const auto variable = choose({}, {u"NATS_CONTEXT=gone"_s});
    QVERIFY(!variable);
    QVERIFY(variable.error().text.startsWith(u"NATS_CONTEXT: there is no context “gone”"_s));
    QCOMPARE(choose({"--no-context"})->warning, QString());
}

void TestConnectArguments::programsRunOnlyIfAllowed()
{
    QVERIFY(!choose({})->allowPrograms);
    QVERIFY(choose({"--allow-programs"})->allowPrograms);
}

void TestConnectArguments::anEnvironmentNamesAConnection()
{
    QProcessEnvironment environment;
    QVERIFY(!app::namesConnection(environment));
    environment.insert(u"NATS_TOKEN"_s, u"t"_s);
    environment.insert(u"NATS_CONTEXT"_s, QString());
    QVERIFY(!app::namesConnection(environment));
    environment.insert(u"NATS_CONTEXT"_s, u"one"_s);
    QVERIFY(app::namesConnection(environment));
}

void TestConnectArguments::noneTakesTheProxyAway()
{
    put(u"nats/context/far.json"_s, R"({"socks_proxy":"socks5://p"})");
    const QList<QByteArray> far{"--context", "far"};
    QCOMPARE(settings(far).socksProxy, u"socks5://p"_s);
    for (const QString &none : {u"none"_s, u"NONE"_s, u"-"_s}) {
        const auto variable = choose(far, {u"NATS_SOCKS_PROXY="_s + none});
        QVERIFY2(variable, qPrintable(none));
        QCOMPARE(variable->profile.settings.socksProxy, QString());
        const auto option = choose(far + QList<QByteArray>{"--socks-proxy", none.toLatin1()},
                                   {u"NATS_SOCKS_PROXY=socks5://q"_s});
        QVERIFY2(option, qPrintable(none));
        QCOMPARE(option->profile.settings.socksProxy, QString());
    }
    QVERIFY(!choose({"--socks-proxy", "None"}));
}

QTEST_GUILESS_MAIN(TestConnectArguments)
#include "tst_connectarguments.moc"
