// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/httpserver.h"
#include "core/accountserver/notifier.h"
#include "core/accountserver/options.h"
#include "core/accountserver/replica.h"

#include <QtCore/QObject>

#include <deque>
#include <memory>
#include <vector>

namespace accountserver {

// A whole account server: store, routes, HTTP, notifications, replication. Lives on the UI thread
// and blocks it nowhere; deleting it stops everything.
class AccountServer final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Stopped,
        Starting, ///< a replica takes its pack
        Serving,
        Failed, ///< could not start: error()
    };

    explicit AccountServer(Options options, QObject *parent = nullptr);
    ~AccountServer() override;

    [[nodiscard]] const Options &options() const;
    // `stateChanged` follows, never before this has returned.
    void start();
    void stop();
    // Notifications from now on by another connection, or a first one: the server to be notified
    // may need this one to start (the demo's does).
    void notifyThrough(nats::ConnectOptions connection);

    [[nodiscard]] State state() const;
    [[nodiscard]] const base::Error &error() const; ///< of Failed
    [[nodiscard]] std::chrono::system_clock::time_point servingSince() const;
    [[nodiscard]] quint16 port() const;         ///< while serving
    [[nodiscard]] QString address() const;      ///< "http://127.0.0.1:9090"
    [[nodiscard]] QString resolverLine() const; ///< "resolver: URL(http://…/jwt/v1/accounts/)"
    [[nodiscard]] bool isWritable() const; ///< not without an operator: nobody could be believed
    [[nodiscard]] const Authority &authority() const;

    [[nodiscard]] HttpServer::Counts counts() const;
    [[nodiscard]] quint64 logDropped() const;
    // The last of this run that requestsLogged told of, at most kRecent: for who comes later.
    static constexpr size_t kRecent = 200;
    [[nodiscard]] const std::deque<LogEntry> &recentRequests() const;
    [[nodiscard]] NotifierStatus notifier() const;
    [[nodiscard]] std::optional<ReplicaStatus> replica() const; ///< nothing: it is none

    // The store, while serving: null else. Thread-safe, but reading it takes its time.
    [[nodiscard]] Store *store() const;

signals:
    void stateChanged();
    // Requests as they are answered, in batches.
    void requestsLogged(const std::vector<accountserver::LogEntry> &entries);
    // A token was stored or changed by others in the store's folder; removed: the token is null.
    void tokenChanged(const QByteArray &key, const accountserver::StoredPtr &token);
    void notifierChanged();
    void replicaChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace accountserver
