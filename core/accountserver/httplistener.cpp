// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httplistener.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <memory>
#include <vector>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HttpListener)
};

constexpr int kBacklog = 511;
constexpr int kPauseMs = 20; ///< where the system is short of something

struct FreeAddresses
{
    void operator()(addrinfo *list) const { freeaddrinfo(list); }
};

int openSocket(const addrinfo &address)
{
    const int made = socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (made < 0)
        return -1;
    // A server that was just stopped leaves connections behind; two at once stay impossible.
    const int on = 1;
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(made, address.ai_addr, address.ai_addrlen) == 0 && ::listen(made, kBacklog) == 0)
        return made;
    const int why = errno;
    ::close(made);
    errno = why;
    return -1;
}

quint16 portOf(int socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    return ntohs(address.ss_family == AF_INET6
                     ? reinterpret_cast<const sockaddr_in6 &>(address).sin6_port
                     : reinterpret_cast<const sockaddr_in &>(address).sin_port);
}

QByteArray nameOf(const sockaddr_storage &address, socklen_t size)
{
    std::array<char, NI_MAXHOST> name{};
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    if (getnameinfo(generic, size, name.data(), name.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return {};
    return name.data();
}

int openReserve()
{
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

} // namespace

HttpListener::~HttpListener()
{
    close();
}

void HttpListener::close()
{
    for (int *descriptor : {&m_socket, &m_wake, &m_reserve}) {
        if (*descriptor >= 0)
            ::close(*descriptor);
        *descriptor = -1;
    }
}

base::Result<quint16> HttpListener::listen(const QString &host, quint16 port)
{
    const auto failure = [&host, port](const QString &why) {
        const QString shown
            = host.contains(u':') && !host.startsWith(u'[') ? QString(u'[' + host + u']') : host;
        return base::Error{base::ErrorKind::Network,
                           Text::tr("cannot listen on %1:%2: %3").arg(shown).arg(port).arg(why)};
    };
    QByteArray name = host.toUtf8();
    if (name.startsWith('[') && name.endsWith(']'))
        name = name.sliced(1, name.size() - 2);
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE;
    addrinfo *list = nullptr;
    const int problem = getaddrinfo(name.isEmpty() ? nullptr : name.constData(),
                                    QByteArray::number(port).constData(), &hints, &list);
    const std::unique_ptr<addrinfo, FreeAddresses> owner(list);
    if (problem != 0)
        return failure(QString::fromLocal8Bit(gai_strerror(problem)));
    m_wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    m_reserve = openReserve();
    int why = 0;
    for (const bool v4 : {true, false}) {
        for (const addrinfo *each = list; each && m_socket < 0; each = each->ai_next) {
            if ((each->ai_family == AF_INET) != v4)
                continue;
            m_socket = openSocket(*each);
            why = why ? why : errno;
        }
    }
    if (m_socket < 0 || m_wake < 0)
        return failure(qt_error_string(why));
    return portOf(m_socket);
}

bool HttpListener::awaitConnection() const
{
    std::array<pollfd, 2> waiting{pollfd{m_socket, POLLIN, 0}, pollfd{m_wake, POLLIN, 0}};
    while (poll(waiting.data(), waiting.size(), -1) < 0 && errno == EINTR) {
    }
    return waiting[1].revents == 0;
}

std::optional<HttpListener::Accepted> HttpListener::accept()
{
    while (awaitConnection()) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        const int descriptor = accept4(m_socket, reinterpret_cast<sockaddr *>(&address), &size,
                                       SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor >= 0) {
            const int on = 1;
            setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            return Accepted{descriptor, nameOf(address, size)};
        }
        if ((errno == EMFILE || errno == ENFILE) && m_reserve >= 0) {
            ::close(m_reserve);
            const int unwanted = accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
            if (unwanted >= 0)
                ::close(unwanted);
            m_reserve = openReserve();
        }
        // A connection that went away again is no reason to wait.
        if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) {
            pollfd wake{m_wake, POLLIN, 0};
            poll(&wake, 1, kPauseMs);
        }
    }
    return {};
}

void HttpListener::interrupt()
{
    eventfd_write(m_wake, 1);
}

qint64 HttpListener::descriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::numeric_limits<qint64>::max();
    return qint64(limit.rlim_cur);
}

} // namespace accountserver
