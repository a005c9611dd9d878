// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/tlskeys.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>

namespace nats::tls {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tls)
};

constexpr QByteArrayView kBeginCertificate = "-----BEGIN CERTIFICATE-----";
// DER of the object identifier 1.3.101.112.
constexpr char kEd25519[] = "\x06\x03\x2b\x65\x70";

base::Error bad(const QString &text, base::ErrorKind kind = base::ErrorKind::InvalidInput)
{
    return {kind, text};
}

base::Error ed25519()
{
    return bad(Text::tr("Ed25519 keys cannot be used for TLS by Qt 6.4; RSA or EC is expected"),
               base::ErrorKind::Unsupported);
}

struct Element
{
    uchar tag = 0;
    QByteArrayView content;
};

// The first element of DER, which is taken off `rest`; of the long forms of a length those that a
// key or certificate needs.
std::optional<Element> takeElement(QByteArrayView &rest)
{
    if (rest.size() < 2)
        return {};
    qsizetype size = uchar(rest[1]);
    qsizetype header = 2;
    if (size > 0x80) {
        const qsizetype digits = size - 0x80;
        if (digits > 3 || rest.size() < header + digits)
            return {};
        size = 0;
        for (qsizetype i = 0; i < digits; ++i)
            size = size << 8 | uchar(rest[header + i]);
        header += digits;
    }
    if (size == 0x80 && header == 2)
        size = rest.size() - header; // of indefinite length
    if (rest.size() - header < size)
        return {};
    const Element element{uchar(rest[0]), rest.sliced(header, size)};
    rest = rest.sliced(header + size);
    return element;
}

// What of a SubjectPublicKeyInfo its private key repeats: RSA's modulus, the first coordinate of an
// EC point (which may be written with or without the second).
QByteArrayView sharedPart(QByteArrayView publicKey, QSsl::KeyAlgorithm algorithm)
{
    constexpr uchar kInteger = 2;
    constexpr uchar kBitString = 3;
    const auto info = takeElement(publicKey);
    if (!info)
        return {};
    QByteArrayView rest = info->content;
    (void)takeElement(rest); // the algorithm
    const auto bits = takeElement(rest);
    if (!bits || bits->tag != kBitString || bits->content.size() < 2)
        return {};
    QByteArrayView key = bits->content.sliced(1); // behind the count of unused bits
    if (algorithm == QSsl::Ec) {
        const bool compressed = key[0] != 4;
        const qsizetype coordinate = compressed ? key.size() - 1 : (key.size() - 1) / 2;
        return key.sliced(1, coordinate);
    }
    const auto sequence = takeElement(key);
    if (!sequence)
        return {};
    rest = sequence->content;
    const auto modulus = takeElement(rest);
    return modulus && modulus->tag == kInteger ? modulus->content : QByteArrayView();
}

// Whether an EC private key as Qt writes it (SEC 1) has its public key with it, which is optional.
bool hasPublicPart(QByteArrayView privateKey)
{
    constexpr uchar kPublicKey = 0xa1;
    const auto key = takeElement(privateKey);
    if (!key)
        return false;
    QByteArrayView rest = key->content;
    while (const auto element = takeElement(rest)) {
        if (element->tag == kPublicKey)
            return true;
    }
    return false;
}

QByteArray phrase(const base::Secret &passphrase)
{
    return passphrase.reveal().toByteArray();
}

} // namespace

bool isPkcs12(QByteArrayView content)
{
    constexpr uchar kSequence = 0x30;
    // Its outer length may count bytes that were not read.
    if (content.size() < 2 || uchar(content[0]) != kSequence)
        return false;
    const qsizetype digits = uchar(content[1]) > 0x80 ? uchar(content[1]) - 0x80 : 0;
    return content.size() > 2 + digits && content.sliced(2 + digits).startsWith("\x02\x01\x03");
}

bool isEncryptedPem(QByteArrayView content)
{
    return content.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")
        || content.contains("Proc-Type: 4,ENCRYPTED");
}

