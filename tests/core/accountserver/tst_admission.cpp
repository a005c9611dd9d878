// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What is let into a store: seeds, authorities, accounts and activations.
#include "core/accountserver/admission.h"
#include "core/accountserver/memorystore.h"
#include "core/accountserver/seedsearch.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/jwtstore.h"
#include "tests/support/tokens.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accountserver;
using namespace Qt::StringLiterals;

class TestAdmission : public QObject
{
    Q_OBJECT

private slots:
    void seedsAreFound_data();
    void seedsAreFound();
    void noTokenOfTheFixturesContainsASeed();

    void anOperatorIsTakenOrNot_data();
    void anOperatorIsTakenOrNot();
    void anOperatorComesFromAFile();
    void anAuthorityTrustsItsKeys();
    void withoutOperatorNobodyIsTrustedUnlessAskedFor();

    void accountsGetTheOriginalsAnswer_data();
    void accountsGetTheOriginalsAnswer();
    void accountsOfTheFixturesAreLetInAsTheirVerdictSays();
    void aTokenMayComeWithoutAKey();
    void whatWasAdmittedIsByteForByte();
    void issuesAreListedAsTheOriginalLists();
    void aTokenIsAtMostAMebibyte();
    void seedsAreRefusedWhereverTheyAre_data();
    void seedsAreRefusedWhereverTheyAre();
    void timesCountToTheSecond();

    void activationsOfTheFixtures_data();
    void activationsOfTheFixtures();
    void withoutOperatorAnyActivationThatVerifies();
    void theExporterMustBeTrustedToo();
    void anActivationIsGoodUntilItExpires();
};

namespace {

QByteArray fixture(const QString &name)
{
    return jwtfixtures::read(u"jwt/"_s + name + u".jwt"_s);
}

Authority authorityOf(const QByteArray &text)
{
    auto authority = Authority::of(jwt::Token::decode(text), jwtfixtures::kNow);
    if (!authority)
        qFatal("%s", qPrintable(authority.error().text));
    return *authority;
}

Authority acme()
{
    return authorityOf(fixture(u"operator/operator"_s));
}

Authority authorityFor(const QString &entry)
{
    if (entry.startsWith("v1/"_L1))
        return authorityOf(fixture(u"v1/operator"_s));
    if (entry.startsWith("account/strict"_L1))
        return authorityOf(fixture(u"operator/operator-strict"_s));
    return acme();
}

QByteArray subjectOf(const QByteArray &text)
{
    return jwt::Token::decode(text)->claims().sub;
}

// "400 text", or "admitted".
QByteArray textOf(const Admission &admission)
{
    if (const auto *refusal = std::get_if<Refusal>(&admission))
        return QByteArray::number(refusal->status) + (refusal->isValidation ? " ! " : " ")
            + refusal->text;
    return "admitted";
}

const QByteArray kIssues = "400 ! The server was unable to update your account JWT. One more more "
                           "validation issues occurred.\n\t - ";
const QByteArray kSeedRefused = "400 request contains a seed, which no server may see";

} // namespace

void TestAdmission::seedsAreFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("found");
    const nkey::Kind kinds[] = {nkey::Kind::Account, nkey::Kind::Operator, nkey::Kind::User,
                                nkey::Kind::Server, nkey::Kind::Cluster};
    for (const nkey::Kind kind : kinds) {
        const QByteArray seed = tokens::key(kind).seed().reveal().toByteArray();
        const QByteArray name = seed.left(2);
        QTest::newRow(name.constData()) << seed << true;
        QTest::newRow(QByteArray(name + " in text").constData())
            << QByteArray("x=" + seed + "\n") << true;
        QTest::newRow(QByteArray(name + " in more base32").constData())
            << QByteArray("ABC" + seed + "77") << true;
        QTest::newRow(QByteArray(name + " cut short").constData()) << seed.chopped(1) << false;
        QTest::newRow(QByteArray(name + " broken in two").constData())
            << QByteArray(seed.left(30) + '\n' + seed.mid(30)) << false;
        QTest::newRow(QByteArray(name + " in lower case").constData()) << seed.toLower() << false;
        QByteArray slip = seed;
        slip[40] = slip[40] == 'B' ? 'C' : 'B';
        QTest::newRow(QByteArray(name + " with a slip").constData()) << slip << true;
    }
    QTest::newRow("curve") << QByteArray("SXA" + QByteArray(55, 'C')) << true;
    QTest::newRow("a public key") << tokens::key(nkey::Kind::Server).publicKey() << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("S alone") << QByteArray(100, 'S') << false;
}

