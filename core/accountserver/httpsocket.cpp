// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httpsocket.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace accountserver {

namespace {

constexpr qsizetype kMaxLingered = 4 * 1024 * 1024; ///< bytes

int sizeOf(qsizetype size)
{
    return int(qMin(size, qsizetype(1) << 30));
}

} // namespace

HttpSocket::HttpSocket(int descriptor)
    : m_descriptor(descriptor)
{}

HttpSocket::~HttpSocket()
{
    if (m_tls)
        SSL_free(m_tls);
    close(m_descriptor);
}

bool HttpSocket::wait(short events, Clock::time_point until)
{
    pollfd waiting{m_descriptor, events, 0};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        const int ready = left.count() > 0 ? poll(&waiting, 1, int(left.count())) : 0;
        if (ready > 0)
            return true;
        if (ready == 0) {
            m_timedOut = true;
            return false;
        }
        if (errno != EINTR)
            return false;
    }
}

bool HttpSocket::waitTls(int result, Clock::time_point until)
{
    switch (SSL_get_error(m_tls, result)) {
    case SSL_ERROR_WANT_READ:
        return wait(POLLIN, until);
    case SSL_ERROR_WANT_WRITE:
        return wait(POLLOUT, until);
    default:
        return false;
    }
}

bool HttpSocket::handshake(SSL_CTX *context, Clock::time_point until)
{
    m_timedOut = false;
    m_tls = SSL_new(context);
    if (!m_tls || SSL_set_fd(m_tls, m_descriptor) != 1)
        return false;
    for (;;) {
        ERR_clear_error();
        const int result = SSL_accept(m_tls);
        if (result == 1)
            return true;
        if (!waitTls(result, until))
            return false;
    }
}

qsizetype HttpSocket::receive(char *to, qsizetype size, Clock::time_point until)
{
    m_timedOut = false;
    for (;;) {
        if (m_tls) {
            ERR_clear_error();
            const int got = SSL_read(m_tls, to, sizeOf(size));
            if (got > 0)
                return got;
            if (!waitTls(got, until))
                return 0;
            continue;
        }
        // The next request is seldom there already.
        if (!wait(POLLIN, until))
            return 0;
        const ssize_t got = recv(m_descriptor, to, size_t(size), 0);
        if (got >= 0)
            return got;
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            return 0;
    }
}

qsizetype HttpSocket::send(const char *from, qsizetype size, Clock::time_point until)
{
    m_timedOut = false;
    for (;;) {
        if (m_tls) {
            ERR_clear_error();
            const int sent = SSL_write(m_tls, from, sizeOf(size));
            if (sent > 0)
                return sent;
            if (!waitTls(sent, until))
                return 0;
            continue;
        }
        const ssize_t sent = ::send(m_descriptor, from, size_t(size), MSG_NOSIGNAL);
        if (sent > 0)
            return sent;
        const bool full = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
        if (!full || !wait(POLLOUT, until))
            return 0;
    }
}

void HttpSocket::linger(Clock::time_point until)
{
    if (m_tls)
        SSL_shutdown(m_tls);
    shutdown(m_descriptor, SHUT_WR);
    std::array<char, 4096> unread;
    qsizetype seen = 0;
    while (seen < kMaxLingered && wait(POLLIN, until)) {
        const ssize_t got = recv(m_descriptor, unread.data(), unread.size(), 0);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
            return;
        seen += got > 0 ? got : 0;
    }
}

void HttpSocket::endInput() const
{
    shutdown(m_descriptor, SHUT_RD);
}

void HttpSocket::endAll() const
{
    shutdown(m_descriptor, SHUT_RDWR);
}

} // namespace accountserver
