// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// `fanin jwt fetch` as a shell sees it: what it prints, what it writes, how it exits.
#include "tests/support/certificates.h"
#include "tests/support/httppeer.h"
#include "tests/support/jwtfixtures.h"
#include "tests/support/program.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;

class TestFetch : public QObject
{
    Q_OBJECT

private slots:
    void oneAccountIsPrintedAsItIs();
    void everythingIsListed();
    void jsonSaysEachTokenAndTheEnd();
    void jsonSaysTheEndOfAFailureToo();
    void aTokenCannotSteerTheTerminal();
    void theExitCodeSaysHowItWent_data();
    void theExitCodeSaysHowItWent();
    void tokensAreWrittenToAFolder();
    void onlyTrustedCertificatesAreAccepted();
};

namespace {

const QByteArray kPlain = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";

ProgramResult fetch(const QStringList &arguments)
{
    return runFanin(QStringList{u"jwt"_s, u"fetch"_s} + arguments);
}

QByteArray plain()
{
    return jwtfixtures::read(u"jwt/account/plain.jwt"_s);
}

} // namespace

void TestFetch::oneAccountIsPrintedAsItIs()
{
    HttpPeer peer;
    peer.answers["/jwt/v1/accounts/" + kPlain] = HttpPeer::answer("200 OK", plain());
    const ProgramResult result = fetch({peer.url(), QString::fromLatin1(kPlain)});
    QVERIFY2(result.code == 0, result.text().constData());
    QCOMPARE(result.out, plain() + '\n');
    QCOMPARE(result.error, "");
}

void TestFetch::everythingIsListed()
{
    const ProgramResult result = fetch({jwtfixtures::path(u"dirstore/flat"_s)});
    QVERIFY2(result.code == 0, result.text().constData());
    QCOMPARE(result.out.count('\n'),
             jwtfixtures::readJson(u"dirstore/expected.json"_s)["flat"_L1].toObject().size());
    QVERIFY(result.out.contains("account    " + kPlain + " PLAIN"));
    QVERIFY(!result.out.contains("eyJ"));
}

void TestFetch::jsonSaysEachTokenAndTheEnd()
{
    const ProgramResult result
        = fetch({u"nsc:"_s + jwtfixtures::path(u"nsc/data/nats/nsc/stores/ACME"_s), u"--json"_s});
    QVERIFY2(result.code == 0, result.text().constData());
    const QByteArrayList lines = result.out.trimmed().split('\n');
    const QJsonObject end = QJsonDocument::fromJson(lines.last()).object()["end"_L1].toObject();
    QCOMPARE(end["tokens"_L1].toInteger(), lines.size() - 1);
    QCOMPARE(end["exit_code"_L1].toInt(-1), 0);
    bool found = false;
    for (const QByteArray &line : lines.first(lines.size() - 1)) {
        const QJsonObject token = QJsonDocument::fromJson(line).object();
        QCOMPARE(token["operator"_L1].toString(), u"ACME"_s);
        found |= token["subject"_L1].toString() == QLatin1String(kPlain)
            && token["token"_L1].toString() == QLatin1String(plain());
    }
    QVERIFY(found);
}

void TestFetch::jsonSaysTheEndOfAFailureToo()
{
    for (const QString &source : {u"dir:/nowhere"_s, u"nats://127.0.0.1:1"_s}) {
        const ProgramResult result = fetch({source, u"--json"_s});
        QVERIFY2(result.code == 3, result.text().constData());
        const QJsonObject end = QJsonDocument::fromJson(result.out).object()["end"_L1].toObject();
        QCOMPARE(end["exit_code"_L1].toInt(-1), 3);
        QVERIFY(!end["error"_L1].toString().isEmpty());
    }
}

