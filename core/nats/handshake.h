// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/connectsteps.h"
#include "core/nats/diagnosis.h"
#include "core/nats/identity.h"
#include "core/nats/parser.h"
#include "core/nats/servererror.h"
#include "core/nats/serverinfo.h"

#include <QtNetwork/QSslError>

#include <optional>
#include <variant>

namespace nats {

// One attempt to log in, as a state machine without a socket (spec/protocol.md §2.1, §2.2): INFO,
// perhaps TLS (before INFO if it is TLS-first), CONNECT and PING, then PONG. Frames and events go
// in, the next step comes out; how far it is, and why it failed, is told in words.
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
    {
        std::optional<Failure> shortcoming; ///< logged in, but not fully usable
    };
    struct Fail
    {
        Failure failure;
    };
    using Step = std::variant<Wait, StartTls, Send, Connected, Fail>;

    // The options and the URL must outlive the handshake. `verifyName`: whom the certificate must
    // name; empty: the URL's host.
    Handshake(const ConnectOptions &options, const ServerUrl &url, base::Instant at,
              const QString &verifyName = {});

    // Of the host's name; none: there was nothing to look up here.
    void onFound(const QStringList &addresses, base::Instant at);
    // `loopback`: nobody but this machine can listen to what is said.
    [[nodiscard]] Step onConnected(const QString &peer, bool loopback, base::Instant at);
    // The first bytes ever read, for saying what it is that answers when it is not a NATS server.
    void onBytes(QByteArrayView bytes);
    [[nodiscard]] Step onFrame(const Frame &frame, base::Instant at);
    [[nodiscard]] Step onEncrypted(const TlsFacts &facts, base::Instant at);
    // One that comes later replaces the first. False if it cannot be read: the one before stays.
    [[nodiscard]] bool onLaterInfo(const InfoFrame &info);
    // The attempt is over.
    void onFailed(FailureKind kind, base::Instant at);
    void onStopped() { m_steps.stop(); }

    // What to tell when the peer closed, stayed silent, or sent something else than the protocol.
    [[nodiscard]] Failure explainClose() const;
    [[nodiscard]] Failure explainTimeout() const;
    // It was not the peer that closed; `text` is the socket's own words.
    [[nodiscard]] Failure explainBroken(const QString &text) const;
    [[nodiscard]] Failure explainBadBytes(const base::Error &problem) const;
    // `text` is the socket's own words, `heard` what came on the wire since TLS was started.
    [[nodiscard]] Failure explainTls(const QList<QSslError> &errors, const QString &text,
                                     const QByteArray &heard) const;
    // Somebody put bytes behind INFO, before TLS.
    [[nodiscard]] Failure explainPlainBytes() const;

    [[nodiscard]] bool isGreeted() const { return !m_server.raw.isEmpty(); }
    [[nodiscard]] const ServerInfo &server() const { return m_server; }
    [[nodiscard]] const std::optional<ServerError> &refusal() const { return m_refusal; }
    [[nodiscard]] const std::vector<ConnectStep> &steps() const { return m_steps.list(); }

private:
    enum class Phase { Connecting, AwaitInfo, TlsUpgrade, AwaitPong, AwaitProbe, Connected };

    Step onFirstInfo(const QByteArray &json, base::Instant at);
    Step onPong(base::Instant at);
    Step logIn(base::Instant at);
    [[nodiscard]] bool wantsTls() const;
    [[nodiscard]] std::optional<Failure> plainLoginProblem(const Login &login) const;
    [[nodiscard]] std::optional<Failure> explainFirstBytes() const;
    [[nodiscard]] bool showsCertificate() const { return !m_options.tls.certFile.isEmpty(); }

    const ConnectOptions &m_options;
    const ServerUrl &m_url;
    QString m_verifyName;
    ConnectSteps m_steps;
    Phase m_phase = Phase::Connecting;
    ServerInfo m_server;
    QByteArray m_firstBytes;
    std::optional<TlsFacts> m_tls; // once it stands
    bool m_loopback = false;
    QByteArray m_probe; // the inbox tried
    std::optional<Failure> m_shortcoming;
    std::optional<ServerError> m_refusal;
};

} // namespace nats
