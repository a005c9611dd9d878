// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/timelinemarks.h"

#include <bit>

namespace ui {

namespace {

// Without the question whether it differs from the majority.
Shape ownShape(const nats::Reply &reply, fanin::Marks marks)
{
    switch (reply.kind) {
    case nats::ReplyKind::Status:
        return Shape::Status;
    case nats::ReplyKind::Notice:
        return Shape::Notice;
    case nats::ReplyKind::Sentinel:
        return Shape::Sentinel;
    case nats::ReplyKind::Late:
        return Shape::Late;
    case nats::ReplyKind::Counted:
        break;
    }
    if (marks.testFlag(fanin::Mark::ServiceError))
        return Shape::ServiceError;
    return marks.testFlag(fanin::Mark::Duplicate) ? Shape::Duplicate : Shape::Ok;
}

} // namespace

Shape shapeOf(const fanin::Run &run, qsizetype reply)
{
    if (reply >= run.readCount())
        return Shape::Ok;
    const Shape shape = ownShape(run.reply(reply), run.marks(reply));
    const bool comparable = shape == Shape::Ok || shape == Shape::Duplicate;
    return comparable && run.differs(reply) ? Shape::Differs : shape;
}

quint8 TimelineMarks::sizeClass(qsizetype payloadSize)
{
    return quint8(std::bit_width(quint64(std::max<qsizetype>(payloadSize, 0))));
}

void TimelineMarks::clear()
{
    m_marks.clear();
    m_majority.reset();
    m_distinct = false;
    startCounting();
}

void TimelineMarks::catchUp(const fanin::Run &run, std::span<const quint32> laneMap)
{
    const bool distinct = run.grouping().groups().size() > 1;
    const std::optional<quint32> majority = run.grouping().majority();
    if (distinct != m_distinct || (distinct && majority != m_majority)) {
        m_distinct = distinct;
        m_majority = majority;
        startCounting();
    }
    const bool counted = m_counted >= size();
    const qsizetype first = size();
    for (qsizetype i = first; i < run.readCount(); ++i) {
        const nats::Reply &reply = run.reply(i);
        quint32 lane = run.lane(i);
        if (!laneMap.empty())
            lane = lane < laneMap.size() ? laneMap[lane] : kNoLane;
        m_marks.push_back({run.at(i).count(), run.group(i), quint16(std::min(lane, kNoLane)),
                           ownShape(reply, run.marks(i)), sizeClass(reply.message.payloadSize())});
    }
    // What is still to be counted anyway needs no second way.
    if (counted) {
        count(first, size());
        m_counted = size();
    }
}

void TimelineMarks::setWindow(const Window &window)
{
    if (window == m_window)
        return;
    m_window = window;
    startCounting();
}

void TimelineMarks::startCounting()
{
    m_columns.assign(size_t(m_window.columns) * m_window.lanes, Column{});
    m_counted = m_columns.empty() ? size() : lowerBound(m_window.range.begin);
}

bool TimelineMarks::countSome()
{
    const qsizetype last = std::min(size(), m_counted + kSlice);
    count(m_counted, last);
    m_counted = last;
    // Times never decrease: behind the right edge nothing is to be found.
    if (m_counted < size() && at(m_counted) > m_window.range.end)
        m_counted = size();
    return m_counted >= size();
}

void TimelineMarks::count(qsizetype first, qsizetype last)
{
    const qint64 length = m_window.range.length().count();
    if (m_columns.empty() || length <= 0)
        return;
    // Locals, because a store to a column might otherwise change any member: this loop is what a
    // zoom of a million replies costs.
    const qint64 begin = m_window.range.begin.count();
    const qint64 end = m_window.range.end.count();
    const int columns = m_window.columns;
    const double scale = double(columns) / double(length);
    const quint32 firstLane = m_window.firstLane;
    const quint32 lanes = m_window.lanes;
    Column *const table = m_columns.data();
    const Mark *const marks = m_marks.data();
    for (qsizetype i = first; i < last; ++i) {
        const Mark mark = marks[i];
        if (mark.at > end)
            break;
        const quint32 lane = mark.lane - firstLane;
        if (mark.at < begin || lane >= lanes)
            continue;
        const int x = std::min(int(double(mark.at - begin) * scale), columns - 1);
        Column &column = table[size_t(lane) * size_t(columns) + size_t(x)];
        const Shape shape = m_distinct ? shapeOfMark(mark) : mark.shape;
        if (column.count == 0 || shape > column.shape) {
            column.reply = quint32(i);
            column.shape = shape;
        }
        ++column.count;
        column.size = std::max(column.size, mark.size);
        column.shapes = quint16(column.shapes | (1u << unsigned(shape)));
    }
}

std::span<const TimelineMarks::Column> TimelineMarks::lane(quint32 visible) const
{
    if (visible >= m_window.lanes)
        return {};
    return {m_columns.data() + size_t(visible) * size_t(m_window.columns),
            size_t(m_window.columns)};
}

Shape TimelineMarks::shape(qsizetype reply) const
{
    return shapeOfMark(m_marks[size_t(reply)]);
}

Shape TimelineMarks::shapeOfMark(const Mark &mark) const
{
    const bool comparable = mark.shape == Shape::Ok || mark.shape == Shape::Duplicate;
    const bool differs = m_distinct && comparable && mark.group != fanin::Grouping::kNoGroup
                         && mark.group != m_majority;
    return differs ? Shape::Differs : mark.shape;
}

qsizetype TimelineMarks::lowerBound(base::Span at) const
{
    const auto before = [](const Mark &mark, qint64 time) { return mark.at < time; };
    return std::lower_bound(m_marks.begin(), m_marks.end(), at.count(), before) - m_marks.begin();
}

qsizetype TimelineMarks::nearest(quint32 lane, base::Span at, base::Span reach) const
{
    const qsizetype middle = lowerBound(at);
    qsizetype best = -1;
    base::Span bestDistance = reach;
    for (qsizetype i = middle; i < size() && this->at(i) - at <= bestDistance; ++i) {
        if (laneOf(i) == lane) {
            best = i;
            bestDistance = this->at(i) - at;
            break;
        }
    }
    for (qsizetype i = middle - 1; i >= 0 && at - this->at(i) <= bestDistance; --i) {
        if (laneOf(i) == lane) {
            // Of equally near ones the right one wins only if it is at the time itself.
            best = best >= 0 && at - this->at(i) == bestDistance ? best : i;
            break;
        }
    }
    return best;
}

} // namespace ui
