// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

// A SOCKS5 proxy on a free loopback port (RFC 1928, RFC 1929), for one client at a time. Asks for
// user and password if they are set. Whatever host it is asked for, it connects to 127.0.0.1.
class ProxyServer final : public QObject
{
public:
    ProxyServer()
    {
        connect(&m_server, &QTcpServer::newConnection, this, &ProxyServer::onConnection);
        m_server.listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void stopListening() { m_server.close(); }

    QByteArray user;
    QByteArray password;
    QByteArray asked; ///< the host it was asked for last

private:
    enum class Phase { Methods, Login, Request, Relay };

    void onConnection()
    {
        m_client = m_server.nextPendingConnection();
        m_phase = Phase::Methods;
        m_buffer.clear();
        connect(m_client, &QTcpSocket::readyRead, this, &ProxyServer::onRead);
    }

    void onRead()
    {
        m_buffer += m_client->readAll();
        if (m_phase == Phase::Methods)
            onMethods();
        if (m_phase == Phase::Login)
            onLogin();
        if (m_phase == Phase::Request)
            onRequest();
        if (m_phase == Phase::Relay && m_target) {
            m_target->write(m_buffer);
            m_buffer.clear();
        }
    }

    void onMethods()
    {
        if (m_buffer.size() < 2 || m_buffer.size() < 2 + uchar(m_buffer[1]))
            return;
        m_buffer.remove(0, 2 + uchar(m_buffer[1]));
        m_phase = user.isEmpty() ? Phase::Request : Phase::Login;
        m_client->write(user.isEmpty() ? QByteArray("\x05\x00", 2) : QByteArray("\x05\x02", 2));
    }

    void onLogin()
    {
        if (m_buffer.size() < 2)
            return;
        const QByteArray expected = '\x01' + QByteArray(1, char(user.size())) + user
            + QByteArray(1, char(password.size())) + password;
        if (m_buffer.size() < expected.size() && expected.startsWith(m_buffer))
            return;
        const bool right = m_buffer.startsWith(expected);
        m_client->write(right ? QByteArray("\x01\x00", 2) : QByteArray("\x01\x01", 2));
        m_buffer.remove(0, expected.size());
        m_phase = Phase::Request;
        if (!right)
            m_client->disconnectFromHost();
    }

    void onRequest()
    {
        constexpr int kHead = 4;
        if (m_buffer.size() < kHead + 1)
            return;
        const bool byName = m_buffer[3] == 3;
        const int host = byName ? uchar(m_buffer[kHead]) : 4;
        const int from = kHead + (byName ? 1 : 0);
        if (m_buffer.size() < from + host + 2)
            return;
        asked = byName ? m_buffer.mid(from, host) : QByteArray("(an address)");
        const auto port
            = quint16(uchar(m_buffer[from + host]) << 8 | uchar(m_buffer[from + host + 1]));
        m_buffer.remove(0, from + host + 2);
        m_phase = Phase::Relay;
        m_target = new QTcpSocket(m_client);
        connect(m_target, &QTcpSocket::connected, this, [this] { answer(0); });
        connect(m_target, &QTcpSocket::errorOccurred, this, [this] { answer(5); });
        connect(m_target, &QTcpSocket::readyRead, this,
                [this] { m_client->write(m_target->readAll()); });
        m_target->connectToHost(QHostAddress::LocalHost, port);
    }

    void answer(char code)
    {
        m_client->write(QByteArray("\x05", 1) + code
                        + QByteArray("\x00\x01\x7f\x00\x00\x01\x00\x00", 8));
    }

    QTcpServer m_server;
    QTcpSocket *m_client = nullptr;
    QTcpSocket *m_target = nullptr;
    QByteArray m_buffer;
    Phase m_phase = Phase::Methods;
};
