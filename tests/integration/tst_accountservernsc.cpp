// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The real nsc pushes to our account server and pulls from it over HTTP. It is built by
// tests/interop/install.sh.
#include "core/accountserver/accountserver.h"

#include "tests/support/natsserver.h"
#include "tests/support/peer.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace accountserver;
using State = AccountServer::State;

class TestAccountServerNsc : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatItPushesIsServed();
    void whatItPullsIsWhatIsServed();
    void itIsToldWhyAPushIsRefused();
    void aReadOnlyServerTakesNoPush();
    void anOperatorIsAddedFromTheServer();
    void whatItPushesReachesTheServer_data();
    void whatItPushesReachesTheServer();
};

namespace {

const QString kNsc = QStringLiteral(FANIN_INTEROP "/nsc");

// A person's nsc: operator ACME with its system account and an account ORDERS with a user.
class Nsc final
{
public:
    struct Result
    {
        int code = -1;
        QByteArray text;
    };

    Result run(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(u"HOME"_s, m_home.path());
        variables.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
        variables.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
        variables.insert(u"NSC_NO_GIT_IGNORE"_s, u"true"_s);
        process.setProcessEnvironment(variables);
        process.setWorkingDirectory(m_home.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(kNsc, arguments);
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; },
                             60'000))
            return {};
        return {process.exitCode(), process.readAll()};
    }
    void must(const QStringList &arguments) const
    {
        const Result result = run(arguments);
        if (result.code != 0)
            qFatal("nsc %s: %s", qPrintable(arguments.join(u' ')), result.text.constData());
    }
    void makeOperator() const
    {
        must({u"add"_s, u"operator"_s, u"--generate-signing-key"_s, u"--sys"_s, u"ACME"_s});
        must({u"add"_s, u"account"_s, u"ORDERS"_s});
        must({u"add"_s, u"user"_s, u"-a"_s, u"ORDERS"_s, u"shopper"_s});
    }
    void useServer(const AccountServer &server) const
    {
        must({u"edit"_s, u"operator"_s, u"--account-jwt-server-url"_s,
              server.address() + u"/jwt/v1"_s});
    }
    [[nodiscard]] QString operatorFolder() const
    {
        return m_home.filePath(u"data/nats/nsc/stores/ACME"_s);
    }
    [[nodiscard]] QString accountFile(const QString &name = u"ORDERS"_s) const
    {
        return operatorFolder() + u"/accounts/%1/%1.jwt"_s.arg(name);
    }
    [[nodiscard]] QByteArray account(const QString &name = u"ORDERS"_s) const
    {
        return content(accountFile(name));
    }
    [[nodiscard]] QString creds(const QString &account, const QString &user) const
    {
        return m_home.filePath(u"data/nats/nsc/keys/creds/ACME/%1/%2.creds"_s.arg(account, user));
    }
    [[nodiscard]] static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_home;
};

Options optionsFor(const Nsc &nsc)
{
    Options options;
    options.store = StoreKind::Memory;
    options.port = 0;
    options.operatorFile = nsc.operatorFolder() + u"/ACME.jwt"_s;
    return options;
}

QByteArray keyOf(const QByteArray &token)
{
    return jwt::Token::decode(token)->claims().sub;
}

QByteArray stored(const AccountServer &server, const QByteArray &key)
{
    const auto token = server.store()->load(key);
    return token && *token ? (*token)->text : QByteArray();
}

bool starts(AccountServer &server)
{
    server.start();
    return QTest::qWaitFor([&server] { return server.state() == State::Serving; });
}

} // namespace

void TestAccountServerNsc::init()
{
    if (QFileInfo::exists(kNsc))
        return;
    const char *text = "nsc is not built (tests/interop/install.sh needs Go and its module proxy)";
    const bool hasGo = !QStandardPaths::findExecutable(u"go"_s).isEmpty();
    QVERIFY2(!hasGo || !qEnvironmentVariableIsSet("CI"), text);
    QSKIP(text);
}

void TestAccountServerNsc::whatItPushesIsServed()
{
    const Nsc nsc;
    nsc.makeOperator();
    AccountServer server(optionsFor(nsc));
    QVERIFY(starts(server));
    nsc.useServer(server);
    nsc.must({u"push"_s, u"-A"_s});
    QCOMPARE(server.store()->keys().size(), size_t(2));
    QCOMPARE(stored(server, keyOf(nsc.account())), nsc.account());
    QCOMPARE(stored(server, keyOf(nsc.account(u"SYS"_s))), nsc.account(u"SYS"_s));
    nsc.must({u"edit"_s, u"account"_s, u"ORDERS"_s, u"--conns"_s, u"5"_s});
    nsc.must({u"push"_s, u"-a"_s, u"ORDERS"_s});
    QCOMPARE(stored(server, keyOf(nsc.account())), nsc.account());
}

