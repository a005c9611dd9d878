// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What we say about the demo's users is what the real server does with them.
#include "app/demo.h"
#include "app/demooperator.h"
#include "core/nats/session.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"

#include <QtCore/QDateTime>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;

class TestDemoLogin : public QObject
{
    Q_OBJECT

private slots:
    void theServerTakesWhomWeSayItTakes_data();
    void theServerTakesWhomWeSayItTakes();
    void aRenewedAccountReachesTheServer();
};

void TestDemoLogin::theServerTakesWhomWeSayItTakes_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("taken");
    QTest::newRow("visitor") << u"DEMO"_s << u"visitor"_s << true;
    QTest::newRow("system") << u"SYS"_s << u"sys"_s << true;
    QTest::newRow("with permissions") << u"ORDERS"_s << u"svc-orders"_s << true;
    QTest::newRow("scoped") << u"ORDERS"_s << u"dashboard"_s << true;
    QTest::newRow("of the importer") << u"BILLING"_s << u"svc-billing"_s << true;
    QTest::newRow("expired") << u"ORDERS"_s << u"batch-nightly"_s << false;
    QTest::newRow("revoked") << u"ORDERS"_s << u"intern"_s << false;
    QTest::newRow("of the account with the broken import")
        << u"PARTNERS"_s << u"partner-api"_s << false;
}

void TestDemoLogin::theServerTakesWhomWeSayItTakes()
{
    REQUIRE_NATS_SERVER();
    QFETCH(QString, account);
    QFETCH(QString, user);
    QFETCH(bool, taken);
    const QTemporaryDir directory;
    const app::DemoOperator demo = app::makeDemoOperator(QDateTime::currentSecsSinceEpoch());
    QVERIFY(app::writeDemoStore(demo, directory.path()).ok());
    QByteArray resolver = "resolver: MEMORY\nresolver_preload: {\n";
    for (const app::DemoAccount &known : demo.accounts)
        resolver += "  " + known.key + ": " + known.token + '\n';
    resolver += '}';
    QVERIFY(app::writeDemoConfiguration(demo, directory.path(), resolver).ok());
    QFile configuration(app::demoConfigurationPath(directory.path()));
    QVERIFY(configuration.open(QIODevice::ReadOnly));
    NatsServer server(configuration.readAll());
    QVERIFY2(server.start(), server.log().constData());

    nats::ConnectOptions options = server.options();
    options.reconnect = false;
    options.auth = nats::CredsFile{app::demoCredsPath(directory.path(), account, user)};
    nats::Session session(options);
    session.open();
    QTRY_VERIFY_WITH_TIMEOUT(session.status().state == nats::ConnectionState::Connected
                                 || session.status().state == nats::ConnectionState::Closed,
                             10'000);
    QCOMPARE(session.status().state == nats::ConnectionState::Connected, taken);
    if (!taken)
        QCOMPARE(session.status().failure->error.kind, base::ErrorKind::Auth);
}

// The whole circle: posted, stored, announced, applied.
void TestDemoLogin::aRenewedAccountReachesTheServer()
{
    REQUIRE_NATS_SERVER();
    app::Demo demo;
    QSignalSpy ready(&demo, &app::Demo::ready);
    QSignalSpy failed(&demo, &app::Demo::failed);
    QSignalSpy renewalFailed(&demo, &app::Demo::renewalFailed);
    QSet<QByteArray> asked;
    demo.start();
    connect(demo.accountServer(), &accountserver::AccountServer::requestsLogged, &demo,
            [&](const std::vector<accountserver::LogEntry> &entries) {
                for (const accountserver::LogEntry &entry : entries) {
                    const auto token = demo.accountServer()->store()->load(entry.key);
                    if (token.ok() && *token)
                        asked += jwt::Token::decode((*token)->text)->claims().name;
                }
            });
    QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() || !failed.isEmpty(), 20'000);
    QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
    accountserver::AccountServer &server = *demo.accountServer();
    QTRY_VERIFY_WITH_TIMEOUT(server.notifier().connected, 10'000);

    // The server applies it to accounts it has asked for: somebody of ORDERS has logged in.
    QTRY_VERIFY_WITH_TIMEOUT(asked.contains("ORDERS"), 10'000);
    demo.renewOrders();
    QTRY_COMPARE_WITH_TIMEOUT(server.notifier().lastApplied, 1, 10'000);
    QVERIFY(renewalFailed.isEmpty());
    const auto stored = server.store()->load(server.notifier().lastKey);
    QVERIFY(stored.ok() && *stored);
    QVERIFY((*stored)->exp > QDateTime::currentSecsSinceEpoch() + 20 * 24 * 3600);
}

QTEST_GUILESS_MAIN(TestDemoLogin)
#include "tst_demologin.moc"
