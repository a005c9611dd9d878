// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimrows.h"

#include "core/jwt/claimpath.h"
#include "core/jwt/claimtable.h"
#include "core/jwt/claimvalue.h"
#include "tests/support/jwtfixtures.h"

#include <QtTest/QTest>

#include <limits>

using namespace Qt::StringLiterals;
using jwt::ClaimFormat;
using jwt::ClaimRow;
using jwt::Token;

namespace {

constexpr jwt::UnixTime kNow = 1'795'000'000;

std::vector<ClaimRow> fixtureRows(const QString &name, bool withDefaults = false)
{
    return jwt::claimRows(*Token::decode(jwtfixtures::read(u"jwt/"_s + name + u".jwt"_s)), kNow,
                          withDefaults);
}

// The signature does not matter here.
std::vector<ClaimRow> rows(const QByteArray &payload, bool withDefaults = false)
{
    constexpr auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return jwt::claimRows(*Token::decode("e30." + payload.toBase64(url) + ".AAAA"), kNow,
                          withDefaults);
}

const ClaimRow *find(const std::vector<ClaimRow> &rows, const QByteArray &path)
{
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&path](const ClaimRow &r) { return r.path == path; });
    return row == rows.end() ? nullptr : &*row;
}

QString valueAt(const std::vector<ClaimRow> &rows, const QByteArray &path)
{
    const ClaimRow *row = find(rows, path);
    return row ? row->value : u"(no such row)"_s;
}

} // namespace

class ClaimRowsTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyClaimOfTheFullFixturesIsKnown_data();
    void everyClaimOfTheFullFixturesIsKnown();
    void rowsAreInTheTokensOrder();
    void valuesAreForPeople();
    void zerosAndMinusOnesHaveTheirMeaning_data();
    void zerosAndMinusOnesHaveTheirMeaning();
    void absentLimitsAreShownIfAskedFor();
    void absentLimitsOfV1UsersAreUnlimited();
    void duplicatesAndUnknownsAreMarked();
    void secretsAreNotThere();
    void keysAreMarked();
    void depthIsLimited();
    void countIsLimited();
    void namesInPathsAreCut();
    void pathsAreCut();
    void rowsAndFindingsOfLongNamesFindEachOther();
    void distances_data();
    void distances();
    void times();
    void limits_data();
    void limits();
    void shortKeys();
};

void ClaimRowsTest::everyClaimOfTheFullFixturesIsKnown_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"account/full", "account/full-tiered", "account/plain", "operator/operator",
          "user/permissions", "user/full-scoped", "user/src-loopback", "user/conn-types-all",
          "activation/all-fields", "v1/account", "v1/user", "v1/operator", "v1/activation"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void ClaimRowsTest::everyClaimOfTheFullFixturesIsKnown()
{
    QFETCH(const QString, name);
    int meanings = 0;
    for (const ClaimRow &row : fixtureRows(name)) {
        // Entries of lists are explained by the list.
        const bool entry = row.name.startsWith('[');
        QVERIFY2(entry || !row.meaning.isEmpty(), row.path.constData());
        meanings += row.meaning.isEmpty() ? 0 : 1;
        QVERIFY2(!row.value.isEmpty(), row.path.constData());
        QCOMPARE(row.header, row.path.startsWith("header."));
    }
    QVERIFY(meanings > 8);
}

void ClaimRowsTest::rowsAreInTheTokensOrder()
{
    QByteArrayList lines;
    for (const ClaimRow &row :
         rows(R"({"b":[1,{"c":null}],"nats":{"type":"user"},"a":true,"e":[]})"))
        lines << QByteArray(row.depth * 2, ' ') + row.name + '=' + row.raw + ' ' + row.path;
    QCOMPARE(lines.join('\n'), R"(b= b
  [0]=1 b[0]
  [1]= b[1]
    c=null b[1].c
nats= nats
  type=user nats.type
a=true a
e= e)"_ba);
}

