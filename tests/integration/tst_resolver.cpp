// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// The servers' own resolver, asked over the system account of real nats-servers with the fixtures'
// operator.
#include "core/jwt/resolversource.h"
#include "tests/support/fetching.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/natsserver.h"
#include "tests/support/peer.h"
#include "tests/support/program.h"

#include <QtCore/QDir>
#include <QtCore/QUrl>

using namespace Qt::StringLiterals;

class TestResolver : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everythingIsThePackOperatorsIncluded();
    void oneAccountIsLookedUp();
    void anAbsentAccountIsAProblem();
    void withoutTheSystemAccountItIsAnError();
    void aMemoryResolverShowsWhatIsInUse();
    void aClosedConnectionIsAnError();
    void copiesThatDifferAreKeptApart();
    void theCommandFetchesFromServers();
};

namespace {

const QByteArray kPlain = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
const QByteArray kSystem = "AA7FPYEHCXNDHHRUQK5N2X6SUZ3EIQLLBB4K44FSJ3UHPTVN4OSPADPE";

// The fixture's configuration without its ports: those are the tests' own business.
QByteArray configuration(const QString &name)
{
    QByteArray all;
    for (const QByteArray &line : jwtfixtures::read(u"conf/"_s + name).split('\n')) {
        if (!line.startsWith("listen:") && !line.startsWith("http:"))
            all += line + '\n';
    }
    return all;
}

// A full resolver in a folder of its own, with these tokens in it.
QByteArray fullResolver(const QByteArray &folder)
{
    return configuration(u"full-resolver.conf"_s)
        .replace("\"./resolver-jwt\"", "\"@DIR@/" + folder + "\"");
}

void store(const NatsServer &server, const QByteArray &key, const QString &fixture)
{
    QDir(server.directory()).mkpath(u"jwt"_s);
    server.write(u"jwt/"_s + QString::fromLatin1(key) + u".jwt"_s, jwtfixtures::read(fixture));
}

nats::ConnectOptions as(const NatsServer &server, const QString &user)
{
    nats::ConnectOptions options = server.options();
    options.auth = nats::CredsFile{jwtfixtures::path(u"creds/"_s + user + u".creds"_s)};
    return options;
}

// The tokens of an account, with where each copy is.
QStringList copies(const Fetching &fetching, const QByteArray &key, const QByteArray &text)
{
    QStringList details;
    for (const jwt::FoundToken &found : fetching.tokens) {
        if (found.origin.storedAs == key && found.token->text() == text)
            details += found.origin.detail;
    }
    return details;
}

} // namespace

void TestResolver::init()
{
    REQUIRE_NATS_SERVER();
}

void TestResolver::everythingIsThePackOperatorsIncluded()
{
    NatsServer server(fullResolver("jwt"));
    store(server, kPlain, u"jwt/account/plain.jwt"_s);
    QVERIFY(server.start());
    Peer peer(as(server, u"sys"_s));
    QVERIFY(peer.connected());
    jwt::ResolverSource source(peer.session());
    QCOMPARE(source.name(), server.url());
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.problems(), "");
    const QByteArray plain = jwtfixtures::read(u"jwt/account/plain.jwt"_s);
    const QByteArray system = jwtfixtures::read(u"jwt/account/sys.jwt"_s);
    QCOMPARE(copies(fetching, kPlain, plain), QStringList{u"pack"_s});
    QCOMPARE(copies(fetching, kSystem, system), QStringList{u"pack"_s});
    const QStringList operators
        = copies(fetching, {}, jwtfixtures::read(u"jwt/operator/operator.jwt"_s));
    QCOMPARE(operators.size(), 1);
    QVERIFY2(operators[0].contains("(N"_L1) || operators[0].contains(" N"_L1),
             qPrintable(operators[0]));
    QCOMPARE(fetching.tokens.size(), size_t(3));
    QVERIFY(fetching.outcome->detail.startsWith("1 server"_L1));
}

