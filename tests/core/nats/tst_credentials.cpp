// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/credentials.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray kSeed = "SUAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4H776Y";
const QByteArray kPublic = "UAB2CB576PHBBPQ5ODORRZ2LYCMWPZGWGCN2KDK7DXOIMZASKUY3RLKK";
const QByteArray kOtherUser = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";
const QByteArray kAccountSeed = "SAAAAAICAMCAKBQHBAEQUCYMBUHA6EARCIJRIFIWC4MBSGQ3DQOR4HYMHI";

QByteArray jwtFor(const QByteArray &claims)
{
    const auto encoded = [](const QByteArray &json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return encoded(R"({"typ":"JWT","alg":"ed25519-nkey"})") + '.' + encoded(claims) + ".c2ln";
}

QByteArray jwt()
{
    return jwtFor("{\"sub\":\"" + kPublic + "\"}");
}

QByteArray jwtBlock(const QByteArray &content)
{
    return "-----BEGIN NATS USER JWT-----\n" + content + "\n------END NATS USER JWT------\n";
}

QByteArray seedBlock(const QByteArray &content)
{
    return "-----BEGIN USER NKEY SEED-----\n" + content + "\n------END USER NKEY SEED------\n";
}

// As nsc writes it.
QByteArray creds()
{
    return jwtBlock(jwt())
        + "\n************************* IMPORTANT *************************\n"
          "NKEY Seed printed below can be used to sign and prove identity.\n"
          "NKEYs are sensitive and should be treated as secrets.\n\n"
        + seedBlock(kSeed) + "\n*************************************************************\n";
}

QByteArray replaced(QByteArray text, const QByteArray &before, const QByteArray &after)
{
    return text.replace(before, after);
}

QByteArray ofSize(QByteArray content, qsizetype size)
{
    return content + QByteArray(size - content.size(), '\n');
}

} // namespace

class CredentialsTest final : public QObject
{
    Q_OBJECT

private slots:
    void t43ReadsWhatNscWrites();
    void t43AcceptsVariants_data();
    void t43AcceptsVariants();
    void t43SaysWhatIsMissing_data();
    void t43SaysWhatIsMissing();
    void aBearerTokenNeedsNoFittingSeed();
    void errorsHoldNoSecret();
    void refusesLargeContent_data();
    void refusesLargeContent();
    void readsSeeds_data();
    void readsSeeds();
    void refusesOtherSeeds_data();
    void refusesOtherSeeds();
    void readsFilesAndNamesThemInErrors();
};

void CredentialsTest::t43ReadsWhatNscWrites()
{
    const auto read = nats::parseCredentials(creds());
    QVERIFY2(read, read ? "" : qPrintable(read.error().text));
    QCOMPARE(read->jwt, jwt());
    QCOMPARE(read->seed.reveal().toByteArray(), kSeed);
    QCOMPARE(read->warning, QString());
}

void CredentialsTest::t43AcceptsVariants_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("warning");
    QTest::newRow("CRLF") << replaced(creds(), "\n", "\r\n") << u"CR LF"_s;
    QTest::newRow("blank line before END")
        << replaced(creds(), "\n------END", "\n\n------END") << u"blank line"_s;
    QTest::newRow("blank line after BEGIN")
        << replaced(creds(), "JWT-----\ney", "JWT-----\n\ney") << u"blank line"_s;
    QTest::newRow("no newline at the end")
        << jwtBlock(jwt()) + seedBlock(kSeed).chopped(1) << QString();
    QTest::newRow("other words between dashes") << "---a---\n" + jwt() + "\n---b---\n---c---\n"
            + kSeed + "\n---d---\n" << QString();
    QTest::newRow("only dashes") << "------\n" + jwt() + "\n------\n------\n" + kSeed + "\n------"
                                 << QString();
    QTest::newRow("text before") << "# my credentials\n\n" + creds() << QString();
    QTest::newRow("indented") << replaced(creds(), "-----BEGIN", "  -----BEGIN") << QString();
    QTest::newRow("seed without its lines") << jwtBlock(jwt()) + kSeed + "\n"
                                            << u"no BEGIN and END"_s;
    QTest::newRow("a third block") << creds() + seedBlock("more") << QString();
    QTest::newRow("an opening line twice")
        << "-----BEGIN NATS USER JWT-----\n" + creds() << QString();
    QTest::newRow("a JWT we cannot read") << jwtBlock("not.a.jwt") + seedBlock(kSeed) << QString();
}

void CredentialsTest::t43AcceptsVariants()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, warning);
    const auto read = nats::parseCredentials(content);
    QVERIFY2(read, read ? "" : qPrintable(read.error().text));
    QCOMPARE(read->seed.reveal().toByteArray(), kSeed);
    QVERIFY2(warning.isEmpty() ? read->warning.isEmpty() : read->warning.contains(warning),
             qPrintable(read->warning));
}

