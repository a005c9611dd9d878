// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// bench_rtt URL COUNT new|mux: medians of our requests, one after the other, in nanoseconds: from
// the write to the read as the I/O thread stamps them, and from the call to the signal as the
// caller sees it. Budget: 1.1 of peer_rtt.
#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "tests/bench/arguments.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace {

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

struct Requester : QObject
{
    Requester(const nats::ConnectOptions &options, size_t requests, nats::InboxStyle style)
        : session(options)
        , count(requests)
    {
        spec.subject = "bench.echo";
        spec.payload = "0123456789abcdef";
        spec.inboxStyle = style;
        spec.rules.lateWindow = base::Span(0);
        connect(&session, &nats::Session::statusChanged, this, [this] {
            if (session.status().state == nats::ConnectionState::Connected && sent == 0)
                next();
        });
        session.open();
    }

    void next()
    {
        // The first ones warm up sockets and caches.
        if (sent++ == count + count / 10) {
            std::printf("%.0f %.0f\n", median(stamped), median(endToEnd));
            QCoreApplication::exit(0);
            return;
        }
        called = base::Clock::now();
        nats::Gather *gather = session.request(spec, this);
        connect(gather, &nats::Gather::finished, this, [this](const nats::Outcome &outcome) {
            if (outcome.replies != 1)
                QCoreApplication::exit(4);
            if (sent <= count / 10)
                return;
            endToEnd.push_back(double((base::Clock::now() - called).count()));
            stamped.push_back(double(outcome.at.count()));
        });
        connect(gather, &nats::Gather::settled, this, [this, gather] {
            gather->deleteLater();
            next();
        });
    }

    nats::Session session;
    nats::RequestSpec spec;
    size_t count;
    size_t sent = 0;
    base::Instant called;
    std::vector<double> stamped;
    std::vector<double> endToEnd;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication loop(argc, argv);
    const auto arguments = bench::arguments();
    if (!arguments)
        return 2;
    const bool mux = QCoreApplication::arguments().value(3) == QLatin1String("mux");
    const Requester requester(arguments->options, arguments->count,
                              mux ? nats::InboxStyle::Mux : nats::InboxStyle::New);
    return QCoreApplication::exec();
}
