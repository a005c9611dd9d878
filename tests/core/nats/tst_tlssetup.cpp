// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// Client certificates, keys and authorities from files that openssl made.
#include "core/nats/tlssetup.h"

#include "tests/support/certificates.h"

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtTest/QTest>

#include <sys/stat.h>

using namespace nats;
using namespace Qt::StringLiterals;

namespace {

constexpr char kPassphrase[] = "correct horse";

bool isFailure(const std::variant<QSslConfiguration, Failure> &result)
{
    return std::holds_alternative<Failure>(result);
}

QString textOf(const std::variant<QSslConfiguration, Failure> &result)
{
    const auto *failure = std::get_if<Failure>(&result);
    return failure ? failure->error.text : QString();
}

} // namespace

class TestTlsSetup : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingGivenIsTheSystemsDefault();
    void clientCertificatesAreRead_data();
    void clientCertificatesAreRead();
    void unusableFilesAreNamed_data();
    void unusableFilesAreNamed();
    void authoritiesReplaceTheSystems();
    void passphraseIsAskedForOnlyWhenNeeded_data();
    void passphraseIsAskedForOnlyWhenNeeded();
    void onlyThePassphraseIsItsProblem_data();
    void onlyThePassphraseIsItsProblem();
    void sizeLimitIsExact();
    void pipesDoNotBlock();
    void hostileFilesAreAnswered_data();
    void hostileFilesAreAnswered();

private:
    [[nodiscard]] TlsOptions options(const QString &cert, const QString &key,
                                     const QByteArray &passphrase = {}) const
    {
        const auto path = [this](const QString &name) {
            return name.isEmpty() ? name : m_made.file(name);
        };
        TlsOptions result;
        result.certFile = path(cert);
        result.keyFile = path(key);
        result.keyPassphrase = base::Secret(passphrase);
        return result;
    }

    QTemporaryDir m_directory;
    Certificates m_made{m_directory.path()};
};

