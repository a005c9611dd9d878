// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/token.h"

#include "tests/support/jwtfixtures.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using jwt::Stage;
using jwt::Token;
using jwt::TokenPtr;

namespace {

using Mode = QByteArray::Base64Options;
constexpr Mode kUrl = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

const nkey::KeyPair &operatorKey()
{
    static const nkey::KeyPair pair = nkey::KeyPair::generate(nkey::Kind::Operator);
    return pair;
}

const nkey::KeyPair &accountKey()
{
    static const nkey::KeyPair pair = nkey::KeyPair::generate(nkey::Kind::Account);
    return pair;
}

QByteArray signedToken(const QByteArray &payload, const nkey::KeyPair &key)
{
    const QByteArray both = QByteArray(R"({"typ":"JWT","alg":"ed25519-nkey"})").toBase64(kUrl) + '.'
        + payload.toBase64(kUrl);
    return both + '.' + key.sign(both).toBase64(kUrl);
}

// An account whose `nats` has these members too; `top` goes before it.
QByteArray account(const QByteArray &nats, const QByteArray &top = {})
{
    return signedToken(R"({"iss":")" + operatorKey().publicKey() + R"(","sub":")"
                           + accountKey().publicKey() + "\"," + top
                           + R"("nats":{"type":"account","version":2)" + (nats.isEmpty() ? "" : ",")
                           + nats + "}}",
                       operatorKey());
}

QByteArray user(const QByteArray &nats)
{
    return signedToken(R"({"iss":")" + accountKey().publicKey()
                           + R"(","sub":"U","nats":{"type":"user","version":2,)" + nats + "}}",
                       accountKey());
}

QByteArray stageName(Stage stage)
{
    static const QByteArray names[]
        = {"size", "parts", "header", "payload", "claims", "signature", "issuer", "complete"};
    return names[int(stage)];
}

QByteArray signatureOf(const Token &token)
{
    switch (token.signature()) {
    case jwt::Signature::Valid:
        return "valid";
    case jwt::Signature::Invalid:
        return "invalid";
    case jwt::Signature::NoIssuerKey:
        return "n/a";
    case jwt::Signature::Absent:
        break;
    }
    return "absent";
}

} // namespace

class TokenTest final : public QObject
{
    Q_OBJECT

private slots:
    void fixturesDecodeAsInGo_data();
    void fixturesDecodeAsInGo();
    void fixturesReadAsInGo_data();
    void fixturesReadAsInGo();
    void stopsWhereGoStops_data();
    void stopsWhereGoStops();
    void showsWhatItCanOfDamagedTokens();
    void sizeIsLimited();
    void typesDecide_data();
    void typesDecide();
    void problemsNameTheClaim();
    void duplicatesMergeAsInGo();
    void namesMatchWithoutRegardToCase();
    void oddMembersAreNoted();
    void scopesReadThroughAMap_data();
    void scopesReadThroughAMap();
    void absentLimitsAreZeroButInTemplates();
    void emptyListsAreNotAbsent_data();
    void emptyListsAreNotAbsent();
    void sourcesMayBeOneText();
    void activationHashCutsAtWildcards_data();
    void activationHashCutsAtWildcards();
};

void TokenTest::fixturesDecodeAsInGo_data()
{
    QTest::addColumn<jwtfixtures::Entry>("entry");
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest())
        QTest::newRow(entry.name.toUtf8().constData()) << entry;
}

