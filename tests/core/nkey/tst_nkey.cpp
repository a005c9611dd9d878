// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nkey/ed25519.h"
#include "core/nkey/nkey.h"
#include "core/nkey/publicform.h"

#include "tests/support/jwtfixtures.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

#include <numeric>

using namespace Qt::StringLiterals;

namespace {

// spec §2.3: verified against a server.
const QByteArray kSeed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
const QByteArray kPublic = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";

constexpr nkey::Kind kKinds[] = {nkey::Kind::Account, nkey::Kind::Cluster, nkey::Kind::Operator,
                                 nkey::Kind::Server,  nkey::Kind::User,    nkey::Kind::Curve};

QByteArray rawSeed()
{
    QByteArray seed(32, '\0');
    std::iota(seed.begin(), seed.end(), char(0));
    return seed;
}

QByteArray with(QByteArray text, qsizetype at, char c)
{
    text[at] = c;
    return text;
}

} // namespace

class NkeyTest final : public QObject
{
    Q_OBJECT

private slots:
    void t43SignsAsTheVectorSays();
    void verifiesItsOwnSignatureAndNoOther();
    void verifyRefusesWrongSizes();
    void readsAndWritesEveryKind_data();
    void readsAndWritesEveryKind();
    void refusesDamagedPublicKeys_data();
    void refusesDamagedPublicKeys();
    void refusesDamagedSeeds_data();
    void refusesDamagedSeeds();
    void everyMistypedCharacterIsNoticed();
    void errorsDoNotQuoteTheSeed();
    void readsKeysOfTokensAsGoDoes_data();
    void readsKeysOfTokensAsGoDoes();
    void seedsOfFixturesGiveTheirKeys_data();
    void seedsOfFixturesGiveTheirKeys();
    void generatedKeysAreOfTheirKindAndReadBack_data();
    void generatedKeysAreOfTheirKindAndReadBack();
};

void NkeyTest::t43SignsAsTheVectorSays()
{
    const auto pair = nkey::KeyPair::fromSeed(kSeed);
    QVERIFY(pair);
    QVERIFY(pair->kind() == nkey::Kind::User);
    QCOMPARE(pair->publicKey(), kPublic);
    QCOMPARE(
        pair->sign("hello nonce")
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
        "Lnc0R7pz7SbZGzHtQb9GMwPc9LjhyX6lHiEgYyhJD3KChKc_H54FZ54R9JU2x-JJlxx3HYKKA4QQs27gO7wpCQ"_ba);
}

void NkeyTest::verifiesItsOwnSignatureAndNoOther()
{
    const QByteArray key = nkey::ed25519::publicFromSeed(rawSeed());
    const QByteArray signature = nkey::ed25519::sign(rawSeed(), "message");
    QVERIFY(nkey::ed25519::verify(key, "message", signature));
    QVERIFY(!nkey::ed25519::verify(key, "messagf", signature));
    QVERIFY(!nkey::ed25519::verify(key, "message", with(signature, 5, char(signature[5] ^ 1))));
    QVERIFY(nkey::ed25519::verify(key, "", nkey::ed25519::sign(rawSeed(), "")));
}

void NkeyTest::verifyRefusesWrongSizes()
{
    const QByteArray key = nkey::ed25519::publicFromSeed(rawSeed());
    const QByteArray signature = nkey::ed25519::sign(rawSeed(), "m");
    QVERIFY(!nkey::ed25519::verify(key.chopped(1), "m", signature));
    QVERIFY(!nkey::ed25519::verify(key, "m", signature.chopped(1)));
    QVERIFY(!nkey::ed25519::verify(key, "m", QByteArray(signature + 'x')));
    QVERIFY(!nkey::ed25519::verify("", "", ""));
}

void NkeyTest::readsAndWritesEveryKind_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<char>("letter");
    QTest::newRow("account") << int(nkey::Kind::Account) << 'A';
    QTest::newRow("cluster") << int(nkey::Kind::Cluster) << 'C';
    QTest::newRow("operator") << int(nkey::Kind::Operator) << 'O';
    QTest::newRow("server") << int(nkey::Kind::Server) << 'N';
    QTest::newRow("user") << int(nkey::Kind::User) << 'U';
    QTest::newRow("curve") << int(nkey::Kind::Curve) << 'X';
}

