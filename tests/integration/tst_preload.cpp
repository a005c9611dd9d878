// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// A store written as a configuration: the real nats-server starts with it and lets its users in.
#include "core/accountserver/directorystore.h"
#include "core/accountserver/memorystore.h"
#include "core/accountserver/preload.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/jwtstore.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/tokens.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>

using namespace accountserver;
using namespace Qt::StringLiterals;

class TestPreload : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aServerLetsItsUsersIn_data();
    void aServerLetsItsUsersIn();
    void aServerStartsWithWhateverLiesInTheFolder_data();
    void aServerStartsWithWhateverLiesInTheFolder();
};

namespace {

QByteArray all(const std::function<QByteArray()> &pieces)
{
    QByteArray text;
    for (QByteArray piece = pieces(); !piece.isEmpty(); piece = pieces())
        text += piece;
    return text;
}

void addServers()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("Debian's") << QString();
    const QString newer = QString::fromLatin1(FANIN_INTEROP) + u"/nats-server"_s;
    if (QFileInfo::exists(newer))
        QTest::newRow("newer") << newer;
}

} // namespace

void TestPreload::init()
{
    REQUIRE_NATS_SERVER();
}

void TestPreload::aServerLetsItsUsersIn_data()
{
    addServers();
}

void TestPreload::aServerLetsItsUsersIn()
{
    QFETCH(QString, program);
    const nkey::KeyPair operatorKey = tokens::key(nkey::Kind::Operator);
    const nkey::KeyPair systemKey = tokens::key(nkey::Kind::Account);
    const nkey::KeyPair ordersKey = tokens::key(nkey::Kind::Account);
    const nkey::KeyPair userKey = tokens::key(nkey::Kind::User);
    jwt::OperatorClaims claims;
    claims.systemAccount = systemKey.publicKey();
    const auto acme = tokens::make("ACME", operatorKey, operatorKey.publicKey(), claims);
    const auto system
        = tokens::make("SYS", operatorKey, systemKey.publicKey(), tokens::accountClaims());
    const auto orders = tokens::make("ORDERS \"{\" # }", operatorKey, ordersKey.publicKey(),
                                     tokens::accountClaims());
    const auto user = tokens::make("u", ordersKey, userKey.publicKey(), tokens::userClaims());
    MemoryStore store;
    QVERIFY(store.save(ordersKey.publicKey(), storedToken(*orders)));
    const QByteArray text = all(preloadConfiguration(
        {store, acme->text(), {}, system->text(), QDateTime::currentSecsSinceEpoch()}));

    NatsServer server(text, program);
    QVERIFY(server.start());
    nats::ConnectOptions options = server.options();
    const QByteArray seed = userKey.seed().reveal().toByteArray();
    options.auth = nats::CredsFile{
        server.write(u"user.creds"_s, jwt::credsFile(user->text(), seed).reveal().toByteArray())};
    Peer peer(options);
    QVERIFY2(peer.connected(), server.log().constData());
}

void TestPreload::aServerStartsWithWhateverLiesInTheFolder_data()
{
    addServers();
}

void TestPreload::aServerStartsWithWhateverLiesInTheFolder()
{
    QFETCH(QString, program);
    DirectoryStore store(jwtfixtures::path(u"dirstore/flat"_s), DirectoryStore::Layout::Flat,
                         false);
    const QByteArray text = all(preloadConfiguration(
        {store, jwtfixtures::read(u"jwt/operator/operator.jwt"_s), {}, {}, jwtfixtures::kNow}));
    NatsServer server(text, program);
    QVERIFY2(server.start(), text.constData());
    nats::ConnectOptions options = server.options();
    options.auth = nats::CredsFile{jwtfixtures::path(u"creds/plain.creds"_s)};
    Peer peer(options);
    QVERIFY2(peer.connected(), server.log().constData());
}

QTEST_GUILESS_MAIN(TestPreload)
#include "tst_preload.moc"
