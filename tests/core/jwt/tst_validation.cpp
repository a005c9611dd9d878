// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/validation.h"

#include "core/jwt/gourl.h"
#include "core/jwt/issuer.h"
#include "core/jwt/issues.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using jwt::Token;
using jwt::TokenPtr;

namespace {

// When the fixtures were made, for they are about today: expired is 2020, not yet valid 2100.
constexpr jwt::UnixTime kNow = 1'795'000'000;

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

// A decoded account whose `nats` object has these members.
TokenPtr account(const QByteArray &nats)
{
    constexpr auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray payload = R"({"iss":")" + operatorKey().publicKey() + R"(","sub":")"
        + accountKey().publicKey() + R"(","nats":{"type":"account","version":2,)"
        + R"("limits":{"imports":-1,"exports":-1},)" + nats + "}}";
    const QByteArray both = QByteArray(R"({"typ":"JWT","alg":"ed25519-nkey"})").toBase64(url) + '.'
        + payload.toBase64(url);
    return Token::decode(both + '.' + operatorKey().sign(both).toBase64(url));
}

TokenPtr user(const jwt::UserRights &rights)
{
    jwt::Claims claims;
    claims.sub = nkey::KeyPair::generate(nkey::Kind::User).publicKey();
    claims.body = jwt::UserClaims{rights, {}};
    return Token::decode(jwt::issue(claims, accountKey()));
}