void TokenTest::fixturesDecodeAsInGo()
{
    QFETCH(const jwtfixtures::Entry, entry);
    const QByteArray text = jwtfixtures::read(entry.file);
    const TokenPtr token = Token::decode(text);
    const QJsonObject &expected = entry.expected;
    const QByteArray why = token->problem() ? token->problem()->text.toUtf8() : QByteArray();

    QCOMPARE(token->text(), text);
    QVERIFY2(token->decodes() == expected["decode"_L1]["ok"_L1].toBool(), why.constData());
    QCOMPARE(token->decodes(), !token->problem().has_value());
    QCOMPARE(token->decodes(), token->stage() == Stage::Complete);
    if (token->decodes()) {
        QCOMPARE(token->signature(), jwt::Signature::Valid);
        // Go leaves the type of a migrated token empty if it was not at the top level, and has no
        // version where it could not write the claims again.
        if (const QByteArray type = expected["claim_type"_L1].toString().toUtf8(); !type.isEmpty())
            QCOMPARE(jwt::nameOf(token->kind()), type);
        if (const int version = expected["format_version"_L1].toInt(); version != 0)
            QCOMPARE(token->version(), version);
    } else {
        QCOMPARE(token->problem()->code, QByteArray(jwt::code::kNotDecodable));
        QVERIFY(token->problem()->text.endsWith(u'.'));
    }
    if (token->stage() > Stage::Payload && token->signature() != jwt::Signature::Absent) {
        const QByteArrayView both
            = QByteArrayView(text).first(token->part(0).size() + token->part(1).size() + 1);
        QVERIFY(token->signedBytes() == both || token->signedBytes() == token->part(1));
        const QJsonObject signature = expected["signature"_L1].toObject();
        QCOMPARE(signatureOf(*token),
                 signature[token->signedBytes() == both ? "over_header_and_payload"_L1
                                                        : "over_payload_only"_L1]
                     .toString()
                     .toUtf8());
    }
}

void TokenTest::fixturesReadAsInGo_data()
{
    QTest::addColumn<jwtfixtures::Entry>("entry");
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        if (entry.decodes)
            QTest::newRow(entry.name.toUtf8().constData()) << entry;
    }
}

void TokenTest::fixturesReadAsInGo()
{
    QFETCH(const jwtfixtures::Entry, entry);
    const TokenPtr token = Token::decode(jwtfixtures::read(entry.file));
    const QJsonObject expected = entry.expected;
    if (expected.contains("claims_left_out"_L1)) // too many to write down
        return;
    // Where Go reads something else than what stands there, the file says what.
    const QJsonObject read
        = expected[expected.contains("as_go_reads_it"_L1) ? "as_go_reads_it"_L1 : "claims"_L1]
              .toObject();
    const jwt::Claims &claims = token->claims();
    QCOMPARE(claims.sub, read["sub"_L1].toString().toUtf8());
    QCOMPARE(claims.iss, read["iss"_L1].toString().toUtf8());
    QCOMPARE(claims.name, read["name"_L1].toString().toUtf8());
    QCOMPARE(claims.aud, read["aud"_L1].toString().toUtf8());
    QCOMPARE(claims.jti, read["jti"_L1].toString().toUtf8());
    QCOMPARE(claims.iat, read["iat"_L1].toInteger());
    QCOMPARE(claims.exp, read["exp"_L1].toInteger());
    QCOMPARE(claims.nbf, read["nbf"_L1].toInteger());
    const QJsonObject nats = read["nats"_L1].toObject();
    QCOMPARE(claims.tags.size(), nats["tags"_L1].toArray().size());
    if (const jwt::AccountClaims *account = token->asAccount()) {
        QCOMPARE(qsizetype(account->exports.size()), nats["exports"_L1].toArray().size());
        QCOMPARE(qsizetype(account->imports.size()), nats["imports"_L1].toArray().size());
        QCOMPARE(qsizetype(account->revocations.size()), nats["revocations"_L1].toObject().size());
        QCOMPARE(qsizetype(account->mappings.size()), nats["mappings"_L1].toObject().size());
        const QJsonObject limits = nats["limits"_L1].toObject();
        QCOMPARE(account->limits.subs, limits["subs"_L1].toInteger());
        QCOMPARE(account->limits.conn, limits["conn"_L1].toInteger());
        // Beside tiers the library drops the global part.
        QCOMPARE(account->limits.jetStream.disk,
                 account->limits.tiers.empty() ? limits["disk_storage"_L1].toInteger() : 0);
        QCOMPARE(account->limits.wildcards, limits["wildcards"_L1].toBool());
        QCOMPARE(qsizetype(account->limits.tiers.size()),
                 limits["tiered_limits"_L1].toObject().size());
    }
    if (const jwt::UserClaims *user = token->asUser()) {
        QCOMPARE(user->rights.subs, nats["subs"_L1].toInteger());
        QCOMPARE(user->rights.payload, nats["payload"_L1].toInteger());
        QCOMPARE(user->rights.bearer, nats["bearer_token"_L1].toBool());
        QCOMPARE(user->rights.src.size(), nats["src"_L1].toArray().size());
        QCOMPARE(user->issuerAccount, nats["issuer_account"_L1].toString().toUtf8());
        QCOMPARE(user->rights.permissions.pub.allow.size(),
                 nats["pub"_L1]["allow"_L1].toArray().size());
    }
    // The files' digest takes names as they are written.
    const bool otherCase = std::any_of(token->oddities().begin(), token->oddities().end(),
                                       [](const auto &odd) { return odd.code == "member_case"; });
    if (expected.contains("jti"_L1) && !otherCase) {
        QCOMPARE(token->computedJti(), expected["jti"_L1]["recomputed"_L1].toString().toUtf8());
    }
    if (expected.contains("activation_hash"_L1)) {
        QCOMPARE(jwt::activationHash(claims), expected["activation_hash"_L1].toString().toUtf8());
    }
}

