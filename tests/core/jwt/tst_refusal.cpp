// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/issuer.h"
#include "core/jwt/refusal.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/jwtstore.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using Result = jwt::LoginCheck::Result;

namespace {

// What the server wrote about the login with a signed nonce; empty if it let the user in.
QString refusalOf(const QJsonObject &server)
{
    if (server["connect_ok"_L1].toBool())
        return {};
    for (const QJsonValue &line : server["server_log"_L1].toArray()) {
        const QString text = line.toString();
        if (text.startsWith("[DBG] "_L1) || text.startsWith("[ERR] "_L1))
            return text.mid(6);
    }
    return u"(no reason logged)"_s;
}

const jwt::LoginCheck *firstFailed(const std::vector<jwt::LoginCheck> &checks)
{
    const auto failed = std::find_if(checks.begin(), checks.end(), [](const jwt::LoginCheck &c) {
        return c.result == Result::Failed;
    });
    return failed == checks.end() ? nullptr : &*failed;
}

jwt::LoginFacts factsOf(const QString &name)
{
    jwt::LoginFacts facts;
    facts.user = jwt::Token::decode(jwtfixtures::read(u"jwt/"_s + name + u".jwt"_s));
    facts.seedKey = facts.user->claims().sub;
    facts.clientIp = "127.0.0.1";
    facts.now = jwtfixtures::kNow;
    return facts;
}

std::vector<jwt::LoginCheck> explained(const jwt::LoginFacts &facts, const QString &name = {})
{
    const jwtfixtures::Store &store = jwtfixtures::storeFor(name);
    return jwt::explainRefusal(facts, store.book, store.options);
}

const jwt::LoginCheck &checkWith(const std::vector<jwt::LoginCheck> &checks, const QString &logLine)
{
    const auto found
        = std::find_if(checks.begin(), checks.end(), [&logLine](const jwt::LoginCheck &check) {
              return check.logLine.startsWith(logLine);
          });
    if (found == checks.end())
        qFatal("there is no check '%s'", qPrintable(logLine));
    return *found;
}

} // namespace

class RefusalTest final : public QObject
{
    Q_OBJECT

private slots:
    void theFirstFailedCheckIsWhatTheServerLogged_data();
    void theFirstFailedCheckIsWhatTheServerLogged();
    void everyCheckIsAnsweredInOrder();
    void withoutATokenTheRestIsNotReached();
    void anUnreadableTokenEndsItThere();
    void theSeedDecides_data();
    void theSeedDecides();
    void anUnknownAccountIsOnlyMissingWhereOneLooked();
    void aSigningKeyIsNoAccount();
    void aScopesConnectionTypesCountSince21019();
    void aProxyDependsOnTheServer();
    void aCalloutCannotBeKnown();
    void theConnectionLimitIsToldByTheServer();
    void moreThanOneReasonIsShown();
};

// The users of the fixtures as the two recorded servers treated them.
void RefusalTest::theFirstFailedCheckIsWhatTheServerLogged_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("logged");
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        for (const QString &version : {u"2.9.10"_s, u"2.10.0"_s}) {
            const QJsonValue server
                = entry.expected[u"nats_server_"_s + QString(version).replace(u'.', u'_')];
            if (!server.isObject())
                continue;
            QString logged = refusalOf(server.toObject());
            // The recording's client was alone and still the server's timer had it wait: a callout
            // decides here, which nobody but the server can know.
            if (logged.contains("callout"_L1))
                logged = u"?"_s;
            QTest::newRow(qPrintable(entry.name + u' ' + version))
                << entry.name << version << logged;
        }
    }
}

void RefusalTest::theFirstFailedCheckIsWhatTheServerLogged()
{
    QFETCH(const QString, name);
    QFETCH(const QString, version);
    QFETCH(const QString, logged);
    jwt::LoginFacts facts = factsOf(name);
    facts.serverVersion = version;
    const auto checks = explained(facts, name);
    const jwt::LoginCheck *failed = firstFailed(checks);
    if (logged.isEmpty() || logged == u"?"_s) {
        QVERIFY2(!failed, failed ? qPrintable(failed->title) : "");
        if (!logged.isEmpty())
            QVERIFY(checkWith(checks, u"Authorization callout"_s).result == Result::CannotKnow);
        return;
    }
    QVERIFY2(failed, qPrintable(logged));
    QVERIFY2(logged.startsWith(failed->logLine), qPrintable(failed->logLine + u" / "_s + logged));
}

