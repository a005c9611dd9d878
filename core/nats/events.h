// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/request.h"
#include "core/nats/status.h"

#include <variant>
#include <vector>

// What crosses the thread boundary of a Session, as values. `id` names a run or a subscription;
// the two share one sequence.
namespace nats {

// I/O thread → UI thread.
struct StartedEvent
{
    quint64 id;
    QByteArray inbox;
    base::Instant sentAt;
};
// The fence is back.
struct MeasuredEvent
{
    quint64 id;
    base::Span rtt;
};
struct RepliesEvent
{
    quint64 id;
    std::vector<Reply> replies;
};
struct WireEvent
{
    quint64 id;
    WireRecord record;
};
struct FinishedEvent
{
    quint64 id;
    Outcome outcome;
};
struct SettledEvent
{
    quint64 id;
    Aftermath aftermath;
};
struct MessagesEvent
{
    quint64 id;
    MessageBatch messages;
    quint64 dropped;
    quint64 copies;
};
// All messages of one hand-over have been posted; to be acknowledged.
struct HandOverEvent
{};
// The server has the subscription.
struct AcceptedEvent
{
    quint64 id;
    QByteArray pattern;
};
struct RefusedEvent
{
    quint64 id;
    QByteArray pattern;
    QString reason;
};
// The connection was lost and has been restored; what came meanwhile is missing.
struct GapEvent
{
    quint64 id;
    base::Instant from;
    base::Instant to;
};
using Event = std::variant<ConnectionStatus, StartedEvent, MeasuredEvent, RepliesEvent, WireEvent,
                           FinishedEvent, SettledEvent, MessagesEvent, HandOverEvent, AcceptedEvent,
                           RefusedEvent, GapEvent>;

// UI thread → I/O thread.
struct OpenCommand
{};
struct CloseCommand
{};
struct RetryCommand
{};
struct AllowPlainLoginCommand
{};
struct StopCommand
{};
struct RequestCommand
{
    quint64 id;
    RequestSpec spec;
};
struct CancelCommand
{
    quint64 id;
};
// The handle is gone: nobody listens any more.
struct ReleaseCommand
{
    quint64 id;
};
// One more pattern of the subscription, or its first one.
struct SubscribeCommand
{
    quint64 id;
    QByteArray pattern;
    QByteArray queue;
};
struct UnsubscribeCommand
{
    quint64 id;
    QByteArray pattern;
    QByteArray queue;
};
struct PublishCommand
{
    QByteArray bytes; ///< encoded
};
// That many hand-overs have been dealt with.
struct AcknowledgeCommand
{
    quint64 handOvers;
};
using Command
    = std::variant<OpenCommand, CloseCommand, RetryCommand, AllowPlainLoginCommand, StopCommand,
                   RequestCommand, CancelCommand, ReleaseCommand, SubscribeCommand,
                   UnsubscribeCommand, PublishCommand, AcknowledgeCommand>;

class EventSink
{
public:
    virtual ~EventSink() = default;
    virtual void post(Event event) = 0;
};

} // namespace nats
