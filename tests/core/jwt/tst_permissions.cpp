// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/issuer.h"
#include "core/jwt/permissions.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using jwt::Direction;

namespace {

nkey::KeyPair accountKey()
{
    return *jwtfixtures::keyOf("AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL");
}
nkey::KeyPair signingKey()
{
    return *jwtfixtures::keyOf("ABFMGUWVH7TCNX3JQ33LV5PNR3OIQEJ6AXEWGFRUGEQIFL7W7BCMSZ5P");
}
nkey::KeyPair operatorKey()
{
    return *jwtfixtures::keyOf("OCXKQ5S4IXB2I3INK2HK6G2FQILLG7ODQV7TVNQRDX4TDX3KK3XZU3IK");
}
const QByteArray kUser = "UDX6UGHFYLMYK3G2354BWTWEYUU2NEBBA2X5O7FPDRRKF722TWNH7MX7";

jwt::TokenPtr userToken(const jwt::Permissions &permissions)
{
    jwt::Claims claims;
    claims.sub = kUser;
    claims.name = "dev";
    jwt::UserClaims body;
    body.rights = jwt::unlimitedUser();
    body.rights.permissions = permissions;
    claims.body = body;
    return jwt::Token::decode(jwt::issue(claims, accountKey()));
}

jwt::TokenPtr accountToken(const jwt::AccountClaims &body, const QList<QByteArray> &tags = {})
{
    jwt::Claims claims;
    claims.sub = accountKey().publicKey();
    claims.name = "ACC";
    claims.tags = tags;
    claims.body = body;
    return jwt::Token::decode(jwt::issue(claims, operatorKey()));
}

// A user of the scope, with these tags.
jwt::EffectivePermissions ofScope(const jwt::Permissions &scope, const QList<QByteArray> &tags = {})
{
    jwt::AccountClaims account;
    jwt::SigningKey plain;
    plain.key = "AAOOGALX45PNEHYBTTT6NZYOX672OUT7CJDHCQNFSPFXGIIN4OJHATZ5";
    jwt::SigningKey key;
    key.key = signingKey().publicKey();
    key.scoped = true;
    key.scope.permissions = scope;
    account.signingKeys = {plain, key};
    jwt::Claims claims;
    claims.sub = kUser;
    claims.name = "dev";
    claims.tags = tags;
    jwt::UserClaims body;
    body.issuerAccount = accountKey().publicKey();
    claims.body = body;
    const auto user = jwt::Token::decode(jwt::issue(claims, signingKey()));
    return jwt::effectivePermissions(user, accountToken(account));
}

jwt::EffectivePermissions of(const jwt::Permissions &permissions)
{
    return jwt::effectivePermissions(userToken(permissions), accountToken({}));
}

// One line a line: "pub allow a.> user", with what is particular about it.
QByteArray printed(const jwt::EffectivePermissions &permissions)
{
    static const char *const origins[] = {"user", "scope", "default", "responses", "nothing"};
    QByteArray text;
    for (const jwt::PermissionLine &line : permissions.lines) {
        text += line.direction == Direction::Publish ? "pub" : "sub";
        text += line.allow ? " allow " : " deny ";
        text += line.subject;
        if (!line.queue.isEmpty())
            text += " queue " + line.queue;
        text += QByteArray(" ") + origins[int(line.origin)];
        if (!line.written.isEmpty())
            text += " from " + line.written;
        if (!line.effective)
            text += " without effect";
        text += '\n';
    }
    return text;
}

bool may(const jwt::EffectivePermissions &permissions, Direction direction, QByteArrayView subject,
         QByteArrayView queue = {})
{
    const auto decision = jwt::decide(permissions, direction, subject, queue);
    return decision && decision->allowed;
}

} // namespace

class PermissionsTest final : public QObject
{
    Q_OBJECT

private slots:
    void theServerSaysTheSame_data();
    void theServerSaysTheSame();
    void aUsersOwnLinesComeFirst();
    void withoutAnyTheAccountsDefaultsApply();
    void aSingleOwnLineTurnsTheDefaultsOff();
    void templatesAreExpandedWithTheirOrigin();
    void ifAllVanishesEverythingIsDenied();
    void anEntryWithAQueueVanishesBesideATemplate();
    void aDeniedTemplateThatFailsRefusesTheUser();
    void templatesOutsideAScopeAreLiteral();
    void aTemplateInsideATokenDependsOnTheServer();
    void responsesAloneAllowRepliesOnly();
    void responsesGetTheServersDefaults();
    void withoutTheAccountAFindingSaysSo();