void TestResolver::oneAccountIsLookedUp()
{
    NatsServer server(fullResolver("jwt"));
    store(server, kPlain, u"jwt/account/plain.jwt"_s);
    QVERIFY(server.start());
    Peer peer(as(server, u"sys"_s));
    QVERIFY(peer.connected());
    jwt::ResolverSource source(peer.session());
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    const QStringList held
        = copies(fetching, kPlain, jwtfixtures::read(u"jwt/account/plain.jwt"_s));
    QVERIFY2(held.contains(u"held by 1 of 1 server"_s), qPrintable(held.join(u'|')));
    // The system account is in use, and the server says so by its name.
    Fetching system(source, kSystem);
    VERIFY_FETCHED(system);
    const QStringList used = copies(system, kSystem, jwtfixtures::read(u"jwt/account/sys.jwt"_s));
    QCOMPARE(used.size(), 2);
    QVERIFY2(used.filter(u"in use at "_s).size() == 1, qPrintable(used.join(u'|')));
}

void TestResolver::anAbsentAccountIsAProblem()
{
    NatsServer server(fullResolver("jwt"));
    QVERIFY(server.start());
    Peer peer(as(server, u"sys"_s));
    QVERIFY(peer.connected());
    jwt::ResolverSource source(peer.session());
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    QCOMPARE(fetching.tokens.size(), size_t(0));
    QVERIFY2(fetching.problems().contains(kPlain), fetching.problems().constData());
    // A wildcard would be a question about everybody.
    Fetching wildcard(source, "*");
    QVERIFY(wildcard.run());
    QCOMPARE(wildcard.outcome->error->kind, base::ErrorKind::InvalidInput);
}

void TestResolver::withoutTheSystemAccountItIsAnError()
{
    NatsServer server(fullResolver("jwt"));
    store(server, kPlain, u"jwt/account/plain.jwt"_s);
    QVERIFY(server.start());
    Peer peer(as(server, u"plain"_s));
    QVERIFY(peer.connected());
    jwt::ResolverSource source(peer.session());
    for (const QByteArray &key : {QByteArray(), kPlain}) {
        Fetching fetching(source, key);
        QVERIFY(fetching.run());
        QVERIFY(fetching.outcome->error.has_value());
        QCOMPARE(fetching.outcome->error->kind, base::ErrorKind::Auth);
        QVERIFY2(fetching.error().contains("system account"), fetching.error().constData());
    }
}

void TestResolver::aMemoryResolverShowsWhatIsInUse()
{
    NatsServer server(configuration(u"memory-resolver.conf"_s));
    QVERIFY(server.start());
    Peer user(as(server, u"plain"_s));
    QVERIFY(user.connected());
    Peer peer(as(server, u"sys"_s));
    QVERIFY(peer.connected());
    jwt::ResolverSource source(peer.session());
    Fetching fetching(source);
    VERIFY_FETCHED(fetching);
    const QStringList used
        = copies(fetching, kPlain, jwtfixtures::read(u"jwt/account/plain.jwt"_s));
    QVERIFY2(used.size() == 1 && used[0].startsWith("in use at "_L1), qPrintable(used.join(u'|')));
    QVERIFY2(fetching.outcome->detail.contains("no NATS based resolver"_L1),
             qPrintable(fetching.outcome->detail));
}

void TestResolver::aClosedConnectionIsAnError()
{
    NatsServer server(fullResolver("jwt"));
    QVERIFY(server.start());
    auto peer = std::make_unique<Peer>(as(server, u"sys"_s));
    QVERIFY(peer->connected());
    jwt::ResolverSource source(peer->session());
    Fetching fetching(source);
    peer.reset();
    QVERIFY(fetching.run());
    QCOMPARE(fetching.outcome->error->kind, base::ErrorKind::Network);
    Fetching later(source);
    QVERIFY(later.run());
    QCOMPARE(later.outcome->error->kind, base::ErrorKind::Network);
}

