// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httpconnection.h"

#include <QtCore/QCoreApplication>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HttpConnection)
};

LogEntry entryFor(const QByteArray &peer)
{
    LogEntry entry;
    entry.at = std::chrono::system_clock::now();
    entry.client = peer;
    return entry;
}

} // namespace

bool HttpShared::endIdlest()
{
    const std::lock_guard lock(mutex);
    const HttpConnection *idlest = nullptr;
    for (const HttpConnection *connection : connections) {
        const auto since = connection->idleSince();
        if (since && (!idlest || *since < idlest->idleSince().value_or(*since)))
            idlest = connection;
    }
    if (idlest)
        idlest->end(false);
    return idlest;
}

HttpConnection::HttpConnection(HttpShared &shared, HttpListener::Accepted accepted)
    : m_shared(shared)
    , m_peer(std::move(accepted.peer))
    , m_socket(accepted.descriptor)
{
    const std::lock_guard lock(m_shared.mutex);
    m_shared.connections.insert(this);
}

HttpConnection::~HttpConnection()
{
    const std::lock_guard lock(m_shared.mutex);
    m_shared.connections.erase(this);
    m_shared.changed.notify_all();
}

void HttpConnection::end(bool now) const
{
    if (now)
        m_socket.endAll();
    else if (m_idle)
        m_socket.endInput();
}

std::optional<HttpSocket::Clock::time_point> HttpConnection::idleSince() const
{
    return m_idle ? std::optional(m_idleSince.load()) : std::nullopt;
}

void HttpConnection::run(HttpEngine &engine)
{
    if (m_shared.stopping || (m_shared.tls && !secured()))
        return;
    const Options &options = m_shared.options;
    HttpStream stream(m_socket, {options.readTimeout, options.writeTimeout});
    int served = 0;
    while (requestCame(stream, served) && answered(stream, engine, served))
        ++served;
}

bool HttpConnection::secured()
{
    if (m_socket.handshake(m_shared.tls.get(), Clock::now() + m_shared.options.readTimeout))
        return true;
    if (!m_shared.stopping)
        cutOff(entryFor(m_peer), Text::tr("no TLS handshake: cut off"));
    return false;
}

bool HttpConnection::requestCame(HttpStream &stream, int served)
{
    m_idleSince = Clock::now();
    m_idle = !stream.hasInput();
    if (m_shared.stopping)
        return false;
    const Options &options = m_shared.options;
    const auto patience = served == 0 ? options.readTimeout : options.idleTimeout;
    const bool came = stream.awaitRequest(Clock::now() + patience);
    m_idle = false;
    if (!came && served == 0 && m_socket.timedOut())
        cutOff(entryFor(m_peer), Text::tr("no request: cut off"));
    return came;
}

bool HttpConnection::answered(HttpStream &stream, HttpEngine &engine, int served)
{
    const HttpStream::Read read = stream.readHead();
    if (read == HttpStream::Read::CutOff) {
        cutOff(entryFor(m_peer),
               m_socket.timedOut() ? Text::tr("too slow: cut off")
                                   : Text::tr("broken off by the client"));
        return false;
    }
    if (read == HttpStream::Read::TooLarge) {
        refuse(stream, engine, {431, "Request Header Fields Too Large"}, entryFor(m_peer));
        return false;
    }
    auto parsed = parseHead(stream.head());
    if (const HttpProblem *problem = std::get_if<HttpProblem>(&parsed)) {
        refuse(stream, engine, *problem, entryFor(m_peer));
        return false;
    }
    const bool last = served + 1 >= kMaxRequests || m_shared.stopping;
    return answered(stream, engine, std::get<HttpHead>(std::move(parsed)), last);
}

bool HttpConnection::answered(HttpStream &stream, HttpEngine &engine, HttpHead head, bool last)
{
    LogEntry entry = entryFor(m_peer);
    entry.method = head.ask.method;
    entry.target = loggableTarget(head.ask);
    entry.userAgent = loggable(head.userAgent, LogEntry::kMaxUserAgent);
    if (head.contentLength > Routes::kMaxBody) {
        refuse(stream, engine, {413, "the body is too large"}, std::move(entry));
        return false;
    }
    const bool close = last || head.close;
    const bool hasBody = head.hasBody();
    const HttpEngine::Result result = engine.answer(stream, std::move(head), close);
    if (result.status == 0) {
        cutOff(std::move(entry),
               m_socket.timedOut() ? Text::tr("too slow: cut off")
                                   : Text::tr("broken off by the client"));
        return false;
    }
    log(std::move(entry), result, stream.requestBegan());
    if (!result.mayGoOn && hasBody)
        m_socket.linger(Clock::now() + kLinger);
    return result.mayGoOn;
}

void HttpConnection::refuse(HttpStream &stream, HttpEngine &engine, const HttpProblem &problem,
                            LogEntry entry)
{
    log(std::move(entry), engine.refuse(stream, problem), stream.requestBegan());
    m_socket.linger(Clock::now() + kLinger);
}

void HttpConnection::cutOff(LogEntry entry, const QString &note)
{
    ++m_shared.cutOff;
    entry.note = note;
    m_shared.log.add(std::move(entry));
}

void HttpConnection::log(LogEntry entry, const HttpEngine::Result &result, Clock::time_point began)
{
    ++m_shared.requests;
    if (result.status >= 400)
        ++m_shared.refused;
    if (result.status == 304)
        ++m_shared.notModified;
    entry.status = result.status;
    entry.etagHit = result.status == 304;
    entry.bytes = result.bytes;
    entry.took = Clock::now() - began;
    entry.key = result.key;
    entry.note = result.note;
    m_shared.log.add(std::move(entry));
}

} // namespace accountserver
