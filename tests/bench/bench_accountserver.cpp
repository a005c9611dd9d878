// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// bench_accountserver write FOLDER COUNT: an account server's directory with so many accounts, and
// FOLDER/operator.jwt.
// bench_accountserver load PORT FOLDER CONNECTIONS REQUESTS: that many GETs by key of the accounts
// in FOLDER over kept-alive connections to 127.0.0.1:PORT, each connection one request at a time.
// Prints the requests a second and the 99th percentile of an answer's time in microseconds.
#include "core/jwt/issuer.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <random>
#include <vector>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

constexpr jwt::UnixTime kIssued = 1'767'225'600;

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

int write(const QString &folder, int count)
{
    if (!QDir().mkpath(folder + u"/jwts"_s))
        return 1;
    const nkey::KeyPair issuer = nkey::KeyPair::generate(nkey::Kind::Operator);
    jwt::Claims self;
    self.sub = issuer.publicKey();
    self.name = "BENCH";
    self.iat = kIssued;
    self.body = jwt::OperatorClaims();
    if (!write(folder + u"/operator.jwt"_s, jwt::issue(std::move(self), issuer)))
        return 1;
    for (int i = 0; i < count; ++i) {
        const nkey::KeyPair account = nkey::KeyPair::generate(nkey::Kind::Account);
        jwt::Claims claims;
        claims.sub = account.publicKey();
        claims.name = "TEAM" + QByteArray::number(i);
        claims.iat = kIssued;
        jwt::AccountClaims body;
        body.limits = jwt::unlimitedAccount();
        jwt::Export service;
        service.name = "lookup";
        service.subject = "orders.lookup";
        service.kind = jwt::ShareKind::Service;
        body.exports = {service};
        claims.body = std::move(body);
        const QString path
            = folder + u"/jwts/"_s + QString::fromLatin1(account.publicKey()) + u".jwt"_s;
        if (!write(path, jwt::issue(std::move(claims), issuer)))
            return 1;
    }
    return 0;
}

// One kept-alive connection with one request under way.
class Client final
{
public:
    explicit Client(quint16 port)
        : m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected
            = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Client() { close(m_socket); }
    Q_DISABLE_COPY_MOVE(Client)

    [[nodiscard]] bool isConnected() const { return m_connected; }
    [[nodiscard]] int socketDescriptor() const { return m_socket; }

    [[nodiscard]] bool send(const QByteArray &key)
    {
        const QByteArray request
            = "GET /jwt/v1/accounts/" + key + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        m_sentAt = Clock::now();
        return ::send(m_socket, request.constData(), size_t(request.size()), MSG_NOSIGNAL)
            == request.size();
    }
    enum class State { Waiting, Done, Failed };
    [[nodiscard]] State read()
    {
        char buffer[16384];
        const ssize_t got = recv(m_socket, buffer, sizeof buffer, 0);
        if (got <= 0)
            return State::Failed;
        m_answer.append(buffer, got);
        const qsizetype end = m_answer.indexOf("\r\n\r\n");
        if (end < 0)
            return State::Waiting;
        const QByteArray head = m_answer.left(end).toLower();
        const qsizetype at = head.indexOf("content-length: ");
        if (!head.startsWith("http/1.1 200") || at < 0)
            return State::Failed;
        const qsizetype length = atoll(head.constData() + at + 16);
        if (m_answer.size() < end + 4 + length)
            return State::Waiting;
        m_answer.clear();
        m_took = Clock::now() - m_sentAt;
        return State::Done;
    }
    [[nodiscard]] std::chrono::nanoseconds took() const { return m_took; }

private:
    int m_socket;
    bool m_connected = false;
    QByteArray m_answer;
    Clock::time_point m_sentAt;
    std::chrono::nanoseconds m_took{};
};

int load(quint16 port, const QString &folder, int connections, qsizetype requests)
{
    QList<QByteArray> keys;
    for (const QString &name : QDir(folder).entryList({u"*.jwt"_s}, QDir::Files))
        keys += name.chopped(4).toLatin1();
    if (keys.isEmpty())
        return 1;
    std::mt19937 random(1); // the same keys in the same order for each server
    const auto anyKey = [&] {
        return keys[qsizetype(random() % size_t(keys.size()))];
    };

    const int poll = epoll_create1(0);
    std::vector<std::unique_ptr<Client>> clients;
    const auto start = Clock::now();
    qsizetype sent = 0;
    for (int i = 0; i < connections; ++i, ++sent) {
        clients.push_back(std::make_unique<Client>(port));
        epoll_event event = {EPOLLIN, {.ptr = clients.back().get()}};
        if (!clients.back()->isConnected()
            || epoll_ctl(poll, EPOLL_CTL_ADD, clients.back()->socketDescriptor(), &event) != 0
            || !clients.back()->send(anyKey()))
            return 1;
    }
    std::vector<std::chrono::nanoseconds> times;
    times.reserve(size_t(requests));
    while (qsizetype(times.size()) < requests) {
        epoll_event events[64];
        const int ready = epoll_wait(poll, events, 64, 10'000);
        if (ready <= 0)
            return 1;
        for (int i = 0; i < ready; ++i) {
            auto *client = static_cast<Client *>(events[i].data.ptr);
            const Client::State state = client->read();
            if (state == Client::State::Failed)
                return 1;
            if (state == Client::State::Waiting)
                continue;
            times.push_back(client->took());
            if (sent++ < requests && !client->send(anyKey()))
                return 1;
        }
    }
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    std::ranges::sort(times);
    std::printf("%.0f %.0f\n", double(times.size()) / elapsed.count(),
                double(times[times.size() * 99 / 100].count()) / 1000);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray what = argc > 1 ? argv[1] : "";
    if (what == "write" && argc == 4)
        return write(QFile::decodeName(argv[2]), atoi(argv[3]));
    if (what == "load" && argc == 6)
        return load(quint16(atoi(argv[2])), QFile::decodeName(argv[3]), atoi(argv[4]),
                    atoll(argv[5]));
    std::fprintf(stderr, "usage: bench_accountserver write|load …\n");
    return 2;
}
