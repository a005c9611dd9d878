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
constexpr char kSoldOut[] = "\"sku\":\"B-2\"";

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
        {"orders.lookup", "", Answer::Order, {3ms}},
        {"inventory.reserve", "", Answer::Stock, {9ms}},
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
    case Answer::Order:
        answer.payload = R"({"order":4711,"state":"packed","lines":3})";
        break;
    case Answer::Stock:
        if (request.payload().contains(kSoldOut)) {
            answer.headers.push_back({"Nats-Service-Error", "out of stock"});
            answer.headers.push_back({"Nats-Service-Error-Code", "409"});
        } else {
            answer.payload = R"({"reserved":true})";
        }
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

std::vector<DemoTalk> demoTalks()
{
    const auto talk = [](const char *who, const char *subject, const QByteArray &payload,
                         std::chrono::milliseconds every, nats::Verb verb = nats::Verb::Request) {
        DemoTalk made{who, {}, every};
        made.spec.verb = verb;
        made.spec.subject = subject;
        made.spec.payload = payload;
        // As most clients do: one inbox for a connection, by which its requests are told together.
        made.spec.inboxStyle = nats::InboxStyle::Mux;
        return made;
    };
    return {
        talk("svc-web", "orders.lookup", R"({"order":4711})", 410ms),
        talk("svc-web", "demo.time", R"({"zone":"UTC"})", 5300ms, nats::Verb::Gather),
        talk("svc-orders", "inventory.reserve", R"({"sku":"A-1","pieces":2})", 900ms),
        talk("svc-orders", "inventory.reserve", QByteArray("{" + QByteArray(kSoldOut) + "}"),
             3100ms),
        talk("svc-orders", "events.order.created", R"({"order":4712})", 1300ms,
             nats::Verb::Publish),
        talk("svc-orders", "billing.charge", R"({"order":4712,"cents":1999})", 4700ms),
    };
}

std::vector<QByteArray> demoWatched()
{
    return {"orders.>", "inventory.>", "events.>", "billing.*", "demo.time"};
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
