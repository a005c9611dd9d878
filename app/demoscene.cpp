// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/demoscene.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace app {

namespace {

using namespace std::chrono_literals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::DemoScene)
};

constexpr char kClockHeader[] = "Clock-Id";
constexpr quint64 kExpected = 5;

QByteArray clockPayload(QByteArrayView zone, std::chrono::seconds offset,
                        std::chrono::system_clock::time_point now)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch());
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::OffsetFromUTC,
                                                          int(offset.count()));
    return "{\"zone\":\"" + zone.toByteArray() + "\",\"time\":\""
        + time.toString(Qt::ISODateWithMs).toLatin1() + "\"}";
}

} // namespace

const std::vector<DemoResponder> &demoResponders()
{
    using Answer = DemoResponder::Answer;
    // clock-9 answers after the default total time, so that a late reply shows.
    static const std::vector<DemoResponder> responders{
        {"demo.time", "clock-1", Answer::Clock, {18ms}},
        {"demo.time", "clock-2", Answer::Clock, {61ms}},
        {"demo.time", "clock-3", Answer::Clock, {240ms}},
        {"demo.time", "clock-4", Answer::Clock, {610ms}},
        {"demo.time", "clock-5", Answer::Clock, {1130ms}},
        {"demo.time", "clock-6", Answer::Clock, {95ms, 820ms}},
        {"demo.time", "clock-7", Answer::DissentingClock, {370ms}},
        {"demo.time", "clock-8", Answer::ServiceError, {33ms}},
        {"demo.time", "clock-9", Answer::Clock, {2400ms}},
        {"demo.echo", "", Answer::Echo, {0ms}},
        {"demo.slow", "", Answer::Echo, {1500ms}},
    };
    return responders;
}

DemoAnswer demoAnswer(const DemoResponder &responder, const nats::Message &request,
                      std::chrono::system_clock::time_point now)
{
    using Answer = DemoResponder::Answer;
    DemoAnswer answer;
    if (!responder.name.isEmpty())
        answer.headers.push_back({kClockHeader, responder.name});
    switch (responder.answer) {
    case Answer::Clock:
        answer.payload = clockPayload("UTC", 0h, now);
        break;
    case Answer::DissentingClock:
        answer.payload = clockPayload("UTC+1", 1h, now);
        break;
    case Answer::ServiceError:
        answer.headers.push_back({"Nats-Service-Error", "clock is being wound"});
        answer.headers.push_back({"Nats-Service-Error-Code", "503"});
        break;
    case Answer::Echo: {
        const nats::Headers headers = nats::Headers::parse(request.headerBlock());
        for (const nats::HeaderField &field : headers.fields()) {
            if (nats::HeaderLine line{field.name, field.value}; !nats::checkHeader(line))
                answer.headers.push_back(std::move(line));
        }
        answer.payload = request.payload().toByteArray();
        break;
    }
    }
    return answer;
}

nats::RequestSpec demoRequest()
{
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Gather;
    spec.subject = "demo.time";
    spec.payload = "{\"zone\":\"UTC\"}";
    return spec;
}

fanin::Reading demoReading()
{
    fanin::Reading reading;
    reading.lanes = fanin::ByHeader{kClockHeader};
    reading.ignoredPaths = {"/time"};
    reading.success.minReplies = kExpected;
    return reading;
}

std::vector<DemoExample> demoExamples()
{
    const auto request = [](const char *subject, const char *payload) {
        nats::RequestSpec spec;
        spec.subject = subject;
        spec.payload = payload;
        return spec;
    };
    nats::RequestSpec echo = request("demo.echo", "{\"hello\":\"fanin\"}");
    echo.headers = {{"Trace-Id", "7f3a"}, {"Accept", "text/plain"}, {"Accept", "application/json"}};
    return {
        {Text::tr("Ask every clock"), demoRequest(), demoReading()},
        {Text::tr("Echo, with headers"), echo, {}},
        {Text::tr("A slow responder"), request("demo.slow", "wake up"), {}},
        {Text::tr("Nobody there"), request("demo.nobody", "hello?"), {}},
    };
}

} // namespace app
