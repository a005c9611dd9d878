// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/gojson.h"
#include "core/jwt/jti.h"

#include <QtTest/QTest>

using jwt::GoJson;

class GoJsonTest final : public QObject
{
    Q_OBJECT

private slots:
    void textsAreEscapedAsGoDoes_data();
    void textsAreEscapedAsGoDoes();
    void membersAreSeparated();
    void emptyMembersAreLeftOut();
    void theJtiIsThatOfTheSpecification();
    void aV1JtiCoversTagsAndType();
};

// What encoding/json of Go writes for these.
void GoJsonTest::textsAreEscapedAsGoDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &written) {
        QTest::newRow(name) << text << QByteArray('"' + written + '"');
    };
    row("plain", "orders.created", "orders.created");
    row("html", "<a>&'", "\\u003ca\\u003e\\u0026'");
    row("quote and backslash", "\"\\/", "\\\"\\\\/");
    row("short escapes", "\b\f\n\r\t", "\\b\\f\\n\\r\\t");
    row("other controls", QByteArray("\0\x1f\x7f", 3), "\\u0000\\u001f\x7f");
    row("line separators", "\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA", "\\u2028\\u2029\xE2\x80\xAA");
    row("letters and emoji", "\xC3\xA4\xF0\x9F\x98\x80", "\xC3\xA4\xF0\x9F\x98\x80");
    row("stray byte", "a\xFFz", "a\\ufffdz");
    row("cut sequence", "\xE2\x80", "\\ufffd\\ufffd");
    row("surrogate", "\xED\xA0\x80", "\\ufffd\\ufffd\\ufffd");
    row("overlong", "\xC0\xAF\xE0\x80\xAF", "\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd");
    row("beyond Unicode", "\xF4\x90\x80\x80", "\\ufffd\\ufffd\\ufffd\\ufffd");
}

void GoJsonTest::textsAreEscapedAsGoDoes()
{
    QFETCH(const QByteArray, text);
    GoJson json;
    json.text(text);
    QTEST(json.bytes(), "written");
}

void GoJsonTest::membersAreSeparated()
{
    GoJson json;
    json.beginObject();
    json.key("a");
    json.beginArray();
    json.number(qint64(1));
    json.null();
    json.text("{");
    json.beginObject();
    json.endObject();
    json.endArray();
    json.memberIf("b", true);
    json.endObject();
    QCOMPARE(json.bytes(), R"({"a":[1,null,"{",{}],"b":true})");
}

void GoJsonTest::emptyMembersAreLeftOut()
{
    GoJson json;
    json.beginObject();
    json.member("text", QByteArrayView());
    json.member("number", qint64(0));
    json.memberIf("flag", false);
    json.member("list", QList<QByteArray>());
    json.endObject();
    QCOMPARE(json.bytes(), "{}");
}

// The example of spec/jwt.md §1.1.
void GoJsonTest::theJtiIsThatOfTheSpecification()
{
    jwt::Claims claims;
    claims.iat = 1767225612;
    claims.iss = "OCXKQ5S4IXB2I3INK2HK6G2FQILLG7ODQV7TVNQRDX4TDX3KK3XZU3IK";
    claims.name = "PLAIN";
    claims.sub = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
    claims.tags = {"not", "covered"};
    QCOMPARE(jwt::libraryJti(claims, {}), "OJU5CRXHGFJPUNNCUZJEYD5Y3MKFQPXRAKQ4N6KEZ5UYLMDCAGHA");
}

// tests/fixtures/jwt/jwt/v1/account.jwt
void GoJsonTest::aV1JtiCoversTagsAndType()
{
    jwt::Claims claims;
    claims.iat = 1567225603;
    claims.iss = "ODW37U2THII5NLF32WBUHHNGVXLMENUZGJMOO74LIG6QFDYZTLOLAECN";
    claims.name = "LEGACY_ACC";
    claims.sub = "AD2DATGQ7YLYQCCVV4OA7YPHWY2HJUEXULZXL26ARHBFW7MPD62MWD35";
    claims.tags = {"old", "v1"};
    QCOMPARE(jwt::libraryJti(claims, "account"),
             "5X5PPNHBCTKOF5CE3FLZBWMZIEY4A2BFOVXUY6UJFXWSZPB2COHQ");
}

QTEST_GUILESS_MAIN(GoJsonTest)

#include "tst_gojson.moc"
