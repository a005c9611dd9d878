// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/httplistener.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace accountserver {

// One thread a connection: as many as there are connections, and for a while some more, so that
// clients who connect anew for each request find one. Thread-safe.
class HttpWorkers final
{
public:
    using Work = std::function<void(HttpListener::Accepted connection)>;
    static constexpr std::chrono::seconds kIdleFor{10};

    // `makeWork` is called on each new thread for what that thread is to do.
    HttpWorkers(int max, std::function<Work()> makeWork);
    ~HttpWorkers(); ///< waits for all work
    Q_DISABLE_COPY_MOVE(HttpWorkers)

    // False: all are busy, even after so long, or no thread could be made; the connection is still
    // the caller's.
    [[nodiscard]] bool give(const HttpListener::Accepted &connection,
                            std::chrono::milliseconds patience = {});

private:
    void run(std::list<std::thread>::iterator self);
    [[nodiscard]] bool await(std::unique_lock<std::mutex> &lock);

    const size_t m_max;
    const std::function<Work()> m_makeWork;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_room;               // one more is idle
    std::deque<HttpListener::Accepted> m_waiting; // each for an idle thread
    std::list<std::thread> m_threads;
    std::list<std::thread> m_ended; // to be joined
    size_t m_idle = 0;
    bool m_ending = false;
};

} // namespace accountserver
