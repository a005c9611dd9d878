// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/issuer.h"
#include "core/jwt/validation.h"
#include "tests/support/jwtfixtures.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using jwt::Token;
using jwt::TokenPtr;

namespace {

constexpr jwt::UnixTime kNow = 1'795'000'000;

struct Keys
{
    nkey::KeyPair oper = nkey::KeyPair::generate(nkey::Kind::Operator);
    nkey::KeyPair account = nkey::KeyPair::generate(nkey::Kind::Account);
    nkey::KeyPair user = nkey::KeyPair::generate(nkey::Kind::User);
};

const Keys &keys()
{
    static const Keys all;
    return all;
}

TokenPtr account(const jwt::AccountClaims &body, jwt::UnixTime exp = 0, jwt::UnixTime nbf = 0,
                 jwt::UnixTime iat = kNow)
{
    jwt::Claims claims;
    claims.sub = keys().account.publicKey();
    claims.exp = exp;
    claims.nbf = nbf;
    claims.iat = iat;
    claims.body = body;
    return Token::decode(jwt::issue(claims, keys().oper));
}

jwt::AccountClaims plain()
{
    jwt::AccountClaims body;
    body.limits = jwt::unlimitedAccount();
    return body;
}

TokenPtr user(const jwt::UserClaims &body, jwt::UnixTime exp = 0)
{
    jwt::Claims claims;
    claims.sub = keys().user.publicKey();
    claims.exp = exp;
    claims.body = body;
    return Token::decode(jwt::issue(claims, keys().account));
}

// "code path", sorted.
QByteArrayList found(const TokenPtr &token, jwt::UnixTime now = kNow)
{
    QByteArrayList lines;
    for (const jwt::Finding &finding : jwt::inspect(*token, now))
        lines << (finding.code + ' ' + finding.path).trimmed();
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

class InspectionTest final : public QObject
{
    Q_OBJECT

private slots:
    void aPlainTokenHasNothing();
    void neverSaysAVerdict();
    void expiryAhead();
    void timesThatCannotBe();
    void zerosThatLookForgotten();
    void bearersWithoutBounds();
    void usersOfScopesMayHaveNothing();
    void connectionTypes();
    void largeUserTokens();
    void largeAccountTokens();
    void otherIssuersJti();
    void embeddedActivations();
};

void InspectionTest::aPlainTokenHasNothing()
{
    QCOMPARE(found(account(plain())), QByteArrayList{});
    QCOMPARE(found(user({jwt::unlimitedUser(), {}})), QByteArrayList{});
}

void InspectionTest::neverSaysAVerdict()
{
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        for (const jwt::Finding &finding :
             jwt::inspect(*Token::decode(jwtfixtures::read(entry.file)), kNow)) {
            QVERIFY2(!jwt::isVerdictCode(finding.code), finding.code.constData());
            QVERIFY2(finding.text.endsWith(u'.'), qPrintable(finding.text));
        }
    }
}

void InspectionTest::expiryAhead()
{
    const QByteArrayList soon{"expires_soon exp"};
    QCOMPARE(found(account(plain(), kNow - 1)), QByteArrayList{}); // that is validate's
    QCOMPARE(found(account(plain(), kNow)), soon);
    QCOMPARE(found(account(plain(), kNow + jwt::kExpiresSoon)), soon);
    QCOMPARE(found(account(plain(), kNow + jwt::kExpiresSoon + 1)), QByteArrayList{});
    const jwt::Findings findings = jwt::inspect(*account(plain(), kNow + 11 * 86'400), kNow);
    QVERIFY2(findings.at(0).text.contains(u"in 11 days"_s), qPrintable(findings.at(0).text));
}

void InspectionTest::timesThatCannotBe()
{
    QCOMPARE(found(account(plain(), kNow * 2, kNow * 2)), QByteArrayList{"never_valid nbf"});
    QCOMPARE(found(account(plain(), 0, 0, kNow + 300)), QByteArrayList{});
    QCOMPARE(found(account(plain(), 0, 0, kNow + 301)), QByteArrayList{"issued_in_future iat"});
}

void InspectionTest::zerosThatLookForgotten()
{
    jwt::AccountClaims body = plain();
    body.limits.conn = 0;
    body.limits.leaf = 0; // usual
    body.limits.data = 1;
    QCOMPARE(found(account(body)),
             (QByteArrayList{"limit_zero nats.limits.conn", "not_enforced nats.limits.data"}));
    jwt::UserRights rights = jwt::unlimitedUser();
    rights.subs = 0;
    QCOMPARE(found(user({rights, {}})), QByteArrayList{"limit_zero nats.subs"});
}

void InspectionTest::bearersWithoutBounds()
{
    jwt::UserRights rights = jwt::unlimitedUser();
    rights.bearer = true;
    QCOMPARE(found(user({rights, {}})), QByteArrayList{"unlimited_bearer nats.bearer_token"});
    QCOMPARE(found(user({rights, {}}, kNow * 2)), QByteArrayList{});
    rights.src = {"10.0.0.0/8"};
    QCOMPARE(found(user({rights, {}})), QByteArrayList{});
}

void InspectionTest::usersOfScopesMayHaveNothing()
{
    QCOMPARE(found(user({{}, keys().account.publicKey()})), QByteArrayList{});
    QCOMPARE(found(user({{}, {}})),
             (QByteArrayList{"limit_zero nats.payload", "limit_zero nats.subs"}));
}

void InspectionTest::connectionTypes()
{
    jwt::UserRights rights = jwt::unlimitedUser();
    rights.connectionTypes = {"standard", "MQTT", "CARRIER_PIGEON"};
    QCOMPARE(found(user({rights, {}})),
             QByteArrayList{"connection_type_unknown nats.allowed_connection_types[2]"});
}

void InspectionTest::largeUserTokens()
{
    jwt::UserRights rights = jwt::unlimitedUser();
    for (int i = 0; i < 200; ++i)
        rights.permissions.pub.allow << "subject." + QByteArray::number(i);
    QCOMPARE(found(user({rights, {}})), QByteArrayList{"token_large"});
}

void InspectionTest::largeAccountTokens()
{
    jwt::AccountClaims body = plain();
    body.description = QByteArray(740'000, 'd');
    const jwt::Findings findings = jwt::inspect(*account(body), kNow);
    const auto large = std::find_if(findings.begin(), findings.end(),
                                    [](const jwt::Finding &f) { return f.code == "token_large"; });
    QVERIFY(large != findings.end());
    QVERIFY(large->text.endsWith(u"close to the 1,048,576 at which servers refuse a token."_s));
}

void InspectionTest::otherIssuersJti()
{
    QCOMPARE(found(Token::decode(jwtfixtures::read(u"jwt/broken/account-raw-baseline.jwt"_s))),
             QByteArrayList{"jti_mismatch jti"});
}

void InspectionTest::embeddedActivations()
{
    jwt::Claims activation;
    activation.sub = keys().account.publicKey();
    activation.exp = kNow + 100;
    activation.body = jwt::ActivationClaims{"a", jwt::ShareKind::Stream, {}};
    const nkey::KeyPair exporter = nkey::KeyPair::generate(nkey::Kind::Account);
    jwt::AccountClaims body = plain();
    jwt::Import share;
    share.kind = jwt::ShareKind::Stream;
    share.account = exporter.publicKey();
    share.subject = "a";
    share.token = jwt::issue(activation, exporter);
    body.imports.push_back(share);
    share.subject = "b";
    share.token = "https://activations.example/x";
    body.imports.push_back(share);
    QCOMPARE(found(account(body)),
             (QByteArrayList{"activation_expires_soon nats.imports[0].token",
                             "activation_url nats.imports[1].token"}));
}

QTEST_GUILESS_MAIN(InspectionTest)

#include "tst_inspection.moc"