    void publishing_data();
    void publishing();
    void subscribing_data();
    void subscribing();
    void aRefusedUserMayNothing();
    void everyOtherLineIsExplained();
    void aDenialInsideASubscriptionIsTold();
    void notASubject_data();
    void notASubject();

    void differencesToTheServerAreListed();
    void notAUserInfoReply_data();
    void notAUserInfoReply();
};

// Every user nats-server 2.10.0 was asked about with $SYS.REQ.USER.INFO.
void PermissionsTest::theServerSaysTheSame_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("reply");
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        const QJsonValue info = entry.expected["nats_server_2_10_0"_L1]["user_info"_L1];
        if (!info.isObject())
            continue;
        QTest::newRow(qPrintable(entry.name))
            << jwtfixtures::read(entry.file) << QJsonDocument(info.toObject()).toJson();
    }
}

void PermissionsTest::theServerSaysTheSame()
{
    QFETCH(const QByteArray, user);
    QFETCH(const QByteArray, reply);
    const auto token = jwt::Token::decode(user);
    const QByteArray key = jwt::accountOf(token->claims());
    jwt::TokenPtr account;
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        if (entry.kind != "account" || !entry.expected["served_in_store"_L1].toBool())
            continue;
        const auto candidate = jwt::Token::decode(jwtfixtures::read(entry.file));
        if (candidate->claims().sub == key)
            account = candidate;
    }
    const auto permissions = jwt::effectivePermissions(token, account);
    const auto differences = jwt::compareWithServer(permissions, reply);
    QVERIFY(differences);
    for (const jwt::PermissionDifference &difference : *differences)
        qWarning() << difference.allow << difference.subject << "on server:" << difference.onServer;
    QVERIFY(differences->empty());
    const QJsonValue responses = QJsonDocument::fromJson(reply)["permissions"_L1]["responses"_L1];
    QCOMPARE(permissions.responses.has_value(), responses.isObject());
    if (permissions.responses) {
        QCOMPARE(permissions.responses->max, responses["max"_L1].toInteger());
        QCOMPARE(permissions.responses->ttl, responses["ttl"_L1].toInteger());
    }
}

void PermissionsTest::aUsersOwnLinesComeFirst()
{
    jwt::Permissions permissions;
    permissions.pub = {{"a.>"}, {"a.b"}};
    permissions.sub = {{"jobs workers"}, {}};
    const auto effective = of(permissions);
    QCOMPARE(printed(effective),
             "pub allow a.> user\n"
             "pub deny a.b user\n"
             "sub allow jobs queue workers user\n");
    QCOMPARE(effective.lines[1].path, "nats.pub.deny[0]");
    QCOMPARE(effective.lines[1].holder->claims().sub, kUser);
    QCOMPARE(effective.rights.subs, jwt::kUnlimited);
}

void PermissionsTest::withoutAnyTheAccountsDefaultsApply()
{
    jwt::AccountClaims account;
    account.defaultPermissions.pub.deny = {"secret"};
    const auto effective = jwt::effectivePermissions(userToken({}), accountToken(account));
    QCOMPARE(printed(effective),
             "pub deny secret default\n"
             "pub allow > nothing\n"
             "sub allow > nothing\n");
    QCOMPARE(effective.lines[0].path, "nats.default_permissions.pub.deny[0]");
    QVERIFY(effective.lines[0].holder->asAccount());
}

void PermissionsTest::aSingleOwnLineTurnsTheDefaultsOff()
{
    jwt::AccountClaims account;
    account.defaultPermissions.pub.deny = {"secret"};
    jwt::Permissions own;
    own.sub.allow = {"a"};
    const auto effective = jwt::effectivePermissions(userToken(own), accountToken(account));
    QCOMPARE(printed(effective),
             "pub allow > nothing\n"
             "sub allow a user\n");
}

