// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/accountserver.h"
#include "core/accountserver/callbox.h"
#include "core/accountserver/opened.h"
#include "core/accountserver/routes.h"
#include "core/accountserver/storewatch.h"
#include "core/accountserver/strand.h"

#include <QtCore/QTimer>

namespace accountserver {

// The parts of an account server, put together, started and ended in their order. Lives on the UI
// thread with the account server whose signals it emits, never inside a call of somebody else's:
// whoever hears may delete them all.
class ServerParts final
{
public:
    using State = AccountServer::State;

    ServerParts(AccountServer &owner, Options options);
    // What is left to be told to nats-servers has so long when the server is stopped; the rest
    // waits for the next start.
    static constexpr std::chrono::seconds kFarewell{1};
    static constexpr qint64 kMaxUpdateBytes
        = 32LL * 1024 * 1024; ///< of a replica, not looked at yet

    ~ServerParts(); ///< waits for what is under way, at most for a second or so
    Q_DISABLE_COPY_MOVE(ServerParts)

    void start();
    void stop();
    void notifyThrough(nats::ConnectOptions connection);

    [[nodiscard]] const Options &options() const { return m_options; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const base::Error &error() const { return m_error; }
    [[nodiscard]] const Authority &authority() const { return m_authority; }
    [[nodiscard]] std::chrono::system_clock::time_point since() const { return m_since; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] bool isReplica() const { return !m_options.primary.isEmpty(); }
    [[nodiscard]] const HttpServer *http() const; ///< null: not now
    // Of the run before.
    [[nodiscard]] const HttpServer::Counts &lastCounts() const { return m_counts; }
    [[nodiscard]] quint64 lastLogDropped() const { return m_logDropped; }
    [[nodiscard]] const std::deque<LogEntry> &recent() const { return m_recent; }
    [[nodiscard]] const Notifier *notifier() const { return m_notifier.get(); }
    [[nodiscard]] const Notifier *endedNotifier() const { return m_untold.get(); }
    [[nodiscard]] quint64 refusedUpdates() const { return m_refusedUpdates; }
    [[nodiscard]] const std::optional<ReplicaStatus> &replica() const { return m_replica; }
    [[nodiscard]] Store *store() const; ///< while serving

private:
    // What one run is made of, each part after those it needs.
    struct Running
    {
        Opened opened;
        std::unique_ptr<Keeper> keeper;
        std::unique_ptr<Replica> replica;
        std::unique_ptr<Routes> routes;
        std::unique_ptr<HttpServer> http;
        std::unique_ptr<StoreWatch> watch;
    };

    void setState(State state);
    void onOpened(base::Result<Opened> &opened);
    void listen();
    void onListening(const base::Result<quint16> &port);
    void close();
    void after(std::unique_ptr<Strand> &strand, void (ServerParts::*next)());
    void onStopped();
    void onUpdatesTaken();
    void bidFarewell();
    void onClosed();
    void fail(const base::Error &error);
    void startNotifier();
    void tellNotifier();
    void tellReplica();
    void takeLog();
    void onKept(const QByteArray &key, const StoredPtr &token);
    void onChanged(const QByteArray &key, const StoredPtr &token);
    void onUpdated(const QByteArray &token);
    void onTaken(bool believed);

    AccountServer &m_owner;
    Options m_options;
    State m_state = State::Stopped;
    base::Error m_error;
    Authority m_authority;
    std::chrono::system_clock::time_point m_since;
    quint16 m_port = 0;
    HttpServer::Counts m_counts;
    quint64 m_logDropped = 0;
    std::deque<LogEntry> m_recent;
    quint64 m_refusedUpdates = 0;
    bool m_notifierChanged = false;         // and will be told
    std::optional<ReplicaStatus> m_replica; // as it was last told
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<Notifier> m_untold; // the last run's, ended: what it had not told
    QTimer m_farewell;
    std::unique_ptr<Running> m_running;

    bool m_opening = false;
    bool m_closing = false;
    bool m_again = false;                 // to be started once it is closed
    std::optional<base::Error> m_failure; // why it is being closed
    QTimer m_patience;                    // with the primary's pack, before others are served
    CallBox m_box;
    std::atomic<qint64> m_updateBytes = 0;
    std::unique_ptr<Strand> m_strand = std::make_unique<Strand>();  // opens, takes the pack
    std::unique_ptr<Strand> m_updates = std::make_unique<Strand>(); // takes a replica's updates
    std::unique_ptr<Strand> m_side = std::make_unique<Strand>();    // listens and closes
};

} // namespace accountserver