void TokenTest::stopsWhereGoStops_data()
{
    QTest::addColumn<QByteArray>("stage");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("text"); // what of it matters
    const auto row
        = [](const char *name, const char *stage, const char *path, const QString &text) {
              QTest::newRow(name) << QByteArray(stage) << QByteArray(path) << text;
          };
    row("empty", "parts", "", u"there is nothing"_s);
    row("two-parts", "parts", "", u"there are 2"_s);
    row("four-parts", "parts", "", u"there are 4"_s);
    row("huge-over-1mib", "size", "", u"1120656"_s);
    row("alg-hs256", "header", "header.alg", u"“HS256”"_s);
    row("typ-wrong", "header", "header.typ", u"“JWS”"_s);
    row("header-array", "header", "header", u"a list came"_s);
    row("base64-padding", "header", "header", u"“=” came (byte 46)"_s);
    row("leading-space", "header", "header", u"0x20 came (byte 0)"_s);
    row("payload-bom", "payload", "", u"(byte 0)"_s);
    row("payload-trailing-garbage", "payload", "", u"only white space may follow"_s);
    row("name-raw-control", "payload", "", u"control character"_s);
    row("nesting-10001", "payload", "", u"more than 10000"_s);
    row("exp-float", "claims", "exp", u"the number 4102444800.0 came"_s);
    row("exp-string", "claims", "exp", u"the text"_s);
    row("export-position-negative", "claims", "nats.exports[0].account_token_position",
        u"the number -1 came"_s);
    row("resp-ttl-string", "claims", "nats.default_permissions.resp.ttl", u"the text"_s);
    row("type-number", "claims", "nats.type", u"the number 5 came"_s);
    row("version-3", "claims", "nats.version", u"3 came"_s);
    row("version-missing", "claims", "nats.version", u"0 came"_s);
    row("bad-signature", "signature", "signature", u"does not verify"_s);
    row("signature-short", "signature", "signature", u"there are 63"_s);
    row("alg-v1-signed-v1", "signature", "signature", u"payload alone, as in version 1"_s);
    row("type-unknown", "signature", "signature", u"no known type"_s);
    row("version-1-in-nats", "signature", "signature", u"as in version 2"_s);
    row("iss-missing", "signature", "iss", u"there is none"_s);
    row("iss-31-byte-key", "signature", "iss", u"56 characters are expected"_s);
    row("iss-bad-checksum", "signature", "iss", u"checksum"_s);
    row("iss-lower-case", "signature", "iss", u"upper case"_s);
    row("user-signed-by-operator", "issuer", "iss", u"an account's key"_s);
    row("account-signed-by-user", "issuer", "iss", u"operator's or account's"_s);
}