void TestTlsSetup::initTestCase()
{
    REQUIRE_OPENSSL();
    using Key = Certificates::Key;
    QVERIFY(m_made.makeAuthority());
    QVERIFY(m_made.make({.name = u"ec"_s}));
    QVERIFY(m_made.make({.name = u"other"_s}));
    QVERIFY(m_made.make({.name = u"rsa"_s, .key = Key::Rsa}));
    QVERIFY(m_made.make({.name = u"other-rsa"_s, .key = Key::Rsa}));
    QVERIFY(m_made.make({.name = u"ed"_s, .key = Key::Ed25519}));
    const auto pass = u"pass:"_s + QLatin1StringView(kPassphrase);
    for (const QString &name : {u"ec"_s, u"rsa"_s, u"ed"_s}) {
        QVERIFY(m_made.openssl({u"pkcs8"_s, u"-topk8"_s, u"-v2"_s, u"aes-256-cbc"_s, u"-in"_s,
                                name + u"-key.pem"_s, u"-passout"_s, pass, u"-out"_s,
                                name + u"-enc.pem"_s}));
        QVERIFY(m_made.openssl({u"pkcs12"_s, u"-export"_s, u"-in"_s, name + u".pem"_s, u"-inkey"_s,
                                name + u"-key.pem"_s, u"-passout"_s, pass, u"-out"_s,
                                name + u".p12"_s}));
        QVERIFY(
            m_made.write(name + u"-both.pem"_s,
                         m_made.content(name + u"-key.pem"_s) + m_made.content(name + u".pem"_s)));
    }
    QVERIFY(m_made.openssl({u"rsa"_s, u"-aes128"_s, u"-traditional"_s, u"-in"_s, u"rsa-key.pem"_s,
                            u"-passout"_s, pass, u"-out"_s, u"rsa-old.pem"_s}));
    QVERIFY(m_made.openssl({u"ec"_s, u"-in"_s, u"ec-key.pem"_s, u"-out"_s, u"ec-sec1.pem"_s}));
    QVERIFY(m_made.openssl({u"ec"_s, u"-in"_s, u"ec-key.pem"_s, u"-conv_form"_s, u"compressed"_s,
                            u"-out"_s, u"ec-compressed.pem"_s}));
    QVERIFY(m_made.openssl({u"pkcs12"_s, u"-export"_s, u"-in"_s, u"ec.pem"_s, u"-inkey"_s,
                            u"ec-key.pem"_s, u"-passout"_s, u"pass:"_s, u"-out"_s, u"open.p12"_s}));
    QVERIFY(m_made.openssl(
        {u"ec"_s, u"-in"_s, u"ec-key.pem"_s, u"-no_public"_s, u"-out"_s, u"ec-bare.pem"_s}));
    QVERIFY(m_made.openssl({u"pkcs8"_s, u"-topk8"_s, u"-nocrypt"_s, u"-in"_s, u"ec-bare.pem"_s,
                            u"-out"_s, u"ec-bare8.pem"_s}));
    QVERIFY(m_made.openssl({u"pkcs12"_s, u"-export"_s, u"-in"_s, u"ec.pem"_s, u"-inkey"_s,
                            u"ec-bare.pem"_s, u"-passout"_s, pass, u"-out"_s, u"ec-bare.p12"_s}));
    QVERIFY(
        m_made.openssl({u"pkcs12"_s, u"-export"_s, u"-legacy"_s, u"-in"_s, u"ec.pem"_s, u"-inkey"_s,
                        u"ec-key.pem"_s, u"-passout"_s, pass, u"-out"_s, u"old.p12"_s}));
    QVERIFY(m_made.openssl(
        {u"x509"_s, u"-in"_s, u"ec.pem"_s, u"-outform"_s, u"der"_s, u"-out"_s, u"ec.der"_s}));
    QVERIFY(m_made.openssl({u"pkey"_s, u"-in"_s, u"ec-key.pem"_s, u"-outform"_s, u"der"_s,
                            u"-out"_s, u"ec-key.der"_s}));
    QVERIFY(
        m_made.write(u"chain.pem"_s, m_made.content(u"ec.pem"_s) + m_made.content(u"ca.pem"_s)));
    QVERIFY(m_made.write(u"empty"_s, {}));
    QVERIFY(m_made.write(u"text"_s, "hello\n"));
    QVERIFY(m_made.write(u"broken.pem"_s,
                         "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    QVERIFY(m_made.write(u"broken-key.pem"_s,
                         "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
}

void TestTlsSetup::nothingGivenIsTheSystemsDefault()
{
    const auto result = tls::configuration({});
    QVERIFY(!isFailure(result));
    const auto &configuration = std::get<QSslConfiguration>(result);
    QVERIFY(configuration.localCertificateChain().isEmpty());
    QVERIFY(configuration.privateKey().isNull());
}

void TestTlsSetup::clientCertificatesAreRead_data()
{
    QTest::addColumn<QString>("cert");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<int>("chain");
    const QByteArray pass(kPassphrase);
    QTest::newRow("EC") << u"ec.pem"_s << u"ec-key.pem"_s << QByteArray() << 1;
    QTest::newRow("EC, SEC 1") << u"ec.pem"_s << u"ec-sec1.pem"_s << QByteArray() << 1;
    QTest::newRow("EC, compressed point")
        << u"ec.pem"_s << u"ec-compressed.pem"_s << QByteArray() << 1;
    QTest::newRow("EC without its public part")
        << u"ec.pem"_s << u"ec-bare.pem"_s << QByteArray() << 1;
    QTest::newRow("EC without its public part, PKCS#8")
        << u"ec.pem"_s << u"ec-bare8.pem"_s << QByteArray() << 1;
    QTest::newRow("EC without its public part, PKCS#12")
        << u"ec-bare.p12"_s << QString() << pass << 1;
    QTest::newRow("RSA") << u"rsa.pem"_s << u"rsa-key.pem"_s << QByteArray() << 1;
    QTest::newRow("with the authority behind it")
        << u"chain.pem"_s << u"ec-key.pem"_s << QByteArray() << 2;
    QTest::newRow("both in one file") << u"rsa-both.pem"_s << QString() << QByteArray() << 1;
    QTest::newRow("both in one file, named twice")
        << u"ec-both.pem"_s << u"ec-both.pem"_s << QByteArray() << 1;
    QTest::newRow("EC, encrypted") << u"ec.pem"_s << u"ec-enc.pem"_s << pass << 1;
    QTest::newRow("RSA, encrypted") << u"rsa.pem"_s << u"rsa-enc.pem"_s << pass << 1;
    QTest::newRow("RSA, encrypted in the old way") << u"rsa.pem"_s << u"rsa-old.pem"_s << pass << 1;
    QTest::newRow("a passphrase that is not needed") << u"ec.pem"_s << u"ec-key.pem"_s << pass << 1;
    QTest::newRow("PKCS#12, EC") << u"ec.p12"_s << QString() << pass << 1;
    QTest::newRow("PKCS#12, RSA") << u"rsa.p12"_s << QString() << pass << 1;
    QTest::newRow("PKCS#12 without passphrase") << u"open.p12"_s << QString() << QByteArray() << 1;
}

void TestTlsSetup::clientCertificatesAreRead()
{
    QFETCH(QString, cert);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    QFETCH(int, chain);
    const auto result = tls::configuration(options(cert, key, passphrase));
    QVERIFY2(!isFailure(result), qPrintable(textOf(result)));
    const auto &configuration = std::get<QSslConfiguration>(result);
    QCOMPARE(configuration.localCertificateChain().size(), chain);
    QVERIFY(!configuration.privateKey().isNull());
}

void TestTlsSetup::unusableFilesAreNamed_data()
{
    QTest::addColumn<QString>("cert");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    const QByteArray pass(kPassphrase);
    const QByteArray none;
    const auto row = [](const char *name, const QString &cert, const QString &key,
                        const QByteArray &passphrase, const QString &file, const QString &words) {
        QTest::newRow(name) << cert << key << passphrase << file << words;
    };
    row("another EC key", u"ec.pem"_s, u"other-key.pem"_s, none, u"other-key.pem"_s,
        u"not that of the certificate"_s);
    row("another RSA key", u"rsa.pem"_s, u"other-rsa-key.pem"_s, none, u"other-rsa-key.pem"_s,
        u"not that of the certificate"_s);
    row("an EC key without its public part for RSA", u"rsa.pem"_s, u"ec-bare.pem"_s, none,
        u"ec-bare.pem"_s, u"not that of the certificate"_s);
    row("a key of another kind", u"rsa.pem"_s, u"ec-key.pem"_s, none, u"ec-key.pem"_s,
        u"not that of the certificate"_s);
    row("no passphrase", u"ec.pem"_s, u"ec-enc.pem"_s, none, u"ec-enc.pem"_s,
        u"passphrase is needed"_s);
    row("no passphrase, old", u"rsa.pem"_s, u"rsa-old.pem"_s, none, u"rsa-old.pem"_s,
        u"passphrase is needed"_s);
    row("wrong passphrase", u"ec.pem"_s, u"ec-enc.pem"_s, "wrong"_ba, u"ec-enc.pem"_s,
        u"does not open"_s);
    row("Ed25519", u"ed.pem"_s, u"ed-key.pem"_s, none, u"ed.pem"_s, u"Ed25519"_s);
    row("Ed25519 key", u"ec.pem"_s, u"ed-key.pem"_s, none, u"ed-key.pem"_s, u"Ed25519"_s);
    row("Ed25519, PKCS#12", u"ed.p12"_s, QString(), pass, u"ed.p12"_s, u"neither RSA nor EC"_s);
    row("PKCS#12, no passphrase", u"ec.p12"_s, QString(), none, u"ec.p12"_s,
        u"needs a passphrase"_s);
    row("PKCS#12, wrong passphrase", u"ec.p12"_s, QString(), "wrong"_ba, u"ec.p12"_s,
        u"does not fit"_s);
    row("PKCS#12, old", u"old.p12"_s, QString(), pass, u"old.p12"_s, u"old way"_s);
    row("no such certificate", u"none.pem"_s, u"ec-key.pem"_s, none, u"none.pem"_s,
        u"No such file"_s);
    row("no such key", u"ec.pem"_s, u"none.pem"_s, none, u"none.pem"_s, u"No such file"_s);
    row("a key but no certificate", QString(), u"ec-key.pem"_s, none, u"ec-key.pem"_s,
        u"not the certificate"_s);
    row("a key for a certificate", u"ec-key.pem"_s, u"ec-key.pem"_s, none, u"ec-key.pem"_s,
        u"only a private key"_s);
    row("a certificate for a key", u"ec.pem"_s, u"ec.pem"_s, none, u"ec.pem"_s,
        u"a private key in PEM form is expected"_s);
    row("no key at all", u"ec.pem"_s, QString(), none, u"ec.pem"_s,
        u"a private key in PEM form is expected"_s);
    row("DER certificate", u"ec.der"_s, u"ec-key.pem"_s, none, u"ec.der"_s, u"DER form"_s);
    row("DER key", u"ec.pem"_s, u"ec-key.der"_s, none, u"ec-key.der"_s, u"PEM form"_s);
    row("broken certificate", u"broken.pem"_s, u"ec-key.pem"_s, none, u"broken.pem"_s,
        u"cannot be read"_s);
    row("broken key", u"ec.pem"_s, u"broken-key.pem"_s, none, u"broken-key.pem"_s,
        u"cannot be read"_s);
    row("empty", u"empty"_s, u"ec-key.pem"_s, none, u"empty"_s, u"is empty"_s);
    row("text", u"text"_s, u"ec-key.pem"_s, none, u"text"_s, u"there are none"_s);
}

void TestTlsSetup::unusableFilesAreNamed()
{
    QFETCH(QString, cert);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, file);
    QFETCH(QString, words);
    const auto result = tls::configuration(options(cert, key, passphrase));
    QVERIFY(isFailure(result));
    const auto &failure = std::get<Failure>(result);
    QCOMPARE(failure.kind, FailureKind::ClientCertificateUnusable);
    QVERIFY2(failure.error.text.startsWith(m_made.file(file)), qPrintable(failure.error.text));
    QVERIFY2(failure.error.text.contains(words), qPrintable(failure.error.text));
    QVERIFY2(failure.error.text.endsWith(u'.'), qPrintable(failure.error.text));
    QVERIFY(!failure.error.text.contains(QLatin1StringView(kPassphrase)));
    QVERIFY(!failure.error.text.contains(u"“wrong"_s));
    QVERIFY(!failure.advice.isEmpty());
}

void TestTlsSetup::authoritiesReplaceTheSystems()
{
    TlsOptions tls;
    tls.caFile = m_made.file(u"chain.pem"_s);
    const auto two = tls::configuration(tls);
    QVERIFY2(!isFailure(two), qPrintable(textOf(two)));
    QCOMPARE(std::get<QSslConfiguration>(two).caCertificates().size(), 2);
    for (const QString &name : {u"none"_s, u"empty"_s, u"text"_s, u"broken.pem"_s, u"ec-key.pem"_s,
                                u"ec.der"_s, u"ec.p12"_s}) {
        tls.caFile = m_made.file(name);
        const auto bad = tls::configuration(tls);
        QVERIFY2(isFailure(bad), qPrintable(name));
        QCOMPARE(std::get<Failure>(bad).kind, FailureKind::CaUnusable);
        QVERIFY2(textOf(bad).startsWith(tls.caFile), qPrintable(textOf(bad)));
    }
}

void TestTlsSetup::passphraseIsAskedForOnlyWhenNeeded_data()
{
    QTest::addColumn<QString>("cert");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<bool>("needed");
    QTest::newRow("nothing given") << QString() << QString() << QByteArray() << false;
    QTest::newRow("plain key") << u"ec.pem"_s << u"ec-key.pem"_s << QByteArray() << false;
    QTest::newRow("encrypted key") << u"ec.pem"_s << u"ec-enc.pem"_s << QByteArray() << true;
    QTest::newRow("encrypted, old") << u"rsa.pem"_s << u"rsa-old.pem"_s << QByteArray() << true;
    QTest::newRow("encrypted, in the same file")
        << u"ec-enc.pem"_s << QString() << QByteArray() << true;
    QTest::newRow("given") << u"ec.pem"_s << u"ec-enc.pem"_s << "x"_ba << false;
    QTest::newRow("encrypted, of a kind that is of no use")
        << u"ed.pem"_s << u"ed-enc.pem"_s << QByteArray() << false;
    QTest::newRow("PKCS#12") << u"ec.p12"_s << QString() << QByteArray() << true;
    QTest::newRow("open PKCS#12") << u"open.p12"_s << QString() << QByteArray() << false;
    QTest::newRow("no such file") << u"none"_s << u"none"_s << QByteArray() << false;
    QTest::newRow("no such key") << u"ec.pem"_s << u"none"_s << QByteArray() << false;
}

void TestTlsSetup::passphraseIsAskedForOnlyWhenNeeded()
{
    QFETCH(QString, cert);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    QTEST(tls::needsPassphrase(options(cert, key, passphrase)), "needed");
}

void TestTlsSetup::onlyThePassphraseIsItsProblem_data()
{
    QTest::addColumn<QString>("cert");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("words");
    const QByteArray pass(kPassphrase);
    const QString wrong = u"does not open"_s;
    QTest::newRow("right") << u"ec.pem"_s << u"ec-enc.pem"_s << pass << QString();
    QTest::newRow("wrong") << u"ec.pem"_s << u"ec-enc.pem"_s << "wrong"_ba << wrong;
    QTest::newRow("wrong, old") << u"rsa.pem"_s << u"rsa-old.pem"_s << "wrong"_ba << wrong;
    QTest::newRow("right, PKCS#12") << u"ec.p12"_s << QString() << pass << QString();
    QTest::newRow("wrong, PKCS#12")
        << u"ec.p12"_s << QString() << "wrong"_ba << u"the passphrase does not fit"_s;
    QTest::newRow("not needed") << u"ec.pem"_s << u"ec-key.pem"_s << "wrong"_ba << QString();
    QTest::newRow("of another certificate")
        << u"other.pem"_s << u"ec-enc.pem"_s << pass << QString();
    QTest::newRow("of a kind that is of no use")
        << u"ed.pem"_s << u"ed-enc.pem"_s << pass << QString();
    QTest::newRow("no such key") << u"ec.pem"_s << u"none"_s << pass << QString();
    QTest::newRow("nothing") << QString() << QString() << pass << QString();
}

void TestTlsSetup::onlyThePassphraseIsItsProblem()
{
    QFETCH(QString, cert);
    QFETCH(QString, key);
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, words);
    const auto problem = tls::passphraseProblem(options(cert, key, passphrase));
    const QString text = problem ? problem->text : QString();
    QCOMPARE(problem.has_value(), !words.isEmpty());
    QVERIFY2(text.contains(words), qPrintable(text));
}

