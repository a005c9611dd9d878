// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The half of Handshake that says why an attempt failed.
#include "core/nats/handshake.h"

#include "core/nats/tlssetup.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nats {

using base::Error;
using base::ErrorKind;

namespace {

constexpr qsizetype kMostQuoted = 128;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Handshake)
};

bool isTlsRecord(QByteArrayView bytes)
{
    // NATS servers answer with an alert (0x15) or a handshake record (0x16).
    return bytes.size() >= 2 && bytes[1] == '\x03' && (bytes[0] == '\x15' || bytes[0] == '\x16');
}

QString printable(QByteArrayView bytes)
{
    QString shown = QString::fromLatin1(bytes.first(std::min(bytes.size(), kMostQuoted)));
    std::replace_if(
        shown.begin(), shown.end(), [](QChar c) { return !c.isPrint(); }, QChar(u'·'));
    return shown;
}

QByteArrayView firstLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    return end < 0 ? bytes : bytes.first(end).trimmed();
}

// "5 s", or "200 ms" if it is less than one.
QString inWords(base::Span span)
{
    const qint64 ms = std::chrono::ceil<std::chrono::milliseconds>(span).count();
    return ms < 1000 ? Text::tr("%1 ms").arg(ms) : Text::tr("%1 s").arg(double(ms) / 1000);
}

} // namespace

std::optional<Failure> Handshake::explainFirstBytes() const
{
    if (m_firstBytes.isEmpty() || m_phase != Phase::AwaitInfo)
        return {};
    if (m_firstBytes.startsWith("HTTP/")) {
        return failureOf(FailureKind::MonitoringPort,
                         {ErrorKind::Protocol,
                          Text::tr("%1 speaks HTTP: it may be the server's monitoring port.")
                              .arg(m_url.display())});
    }
    if (isTlsRecord(m_firstBytes)) {
        return failureOf(FailureKind::TlsFirstServer,
                         {ErrorKind::Tls,
                          Text::tr("%1 speaks TLS from the first byte (handshake_first).")
                              .arg(m_url.display())});
    }
    if (m_firstBytes.startsWith("INFO") || m_firstBytes.startsWith("-ERR"))
        return {};
    return failureOf(FailureKind::NotNats,
                     {ErrorKind::Protocol,
                      Text::tr("%1 is not a NATS server: it greets with “%2”.")
                          .arg(m_url.display(), printable(m_firstBytes))});
}

Failure Handshake::explainClose() const
{
    if (m_phase == Phase::Connected) {
        return failureOf(
            FailureKind::Lost,
            {ErrorKind::Network,
             Text::tr("%1 closed the connection without a reason.").arg(m_url.display())});
    }
    if (m_refusal)
        return loginFailure(*m_refusal);
    if (const auto known = explainFirstBytes())
        return *known;
    if (m_phase == Phase::AwaitInfo && m_tls) {
        Failure failure
            = failureOf(FailureKind::ClosedBeforeGreeting,
                        {ErrorKind::Network,
                         Text::tr("%1 closed the connection right after TLS, without a greeting.")
                             .arg(m_url.display())});
        if (!showsCertificate())
            failure.advice = Text::tr("It may want a client certificate; its log knows.");
        return failure;
    }
    if (m_phase == Phase::Connecting || m_phase == Phase::AwaitInfo) {
        return failureOf(
            FailureKind::ClosedBeforeGreeting,
            {ErrorKind::Network,
             Text::tr("%1 closed the connection without a greeting.").arg(m_url.display())});
    }
    // Spec §2.2: with TLS 1.3 what the server thinks of the client's certificate shows only now.
    const bool judgedLater = m_tls ? m_tls->protocol != "TLS 1.2"_L1 : !showsCertificate();
    if (m_server.tlsVerify && judgedLater && (m_tls || m_phase == Phase::TlsUpgrade))
        return tls::clientCertificateFailure(m_verifyName, showsCertificate(), {});
    if (m_phase == Phase::TlsUpgrade) {
        return tls::explain({}, Text::tr("the server closed the connection"), m_verifyName,
                            showsCertificate());
    }
    return failureOf(FailureKind::LoginClosed,
                     {ErrorKind::Network,
                      Text::tr("%1 closed the connection during the login without a reason.")
                          .arg(m_url.display())});
}

Failure Handshake::explainBroken(const QString &text) const
{
    return failureOf(m_phase == Phase::Connected ? FailureKind::Lost : FailureKind::Unreachable,
                     {ErrorKind::Network,
                      Text::tr("The connection to %1 broke off: %2.").arg(m_url.display(), text)});
}

