// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/book.h"
#include "core/jwt/issuer.h"
#include "tests/support/jwtfixtures.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using jwt::Kind;

namespace {

const QByteArray kOperator = "OCXKQ5S4IXB2I3INK2HK6G2FQILLG7ODQV7TVNQRDX4TDX3KK3XZU3IK";
const QByteArray kAccount = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
const QByteArray kOther = "ACIPSNO4B6ARYSZBBMTYSE6ZVXUEYE65QDI36NM5EHUSSS6I6VJPNL6A";

jwt::TokenPtr account(jwt::UnixTime iat, const jwt::AccountClaims &body = {},
                      const QByteArray &sub = kAccount)
{
    jwt::Claims claims;
    claims.sub = sub;
    claims.iat = iat;
    claims.body = body;
    return jwt::Token::decode(jwt::issue(claims, *jwtfixtures::keyOf(kOperator)));
}

jwt::FoundToken at(const jwt::TokenPtr &token, const QString &source,
                   const QByteArray &storedAs = {})
{
    return {token, {source, storedAs, {}, {}}};
}

} // namespace

class BookTest final : public QObject
{
    Q_OBJECT

private slots:
    void theSameTextIsOneEntryWithTwoOrigins();
    void copiesAreNewestFirst();
    void theNewestIsOneThatDecodes();
    void keysLeadToTheirOwners();
    void operatorsAreKnownApartFromAccounts();
    void aKeyRemovedInANewerCopyHasNoOwner();
    void importersAreFound();
    void aSourceTakesItsTokensAlong();
    void originsAreLimited();
    void whatCannotBeReadIsKept();
};

void BookTest::theSameTextIsOneEntryWithTwoOrigins()
{
    jwt::Book book;
    QVERIFY(book.add(at(account(1), u"a"_s)));
    QVERIFY(!book.add(at(account(1), u"a"_s)));
    QVERIFY(book.add(at(account(1), u"b"_s)));
    QCOMPARE(book.size(), 1);
    QCOMPARE(book.all().front()->origins.size(), 2);
}

void BookTest::copiesAreNewestFirst()
{
    jwt::Book book;
    for (const jwt::UnixTime iat : {5, 9, 1, 7})
        book.add(at(account(iat), u"a"_s));
    QList<jwt::UnixTime> order;
    for (const jwt::Book::Entry *entry : book.copies(Kind::Account, kAccount))
        order += entry->token->claims().iat;
    QCOMPARE(order, (QList<jwt::UnixTime>{9, 7, 5, 1}));
    QVERIFY(book.copies(Kind::User, kAccount).empty());
    QVERIFY(book.copies(Kind::Account, kOther).empty());
    // All of them come in the order they were found.
    QCOMPARE(book.all().front()->token->claims().iat, 5);
    QCOMPARE(book.all().back()->token->claims().iat, 7);
}

void BookTest::theNewestIsOneThatDecodes()
{
    jwt::Book book;
    QByteArray broken = account(9)->text();
    broken[broken.size() - 10] = broken[broken.size() - 10] == 'A' ? 'B' : 'A';
    const auto token = jwt::Token::decode(broken);
    QVERIFY(!token->decodes());
    book.add(at(token, u"a"_s));
    QVERIFY(!book.newest(Kind::Account, kAccount));
    book.add(at(account(5), u"a"_s));
    book.add(at(account(4), u"a"_s));
    QCOMPARE(book.newest(Kind::Account, kAccount)->claims().iat, 5);
}

void BookTest::keysLeadToTheirOwners()
{
    jwt::AccountClaims body;
    jwt::SigningKey plain;
    plain.key = "PLAIN";
    jwt::SigningKey scoped;
    scoped.key = "SCOPED";
    scoped.scoped = true;
    body.signingKeys = {plain, scoped};
    jwt::Book book;
    book.add(at(account(1, body), u"a"_s));
    const auto owner = [&book](const char *key) {
        return book.ownersOf(key);
    };
    QVERIFY(!book.ownersOf(kAccount).at(0).signingKey);
    QVERIFY(owner("PLAIN").at(0).signingKey && !owner("PLAIN").at(0).scoped);
    QVERIFY(owner("SCOPED").at(0).signingKey && owner("SCOPED").at(0).scoped);
    QVERIFY(owner("NOBODYS").empty());
}