void TokenTest::stopsWhereGoStops()
{
    const QString file = u"jwt/broken/%1.jwt"_s.arg(QLatin1StringView(QTest::currentDataTag()));
    const TokenPtr token = Token::decode(jwtfixtures::read(file));
    QTEST(stageName(token->stage()), "stage");
    QTEST(token->problem()->path, "path");
    QFETCH(const QString, text);
    QVERIFY2(token->problem()->text.contains(text), qPrintable(token->problem()->text));
}

void TokenTest::showsWhatItCanOfDamagedTokens()
{
    const QByteArray good = account(R"("limits":{"conn":7})");
    const TokenPtr tampered = Token::decode(good.chopped(4) + "AAAA");
    QCOMPARE(tampered->signature(), jwt::Signature::Invalid);
    QCOMPARE(tampered->kind(), jwt::Kind::Account);
    QCOMPARE(tampered->asAccount()->limits.conn, 7);
    QCOMPARE(tampered->header().root().size(), 2);

    const TokenPtr cut = Token::decode(good.first(good.lastIndexOf('.')));
    QCOMPARE(cut->stage(), Stage::Parts);
    QCOMPARE(cut->claims().sub, accountKey().publicKey());
    QCOMPARE(cut->signature(), jwt::Signature::Absent);
    QVERIFY(cut->part(0).isEmpty());

    // A wrong header does not keep the rest from being looked at.
    const TokenPtr headless = Token::decode('!' + good.sliced(good.indexOf('.')));
    QCOMPARE(headless->stage(), Stage::Header);
    QCOMPARE(headless->asAccount()->limits.conn, 7);

    // What follows a claim of the wrong type is read.
    const TokenPtr typed = Token::decode(account(R"("limits":{"subs":"x","conn":7})"));
    QCOMPARE(typed->stage(), Stage::Claims);
    QCOMPARE(typed->asAccount()->limits.conn, 7);
    QCOMPARE(typed->signature(), jwt::Signature::Valid);
}

void TokenTest::sizeIsLimited()
{
    const QByteArray good = account({});
    const auto padded = [&good](qsizetype size) {
        return QByteArray(good + QByteArray(size - good.size(), '\n'));
    };
    QVERIFY(Token::decode(padded(Token::kMaxSize - 1))->decodes());
    QVERIFY(Token::decode(padded(Token::kMaxSize))->decodes());
    const TokenPtr large = Token::decode(padded(Token::kMaxSize + 1));
    QCOMPARE(large->stage(), Stage::Size);
    QVERIFY(large->header().root().isNull());
}

void TokenTest::typesDecide_data()
{
    QTest::addColumn<QByteArray>("nats");
    QTest::addColumn<bool>("decodes");
    const auto row = [](const QByteArray &nats, bool decodes) {
        QTest::newRow(nats.constData()) << nats << decodes;
    };
    row(R"("limits":null)", true);
    row(R"("limits":[])", false);
    row(R"("limits":{"subs":-1})", true);
    row(R"("limits":{"subs":-0})", true);
    row(R"("limits":{"subs":1.0})", false);
    row(R"("limits":{"wildcards":1})", false);
    row(R"("limits":{"wildcards":null})", true);
    row(R"("limits":{"tiered_limits":{"R1":null}})", true);
    row(R"("limits":{"tiered_limits":{"R1":5}})", false);
    row(R"("exports":[null])", true);
    row(R"("exports":{})", false);
    row(R"("exports":[5])", false);
    row(R"("exports":[{"type":null}])", false);
    row(R"("exports":[{"type":"Stream"}])", false);
    row(R"("exports":[{"type":"stream","account_token_position":18446744073709551615}])", true);
    row(R"("exports":[{"type":"stream","account_token_position":18446744073709551616}])", false);
    row(R"("exports":[{"account_token_position":-0}])", false);
    row(R"("exports":[{"account_token_position":null}])", true);
    row(R"("exports":[{"service_latency":{"sampling":"HeaderS"}}])", true);
    row(R"("exports":[{"service_latency":{"sampling":"10"}}])", false);
    row(R"("exports":[{"service_latency":{"sampling":null}}])", true);
    row(R"("exports":[{"revocations":{"*":1e3}}])", false);
    row(R"("exports":[{"revocations":{"*":null}}])", true);
    row(R"("mappings":{"a":[{"weight":255}]})", true);
    row(R"("mappings":{"a":[{"weight":256}]})", false);
    row(R"("mappings":{"a":[{"weight":-1}]})", false);
    row(R"("mappings":{"a":{}})", false);
    row(R"("mappings":{"a":null})", true);
    row(R"("signing_keys":null)", true);
    row(R"("signing_keys":{})", false);
    row(R"("signing_keys":["A",1,null,true,[{}]])", true);
    row(R"("signing_keys":[1e999])", false);
    row(R"("signing_keys":[[{"x":[1e999]}]])", false);
    row(R"("signing_keys":[1e-999,0.0e999])", true);
    row(R"("signing_keys":[{}])", false);
    row(R"("signing_keys":[{"kind":"user_scope"}])", true);
    row(R"("signing_keys":[{"Kind":"user_scope"}])", false);
    row(R"("default_permissions":{"resp":null})", true);
    row(R"("default_permissions":{"pub":{"allow":[null]}})", true);
    row(R"("default_permissions":{"pub":{"allow":"a"}})", false);
    row(R"("trace":{"sampling":true})", false);
    row(R"("tags":"x")", false);
    row(R"("unknown":1e999)", true);
    row(R"("description":1)", false);
}

