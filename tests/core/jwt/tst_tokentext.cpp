// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/tokentext.h"

#include "core/jwt/token.h"
#include "tests/support/jwtfixtures.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using jwt::TokenText;

namespace {

const QByteArray kToken = "eyJhIjoxfQ.eyJiIjoyfQ.c2ln";
const QByteArray kOther = "eyJhIjoxfQ.eyJiIjozfQ.c2ln";

QByteArray seed()
{
    static const base::Secret text = nkey::KeyPair::generate(nkey::Kind::User).seed();
    return text.reveal().toByteArray();
}

QByteArrayList tokensOf(const TokenText &text)
{
    QByteArrayList tokens;
    for (const jwt::FoundText &found : text.tokens)
        tokens << found.token;
    return tokens;
}

} // namespace

class TokenTextTest final : public QObject
{
    Q_OBJECT

private slots:
    void findsTokensInWhatPeoplePaste_data();
    void findsTokensInWhatPeoplePaste();
    void readsCredsFixtures_data();
    void readsCredsFixtures();
    void readsDecoratedFixtures_data();
    void readsDecoratedFixtures();
    void readsPackFixtures();
    void damagedTokensStayWhatTheyAre_data();
    void damagedTokensStayWhatTheyAre();
    void seedsNeverBecomeTokens();
    void offsetsPointAtTheTokens();
    void countIsLimited();
};

void TokenTextTest::findsTokensInWhatPeoplePaste_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    QTest::newRow("bare") << kToken << QByteArrayList{kToken};
    QTest::newRow("line end") << kToken + "\r\n" << QByteArrayList{kToken};
    QTest::newRow("in a sentence") << "my token is " + kToken + ". Why?" << QByteArrayList{kToken};
    QTest::newRow("before many dots")
        << "my token " + kToken + QByteArray(100'000, '.') + " is" << QByteArrayList{kToken};
    QTest::newRow("quoted") << R"({"jwt":")" + kToken + R"(","x":1})" << QByteArrayList{kToken};
    QTest::newRow("option") << "--jwt=" + kToken + " x" << QByteArrayList{kToken};
    QTest::newRow("configuration") << "resolver_preload {\n AB: " + kToken + "\n AC: \"" + kOther
            + "\"\n}\n" << QByteArrayList{kToken, kOther};
    QTest::newRow("lines") << kToken + '\n' + kOther + '\n' << QByteArrayList{kToken, kOther};
    QTest::newRow("the same twice") << kToken + '\n' + kToken << QByteArrayList{kToken, kToken};
    QTest::newRow("host names are none")
        << "see www.nats.io and a.b.c " + kToken << QByteArrayList{kToken};
    QTest::newRow("nothing like it") << "hello world"_ba << QByteArrayList{"hello world"};
    QTest::newRow("empty") << ""_ba << QByteArrayList{""};
    // One word as it is: other programs would read it so, too.
    QTest::newRow("blank before") << " " + kToken << QByteArrayList{" " + kToken};
    QTest::newRow("four parts") << kToken + ".x" << QByteArrayList{kToken + ".x"};
    QTest::newRow("padding") << "eyJhIjoxfQ==.eyJiIjoyfQ.c2ln\n"_ba
                             << QByteArrayList{"eyJhIjoxfQ==.eyJiIjoyfQ.c2ln"};
    QTest::newRow("damaged between dashes")
        << "-----BEGIN NATS USER JWT-----\nxx.yy\n------END NATS USER JWT------\n"_ba
        << QByteArrayList{"xx.yy"};
}

void TokenTextTest::findsTokensInWhatPeoplePaste()
{
    QFETCH(const QByteArray, text);
    const TokenText found = jwt::findTokens(text);
    QTEST(tokensOf(found), "tokens");
    QVERIFY(found.seed.isEmpty());
    QVERIFY(found.warning.isEmpty());
    QVERIFY(!found.truncated);
}