void ClaimRowsTest::valuesAreForPeople()
{
    const std::vector<ClaimRow> full = fixtureRows(u"account/full"_s);
    QCOMPARE(valueAt(full, "exp"), u"2100-01-01 00:00:00 UTC, in 73 years"_s);
    QCOMPARE(valueAt(full, "nats.limits.payload"), u"64 KiB"_s);
    QCOMPARE(valueAt(full, "nats.limits.subs"), u"1,000"_s);
    QCOMPARE(valueAt(full, "nats.limits.wildcards"), u"yes"_s);
    QCOMPARE(valueAt(full, "nats.exports[5].response_threshold"), u"2 s"_s);
    QCOMPARE(valueAt(full, "nats.exports[4].service_latency.sampling"),
             u"by headers of the request"_s);
    QCOMPARE(valueAt(full, "nats.exports[3].service_latency.sampling"), u"25%"_s);
    QCOMPARE(valueAt(full, "nats.signing_keys[1].template.data"), u"unlimited"_s);
    QCOMPARE(valueAt(full, "nats.signing_keys[1].template.resp.ttl"), u"5 s"_s);
    QCOMPARE(valueAt(full, "nats.default_permissions.resp.max"), u"unlimited"_s);
    QCOMPARE(valueAt(full, "nats.default_permissions.resp.ttl"), u"2 min"_s);
    QCOMPARE(valueAt(full, "nats.mappings.orders.new[0].weight"), u"70%"_s);
    QCOMPARE(valueAt(full, "nats.exports"), u"8 entries"_s);
    QVERIFY(valueAt(full, "nats.revocations.*").startsWith(u"issued until 2025-12-31"_s));
    QCOMPARE(find(full, "nats.limits.payload")->raw, "65536"_ba);
}

void ClaimRowsTest::zerosAndMinusOnesHaveTheirMeaning_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("zero");
    QTest::addColumn<QString>("minusOne");
    const auto row
        = [](const char *name, ClaimFormat format, const QString &zero, const QString &minusOne) {
              QTest::newRow(name) << int(format) << zero << minusOne;
          };
    row("exp", ClaimFormat::Expires, u"never"_s, u"never"_s);
    row("nbf", ClaimFormat::Begins, u"at once"_s, u"at once"_s);
    row("limit", ClaimFormat::Limit, u"none"_s, u"unlimited"_s);
    row("bytes", ClaimFormat::ByteLimit, u"none"_s, u"unlimited"_s);
    row("storage", ClaimFormat::Storage, u"none: switched off"_s, u"unlimited"_s);
    row("soft limit", ClaimFormat::SoftLimit, u"unlimited"_s, u"unlimited"_s);
    row("replies", ClaimFormat::Replies, u"1, the server's default"_s, u"unlimited"_s);
    row("reply time", ClaimFormat::ReplyTime, u"2 min, the server's default"_s, u"-1 ns"_s);
    row("weight", ClaimFormat::Weight, u"100%"_s, u"-1%"_s);
    row("sampling", ClaimFormat::Sampling, u"by headers of the request"_s, u"-1%"_s);
    row("plain", ClaimFormat::Plain, u"0"_s, u"-1"_s);
}

void ClaimRowsTest::zerosAndMinusOnesHaveTheirMeaning()
{
    QFETCH(const int, format);
    QTEST(jwt::claimValue(0, ClaimFormat(format), kNow), "zero");
    QTEST(jwt::claimValue(-1, ClaimFormat(format), kNow), "minusOne");
}

void ClaimRowsTest::absentLimitsAreShownIfAskedFor()
{
    const QByteArray account
        = R"({"nats":{"type":"account","version":2,"limits":{"SUBS":3,"conn":-1}}})";
    QVERIFY(!find(rows(account), "nats.limits.payload"));
    const std::vector<ClaimRow> all = rows(account, true);
    const ClaimRow *payload = find(all, "nats.limits.payload");
    QVERIFY(payload && payload->absent);
    QCOMPARE(payload->value, u"none"_s);
    QCOMPARE(payload->raw, "0"_ba);
    QCOMPARE(payload->depth, 2);
    QVERIFY(!find(all, "nats.limits.subs")); // it is there, in another case
    QVERIFY(!find(all, "nats.limits.conn")->absent);
    QCOMPARE(valueAt(all, "exp"), u"never"_s);

    const std::vector<ClaimRow> none = rows(R"({"nats":{"type":"account","version":2}})", true);
    QVERIFY(find(none, "nats.limits")->absent);
    QCOMPARE(find(none, "nats.limits.conn")->depth, 2);
    QCOMPARE(valueAt(none, "nats.limits.conn"), u"none"_s);

    const std::vector<ClaimRow> scope = rows(
        R"({"nats":{"type":"account","version":2,"signing_keys":[{"template":{"subs":1}}]}})",
        true);
    QCOMPARE(valueAt(scope, "nats.signing_keys[0].template.payload"), u"unlimited"_s);
}

void ClaimRowsTest::absentLimitsOfV1UsersAreUnlimited()
{
    QCOMPARE(valueAt(rows(R"({"type":"user","nats":{}})", true), "nats.subs"), u"unlimited"_s);
    QCOMPARE(valueAt(rows(R"({"nats":{"type":"user","version":2}})", true), "nats.subs"),
             u"none"_s);
}

