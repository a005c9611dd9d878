// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"

// Runs without a server: replies are made of parts, times are arguments.
namespace runs {

using namespace std::chrono_literals;

inline constexpr base::Instant kSentAt{std::chrono::hours(1)};

inline base::Span millis(double ms)
{
    return std::chrono::round<base::Span>(std::chrono::duration<double, std::milli>(ms));
}

struct Answer
{
    double ms = 0;
    QByteArray from; ///< the Clock-Id header; empty: none
    QByteArray payload;
    nats::ReplyKind kind = nats::ReplyKind::Counted;
    QByteArray extra = {}; ///< further header lines, each with its CRLF
    QByteArray version = "NATS/1.0";
};

inline nats::Reply reply(const Answer &answer)
{
    QByteArray block;
    if (!answer.from.isEmpty() || !answer.extra.isEmpty() || answer.version != "NATS/1.0") {
        block = answer.version + "\r\n";
        if (!answer.from.isEmpty())
            block += "Clock-Id: " + answer.from + "\r\n";
        block += answer.extra + "\r\n";
    }
    return {nats::Message::fromParts("_INBOX.x", {}, block, answer.payload,
                                     kSentAt + millis(answer.ms)),
            answer.kind};
}

inline nats::RequestSpec gatherSpec()
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = "demo.time";
    spec.payload = R"({"zone":"UTC"})";
    return spec;
}

inline fanin::Reading byClock(std::vector<QByteArray> expected = {})
{
    fanin::Reading reading;
    reading.lanes = fanin::ByHeader{"Clock-Id"};
    reading.ignoredPaths = {"/time"};
    reading.success = {5, false, true};
    reading.expected = std::move(expected);
    return reading;
}

inline fanin::Run started(nats::RequestSpec spec = gatherSpec(), fanin::Reading reading = byClock())
{
    fanin::Run run(std::move(spec), std::move(reading), base::WallAnchor{kSentAt, {}});
    run.start("_INBOX.x", kSentAt);
    return run;
}

inline void feed(fanin::Run &run, const std::vector<Answer> &answers)
{
    std::vector<nats::Reply> replies;
    for (const Answer &answer : answers)
        replies.push_back(reply(answer));
    run.append(replies);
}

// The scene of the design: five clocks answer, one twice, one with an error, one differently, and
// the sixth is known but silent.
inline const std::vector<Answer> &clockAnswers()
{
    static const QByteArray utc = R"({"zone":"UTC","time":"20:01:33"})";
    static const std::vector<Answer> answers = {
        {18.204, "clock-1", utc},
        {61.377, "clock-2", utc},
        {240.015, "clock-3", utc},
        {610.902, "clock-4", {}, nats::ReplyKind::Counted,
         "Nats-Service-Error-Code: 503\r\nNats-Service-Error: clock is being wound\r\n"},
        {840.450, "clock-2", utc},
        {1130.671, "clock-5", R"({"zone":"UTC+1","time":"21:01:33"})"},
    };
    return answers;
}

inline fanin::Run clocks()
{
    fanin::Run run = started(gatherSpec(), byClock({"clock-1", "clock-2", "clock-3", "clock-4",
                                                    "clock-5", "clock-6"}));
    run.measure(300us);
    feed(run, clockAnswers());
    return run;
}

inline nats::Outcome ended(const fanin::Run &run, nats::EndReason reason, double ms)
{
    nats::Outcome outcome;
    outcome.reason = reason;
    outcome.at = millis(ms);
    outcome.replies = run.figures().replies;
    outcome.bytes = run.figures().bytes;
    outcome.sent = nats::Sent::Yes;
    outcome.accepted = true;
    outcome.rtt = run.figures().rtt;
    return outcome;
}

// The same at its end, with the sixth clock late.
inline fanin::Run clocksAtTheEnd()
{
    fanin::Run run = clocks();
    run.finish(ended(run, nats::EndReason::Deadline, 2000));
    feed(run, {{2412.3, "clock-6", R"({"zone":"UTC","time":"20:01:35"})", nats::ReplyKind::Late}});
    run.settle({1, 0});
    return run;
}

// Many replies from a few responders, spread evenly over the total time.
inline fanin::Run many(qsizetype count, int responders)
{
    fanin::Run run = started();
    std::vector<nats::Reply> batch;
    std::vector<QByteArray> blocks;
    for (int i = 0; i < responders; ++i)
        blocks.push_back("NATS/1.0\r\nClock-Id: clock-" + QByteArray::number(i + 1) + "\r\n\r\n");
    const base::Span step = run.spec().rules.total / std::max<qsizetype>(count, 1);
    quint32 random = 1;
    for (qsizetype i = 0; i < count; ++i) {
        random = random * 1664525u + 1013904223u;
        batch.push_back({nats::Message::fromParts("_INBOX.x", {},
                                                  blocks[(random >> 8) % blocks.size()],
                                                  "0123456789", kSentAt + step * i),
                         nats::ReplyKind::Counted});
    }
    run.append(batch);
    return run;
}

} // namespace runs