void TestTlsSetup::sizeLimitIsExact()
{
    const QByteArray certificate = m_made.content(u"ec.pem"_s);
    for (const qint64 size : {tls::kMaxFileSize - 1, tls::kMaxFileSize, tls::kMaxFileSize + 1}) {
        const QByteArray padding(qsizetype(size) - certificate.size(), '\n');
        QVERIFY(m_made.write(u"large.pem"_s, certificate + padding));
        QCOMPARE(isFailure(tls::configuration(options(u"large.pem"_s, u"ec-key.pem"_s))),
                 size > tls::kMaxFileSize);
    }
}

void TestTlsSetup::pipesDoNotBlock()
{
    const QString pipe = m_made.file(u"pipe"_s);
    QCOMPARE(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
    QVERIFY(isFailure(tls::configuration(options(u"pipe"_s, u"ec-key.pem"_s))));
    QVERIFY(isFailure(tls::configuration(options(u"ec.pem"_s, u"pipe"_s))));
    QVERIFY(!tls::needsPassphrase(options(u"pipe"_s, {})));
}

void TestTlsSetup::hostileFilesAreAnswered_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("PFX cut short") << QByteArray("\x30\x82\xff\xff\x02\x01\x03", 7);
    QTest::newRow("PFX of indefinite length") << QByteArray("\x30\x80\x02\x01\x03", 5);
    QTest::newRow("one byte") << QByteArray("\x30", 1);
    QTest::newRow("two bytes") << QByteArray("\x30\xff", 2);
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("many certificates that are none")
        << QByteArray("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n").repeated(5'000);
    QTest::newRow("never ends") << QByteArray("-----BEGIN CERTIFICATE-----\n")
            + QByteArray(100'000, 'A');
}

void TestTlsSetup::hostileFilesAreAnswered()
{
    QFETCH(QByteArray, content);
    QVERIFY(m_made.write(u"hostile"_s, content));
    QVERIFY(isFailure(tls::configuration(options(u"hostile"_s, {}))));
    QVERIFY(isFailure(tls::configuration(options(u"ec.pem"_s, u"hostile"_s))));
    (void)tls::needsPassphrase(options(u"hostile"_s, {}));
}

QTEST_GUILESS_MAIN(TestTlsSetup)
#include "tst_tlssetup.moc"