void TokenTest::typesDecide()
{
    QFETCH(const QByteArray, nats);
    const TokenPtr token = Token::decode(account(nats));
    const QByteArray why = token->problem() ? token->problem()->text.toUtf8() : QByteArray();
    QFETCH(const bool, decodes);
    QVERIFY2(token->decodes() == decodes, why.constData());
}

void TokenTest::problemsNameTheClaim()
{
    const TokenPtr token = Token::decode(
        account(R"("exports":[{},{"subject":"a","Revocations":{"*":1,"U":"later"}}])"));
    QCOMPARE(token->problem()->path, "nats.exports[1].Revocations.U"_ba);
    QVERIFY(token->problem()->text.contains(u"“later”"_s));
}

void TokenTest::duplicatesMergeAsInGo()
{
    const TokenPtr token = Token::decode(account(
        R"("limits":{"subs":1,"conn":2},"limits":{"conn":3},)"
        R"("exports":[{"subject":"a","token_req":true},{"subject":"b"}],"exports":[{"name":"n"}],)"
        R"("tags":["a","b","c"],"tags":["x",null],)"
        R"("trace":{"dest":"t"},"trace":{"sampling":5},)"
        R"("mappings":{"m":[{"subject":"x","weight":9}]},"mappings":{"m":[{"subject":"y"}]},)"
        R"("revocations":{"U":1},"revocations":{"V":2},)"
        R"("default_permissions":{"resp":{"max":1}},"default_permissions":{"resp":null},)"
        R"("signing_keys":["A","B"],"signing_keys":["C","A"])",
        R"("exp":1,"exp":2,"exp":null,)"));
    QVERIFY(token->decodes());
    QCOMPARE(token->claims().exp, 2);
    QCOMPARE(token->claims().tags, (QList<QByteArray>{"x", "b"}));
    const jwt::AccountClaims &account = *token->asAccount();
    QCOMPARE(account.limits.subs, 1);
    QCOMPARE(account.limits.conn, 3);
    QCOMPARE(account.exports.size(), size_t(1));
    QCOMPARE(account.exports[0].subject, "a"_ba);
    QCOMPARE(account.exports[0].name, "n"_ba);
    QVERIFY(account.exports[0].tokenRequired);
    QCOMPARE(account.trace->destination, "t"_ba);
    QCOMPARE(account.trace->sampling, 5);
    // Values of a map are replaced.
    QCOMPARE(account.mappings.at("m")[0].subject, "y"_ba);
    QCOMPARE(account.mappings.at("m")[0].weight, 0);
    QCOMPARE(account.revocations.size(), size_t(2));
    QVERIFY(!account.defaultPermissions.resp);
    QCOMPARE(account.signingKeys.size(), size_t(3));
    QCOMPARE(account.signingKeys[0].index, 1);
    // In however many lists they come.
    const TokenPtr many = Token::decode(::account(
        QByteArray(R"("signing_keys":["A","B","A"],)").repeated(10'000) + R"("description":"d")"));
    QVERIFY(many->decodes());
    QCOMPARE(many->asAccount()->signingKeys.size(), size_t(2));
    QCOMPARE(many->asAccount()->signingKeys[0].index, 2);
}

void TokenTest::namesMatchWithoutRegardToCase()
{
    const TokenPtr token
        = Token::decode(account(R"("LIMITS":{"Conn":4,"\u017fub\u017f":6,"lea":9,"leaff":9},)"
                                R"("revo\u0063ations":{"U":1},"Signing_\u212aeys":["A"])",
                                R"("eXp":5,"\u0045XP":6,)"));
    QCOMPARE(token->claims().exp, 6);
    QCOMPARE(token->asAccount()->limits.conn, 4);
    QCOMPARE(token->asAccount()->limits.subs, 6);
    QCOMPARE(token->asAccount()->limits.leaf, 0);
    QCOMPARE(token->asAccount()->revocations.size(), size_t(1));
    QCOMPARE(token->asAccount()->signingKeys.size(), size_t(1));
}

void TokenTest::oddMembersAreNoted()
{
    const TokenPtr token
        = Token::decode(account(R"("limits":{"conn":1,"x":[{"y":1,"y":2}],"CONN":2},"limits":{})"));
    QByteArrayList noted;
    for (const jwt::Finding &oddity : token->oddities()) {
        QVERIFY(!jwt::isVerdictCode(oddity.code));
        noted << oddity.code + ' ' + oddity.path;
    }
    std::sort(noted.begin(), noted.end());
    QCOMPARE(noted,
             (QByteArrayList{"duplicate_member nats.limits", "duplicate_member nats.limits.x[0].y",
                             "member_case nats.limits.CONN"}));

    // The list of them is limited, also in objects that are too large to compare each with each.
    QByteArray many;
    for (int i = 0; i < 300; ++i)
        many += "\"k" + QByteArray::number(i / 2) + "\":0,";
    const TokenPtr odd = Token::decode(account('"' + QByteArray("x\":{") + many + "\"z\":1}"));
    QVERIFY(odd->decodes());
    QCOMPARE(odd->oddities().size(), size_t(100));
    QCOMPARE(odd->oddities().front().path, "nats.x.k0"_ba);
}

void TokenTest::scopesReadThroughAMap_data()
{
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<bool>("decodes");
    QTest::addColumn<qint64>("subs");
    const auto row = [](const QByteArray &members, bool decodes, qint64 subs) {
        QTest::newRow(members.constData()) << members << decodes << subs;
    };
    row(R"("template":{"subs":5})", true, 5);
    row(R"("template":{"subs":5.0})", true, 5);
    row(R"("template":{"subs":1e3})", true, 1000);
    row(R"("template":{"subs":1.5})", false, -1);
    row(R"("template":{"subs":9007199254740993})", true, 9007199254740992);
    row(R"("template":{"subs":9223372036854775807})", false, -1);
    row(R"("template":{"subs":5,"SUBS":6})", true, 5);
    row(R"("template":{"subs":5},"template":{})", true, -1);
    row(R"("template":{"subs":5},"kind":5,"kind":"user_scope")", true, 5);
    row(R"("template":{"subs":5},"Kind":"x")", false, 5);
}

void TokenTest::scopesReadThroughAMap()
{
    QFETCH(const QByteArray, scope);
    const TokenPtr token
        = Token::decode(account(R"("signing_keys":[{"kind":"user_scope","key":"A",)" + scope
                                + R"(}],"limits":{"conn":1})"));
    const QByteArray why = token->problem() ? token->problem()->text.toUtf8() : QByteArray();
    QFETCH(const bool, decodes);
    QVERIFY2(token->decodes() == decodes, why.constData());
    QTEST(token->asAccount()->signingKeys.at(0).scope.subs, "subs");
    QVERIFY(!Token::decode(account(R"("signing_keys":[],"limits":{"conn":1.0})"))->decodes());
}

void TokenTest::absentLimitsAreZeroButInTemplates()
{
    const TokenPtr token
        = Token::decode(account(R"("signing_keys":[{"kind":"user_scope","key":"A"}])"));
    QCOMPARE(token->asAccount()->limits.conn, 0);
    QCOMPARE(token->asAccount()->signingKeys[0].scope.payload, jwt::kUnlimited);
    QCOMPARE(Token::decode(user(R"("tags":[])"))->asUser()->rights.payload, 0);
}

void TokenTest::emptyListsAreNotAbsent_data()
{
    QTest::addColumn<bool>("empty");
    QTest::newRow(R"("tags":[])") << true;
    QTest::newRow(R"("src":null,"pub":{},"times":null)") << true;
    QTest::newRow(R"("src":[])") << false;
    QTest::newRow(R"("src":" , ")") << false;
    QTest::newRow(R"("times":[])") << false;
    QTest::newRow(R"("pub":{"allow":[]})") << false;
    QTest::newRow(R"("sub":{"deny":[]})") << false;
    QTest::newRow(R"("resp":{})") << false;
    QTest::newRow(R"("allowed_connection_types":[])") << false;
    QTest::newRow(R"("proxy_required":true)") << false;
}

void TokenTest::emptyListsAreNotAbsent()
{
    QFETCH(const bool, empty);
    const TokenPtr token = Token::decode(user(QTest::currentDataTag()));
    QVERIFY(token->decodes());
    QCOMPARE(token->asUser()->rights == jwt::UserRights(), empty);
}

void TokenTest::sourcesMayBeOneText()
{
    const auto sources = [](const QByteArray &json) {
        return Token::decode(user("\"src\":" + json))->asUser()->rights.src;
    };
    QCOMPARE(sources(R"(" 10.0.0.0/8,FE80::/10 ,,10.0.0.0/8")"),
             (QList<QByteArray>{"10.0.0.0/8", "fe80::/10"}));
    QCOMPARE(sources(R"([" A ",null,"A"])"), (QList<QByteArray>{" A ", "", "A"}));
    QVERIFY(!Token::decode(user(R"("src":["a",1])"))->decodes());
    QVERIFY(!Token::decode(user(R"("src":{})"))->decodes());
}

void TokenTest::activationHashCutsAtWildcards_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("same");
    QTest::newRow("inner star") << "orders.*.created"_ba
                                << "orders"_ba;
    QTest::newRow("end") << "orders.new.>"_ba
                         << "orders.new"_ba;
    QTest::newRow("first") << "*.orders"_ba
                           << "_"_ba;
    QTest::newRow("everything") << ">"_ba
                                << "_"_ba;
    QTest::newRow("no token of its own") << "orders.a*b.x>"_ba
                                         << "orders.a*b.x>"_ba;
    QTest::newRow("empty token first") << ".>"_ba
                                       << ".>"_ba;
}

void TokenTest::activationHashCutsAtWildcards()
{
    const auto hash = [](const QByteArray &subject) {
        jwt::Claims claims;
        claims.iss = "A1";
        claims.sub = "A2";
        claims.body = jwt::ActivationClaims{subject, jwt::ShareKind::Stream, {}};
        return jwt::activationHash(claims);
    };
    QFETCH(const QByteArray, subject);
    QFETCH(const QByteArray, same);
    // The cleaned subject is hashed as it is, but for one that would itself be cut.
    if (subject != same)
        QCOMPARE(hash(subject), hash(same));
    else
        QVERIFY(hash(subject) != hash("orders") && hash(subject) != hash("_"));
    QCOMPARE(hash(subject).size(), 56);
    QVERIFY(hash({}).isEmpty());
}

QTEST_GUILESS_MAIN(TokenTest)

#include "tst_token.moc"
