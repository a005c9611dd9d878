// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/handshake.h"

#include "core/nats/identity.h"

#include <QtCore/QCoreApplication>

namespace nats {

using base::Error;
using base::ErrorKind;

namespace {

constexpr qsizetype kFirstBytes = 64;

QString tr(const char *text)
{
    return QCoreApplication::translate("nats::Handshake", text);
}

bool isLoginRefusal(ServerError::Kind kind)
{
    return kind == ServerError::Kind::AuthViolation || kind == ServerError::Kind::AuthExpired
        || kind == ServerError::Kind::AuthTimeout;
}

Error toError(const ServerError &refusal)
{
    return {isLoginRefusal(refusal.kind) ? ErrorKind::Auth : ErrorKind::Network, refusal.sentence};
}

} // namespace

Handshake::Handshake(const ConnectOptions &options, const ServerUrl &url)
    : m_options(options), m_url(url)
{}

void Handshake::onBytes(QByteArrayView bytes)
{
    const qsizetype room = kFirstBytes - m_firstBytes.size();
    if (room > 0)
        m_firstBytes += bytes.first(std::min(room, bytes.size()));
}

Handshake::Step Handshake::onFrame(const Frame &frame)
{
    if (const auto *error = std::get_if<ErrFrame>(&frame)) {
        m_refusal = classify(error->text);
        if (m_refusal->closes)
            return Fail{toError(*m_refusal)};
        return Wait();
    }
    if (const auto *info = std::get_if<InfoFrame>(&frame)) {
        if (m_phase == Phase::AwaitInfo)
            return onFirstInfo(info->json);
        (void) onLaterInfo(*info); // no reason to give the login up
        return Wait();
    }
    if (m_phase == Phase::AwaitInfo)
        return Fail{{ErrorKind::Protocol, tr("Expected INFO as the server's first line, got another "
                                             "operation.")}};
    if (std::holds_alternative<PongFrame>(frame) && m_phase == Phase::AwaitPong) {
        m_phase = Phase::Connected;
        return Connected();
    }
    return Wait(); // PING is answered by whoever owns the socket, +OK and messages say nothing here
}

bool Handshake::onLaterInfo(const InfoFrame &info)
{
    base::Result<ServerInfo> server = parseServerInfo(info.json);
    if (!server)
        return false;
    m_server = *std::move(server);
    return true;
}

Handshake::Step Handshake::onFirstInfo(const QByteArray &json)
{
    base::Result<ServerInfo> server = parseServerInfo(json);
    if (!server)
        return Fail{server.error()};
    m_server = *std::move(server);
    if (m_server.otherPort) {
        return Fail{{ErrorKind::Protocol,
                     tr("%1 is a port for other servers (cluster, leaf node or gateway). Clients use "
                        "another one, 4222 by default.")
                         .arg(m_url.display())}};
    }
    if (m_server.tlsRequired || (m_url.tls && m_server.tlsAvailable)) {
        m_phase = Phase::TlsUpgrade;
        return StartTls();
    }
    // Spec §2.2: who asked for TLS never gets a plain connection instead.
    if (m_url.tls) {
        return Fail{{ErrorKind::Tls, tr("%1 does not offer TLS. Use nats:// if a plain connection is "
                                        "wanted.")
                                         .arg(m_url.display())}};
    }
    return login(false);
}

Handshake::Step Handshake::onEncrypted()
{
    return login(true);
}

Handshake::Step Handshake::login(bool tls)
{
    const std::variant<Login, Failure> login = identify(m_options, m_url, m_server.nonce);
    if (const auto *failure = std::get_if<Failure>(&login))
        return Fail{failure->error};
    m_phase = Phase::AwaitPong;
    const QByteArray line
        = encoder::connect(m_options, m_server, tls, std::get<Login>(login).identity);
    return Send{line + encoder::ping(), {encoder::redactedConnect(line), "PING"}};
}

std::optional<Error> Handshake::explainFirstBytes() const
{
    if (m_firstBytes.startsWith("HTTP/"))
        return Error{ErrorKind::Protocol,
                     tr("%1 speaks HTTP: it may be the server's monitoring port. Clients use another "
                        "one, 4222 by default.")
                         .arg(m_url.display())};
    const bool tlsRecord = m_firstBytes.size() >= 2 && m_firstBytes[1] == '\x03'
        && (m_firstBytes[0] == '\x15' || m_firstBytes[0] == '\x16');
    if (tlsRecord)
        return Error{ErrorKind::Tls,
                     tr("%1 speaks TLS from the first byte (handshake_first), which this version "
                        "cannot do yet.")
                         .arg(m_url.display())};
    if (!m_firstBytes.isEmpty() && m_phase == Phase::AwaitInfo) {
        QString shown = QString::fromLatin1(m_firstBytes);
        std::replace_if(
            shown.begin(), shown.end(), [](QChar c) { return !c.isPrint(); }, QChar(u'·'));
        return Error{ErrorKind::Protocol, tr("%1 is not a NATS server: it greets with '%2'.")
                                              .arg(m_url.display(), shown)};
    }
    return {};
}

Error Handshake::explainClose() const
{
    if (m_refusal)
        return toError(*m_refusal);
    if (const auto known = explainFirstBytes())
        return *known;
    switch (m_phase) {
    case Phase::AwaitInfo:
        return {ErrorKind::Network,
                tr("%1 closed the connection without a greeting.").arg(m_url.display())};
    case Phase::TlsUpgrade:
        return explainTlsFailure(tr("the server closed the connection"));
    case Phase::AwaitPong:
        // Spec §2.2: with TLS 1.3 a missing client certificate shows only now.
        if (m_server.tlsVerify)
            return {ErrorKind::Tls, tr("%1 wants a client certificate, which this version cannot "
                                       "present yet.")
                                        .arg(m_url.display())};
        return {ErrorKind::Network,
                tr("%1 closed the connection during the login without a reason.").arg(m_url.display())};
    case Phase::Connected:
        break;
    }
    return {ErrorKind::Network,
            tr("%1 closed the connection without a reason.").arg(m_url.display())};
}

Error Handshake::explainTimeout() const
{
    if (const auto known = explainFirstBytes())
        return *known;
    const qint64 seconds
        = std::chrono::duration_cast<std::chrono::seconds>(m_options.connectTimeout).count();
    switch (m_phase) {
    case Phase::AwaitInfo:
        return {ErrorKind::Network,
                tr("%1 accepted the connection but said nothing within %2 s. A server with "
                   "handshake_first waits for TLS before it greets.")
                    .arg(m_url.display())
                    .arg(seconds)};
    case Phase::TlsUpgrade:
        return explainTlsFailure(tr("no answer within %1 s").arg(seconds));
    default:
        return {ErrorKind::Network, tr("%1 greeted but did not answer the login within %2 s.")
                                        .arg(m_url.display())
                                        .arg(seconds)};
    }
}

Error Handshake::explainBadBytes(const Error &problem) const
{
    if (const auto known = explainFirstBytes())
        return *known;
    return problem;
}

Error Handshake::explainTlsFailure(const QString &reason) const
{
    if (m_server.tlsVerify && m_phase == Phase::AwaitPong)
        return explainClose();
    return {ErrorKind::Tls, tr("TLS with %1 failed: %2.").arg(m_url.display(), reason)};
}

} // namespace nats
