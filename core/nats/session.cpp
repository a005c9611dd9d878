// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/session.h"

#include "core/nats/closeinquiry.h"
#include "core/nats/encoder.h"
#include "core/nats/gather.h"
#include "core/nats/subscription.h"
#include "core/nats/worker.h"

#include <QtCore/QPointer>

namespace nats {

Session::Session(ConnectOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_anchor(base::WallAnchor::now())
    , m_worker(std::make_unique<Worker>(m_options, m_commands, m_events, m_stopped))
{
    m_thread.setObjectName(QStringLiteral("nats"));
    m_worker->moveToThread(&m_thread);
    connect(this, &Session::commandsReady, m_worker.get(), &Worker::takeCommands,
            Qt::QueuedConnection);
    connect(m_worker.get(), &Worker::eventsReady, this, &Session::takeEvents, Qt::QueuedConnection);
    connect(&m_thread, &QThread::started, m_worker.get(), [this] { m_running.count_down(); });
    // The thread ends itself: nobody else touches its event loop while it is taken down.
    connect(m_worker.get(), &Worker::finished, &m_thread, &QThread::quit, Qt::DirectConnection);
    if (!m_options.readOnly) {
        m_inquiry = std::make_unique<CloseInquiry>(*this);
        connect(m_inquiry.get(), &CloseInquiry::answered, this, &Session::onCloseExplained);
    }
    m_thread.start();
    m_running.wait();
}

Session::~Session()
{
    m_inquiry.reset(); // its handle speaks to this
    send(StopCommand());
    m_stopped.wait();
    m_thread.wait();
}

const ConnectOptions &Session::options() const
{
    return m_options;
}

const ConnectionStatus &Session::status() const
{
    return m_status;
}

const base::WallAnchor &Session::anchor() const
{
    return m_anchor;
}

void Session::open()
{
    send(OpenCommand());
}

void Session::close()
{
    send(CloseCommand());
}

void Session::retryNow()
{
    send(RetryCommand());
}

void Session::allowPlainLogin()
{
    send(AllowPlainLoginCommand());
}

Gather *Session::request(RequestSpec spec, QObject *parent)
{
    const quint64 id = ++m_lastId;
    auto *gather = new Gather(*this, id, spec, parent);
    m_gathers.insert(id, gather);
    send(RequestCommand{id, std::move(spec)});
    return gather;
}

Subscription *Session::subscribe(QByteArray pattern, QByteArray queue, QObject *parent)
{
    Subscription *const subscription = subscribe(parent);
    subscription->add(std::move(pattern), std::move(queue));
    return subscription;
}

Subscription *Session::subscribe(QObject *parent)
{
    const quint64 id = ++m_lastId;
    auto *subscription = new Subscription(*this, id, parent);
    m_subscriptions.insert(id, subscription);
    return subscription;
}

void Session::publish(QByteArray subject, QByteArray reply, std::vector<HeaderLine> headers,
                      QByteArray payload)
{
    const QByteArray block = headers.empty() ? QByteArray() : encodeHeaders(headers);
    send(PublishCommand{encoder::publish(subject, reply, block, payload)});
}

void Session::cancel(quint64 id)
{
    send(CancelCommand{id});
}

void Session::release(quint64 id)
{
    m_gathers.remove(id);
    m_subscriptions.remove(id);
    send(ReleaseCommand{id});
}

void Session::send(Command command)
{
    m_commands.push(std::move(command), [this] { wake(); });
}

// A function of its own, so that tests/tsan.supp can name the place where Qt posts the event.
void Session::wake()
{
    emit commandsReady();
}

// Whoever receives a signal may delete its handle or the session itself.
void Session::takeEvents()
{
    const QPointer<Session> self(this);
    std::vector<Event> events = m_events.takeAll();
    quint64 handOvers = 0;
    for (Event &event : events) {
        handOvers += std::holds_alternative<HandOverEvent>(event) ? 1 : 0;
        deliver(event);
        if (!self)
            return;
    }
    if (handOvers > 0)
        send(AcknowledgeCommand{handOvers});
}

void Session::deliver(Event &event)
{
    if (auto *status = std::get_if<ConnectionStatus>(&event)) {
        m_status = std::move(*status);
        if (m_inquiry)
            m_inquiry->onStatus(m_status);
        emit statusChanged();
    } else if (const auto *started = std::get_if<StartedEvent>(&event)) {
        if (Gather *const gather = m_gathers.value(started->id))
            emit gather->started(started->inbox, started->sentAt);
    } else if (const auto *measured = std::get_if<MeasuredEvent>(&event)) {
        if (Gather *const gather = m_gathers.value(measured->id))
            emit gather->measured(measured->rtt);
    } else if (const auto *added = std::get_if<RepliesEvent>(&event)) {
        if (Gather *const gather = m_gathers.value(added->id))
            emit gather->repliesAdded(added->replies);
    } else if (const auto *wire = std::get_if<WireEvent>(&event)) {
        if (Gather *const gather = m_gathers.value(wire->id))
            emit gather->wireAdded(wire->record);
    } else if (const auto *finished = std::get_if<FinishedEvent>(&event)) {
        if (Gather *const gather = m_gathers.value(finished->id))
            emit gather->finished(finished->outcome);
    } else if (const auto *settled = std::get_if<SettledEvent>(&event)) {
        if (Gather *const gather = m_gathers.take(settled->id))
            emit gather->settled(settled->aftermath);
    } else if (const auto *messages = std::get_if<MessagesEvent>(&event)) {
        if (Subscription *const subscription = m_subscriptions.value(messages->id))
            emit subscription->messagesAdded(messages->messages, messages->dropped,
                                             messages->copies);
    } else if (const auto *accepted = std::get_if<AcceptedEvent>(&event)) {
        if (Subscription *const subscription = m_subscriptions.value(accepted->id))
            emit subscription->accepted(accepted->pattern);
    } else if (const auto *refused = std::get_if<RefusedEvent>(&event)) {
        if (Subscription *const subscription = m_subscriptions.value(refused->id))
            emit subscription->refused(refused->pattern, refused->reason);
    } else if (const auto *gap = std::get_if<GapEvent>(&event)) {
        if (Subscription *const subscription = m_subscriptions.value(gap->id))
            emit subscription->interrupted(gap->from, gap->to);
    }
}

void Session::onCloseExplained()
{
    m_inquiry->onStatus(m_status);
    emit statusChanged();
}

Gather::Gather(Session &session, quint64 id, RequestSpec spec, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_id(id)
    , m_spec(std::move(spec))
{}

Gather::~Gather()
{
    if (m_session)
        m_session->release(m_id);
}

void Gather::cancel()
{
    if (m_session)
        m_session->cancel(m_id);
}

Subscription::Subscription(Session &session, quint64 id, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_id(id)
{}

void Subscription::add(QByteArray pattern, QByteArray queue)
{
    if (m_session)
        m_session->send(SubscribeCommand{m_id, std::move(pattern), std::move(queue)});
}

void Subscription::remove(QByteArray pattern, QByteArray queue)
{
    if (m_session)
        m_session->send(UnsubscribeCommand{m_id, std::move(pattern), std::move(queue)});
}

Subscription::~Subscription()
{
    if (m_session)
        m_session->release(m_id);
}

} // namespace nats
