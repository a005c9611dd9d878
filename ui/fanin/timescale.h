// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QString>

#include <algorithm>
#include <cmath>

// Time ↔ pixel. Degenerate input has a defined answer: a range without length puts every time on
// the left edge, an axis without width reads every pixel as the range's begin.
namespace ui {

struct TimeRange
{
    base::Span begin{0};
    base::Span end{0};

    [[nodiscard]] base::Span length() const { return end - begin; }
    bool operator==(const TimeRange &) const = default;
};

// Where a range is painted.
struct Axis
{
    double left = 0;
    double width = 0;

    [[nodiscard]] double right() const { return left + width; }
    bool operator==(const Axis &) const = default;
};

// Closer than this nobody can look: arrival times have a resolution of about a microsecond.
constexpr base::Span kShortestRange = std::chrono::microseconds(1);
// Further away than this nobody needs to: beyond any total time.
constexpr base::Span kLongestRange = std::chrono::hours(24);

[[nodiscard]] inline double timeToX(base::Span at, TimeRange range, Axis axis)
{
    if (range.length().count() <= 0)
        return axis.left;
    return axis.left
           + double((at - range.begin).count()) / double(range.length().count()) * axis.width;
}

[[nodiscard]] inline base::Span xToTime(double x, TimeRange range, Axis axis)
{
    if (axis.width <= 0)
        return range.begin;
    return range.begin
           + base::Span(std::llround((x - axis.left) / axis.width * double(range.length().count())));
}

// The range that shows `factor` times as much and keeps `anchor` where it is.
[[nodiscard]] inline TimeRange zoomed(TimeRange range, base::Span anchor, double factor)
{
    const double wanted = double(range.length().count()) * factor;
    const double length = std::clamp(wanted, double(kShortestRange.count()),
                                     double(kLongestRange.count()));
    const double old = double(range.length().count());
    const double share = old > 0 ? double((anchor - range.begin).count()) / old : 0.0;
    const base::Span begin = anchor - base::Span(std::llround(length * share));
    return {begin, begin + base::Span(std::llround(length))};
}

[[nodiscard]] inline TimeRange moved(TimeRange range, base::Span by)
{
    return {range.begin + by, range.end + by};
}

// The range moved (never resized) so that it overlaps [0, last] as far as it can.
[[nodiscard]] inline TimeRange keptNear(TimeRange range, base::Span last)
{
    const base::Span margin = range.length() / 20;
    if (range.end > last + margin)
        range = moved(range, std::max(last + margin - range.end, -margin - range.begin));
    if (range.begin < -margin)
        range = moved(range, -margin - range.begin);
    return range;
}

// The smallest of 1, 2, 5 × 10ⁿ ns of which a step is at least `minPixels` wide.
[[nodiscard]] inline base::Span tickStep(TimeRange range, Axis axis, double minPixels)
{
    if (range.length().count() <= 0 || axis.width <= 0)
        return kShortestRange;
    const double least = double(range.length().count()) * minPixels / axis.width;
    double power = 1;
    while (power * 10 <= least)
        power *= 10;
    for (const double digit : {1.0, 2.0, 5.0, 10.0}) {
        if (digit * power >= least)
            return base::Span(std::llround(digit * power));
    }
    return base::Span(std::llround(10 * power));
}

// "400 ms", "1.2 s", "12.5 µs": as many decimals as the step needs, one unit for a whole axis.
[[nodiscard]] inline QString tickLabel(base::Span at, base::Span step, TimeRange range)
{
    struct Unit
    {
        double nanoseconds;
        const char16_t *name;
    };
    const double longest = double(std::max(range.end, -range.begin).count());
    const Unit unit = longest < 1e4    ? Unit{1, u"ns"}
                      : longest < 1e6  ? Unit{1e3, u"µs"}
                      : longest < 1e10 ? Unit{1e6, u"ms"}
                                       : Unit{1e9, u"s"};
    int decimals = 0;
    for (double part = double(step.count()) / unit.nanoseconds; part < 0.999 && decimals < 9;
         part *= 10)
        ++decimals;
    return QString::number(double(at.count()) / unit.nanoseconds, 'f', decimals)
           + u'\u2009' + QString::fromUtf16(unit.name);
}

} // namespace ui