void ClaimRowsTest::duplicatesAndUnknownsAreMarked()
{
    const std::vector<ClaimRow> odd = rows(R"({"exp":1,"x":2,"exp":3,"nats":{"x":{"exp":4}}})");
    QCOMPARE(std::count_if(odd.begin(), odd.end(), [](const ClaimRow &r) { return r.duplicate; }),
             2);
    QVERIFY(find(odd, "x")->meaning.isEmpty());
    QCOMPARE(find(odd, "nats.x.exp")->value, u"4"_s);
    // Of another type than it should be: as it came.
    QCOMPARE(valueAt(rows(R"({"exp":"soon"})"), "exp"), u"soon"_s);
    QCOMPARE(valueAt(rows(R"({"exp":1.5})"), "exp"), u"1.5"_s);
}

void ClaimRowsTest::secretsAreNotThere()
{
    const std::vector<ClaimRow> request = rows(
        R"({"nats":{"type":"authorization_request","version":2,"connect_opts":)"
        R"({"user":"ann","Pass":"hunter2","auth_token":["hunter2"],"pass":{"x":"hunter2"}}}})");
    QVERIFY(find(request, "nats.connect_opts.Pass")->secret);
    for (const ClaimRow &row : request)
        QVERIFY2(!row.raw.contains("hunter2") && !row.value.contains("hunter2"_L1),
                 row.path.constData());
    QCOMPARE(valueAt(request, "nats.connect_opts.user"), u"ann"_s);
}

void ClaimRowsTest::keysAreMarked()
{
    const std::vector<ClaimRow> full = fixtureRows(u"account/full"_s);
    QVERIFY(find(full, "iss")->key);
    QVERIFY(find(full, "nats.signing_keys[0]")->key);
    QVERIFY(find(full, "nats.authorization.xkey")->key);
    QVERIFY(!find(full, "name")->key);
}

void ClaimRowsTest::depthIsLimited()
{
    const auto nested = [](int depth) -> QByteArray {
        return "{\"x\":" + QByteArray(depth, '[') + QByteArray(depth, ']') + '}';
    };
    QCOMPARE(rows(nested(jwt::kMaxClaimDepth - 1)).size(), size_t(jwt::kMaxClaimDepth - 1));
    QCOMPARE(rows(nested(jwt::kMaxClaimDepth)).size(), size_t(jwt::kMaxClaimDepth));
    const std::vector<ClaimRow> deep = rows(nested(9000));
    QCOMPARE(deep.size(), size_t(jwt::kMaxClaimDepth));
    QVERIFY(deep.back().value.contains(u"deeper"_s));
}

void ClaimRowsTest::countIsLimited()
{
    const auto list = [](qsizetype rows) -> QByteArray {
        return "{\"x\":[" + QByteArray("0,").repeated(rows - 2) + "0]}";
    };
    QCOMPARE(qsizetype(rows(list(jwt::kMaxClaimRows - 1)).size()), jwt::kMaxClaimRows - 1);
    QCOMPARE(qsizetype(rows(list(jwt::kMaxClaimRows)).size()), jwt::kMaxClaimRows);
    const std::vector<ClaimRow> more = rows(list(jwt::kMaxClaimRows + 1));
    QCOMPARE(qsizetype(more.size()), jwt::kMaxClaimRows + 1);
    QVERIFY(more.back().value.contains(u"more"_s));
}

void ClaimRowsTest::namesInPathsAreCut()
{
    constexpr qsizetype limit = jwt::kMaxPathName;
    for (const qsizetype size : {limit - 1, limit})
        QCOMPARE(jwt::pathName(QByteArray(size, 'n')), QByteArray(size, 'n'));
    QCOMPARE(jwt::pathName(QByteArray(limit + 1, 'n')), QByteArray(limit, 'n') + "…");
    // No character is cut in two.
    QCOMPARE(jwt::pathName(QByteArray(limit - 2, 'n') + "…"), QByteArray(limit - 2, 'n') + "…");
    QCOMPARE(jwt::pathName(QByteArray(limit - 2, 'n') + "ü…"), QByteArray(limit - 2, 'n') + "ü…");
    QCOMPARE(jwt::pathName(QByteArray(limit - 1, 'n') + "üx"), QByteArray(limit - 1, 'n') + "…");
}