void TestAdmission::seedsAreFound()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, found);
    QCOMPARE(containsSeed(bytes), found);
}

void TestAdmission::noTokenOfTheFixturesContainsASeed()
{
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        if (entry.name == u"broken/nkey-instead"_s)
            continue;
        const auto token = jwt::Token::decode(jwtfixtures::read(entry.file));
        QVERIFY2(!containsSeed(token->text()) && !containsSeed(token->payloadJson()),
                 qPrintable(entry.name));
    }
}

void TestAdmission::anOperatorIsTakenOrNot_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error"); // what it says; empty: taken
    const auto operatorKey = tokens::key(nkey::Kind::Operator);
    const auto other = tokens::key(nkey::Kind::Operator);
    const QByteArray key = operatorKey.publicKey();
    QTest::newRow("of the fixtures") << fixture(u"operator/operator"_s) << QString();
    QTest::newRow("strict") << fixture(u"operator/operator-strict"_s) << QString();
    QTest::newRow("v1") << fixture(u"v1/operator"_s) << QString();
    QTest::newRow("expired") << fixture(u"operator/operator-expired"_s) << u"expired"_s;
    QTest::newRow("an account") << fixture(u"account/plain"_s) << u"kind account"_s;
    QTest::newRow("garbage") << QByteArray("garbage") << u"does not decode"_s;
    QTest::newRow("nothing") << QByteArray() << u"does not decode"_s;
    QTest::newRow("of another operator")
        << tokens::make("X", other, key, jwt::OperatorClaims())->text()
        << u"not signed by the operator itself"_s;
    const auto expiring = [&](jwt::UnixTime exp) {
        return tokens::make("X", operatorKey, key, jwt::OperatorClaims(), {1, exp})->text();
    };
    QTest::newRow("in its last second") << expiring(jwtfixtures::kNow) << QString();
    QTest::newRow("a second late") << expiring(jwtfixtures::kNow - 1) << u"expired"_s;
}

void TestAdmission::anOperatorIsTakenOrNot()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    const auto authority = Authority::of(jwt::Token::decode(text), jwtfixtures::kNow);
    QCOMPARE(authority.ok(), error.isEmpty());
    if (authority)
        QCOMPARE(authority->token()->text(), text);
    else
        QVERIFY2(authority.error().text.contains(error), qPrintable(authority.error().text));
}

void TestAdmission::anOperatorComesFromAFile()
{
    const auto plain
        = Authority::fromFile(jwtfixtures::path(u"jwt/operator/operator.jwt"_s), jwtfixtures::kNow);
    QVERIFY(plain);
    QCOMPARE(plain->name(), u"ACME"_s);
    QVERIFY(!plain->isStrict());
    const auto decorated
        = Authority::fromFile(jwtfixtures::path(u"decorated/operator.jwt"_s), jwtfixtures::kNow);
    QVERIFY(decorated);
    QCOMPARE(decorated->name(), u"ACME"_s);
    const QString user = jwtfixtures::path(u"jwt/user/plain.jwt"_s);
    const auto wrong = Authority::fromFile(user, jwtfixtures::kNow);
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().text.startsWith(user), qPrintable(wrong.error().text));
    const QTemporaryDir folder;
    const QString missing = folder.filePath(u"none.jwt"_s);
    const auto nothing = Authority::fromFile(missing, jwtfixtures::kNow);
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().kind, base::ErrorKind::Io);
    QVERIFY2(nothing.error().text.startsWith(missing), qPrintable(nothing.error().text));
}

void TestAdmission::anAuthorityTrustsItsKeys()
{
    const Authority operatorAcme = acme();
    const jwt::Claims &claims = operatorAcme.token()->claims();
    QVERIFY(operatorAcme.trusts(claims.sub));
    for (const QByteArray &key : operatorAcme.token()->asOperator()->signingKeys)
        QVERIFY(operatorAcme.trusts(key));
    QVERIFY(!operatorAcme.trusts(tokens::key(nkey::Kind::Operator).publicKey()));
    QVERIFY(!operatorAcme.trusts({}));

    const Authority strict = authorityOf(fixture(u"operator/operator-strict"_s));
    QVERIFY(strict.isStrict());
    QVERIFY(!strict.trusts(strict.token()->claims().sub));
    QVERIFY(strict.trusts(strict.token()->asOperator()->signingKeys.value(0)));
}

