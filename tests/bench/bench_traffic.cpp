// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// bench_traffic [SECONDS]: how long the window is deaf while 200,000 messages a second arrive, and
// while a million rows are scrolled, filtered and sorted: real widgets, painted without a display.
// Of each sixtieth of a second the longest turn of the event loop counts, in CPU of its thread: on
// a shared machine the wall clock measures the others. Budget: p99 at most 16 ms.
#include "core/capture/feed.h"
#include "ui/common/theme.h"
#include "ui/traffic/overviewstrip.h"
#include "ui/traffic/subjecttreeview.h"
#include "ui/traffic/traffictable.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QEventLoop>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <deque>
#include <random>

using namespace std::chrono_literals;

namespace {

constexpr double kPerSecond = 200'000;
constexpr auto kFrame = 16ms;
constexpr auto kBatch = 4ms;
constexpr auto kWarmUp = 1s; ///< fonts are loaded, memory is touched for the first time
constexpr qint64 kMostWaiting = 4'000;
constexpr int kReplyAfter = 500; ///< messages: 2.5 ms

double cpuMillis()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// The longest turn of the event loop in each frame.
class Turns final : public QObject
{
public:
    Turns()
    {
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
                &Turns::note);
    }

    void restart()
    {
        m_frames.clear();
        m_longest = 0;
        m_last = cpuMillis();
        m_begin = base::Clock::now();
    }

    [[nodiscard]] double percentile(double share)
    {
        if (m_frames.empty())
            return 0;
        std::sort(m_frames.begin(), m_frames.end());
        return m_frames[std::min(m_frames.size() - 1, size_t(double(m_frames.size()) * share))];
    }

private:
    void note()
    {
        const double now = cpuMillis();
        m_longest = std::max(m_longest, now - m_last);
        m_last = now;
        if (base::Clock::now() - m_begin < kFrame)
            return;
        m_begin = base::Clock::now();
        m_frames.push_back(m_longest);
        m_longest = 0;
    }

    std::vector<double> m_frames;
    double m_longest = 0;
    double m_last = 0;
    base::Instant m_begin;
};

// Half of what it says are requests of fifty clients, half the replies.
class Talkers
{
public:
    Talkers()
    {
        for (int i = 0; i < 40; ++i)
            m_subjects.push_back("orders.region" + QByteArray::number(i % 8) + ".lookup"
                                 + QByteArray::number(i));
        for (int i = 0; i < 50; ++i)
            m_inboxes.push_back("_INBOX.Zk3qPwL0vTn5uY2dXe8" + QByteArray::number(100 + i) + '.');
    }

    void say(capture::Capture &capture, qint64 count)
    {
        const base::Instant now = base::Clock::now();
        for (; count > 0; --count) {
            if (m_waiting.size() >= kReplyAfter) {
                capture.append(now, m_waiting.front(), {}, {}, m_payload);
                m_waiting.pop_front();
                continue;
            }
            m_reply = m_inboxes[size_t(m_random() % m_inboxes.size())];
            m_reply += QByteArray::number(++m_asked, 36);
            capture.append(now, m_subjects[size_t(m_random() % m_subjects.size())], m_reply, {},
                           m_payload);
            m_waiting.push_back(m_reply);
            if (m_asked % 2 == 0 && m_waiting.size() > kReplyAfter / 2) {
                capture.append(now, m_waiting.front(), {}, {}, m_payload);
                m_waiting.pop_front();
                --count;
            }
        }
    }

private:
    std::vector<QByteArray> m_subjects;
    std::vector<QByteArray> m_inboxes;
    std::deque<QByteArray> m_waiting;
    QByteArray m_reply;
    QByteArray m_payload = QByteArray(128, 'x');
    std::mt19937 m_random{7};
    quint64 m_asked = 46'656;
};

struct Window
{
    capture::Feed feed{base::WallAnchor::now()};
    QWidget widget;
    ui::TrafficTable *table = new ui::TrafficTable;
    Talkers talkers;
    Turns turns;

    Window()
    {
        auto *layout = new QVBoxLayout(&widget);
        auto *strip = new ui::OverviewStrip;
        auto *tree = new ui::SubjectTreeView;
        auto *splitter = new QSplitter;
        splitter->addWidget(tree);
        splitter->addWidget(table);
        layout->addWidget(strip);
        layout->addWidget(splitter, 1);
        strip->setFeed(&feed);
        tree->setFeed(&feed);
        table->setFeed(&feed);
        widget.resize(1'440, 900);
        widget.show();
    }

    // Until `done`; the loop turns as it does in the window.
    template<typename Done>
    void run(Done done)
    {
        turns.restart();
        QEventLoop loop;
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &loop, [&] {
            if (done())
                loop.quit();
        });
        watch.start(5ms);
        loop.exec();
    }