void TestAccountServerNsc::whatItPullsIsWhatIsServed()
{
    const Nsc nsc;
    nsc.makeOperator();
    Options options = optionsFor(nsc);
    {
        // The operator that is served says where it is served.
        AccountServer first(options);
        QVERIFY(starts(first));
        options.port = first.port();
        nsc.useServer(first);
    }
    AccountServer server(options);
    QVERIFY(starts(server));
    nsc.must({u"push"_s, u"-A"_s});
    const QByteArray pushed = nsc.account();
    // What happens to the copy here …
    nsc.must({u"edit"_s, u"account"_s, u"ORDERS"_s, u"--conns"_s, u"7"_s});
    QVERIFY(nsc.account() != pushed);
    // … is undone by pulling.
    nsc.must({u"pull"_s, u"-A"_s, u"--overwrite-newer"_s});
    QCOMPARE(nsc.account(), pushed);
    QCOMPARE(server.counts().refused, 1); // it asks for /jwt/v2/operator first
}

void TestAccountServerNsc::itIsToldWhyAPushIsRefused()
{
    const Nsc stranger;
    stranger.makeOperator();
    const Nsc nsc;
    nsc.makeOperator();
    AccountServer server(optionsFor(nsc));
    QVERIFY(starts(server));
    stranger.useServer(server);
    const Nsc::Result result = stranger.run({u"push"_s, u"-a"_s, u"ORDERS"_s});
    QVERIFY(result.code != 0);
    QVERIFY2(result.text.contains("untrusted issuer in request"), result.text.constData());
    QVERIFY(server.store()->keys().empty());
}

void TestAccountServerNsc::aReadOnlyServerTakesNoPush()
{
    const Nsc nsc;
    nsc.makeOperator();
    Options options;
    options.store = StoreKind::Nsc;
    options.path = nsc.operatorFolder();
    options.port = 0;
    AccountServer server(options);
    QVERIFY(starts(server));
    QCOMPARE(stored(server, keyOf(nsc.account())), nsc.account());
    nsc.useServer(server);
    QVERIFY(nsc.run({u"push"_s, u"-a"_s, u"ORDERS"_s}).code != 0);
    nsc.must({u"pull"_s, u"-a"_s, u"ORDERS"_s});
}

void TestAccountServerNsc::anOperatorIsAddedFromTheServer()
{
    const Nsc nsc;
    nsc.makeOperator();
    AccountServer server(optionsFor(nsc));
    QVERIFY(starts(server));
    const Nsc colleague;
    colleague.must({u"add"_s, u"operator"_s, u"--url"_s, server.address() + u"/jwt/v1/operator"_s});
    QCOMPARE(Nsc::content(colleague.operatorFolder() + u"/ACME.jwt"_s),
             server.authority().token()->text());
}

void TestAccountServerNsc::whatItPushesReachesTheServer_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("the system's") << QString();
    QTest::newRow("newer") << QStringLiteral(FANIN_INTEROP "/nats-server");
}

void TestAccountServerNsc::whatItPushesReachesTheServer()
{
    REQUIRE_NATS_SERVER();
    QFETCH(const QString, program);
    const Nsc nsc;
    nsc.makeOperator();
    AccountServer server(optionsFor(nsc));
    QVERIFY(starts(server));
    nsc.useServer(server);
    nsc.must({u"push"_s, u"-A"_s});
    NatsServer nats("operator: \"" + (nsc.operatorFolder() + u"/ACME.jwt\""_s).toUtf8() + '\n'
                        + server.resolverLine().toUtf8() + '\n',
                    program);
    QVERIFY(nats.start());
    nats::ConnectOptions system = nats.options();
    system.auth = nats::CredsFile{nsc.creds(u"SYS"_s, u"sys"_s)};
    server.notifyThrough(system);
    QTRY_VERIFY(server.notifier().connected);
    nats::ConnectOptions login = nats.options();
    login.auth = nats::CredsFile{nsc.creds(u"ORDERS"_s, u"shopper"_s)};
    Peer shopper(login);
    QVERIFY(shopper.connected());

    nsc.must({u"edit"_s, u"account"_s, u"ORDERS"_s, u"--subscriptions"_s, u"10"_s});
    nsc.must({u"push"_s, u"-a"_s, u"ORDERS"_s});
    QTRY_COMPARE(server.notifier().lastApplied, 1);
    QVERIFY(shopper.connected());
    nsc.must({u"revocations"_s, u"add-user"_s, u"-a"_s, u"ORDERS"_s, u"-n"_s, u"shopper"_s});
    nsc.must({u"push"_s, u"-a"_s, u"ORDERS"_s});
    QTRY_COMPARE(shopper.session().status().state, nats::ConnectionState::Closed);
}

QTEST_GUILESS_MAIN(TestAccountServerNsc)
#include "tst_accountservernsc.moc"