void TestAdmission::withoutOperatorNobodyIsTrustedUnlessAskedFor()
{
    const Authority nobody;
    QVERIFY(!nobody.token());
    QVERIFY(!nobody.isStrict());
    QCOMPARE(nobody.name(), QString());
    QVERIFY(nobody.trustsNobody());
    QVERIFY(!nobody.trusts(tokens::key(nkey::Kind::Operator).publicKey()));
    QCOMPARE(textOf(admitAccount({}, fixture(u"account/plain"_s), nobody, tokens::kNow)),
             "400 untrusted issuer in request");

    const Authority anybody = Authority::anybody();
    QVERIFY(!anybody.token() && !anybody.trustsNobody());
    QVERIFY(anybody.trusts(tokens::key(nkey::Kind::Operator).publicKey()));
}

// transcripts/account-server/v0.8.6+jwt2.3.0-dir.txt, the exchanges that begin with POST.
void TestAdmission::accountsGetTheOriginalsAnswer_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("key"); // "=": the token's own
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const QString &file, const QByteArray &key,
                        const QByteArray &answer) {
        QTest::newRow(name) << file << key << answer;
    };
    const QByteArray plain = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
    const QByteArray full = "AAW2WDWGOGQZJLPKGEYDJ2P3LDQ5BJKERBLWLSSZCUNOFWEEU535N43O";
    row("plain", u"account/plain"_s, "=", "admitted");
    row("full", u"account/full"_s, "=", "admitted");
    row("LF at the end", u"broken/trailing-newline"_s, "=", "admitted");
    row("expired", u"account/expired"_s, "=", kIssues + "claim is expired\n");
    row("not yet valid", u"account/not-yet-valid"_s, "=", kIssues + "claim is not yet valid\n");
    row("URL as activation", u"account/consumer-url"_s, "=",
        kIssues + "import \"orders.*.created\" contains an invalid activation token\n");
    row("other operator", u"account/untrusted"_s, "=", "400 untrusted issuer in request");
    row("v1 of another operator", u"v1/account"_s, "=", "400 untrusted issuer in request");
    row("self-signed", u"account/self-signed"_s, "=", "400 bad JWT Issuer in request");
    row("other key", u"account/plain"_s, full, "400 pub keys don't match");
    row("lower case key", u"account/plain"_s, plain.toLower(), "400 pub keys don't match");
    row("bad signature", u"broken/bad-signature"_s, plain, "400 bad JWT in request");
    row("not a token", u"broken/not-a-token"_s, plain, "400 bad JWT in request");
    row("empty", u"broken/empty"_s, plain, "400 bad JWT in request");
    row("a user", u"user/plain"_s, plain, "400 bad JWT in request");
    row("an operator", u"operator/operator"_s, plain, "400 bad JWT in request");
    row("an activation", u"activation/stream"_s, "=", "400 bad JWT in request");
    row("user's key as subject", u"broken/account-with-user-subject"_s, "=",
        "400 bad JWT Subject in request");
    // Of our own: the original takes more than a mebibyte and every strict operator's key.
    row("1.1 MB", u"broken/huge-over-1mib"_s, plain, "413 JWT is too large");
    row("strict, by its identity key", u"account/strict-by-identity-key"_s, "=",
        "400 untrusted issuer in request");
    row("strict, by a signing key", u"account/strict"_s, "=", "admitted");
}

void TestAdmission::accountsGetTheOriginalsAnswer()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, answer);
    const QByteArray body = fixture(file);
    const Authority authority = file.startsWith("v1/"_L1) ? acme() : authorityFor(file);
    const auto admission
        = admitAccount(key == "=" ? subjectOf(body) : key, body, authority, jwtfixtures::kNow);
    QCOMPARE(textOf(admission), answer);
}

// What the reference implementations would load is let in, and nothing else.
void TestAdmission::accountsOfTheFixturesAreLetInAsTheirVerdictSays()
{
    int accounts = 0;
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        const QByteArray body = jwtfixtures::read(entry.file);
        const bool expected = entry.kind == "account" && entry.accept;
        accounts += expected;
        const auto admission = admitAccount({}, body, authorityFor(entry.name), jwtfixtures::kNow);
        QVERIFY2(std::holds_alternative<Admitted>(admission) == expected,
                 QByteArray(entry.name.toUtf8() + ": " + textOf(admission)).constData());
    }
    QVERIFY(accounts > 40);
}

