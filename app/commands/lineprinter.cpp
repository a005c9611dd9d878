// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/lineprinter.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace commands {

namespace {

constexpr std::chrono::milliseconds kRetry{50};
// Where somebody reads: a pipe of 64 KiB takes some 30 MB a second then.
constexpr std::chrono::milliseconds kRetrySoon{2};
constexpr qsizetype kPiece = 64 * 1024; // of what is queued

// A terminal that polls writable may still have room for a few bytes only. The descriptor itself
// stays as it is: O_NONBLOCK would hold for the shell that we share it with.
int openedTerminal(int descriptor)
{
    std::array<char, PATH_MAX> name{};
    if (isatty(descriptor) == 0 || ttyname_r(descriptor, name.data(), name.size()) != 0)
        return -1;
    return open(name.data(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

} // namespace

LinePrinter::LinePrinter(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_terminal(openedTerminal(descriptor))
{
    if (m_terminal >= 0)
        m_descriptor = m_terminal;
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LinePrinter::write);
}

LinePrinter::~LinePrinter()
{
    if (m_terminal >= 0)
        close(m_terminal);
}

void LinePrinter::print(QByteArray line)
{
    queue(std::move(line));
    send();
}

void LinePrinter::queue(QByteArray line, bool counts)
{
    if (!m_open)
        return drop(counts);
    if (line.isEmpty())
        return;
    if (m_bytes >= kPiece || isFull())
        send();
    if (isFull() || (m_bytes > 0 && line.size() > kMaxBytes - m_bytes)) {
        drop(counts);
        return;
    }
    m_bytes += line.size();
    m_lines.push_back(std::move(line));
}

void LinePrinter::send()
{
    if (!m_retry.isActive())
        write();
}

void LinePrinter::flush(QDeadlineTimer deadline)
{
    while (!m_lines.empty() && isReady(deadline) && writeSome()) {
    }
}

void LinePrinter::write()
{
    const QDeadlineTimer now(0);
    const qsizetype before = m_bytes;
    while (!m_lines.empty() && isReady(now) && writeSome()) {
    }
    if (!m_lines.empty()) {
        m_retry.start(m_bytes < before ? kRetrySoon : kRetry);
        return;
    }
    if (m_open && m_dropped > 0)
        emit caughtUp(std::exchange(m_dropped, 0));
}

// An error counts: write() says which.
bool LinePrinter::isReady(QDeadlineTimer deadline) const
{
    pollfd polled{m_descriptor, POLLOUT, 0};
    for (;;) {
        const int ready = poll(&polled, 1, int(deadline.remainingTime()));
        if (ready >= 0 || errno != EINTR)
            return ready > 0;
    }
}

// At most what a pipe that polls writable takes at once; whole lines where they fit, so that those
// of others do not get between.
bool LinePrinter::writeSome()
{
    QByteArray some = m_lines.front().left(PIPE_BUF);
    for (auto line = m_lines.begin() + 1;
         line != m_lines.end() && some.size() + line->size() <= PIPE_BUF; ++line)
        some += *line;
    const ssize_t written = ::write(m_descriptor, some.constData(), size_t(some.size()));
    if (written >= 0) {
        taken(written);
        return written > 0;
    }
    if (errno == EINTR)
        return true;
    if (errno == EAGAIN)
        return false;
    m_open = false;
    if (errno != EPIPE)
        m_problem = qt_error_string(errno);
    m_dropped += m_lines.size();
    m_lines.clear();
    m_bytes = 0;
    emit closed();
    return false;
}

void LinePrinter::taken(qsizetype bytes)
{
    m_bytes -= bytes;
    while (bytes > 0) {
        QByteArray &line = m_lines.front();
        const qsizetype part = std::min(bytes, line.size());
        bytes -= part;
        if (part < line.size())
            line.remove(0, part);
        else
            m_lines.pop_front();
    }
}

} // namespace commands