void PermissionsTest::templatesAreExpandedWithTheirOrigin()
{
    jwt::Permissions scope;
    scope.pub.allow = {"u.{{name()}}", "t.{{tag(team)}}.>", "plain", "x.{{tag(none)}}"};
    const auto effective = ofScope(scope, {"team:blue", "team:green"});
    QCOMPARE(printed(effective),
             "pub allow u.dev scope from u.{{name()}}\n"
             "pub allow t.blue.> scope from t.{{tag(team)}}.>\n"
             "pub allow t.green.> scope from t.{{tag(team)}}.>\n"
             "pub allow plain scope\n"
             "pub allow x.{{tag(none)}} scope from x.{{tag(none)}} "
             "without effect\n"
             "sub allow > nothing\n");
    QCOMPARE(effective.lines[1].path, "nats.signing_keys[1].template.pub.allow[1]");
    QCOMPARE(effective.lines[4].note, u"vanishes: the user has no tag “none”"_s);
    QCOMPARE(effective.findings.size(), 1);
    QCOMPARE(effective.findings[0].code, "template_vanishes");
    QVERIFY(!effective.invalid);
}

void PermissionsTest::ifAllVanishesEverythingIsDenied()
{
    jwt::Permissions scope;
    scope.pub.allow = {"x.{{tag(none)}}"};
    const auto effective = ofScope(scope);
    QCOMPARE(printed(effective),
             "pub allow x.{{tag(none)}} scope from x.{{tag(none)}} "
             "without effect\n"
             "pub deny > scope\n"
             "sub allow > nothing\n");
    QVERIFY(!may(effective, Direction::Publish, "x.a"));
    QVERIFY(may(effective, Direction::Subscribe, "x.a"));
}

void PermissionsTest::anEntryWithAQueueVanishesBesideATemplate()
{
    jwt::Permissions scope;
    scope.sub.allow = {"jobs workers", "u.{{name()}}"};
    QCOMPARE(printed(ofScope(scope)),
             "pub allow > nothing\n"
             "sub allow jobs workers scope from jobs workers "
             "without effect\n"
             "sub allow u.dev scope from u.{{name()}}\n");
}

void PermissionsTest::aDeniedTemplateThatFailsRefusesTheUser()
{
    jwt::Permissions scope;
    scope.pub.deny = {"x.{{tag(none)}}"};
    const auto effective = ofScope(scope);
    QVERIFY(effective.invalid);
    QCOMPARE(effective.findings.at(0).code, jwt::code::kScopeViolation);
    QVERIFY(effective.findings.at(0).severity == jwt::Severity::Error);
}

void PermissionsTest::templatesOutsideAScopeAreLiteral()
{
    jwt::Permissions own;
    own.pub.allow = {"u.{{name()}}"};
    const auto effective = of(own);
    QCOMPARE(effective.lines[0].subject, "u.{{name()}}");
    QCOMPARE(effective.findings.at(0).code, "template_outside_scope");
}

void PermissionsTest::aTemplateInsideATokenDependsOnTheServer()
{
    jwt::Permissions scope;
    scope.pub.allow = {"u-{{name()}}.x"};
    const auto effective = ofScope(scope);
    QCOMPARE(effective.lines[0].subject, "u-dev.x");
    QCOMPARE(effective.findings.at(0).code, "template_inside_token");
    QCOMPARE(effective.findings.at(0).servers, u"nats-server before 2.11"_s);
}