// What counts, one line each: "E nats.limits.imports: …".
QByteArrayList lines(const jwt::Findings &findings)
{
    QByteArrayList lines;
    for (const jwt::Finding &finding : findings) {
        const QByteArray text = finding.text.toUtf8();
        if (finding.code == jwt::code::kClaimsInvalid)
            lines << "E " + text;
        else if (finding.code == jwt::code::kExpired || finding.code == jwt::code::kNotYetValid)
            lines << "T " + text.left(text.indexOf(','));
        else if (finding.code == jwt::code::kWarnings)
            lines << "W " + text;
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

QByteArrayList lines(const QJsonArray &validation)
{
    QByteArrayList lines;
    for (const QJsonValue &issue : validation) {
        const char kind = issue["blocking"_L1].toBool() ? 'E'
            : issue["time_check"_L1].toBool()           ? 'T'
                                                        : 'W';
        lines << kind + QByteArray(" ") + issue["description"_L1].toString().toUtf8();
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

QByteArrayList errors(const TokenPtr &token)
{
    return lines(jwt::validate(*token, kNow));
}

} // namespace

class ValidationTest final : public QObject
{
    Q_OBJECT

private slots:
    void fixturesBreakTheSameRulesAsInGo_data();
    void fixturesBreakTheSameRulesAsInGo();
    void rulesThatOldServersLackSaySo();
    void whatOnlyOldServersRefuseIsNoVerdict();
    void everyFindingNamesAClaimOfTheToken_data();
    void everyFindingNamesAClaimOfTheToken();
    void timeBoundaries();
    void clocks_data();
    void clocks();
    void zones_data();
    void zones();
    void urls_data();
    void urls();
    void exportsThatCoverOthers();
    void importsThatOverlap();
    void issuesAreLimited();
    void manyReferencesAreLimited();
    void quotedTextsAreLimited();
    void manyExportsAreComparedInTime();
};

void ValidationTest::fixturesBreakTheSameRulesAsInGo_data()
{
    QTest::addColumn<jwtfixtures::Entry>("entry");
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest())
        QTest::newRow(entry.name.toUtf8().constData()) << entry;
}

void ValidationTest::fixturesBreakTheSameRulesAsInGo()
{
    QFETCH(const jwtfixtures::Entry, entry);
    const TokenPtr token = Token::decode(jwtfixtures::read(entry.file));
    const QByteArrayList expected = lines(entry.expected["validation"_L1].toArray());
    QCOMPARE(lines(jwt::validate(*token, kNow)), expected);
}

void ValidationTest::rulesThatOldServersLackSaySo()
{
    int compared = 0;
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest()) {
        if (!entry.expected.contains("validation_jwt_2_3_0"_L1))
            continue;
        QByteArrayList old = lines(entry.expected["validation_jwt_2_3_0"_L1].toArray());
        for (const jwt::Finding &finding :
             jwt::validate(*Token::decode(jwtfixtures::read(entry.file)), kNow)) {
            if (finding.code == jwt::kOlderServers) {
                QVERIFY(old.contains("E " + finding.text.toUtf8()));
                ++compared;
                continue;
            }
            // Version 2.3.0 words these two in another way.
            const QByteArray line = lines({finding}).value(0);
            if (line.startsWith("E overlapping") || line.contains(" in cluster "_ba)
                || line.contains("protocol not supported"_ba))
                continue;
            QVERIFY2(old.contains(line) == finding.servers.isEmpty(), line.constData());
            ++compared;
        }
    }
    QVERIFY(compared > 40);
}

void ValidationTest::whatOnlyOldServersRefuseIsNoVerdict()
{
    const TokenPtr token
        = Token::decode(jwtfixtures::read(u"jwt/account/mapping-per-cluster.jwt"_s));
    const jwt::Findings findings = jwt::validate(*token, kNow);
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(findings[0].code, QByteArray(jwt::kOlderServers));
    QCOMPARE(findings[0].path, "nats.mappings.geo.route"_ba);
    QVERIFY(findings[0].servers.contains("2.5.8"_L1));
    QVERIFY(jwt::accepted(findings));
}

void ValidationTest::everyFindingNamesAClaimOfTheToken_data()
{
    fixturesBreakTheSameRulesAsInGo_data();
}

void ValidationTest::everyFindingNamesAClaimOfTheToken()
{
    QFETCH(const jwtfixtures::Entry, entry);
    const TokenPtr token = Token::decode(jwtfixtures::read(entry.file));
    for (const jwt::Finding &finding : jwt::validate(*token, kNow)) {
        QVERIFY2(!finding.path.isEmpty(), qPrintable(finding.text));
        // The first name is there, unless its absence is the finding.
        const QByteArray first = finding.path.split('.').first();
        const auto root = token->payload().root();
        QVERIFY2(std::any_of(root.begin(), root.end(),
                             [&first](const base::json::Value &member) {
                                 return member.name().compare(first, Qt::CaseInsensitive) == 0;
                             }),
                 finding.path.constData());
    }
}

void ValidationTest::timeBoundaries()
{
    jwt::Claims claims;
    claims.sub = accountKey().publicKey();
    claims.exp = 1000;
    claims.nbf = 500;
    claims.body = jwt::AccountClaims{};
    const TokenPtr token = Token::decode(jwt::issue(claims, operatorKey()));
    const auto at = [&token](jwt::UnixTime now) {
        return lines(jwt::validate(*token, now));
    };
    QCOMPARE(at(499), QByteArrayList{"T claim is not yet valid"});
    QCOMPARE(at(500), QByteArrayList{});
    QCOMPARE(at(1000), QByteArrayList{});
    QCOMPARE(at(1001), QByteArrayList{"T claim is expired"});
}

void ValidationTest::clocks_data()
{
    QTest::addColumn<bool>("fine");
    QTest::newRow("00:00:00") << true;
    QTest::newRow("9:00:00") << true;
    QTest::newRow("23:59:59") << true;
    QTest::newRow("09:00:00.25") << true;
    QTest::newRow("09:00:00,2") << true;
    QTest::newRow("09:00:00.") << false;
    QTest::newRow("24:00:00") << false;
    QTest::newRow("09:60:00") << false;
    QTest::newRow("09:00:60") << false;
    QTest::newRow("09:00") << false;
    QTest::newRow("09:0:00") << false;
    QTest::newRow("009:00:00") << false;
    QTest::newRow("09:00:00 ") << false;
    QTest::newRow("-9:00:00") << false;
    QTest::newRow(":00:00:00") << false;
}

void ValidationTest::clocks()
{
    QFETCH(const bool, fine);
    jwt::UserRights rights = jwt::unlimitedUser();
    rights.times = {{QTest::currentDataTag(), "12:00:00"}, {"12:00:00", QTest::currentDataTag()}};
    QCOMPARE(errors(user(rights)).size(), fine ? 0 : 2);
}

void ValidationTest::zones_data()
{
    QTest::addColumn<bool>("fine");
    for (const char *good : {"UTC", "Local", "Europe/Berlin", "America/Argentina/Buenos_Aires",
                             "GMT", "Etc/GMT+5", "CET"})
        QTest::newRow(good) << true;
    for (const char *bad : {"Mars/Olympus", "UTC+5", "<+03>-3", "Europe", "europe/berlin",
                            "EST5EDT,M3.2.0,M11.1.0/2", "../etc/passwd", "/etc/localtime", " UTC"})
        QTest::newRow(bad) << false;
}

void ValidationTest::zones()
{
    QFETCH(const bool, fine);
    jwt::UserRights rights = jwt::unlimitedUser();
    rights.timesLocation = QTest::currentDataTag();
    QCOMPARE(errors(user(rights)).size(), fine ? 0 : 1);
}

void ValidationTest::urls_data()
{
    QTest::addColumn<QByteArray>("problem"); // of an operator's service URL
    const auto row = [](const char *url, const char *problem) {
        QTest::newRow(url) << QByteArray(problem);
    };
    row("nats://a:4222", "");
    row("TLS://a", "");
    row("wss://[::1]:443", "");
    row("nats://a?x=1", "");
    row("nats:opaque", "");
    row("nats://a,b:4222,c:4222", "");
    row("http://a", "protocol not supported");
    row("a.example:4222", "protocol not supported");
    row("nats://u@a", "credentials are not supported");
    row("nats://a/", "paths are not supported");
    row("nats://a b", "invalid character \" \" in host name");
    row("nats://a:x", "invalid port \":x\" after host");
    row("nats://[::1", "missing ']' in host");
    row("nats://[1.2.3.4]", "invalid IP-literal");
    row("nats://a%zz", "invalid URL escape");
    row("nats://a%41", "invalid URL escape");
    row(":4222", "missing protocol scheme");
    row("1a:4222", "first path segment in URL cannot contain colon");
    row("nats://a\x01", "invalid control character in URL");
    row("nats://\xc3\xa9:1#%x", "invalid URL escape");
}

void ValidationTest::urls()
{
    QFETCH(const QByteArray, problem);
    jwt::OperatorClaims body;
    body.serviceUrls = {QByteArray(QTest::currentDataTag()), ""};
    jwt::Claims claims;
    claims.sub = operatorKey().publicKey();
    claims.body = body;
    const QByteArrayList found = errors(Token::decode(jwt::issue(claims, operatorKey())));
    QCOMPARE(found.size(), problem.isEmpty() ? 0 : 1);
    QVERIFY2(found.value(0).contains(problem), found.value(0).constData());
}

void ValidationTest::exportsThatCoverOthers()
{
    const auto exports = [](const QByteArrayList &subjects) {
        QByteArrayList list;
        for (const QByteArray &subject : subjects)
            list << R"({"type":"stream","subject":")" + subject + "\"}";
        return account("\"exports\":[" + list.join(',') + ']');
    };
    const auto covers = [](const QByteArray &a, const QByteArray &b) {
        return QByteArray("E stream export subject \"" + a + "\" already exports \"" + b + '"');
    };
    QCOMPARE(errors(exports({"a", "b.c"})), QByteArrayList{});
    QCOMPARE(errors(exports({"a.>", "a"})), QByteArrayList{});
    QCOMPARE(errors(exports({"a.b", "a.>"})), QByteArrayList{covers("a.>", "a.b")});
    QCOMPARE(errors(exports({"a.b", "a.b"})), QByteArrayList{covers("a.b", "a.b")});
    QCOMPARE(errors(exports({"*.b", "a.*"})), QByteArrayList{});
    QCOMPARE(errors(exports({"*.*", "a.*", "b.c"})), QByteArrayList{covers("*.*", "a.*")});
    // A wildcard is a token like any other where it is contained.
    QCOMPARE(errors(exports({"a.>", "a.*"})),
             (QByteArrayList{covers("a.*", "a.>"), covers("a.>", "a.*")}));
    QCOMPARE(errors(exports({">", "*"})), (QByteArrayList{covers("*", ">"), covers(">", "*")}));
    // Streams and services do not get into each other's way.
    QCOMPARE(errors(account(R"("exports":[{"type":"stream","subject":"a"},)"
                            R"({"type":"service","subject":"a"}])")),
             QByteArrayList{});
}

