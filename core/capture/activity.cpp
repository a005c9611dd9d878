// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/activity.h"

#include "core/capture/elapsed.h"

#include <algorithm>

namespace capture {

namespace {

constexpr base::Span kSecond = std::chrono::seconds(1);

} // namespace

void Activity::add(base::Instant at, quint64 messages, quint64 bytes)
{
    if (m_bins.empty()) {
        m_begin = at;
        m_secondBegin = at;
    }
    const base::Span offset = elapsed(m_begin, at);
    while (offset / m_width >= kMaxBins)
        widen();
    const auto bin = size_t(offset / m_width);
    if (bin >= m_bins.size())
        m_bins.resize(bin + 1);
    m_bins[bin].messages += messages;
    m_bins[bin].bytes += bytes;
    m_messages += messages;

    if (const base::Span passed = elapsed(m_secondBegin, at); passed >= kSecond) {
        m_lastSecond = passed < 2 * kSecond ? m_second : 0;
        m_second = 0;
        m_secondBegin += passed / kSecond * kSecond;
    }
    m_second += messages;
    m_peak = std::max(m_peak, m_second);
}

void Activity::widen()
{
    const size_t half = (m_bins.size() + 1) / 2;
    for (size_t i = 0; i < half; ++i) {
        Bin joined = m_bins[2 * i];
        if (2 * i + 1 < m_bins.size()) {
            joined.messages += m_bins[2 * i + 1].messages;
            joined.bytes += m_bins[2 * i + 1].bytes;
        }
        m_bins[i] = joined;
    }
    m_bins.resize(half);
    m_width *= 2;
}

void Activity::clear()
{
    *this = Activity();
}

double Activity::ratePerSecond(base::Instant now) const
{
    if (m_bins.empty() || now < m_secondBegin) // times of a file may lie ahead
        return 0;
    const base::Span passed = elapsed(m_secondBegin, now);
    if (passed >= 2 * kSecond)
        return 0;
    // The second before the running one, until that is over.
    return double(passed >= kSecond ? m_second : m_lastSecond);
}

double Activity::peakPerSecond() const
{
    return double(m_peak);
}

} // namespace capture
