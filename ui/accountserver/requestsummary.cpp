// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/requestsummary.h"

#include <algorithm>

namespace ui {

void RequestSummary::add(const std::vector<accountserver::LogEntry> &entries)
{
    for (const accountserver::LogEntry &entry : entries) {
        if (entry.status == 0)
            continue; // it measures a deadline
        m_times.push_back(entry.took);
        if (m_times.size() > kMaxTimes)
            m_times.pop_front();
        if (entry.status == 200 && entry.target.startsWith("/jwt/v1/pack"))
            m_pack = Pack{entry.client, entry.at, entry.note};
    }
}

std::optional<std::chrono::nanoseconds> RequestSummary::median() const
{
    if (m_times.empty())
        return {};
    std::vector<std::chrono::nanoseconds> times(m_times.begin(), m_times.end());
    const auto middle = times.begin() + std::ptrdiff_t(times.size() / 2);
    std::ranges::nth_element(times, middle);
    return *middle;
}

} // namespace ui
