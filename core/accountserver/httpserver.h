// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"
#include "core/accountserver/requestlog.h"
#include "core/base/mailbox.h"

#include <QtCore/QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace accountserver {

class Routes;

// The HTTP library around the routes. Answers on threads of its own; everything it says comes on
// the thread it lives on. At most kMaxConnections at once: for one more the one that has been idle
// for longest is closed; if none is, it is answered 503.
class HttpServer final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMaxConnections = 1024;
    static constexpr qsizetype kMaxWaitingLog = 10'000; ///< entries; more are counted only

    // The routes outlive it.
    HttpServer(const Options &options, const Routes &routes, QObject *parent = nullptr);
    ~HttpServer() override; ///< stops

    // Binds and listens; the port it got. An error says which address and why.
    [[nodiscard]] base::Result<quint16> listen();
    // Answers what is under way, at most for a second, and closes everything.
    void stop();

    struct Counts
    {
        quint64 requests = 0;
        quint64 notModified = 0;
        quint64 refused = 0;    ///< 4xx and 5xx
        quint64 cutOff = 0;     ///< too slow, too much, no request at all
        quint64 turnedAway = 0; ///< more than kMaxConnections
        int connections = 0;    ///< now
    };
    [[nodiscard]] Counts counts() const;
    [[nodiscard]] std::vector<LogEntry> takeLog();
    [[nodiscard]] quint64 logDropped() const; ///< entries that found the log full

signals:
    void logged(); ///< takeLog has something; without arguments on purpose, see base/mailbox.h

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace accountserver
