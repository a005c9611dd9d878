// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// soak_watch URL RATE SECONDS [SIZE [MIB]]: lets peer_publish publish RATE messages a second for so
// long, half of them requests with replies, watches, pairs and keeps them in MIB of memory, and
// prints what that takes each minute. Fails if a message is missing from the counts or if memory
// grows once the capture is full.
#include "core/capture/feed.h"
#include "core/capture/watcher.h"
#include "core/nats/session.h"
#include "tests/bench/cputime.h"
#include "tests/bench/observing.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTimer>

#include <cstdio>

namespace {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using ull = unsigned long long;

// Of this process, in KiB.
qint64 residentSize()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray status = file.readAll();
    const qsizetype at = status.indexOf("VmRSS:");
    return at < 0 ? 0 : status.mid(at + 6).simplified().split(' ').front().toLongLong();
}

struct Task
{
    QString url;
    quint64 rate = 0;
    quint64 seconds = 0;
    quint64 size = 128;
    qint64 limit = capture::Log::kDefaultLimit;

    [[nodiscard]] quint64 messages() const { return rate * seconds; }
};

class Soak final : public QObject
{
public:
    Soak(const nats::ConnectOptions &options, Task task)
        : m_task(std::move(task))
        , m_session(options)
        , m_feed(m_session.anchor(), {m_task.limit, {}})
        , m_watcher(m_session, m_feed)
    {
        connect(&m_watcher, &capture::Watcher::subjectsChanged, this, &Soak::onSubjects);
        connect(&m_tick, &QTimer::timeout, this, &Soak::onTick);
        connect(&m_publisher, &QProcess::finished, this, &Soak::onPublished);
        m_watcher.setSubjects(bench::watchedSubjects());
        m_watcher.start();
        m_session.open();
    }

private:
    void onSubjects()
    {
        if (!m_watching && bench::isWatched(m_watcher)) {
            m_watching = true;
            start();
        }
    }

    void start()
    {
        m_began = base::Clock::now();
        m_ticked = m_began;
        m_tick.start(kTick);
        std::puts("minute    rss MiB  bytes MiB   received       kept    evicted  cleared     lost"
                  "  slow gaps    open  cpu ns  late ms");
        m_publisher.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const QString program = QCoreApplication::applicationDirPath() + u"/peer_publish"_s;
        m_publisher.start(program,
                          {m_task.url, QString::number(m_task.messages()),
                           QString::number(m_task.size), u"pairs"_s, QString::number(m_task.rate)});
    }

    void onTick()
    {
        const base::Instant now = base::Clock::now();
        m_late = std::max(m_late, now - m_ticked - kTick);
        m_ticked = now;
        const quint64 received = m_feed.capture().counts().received;
        if (std::exchange(m_received, received) != received)
            m_quietSince = now;
        const base::Span passed = now - m_began;
        if (passed >= (m_minutes + 1) * 1min) {
            ++m_minutes;
            report();
        }
        if (m_feed.capture().counts().evicted > 0
            && passed >= std::chrono::seconds(m_task.seconds) / 10) {
            const qint64 size = residentSize();
            if (m_warmSize == 0)
                m_warmSize = size;
            m_largest = std::max(m_largest, size);
        }
        if (m_published && now - m_quietSince >= 5s)
            finish();
    }

    void report()
    {
        const capture::Capture &capture = m_feed.capture();
        const capture::Counts &counts = capture.counts();
        const int64_t cpu = bench::cpuNanoseconds();
        const quint64 messages = counts.received - m_reported;
        std::printf("%6lld %10.1f %10.1f %10llu %10llu %10llu %8llu %8llu %5llu %4llu %7lld %7.0f"
                    " %8.1f\n",
                    static_cast<long long>(m_minutes), double(residentSize()) / 1024,
                    double(capture.bytes()) / (1024 * 1024), ull(counts.received), ull(counts.kept),
                    ull(counts.evicted), ull(counts.cleared), ull(counts.lost),
                    ull(counts.slowConsumer), ull(counts.gaps),
                    static_cast<long long>(capture.conversations().open()),
                    messages ? double(cpu - m_cpu) / double(messages) : 0.0,
                    double(base::microseconds(m_late)) / 1000);
        m_cpu = cpu;
        m_reported = counts.received;
        m_late = {};
        if (counts.received != counts.kept + counts.evicted + counts.cleared + counts.lost)
            fail("received is not kept + evicted + cleared + lost");
        if (capture.bytes() > capture.limit())
            fail("more memory in use than allowed");
        std::fflush(stdout);
    }

    void onPublished(int code)
    {
        m_sent = m_publisher.readAllStandardOutput().trimmed().toULongLong();
        if (code != 0 || m_sent == 0)
            fail("the publisher has failed");
        m_published = true;
        m_quietSince = base::Clock::now();
    }

    void finish()
    {
        constexpr qint64 kNoise = 8 * 1024; // KiB: what allocation and threads take at random
        m_tick.stop();
        report();
        const quint64 received = m_feed.capture().counts().received;
        std::printf("sent %llu, received %llu, of them lost %llu; resident when full %.1f MiB,"
                    " later at most %.1f MiB\n",
                    ull(m_sent), ull(received), ull(m_feed.capture().counts().lost),
                    double(m_warmSize) / 1024, double(m_largest) / 1024);
        if (received != m_sent)
            fail("what was sent is not what was received");
        if (m_largest > m_warmSize + kNoise)
            fail("memory grows");
        std::puts(m_failed ? "FAILED" : "ok");
        QCoreApplication::exit(m_failed ? 1 : 0);
    }

    void fail(const char *why)
    {
        std::printf("FAILED: %s\n", why);
        m_failed = true;
    }

    static constexpr std::chrono::milliseconds kTick{100};

    Task m_task;
    nats::Session m_session;
    capture::Feed m_feed;
    capture::Watcher m_watcher;
    QProcess m_publisher;
    QTimer m_tick;
    base::Instant m_began;
    base::Instant m_ticked;
    base::Instant m_quietSince;
    base::Span m_late{};
    qint64 m_minutes = 0;
    qint64 m_warmSize = 0;
    qint64 m_largest = 0;
    quint64 m_received = 0;
    quint64 m_reported = 0;
    quint64 m_sent = 0;
    int64_t m_cpu = 0;
    bool m_watching = false;
    bool m_published = false;
    bool m_failed = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication loop(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Task task;
    task.url = arguments.value(1);
    task.rate = arguments.value(2).toULongLong();
    task.seconds = arguments.value(3).toULongLong();
    if (arguments.size() > 4)
        task.size = arguments[4].toULongLong();
    if (arguments.size() > 5)
        task.limit = arguments[5].toLongLong() * 1024 * 1024;
    auto servers = nats::parseServerUrls(task.url);
    if (!servers || task.messages() == 0)
        return 2;
    nats::ConnectOptions options;
    options.servers = std::move(servers).value();
    const Soak soak(options, std::move(task));
    return QCoreApplication::exec();
}