void CredentialsTest::t43SaysWhatIsMissing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << ""_ba << u"empty"_s;
    QTest::newRow("blank") << " \r\n\n"_ba << u"empty"_s;
    QTest::newRow("missing seed") << jwtBlock(jwt()) << u"no seed"_s;
    QTest::newRow("only a JWT") << jwt() << u"no seed"_s;
    QTest::newRow("only a seed") << kSeed << u"no user JWT"_s;
    QTest::newRow("only a seed block") << seedBlock(kSeed) << u"no user JWT"_s;
    QTest::newRow("text") << "hello world\n"_ba << u"BEGIN NATS USER JWT"_s;
    QTest::newRow("bytes") << QByteArray("\0\xff\xfe\n\0", 5) << u"BEGIN NATS USER JWT"_s;
    QTest::newRow("empty blocks") << jwtBlock("") + seedBlock("") << u"BEGIN NATS USER JWT"_s;
    QTest::newRow("wrapped JWT") << jwtBlock("abc\ndef") << u"BEGIN NATS USER JWT"_s;
    QTest::newRow("space in the JWT") << jwtBlock("abc def") << u"BEGIN NATS USER JWT"_s;
    QTest::newRow("not closed") << "-----BEGIN NATS USER JWT-----\n" + jwt() << u"BEGIN"_s;
    QTest::newRow("damaged seed") << replaced(creds(), "AMCAKBQ", "AMCAKBR") << u"checksum"_s;
    QTest::newRow("account seed") << jwtBlock(jwt()) + seedBlock(kAccountSeed)
                                  << u"starts with SA"_s;
    QTest::newRow("public key as seed") << jwtBlock(jwt()) + seedBlock(kPublic) << u"Seed"_s;
    QTest::newRow("seed of another user") << jwtBlock(jwtFor("{\"sub\":\"" + kOtherUser + "\"}"))
            + seedBlock(kSeed) << u"does not belong"_s;
}

void CredentialsTest::t43SaysWhatIsMissing()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    const auto read = nats::parseCredentials(content);
    QVERIFY(!read);
    QVERIFY2(read.error().text.contains(word), qPrintable(read.error().text));
}

void CredentialsTest::aBearerTokenNeedsNoFittingSeed()
{
    const QByteArray bearer
        = jwtFor("{\"sub\":\"" + kOtherUser + "\",\"nats\":{\"bearer_token\":true}}");
    QVERIFY(nats::parseCredentials(QByteArray(jwtBlock(bearer) + seedBlock(kSeed))));
}

void CredentialsTest::errorsHoldNoSecret()
{
    const auto read = nats::parseCredentials(replaced(creds(), "AMCAKBQ", "AMCAKBR"));
    QVERIFY(!read);
    QVERIFY(!read.error().text.contains(QLatin1StringView(kSeed.first(10))));
}

void CredentialsTest::refusesLargeContent_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("good");
    QTest::newRow("limit - 1") << nats::kMaxCredentialsSize - 1 << true;
    QTest::newRow("limit") << nats::kMaxCredentialsSize << true;
    QTest::newRow("limit + 1") << nats::kMaxCredentialsSize + 1 << false;
}

void CredentialsTest::refusesLargeContent()
{
    QFETCH(qsizetype, size);
    QFETCH(bool, good);
    QCOMPARE(nats::parseCredentials(ofSize(creds(), size)).ok(), good);
    QCOMPARE(nats::parseSeed(ofSize(kSeed, size)).ok(), good);
}

void CredentialsTest::readsSeeds_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("bare") << kSeed;
    QTest::newRow("with line end") << kSeed + "\r\n";
    QTest::newRow("after other lines") << "# user key\n\n  " + kSeed + "\n";
    QTest::newRow("decorated") << seedBlock(kSeed);
    QTest::newRow("a whole .creds file") << creds();
}

void CredentialsTest::readsSeeds()
{
    QFETCH(QByteArray, content);
    const auto seed = nats::parseSeed(content);
    QVERIFY2(seed, seed ? "" : qPrintable(seed.error().text));
    QCOMPARE(seed->reveal().toByteArray(), kSeed);
}

void CredentialsTest::refusesOtherSeeds_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << ""_ba << u"there is none"_s;
    QTest::newRow("text") << "hello\n"_ba << u"there is none"_s;
    QTest::newRow("public key") << kPublic << u"there is none"_s;
    QTest::newRow("account seed") << kAccountSeed << u"starts with SA"_s;
    QTest::newRow("short") << kSeed.chopped(2) << u"58 characters"_s;
}

void CredentialsTest::refusesOtherSeeds()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    const auto seed = nats::parseSeed(content);
    QVERIFY(!seed);
    QVERIFY2(seed.error().text.contains(word), qPrintable(seed.error().text));
}

void CredentialsTest::readsFilesAndNamesThemInErrors()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    QVERIFY(write(u"good.creds"_s, creds()));
    QVERIFY(write(u"user.nk"_s, kSeed));
    QVERIFY(write(u"large"_s, ofSize(creds(), nats::kMaxCredentialsSize + 1)));

    QVERIFY(nats::readCredentialsFile(folder.filePath(u"good.creds"_s)));
    QVERIFY(nats::readSeedFile(folder.filePath(u"user.nk"_s)));
    for (const QString &name : {u"user.nk"_s, u"large"_s, u"missing"_s, u"."_s}) {
        const auto read = nats::readCredentialsFile(folder.filePath(name));
        QVERIFY2(!read, qPrintable(name));
        QVERIFY2(read.error().text.contains(folder.filePath(name)), qPrintable(read.error().text));
    }
    QVERIFY(nats::readSeedFile(folder.filePath(u"missing"_s)).error().kind == base::ErrorKind::Io);
}

QTEST_GUILESS_MAIN(CredentialsTest)
#include "tst_credentials.moc"
