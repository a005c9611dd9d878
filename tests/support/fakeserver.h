// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/parser.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QObject>
#include <QtNetwork/QTcpServer>

#include <functional>
#include <memory>

class QTcpSocket;

// A scripted NATS server on a free loopback port, in the test's own thread. Greets with `info`,
// answers the login, PINGs and nothing else, unless told otherwise; remembers every frame.
class FakeServer final : public QObject
{
    Q_OBJECT

public:
    FakeServer();
    ~FakeServer() override;

    [[nodiscard]] QString url() const;
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

    QByteArray greeting; ///< sent when a client connects
    bool answersPings = true;
    bool closesAtOnce = false; ///< after the greeting
    // Called for each frame; true if it was dealt with.
    std::function<bool(const nats::Frame &)> script;

    // Called with the bytes of each read; true if they were dealt with and are no NATS.
    std::function<bool(const QByteArray &)> rawScript;

    void send(const QByteArray &bytes);
    void drop(); ///< closes the client's connection
    void reset(); ///< the same without a goodbye: the client finds out when it writes
    void stopListening() { m_server.close(); }
    void stopReading(); ///< of the client that is connected

    // "SUB _INBOX.x [] 1" and so on, of all connections so far, without PING.
    [[nodiscard]] const QByteArrayList &frames() const { return m_frames; }
    // The bytes of each read as they came.
    [[nodiscard]] const QByteArrayList &reads() const { return m_reads; }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int logins() const { return m_logins; }

    // Of the latest SUB and PUB.
    [[nodiscard]] QByteArray lastSid() const { return m_lastSid; }
    [[nodiscard]] QByteArray lastReply() const { return m_lastReply; }
    // "MSG <reply> <sid> …" with that payload for the latest request.
    [[nodiscard]] QByteArray reply(const QByteArray &payload) const;

    static QByteArray info(const QByteArray &more = {});

private:
    void onConnection();
    void onRead();
    void handle(const nats::Frame &frame);

    QTcpServer m_server;
    QTcpSocket *m_client = nullptr;
    std::unique_ptr<nats::Parser> m_parser;
    QByteArrayList m_frames;
    QByteArrayList m_reads;
    QByteArray m_lastSid;
    QByteArray m_lastReply;
    int m_connections = 0;
    int m_logins = 0;
};
