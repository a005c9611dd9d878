// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/upstream.h"

#include <QtCore/QHash>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace accountserver {

// Work that is done for keys on threads of its own: for each key once at a time, however many wait
// for it. It goes on when nobody waits any more. Thread-safe.
class Flights final
{
public:
    using Result = base::Result<Upstream::Copy>;
    using Work = std::function<Result(const QByteArray &key)>;
    static constexpr qsizetype kMaxKeys = 1000; ///< under way or waiting for a thread

    Flights(int maxThreads, Work work);
    ~Flights(); ///< stops, and waits for the work under way
    Q_DISABLE_COPY_MOVE(Flights)

    // What came of it; nothing: it takes longer than `patience` from its start on, or there are too
    // many. One that nobody waits for when its turn comes is left out.
    [[nodiscard]] std::optional<Result> join(const QByteArray &key,
                                             std::chrono::milliseconds patience);
    void stop(); ///< whoever waits, now or later, gets nothing

private:
    using Clock = std::chrono::steady_clock;
    struct Flight
    {
        QByteArray key;
        Clock::time_point since;
        int waiting = 0;
        std::optional<Result> result;
        std::condition_variable landed;
    };
    using FlightPtr = std::shared_ptr<Flight>;

    [[nodiscard]] FlightPtr begin(const QByteArray &key);
    [[nodiscard]] bool hasThread();
    void run();

    const size_t m_maxThreads;
    const Work m_work;
    std::mutex m_mutex;
    std::condition_variable m_begun;
    QHash<QByteArray, FlightPtr> m_flights;
    std::deque<FlightPtr> m_queue; // of them, those no thread works on
    std::vector<std::thread> m_threads;
    size_t m_idle = 0;
    bool m_stopped = false;
};

} // namespace accountserver
