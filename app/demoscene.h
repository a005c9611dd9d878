// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"
#include "core/nats/message.h"
#include "core/nats/request.h"

#include <QtCore/QByteArray>

#include <chrono>
#include <vector>

// What the demo's responders answer and what its window asks, as values: the subjects demo.time
// (nine clocks), demo.echo, demo.slow, and demo.nobody, which nobody serves; and what its
// colleagues say to each other, for whoever watches: orders.lookup, inventory.reserve,
// events.order.created, and billing.charge, which nobody serves either.
namespace app {

// One responder: it answers each request on `subject` once for each delay.
struct DemoResponder
{
    enum class Answer { Clock, DissentingClock, ServiceError, Echo, Order, Stock };

    QByteArray subject;
    QByteArray name; ///< its Clock-Id; empty: none
    Answer answer = Answer::Clock;
    std::vector<std::chrono::milliseconds> delays;
};

[[nodiscard]] const std::vector<DemoResponder> &demoResponders();

// What one of the colleagues says again and again.
struct DemoTalk
{
    QByteArray who; ///< the name of a connection
    nats::RequestSpec spec;
    std::chrono::milliseconds every;
};
[[nodiscard]] std::vector<DemoTalk> demoTalks();
// What a window watches of it. Not demo.nobody: it would no longer be told that nobody is there.
[[nodiscard]] std::vector<QByteArray> demoWatched();

struct DemoAnswer
{
    std::vector<nats::HeaderLine> headers;
    QByteArray payload;
};
[[nodiscard]] DemoAnswer demoAnswer(const DemoResponder &responder, const nats::Message &request,
                                    std::chrono::system_clock::time_point now);

// The request that is filled in, and how its replies are read.
[[nodiscard]] nats::RequestSpec demoRequest();
[[nodiscard]] fanin::Reading demoReading();

// Requests worth trying, the one above first.
struct DemoExample
{
    QString title;
    nats::RequestSpec spec;
    fanin::Reading reading;
};
[[nodiscard]] std::vector<DemoExample> demoExamples();

} // namespace app
