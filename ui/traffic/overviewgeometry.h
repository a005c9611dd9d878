// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/activity.h"

#include <optional>
#include <utility>
#include <vector>

namespace ui {

// Where the bars of the overview stand; pure. A bar is a whole number of bins, so that nothing
// flickers while the time goes on.
class OverviewGeometry final
{
public:
    static constexpr int kLeastPitch = 6; ///< pixels a bar with its gap
    static constexpr int kMostPitch = 9;  ///< few bars do not fill the strip

    struct Bar
    {
        int left = 0;
        int width = 0;
        double share = 0; ///< of the highest one; 0: nothing came
        bool operator==(const Bar &) const = default;
    };

    OverviewGeometry() = default;
    OverviewGeometry(const capture::Activity &activity, int width);

    [[nodiscard]] const std::vector<Bar> &bars() const { return m_bars; }
    [[nodiscard]] base::Instant begin() const { return m_begin; }
    [[nodiscard]] base::Instant end() const; ///< of the last bar
    [[nodiscard]] base::Span barLength() const { return m_length; }
    [[nodiscard]] double xOf(base::Instant at) const;
    [[nodiscard]] base::Instant timeOf(double x) const;
    // The edge of a bar that is nearest.
    [[nodiscard]] base::Instant snapped(base::Instant at) const;

private:
    std::vector<Bar> m_bars;
    base::Instant m_begin;
    base::Span m_length{0};
    double m_pitch = 0;
};

struct TimeBrush
{
    base::Instant from, to;

    bool operator==(const TimeBrush &) const = default;
};

enum class BrushPart { Outside, From, To, Inside };

[[nodiscard]] BrushPart brushPartAt(double x, const std::optional<TimeBrush> &brush,
                                    const OverviewGeometry &geometry);
// Dragged by its part from `start` (when the button went down) to `now`; Outside begins a new one.
// Whole bars, at least one, within the strip.
[[nodiscard]] TimeBrush draggedBrush(BrushPart part, const std::optional<TimeBrush> &before,
                                     base::Instant start, base::Instant now,
                                     const OverviewGeometry &geometry);
// Whole, by a number of bars; its length stays.
[[nodiscard]] TimeBrush movedBrush(TimeBrush brush, int bars, const OverviewGeometry &geometry);

} // namespace ui
