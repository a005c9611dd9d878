// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/parser.h"
#include "core/nats/servererror.h"
#include "core/nats/serverinfo.h"

#include <optional>
#include <variant>

namespace nats {

// One attempt to log in, as a state machine without a socket (spec/protocol.md §2.1, §2.2): INFO,
// perhaps TLS, CONNECT and PING, then PONG. Frames and events go in, the next step comes out.
class Handshake final
{
public:
    struct Wait
    {};
    struct StartTls
    {};
    struct Send
    {
        QByteArray bytes;
        std::vector<QByteArray> shown; ///< its lines for the wire view, credentials redacted
    };
    struct Connected
    {};
    struct Fail
    {
        base::Error error;
    };
    using Step = std::variant<Wait, StartTls, Send, Connected, Fail>;

    // The options and the URL must outlive the handshake.
    Handshake(const ConnectOptions &options, const ServerUrl &url);

    // The first bytes ever read, for saying what it is that answers when it is not a NATS server.
    void onBytes(QByteArrayView bytes);
    [[nodiscard]] Step onFrame(const Frame &frame);
    [[nodiscard]] Step onEncrypted();
    // One that comes later replaces the first. False if it cannot be read: the one before stays.
    [[nodiscard]] bool onLaterInfo(const InfoFrame &info);

    // What to tell when the peer closed, stayed silent, or sent something else than the protocol.
    [[nodiscard]] base::Error explainClose() const;
    [[nodiscard]] base::Error explainTimeout() const;
    [[nodiscard]] base::Error explainBadBytes(const base::Error &problem) const;
    [[nodiscard]] base::Error explainTlsFailure(const QString &reason) const;

    [[nodiscard]] const ServerInfo &server() const { return m_server; }
    [[nodiscard]] const std::optional<ServerError> &refusal() const { return m_refusal; }

private:
    enum class Phase { AwaitInfo, TlsUpgrade, AwaitPong, Connected };

    Step onFirstInfo(const QByteArray &json);
    Step login(bool tls);
    [[nodiscard]] std::optional<base::Error> explainFirstBytes() const;

    const ConnectOptions &m_options;
    const ServerUrl &m_url;
    Phase m_phase = Phase::AwaitInfo;
    ServerInfo m_server;
    QByteArray m_firstBytes;
    std::optional<ServerError> m_refusal;
};

} // namespace nats