base::Result<QList<QSslCertificate>> readCertificates(const QByteArray &content)
{
    QList<QSslCertificate> certificates = QSslCertificate::fromData(content, QSsl::Pem);
    certificates.removeIf([](const QSslCertificate &each) { return each.isNull(); });
    if (!certificates.isEmpty())
        return certificates;
    if (content.trimmed().isEmpty())
        return bad(Text::tr("PEM certificates are expected, the file is empty"));
    if (content.contains(kBeginCertificate))
        return bad(Text::tr("the PEM certificate cannot be read"));
    if (isPkcs12(content))
        return bad(Text::tr("PEM certificates are expected, this is a PKCS#12 file"));
    if (!QSslCertificate::fromData(content, QSsl::Der).isEmpty()) {
        return bad(Text::tr("PEM certificates are expected, this is one in DER form; convert it "
                            "with “openssl x509 -inform der”"));
    }
    if (content.contains(" PRIVATE KEY-----"))
        return bad(Text::tr("PEM certificates are expected, there is only a private key"));
    return bad(Text::tr("PEM certificates (-----BEGIN CERTIFICATE-----) are expected, there are "
                        "none"));
}

base::Result<QSslKey> readKey(const QByteArray &content, const base::Secret &passphrase)
{
    QByteArray secret = phrase(passphrase);
    QSslKey key;
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (key.isNull())
            key = QSslKey(content, algorithm, QSsl::Pem, QSsl::PrivateKey, secret);
    }
    base::wipe(secret);
    if (!key.isNull())
        return key;
    if (!content.contains(" PRIVATE KEY-----")) {
        return bad(content.contains("-----BEGIN ")
                       ? Text::tr("a private key in PEM form is expected, there is none")
                       : Text::tr("a private key in PEM form (-----BEGIN PRIVATE KEY-----) is "
                                  "expected"));
    }
    if (isEncryptedPem(content)) {
        return passphrase.isEmpty()
            ? bad(Text::tr("the private key is encrypted: its passphrase is needed"))
            : bad(Text::tr("the passphrase does not open the private key (RSA or EC is expected)"));
    }
    constexpr QByteArrayView begin = "-----BEGIN PRIVATE KEY-----";
    const qsizetype from = content.indexOf(begin);
    if (from >= 0) {
        QByteArray body = content.sliced(from + begin.size());
        body.truncate(body.indexOf("-----"));
        QByteArray der = QByteArray::fromBase64(body);
        const bool named = der.contains(kEd25519);
        base::wipe(der);
        base::wipe(body);
        if (named)
            return ed25519();
    }
    return bad(Text::tr("the private key cannot be read; RSA or EC is expected"));
}

base::Result<ClientCertificate> readPkcs12(QByteArray content, const base::Secret &passphrase)
{
    QBuffer buffer(&content);
    buffer.open(QIODevice::ReadOnly);
    ClientCertificate result;
    QSslCertificate own;
    QList<QSslCertificate> others;
    QByteArray secret = phrase(passphrase);
    const bool opened = QSslCertificate::importPkcs12(&buffer, &result.key, &own, &others, secret);
    base::wipe(secret);
    if (opened && !own.isNull() && !result.key.isNull()) {
        result.chain = QList<QSslCertificate>{own} + others;
        return result;
    }
    return passphrase.isEmpty()
        ? bad(Text::tr("the PKCS#12 file needs a passphrase, or has no certificate with an RSA or "
                       "EC key"))
        : bad(Text::tr("the PKCS#12 file could not be opened: the passphrase does not fit, its key "
                       "is neither RSA nor EC, or it is encrypted in an old way (RC2, 3DES) that "
                       "OpenSSL 3 refuses; “openssl pkcs12 -legacy” converts it"));
}

std::optional<base::Error> keyKindProblem(const QSslCertificate &certificate)
{
    const QSslKey key = certificate.publicKey();
    if (!key.isNull() && (key.algorithm() == QSsl::Rsa || key.algorithm() == QSsl::Ec))
        return {};
    if (certificate.toDer().contains(kEd25519))
        return ed25519();
    return bad(Text::tr("the certificate's key is of a kind that Qt cannot use for TLS; RSA or EC "
                        "is expected"),
               base::ErrorKind::Unsupported);
}

bool isKeyOf(const QSslKey &key, const QSslCertificate &certificate)
{
    const QSslKey publicKey = certificate.publicKey();
    if (key.algorithm() != publicKey.algorithm())
        return false;
    const QByteArray publicDer = publicKey.toDer();
    const QByteArrayView shared = sharedPart(publicDer, publicKey.algorithm());
    QByteArray privateDer = key.toDer();
    const bool unknown = key.algorithm() == QSsl::Ec && !hasPublicPart(privateDer);
    const bool matches = unknown || (!shared.isEmpty() && privateDer.contains(shared));
    base::wipe(privateDer);
    return matches;
}

} // namespace nats::tls
