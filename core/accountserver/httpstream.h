// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/httphead.h"
#include "core/accountserver/httpsocket.h"

#include <httplib.h>

namespace accountserver {

// What the HTTP library reads and writes: one request after the other, each with its deadline and
// its limits. The library never sees the head that came (see httphead.h) but one that says the
// little it has to know, so no client's header reaches its parser.
class HttpStream final : public httplib::Stream
{
public:
    using Clock = HttpSocket::Clock;

    struct Times
    {
        std::chrono::milliseconds read;  ///< for a whole request, from its first byte
        std::chrono::milliseconds write; ///< nothing of the answer can be written
    };
    // Chunks make a body longer; pieces smaller than some bytes are an attack.
    static constexpr qsizetype kMaxChunkedBody = 2 * Routes::kMaxBody;
    // Bytes a second: who reads a long answer slower than this is cut off.
    static constexpr qsizetype kSlowestReader = 8 * 1024;

    HttpStream(HttpSocket &socket, Times times);

    [[nodiscard]] bool hasInput() const { return !unread().isEmpty(); } ///< that is there already
    // Waits for the first byte of a request; false: none came.
    [[nodiscard]] bool awaitRequest(Clock::time_point until);
    [[nodiscard]] Clock::time_point requestBegan() const { return m_began; }
    enum class Read { Complete, TooLarge, CutOff };
    [[nodiscard]] Read readHead();
    [[nodiscard]] QByteArrayView head() const; ///< until the library reads

    // From here on the library reads this request: its body as it comes.
    void present(const HttpHead &head, bool close);
    [[nodiscard]] bool bodyIsRead() const { return m_bodyLeft == 0; }
    void chunksAreRead() { m_bodyLeft = 0; }
    // Reading or writing has come to an end, or takes too long.
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool flush();
    void dropOutput() { m_out.clear(); }

    [[nodiscard]] bool is_readable() const override { return !m_failed; }
    [[nodiscard]] bool is_writable() const override { return !m_failed; }
    ssize_t read(char *to, size_t size) override;
    ssize_t write(const char *from, size_t size) override;
    // Of no use to us: the connection knows its peer.
    void get_remote_ip_and_port(std::string &, int &) const override {}
    void get_local_ip_and_port(std::string &, int &) const override {}
    [[nodiscard]] socket_t socket() const override { return INVALID_SOCKET; }

private:
    [[nodiscard]] bool fill();
    [[nodiscard]] QByteArrayView unread() const;

    HttpSocket &m_socket;
    Times m_times;
    Clock::time_point m_began, m_readUntil;
    QByteArray m_in; // from m_from on it is not read yet
    qsizetype m_from = 0;
    qsizetype m_headSize = 0;
    QByteArray m_shown; // the head the library reads
    qsizetype m_shownFrom = 0;
    qsizetype m_bodyLeft = 0;
    QByteArray m_out;
    qsizetype m_answered = 0;   // bytes
    Clock::duration m_waited{}; // for the client to take them
    bool m_failed = false;
};

} // namespace accountserver