void NkeyTest::readsAndWritesEveryKind()
{
    QFETCH(int, kind);
    const nkey::PublicKey key{nkey::Kind(kind), rawSeed()};
    const QByteArray text = nkey::encodePublic(key);
    QCOMPARE(text.size(), qsizetype(56));
    QTEST(text.front(), "letter");
    const auto read = nkey::decodePublic(text);
    QVERIFY(read);
    QVERIFY(*read == key);
    for (const nkey::Kind other : kKinds)
        QCOMPARE(nkey::isPublic(other, text), other == key.kind);
}

void NkeyTest::refusesDamagedPublicKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << ""_ba << u"empty"_s;
    QTest::newRow("short") << kPublic.chopped(1) << u"56 characters are expected, there are 55"_s;
    QTest::newRow("long") << QByteArray(kPublic + "A") << u"there are 57"_s;
    QTest::newRow("lower case") << kPublic.toLower() << u"upper case (byte 0)"_s;
    QTest::newRow("padded") << QByteArray(kPublic + "=") << u"padded with “=” (byte 56)"_s;
    QTest::newRow("digit 1") << with(kPublic, 3, '1') << u"(byte 3)"_s;
    QTest::newRow("NUL") << with(kPublic, 9, '\0') << u"(byte 9)"_s;
    QTest::newRow("8-bit") << with(kPublic, 9, '\xff') << u"(byte 9)"_s;
    QTest::newRow("white space") << QByteArray(kPublic + "\n") << u"(byte 56)"_s;
    QTest::newRow("checksum") << with(kPublic, 20, 'A') << u"checksum"_s;
    QTest::newRow("a seed") << kSeed << u"there are 58"_s;
    QTest::newRow("prefix P") << "PAAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB7QT2"_ba
                              << u"must start with A, C, N, O, U or X"_s;
}

void NkeyTest::refusesDamagedPublicKeys()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, word);
    const auto key = nkey::decodePublic(text);
    QVERIFY(!key);
    QVERIFY2(key.error().text.contains(word), qPrintable(key.error().text));
    for (const nkey::Kind kind : kKinds)
        QVERIFY(!nkey::isPublic(kind, text));
}

void NkeyTest::refusesDamagedSeeds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << ""_ba << u"empty"_s;
    QTest::newRow("short") << kSeed.chopped(1) << u"58 characters are expected, there are 57"_s;
    QTest::newRow("long") << QByteArray(kSeed + "A") << u"there are 59"_s;
    QTest::newRow("lower case") << kSeed.toLower() << u"upper case"_s;
    QTest::newRow("padded") << QByteArray(kSeed.chopped(1) + "=") << u"padded"_s;
    QTest::newRow("other character") << with(kSeed, 7, '8') << u"(byte 7)"_s;
    QTest::newRow("checksum") << with(kSeed, 30, 'R') << u"checksum"_s;
    QTest::newRow("spare bits") << with(kSeed, 57, 'Z') << u"last character"_s;
    QTest::newRow("a public key") << kPublic << u"there are 56"_s;
    QTest::newRow("prefix P") << "PUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H7OC4"_ba
                              << u"must start with S"_s;
    QTest::newRow("unknown kind") << "SZAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H5QEE"_ba
                                  << u"after the S"_s;
    QTest::newRow("kind byte") << "SUAQAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4HZDPM"_ba
                               << u"after the S"_s;
    QTest::newRow("curve") << "SXAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H74KM"_ba
                           << u"cannot sign"_s;
}

void NkeyTest::refusesDamagedSeeds()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, word);
    const auto pair = nkey::KeyPair::fromSeed(text);
    QVERIFY(!pair);
    QVERIFY2(pair.error().text.contains(word), qPrintable(pair.error().text));
}

void NkeyTest::everyMistypedCharacterIsNoticed()
{
    for (qsizetype i = 0; i < kSeed.size(); ++i) {
        const char other = kSeed[i] == 'A' ? 'B' : 'A';
        QVERIFY2(!nkey::KeyPair::fromSeed(with(kSeed, i, other)), qPrintable(QString::number(i)));
    }
}

void NkeyTest::errorsDoNotQuoteTheSeed()
{
    const auto pair = nkey::KeyPair::fromSeed(with(kSeed, 30, 'R'));
    QVERIFY(!pair);
    QVERIFY(!pair.error().text.contains(QLatin1StringView(kSeed.first(8))));
}