void TestFetch::aTokenCannotSteerTheTerminal()
{
    HttpPeer peer;
    const QByteArray steering = plain() + "\x1b[2J\n\x07";
    peer.answers["/jwt/v1/accounts/" + kPlain] = HttpPeer::answer("200 OK", steering);
    const QString key = QString::fromLatin1(kPlain);
    const ProgramResult printed = fetch({peer.url(), key});
    QCOMPARE(printed.code, 1);
    QCOMPARE(printed.out, "");
    QVERIFY2(!printed.error.contains('\x1b') && printed.error.contains("--out"),
             printed.error.constData());
    const QTemporaryDir folder;
    const ProgramResult written = fetch({peer.url(), key, u"--out"_s, folder.path()});
    QFile file(folder.filePath(key + u".jwt"_s));
    QVERIFY2(file.open(QIODevice::ReadOnly), written.text().constData());
    QCOMPARE(file.readAll(), steering);
}

void TestFetch::theExitCodeSaysHowItWent_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    const QString nobody = QString::fromLatin1(QByteArray(56, 'A'));
    const QString flat = u"dir:"_s + jwtfixtures::path(u"dirstore/flat"_s);
    QTest::newRow("there") << QStringList{flat, QString::fromLatin1(kPlain)} << 0;
    QTest::newRow("not there") << QStringList{flat, nobody} << 1;
    QTest::newRow("no source") << QStringList{} << 2;
    QTest::newRow("another scheme") << QStringList{u"ftp://h"_s} << 2;
    QTest::newRow("no such folder") << QStringList{u"dir:/nowhere/at/all"_s} << 3;
    QTest::newRow("nobody listens") << QStringList{u"http://127.0.0.1:1"_s} << 3;
}

void TestFetch::theExitCodeSaysHowItWent()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const ProgramResult result = fetch(arguments);
    QVERIFY2(result.code == code, result.text().constData());
    QCOMPARE(result.error.isEmpty(), code == 0);
}

void TestFetch::tokensAreWrittenToAFolder()
{
    const QTemporaryDir folder;
    const QString out = folder.filePath(u"out"_s);
    HttpPeer peer;
    peer.answers["/jwt/v1/pack"]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"pack/pack.txt"_s));
    const ProgramResult first = fetch({peer.url(), u"--all"_s, u"--out"_s, out});
    QVERIFY2(first.code == 0, first.text().constData());
    QVERIFY2(first.error.contains("/jwt/v1/operator: 404 Not Found"), first.text().constData());
    const QStringList files = QDir(out).entryList(QDir::Files);
    QCOMPARE(files.size(), 24);
    QFile file(out + u'/' + QString::fromLatin1(kPlain) + u".jwt"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), plain());
    peer.answers["/jwt/v1/accounts/" + kPlain]
        = HttpPeer::answer("200 OK", jwtfixtures::read(u"jwt/account/plain-newer.jwt"_s));
    const ProgramResult second = fetch({peer.url(), QString::fromLatin1(kPlain), u"--out"_s, out});
    QVERIFY2(second.code == 0, second.text().constData());
    QVERIFY2(second.error.contains("replaced"), second.text().constData());
}

void TestFetch::onlyTrustedCertificatesAreAccepted()
{
    const QTemporaryDir folder;
    QVERIFY(makeCertificates(folder.path()));
    HttpPeer peer(folder.filePath(u"server.pem"_s), folder.filePath(u"server-key.pem"_s));
    peer.answers["/jwt/v1/accounts/" + kPlain] = HttpPeer::answer("200 OK", plain());
    const QStringList asked{peer.url(), QString::fromLatin1(kPlain)};
    const ProgramResult refused = fetch(asked);
    QVERIFY2(refused.code == 3, refused.text().constData());
    QVERIFY2(refused.error.contains("certificate"), refused.text().constData());
    const ProgramResult trusted
        = fetch(asked + QStringList{u"--tls-ca"_s, folder.filePath(u"ca.pem"_s)});
    QVERIFY2(trusted.code == 0, trusted.text().constData());
    QCOMPARE(trusted.out, plain() + '\n');
    QCOMPARE(peer.requests().size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestFetch)
#include "tst_fetch.moc"
