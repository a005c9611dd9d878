// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/compare.h"

#include "core/jwt/claimpath.h"
#include "core/jwt/claimrows.h"
#include "tests/support/jwtfixtures.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using What = jwt::ClaimDifference::What;

namespace {

QByteArray part(const QByteArray &json)
{
    return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

// Nobody signed it; to compare is to look, not to trust.
jwt::TokenPtr token(const QByteArray &payload, const QByteArray &header = "{}")
{
    return jwt::Token::decode(part(header) + '.' + part(payload) + '.' + part("signature"));
}

// One row a line: "= path left" or "! path left right", indented by depth.
QByteArray printed(const std::vector<jwt::ClaimDifference> &rows)
{
    QByteArray text;
    for (const jwt::ClaimDifference &row : rows) {
        text += QByteArray(row.depth, ' ') + "=!<>"[int(row.what)] + ' ' + row.path;
        if (row.container)
            text += " …";
        if (!row.container && row.what != What::OnlyRight)
            text += ' ' + row.left;
        if (!row.container && (row.what == What::Changed || row.what == What::OnlyRight))
            text += ' ' + row.right;
        text += '\n';
    }
    return text;
}

QByteArray compared(const QByteArray &left, const QByteArray &right)
{
    return printed(jwt::compare(*token(left), *token(right)));
}

} // namespace

class CompareTest final : public QObject
{
    Q_OBJECT

private slots:
    void aTokenIsItself();
    void scalarsAreCompared();
    void whatOnlyOneHasStaysBesideItsNeighbours();
    void textsInListsAreMatchedByThemselves();
    void sharesAreMatchedBySubject();
    void signingKeysAreMatchedByKey();
    void otherListsAreMatchedByPosition();
    void duplicateMembersAreMatchedOneByOne();
    void anObjectInPlaceOfAListHasNothingInCommon();
    void theHeaderComesFirst();
    void twoFixturesDifferWhereTheirClaimsDo();
    void deepNestingEndsInOneRow();
    void rowsAreLimited();
    void pathsOfLongNamesAreCut();
};

void CompareTest::aTokenIsItself()
{
    const auto full = jwt::Token::decode(jwtfixtures::read(u"jwt/account/full.jwt"_s));
    const auto rows = jwt::compare(*full, *full);
    QVERIFY(rows.size() > 150);
    for (const jwt::ClaimDifference &row : rows)
        QVERIFY2(row.what == What::Same, row.path.constData());
}

void CompareTest::scalarsAreCompared()
{
    QCOMPARE(compared(R"({"a":1,"b":"x","c":true,"d":null,"e":1})",
                      R"({"a":1,"b":"y","c":false,"d":null,"e":"1"})"),
             "= a 1\n! b x y\n! c true false\n= d null\n! e 1 1\n");
}

void CompareTest::whatOnlyOneHasStaysBesideItsNeighbours()
{
    QCOMPARE(compared(R"({"a":1,"left":1,"z":1})", R"({"first":1,"a":1,"after a":1,"z":1})"),
             "> first 1\n= a 1\n> after a 1\n< left 1\n= z 1\n");
}

void CompareTest::textsInListsAreMatchedByThemselves()
{
    QCOMPARE(compared(R"({"l":["a","b","c"]})", R"({"l":["c","a","d"]})"),
             "! l …\n = l[0] a\n > l[2] d\n < l[1] b\n = l[2] c\n");
}

void CompareTest::sharesAreMatchedBySubject()
{
    QCOMPARE(compared(R"({"nats":{"exports":[{"subject":"a","type":"stream"},)"
                      R"({"subject":"b","type":"stream"}]}})",
                      R"({"nats":{"exports":[{"subject":"b","type":"stream","token_req":true}]}})"),
             "! nats …\n"
             " ! nats.exports …\n"
             "  < nats.exports[0] …\n"
             "   < nats.exports[0].subject a\n"
             "   < nats.exports[0].type stream\n"
             "  ! nats.exports[1] …\n"
             "   = nats.exports[1].subject b\n"
             "   = nats.exports[1].type stream\n"
             "   > nats.exports[1].token_req true\n");
}

void CompareTest::signingKeysAreMatchedByKey()
{
    QCOMPARE(compared(R"({"nats":{"signing_keys":["A","B"]}})",
                      R"({"nats":{"signing_keys":[{"key":"B"}]}})"),
             "! nats …\n"
             " ! nats.signing_keys …\n"
             "  < nats.signing_keys[0] A\n"
             "  ! nats.signing_keys[1] …\n"
             "   > nats.signing_keys[1].key B\n");
}

void CompareTest::otherListsAreMatchedByPosition()
{
    QCOMPARE(compared(R"({"l":[1,2]})", R"({"l":[2,2,3]})"),
             "! l …\n ! l[0] 1 2\n = l[1] 2\n > l[2] 3\n");
}

void CompareTest::duplicateMembersAreMatchedOneByOne()
{
    QCOMPARE(compared(R"({"a":1,"a":2})", R"({"a":1,"a":3,"a":4})"), "= a 1\n! a 2 3\n> a 4\n");
}

void CompareTest::anObjectInPlaceOfAListHasNothingInCommon()
{
    QCOMPARE(compared(R"({"l":[1]})", R"({"l":{"[0]":1}})"), "! l …\n > l.[0] 1\n < l[0] 1\n");
}

void CompareTest::theHeaderComesFirst()
{
    const auto rows = jwt::compare(*token("{}", R"({"typ":"JWT","alg":"a"})"),
                                   *token("{}", R"({"typ":"JWT","alg":"b"})"));
    QCOMPARE(printed(rows), "= header.typ JWT\n! header.alg a b\n");
}

void CompareTest::twoFixturesDifferWhereTheirClaimsDo()
{
    const auto older = jwt::Token::decode(jwtfixtures::read(u"jwt/account/plain-older.jwt"_s));
    const auto newer = jwt::Token::decode(jwtfixtures::read(u"jwt/account/plain-newer.jwt"_s));
    QByteArrayList changed;
    for (const jwt::ClaimDifference &row : jwt::compare(*older, *newer)) {
        if (row.what != What::Same)
            changed += row.path;
    }
    QCOMPARE(changed.join(' '), "jti iat nats nats.description");
}

void CompareTest::deepNestingEndsInOneRow()
{
    const auto nested = [](int depth, char inner) {
        return QByteArray("{\"a\":") + QByteArray(depth, '[') + inner + QByteArray(depth, ']')
            + '}';
    };
    QCOMPARE(jwt::compare(*token(nested(9000, '1')), *token(nested(9000, '1'))).size(),
             jwt::kMaxComparedDepth);
    const auto rows = jwt::compare(*token(nested(9000, '1')), *token(nested(9000, '2')));
    QVERIFY(rows.back().what == What::Changed);
    // At the limit the scalar is still a row of its own.
    const int fits = jwt::kMaxComparedDepth - 1;
    QCOMPARE(jwt::compare(*token(nested(fits, '1')), *token(nested(fits, '1'))).back().left, "1");
    QVERIFY(jwt::compare(*token(nested(fits + 1, '1')), *token(nested(fits + 1, '1')))
                .back()
                .container);
}

void CompareTest::rowsAreLimited()
{
    const auto list = [](qsizetype rows, char last) -> QByteArray {
        return "{\"x\":[" + QByteArray("0,").repeated(rows - 2) + last + "]}";
    };
    const auto both = [&list](qsizetype rows) {
        return jwt::compare(*token(list(rows, '0')), *token(list(rows, '1')));
    };
    for (const qsizetype rows : {jwt::kMaxClaimRows - 1, jwt::kMaxClaimRows}) {
        const auto compared = both(rows);
        QCOMPARE(qsizetype(compared.size()), rows);
        QVERIFY(!compared.back().more);
        QCOMPARE(compared.back().right, "1");
    }
    for (const qsizetype rows : {jwt::kMaxClaimRows + 1, 3 * jwt::kMaxClaimRows}) {
        const auto compared = both(rows);
        QCOMPARE(qsizetype(compared.size()), jwt::kMaxClaimRows + 1);
        QVERIFY(compared.back().more);
        // What was not looked at is not the same.
        QVERIFY(compared.front().what == What::Changed);
    }
}

void CompareTest::pathsOfLongNamesAreCut()
{
    const auto longName = token("{\"" + QByteArray(100'000, 'n') + "\":[1,2,3]}");
    for (const jwt::ClaimDifference &row : jwt::compare(*longName, *longName))
        QVERIFY(row.path.size() < 2 * jwt::kMaxPathName);
}

QTEST_GUILESS_MAIN(CompareTest)

#include "tst_compare.moc"
