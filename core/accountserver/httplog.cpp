// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/httplog.h"

#include <utility>

namespace accountserver {

HttpLog::HttpLog(size_t max, std::function<void()> wake)
    : m_max(max)
    , m_wake(std::move(wake))
{}

void HttpLog::add(LogEntry entry)
{
    const std::lock_guard lock(m_mutex);
    if (m_entries.size() >= m_max) {
        ++m_dropped;
        return;
    }
    m_entries.push_back(std::move(entry));
    if (m_entries.size() == 1)
        m_wake();
}

std::vector<LogEntry> HttpLog::takeAll()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_entries, {});
}

quint64 HttpLog::dropped() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

} // namespace accountserver