    // Prints the frames of the while, and how many messages a second came in truth.
    void receive(const char *name, std::chrono::seconds time)
    {
        const base::Instant begin = base::Clock::now();
        const quint64 before = feed.capture().counts().kept + feed.capture().counts().evicted;
        double given = 0;
        QTimer source;
        source.setTimerType(Qt::PreciseTimer);
        QObject::connect(&source, &QTimer::timeout, &widget, [&] {
            const double due
                = std::chrono::duration<double>(base::Clock::now() - begin).count() * kPerSecond;
            // What waits when the window does not come to it is dropped, as the watcher does.
            const auto waits = qint64(due - given);
            given = due;
            talkers.say(feed.edit(), std::min(waits, kMostWaiting));
            if (waits > kMostWaiting)
                feed.edit().appendLost(base::Clock::now(), quint64(waits - kMostWaiting));
            feed.edit().tick(base::Clock::now());
            feed.publish();
        });
        source.start(kBatch);
        run([&] { return base::Clock::now() - begin >= kWarmUp; });
        run([&] { return base::Clock::now() - begin >= time; });
        const capture::Counts &counts = feed.capture().counts();
        const double rate = double(counts.kept + counts.evicted - before)
            / std::chrono::duration<double>(base::Clock::now() - begin).count();
        std::printf("value traffic-%s-frame-p99 %.2f ms\n", name, turns.percentile(0.99));
        std::printf("value traffic-%s-frame-max %.2f ms\n", name, turns.percentile(1));
        std::printf("value traffic-%s-rate %.0f messages/s\n", name, rate);
        std::fflush(stdout);
    }

    void fill(quint64 messages)
    {
        feed.edit().setLimit(1'024LL * 1'024 * 1'024);
        while (feed.capture().log().messages() < messages) {
            talkers.say(feed.edit(), 5'000);
            feed.publish();
        }
        run([this] { return !table->isWorking() && table->matching() == table->total(); });
    }

    void setFilter(capture::RowKind kind, const char *text)
    {
        table->setCriteria(kind, *capture::Filter::parse(QString::fromLatin1(text)));
    }

    void sortBy(const char *title)
    {
        QAbstractItemModel *model = table->view()->model();
        for (int column = 0; column < model->columnCount(); ++column) {
            const QString found = model->headerData(column, Qt::Horizontal).toString();
            if (found == QString::fromLatin1(title))
                emit table->view()->horizontalHeader()->sectionClicked(column);
        }
    }

    // Until all rows have been looked at.
    void settle(const char *name)
    {
        const base::Instant begin = base::Clock::now();
        run([this] { return !table->isWorking(); });
        const double took = std::chrono::duration<double>(base::Clock::now() - begin).count();
        std::printf("value traffic-1M-%s-frame-p99 %.2f ms\n", name, turns.percentile(0.99));
        std::printf("value traffic-1M-%s-time %.2f s\n", name, took);
        std::fflush(stdout);
    }

    void scroll()
    {
        QScrollBar *bar = table->view()->verticalScrollBar();
        std::mt19937 random(3);
        std::vector<double> costs;
        for (int i = 0; i < 300; ++i) {
            const double start = cpuMillis();
            bar->setValue(int(random() % unsigned(bar->maximum())));
            table->view()->viewport()->repaint();
            costs.push_back(cpuMillis() - start);
        }
        std::sort(costs.begin(), costs.end());
        std::printf("value traffic-1M-scroll-frame-p50 %.2f ms\n", costs[costs.size() / 2]);
        std::printf("value traffic-1M-scroll-frame-p99 %.2f ms\n", costs[costs.size() * 99 / 100]);
    }
};

void receiving(std::chrono::seconds time)
{
    using capture::RowKind;
    {
        Window window;
        window.receive("conversations", time);
        window.setFilter(RowKind::Messages, "");
        window.receive("messages", time);
    }
    Window window;
    window.setFilter(RowKind::Conversations, "latency>2ms subject:orders.region1.>");
    window.receive("filtered", time);
    window.setFilter(RowKind::Conversations, "");
    window.sortBy("first, ms");
    window.receive("sorted", time);
}

void million()
{
    using capture::RowKind;
    Window window;
    window.setFilter(RowKind::Messages, "");
    window.fill(1'000'000);
    window.scroll();
    window.setFilter(RowKind::Messages, "payload~\"nothing like it\"");
    window.settle("filter");
    window.setFilter(RowKind::Messages, "subject:orders.region1.>");
    window.settle("filter-subject");
    window.setFilter(RowKind::Messages, "");
    window.run([&] { return !window.table->isWorking(); });
    window.sortBy("subject");
    window.settle("sort-subject");
    window.setFilter(RowKind::Conversations, "");
    window.run([&] { return !window.table->isWorking(); });
    window.sortBy("first, ms");
    window.settle("sort-latency");
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    ui::applyTheme(*qApp, ui::Scheme::Dark);
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 10;
    receiving(std::chrono::seconds(std::max(seconds, 1)));
    million();
    return 0;
}