void TestResolver::copiesThatDifferAreKeptApart()
{
    // Each server listens for the others on a port of its own choice; the later ones call the
    // first.
    const auto clustered = [](const QByteArray &name, const QByteArray &more) {
        return fullResolver("jwt") + "server_name: " + name
            + "\ncluster { name: c, listen: \"127.0.0.1:-1\", " + more + " }\n";
    };
    NatsServer first(clustered("n1", {}));
    store(first, kPlain, u"jwt/account/plain.jwt"_s);
    QVERIFY(first.start());
    QByteArray route;
    QTRY_VERIFY(!(route =
                      [&first] {
                          const QByteArray log = first.log();
                          const qsizetype at = log.indexOf("Listening for route connections on ");
                          return at < 0
                              ? QByteArray()
                              : log.mid(at + 35, log.indexOf('\n', at) - at - 35).trimmed();
                      }())
                     .isEmpty());
    const QByteArray routes = "routes: [ \"nats-route://" + route + "\" ]";
    NatsServer second(clustered("n2", routes));
    store(second, kPlain, u"jwt/account/plain.jwt"_s);
    QVERIFY(second.start());
    NatsServer third(clustered("n3", routes));
    QVERIFY(third.start());

    Peer peer(as(first, u"sys"_s));
    QVERIFY(peer.connected());
    jwt::ResolverSource source(peer.session());
    const auto lists = [&source] {
        Fetching fetching(source);
        return fetching.run() ? fetching.outcome->detail : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(lists().startsWith("3 server"_L1), 20'000);
    // One server's copy changes behind its back; the others are not told for a while.
    store(third, kPlain, u"jwt/account/plain-older.jwt"_s);
    Fetching fetching(source, kPlain);
    VERIFY_FETCHED(fetching);
    const QStringList old
        = copies(fetching, kPlain, jwtfixtures::read(u"jwt/account/plain-older.jwt"_s));
    const QStringList current
        = copies(fetching, kPlain, jwtfixtures::read(u"jwt/account/plain.jwt"_s));
    QVERIFY2(old.contains(u"held by 1 of 3 servers"_s), qPrintable(old.join(u'|')));
    QVERIFY2(current.contains(u"held by 2 of 3 servers"_s), qPrintable(current.join(u'|')));
    QVERIFY(fetching.problems().contains("2 different tokens"));
}

void TestResolver::theCommandFetchesFromServers()
{
    NatsServer server(fullResolver("jwt"));
    store(server, kPlain, u"jwt/account/plain.jwt"_s);
    QVERIFY(server.start());
    const QString out = server.file(u"out"_s);
    const QString creds = jwtfixtures::path(u"creds/sys.creds"_s);
    const ProgramResult all = runFanin(
        {u"jwt"_s, u"fetch"_s, server.url(), u"--creds"_s, creds, u"--out"_s, out, u"--json"_s});
    QVERIFY2(all.code == 0, all.text().constData());
    QCOMPARE(all.out.count('\n'), 4);
    QFile written(out + u'/' + QString::fromLatin1(kPlain) + u".jwt"_s);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), jwtfixtures::read(u"jwt/account/plain.jwt"_s));
    const ProgramResult one = runFanin(
        {u"jwt"_s, u"fetch"_s, server.url(), QString::fromLatin1(kPlain), u"--creds"_s, creds});
    QVERIFY2(one.code == 0, one.text().constData());
    QVERIFY(one.out.startsWith(jwtfixtures::read(u"jwt/account/plain.jwt"_s) + '\n'));
    const ProgramResult none = runFanin({u"jwt"_s, u"fetch"_s, server.url(), u"--creds"_s,
                                         jwtfixtures::path(u"creds/plain.creds"_s)});
    QVERIFY2(none.code == 3, none.text().constData());
    const ProgramResult nobody = runFanin({u"jwt"_s, u"fetch"_s, u"nats://127.0.0.1:1"_s});
    QVERIFY2(nobody.code == 3, nobody.text().constData());
}

QTEST_GUILESS_MAIN(TestResolver)
#include "tst_resolver.moc"
