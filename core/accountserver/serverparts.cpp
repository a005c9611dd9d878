// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/serverparts.h"

#include "core/base/unixtime.h"

#include "core/accountserver/primary.h"

namespace accountserver {

ServerParts::ServerParts(AccountServer &owner, Options options)
    : m_owner(owner)
    , m_options(std::move(options))
{
    if (isReplica()) {
        const auto address = Primary::address(m_options.primary);
        m_replica.emplace();
        m_replica->primary = address ? address->name() : jwt::withoutSecrets(m_options.primary);
    }
    m_patience.setSingleShot(true);
    QObject::connect(&m_patience, &QTimer::timeout, &m_owner, [this] { listen(); });
    m_farewell.setSingleShot(true);
    QObject::connect(&m_farewell, &QTimer::timeout, &m_owner, [this] { onClosed(); });
}

ServerParts::~ServerParts()
{
    m_notifier.reset();
    m_side.reset();
    if (m_running) {
        m_running->watch.reset();
        if (m_running->replica)
            m_running->replica->stop();
        if (m_running->http)
            m_running->http->stop();
    }
    m_strand.reset();
    m_updates.reset();
    m_running.reset();
}

// Nobody hears of it before the call that caused it has returned.
void ServerParts::setState(State state)
{
    m_state = state;
    m_box.post([this] { emit m_owner.stateChanged(); });
}

void ServerParts::start()
{
    if (m_closing) {
        m_again = true;
        return;
    }
    if (m_state == State::Starting || m_state == State::Serving)
        return;
    if (const auto problem = problemOf(m_options)) {
        fail(*problem);
        return;
    }
    m_opening = true;
    m_recent.clear();
    setState(State::Starting);
    (void)m_strand->run([this, options = m_options] {
        auto opened = std::make_shared<base::Result<Opened>>(openAll(options, base::unixNow()));
        m_box.post([this, opened] { onOpened(*opened); });
    });
}

void ServerParts::onOpened(base::Result<Opened> &opened)
{
    m_opening = false;
    if (m_closing)
        return onClosed();
    if (!opened)
        return fail(opened.error());
    m_running = std::make_unique<Running>();
    Running &run = *m_running;
    run.opened = std::move(opened).value();
    m_authority = run.opened.authority;
    run.keeper = std::make_unique<Keeper>(
        *run.opened.store, [this](const QByteArray &key, const StoredPtr &token) {
            m_box.post([this, key, token] { onKept(key, token); });
        });
    if (isReplica())
        run.replica = std::make_unique<Replica>(m_options, run.opened.authority, *run.opened.store,
                                                *run.keeper);
    // Before the pack: what changes while it comes is heard of.
    if (m_options.nats)
        startNotifier();
    tellReplica();
    if (!run.replica || m_options.maxPack == 0)
        return listen();
    m_patience.start(m_options.replicationTimeout);
    (void)m_strand->run([this, &run] {
        (void)run.replica->takePack();
        m_box.post([this] {
            tellReplica();
            listen();
        });
    });
}

void ServerParts::listen()
{
    m_patience.stop();
    if (m_closing || !m_running || m_running->http)
        return;
    Running &run = *m_running;
    const bool writable = run.opened.store->isWritable() && !m_options.readOnly && !isReplica();
    run.routes = std::make_unique<Routes>(
        Site{*run.opened.store, *run.keeper, run.opened.authority, run.opened.operatorText,
             run.opened.systemAccount, run.opened.systemAccountKey, writable, m_options.packs,
             run.replica.get(), [this](const QByteArray &key, const StoredPtr &token) {
                 m_box.post([this, key, token] {
                     if (m_notifier)
                         m_notifier->notify(key, token);
                 });
             }});
    run.http = std::make_unique<HttpServer>(m_options, *run.routes);
    QObject::connect(
        run.http.get(), &HttpServer::logged, &m_owner, [this] { takeLog(); }, Qt::QueuedConnection);
    (void)m_side->run([this, http = run.http.get()] {
        const auto port = http->listen();
        m_box.post([this, port] { onListening(port); });
    });
}

void ServerParts::onListening(const base::Result<quint16> &port)
{
    if (m_closing)
        return;
    if (!port)
        return fail(port.error());
    m_port = *port;
    m_since = std::chrono::system_clock::now();
    m_running->watch = std::make_unique<StoreWatch>(m_options, *m_running->opened.store);
    const StoreWatch *watch = m_running->watch.get();
    QObject::connect(
        watch, &StoreWatch::changed, &m_owner,
        [this](const QByteArray &key, const StoredPtr &token) { onChanged(key, token); });
    QObject::connect(watch, &StoreWatch::removed, &m_owner, [this](const QByteArray &key) {
        m_box.post([this, key] { emit m_owner.tokenChanged(key, nullptr); });
    });
    m_running->watch->start();
    setState(State::Serving);
}

void ServerParts::stop()
{
    m_again = false;
    if (m_state == State::Starting || m_state == State::Serving)
        close();
}

// The rest goes on a thread of its own: answering what is under way takes its time.
void ServerParts::close()
{
    if (std::exchange(m_closing, true))
        return;
    m_patience.stop();
    if (m_opening)
        return; // and then onOpened
    if (!m_running)
        return onClosed();
    m_running->watch.reset();
    (void)m_side->run([this, run = m_running.get()] {
        if (run->replica)
            run->replica->stop();
        if (run->http)
            run->http->stop();
        m_box.post([this] { onStopped(); });
    });
}

// Once the strand has done what waits; what is too much for it is forgotten.
void ServerParts::after(std::unique_ptr<Strand> &strand, void (ServerParts::*next)())
{
    if (strand->run([this, next] { m_box.post([this, next] { (this->*next)(); }); }))
        return;
    strand = std::make_unique<Strand>();
    (this->*next)();
}

// A token may still be on its way into the store, or a pack.
void ServerParts::onStopped()
{
    after(m_updates, &ServerParts::onUpdatesTaken);
}

void ServerParts::onUpdatesTaken()
{
    after(m_strand, &ServerParts::bidFarewell);
}

// Who was answered that a token is stored may rely on its being told, too.
void ServerParts::bidFarewell()
{
    if (m_notifier && m_notifier->status().connected && m_notifier->status().queued > 0)
        m_farewell.start(kFarewell);
    else
        onClosed();
}

void ServerParts::onClosed()
{
    m_farewell.stop();
    if (m_notifier) {
        m_notifier->end();
        m_untold = std::move(m_notifier);
        tellNotifier();
    }
    takeLog();
    if (m_running && m_running->http) {
        m_counts = m_running->http->counts();
        m_logDropped = m_running->http->logDropped();
    }
    m_running.reset();
    m_port = 0;
    m_closing = false;
    const std::optional<base::Error> failure = std::exchange(m_failure, {});
    if (failure)
        m_error = *failure;
    setState(failure ? State::Failed : State::Stopped);
    if (std::exchange(m_again, false))
        start();
}

void ServerParts::fail(const base::Error &error)
{
    if (m_running) {
        m_failure = error;
        return close();
    }
    m_error = error;
    setState(State::Failed);
}

void ServerParts::startNotifier()
{
    auto next = std::make_unique<Notifier>(*m_options.nats);
    QObject::connect(next.get(), &Notifier::changed, &m_owner, [this] {
        tellNotifier();
        if (m_farewell.isActive() && m_notifier->status().queued == 0)
            m_box.post([this] {
                if (m_farewell.isActive())
                    onClosed();
            });
    });
    if (isReplica()) {
        QObject::connect(next.get(), &Notifier::updated, &m_owner,
                         [this](const QByteArray &token) { onUpdated(token); });
        QObject::connect(next.get(), &Notifier::gap, &m_owner, [this] {
            if (m_running && m_running->replica)
                m_running->replica->expire();
        });
        next->listen();
    }
    if (m_notifier)
        next->continueFrom(*m_notifier);
    if (m_untold)
        next->continueFrom(*std::exchange(m_untold, {}));
    m_notifier = std::move(next);
    m_notifier->start();
    tellNotifier();
}

// Each token that is posted changes it: whoever looks shall look once.
void ServerParts::tellNotifier()
{
    if (std::exchange(m_notifierChanged, true))
        return;
    m_box.post([this] {
        m_notifierChanged = false;
        emit m_owner.notifierChanged();
    });
}

void ServerParts::notifyThrough(nats::ConnectOptions connection)
{
    m_options.nats = std::move(connection);
    if (m_running && !m_closing)
        startNotifier();
}

void ServerParts::takeLog()
{
    if (!m_running || !m_running->http)
        return;
    std::vector<LogEntry> entries = m_running->http->takeLog();
    if (entries.empty())
        return;
    tellReplica();
    m_box.post([this, entries = std::move(entries)] {
        const size_t kept = qMin(entries.size(), AccountServer::kRecent);
        m_recent.insert(m_recent.end(), entries.end() - qptrdiff(kept), entries.end());
        while (m_recent.size() > AccountServer::kRecent)
            m_recent.pop_front();
        emit m_owner.requestsLogged(entries);
    });
}

void ServerParts::tellReplica()
{
    if (!m_running || !m_running->replica)
        return;
    const ReplicaStatus status = m_running->replica->status();
    if (m_replica == status)
        return;
    m_replica = status;
    m_box.post([this] { emit m_owner.replicaChanged(); });
}

// Posted, or of a replica got from the primary.
void ServerParts::onKept(const QByteArray &key, const StoredPtr &token)
{
    if (m_running && m_running->watch)
        m_running->watch->know(key, token);
    onChanged(key, token);
}

void ServerParts::onChanged(const QByteArray &key, const StoredPtr &token)
{
    if (m_notifier && !isReplica())
        m_notifier->notify(key, token);
    m_box.post([this, key, token] { emit m_owner.tokenChanged(key, token); });
}

void ServerParts::onUpdated(const QByteArray &token)
{
    if (!m_running || m_closing)
        return;
    Replica *replica = m_running->replica.get();
    if ((m_updateBytes += token.size()) > kMaxUpdateBytes) {
        m_updateBytes -= token.size();
        return replica->expire();
    }
    const bool taken = m_updates->run([this, replica, token] {
        const bool believed = replica->take(token);
        m_updateBytes -= token.size();
        m_box.post([this, believed] { onTaken(believed); });
    });
    if (taken)
        return;
    m_updateBytes -= token.size();
    replica->expire();
}

void ServerParts::onTaken(bool believed)
{
    if (!believed) {
        ++m_refusedUpdates;
        tellNotifier();
    }
    tellReplica();
}

const HttpServer *ServerParts::http() const
{
    return m_running ? m_running->http.get() : nullptr;
}

Store *ServerParts::store() const
{
    return m_state == State::Serving && m_running ? m_running->opened.store.get() : nullptr;
}

} // namespace accountserver
