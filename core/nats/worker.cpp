// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/worker.h"

namespace nats {

using base::Clock;
using base::Instant;

namespace {

std::chrono::milliseconds timerSpan(Instant due, Instant now)
{
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::ceil<std::chrono::milliseconds>(due - now));
}

} // namespace

Worker::Inside::Inside(Worker &worker)
    : connection(worker.m_options, worker)
    , requests(connection, worker)
    , watches(connection, worker)
{
    tickTimer.setTimerType(Qt::PreciseTimer);
    flushTimer.setTimerType(Qt::PreciseTimer);
    for (QTimer *timer : {&tickTimer, &drainTimer, &flushTimer})
        timer->setSingleShot(true);
    // Before deciding that time is up, the event loop turns once more, so that what the kernel
    // already holds is read and stamped first (spec §3.4, rule 1).
    QObject::connect(&tickTimer, &QTimer::timeout, &drainTimer, [this] { drainTimer.start(0); });
    QObject::connect(&drainTimer, &QTimer::timeout, &worker, &Worker::decide);
    QObject::connect(&flushTimer, &QTimer::timeout, &worker, &Worker::flush);
}

Worker::Worker(ConnectOptions options, base::Mailbox<Command> &commands,
               base::Mailbox<Event> &events, std::latch &stopped)
    : m_options(std::move(options))
    , m_commands(commands)
    , m_events(events)
    , m_stopped(stopped)
{}

Worker::~Worker() = default;

void Worker::takeCommands()
{
    if (!m_inside)
        m_inside = std::make_unique<Inside>(*this);
    std::vector<Command> commands = m_commands.takeAll();
    for (Command &command : commands) {
        if (std::holds_alternative<StopCommand>(command)) {
            m_inside.reset();
            emit finished();
            m_stopped.count_down();
            return;
        }
        run(std::move(command));
    }
    m_inside->watches.settle();
    schedule();
}

void Worker::run(Command &&command)
{
    Inside &inside = *m_inside;
    if (auto *request = std::get_if<RequestCommand>(&command))
        inside.requests.start(request->id, std::move(request->spec));
    else if (const auto *cancel = std::get_if<CancelCommand>(&command))
        inside.requests.cancel(cancel->id);
    else if (const auto *released = std::get_if<ReleaseCommand>(&command))
        release(released->id);
    else if (const auto *subscribe = std::get_if<SubscribeCommand>(&command))
        inside.watches.add(subscribe->id, subscribe->pattern, subscribe->queue);
    else if (const auto *unsubscribe = std::get_if<UnsubscribeCommand>(&command))
        inside.watches.remove(unsubscribe->id, unsubscribe->pattern, unsubscribe->queue);
    else if (auto *publish = std::get_if<PublishCommand>(&command)) {
        if (inside.connection.isConnected() && !m_options.readOnly)
            (void)inside.connection.send(std::move(publish->bytes), false);
    } else if (const auto *acknowledge = std::get_if<AcknowledgeCommand>(&command))
        inside.watches.acknowledge(acknowledge->handOvers);
    else if (std::holds_alternative<OpenCommand>(command))
        inside.connection.open();
    else if (std::holds_alternative<CloseCommand>(command))
        inside.connection.close();
    else if (std::holds_alternative<RetryCommand>(command))
        inside.connection.retryNow();
    else if (std::holds_alternative<AllowPlainLoginCommand>(command))
        inside.connection.allowPlainLogin();
}

void Worker::release(quint64 id)
{
    m_inside->requests.release(id);
    m_inside->watches.release(id);
}

void Worker::onStatus(const ConnectionStatus &status)
{
    post(status);
}

bool Worker::onMessage(quint64 sid, Message &&message)
{
    // Who does not want it leaves it as it is.
    return m_inside->requests.onMessage(sid, std::move(message))
        || m_inside->watches.onMessage(sid, std::move(message));
}

void Worker::onFence(quint64 fence, Instant at, base::Span rtt)
{
    m_inside->requests.onFence(fence, at, rtt);
    m_inside->watches.onFence(fence);
}

void Worker::onServerError(const ServerError &error, Instant at)
{
    if (!m_inside->requests.onServerError(error, at))
        m_inside->watches.onServerError(error);
}

void Worker::onLost(DisconnectCause cause, const QString &why, Instant at)
{
    m_inside->requests.onLost(cause, why, at);
    m_inside->watches.onLost(at);
    schedule();
}

void Worker::onRestored(Instant at)
{
    m_inside->watches.onRestored(at);
}

void Worker::onWire(const WireEntry &entry)
{
    m_inside->requests.onControl(entry);
}

void Worker::onReadDone()
{
    schedule();
}

void Worker::post(Event event)
{
    m_events.push(std::move(event), [this] { wake(); });
}

// A function of its own, so that tests/tsan.supp can name the place where Qt posts the event.
void Worker::wake()
{
    emit eventsReady();
}

void Worker::decide()
{
    m_inside->requests.tick(Clock::now());
    schedule();
}

// Sets the timers for the next decision and the next hand-over, or does the latter at once.
void Worker::schedule()
{
    Inside &inside = *m_inside;
    if (inside.connection.isLeaving() && !inside.requests.isWaiting())
        inside.connection.leaveSoon();
    const Instant now = Clock::now();
    const std::optional<Instant> next = inside.requests.nextTick();
    // A decision that is already on its way is not put off by more traffic.
    if (next && !inside.drainTimer.isActive())
        inside.tickTimer.start(timerSpan(*next, now));
    else
        inside.tickTimer.stop();
    if (!inside.requests.hasPending() && !inside.watches.hasPending())
        return;
    const Instant due = inside.batcher.due(now);
    if (due <= now)
        flush();
    else if (!inside.flushTimer.isActive())
        inside.flushTimer.start(timerSpan(due, now));
}

void Worker::flush()
{
    m_inside->requests.flush();
    if (m_inside->watches.hasPending())
        m_inside->watches.flush();
    m_inside->batcher.handedOver(Clock::now());
}

} // namespace nats