void TokenTextTest::readsCredsFixtures_data()
{
    QTest::addColumn<QJsonObject>("expected");
    const QJsonObject all = jwtfixtures::readJson(u"creds/expected.json"_s);
    for (auto it = all.begin(); it != all.end(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.value().toObject();
    QVERIFY(all.size() > 50);
}

void TokenTextTest::readsCredsFixtures()
{
    QFETCH(const QJsonObject, expected);
    const QString file = QString::fromUtf8(QTest::currentDataTag());
    const TokenText found = jwt::findTokens(jwtfixtures::read(file));
    const bool goReads = expected.contains("claim_type"_L1);
    QCOMPARE(found.tokens.size(), size_t(1));
    const jwt::TokenPtr token = jwt::Token::decode(found.tokens[0].token);
    if (goReads) {
        QCOMPARE(token->claims().sub, expected["subject"_L1].toString().toUtf8());
        QCOMPARE(token->claims().name, expected["name"_L1].toString().toUtf8());
    }
    const QByteArray key = expected["seed_public"_L1].toString().toUtf8();
    const auto pair = nkey::KeyPair::fromSeed(found.seed.reveal());
    if (!key.isEmpty())
        QCOMPARE(pair->publicKey(), key);
    // What Go does not read, we do, but say so.
    QCOMPARE(!found.warning.isEmpty(), !goReads && !found.seed.isEmpty());
}

void TokenTextTest::readsDecoratedFixtures_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(jwtfixtures::path(u"decorated"_s));
    for (const QString &name : folder.entryList({u"*.jwt"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << QString(u"decorated/"_s + name);
}

void TokenTextTest::readsDecoratedFixtures()
{
    QFETCH(const QString, file);
    const TokenText found = jwt::findTokens(jwtfixtures::read(file));
    QCOMPARE(found.tokens.size(), size_t(file.contains("two-tokens"_L1) ? 2 : 1));
    for (const jwt::FoundText &text : found.tokens)
        QVERIFY(jwt::Token::decode(text.token)->decodes());
    QVERIFY(found.seed.isEmpty());
}

void TokenTextTest::readsPackFixtures()
{
    const QJsonObject all = jwtfixtures::readJson(u"pack/expected.json"_s);
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QJsonArray entries = it.value()["entries"_L1].toArray();
        const TokenText found = jwt::findTokens(jwtfixtures::read(u"pack/"_s + it.key()));
        QByteArrayList keys;
        for (const jwt::FoundText &text : found.tokens) {
            if (!text.key.isEmpty())
                keys << text.key;
        }
        QCOMPARE(keys.size(), entries.size());
        for (qsizetype i = 0; i < entries.size(); ++i) {
            QCOMPARE(keys[i], entries[i]["key"_L1].toString().toUtf8());
            if (const QString file = entries[i]["token"_L1].toString(); !file.isEmpty())
                QCOMPARE(found.tokens[size_t(i)].token, jwtfixtures::read(file));
        }
    }
}

void TokenTextTest::damagedTokensStayWhatTheyAre_data()
{
    QTest::addColumn<jwtfixtures::Entry>("entry");
    for (const jwtfixtures::Entry &entry : jwtfixtures::manifest())
        QTest::newRow(entry.name.toUtf8().constData()) << entry;
}

void TokenTextTest::damagedTokensStayWhatTheyAre()
{
    QFETCH(const jwtfixtures::Entry, entry);
    const QByteArray content = jwtfixtures::read(entry.file);
    const TokenText found = jwt::findTokens(content);
    // Two tokens in one file are two to us, and one that is none to Go.
    if (entry.name == "broken/trailing-data"_L1) {
        QCOMPARE(found.tokens.size(), size_t(2));
        return;
    }
    QCOMPARE(found.tokens.size(), size_t(1));
    const jwt::TokenPtr token = jwt::Token::decode(found.tokens[0].token);
    QCOMPARE(token->decodes(), entry.expected["decode"_L1]["ok"_L1].toBool());
}

void TokenTextTest::seedsNeverBecomeTokens()
{
    for (const QByteArray &text : {seed(), QByteArray("seed: " + seed() + "!\n"),
                                   QByteArray("-----BEGIN USER NKEY SEED-----\n" + seed()
                                              + "\n------END USER NKEY SEED------\n")}) {
        const TokenText found = jwt::findTokens(text);
        QCOMPARE(found.tokens.size(), size_t(0));
        QCOMPARE(found.seed.reveal().toByteArray(), seed());
        QVERIFY(!found.warning.isEmpty());
        QVERIFY(!found.warning.contains(QString::fromUtf8(seed())));
    }
    // Mistyped, it is still none.
    QByteArray wrong = seed();
    wrong[20] = wrong[20] == 'A' ? 'B' : 'A';
    QCOMPARE(jwt::findTokens(wrong).tokens.size(), size_t(0));
    QVERIFY(jwt::findTokens(wrong).seed.isEmpty());
}

void TokenTextTest::offsetsPointAtTheTokens()
{
    const QByteArray text = "a " + kToken + "\nAB=|" + kOther + "\nb " + kToken;
    const TokenText found = jwt::findTokens(text);
    QCOMPARE(found.tokens.size(), size_t(3));
    for (const jwt::FoundText &token : found.tokens)
        QCOMPARE(text.sliced(token.offset, token.token.size()), token.token);
    QCOMPARE(found.tokens[1].key, "AB="_ba);
}

void TokenTextTest::countIsLimited()
{
    const QByteArray line = kToken + '\n';
    QVERIFY(!jwt::findTokens(line.repeated(jwt::kMaxTokens - 1)).truncated);
    const TokenText full = jwt::findTokens(line.repeated(jwt::kMaxTokens));
    QCOMPARE(qsizetype(full.tokens.size()), jwt::kMaxTokens);
    QVERIFY(!full.truncated);
    const TokenText more = jwt::findTokens(line.repeated(jwt::kMaxTokens + 1));
    QCOMPARE(qsizetype(more.tokens.size()), jwt::kMaxTokens);
    QVERIFY(more.truncated);
}

QTEST_GUILESS_MAIN(TokenTextTest)

#include "tst_tokentext.moc"