void RefusalTest::everyCheckIsAnsweredInOrder()
{
    const auto checks = explained(factsOf(u"user/plain"_s));
    QCOMPARE(checks.size(), 18);
    for (size_t i = 0; i < checks.size(); ++i) {
        QCOMPARE(checks[i].number, int(i) + 1);
        QVERIFY(!checks[i].title.isEmpty() && !checks[i].text.isEmpty());
        QVERIFY(!checks[i].logLine.isEmpty());
    }
    QVERIFY(checkWith(checks, u"Account JWT lookup error"_s).token->asAccount());
}

void RefusalTest::withoutATokenTheRestIsNotReached()
{
    const auto checks = explained(jwt::LoginFacts());
    QVERIFY(checks.front().result == Result::Failed);
    QCOMPARE(checks.front().logLine, u"Authentication requires a user JWT"_s);
    for (size_t i = 1; i < checks.size(); ++i)
        QVERIFY(checks[i].result == Result::NotReached);
}

void RefusalTest::anUnreadableTokenEndsItThere()
{
    for (const QString &name : {u"broken/bad-signature"_s, u"account/plain"_s}) {
        const auto checks = explained(factsOf(name));
        QCOMPARE(firstFailed(checks)->number, 2);
        QVERIFY(checks.back().result == Result::NotReached);
    }
}

void RefusalTest::theSeedDecides_data()
{
    QTest::addColumn<QByteArray>("seedKey");
    QTest::addColumn<bool>("used");
    QTest::addColumn<QString>("logLine");
    QTest::addColumn<int>("result");
    const QByteArray own = "UDIZJFXKMKQFM6HWWA5GAI3NU57RQRN7YFUCXS2M5QLKFDCIAUJVMEDM";
    QTest::newRow("its own") << own << true << u"Signature not verified"_s << int(Result::Passed);
    QTest::newRow("another") << QByteArray(
        "UDX6UGHFYLMYK3G2354BWTWEYUU2NEBBA2X5O7FPDRRKF722TWNH7MX7")
                             << true << u"Signature not verified"_s << int(Result::Failed);
    QTest::newRow("unknown") << QByteArray() << true << u"Signature not verified"_s
                             << int(Result::CannotKnow);
    QTest::newRow("none") << QByteArray() << false << u"Signature missing"_s << int(Result::Failed);
}

void RefusalTest::theSeedDecides()
{
    QFETCH(const QByteArray, seedKey);
    QFETCH(const bool, used);
    QFETCH(const QString, logLine);
    jwt::LoginFacts facts = factsOf(u"user/plain"_s);
    facts.seedKey = seedKey;
    facts.seedUsed = used;
    QTEST(int(checkWith(explained(facts), logLine).result), "result");
}

void RefusalTest::anUnknownAccountIsOnlyMissingWhereOneLooked()
{
    const jwt::LoginFacts facts = factsOf(u"user/unknown-account"_s);
    const auto line = u"Account JWT lookup error: account missing"_s;
    QVERIFY(checkWith(explained(facts), line).result == Result::Failed);
    const auto nowhere = jwt::explainRefusal(facts, jwt::Book(), {});
    QVERIFY(checkWith(nowhere, line).result == Result::CannotKnow);
}

