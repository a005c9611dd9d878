// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httpworkers.h"

#include <system_error>
#include <utility>

namespace accountserver {

HttpWorkers::HttpWorkers(int max, std::function<Work()> makeWork)
    : m_max(size_t(max))
    , m_makeWork(std::move(makeWork))
{}

HttpWorkers::~HttpWorkers()
{
    std::unique_lock lock(m_mutex);
    m_ending = true;
    m_wake.notify_all();
    while (!m_threads.empty() || !m_ended.empty()) {
        std::list<std::thread> ended;
        ended.splice(ended.end(), m_ended);
        if (ended.empty()) {
            m_wake.wait(lock, [this] { return !m_ended.empty(); });
            continue;
        }
        lock.unlock();
        for (std::thread &thread : ended)
            thread.join();
        lock.lock();
    }
}

bool HttpWorkers::give(const HttpListener::Accepted &connection, std::chrono::milliseconds patience)
{
    std::list<std::thread> ended;
    {
        std::unique_lock lock(m_mutex);
        m_room.wait_for(lock, patience,
                        [this] { return m_waiting.size() < m_idle || m_threads.size() < m_max; });
        ended.splice(ended.end(), m_ended);
        if (m_waiting.size() < m_idle) {
            m_waiting.push_back(connection);
            m_wake.notify_one();
        } else if (m_threads.size() < m_max) {
            m_threads.emplace_back();
            const auto self = std::prev(m_threads.end());
            try {
                *self = std::thread(&HttpWorkers::run, this, self);
            } catch (const std::system_error &) {
                m_threads.erase(self);
                return false;
            }
            m_waiting.push_back(connection);
            ++m_idle;
        } else {
            return false;
        }
    }
    for (std::thread &thread : ended)
        thread.join();
    return true;
}

// A connection to work on; false: there was none for a while.
bool HttpWorkers::await(std::unique_lock<std::mutex> &lock)
{
    m_wake.wait_for(lock, kIdleFor, [this] { return m_ending || !m_waiting.empty(); });
    return !m_waiting.empty();
}

void HttpWorkers::run(std::list<std::thread>::iterator self)
{
    const Work work = m_makeWork();
    std::unique_lock lock(m_mutex);
    while (await(lock)) {
        const HttpListener::Accepted connection = m_waiting.front();
        m_waiting.pop_front();
        --m_idle;
        lock.unlock();
        work(connection);
        lock.lock();
        ++m_idle;
        m_room.notify_one();
    }
    --m_idle;
    m_ended.splice(m_ended.end(), m_threads, self);
    if (m_ending)
        m_wake.notify_all();
}

} // namespace accountserver
