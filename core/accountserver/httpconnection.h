// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/httpengine.h"
#include "core/accountserver/httplistener.h"
#include "core/accountserver/httplog.h"
#include "core/accountserver/options.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>

namespace accountserver {

class HttpConnection;

// What the connections of one server share. Thread-safe.
struct HttpShared
{
    HttpShared(const Options &serverOptions, const Routes &serverRoutes, HttpLog &serverLog)
        : options(serverOptions)
        , routes(serverRoutes)
        , log(serverLog)
    {}

    const Options &options;
    const Routes &routes;
    HttpLog &log;
    std::shared_ptr<SSL_CTX> tls; ///< null: plain

    std::atomic<bool> stopping = false;
    std::atomic<qint64> bodies = 0;
    std::atomic<quint64> requests = 0, notModified = 0, refused = 0, cutOff = 0;

    std::mutex mutex; ///< of what follows
    std::condition_variable changed;
    std::set<HttpConnection *> connections;

    // Makes room: ends the connection that has been idle for longest. False: none is.
    [[nodiscard]] bool endIdlest();
};

// One connection, from its first byte to its last: request after request. Belongs to the thread
// that runs it; others may call end alone, under the lock of `shared`.
class HttpConnection final
{
public:
    // After so many requests a client has to connect anew.
    static constexpr int kMaxRequests = 100'000;
    static constexpr std::chrono::seconds kLinger{1};

    HttpConnection(HttpShared &shared, HttpListener::Accepted accepted);
    ~HttpConnection();
    Q_DISABLE_COPY_MOVE(HttpConnection)

    void run(HttpEngine &engine);
    // `now`: not even the request under way is answered.
    void end(bool now) const;
    // Since when it has been waiting for a request; nothing: one is there.
    [[nodiscard]] std::optional<HttpSocket::Clock::time_point> idleSince() const;

private:
    using Clock = HttpSocket::Clock;

    [[nodiscard]] bool secured();
    [[nodiscard]] bool requestCame(HttpStream &stream, int served);
    [[nodiscard]] bool answered(HttpStream &stream, HttpEngine &engine, int served);
    [[nodiscard]] bool answered(HttpStream &stream, HttpEngine &engine, HttpHead head, bool last);
    void refuse(HttpStream &stream, HttpEngine &engine, const HttpProblem &problem, LogEntry entry);
    void cutOff(LogEntry entry, const QString &note);
    void log(LogEntry entry, const HttpEngine::Result &result, Clock::time_point began);

    HttpShared &m_shared;
    QByteArray m_peer;
    HttpSocket m_socket;
    std::atomic<bool> m_idle = true; // nothing of a request is there
    std::atomic<Clock::time_point> m_idleSince{Clock::now()};
};

} // namespace accountserver
