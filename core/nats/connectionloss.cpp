// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The half of Connection that deals with attempts and connections that fail.
#include "core/nats/connection.h"

#include <QtNetwork/QSslSocket>

namespace nats {

using base::Clock;

void Connection::onSocketError()
{
    if (!m_socketError) // of an address that is not tried any more
        return;
    if (m_addressTimer.isActive()) {
        m_addressTimer.stop();
        connectToNextAddress();
        return;
    }
    // What came before the close may hold the reason for it.
    if (m_socket->bytesAvailable() > 0) {
        const QSslSocket *const socket = m_socket.get();
        onReadyRead();
        if (m_socket.get() != socket)
            return;
    }
    switch (m_socketError->code) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        fail(m_handshake->explainTls(m_socket->sslHandshakeErrors(), m_socketError->text,
                                     m_socketError->heard),
             closeCause());
        break;
    default:
        if (m_closingError)
            fail(lossFailure(*m_closingError), closeCause());
        else if (m_status.peer.isEmpty())
            fail(connectFailure(), closeCause());
        else if (closedByPeer())
            fail(m_handshake->explainClose(), closeCause());
        else
            fail(m_handshake->explainBroken(m_socketError->text), closeCause());
    }
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

bool Connection::closedByPeer() const
{
    return m_socketError && m_socketError->code == QAbstractSocket::RemoteHostClosedError;
}

void Connection::onAttemptTimeout()
{
    fail(m_handshake->explainTimeout(), DisconnectCause::Eof);
}

void Connection::fail(const Failure &failure, DisconnectCause cause)
{
    dropSocket();
    m_status.failure = failure;
    if (isConnected()) {
        lose(failure, cause);
    } else {
        m_handshake->onFailed(failure.kind, Clock::now());
        scheduleRetry(failure);
    }
}

} // namespace nats