void PermissionsTest::responsesAloneAllowRepliesOnly()
{
    jwt::Permissions own;
    own.resp = jwt::ResponsePermission{.max = 3, .ttl = 5'000'000'000};
    const auto effective = of(own);
    QCOMPARE(printed(effective),
             "pub allow  responses\n"
             "sub allow > nothing\n");
    const auto decision = jwt::decide(effective, Direction::Publish, "a", {});
    QVERIFY(decision && !decision->allowed);
    QCOMPARE(decision->text,
             u"Denied: no allowed subject matches. As the reply to a received message it may be "
             "published, up to 3 times within 5 s."_s);
    // With a list of allowed subjects both count.
    own.pub.allow = {"a"};
    QVERIFY(may(of(own), Direction::Publish, "a"));
}

void PermissionsTest::responsesGetTheServersDefaults()
{
    jwt::Permissions own;
    own.resp = jwt::ResponsePermission{};
    const auto responses = of(own).responses;
    QCOMPARE(responses->max, 1);
    QCOMPARE(responses->ttl, 120'000'000'000);
}

void PermissionsTest::withoutTheAccountAFindingSaysSo()
{
    const auto effective = jwt::effectivePermissions(userToken({}), nullptr);
    QCOMPARE(effective.findings.at(0).code, "account_not_at_hand");
    QVERIFY(jwt::effectivePermissions(nullptr, nullptr).findings.empty());
}

void PermissionsTest::publishing_data()
{
    QTest::addColumn<QList<QByteArray>>("allow");
    QTest::addColumn<QList<QByteArray>>("deny");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<QString>("text");
    using List = QList<QByteArray>;
    QTest::newRow("no lists") << List{} << List{} << QByteArray("a") << true
                              << u"Allowed: no list restricts what may be published."_s;
    QTest::newRow("allowed") << List{"b", "a.>"} << List{} << QByteArray("a.b") << true
                             << u"Allowed by pub.allow a.> (user)."_s;
    QTest::newRow("not allowed") << List{"b", "a.>"} << List{} << QByteArray("a") << false
                                 << u"Denied: no allowed subject matches."_s;
    QTest::newRow("deny wins") << List{"a.>"} << List{"a.b", "*.b"} << QByteArray("a.b") << false
                               << u"Denied by pub.deny a.b (user)."_s;
    QTest::newRow("deny alone") << List{} << List{"a.*"} << QByteArray("a.b") << false
                                << u"Denied by pub.deny a.* (user)."_s;
    QTest::newRow("besides what is denied")
        << List{} << List{"a.*"} << QByteArray("a.b.c") << true
        << u"Allowed: no list restricts what may be published."_s;
}

void PermissionsTest::publishing()
{
    QFETCH(const QList<QByteArray>, allow);
    QFETCH(const QList<QByteArray>, deny);
    QFETCH(const QByteArray, subject);
    jwt::Permissions permissions;
    permissions.pub = {allow, deny};
    const auto decision = jwt::decide(of(permissions), Direction::Publish, subject, {});
    QVERIFY(decision);
    QTEST(decision->allowed, "allowed");
    QTEST(decision->text, "text");
}

// Each was tried against nats-server 2.9.10, except what says otherwise.
void PermissionsTest::subscribing_data()
{
    QTest::addColumn<QList<QByteArray>>("allow");
    QTest::addColumn<QList<QByteArray>>("deny");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("queue");
    QTest::addColumn<bool>("allowed");
    using List = QList<QByteArray>;
    const auto row = [](const char *name, const List &allow, const List &deny,
                        const QByteArray &subject, const QByteArray &queue, bool allowed) {
        QTest::newRow(name) << allow << deny << subject << queue << allowed;
    };
    row("literal in a pattern", {"a.*"}, {}, "a.b", "", true);
    row("the pattern itself", {"a.*"}, {}, "a.*", "", true);
    row("a tail under a star: nats-server allows it", {"a.*"}, {}, "a.>", "", true);
    row("narrower", {"b.>"}, {}, "b.*", "", true);
    row("wider", {"w.*.c"}, {}, "w.*.*", "", false);
    row("other literal", {"w.*.c"}, {}, "w.x.*", "", false);
    row("everything", {"a.*"}, {}, ">", "", false);
    row("denied literal", {"m.>"}, {"m.*.c"}, "m.x.c", "", false);
    row("denied pattern", {"m.>"}, {"m.*.c"}, "m.*.c", "", false);
    row("around what is denied", {"m.>"}, {"m.*.c"}, "m.>", "", true);
    row("across what is denied", {"m.>"}, {"m.*.c"}, "m.x.*", "", true);
    row("needs a queue", {"q.x v1"}, {}, "q.x", "", false);
    row("its queue", {"q.x v1"}, {}, "q.x", "v1", true);
    row("other queue", {"q.x v1"}, {}, "q.x", "v2", false);
    row("any queue", {"a.*"}, {}, "a.b", "v9", true);
    row("a line with a queue decides alone", {"q.x", "q.x v1"}, {}, "q.x", "v2", false);
    row("without queue the plain line counts", {"q.x", "q.x v1"}, {}, "q.x", "", true);
    row("pattern of queues", {"q.x v1.*"}, {}, "q.x", "v1.a", true);
    row("denied queue", {}, {"d v1"}, "d", "v1", false);
    row("other than the denied queue", {}, {"d v1"}, "d", "v2", true);
    row("without the denied queue", {}, {"d v1"}, "d", "", true);
    row("denied for all queues", {}, {"d"}, "d", "v1", false);
    // Since 2.14.1; before, the second line overruled the first.
    row("denied though another queue is too", {}, {"d", "d v1"}, "d", "v2", false);
}

void PermissionsTest::subscribing()
{
    QFETCH(const QList<QByteArray>, allow);
    QFETCH(const QList<QByteArray>, deny);
    QFETCH(const QByteArray, subject);
    QFETCH(const QByteArray, queue);
    jwt::Permissions permissions;
    permissions.sub = {allow, deny};
    QTEST(may(of(permissions), Direction::Subscribe, subject, queue), "allowed");
}

void PermissionsTest::aRefusedUserMayNothing()
{
    jwt::Permissions scope;
    scope.sub.deny = {"x.{{tag(none)}}"};
    const auto decision = jwt::decide(ofScope(scope), Direction::Publish, "a", {});
    QVERIFY(!decision->allowed);
    QCOMPARE(decision->decidedBy, -1);
    QCOMPARE(decision->text,
             u"Denied: the server refuses this user, for its permissions are invalid."_s);
}

void PermissionsTest::everyOtherLineIsExplained()
{
    jwt::Permissions permissions;
    permissions.pub = {{"b", "a.>", "a.*"}, {"a.b"}};
    permissions.sub.allow = {"not of this direction"};
    const auto decision = jwt::decide(of(permissions), Direction::Publish, "a.b", {});
    QCOMPARE(decision->decidedBy, 3);
    QStringList others;
    for (const auto &[line, why] : decision->others)
        others += QString::number(line) + u' ' + why;
    QCOMPARE(others,
             (QStringList{u"0 does not match"_s, u"1 matches, but what is denied wins"_s,
                          u"2 matches, but what is denied wins"_s}));
    const auto allowed = jwt::decide(of(permissions), Direction::Publish, "a.c", {});
    QCOMPARE(allowed->decidedBy, 1);
    QCOMPARE(allowed->others.at(1).why, u"matches too"_s);
}

void PermissionsTest::aDenialInsideASubscriptionIsTold()
{
    jwt::Permissions permissions;
    permissions.sub = {{"m.>"}, {"m.*.c"}};
    const auto text = [&permissions](QByteArrayView subject) {
        return jwt::decide(of(permissions), Direction::Subscribe, subject, {})->text;
    };
    QCOMPARE(text("m.>"),
             u"Allowed by sub.allow m.> (user). Messages on m.*.c are not delivered "
             "(sub.deny m.*.c (user))."_s);
    QVERIFY(text("m.x.*").endsWith(u"nats-server up to 2.14.0 delivers them nevertheless."_s));
    QVERIFY(!text("m.x").contains(u"delivered"_s));
}

void PermissionsTest::notASubject_data()
{
    QTest::addColumn<bool>("publish");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("queue");
    QTest::newRow("empty") << true << QByteArray() << QByteArray();
    QTest::newRow("pattern to publish to") << true << QByteArray("a.*") << QByteArray();
    QTest::newRow("white space") << false << QByteArray("a b") << QByteArray();
    QTest::newRow("tail inside") << false << QByteArray("a.>.b") << QByteArray();
    QTest::newRow("bad queue") << false << QByteArray("a") << QByteArray("v 1");
    QTest::newRow("queue to publish with") << true << QByteArray("a") << QByteArray("v");
}

void PermissionsTest::notASubject()
{
    QFETCH(const bool, publish);
    QFETCH(const QByteArray, subject);
    QFETCH(const QByteArray, queue);
    QVERIFY(
        !jwt::decide(of({}), publish ? Direction::Publish : Direction::Subscribe, subject, queue));
}

void PermissionsTest::differencesToTheServerAreListed()
{
    jwt::Permissions permissions;
    permissions.pub = {{"a", "b"}, {"c"}};
    permissions.sub.allow = {"jobs workers"};
    const QByteArray reply = R"({"server":{},"data":{"user":"U","permissions":{
        "publish":{"allow":["b","d"],"deny":["c"]},"subscribe":{"allow":["jobs"]}}}})";
    const auto differences = jwt::compareWithServer(of(permissions), reply);
    QVERIFY(differences);
    QCOMPARE(differences->size(), 2);
    QCOMPARE(differences->at(0).subject, "a");
    QVERIFY(!differences->at(0).onServer);
    QCOMPARE(differences->at(1).subject, "d");
    QVERIFY(differences->at(1).onServer);
}

void PermissionsTest::notAUserInfoReply_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("{");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("an error") << QByteArray(R"({"server":{},"error":{"code":503}})");
}

void PermissionsTest::notAUserInfoReply()
{
    QFETCH(const QByteArray, reply);
    QVERIFY(!jwt::compareWithServer(of({}), reply));
}

QTEST_GUILESS_MAIN(PermissionsTest)

#include "tst_permissions.moc"
