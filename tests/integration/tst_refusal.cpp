// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What we say about a refused login beside what the real nats-server logs about it.
#include "core/jwt/refusal.h"
#include "core/jwt/tokentext.h"
#include "core/nats/session.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/jwtstore.h"
#include "tests/support/natsserver.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestRefusal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theServerLogsOurFirstFailedCheck_data();
    void theServerLogsOurFirstFailedCheck();

private:
    [[nodiscard]] NatsServer &serverFor(const QString &creds);
    [[nodiscard]] bool start(const QString &configuration);

    std::map<QString, std::unique_ptr<NatsServer>> m_servers;
};

namespace {

struct Login
{
    bool connected = false;
    bool sent = true; ///< our client had nothing against the credentials itself
    QString version, message;
};

Login logIn(const NatsServer &server, const QString &creds)
{
    nats::ConnectOptions options = server.options();
    options.auth = nats::CredsFile{jwtfixtures::path(u"creds/"_s + creds)};
    nats::Session session(options);
    session.open();
    using State = nats::ConnectionState;
    const bool ended = QTest::qWaitFor(
        [&session] {
            return session.status().state == State::Connected
                || session.status().state == State::Closed;
        },
        10'000);
    Login login;
    login.connected = ended && session.status().state == State::Connected;
    login.version = QString::fromUtf8(session.status().server.version.toUtf8());
    if (session.status().failure) {
        login.message = session.status().failure->error.text;
        login.sent = session.status().failure->error.kind != base::ErrorKind::InvalidInput;
    }
    return login;
}

// The reason the server's log gives since `from`; empty if there is none.
QString loggedReason(const QByteArray &log, qsizetype from)
{
    static const QRegularExpression line(
        u"\\[(?:DBG|ERR)\\] \\S+ - cid:\\d+ - (?:\"[^\"]*\" - )?(.*)"_s);
    for (const QByteArray &text : log.sliced(from).split('\n')) {
        const auto match = line.match(QString::fromUtf8(text));
        const QString reason = match.captured(1);
        const bool ordinary = reason.startsWith("Client connection"_L1)
            || reason.startsWith("Authenticated JWT"_L1);
        if (match.hasMatch() && !ordinary)
            return reason;
    }
    return {};
}

} // namespace

bool TestRefusal::start(const QString &configuration)
{
    QByteArray text = jwtfixtures::read(u"conf/"_s + configuration);
    // The ports are the fixture's; this server takes a free one.
    static const QRegularExpression ports(u"^(listen|http):.*$"_s,
                                          QRegularExpression::MultilineOption);
    text = QString::fromUtf8(text).remove(ports).toUtf8();
    text += "\ndebug: true\nlog_file: \"@DIR@/log\"\n";
    auto server = std::make_unique<NatsServer>(text);
    const bool started = server->start();
    m_servers[configuration] = std::move(server);
    return started;
}

void TestRefusal::initTestCase()
{
    REQUIRE_NATS_SERVER();
    for (const QString &configuration :
         {u"memory-resolver.conf"_s, u"strict-memory-resolver.conf"_s,
          u"v1-memory-resolver.conf"_s})
        QVERIFY(start(configuration));
}

NatsServer &TestRefusal::serverFor(const QString &creds)
{
    if (creds.startsWith("strict"_L1))
        return *m_servers.at(u"strict-memory-resolver.conf"_s);
    // What the v1 set's users are called.
    if (creds.startsWith("user"_L1))
        return *m_servers.at(u"v1-memory-resolver.conf"_s);
    return *m_servers.at(u"memory-resolver.conf"_s);
}

void TestRefusal::theServerLogsOurFirstFailedCheck_data()
{
    QTest::addColumn<QString>("creds");
    const QDir folder(jwtfixtures::path(u"creds"_s));
    for (const QString &file : folder.entryList({u"*.creds"_s}, QDir::Files)) {
        // Without a token and a user's seed our client sends nothing at all.
        const jwt::TokenText found = jwt::findTokens(jwtfixtures::read(u"creds/"_s + file));
        const auto seed = nkey::KeyPair::fromSeed(found.seed.reveal());
        if (!found.tokens.empty() && seed && seed->kind() == nkey::Kind::User)
            QTest::newRow(qPrintable(file.chopped(6))) << file;
    }
}

void TestRefusal::theServerLogsOurFirstFailedCheck()
{
    REQUIRE_NATS_SERVER();
    QFETCH(const QString, creds);
    const jwt::TokenText found = jwt::findTokens(jwtfixtures::read(u"creds/"_s + creds));
    const auto seed = nkey::KeyPair::fromSeed(found.seed.reveal());

    NatsServer &server = serverFor(creds);
    const auto log = [&server] {
        QFile file(server.file(u"log"_s));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    };
    const qsizetype before = log().size();
    const Login login = logIn(server, creds);

    jwt::LoginFacts facts;
    facts.user = jwt::Token::decode(found.tokens.front().token);
    facts.seedUsed = seed.ok();
    facts.seedKey = seed ? seed->publicKey() : QByteArray();
    facts.clientIp = "127.0.0.1";
    facts.serverVersion = login.version;
    facts.serverMessage = login.message;
    facts.now = QDateTime::currentSecsSinceEpoch();
    const QString set = creds.startsWith("user"_L1) ? u"v1/"_s + creds : u"user/"_s + creds;
    const jwtfixtures::Store &store = jwtfixtures::storeFor(set);
    const auto checks = jwt::explainRefusal(facts, store.book, store.options);
    const auto failed = std::find_if(checks.begin(), checks.end(), [](const auto &check) {
        return check.result == jwt::LoginCheck::Result::Failed;
    });

    if (login.connected) {
        QCOMPARE(failed == checks.end() ? QString() : failed->title, QString());
        return;
    }
    if (!login.sent) {
        QVERIFY2(loggedReason(log(), before).isEmpty(), qPrintable(login.message));
        return;
    }
    QString reason;
    QVERIFY2(QTest::qWaitFor([&] { return !(reason = loggedReason(log(), before)).isEmpty(); }),
             qPrintable(login.message));
    // A callout's answer, or the lack of one, is known to nobody but the server.
    if (reason.contains("callout"_L1))
        return;
    QVERIFY2(failed != checks.end(), qPrintable(reason));
    QVERIFY2(reason.startsWith(failed->logLine), qPrintable(reason + u" / "_s + failed->logLine));
}

QTEST_GUILESS_MAIN(TestRefusal)

#include "tst_refusal.moc"
