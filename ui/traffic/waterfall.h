// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/conversation.h"

#include <QtCore/QString>

#include <vector>

// The waterfall column: where a conversation lies on the axis that all rows share. Pure.
namespace ui {

enum class WaterfallKind {
    Latency, ///< every row begins at the left: how long it took
    Clock,   ///< every row begins at its own time: what happened at once
};

struct WaterfallScale
{
    struct Tick
    {
        double x = 0;
        QString label;

        bool operator==(const Tick &) const = default;
    };

    WaterfallKind kind = WaterfallKind::Latency;
    base::Instant origin;                               ///< of Clock
    base::Span length = std::chrono::milliseconds(100); ///< of the whole axis

    // Latencies by their square root: a row of 3 ms can still be told from one of 10 ms where
    // another took a second. Outside of the axis counts as its end.
    [[nodiscard]] double xOf(base::Span since, double width) const;
    // From left to right, at least `minPixels` apart.
    [[nodiscard]] std::vector<Tick> ticks(double width, double minPixels) const;

    bool operator==(const WaterfallScale &) const = default;
};

// Grows with the rows that are to be seen; scales are round, so that few batches change them.
class WaterfallSpan final
{
public:
    void add(const capture::Conversation &conversation, base::Instant now);
    // Keeps `last` as long as it fits and is not far too long: a jumping axis cannot be read.
    [[nodiscard]] WaterfallScale scale(WaterfallKind kind, const WaterfallScale &last) const;

private:
    std::optional<base::Instant> m_begin;
    base::Instant m_end;
    base::Span m_longest{0}; // of what was answered
};

// Offsets in pixels from the column's left edge.
struct WaterfallBar
{
    enum class Form {
        Dot,     ///< asks for nothing, or a reply alone
        Bar,     ///< to the first reply strong, to the last one pale
        Open,    ///< waits: grows with time
        Missing, ///< nothing came: to the end of the axis
    };

    Form form = Form::Dot;
    double begin = 0;
    double first = 0;
    double last = 0;

    bool operator==(const WaterfallBar &) const = default;
};
[[nodiscard]] WaterfallBar waterfallBar(const capture::Conversation &conversation,
                                        const WaterfallScale &scale, double width,
                                        base::Instant now);

// The smallest of 1, 2, 5 × 10ⁿ that is not shorter.
[[nodiscard]] base::Span roundedUp(base::Span span);
// "0", "10 ms", "1.5 s", "2 min": for axes, where steps are round.
[[nodiscard]] QString axisLabel(base::Span span);

} // namespace ui