void ClaimRowsTest::pathsAreCut()
{
    for (const qsizetype size : {jwt::kMaxPath - 1, jwt::kMaxPath, jwt::kMaxPath + 1}) {
        QByteArray path(size - 3, 'p');
        jwt::appendElement(path, 7);
        QCOMPARE(path, QByteArray(size - 3, 'p') + (size <= jwt::kMaxPath ? "[7]" : "[7…"));
    }
    QByteArray path;
    for (int depth = 0; depth < 10'000; ++depth)
        jwt::appendMember(path, "ü");
    QVERIFY(path.size() <= jwt::kMaxPath + 3);
    QVERIFY(path.endsWith("…"));
}

void ClaimRowsTest::rowsAndFindingsOfLongNamesFindEachOther()
{
    constexpr auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray name(50'000, 'n');
    const QByteArray payload = "{\"" + name + "\":[{\"" + name + "\":1,\"" + name + "\":2}]}";
    const auto token = Token::decode("e30." + payload.toBase64(url) + ".AAAA");
    const std::vector<ClaimRow> all = jwt::claimRows(*token, kNow, false);
    const jwt::Findings &findings = token->oddities();
    const auto finding = std::find_if(findings.begin(), findings.end(), [](const jwt::Finding &f) {
        return f.code == "duplicate_member";
    });
    QVERIFY(finding != findings.end());
    QVERIFY(find(all, finding->path));
    QVERIFY(finding->path.size() < jwt::kMaxPath);
    QVERIFY(finding->text.size() < 2 * jwt::kMaxPathName);
}

void ClaimRowsTest::distances_data()
{
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(0) << u"now"_s;
    QTest::newRow("59 s") << qint64(59) << u"in 59 s"_s;
    QTest::newRow("1 min") << qint64(60) << u"in 1 min"_s;
    QTest::newRow("-59 min") << qint64(-3599) << u"59 min ago"_s;
    QTest::newRow("47 h") << qint64(2 * 86'400 - 1) << u"in 47 h"_s;
    QTest::newRow("2 days") << qint64(-2 * 86'400) << u"2 days ago"_s;
    QTest::newRow("729 days") << qint64(730 * 86'400 - 1) << u"in 729 days"_s;
    QTest::newRow("2 years") << qint64(730 * 86'400) << u"in 2 years"_s;
}

void ClaimRowsTest::distances()
{
    QFETCH(const qint64, ahead);
    QTEST(jwt::distance(kNow + ahead, kNow), "text");
    // No overflow at the ends.
    constexpr auto first = std::numeric_limits<qint64>::min();
    constexpr auto last = std::numeric_limits<qint64>::max();
    QVERIFY(jwt::distance(last, -kNow).startsWith(u"in "_s));
    QVERIFY(jwt::distance(first, kNow).endsWith(u" ago"_s));
    QVERIFY(jwt::distance(first, 0).endsWith(u" ago"_s));
}

void ClaimRowsTest::times()
{
    QCOMPARE(jwt::timeText(0), u"1970-01-01 00:00:00 UTC"_s);
    QCOMPARE(jwt::timeText(1'767'225'600), u"2026-01-01 00:00:00 UTC"_s);
    QCOMPARE(jwt::timeText(253'402'300'799), u"9999-12-31 23:59:59 UTC"_s);
    QCOMPARE(jwt::timeText(253'402'300'800), u"second 253402300800 after 1970"_s);
    QVERIFY(jwt::timeText(std::numeric_limits<qint64>::min()).contains(u"-9223372036854775808"_s));
}

void ClaimRowsTest::limits_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("bytes");
    QTest::newRow("-1") << qint64(-1) << u"unlimited"_s << u"unlimited"_s;
    QTest::newRow("0") << qint64(0) << u"none"_s << u"none"_s;
    QTest::newRow("1023") << qint64(1023) << u"1,023"_s << u"1023 bytes"_s;
    QTest::newRow("1024") << qint64(1024) << u"1,024"_s << u"1 KiB"_s;
    QTest::newRow("1 MiB") << qint64(1 << 20) << u"1,048,576"_s << u"1 MiB"_s;
    QTest::newRow("1.5 GiB") << qint64(3LL << 29) << u"1,610,612,736"_s << u"1.5 GiB"_s;
    QTest::newRow("largest") << std::numeric_limits<qint64>::max() << u"9,223,372,036,854,775,807"_s
                             << u"8 EiB"_s;
}

void ClaimRowsTest::limits()
{
    QFETCH(const qint64, value);
    QTEST(jwt::limitText(value, false), "number");
    QTEST(jwt::limitText(value, true), "bytes");
}

void ClaimRowsTest::shortKeys()
{
    QCOMPARE(jwt::shortKey("AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL"),
             u"AAHJ2G…FRCL"_s);
    QCOMPARE(jwt::shortKey("ABCDEFGHIJK"), u"ABCDEFGHIJK"_s);
    QCOMPARE(jwt::shortKey(""), QString());
}

QTEST_GUILESS_MAIN(ClaimRowsTest)

#include "tst_claimrows.moc"
