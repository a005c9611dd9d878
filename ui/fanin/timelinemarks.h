// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/timescale.h"

#include "core/fanin/run.h"

#include <span>
#include <vector>

namespace ui {

// What a reply is on the timeline and in the table; the later ones win where they meet in a pixel.
enum class Shape : quint8 { Ok, Late, Notice, Sentinel, Duplicate, Differs, ServiceError, Status };
constexpr int kShapeCount = 8;

[[nodiscard]] Shape shapeOf(const fanin::Run &run, qsizetype reply);

// The replies of a run as the timeline needs them, sixteen bytes each, and what of them falls on
// each pixel of the visible lanes. Appending touches new replies only; a change of the view counts
// again in slices. A plain object: cost for the painter is bounded by pixels, never by replies.
class TimelineMarks final
{
public:
    // What falls on one pixel of one lane.
    struct Column
    {
        quint32 count = 0;
        quint32 reply = 0;      ///< the first one of the strongest shape
        Shape shape = Shape::Ok;
        quint8 size = 0;        ///< of the largest, see sizeClass
        quint16 shapes = 0;     ///< one bit for each shape present

        bool operator==(const Column &) const = default;
    };
    // The part of the run that is counted.
    struct Window
    {
        TimeRange range;
        int columns = 0;
        quint32 firstLane = 0;
        quint32 lanes = 0;

        bool operator==(const Window &) const = default;
    };
    static constexpr qsizetype kSlice = 250'000; ///< replies counted in one call of countSome: a few ms

    // Log2 of the payload size, 0 for an empty one: dots grow with it.
    [[nodiscard]] static quint8 sizeClass(qsizetype payloadSize);

    void clear();
    // Takes over replies of `run` from size() on, as far as they are read. `laneMap` translates
    // lanes (kNoLane: not shown); empty means as they are.
    void catchUp(const fanin::Run &run, std::span<const quint32> laneMap = {});
    static constexpr quint32 kNoLane = 0xffff;

    // Starts to count again if `window` is another one than before.
    void setWindow(const Window &window);
    // Counts up to kSlice replies; true when nothing is left to count.
    bool countSome();

    [[nodiscard]] qsizetype size() const { return qsizetype(m_marks.size()); }
    [[nodiscard]] const Window &window() const { return m_window; }
    // The columns of a visible lane (an index from 0 within the window).
    [[nodiscard]] std::span<const Column> lane(quint32 visible) const;
    [[nodiscard]] base::Span at(qsizetype reply) const { return base::Span(m_marks[size_t(reply)].at); }
    [[nodiscard]] quint32 laneOf(qsizetype reply) const { return m_marks[size_t(reply)].lane; }
    [[nodiscard]] Shape shape(qsizetype reply) const;
    [[nodiscard]] quint8 size(qsizetype reply) const { return m_marks[size_t(reply)].size; }

    // The reply of a lane nearest to a time, looking no further than `reach`; -1 if there is none.
    [[nodiscard]] qsizetype nearest(quint32 lane, base::Span at, base::Span reach) const;

private:
    struct Mark
    {
        qint64 at;
        quint32 group;
        quint16 lane;
        Shape shape; ///< Ok also for one that differs: that changes with the majority
        quint8 size;
    };

    [[nodiscard]] Shape shapeOfMark(const Mark &mark) const;
    void count(qsizetype first, qsizetype last);
    void startCounting();
    [[nodiscard]] qsizetype lowerBound(base::Span at) const;

    std::vector<Mark> m_marks;
    std::vector<Column> m_columns; ///< window.lanes × window.columns
    Window m_window;
    qsizetype m_counted = 0; ///< replies before this one are counted or out of the window
    std::optional<quint32> m_majority;
    bool m_distinct = false; ///< there is more than one group
};

} // namespace ui
