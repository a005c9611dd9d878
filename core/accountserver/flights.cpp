// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/flights.h"

#include <system_error>

namespace accountserver {

Flights::Flights(int maxThreads, Work work)
    : m_maxThreads(size_t(maxThreads))
    , m_work(std::move(work))
{}

Flights::~Flights()
{
    stop();
    for (std::thread &thread : m_threads)
        thread.join();
}

void Flights::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_begun.notify_all();
    for (const FlightPtr &flight : std::as_const(m_flights))
        flight->landed.notify_all();
}

std::optional<Flights::Result> Flights::join(const QByteArray &key,
                                             std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    FlightPtr flight = m_flights.value(key);
    if (!flight)
        flight = begin(key);
    if (!flight)
        return {};
    ++flight->waiting;
    flight->landed.wait_until(lock, flight->since + patience,
                              [&] { return m_stopped || flight->result; });
    --flight->waiting;
    return flight->result;
}

Flights::FlightPtr Flights::begin(const QByteArray &key)
{
    if (m_stopped || m_flights.size() >= kMaxKeys || !hasThread())
        return {};
    auto flight = std::make_shared<Flight>();
    flight->key = key;
    flight->since = Clock::now();
    m_flights.insert(key, flight);
    m_queue.push_back(flight);
    m_begun.notify_one();
    return flight;
}

bool Flights::hasThread()
{
    if (m_queue.size() < m_idle || m_threads.size() == m_maxThreads)
        return true;
    try {
        m_threads.emplace_back(&Flights::run, this);
        ++m_idle;
    } catch (const std::system_error &) {
        return !m_threads.empty();
    }
    return true;
}

void Flights::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_begun.wait(lock, [this] { return m_stopped || !m_queue.empty(); });
        if (m_stopped)
            return;
        const FlightPtr flight = std::move(m_queue.front());
        m_queue.pop_front();
        if (flight->waiting > 0) {
            --m_idle;
            lock.unlock();
            Result result = m_work(flight->key);
            lock.lock();
            ++m_idle;
            flight->result = std::move(result);
            flight->landed.notify_all();
        }
        m_flights.remove(flight->key);
    }
}

} // namespace accountserver
