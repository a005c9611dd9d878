// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// From the errors of a TLS handshake to words.
#include "core/nats/tlssetup.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtNetwork/QSslCertificate>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace nats::tls {

namespace {

constexpr qsizetype kMostNames = 5; // of a certificate, in a sentence

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tls)
};

// By how much a person must do about it; the first kind that is among the errors counts.
FailureKind kindOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
        return FailureKind::SelfSignedCertificate;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return FailureKind::UntrustedCertificate;
    case QSslError::CertificateExpired:
        return FailureKind::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return FailureKind::CertificateNotYetValid;
    case QSslError::HostNameMismatch:
        return FailureKind::WrongHost;
    default:
        return FailureKind::TlsFailed;
    }
}

QString nameOf(const QSslCertificate &certificate)
{
    const QStringList names = certificate.subjectInfo(QSslCertificate::CommonName)
        + certificate.subjectInfo(QSslCertificate::Organization);
    return names.isEmpty() ? Text::tr("without a name") : u'“' + names.first() + u'”';
}

QString issuerOf(const QSslCertificate &certificate)
{
    const QStringList names = certificate.issuerInfo(QSslCertificate::CommonName)
        + certificate.issuerInfo(QSslCertificate::Organization);
    return names.isEmpty() ? Text::tr("an authority without a name") : u'“' + names.first() + u'”';
}

QString namesFor(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    const qsizetype more = names.size() - kMostNames;
    if (more > 0) {
        names = names.first(kMostNames);
        names += Text::tr("%1 more").arg(more);
    }
    return names.isEmpty() ? Text::tr("nobody") : names.join(u", "_s);
}

QString dateOf(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString sentenceOf(FailureKind kind, const QSslError &error, const QString &host)
{
    const QSslCertificate certificate = error.certificate();
    switch (kind) {
    case FailureKind::SelfSignedCertificate:
        return Text::tr("%1 shows a certificate, %2, that it signed itself.")
            .arg(host, nameOf(certificate));
    case FailureKind::UntrustedCertificate:
        return Text::tr("%1 shows a certificate, %2, issued by %3, which is not trusted here.")
            .arg(host, nameOf(certificate), issuerOf(certificate));
    case FailureKind::CertificateExpired:
        return Text::tr("The certificate %2 that %1 shows expired on %3.")
            .arg(host, nameOf(certificate), dateOf(certificate.expiryDate()));
    case FailureKind::CertificateNotYetValid:
        return Text::tr("The certificate %2 that %1 shows is valid only from %3 on.")
            .arg(host, nameOf(certificate), dateOf(certificate.effectiveDate()));
    case FailureKind::WrongHost:
        return Text::tr("%1 shows a certificate that is for %2, not for this name.")
            .arg(host, namesFor(certificate));
    default:
        return Text::tr("The certificate of %1 was not accepted: %2.")
            .arg(host, error.errorString());
    }
}

bool isAboutOurCertificate(const QString &words)
{
    constexpr std::array kAlerts{"alert bad certificate"_L1,     "alert certificate required"_L1,
                                 "alert unknown ca"_L1,          "alert certificate unknown"_L1,
                                 "alert certificate expired"_L1, "alert certificate revoked"_L1,
                                 "alert no certificate"_L1,      "alert unsupported certificate"_L1,
                                 "alert access denied"_L1};
    return std::any_of(kAlerts.begin(), kAlerts.end(),
                       [&words](QLatin1StringView alert) { return words.contains(alert); });
}

} // namespace

// "…: error:0A000412:SSL routines::sslv3 alert bad certificate": behind the last colons.
QString plainWords(const QString &text)
{
    const qsizetype colons = text.lastIndexOf("::"_L1);
    const QString words = colons < 0 ? text : text.sliced(colons + 2);
    return words.trimmed().isEmpty() ? text : words.trimmed();
}

Failure explain(const QList<QSslError> &errors, const QString &text, const QString &host,
                bool certificateShown)
{
    constexpr std::array kOrder{FailureKind::SelfSignedCertificate,
                                FailureKind::UntrustedCertificate,
                                FailureKind::CertificateExpired,
                                FailureKind::CertificateNotYetValid,
                                FailureKind::WrongHost,
                                FailureKind::TlsFailed};
    QStringList sentences;
    std::optional<FailureKind> first;
    for (const FailureKind kind : kOrder) {
        const auto found
            = std::find_if(errors.begin(), errors.end(), [kind](const QSslError &each) {
                  return each.error() != QSslError::NoError && kindOf(each.error()) == kind;
              });
        if (found == errors.end())
            continue;
        first = first.value_or(kind);
        sentences += sentenceOf(kind, *found, host);
    }
    if (first)
        return failureOf(*first, {base::ErrorKind::Tls, sentences.join(u' ')});
    const QString words = plainWords(text);
    if (isAboutOurCertificate(words))
        return clientCertificateFailure(host, certificateShown, words);
    return failureOf(FailureKind::TlsFailed,
                     {base::ErrorKind::Tls, Text::tr("TLS with %1 failed: %2.").arg(host, words)});
}

Failure clientCertificateFailure(const QString &host, bool certificateShown, const QString &words)
{
    QString sentence = certificateShown
        ? Text::tr("%1 refused the client certificate").arg(host)
        : Text::tr("%1 wants a client certificate, and none is configured").arg(host);
    if (!words.isEmpty())
        sentence += Text::tr(" (it says: %1)").arg(words);
    return failureOf(certificateShown ? FailureKind::ClientCertificateRefused
                                      : FailureKind::ClientCertificateWanted,
                     {base::ErrorKind::Tls, sentence + u'.'});
}

} // namespace nats::tls
