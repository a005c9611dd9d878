// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/requestsummary.h"

#include <algorithm>

namespace ui {

namespace {

constexpr QByteArrayView kPack = "/jwt/v1/pack";
constexpr QByteArrayView kPackQuery = "/jwt/v1/pack?";

} // namespace

void RequestSummary::add(const std::vector<accountserver::LogEntry> &entries)
{
    for (const accountserver::LogEntry &entry : entries) {
        if (entry.status == 0)
            continue; // it measures a deadline
        m_times.push_back(entry.took);
        if (m_times.size() > kMaxTimes)
            m_times.pop_front();
        const bool took = entry.method == "GET" && entry.status == 200 && entry.bytes > 0;
        if (took && (entry.target == kPack || entry.target.startsWith(kPackQuery)))
            m_pack = Pack{entry.client, entry.at, entry.bytes};
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