void TestAdmission::aTokenMayComeWithoutAKey()
{
    const QByteArray body = fixture(u"account/plain"_s);
    const auto admission = admitAccount({}, body, acme(), jwtfixtures::kNow);
    QCOMPARE(std::get<Admitted>(admission).key, subjectOf(body));
}

void TestAdmission::whatWasAdmittedIsByteForByte()
{
    const QByteArray body = fixture(u"broken/trailing-newline"_s);
    QVERIFY(body.endsWith('\n'));
    const auto admitted = std::get<Admitted>(admitAccount({}, body, acme(), jwtfixtures::kNow));
    QCOMPARE(admitted.token->text, body);
    QVERIFY(admitted.token->decodes);
    QCOMPARE(admitted.token->kind, jwt::Kind::Account);
    QCOMPARE(admitted.token->subject, admitted.key);
    const auto token = jwt::Token::decode(body);
    QCOMPARE(admitted.token->jti, token->claims().jti);
    QCOMPARE(admitted.token->iat, token->claims().iat);
    QCOMPARE(admitted.token->exp, token->claims().exp);
}

void TestAdmission::issuesAreListedAsTheOriginalLists()
{
    const auto admission
        = admitAccount({}, fixture(u"account/bad-fields"_s), acme(), jwtfixtures::kNow);
    const Refusal refusal = std::get<Refusal>(admission);
    QVERIFY(refusal.isValidation);
    // The recording's, with its blank lines; newer versions of the library find more.
    QVERIFY(refusal.text.startsWith(
        "The server was unable to update your account JWT. One more more validation issues "
        "occurred.\n\t - overlapping subject namespace for \"ovl.a\" and \"ovl.*\""));
    for (const char *line :
         {"Reference $2 in \"ren.$2\" reference * in \"ren.*\" that do not exist",
          "account to import from is not specified",
          "the field to has been deprecated (use LocalSubject instead)", // a warning
          "the account contains more exports than allowed by the operator",
          "UDIZJFXKMKQFM6HWWA5GAI3NU57RQRN7YFUCXS2M5QLKFDCIAUJVMEDM is not an account public key",
          "Description is too long", "error parsing info url: no hostname or scheme"})
        QVERIFY2(refusal.text.contains("\n\t - " + QByteArray(line) + '\n'), line);
    QVERIFY(refusal.text.endsWith('\n'));
    QVERIFY(refusal.text.count("\n\t - ") >= 36);
}

void TestAdmission::aTokenIsAtMostAMebibyte()
{
    // Padded with line ends, which Go's base64 skips.
    const QByteArray token = fixture(u"account/plain"_s);
    for (const int over : {-1, 0, 1}) {
        const QByteArray body
            = token + QByteArray(jwt::Token::kMaxSize + over - token.size(), '\n');
        const auto admission = admitAccount({}, body, acme(), jwtfixtures::kNow);
        QCOMPARE(textOf(admission), over > 0 ? "413 JWT is too large" : "admitted");
    }
}

void TestAdmission::seedsAreRefusedWhereverTheyAre_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("seed");
    const tokens::Scene scene;
    const QByteArray seed = scene.ordersKey.seed().reveal().toByteArray();
    QTest::newRow("alone") << seed << seed;
    QTest::newRow("behind a token") << QByteArray(scene.orders->text() + '\n' + seed) << seed;
    QTest::newRow("creds") << jwt::credsFile(scene.service->text(), seed).reveal().toByteArray()
                           << seed;
    jwt::AccountClaims claims = tokens::accountClaims();
    claims.description = "the seed is " + seed;
    QTest::newRow("inside a token")
        << tokens::make("X", scene.operatorKey, scene.ordersKey.publicKey(), claims)->text()
        << seed;
}

void TestAdmission::seedsAreRefusedWhereverTheyAre()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, seed);
    MemoryStore store;
    for (const auto &admission :
         {admitAccount({}, body, Authority::anybody(), tokens::kNow),
          admitActivation(body, Authority::anybody(), store, tokens::kNow)}) {
        QCOMPARE(textOf(admission), kSeedRefused);
        QVERIFY(!textOf(admission).contains(seed));
    }
}

void TestAdmission::timesCountToTheSecond()
{
    const tokens::Scene scene;
    const QByteArray body = tokens::make("X", scene.operatorKey, scene.ordersKey.publicKey(),
                                         tokens::accountClaims(), {1, tokens::kNow})
                                ->text();
    QCOMPARE(textOf(admitAccount({}, body, Authority::anybody(), tokens::kNow)), "admitted");
    QCOMPARE(textOf(admitAccount({}, body, Authority::anybody(), tokens::kNow + 1)),
             kIssues + "claim is expired\n");
}