void NkeyTest::readsKeysOfTokensAsGoDoes_data()
{
    QTest::addColumn<QJsonObject>("vector");
    const QJsonArray vectors
        = jwtfixtures::readJson(u"nkeys/vectors.json"_s)["vectors"_L1].toArray();
    QVERIFY(!vectors.isEmpty());
    for (const QJsonValue &vector : vectors) {
        QTest::newRow(
            qPrintable(vector["made_as"_L1].toString() + u", "_s + vector["note"_L1].toString()))
            << vector.toObject();
    }
}

void NkeyTest::readsKeysOfTokensAsGoDoes()
{
    QFETCH(const QJsonObject, vector);
    const QByteArray text = vector["text"_L1].toString().toUtf8();
    QCOMPARE(nkey::passesAs(nkey::Kind::Account, text), vector["valid_account"_L1].toBool());
    QCOMPARE(nkey::passesAs(nkey::Kind::Cluster, text), vector["valid_cluster"_L1].toBool());
    QCOMPARE(nkey::passesAs(nkey::Kind::Operator, text), vector["valid_operator"_L1].toBool());
    QCOMPARE(nkey::passesAs(nkey::Kind::Server, text), vector["valid_server"_L1].toBool());
    QCOMPARE(nkey::passesAs(nkey::Kind::User, text), vector["valid_user"_L1].toBool());
    // A key to verify with has 32 bytes, which the library the vectors are of did not check.
    const bool size = !vector["note"_L1].toString().contains("key bytes"_L1);
    const auto strict = nkey::decodePublic(text);
    for (const nkey::Kind kind : kKinds)
        QCOMPARE(nkey::isPublic(kind, text), strict && strict->kind == kind);
    QCOMPARE(nkey::readPublic(text).has_value(), vector["valid_public"_L1].toBool() && size);
    if (const auto key = nkey::readPublic(text))
        QCOMPARE(nkey::encodePublic(*key), text.trimmed());
    // One more character is no byte; other keys of tokens are not that tolerant.
    QCOMPARE(nkey::readPublic(text + 'A').has_value(), nkey::readPublic(text).has_value());
    QCOMPARE(nkey::decodePublic(text).ok(), nkey::readPublic(text) && !text.endsWith('\n'));
}

void NkeyTest::seedsOfFixturesGiveTheirKeys_data()
{
    readsKeysOfTokensAsGoDoes_data();
}

void NkeyTest::seedsOfFixturesGiveTheirKeys()
{
    QFETCH(const QJsonObject, vector);
    const QByteArray text = vector["text"_L1].toString().toUtf8();
    const QByteArray publicKey = vector["from_seed_public"_L1].toString().toUtf8();
    const auto pair = nkey::KeyPair::fromSeed(text);
    // Curve keys are of another kind; we only sign.
    QCOMPARE(pair.ok(), !publicKey.isEmpty() && !publicKey.startsWith('X'));
    if (pair) {
        QCOMPARE(pair->publicKey(), publicKey);
        QCOMPARE(pair->seed().reveal(), QByteArrayView(text));
    }
}

void NkeyTest::generatedKeysAreOfTheirKindAndReadBack_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<char>("letter");
    QTest::newRow("account") << int(nkey::Kind::Account) << 'A';
    QTest::newRow("cluster") << int(nkey::Kind::Cluster) << 'C';
    QTest::newRow("operator") << int(nkey::Kind::Operator) << 'O';
    QTest::newRow("server") << int(nkey::Kind::Server) << 'N';
    QTest::newRow("user") << int(nkey::Kind::User) << 'U';
}

void NkeyTest::generatedKeysAreOfTheirKindAndReadBack()
{
    QFETCH(const int, kind);
    QFETCH(const char, letter);
    const nkey::KeyPair pair = nkey::KeyPair::generate(nkey::Kind(kind));
    const nkey::KeyPair other = nkey::KeyPair::generate(nkey::Kind(kind));
    QCOMPARE(pair.kind(), nkey::Kind(kind));
    QCOMPARE(pair.publicKey().front(), letter);
    QVERIFY(pair.publicKey() != other.publicKey());
    const auto again = nkey::KeyPair::fromSeed(pair.seed().reveal());
    QVERIFY(again);
    QCOMPARE(again->publicKey(), pair.publicKey());
    QCOMPARE(again->sign("m"), pair.sign("m"));
}

QTEST_GUILESS_MAIN(NkeyTest)
#include "tst_nkey.moc"
