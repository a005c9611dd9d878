// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <chrono>

typedef struct ssl_st SSL;         // of OpenSSL
typedef struct ssl_ctx_st SSL_CTX; // the same

namespace accountserver {

// The bytes of one connection, plain or TLS. Nothing waits longer than it is told to. Belongs to
// one thread; others may call end alone.
class HttpSocket final
{
public:
    using Clock = std::chrono::steady_clock;

    explicit HttpSocket(int descriptor); ///< non-blocking; owned from now on
    ~HttpSocket();
    Q_DISABLE_COPY_MOVE(HttpSocket)

    [[nodiscard]] bool handshake(SSL_CTX *context, Clock::time_point until);

    // How many bytes came; 0: the peer has ended, the connection is broken or the time is over.
    [[nodiscard]] qsizetype receive(char *to, qsizetype size, Clock::time_point until);
    // How many went, at least one; 0 as above.
    [[nodiscard]] qsizetype send(const char *from, qsizetype size, Clock::time_point until);
    [[nodiscard]] bool timedOut() const { return m_timedOut; } ///< the last time

    // Closing with input that was not read would take the answer away from the peer: waits until he
    // has ended too, has sent too much, or the time is over.
    void linger(Clock::time_point until);

    // From any thread: there comes no more, or nothing goes either.
    void endInput() const;
    void endAll() const;

private:
    [[nodiscard]] bool wait(short events, Clock::time_point until);
    // What a call of OpenSSL that did nothing waits for; false: it is over.
    [[nodiscard]] bool waitTls(int result, Clock::time_point until);

    int m_descriptor;
    SSL *m_tls = nullptr;
    bool m_timedOut = false;
};

} // namespace accountserver
