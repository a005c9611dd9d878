// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// bench_watch URL COUNT: watches, pairs and keeps every message as the Traffic tab does, and prints
// CPU ns of this process for each one, how many were dropped, and how many bytes each kept one
// takes beyond its own. Budget at 128 B: half of peer_receive's time; 56 bytes (64 with a table's
// row).
#include "core/capture/feed.h"
#include "core/capture/watcher.h"
#include "core/nats/session.h"
#include "tests/bench/arguments.h"
#include "tests/bench/capturecost.h"
#include "tests/bench/cputime.h"
#include "tests/bench/observing.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

namespace {

class Watching final : public QObject
{
public:
    Watching(const nats::ConnectOptions &options, quint64 count)
        : m_session(options)
        , m_feed(m_session.anchor())
        , m_watcher(m_session, m_feed)
        , m_expected(count)
    {
        connect(&m_watcher, &capture::Watcher::subjectsChanged, this, &Watching::onSubjects);
        connect(&m_feed, &capture::Feed::changed, this, &Watching::onChanged);
        m_watcher.setSubjects(bench::watchedSubjects());
        m_watcher.start();
        m_session.open();
    }

private:
    void onSubjects()
    {
        if (m_start != 0 || !bench::isWatched(m_watcher))
            return;
        m_start = bench::cpuNanoseconds();
        std::puts("ready");
        std::fflush(stdout);
    }

    void onChanged()
    {
        const capture::Counts &counts = m_feed.capture().counts();
        if (counts.received < m_expected)
            return;
        const int64_t used = bench::cpuNanoseconds() - m_start;
        std::printf("%.1f %llu %.1f\n", double(used) / double(counts.received),
                    static_cast<unsigned long long>(counts.lost),
                    bench::bytesBeyondTheirOwn(m_feed.capture()));
        QCoreApplication::exit(0);
    }

    nats::Session m_session;
    capture::Feed m_feed;
    capture::Watcher m_watcher;
    quint64 m_expected;
    int64_t m_start = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication loop(argc, argv);
    const auto arguments = bench::arguments();
    if (!arguments)
        return 2;
    const Watching watching(arguments->options, arguments->count);
    return QCoreApplication::exec();
}
