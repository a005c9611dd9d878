// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The half of Connection that deals with what the server sends.
#include "core/nats/connection.h"

#include "core/nats/connz.h"
#include "core/nats/encoder.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QSslSocket>

namespace nats {

using base::Clock;
using base::Instant;

namespace {

// Ours are decimal; whatever else comes is nobody's.
std::optional<quint64> toSid(QByteArrayView text)
{
    constexpr qsizetype most = 18; // digits that cannot overflow
    if (text.isEmpty() || text.size() > most)
        return {};
    quint64 sid = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9')
            return {};
        sid = sid * 10 + quint64(digit - '0');
    }
    return sid;
}

} // namespace

void Connection::onReadyRead()
{
    // With TLS, flush() may read as well.
    if (m_writing) {
        QTimer::singleShot(0, this, &Connection::onReadyRead);
        return;
    }
    const Instant at = Clock::now();
    while (m_socket && m_socket->bytesAvailable() > 0) {
        const std::span<char> room = m_parser.writable();
        const qint64 size = m_socket->read(room.data(), qint64(room.size()));
        if (size <= 0)
            break;
        if (m_status.state == ConnectionState::Connecting)
            m_handshake->onBytes(QByteArrayView(room.data(), qsizetype(size)));
        m_status.bytesIn += quint64(size);
        m_parser.commit(qsizetype(size), at);
        while (true) {
            Message message;
            if (isConnected() && m_parser.nextMessage(message)) {
                handleMessage(std::move(message));
                continue;
            }
            std::optional<Frame> frame = m_parser.next();
            if (!frame)
                break;
            if (!handle(std::move(*frame), at))
                return;
        }
        if (m_parser.error()) {
            fail(m_handshake->explainBadBytes(*m_parser.error()), DisconnectCause::ProtocolError);
            break;
        }
    }
    m_status.lenientLines = m_parser.lenientLines();
    m_events.onReadDone();
    publishSoon();
}

// False once the socket the frame came from is gone.
bool Connection::handle(Frame &&frame, Instant at)
{
    const QSslSocket *const socket = m_socket.get();
    // Before the greeting, and so before TLS, nothing is believed.
    const bool greeted = isConnected() || m_handshake->isGreeted();
    if (auto *message = std::get_if<Message>(&frame); message && greeted) {
        handleMessage(std::move(*message));
        return true;
    }
    if (!std::holds_alternative<Message>(frame))
        wireIn(frame, at);
    if (greeted && std::holds_alternative<PingFrame>(frame)) {
        answerPing(at);
    } else if (m_status.state == ConnectionState::Connecting) {
        step(m_handshake->onFrame(frame, at), at);
    } else if (std::holds_alternative<PongFrame>(frame)) {
        onPong(at);
    } else if (const auto *error = std::get_if<ErrFrame>(&frame)) {
        const ServerError meaning = classify(error->text);
        if (meaning.closes)
            m_closingError = meaning;
        else if (meaning.subject != connz::kSubject) // a person did not ask for that
            m_status.serverMessage = meaning.sentence;
        m_events.onServerError(meaning, at);
        publishSoon();
    } else if (std::holds_alternative<InfoFrame>(frame)) {
        if (!m_handshake->onLaterInfo(std::get<InfoFrame>(frame)))
            m_status.serverMessage = QCoreApplication::translate(
                "nats::Connection",
                "The server sent an INFO that cannot be read; the one before "
                "stays in force.");
        m_status.server = m_handshake->server();
        discover();
        publishSoon();
        heedLameDuck();
    } else if (std::holds_alternative<OkFrame>(frame)) {
        ++m_status.unaskedOks;
    }
    return m_socket && m_socket.get() == socket;
}

// Nothing is answered to a server that does not read its answers.
void Connection::answerPing(Instant at)
{
    if (++m_unreadPongs > kMaxUnreadPongs) {
        failStale(QCoreApplication::translate("nats::Connection",
                                              "%1 sends PINGs but does not read the answers.")
                      .arg(m_status.url));
        return;
    }
    write(encoder::pong());
    wire(WireEntry::Direction::Out, at, "PONG");
}

void Connection::handleMessage(Message &&message)
{
    ++m_status.messagesIn;
    const std::optional<quint64> sid = toSid(message.sid());
    if (!isConnected() || !sid || !m_subscriptions.onMessage(*sid)
        || !m_events.onMessage(*sid, std::move(message)))
        ++m_status.stray;
}

void Connection::wireIn(const Frame &frame, Instant at)
{
    QByteArray line;
    if (const auto *info = std::get_if<InfoFrame>(&frame))
        line = "INFO " + info->json;
    else if (const auto *error = std::get_if<ErrFrame>(&frame))
        line = "-ERR '" + error->text + '\'';
    else if (std::holds_alternative<PingFrame>(frame))
        line = "PING";
    else if (std::holds_alternative<PongFrame>(frame))
        line = "PONG";
    else
        line = "+OK";
    wire(WireEntry::Direction::In, at, std::move(line));
}

} // namespace nats