// An account may list any key, an operator's too.
void BookTest::operatorsAreKnownApartFromAccounts()
{
    const auto pair = nkey::KeyPair::generate(nkey::Kind::Operator);
    jwt::Claims claims;
    claims.sub = pair.publicKey();
    claims.body = jwt::OperatorClaims{};
    jwt::AccountClaims body;
    body.signingKeys.resize(1);
    body.signingKeys[0].key = pair.publicKey();
    jwt::Book book;
    book.add(at(account(1, body), u"a"_s));
    QVERIFY(book.operatorsOf(pair.publicKey()).empty());
    book.add(at(jwt::Token::decode(jwt::issue(claims, pair)), u"o"_s));
    QCOMPARE(book.ownersOf(pair.publicKey()).size(), 2);
    QCOMPARE(book.operatorsOf(pair.publicKey()).size(), 1);
    QVERIFY(book.operatorsOf(pair.publicKey()).at(0).token->asOperator());
    QVERIFY(book.operatorsOf(kAccount).empty());
    book.removeSource(u"o"_s);
    QVERIFY(book.operatorsOf(pair.publicKey()).empty());
    QCOMPARE(book.ownersOf(pair.publicKey()).size(), 1);
}

void BookTest::aKeyRemovedInANewerCopyHasNoOwner()
{
    jwt::AccountClaims body;
    jwt::SigningKey key;
    key.key = "REMOVED";
    body.signingKeys = {key};
    jwt::Book book;
    book.add(at(account(1, body), u"old"_s));
    QCOMPARE(book.ownersOf("REMOVED").size(), 1);
    book.add(at(account(2), u"new"_s));
    QVERIFY(book.ownersOf("REMOVED").empty());
    book.removeSource(u"new"_s);
    QCOMPARE(book.ownersOf("REMOVED").size(), 1);
}

void BookTest::importersAreFound()
{
    jwt::AccountClaims body;
    jwt::Import import;
    import.account = kOther;
    import.subject = "a";
    import.kind = jwt::ShareKind::Stream;
    body.imports = {import, import};
    jwt::Book book;
    book.add(at(account(1, body), u"a"_s));
    QCOMPARE(book.importersOf(kOther).size(), 1);
    QCOMPARE(book.importersOf(kOther).front()->claims().sub, kAccount);
    book.add(at(account(2), u"b"_s));
    QVERIFY(book.importersOf(kOther).empty());
}

void BookTest::aSourceTakesItsTokensAlong()
{
    jwt::Book book;
    book.add(at(account(1), u"a"_s));
    book.add(at(account(1), u"b"_s));
    book.add(at(account(2), u"a"_s));
    book.add(at(account(3), u"b"_s));
    book.removeSource(u"a"_s);
    QCOMPARE(book.size(), 2);
    QCOMPARE(book.copies(Kind::Account, kAccount).size(), 2);
    QCOMPARE(book.copies(Kind::Account, kAccount).back()->origins.size(), 1);
    QVERIFY(book.add(at(account(2), u"a"_s)));
    QCOMPARE(book.newest(Kind::Account, kAccount)->claims().iat, 3);
    book.removeSource(u"b"_s);
    book.removeSource(u"a"_s);
    QCOMPARE(book.size(), 0);
    QVERIFY(book.all().empty() && book.ownersOf(kAccount).empty());
}

void BookTest::originsAreLimited()
{
    jwt::Book book;
    const auto token = account(1);
    for (qsizetype i = 0; i <= jwt::Book::kMaxOrigins; ++i) {
        const bool learnt = book.add(at(token, u"pack"_s, QByteArray::number(i)));
        QCOMPARE(learnt, i < jwt::Book::kMaxOrigins);
        QCOMPARE(book.all().front()->origins.size(), size_t(qMin(i + 1, jwt::Book::kMaxOrigins)));
    }
    QCOMPARE(book.all().front()->moreOrigins, 1);
}

void BookTest::whatCannotBeReadIsKept()
{
    jwt::Book book;
    QVERIFY(book.add(at(jwt::Token::decode("garbage"), u"a"_s)));
    QVERIFY(book.add(at(jwt::Token::decode("other garbage"), u"a"_s)));
    QCOMPARE(book.size(), 2);
    QCOMPARE(book.all().size(), 2);
    QVERIFY(book.copies(Kind::Unknown, {}).empty());
}

QTEST_GUILESS_MAIN(BookTest)

#include "tst_book.moc"