Failure Handshake::explainTimeout() const
{
    if (const auto known = explainFirstBytes())
        return *known;
    const QString limit = inWords(m_options.connectTimeout);
    const ConnectStep *const running = m_steps.running();
    if (m_phase == Phase::Connecting && !m_options.proxy && running
        && running->kind == ConnectStep::Kind::Name) {
        return failureOf(
            FailureKind::HostNotFound,
            {ErrorKind::Network,
             Text::tr("The name “%1” was not found within %2.").arg(m_url.host, limit)});
    }
    if (m_phase == Phase::Connecting) {
        return failureOf(
            FailureKind::ConnectTimeout,
            {ErrorKind::Network,
             Text::tr("%1 did not accept a connection within %2.").arg(m_url.display(), limit)});
    }
    if (m_phase == Phase::AwaitInfo && m_tls) {
        Failure failure = failureOf(
            FailureKind::Silent,
            {ErrorKind::Network,
             Text::tr("%1 agreed on TLS but said nothing within %2.").arg(m_url.display(), limit)});
        failure.advice = Text::tr("Check that the port is the one for NATS clients.");
        return failure;
    }
    if (m_phase == Phase::AwaitInfo) {
        return failureOf(
            FailureKind::Silent,
            {ErrorKind::Network,
             Text::tr("%1 accepted the connection but said nothing within %2. A server "
                      "with handshake_first waits for TLS before it greets.")
                 .arg(m_url.display(), limit)});
    }
    if (m_phase == Phase::TlsUpgrade) {
        return failureOf(
            FailureKind::TlsTimeout,
            {ErrorKind::Tls,
             Text::tr("%1 did not agree on TLS within %2.").arg(m_url.display(), limit)});
    }
    return failureOf(FailureKind::LoginTimeout,
                     {ErrorKind::Network,
                      Text::tr("%1 greeted but did not answer the login within %2.")
                          .arg(m_url.display(), limit)});
}

Failure Handshake::explainBadBytes(const Error &problem) const
{
    if (const auto known = explainFirstBytes())
        return *known;
    return failureOf(m_phase == Phase::Connected ? FailureKind::Lost : FailureKind::ProtocolError,
                     problem);
}

Failure Handshake::explainPlainBytes() const
{
    return failureOf(
        FailureKind::PlainBytesAfterInfo,
        {ErrorKind::Tls,
         Text::tr("Behind the greeting of %1 came bytes in the clear, where only TLS may "
                  "follow.")
             .arg(m_url.display())});
}

Failure Handshake::explainTls(const QList<QSslError> &errors, const QString &text,
                              const QByteArray &heard) const
{
    if (m_phase == Phase::Connected) {
        return failureOf(
            FailureKind::Lost,
            {ErrorKind::Tls, Text::tr("TLS with %1 broke off: %2.").arg(m_url.display(), text)});
    }
    if (heard.startsWith("-ERR")) {
        const ServerError error = classify(firstLine(heard));
        return failureOf(FailureKind::PlainErrorInTls,
                         {ErrorKind::Tls,
                          Text::tr("%1 broke TLS off in the clear, with “%2”.")
                              .arg(m_url.display(), error.text)});
    }
    if (heard.startsWith("INFO") && m_options.tls.first) {
        return failureOf(FailureKind::NoTlsFirst,
                         {ErrorKind::Tls,
                          Text::tr("%1 greets in the clear: it is not configured with "
                                   "handshake_first.")
                              .arg(m_url.display())});
    }
    if (!heard.isEmpty() && !isTlsRecord(heard)) {
        if (heard.startsWith("HTTP/")) {
            return failureOf(FailureKind::MonitoringPort,
                             {ErrorKind::Protocol,
                              Text::tr("%1 speaks HTTP: it may be the server's monitoring port.")
                                  .arg(m_url.display())});
        }
        return failureOf(m_options.tls.first ? FailureKind::NotNats : FailureKind::TlsFailed,
                         {ErrorKind::Tls,
                          Text::tr("%1 answers TLS in the clear, with “%2”.")
                              .arg(m_url.display(), printable(heard))});
    }
    // NATS: with TLS 1.2 a server may not say that it is the certificate it misses.
    const QString words = tls::plainWords(text);
    const bool vague = words.contains("handshake failure"_L1) && !showsCertificate();
    if (errors.isEmpty() && m_server.tlsVerify && (m_tls || vague))
        return tls::clientCertificateFailure(m_verifyName, showsCertificate(), words);
    return tls::explain(errors, text, m_verifyName, showsCertificate());
}

} // namespace nats