void ValidationTest::importsThatOverlap()
{
    const QByteArray a = nkey::KeyPair::generate(nkey::Kind::Account).publicKey();
    const QByteArray b = nkey::KeyPair::generate(nkey::Kind::Account).publicKey();
    const auto service = [](const QByteArray &from, const QByteArray &subject) -> QByteArray {
        return R"({"type":"service","account":")" + from + R"(","subject":")" + subject + "\"}";
    };
    const auto imports = [](const QByteArrayList &list) {
        return account("\"imports\":[" + list.join(',') + ']');
    };
    QCOMPARE(errors(imports({service(a, "x"), service(a, "y")})).size(), 0);
    QCOMPARE(errors(imports({service(a, "x.*"), service(a, "x.y")})).size(), 1);
    QCOMPARE(errors(imports({service(a, "x.y"), service(a, "x.*")})).size(), 1);
    // The same subject is told twice.
    QCOMPARE(errors(imports({service(a, "x"), service(a, "x")})).size(), 2);
    const TokenPtr others = imports({service(a, "x"), service(b, "x")});
    QCOMPARE(errors(others).size(), 0);
    QCOMPARE(jwt::validate(*others, kNow).at(0).code, QByteArray(jwt::kOlderServers));
}

void ValidationTest::issuesAreLimited()
{
    const auto count = [](size_t broken) {
        QByteArrayList list;
        for (size_t i = 0; i < broken; ++i)
            list << R"("A )" + QByteArray::number(qulonglong(i)) + '"';
        return jwt::validate(*account("\"signing_keys\":[" + list.join(',') + ']'), kNow);
    };
    QCOMPARE(count(jwt::Issues::kMax - 1).size(), jwt::Issues::kMax - 1);
    QCOMPARE(count(jwt::Issues::kMax).size(), jwt::Issues::kMax + 1);
    const jwt::Findings more = count(jwt::Issues::kMax + 1);
    QCOMPARE(more.size(), jwt::Issues::kMax + 1);
    QCOMPARE(more.back().code, "more_issues"_ba);
    QVERIFY(!jwt::accepted(more));
}

