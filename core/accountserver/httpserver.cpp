// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httpserver.h"

#include "core/accountserver/httpconnection.h"
#include "core/accountserver/httptls.h"
#include "core/accountserver/httpworkers.h"

#include <array>

#include <sys/socket.h>
#include <unistd.h>

namespace accountserver {

namespace {

constexpr std::chrono::milliseconds kMakingRoom{100};
constexpr std::chrono::seconds kGrace{1}; ///< to answer what is under way when stopped
// Descriptors that connections may not take: stores and logs need some.
constexpr qint64 kReservedDescriptors = 256;
constexpr qint64 kMinConnections = 16;
constexpr int kMaxDrained
    = 16; ///< reads, of who is turned away: unread input takes the answer along
constexpr char kTurnedAway[] = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
                               "Retry-After: 1\r\nContent-Length: 0\r\n\r\n";

int connectionLimit()
{
    const qint64 fit = HttpListener::descriptorLimit() - kReservedDescriptors;
    return int(qBound(kMinConnections, fit, qint64(HttpServer::kMaxConnections)));
}

} // namespace

class HttpServer::Private
{
public:
    Private(HttpServer *server, const Options &serverOptions, const Routes &routes)
        : options(serverOptions)
        , log(size_t(kMaxWaitingLog), [server] { emit server->logged(); })
        , shared(options, routes, log)
    {}

    base::Result<quint16> listen();
    void stop();

    const Options options;
    HttpLog log;
    HttpShared shared;
    std::atomic<quint64> turnedAway = 0;

private:
    void acceptAll();
    void turnAway(int descriptor);
    [[nodiscard]] HttpWorkers::Work makeWork();

    HttpListener m_listener;
    std::unique_ptr<HttpWorkers> m_workers;
    std::thread m_acceptor;
};

base::Result<quint16> HttpServer::Private::listen()
{
    if (!options.tlsCertificate.isEmpty() || !options.tlsKey.isEmpty()) {
        auto context = tlsContext(options.tlsCertificate, options.tlsKey);
        if (!context)
            return context.error();
        shared.tls = std::move(context).value();
    }
    const auto port = m_listener.listen(options.host, options.port);
    if (!port)
        return port;
    m_workers = std::make_unique<HttpWorkers>(connectionLimit(), [this] { return makeWork(); });
    m_acceptor = std::thread(&Private::acceptAll, this);
    return port;
}

HttpWorkers::Work HttpServer::Private::makeWork()
{
    // Copied with the function, so shared; used by one thread.
    auto engine = std::make_shared<HttpEngine>(shared.routes, shared.bodies);
    return [this, engine = std::move(engine)](HttpListener::Accepted accepted) {
        HttpConnection(shared, std::move(accepted)).run(*engine);
    };
}

void HttpServer::Private::acceptAll()
{
    while (const auto accepted = m_listener.accept()) {
        if (m_workers->give(*accepted))
            continue;
        // Who asks for something goes before who only stays.
        if (!shared.endIdlest() || !m_workers->give(*accepted, kMakingRoom))
            turnAway(accepted->descriptor);
    }
}

void HttpServer::Private::turnAway(int descriptor)
{
    ++turnedAway;
    // There is room for that much; over TLS it would be no answer.
    if (!shared.tls) {
        send(descriptor, kTurnedAway, sizeof kTurnedAway - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
        shutdown(descriptor, SHUT_WR);
        std::array<char, 4096> unread;
        for (int i = 0; i < kMaxDrained; ++i) {
            if (recv(descriptor, unread.data(), unread.size(), MSG_DONTWAIT) <= 0)
                break;
        }
    }
    close(descriptor);
}

void HttpServer::Private::stop()
{
    if (!m_acceptor.joinable())
        return;
    m_listener.interrupt();
    m_acceptor.join();
    m_listener.close();
    shared.stopping = true;
    {
        std::unique_lock lock(shared.mutex);
        for (const HttpConnection *connection : shared.connections)
            connection->end(false);
        shared.changed.wait_for(lock, kGrace, [this] { return shared.connections.empty(); });
        for (const HttpConnection *connection : shared.connections)
            connection->end(true);
    }
    m_workers.reset();
}

HttpServer::HttpServer(const Options &options, const Routes &routes, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, options, routes))
{}

HttpServer::~HttpServer()
{
    d->stop();
}

base::Result<quint16> HttpServer::listen()
{
    return d->listen();
}

void HttpServer::stop()
{
    d->stop();
}

HttpServer::Counts HttpServer::counts() const
{
    Counts counts;
    counts.requests = d->shared.requests;
    counts.notModified = d->shared.notModified;
    counts.refused = d->shared.refused;
    counts.cutOff = d->shared.cutOff;
    counts.turnedAway = d->turnedAway;
    const std::lock_guard lock(d->shared.mutex);
    counts.connections = int(d->shared.connections.size());
    return counts;
}

std::vector<LogEntry> HttpServer::takeLog()
{
    return d->log.takeAll();
}

quint64 HttpServer::logDropped() const
{
    return d->log.dropped();
}

} // namespace accountserver
