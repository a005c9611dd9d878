// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fakeserver.h"

#include "tests/support/wire.h"

#include <QtNetwork/QTcpSocket>

#include <sys/socket.h>

FakeServer::FakeServer()
    : greeting(info())
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeServer::onConnection);
    m_server.listen(QHostAddress::LocalHost);
}

FakeServer::~FakeServer() = default;

QString FakeServer::url() const
{
    return QStringLiteral("nats://127.0.0.1:%1").arg(port());
}

QByteArray FakeServer::info(const QByteArray &more)
{
    return R"(INFO {"server_id":"FAKE","server_name":"fake","version":"2.9.10","proto":1,)"
           R"("headers":true,"max_payload":1048576,"client_id":7)"
        + more + "} \r\n";
}

void FakeServer::onConnection()
{
    m_client = m_server.nextPendingConnection();
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_parser = std::make_unique<nats::Parser>(nats::Parser::Peer::Client);
    ++m_connections;
    connect(m_client, &QTcpSocket::readyRead, this, &FakeServer::onRead);
    send(greeting);
    if (closesAtOnce)
        drop();
}

void FakeServer::onRead()
{
    const QByteArray bytes = m_client->readAll();
    m_reads.append(bytes);
    if (rawScript && rawScript(bytes))
        return;
    for (const nats::Frame &frame : m_parser->feed(bytes, {})) {
        handle(frame);
        if (!m_client)
            return;
    }
}

void FakeServer::handle(const nats::Frame &frame)
{
    const bool ping = std::holds_alternative<nats::PingFrame>(frame);
    if (!ping)
        m_frames.append(wire::print(frame));
    if (const auto *sub = std::get_if<nats::SubFrame>(&frame))
        m_lastSid = sub->sid;
    else if (const auto *message = std::get_if<nats::Message>(&frame))
        m_lastReply = message->reply().toByteArray();
    else if (std::holds_alternative<nats::ConnectFrame>(frame))
        ++m_logins;
    if (script && script(frame))
        return;
    if (ping && answersPings)
        send("PONG\r\n");
}

void FakeServer::send(const QByteArray &bytes)
{
    if (!m_client)
        return;
    m_client->write(bytes);
    m_client->flush();
}

void FakeServer::stopReading()
{
    m_client->disconnect(this);
    m_client->setReadBufferSize(1);
}

void FakeServer::drop()
{
    if (!m_client)
        return;
    m_client->disconnectFromHost();
    m_client->deleteLater();
    m_client = nullptr;
}

void FakeServer::reset()
{
    if (!m_client)
        return;
    const linger atOnce{1, 0};
    setsockopt(int(m_client->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_client->abort();
    m_client->deleteLater();
    m_client = nullptr;
}

QByteArray FakeServer::reply(const QByteArray &payload) const
{
    return "MSG " + m_lastReply + ' ' + m_lastSid + ' ' + QByteArray::number(payload.size())
        + "\r\n" + payload + "\r\n";
}
