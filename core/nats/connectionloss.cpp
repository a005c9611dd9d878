// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The half of Connection that deals with attempts and connections that fail.
#include "core/nats/connection.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>
#include <QtNetwork/QSslSocket>

namespace nats {

using base::Clock;
using base::Error;
using base::ErrorKind;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("nats::Connection", text);
}

QString tlsReason(const QSslSocket &socket)
{
    QStringList reasons;
    const QList<QSslError> errors = socket.sslHandshakeErrors();
    for (const QSslError &error : errors)
        reasons += error.errorString();
    reasons.removeDuplicates();
    return reasons.isEmpty() ? socket.errorString() : reasons.join(u"; ");
}

// Before a byte has come: what kept us from the server, in words that say what to do.
Error connectError(const QSslSocket &socket, const ServerUrl &url)
{
    switch (socket.error()) {
    case QAbstractSocket::HostNotFoundError:
        return {ErrorKind::Network,
                tr("The host '%1' was not found. Check its name.").arg(url.host)};
    case QAbstractSocket::ConnectionRefusedError:
        return {ErrorKind::Network,
                tr("Nothing listens at %1. Is nats-server running there?").arg(url.display())};
    default:
        return {ErrorKind::Network, tr("%1: %2.").arg(url.display(), socket.errorString())};
    }
}

} // namespace

void Connection::onSocketError()
{
    // What came before the close may hold the reason for it.
    if (m_socket->bytesAvailable() > 0) {
        const QSslSocket *const socket = m_socket.get();
        onReadyRead();
        if (m_socket.get() != socket)
            return;
    }
    const bool loggedIn = isConnected();
    const bool closed = m_socket->error() == QAbstractSocket::RemoteHostClosedError;
    const bool tls = m_socket->error() == QAbstractSocket::SslHandshakeFailedError
        || m_socket->error() == QAbstractSocket::SslInternalError;
    Error error;
    if (tls)
        error = m_handshake->explainTlsFailure(tlsReason(*m_socket));
    else if (m_closingError)
        error = {ErrorKind::Network, m_closingError->sentence};
    else if (closed || loggedIn)
        error = m_handshake->explainClose();
    else
        error = connectError(*m_socket, url());
    fail(error, closeCause());
}

DisconnectCause Connection::closeCause() const
{
    using Kind = ServerError::Kind;
    if (m_closingError && m_closingError->kind == Kind::AuthExpired)
        return DisconnectCause::AuthExpired;
    if (m_closingError && m_closingError->kind == Kind::Stale)
        return DisconnectCause::Stale;
    return m_status.server.lameDuck ? DisconnectCause::LameDuck : DisconnectCause::Eof;
}

void Connection::onAttemptTimeout()
{
    const bool reached = m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
    fail(reached
             ? m_handshake->explainTimeout()
             : Error{ErrorKind::Network,
                     tr("%1 did not accept a connection within %2 ms.")
                         .arg(url().display())
                         .arg(std::chrono::ceil<std::chrono::milliseconds>(m_options.connectTimeout)
                                  .count())},
         DisconnectCause::Eof);
}

void Connection::fail(const Error &error, DisconnectCause cause)
{
    const FailureKind kind = error.kind == ErrorKind::Auth ? FailureKind::CredentialsRefused
        : isConnected()                                    ? FailureKind::Lost
                                                           : FailureKind::Other;
    fail(Failure{kind, error, {}}, cause);
}

void Connection::fail(const Failure &failure, DisconnectCause cause)
{
    dropSocket();
    m_status.failure = failure;
    if (isConnected())
        lose(failure, cause);
    else
        scheduleRetry(failure);
}

} // namespace nats
