// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <array>
#include <chrono>
#include <optional>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

// A client of any manners: sends bytes as they are, on a blocking socket that gives up after a
// while. For servers that answer on threads of their own.
class RawClient final
{
public:
    static constexpr int kPatience = 20; ///< seconds

    explicit RawClient(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const timeval patience{kPatience, 0};
        setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        m_connected
            = ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address)
            == 0;
    }
    ~RawClient() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(RawClient)

    [[nodiscard]] bool isConnected() const { return m_connected; }
    // False: the server has closed.
    bool send(const QByteArray &bytes) const
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const ssize_t now = ::send(m_socket, bytes.constData() + sent,
                                       size_t(bytes.size() - sent), MSG_NOSIGNAL);
            if (now <= 0)
                return false;
            sent += now;
        }
        return true;
    }
    // Something to read has come, an end too.
    [[nodiscard]] bool hasInputWithin(std::chrono::milliseconds time) const
    {
        pollfd waiting{m_socket, POLLIN, 0};
        return ::poll(&waiting, 1, int(time.count())) > 0;
    }
    // Without a farewell.
    void reset() const
    {
        const linger none{1, 0};
        setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    }
    void sendNoMore() const { ::shutdown(m_socket, SHUT_WR); }

    struct Response
    {
        int status = 0; ///< 0: none came
        QByteArray head;
        QByteArray body;

        // All values of that name, joined by " | ".
        [[nodiscard]] QByteArray header(const QByteArray &name) const
        {
            QByteArrayList values;
            for (const QByteArray &line : head.split('\n')) {
                const qsizetype colon = line.indexOf(':');
                if (colon > 0 && line.first(colon).toLower() == name.toLower())
                    values.append(line.sliced(colon + 1).trimmed());
            }
            return values.join(" | ");
        }
    };
    // The next one; `bodiless`: to HEAD.
    [[nodiscard]] Response response(bool bodiless = false)
    {
        Response got;
        qsizetype end = -1;
        while ((end = m_in.indexOf("\r\n\r\n")) < 0) {
            if (!receive())
                return got;
        }
        got.head = m_in.first(end + 2);
        m_in.remove(0, end + 4);
        got.status = got.head.split(' ').value(1).toInt();
        if (bodiless || got.status == 304 || got.status == 100)
            return got;
        if (got.header("Transfer-Encoding") == "chunked")
            return readChunks(got) ? got : Response{};
        const QByteArray length = got.header("Content-Length");
        const qsizetype size = length.toLongLong();
        while (length.isEmpty() || m_in.size() < size) {
            if (!receive())
                break;
        }
        got.body = m_in.first(length.isEmpty() ? m_in.size() : qMin(size, m_in.size()));
        m_in.remove(0, got.body.size());
        return got;
    }
    [[nodiscard]] Response exchange(const QByteArray &request)
    {
        send(request);
        return response(request.startsWith("HEAD "));
    }
    // Everything up to the end; nothing: the server has not closed in time.
    [[nodiscard]] std::optional<QByteArray> untilClosed()
    {
        while (receive()) {
        }
        return m_timedOut ? std::nullopt : std::optional(m_in);
    }

private:
    bool receive()
    {
        std::array<char, 16384> bytes;
        const ssize_t got = ::recv(m_socket, bytes.data(), bytes.size(), 0);
        m_timedOut = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (got > 0)
            m_in.append(bytes.data(), got);
        return got > 0;
    }
    bool readChunks(Response &got)
    {
        for (;;) {
            qsizetype line = -1;
            while ((line = m_in.indexOf("\r\n")) < 0) {
                if (!receive())
                    return false;
            }
            const qsizetype size = m_in.first(line).toLongLong(nullptr, 16);
            while (m_in.size() < line + 2 + size + 2) {
                if (!receive())
                    return false;
            }
            got.body += m_in.sliced(line + 2, size);
            m_in.remove(0, line + 2 + size + 2);
            if (size == 0)
                return true;
        }
    }

    int m_socket;
    bool m_connected = false;
    bool m_timedOut = false;
    QByteArray m_in;
};