void ValidationTest::manyReferencesAreLimited()
{
    const jwt::Findings findings
        = jwt::validate(*account(R"("imports":[{"type":"stream","account":")"
                                 + accountKey().publicKey() + R"(","subject":"a","local_subject":")"
                                 + QByteArray("$9.").repeated(60'000) + "b\"}]"),
                        kNow);
    QCOMPARE(findings.size(), jwt::Issues::kMax + 1);
    for (const jwt::Finding &finding : findings)
        QVERIFY(finding.text.size() < 2 * jwt::kMaxQuoted);
}

void ValidationTest::quotedTextsAreLimited()
{
    constexpr qsizetype limit = jwt::kMaxQuoted;
    const auto quoted = [](qsizetype size) {
        return jwt::goQuoted(QByteArray(size, 'x'));
    };
    for (const qsizetype size : {limit - 1, limit})
        QCOMPARE(quoted(size), u'"' + QString(size, u'x') + u'"');
    for (const qsizetype size : {limit + 1, 10 * limit})
        QCOMPARE(quoted(size), u'"' + QString(limit, u'x') + u"…\""_s);
    // Characters of three bytes, and of two units where the cut would be.
    QCOMPARE(jwt::goQuoted("…"_ba.repeated(limit)), u'"' + QString(limit, u'…') + u'"');
    QCOMPARE(jwt::goQuoted("…"_ba.repeated(limit + 1)), u'"' + QString(limit + 1, u'…') + u'"');
    QCOMPARE(jwt::goQuoted(QByteArray(limit - 1, 'x') + "\xf0\x9f\x98\x80"),
             u'"' + QString(limit - 1, u'x') + u"…\""_s);
}

void ValidationTest::manyExportsAreComparedInTime()
{
    // Few are compared each with each, many by an index: with the same result.
    for (const int count : {15, 16, 17, 40}) {
        QByteArrayList some{R"({"type":"stream","subject":"s1.*"})"};
        for (int i = 1; i < count; ++i)
            some << R"({"type":"stream","subject":"s)" + QByteArray::number(i) + ".x\"}";
        QCOMPARE(errors(account("\"exports\":[" + some.join(',') + ']')),
                 QByteArrayList{R"(E stream export subject "s1.*" already exports "s1.x")"});
    }
    QByteArrayList list;
    for (int i = 0; i < 20'000; ++i)
        list << R"({"type":"stream","subject":"s)" + QByteArray::number(i) + ".>\"}";
    QCOMPARE(errors(account("\"exports\":[" + list.join(',') + ']')).size(), 0);
}

QTEST_GUILESS_MAIN(ValidationTest)

#include "tst_validation.moc"
