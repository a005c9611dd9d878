// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <vector>

namespace capture {

// Messages and bytes by time, for the overview: at most kMaxBins bins over the whole capture, which
// double their width when they are too many. Counts everything received, kept or not.
class Activity final
{
public:
    static constexpr qsizetype kMaxBins = 1'024;
    static constexpr base::Span kFirstWidth = std::chrono::milliseconds(100);

    struct Bin
    {
        quint64 messages = 0;
        quint64 bytes = 0;
    };

    void add(base::Instant at, quint64 messages, quint64 bytes);
    void clear();

    [[nodiscard]] quint64 messages() const { return m_messages; } ///< of all bins
    [[nodiscard]] const std::vector<Bin> &bins() const { return m_bins; }
    [[nodiscard]] base::Span width() const { return m_width; }
    [[nodiscard]] base::Instant begin() const { return m_begin; } ///< of the first bin
    [[nodiscard]] double ratePerSecond(base::Instant now) const;  ///< over the last second
    [[nodiscard]] double peakPerSecond() const;                   ///< of any whole second so far

private:
    void widen();

    std::vector<Bin> m_bins;
    base::Span m_width = kFirstWidth;
    base::Instant m_begin;
    base::Instant m_secondBegin;
    quint64 m_messages = 0;
    quint64 m_second = 0;
    quint64 m_lastSecond = 0;
    quint64 m_peak = 0;
};

} // namespace capture