void RefusalTest::aSigningKeyIsNoAccount()
{
    const auto signingKey = nkey::KeyPair::generate(nkey::Kind::Account);
    jwt::AccountClaims body;
    body.limits = jwt::unlimitedAccount();
    body.signingKeys.resize(1);
    body.signingKeys[0].key = signingKey.publicKey();
    jwt::Claims claims;
    claims.sub = nkey::KeyPair::generate(nkey::Kind::Account).publicKey();
    claims.body = body;
    jwt::Book book;
    book.add({jwt::Token::decode(jwt::issue(claims, nkey::KeyPair::generate(nkey::Kind::Operator))),
              {}});

    const auto check = [&](const QByteArray &issuerAccount) {
        jwt::Claims user;
        user.sub = nkey::KeyPair::generate(nkey::Kind::User).publicKey();
        user.body = jwt::UserClaims{jwt::unlimitedUser(), issuerAccount};
        jwt::LoginFacts facts;
        facts.user = jwt::Token::decode(jwt::issue(user, signingKey));
        facts.now = jwtfixtures::kNow;
        return checkWith(jwt::explainRefusal(facts, book, {}),
                         u"Account JWT lookup error: account missing"_s);
    };
    QVERIFY(check({}).text.contains(u"without issuer_account"_s));
    QCOMPARE(check({}).path, "iss"_ba);
    const jwt::LoginCheck named = check(signingKey.publicKey());
    QVERIFY(named.result == Result::Failed);
    QVERIFY(named.text.startsWith(u"issuer_account is "_s));
    QCOMPARE(named.path, "nats.issuer_account"_ba);
}

void RefusalTest::aScopesConnectionTypesCountSince21019()
{
    jwt::LoginFacts facts = factsOf(u"user/scoped-browser"_s);
    const auto line = u"Connection type not allowed"_s;
    for (const auto &[version, result] :
         {std::pair(u"2.10.18"_s, Result::Passed), std::pair(u"2.10.19"_s, Result::Failed),
          std::pair(QString(), Result::Failed)}) {
        facts.serverVersion = version;
        QVERIFY2(checkWith(explained(facts), line).result == result, qPrintable(version));
    }
    facts.connectionType = "WEBSOCKET";
    QVERIFY(checkWith(explained(facts), line).result == Result::Passed);
    // Older servers ask before the account is looked up.
    facts.serverVersion = u"2.10.18"_s;
    const auto older = explained(facts);
    QVERIFY(checkWith(older, line).number < checkWith(older, u"Account JWT lookup"_s).number);
}

void RefusalTest::aProxyDependsOnTheServer()
{
    jwt::LoginFacts facts = factsOf(u"user/proxy-required"_s);
    const auto line = u"proxy connection required"_s;
    facts.serverVersion = u"2.11.9"_s;
    QVERIFY(checkWith(explained(facts), line).result == Result::Passed);
    facts.serverVersion = u"2.12.0"_s;
    QVERIFY(checkWith(explained(facts), line).result == Result::CannotKnow);
}

void RefusalTest::aCalloutCannotBeKnown()
{
    jwt::LoginFacts facts = factsOf(u"user/by-signing-key"_s);
    const auto line = u"Authorization callout"_s;
    facts.serverVersion = u"2.10.0"_s;
    QVERIFY(checkWith(explained(facts), line).result == Result::CannotKnow);
    facts.serverVersion = u"2.9.10"_s;
    QVERIFY(checkWith(explained(facts), line).result == Result::Passed);
}

void RefusalTest::theConnectionLimitIsToldByTheServer()
{
    jwt::LoginFacts facts = factsOf(u"user/of-tight-limits-account"_s);
    const auto line = u"maximum account active connections exceeded"_s;
    QVERIFY(checkWith(explained(facts), line).result == Result::CannotKnow);
    facts.serverMessage = u"maximum account active connections exceeded"_s;
    QVERIFY(checkWith(explained(facts), line).result == Result::Failed);
    QVERIFY(checkWith(explained(factsOf(u"user/plain"_s)), line).result == Result::Passed);
}

void RefusalTest::moreThanOneReasonIsShown()
{
    jwt::LoginFacts facts = factsOf(u"user/expired"_s);
    facts.seedKey = "UDX6UGHFYLMYK3G2354BWTWEYUU2NEBBA2X5O7FPDRRKF722TWNH7MX7";
    const auto checks = explained(facts);
    QCOMPARE(std::count_if(checks.begin(), checks.end(),
                           [](const auto &c) { return c.result == Result::Failed; }),
             2);
}

QTEST_GUILESS_MAIN(RefusalTest)

#include "tst_refusal.moc"
