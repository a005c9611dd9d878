// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httpstream.h"

#include <cstring>

namespace accountserver {

namespace {

constexpr qsizetype kReadSize = 4096;
constexpr qsizetype kMaxHeldOutput = 64 * 1024;

} // namespace

HttpStream::HttpStream(HttpSocket &socket, Times times)
    : m_socket(socket)
    , m_times(times)
{}

QByteArrayView HttpStream::unread() const
{
    return QByteArrayView(m_in).sliced(m_from);
}

QByteArrayView HttpStream::head() const
{
    return unread().first(m_headSize);
}

// Whatever is there behind what was not read yet.
bool HttpStream::fill()
{
    if (m_from > 0) {
        m_in.remove(0, m_from);
        m_from = 0;
    }
    const qsizetype size = m_in.size();
    m_in.resize(size + kReadSize);
    const qsizetype got = m_socket.receive(m_in.data() + size, kReadSize, m_readUntil);
    m_in.resize(size + got);
    m_failed = m_failed || got == 0;
    return got > 0;
}

bool HttpStream::awaitRequest(Clock::time_point until)
{
    m_readUntil = until;
    if (unread().isEmpty() && !fill())
        return false;
    m_began = Clock::now();
    m_readUntil = m_began + m_times.read;
    m_answered = 0;
    m_waited = {};
    return true;
}

HttpStream::Read HttpStream::readHead()
{
    for (qsizetype searched = 0;;) {
        const QByteArrayView bytes = unread();
        const qsizetype end = headEnd(bytes, searched);
        if (end > HttpHead::kMaxBytes || (end < 0 && bytes.size() >= HttpHead::kMaxBytes))
            return Read::TooLarge;
        if (end >= 0) {
            m_headSize = end;
            return Read::Complete;
        }
        searched = bytes.size();
        if (!fill())
            return Read::CutOff;
    }
}

void HttpStream::present(const HttpHead &head, bool close)
{
    const bool post = head.ask.method == "POST";
    m_from += m_headSize;
    m_headSize = 0;
    m_shown = post ? "POST" : head.ask.method == "HEAD" ? "HEAD" : "GET";
    m_shown += " / HTTP/1.1\r\n";
    if (close)
        m_shown += "Connection: close\r\n";
    m_bodyLeft = 0;
    if (post) {
        m_bodyLeft = head.chunked ? kMaxChunkedBody : head.contentLength;
        if (head.chunked)
            m_shown += "Transfer-Encoding: chunked\r\n";
        else
            m_shown += "Content-Length: " + QByteArray::number(head.contentLength) + "\r\n";
        if (head.expectsContinue)
            m_shown += "Expect: 100-continue\r\n";
    }
    m_shown += "\r\n";
    m_shownFrom = 0;
}

ssize_t HttpStream::read(char *to, size_t size)
{
    qsizetype wanted = qsizetype(size);
    if (m_shownFrom < m_shown.size()) {
        wanted = qMin(wanted, m_shown.size() - m_shownFrom);
        std::memcpy(to, m_shown.constData() + m_shownFrom, size_t(wanted));
        m_shownFrom += wanted;
        return wanted;
    }
    wanted = qMin(wanted, m_bodyLeft);
    // "100 Continue" must be out before the client sends.
    if (wanted == 0 || m_failed || (unread().isEmpty() && (!flush() || !fill())))
        return 0;
    wanted = qMin(wanted, unread().size());
    std::memcpy(to, unread().data(), size_t(wanted));
    m_from += wanted;
    m_bodyLeft -= wanted;
    return wanted;
}

ssize_t HttpStream::write(const char *from, size_t size)
{
    m_out.append(from, qsizetype(size));
    if (m_out.size() > kMaxHeldOutput && !flush())
        return -1;
    return m_failed ? -1 : ssize_t(size);
}

bool HttpStream::flush()
{
    qsizetype sent = 0;
    while (sent < m_out.size() && !m_failed) {
        const auto earned = std::chrono::milliseconds(m_answered * 1000 / kSlowestReader);
        const auto begin = Clock::now();
        const auto until
            = begin + qMin<Clock::duration>(m_times.write + earned - m_waited, m_times.write);
        const qsizetype now = m_socket.send(m_out.constData() + sent, m_out.size() - sent, until);
        m_failed = now == 0;
        m_waited += Clock::now() - begin;
        sent += now;
        m_answered += now;
    }
    m_out.clear();
    return !m_failed;
}

} // namespace accountserver