void TestAdmission::activationsOfTheFixtures_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray untrusted = "400 untrusted issuer in request";
    const QByteArray bad = "400 bad activation JWT in request";
    const auto row = [](const char *name, const QByteArray &answer) {
        QTest::newRow(name) << QString::fromLatin1(name) << answer;
    };
    row("activation/stream", "admitted");
    row("activation/service-by-signing-key", "admitted");
    row("activation/all-fields", "admitted");
    row("activation/wrong-importer", "admitted");
    // Valid, but of no use at the moment: the exporter may change its mind.
    row("activation/revoked", "admitted");
    row("activation/not-yet-valid", "admitted");
    row("activation/expired", "400 activation JWT in request is expired");
    row("activation/operator-signed", untrusted);
    row("activation/unknown-signing-key", untrusted);
    row("account/plain", bad);
    row("broken/not-a-token", bad);
    row("broken/empty", bad);
    row("broken/activation-signed-by-user", bad);
    row("broken/huge-over-1mib", "413 JWT is too large");
}

void TestAdmission::activationsOfTheFixtures()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, answer);
    MemoryStore store;
    for (const QString &name : {u"account/provider"_s, u"account/consumer"_s, u"account/revoker"_s,
                                u"account/full"_s, u"account/plain"_s}) {
        const QByteArray text = fixture(name);
        QVERIFY(store.save(subjectOf(text), storedToken(text)));
    }
    const QByteArray body = fixture(file);
    const auto admission = admitActivation(body, acme(), store, jwtfixtures::kNow);
    QCOMPARE(textOf(admission), answer);
    if (const auto *admitted = std::get_if<Admitted>(&admission)) {
        QCOMPARE(admitted->key, jwt::activationHash(jwt::Token::decode(body)->claims()));
        QCOMPARE(admitted->token->text, body);
        QVERIFY(isStoreKey(admitted->key));
    }
}

void TestAdmission::withoutOperatorAnyActivationThatVerifies()
{
    MemoryStore store;
    const tokens::Scene scene;
    const QByteArray body = scene.activation->text();
    QCOMPARE(textOf(admitActivation(body, Authority::anybody(), store, tokens::kNow)), "admitted");
    QByteArray forged = body;
    forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
    QCOMPARE(textOf(admitActivation(forged, Authority::anybody(), store, tokens::kNow)),
             "400 bad activation JWT in request");
}

void TestAdmission::theExporterMustBeTrustedToo()
{
    const tokens::Scene scene;
    const auto authority = *Authority::of(scene.acme, tokens::kNow);
    const QByteArray exporter = scene.billingKey.publicKey();
    const QByteArray body = scene.activation->text();
    const QByteArray untrusted = "400 untrusted issuer in request";

    MemoryStore store;
    QCOMPARE(textOf(admitActivation(body, authority, store, tokens::kNow)), untrusted);
    QVERIFY(store.save(exporter, storedToken("garbage")));
    QCOMPARE(textOf(admitActivation(body, authority, store, tokens::kNow)), untrusted);
    // Somebody else's token of that account lies in the store's folder.
    const auto stranger = tokens::key(nkey::Kind::Operator);
    QVERIFY(store.save(
        exporter,
        storedToken(tokens::make("BILLING", stranger, exporter, tokens::accountClaims())->text())));
    QCOMPARE(textOf(admitActivation(body, authority, store, tokens::kNow)), untrusted);
    // Another account's token under its key.
    QVERIFY(store.save(exporter, storedToken(*scene.orders)));
    QCOMPARE(textOf(admitActivation(body, authority, store, tokens::kNow)), untrusted);
    QVERIFY(store.save(exporter, storedToken(*scene.billing)));
    QCOMPARE(textOf(admitActivation(body, authority, store, tokens::kNow)), "admitted");
}

void TestAdmission::anActivationIsGoodUntilItExpires()
{
    const tokens::Scene scene;
    MemoryStore store;
    const QByteArray body = scene.activation->text();
    const jwt::UnixTime exp = scene.activation->claims().exp;
    QCOMPARE(textOf(admitActivation(body, Authority::anybody(), store, exp)), "admitted");
    QCOMPARE(textOf(admitActivation(body, Authority::anybody(), store, exp + 1)),
             "400 activation JWT in request is expired");
}

QTEST_GUILESS_MAIN(TestAdmission)
#include "tst_admission.moc"
