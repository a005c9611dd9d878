// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// bench_receive URL COUNT: subscribes with our Session, stores every message, and prints the CPU
// time of this process for each one. Budget: a quarter of peer_receive's at 128 B.
#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "core/nats/subscription.h"
#include "tests/bench/arguments.h"
#include "tests/bench/cputime.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

namespace {

struct Receiver : QObject
{
    Receiver(const nats::ConnectOptions &options, quint64 count)
        : session(options)
        , expected(count)
    {
        connect(&session, &nats::Session::statusChanged, this, &Receiver::onStatus);
        session.open();
    }

    void onStatus()
    {
        if (session.status().state != nats::ConnectionState::Connected || subscription)
            return;
        subscription = session.subscribe("bench.>", {}, this);
        connect(subscription, &nats::Subscription::messagesAdded, this, &Receiver::onMessages);
        nats::RequestSpec fence;
        fence.verb = nats::Verb::Publish;
        fence.subject = "ready";
        connect(session.request(fence, this), &nats::Gather::finished, this, [this] {
            start = bench::cpuNanoseconds();
            std::puts("ready");
            std::fflush(stdout);
        });
    }

    void onMessages(const nats::MessageBatch &messages, quint64 lost)
    {
        store.push_back(messages);
        kept += messages->size();
        dropped += lost;
        if (kept + dropped < expected)
            return;
        std::printf("%.1f %llu\n", double(bench::cpuNanoseconds() - start) / double(kept + dropped),
                    static_cast<unsigned long long>(dropped));
        QCoreApplication::exit(0);
    }

    nats::Session session;
    nats::Subscription *subscription = nullptr;
    std::vector<nats::MessageBatch> store;
    quint64 kept = 0;
    quint64 expected;
    quint64 dropped = 0;
    int64_t start = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication loop(argc, argv);
    const auto arguments = bench::arguments();
    if (!arguments)
        return 2;
    const Receiver receiver(arguments->options, arguments->count);
    return QCoreApplication::exec();
}
