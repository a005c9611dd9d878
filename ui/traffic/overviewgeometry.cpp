// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/overviewgeometry.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kReach = 5; ///< pixels about an edge that take hold of it
constexpr int kGap = 2;

} // namespace

OverviewGeometry::OverviewGeometry(const capture::Activity &activity, int width)
    : m_begin(activity.begin())
{
    const auto &bins = activity.bins();
    const qsizetype most = std::max(1, width / kLeastPitch);
    if (bins.empty() || width <= 0)
        return;
    const qsizetype each = (qsizetype(bins.size()) + most - 1) / most; // bins a bar
    const qsizetype count = (qsizetype(bins.size()) + each - 1) / each;
    m_length = activity.width() * each;
    m_pitch = std::min(double(width) / double(count), double(kMostPitch));
    std::vector<quint64> messages(static_cast<size_t>(count));
    for (size_t i = 0; i < bins.size(); ++i)
        messages[i / size_t(each)] += bins[i].messages;
    const quint64 highest = std::max<quint64>(1, *std::ranges::max_element(messages));
    m_bars.reserve(messages.size());
    for (size_t i = 0; i < messages.size(); ++i) {
        const int left = qRound(double(i) * m_pitch);
        const int next = qRound(double(i + 1) * m_pitch);
        m_bars.push_back(
            {left, std::max(1, next - left - kGap), double(messages[i]) / double(highest)});
    }
}

base::Instant OverviewGeometry::end() const
{
    return m_begin + m_length * qint64(m_bars.size());
}

double OverviewGeometry::xOf(base::Instant at) const
{
    if (m_length.count() <= 0)
        return 0;
    return double((at - m_begin).count()) / double(m_length.count()) * m_pitch;
}

base::Instant OverviewGeometry::timeOf(double x) const
{
    if (m_pitch <= 0)
        return m_begin;
    return m_begin + base::Span(std::llround(x / m_pitch * double(m_length.count())));
}

base::Instant OverviewGeometry::snapped(base::Instant at) const
{
    if (m_length.count() <= 0)
        return m_begin;
    const double bars = double((at - m_begin).count()) / double(m_length.count());
    const qint64 edge = std::clamp<qint64>(std::llround(bars), 0, qint64(m_bars.size()));
    return m_begin + m_length * edge;
}

BrushPart brushPartAt(double x, const std::optional<TimeBrush> &brush,
                      const OverviewGeometry &geometry)
{
    if (!brush)
        return BrushPart::Outside;
    const double from = geometry.xOf(brush->from);
    const double to = geometry.xOf(brush->to);
    // A narrow one is moved rather than resized: it can still be resized from outside.
    const double reach = std::min(kReach, std::max(0.0, (to - from) / 4));
    if (x >= from - kReach && x <= from + reach)
        return BrushPart::From;
    if (x <= to + kReach && x >= to - reach)
        return BrushPart::To;
    return x > from && x < to ? BrushPart::Inside : BrushPart::Outside;
}

TimeBrush draggedBrush(BrushPart part, const std::optional<TimeBrush> &before, base::Instant start,
                       base::Instant now, const OverviewGeometry &geometry)
{
    base::Instant fixed = start;
    base::Instant moving = now;
    if (before && part == BrushPart::Inside) {
        const double bars = geometry.barLength().count() > 0
            ? double((now - start).count()) / double(geometry.barLength().count())
            : 0;
        return movedBrush(*before, int(std::lround(bars)), geometry);
    }
    if (before && part != BrushPart::Outside)
        fixed = part == BrushPart::From ? before->to : before->from;
    TimeBrush brush{geometry.snapped(std::min(fixed, moving)),
                    geometry.snapped(std::max(fixed, moving))};
    if (brush.from < brush.to)
        return brush;
    if (brush.to < geometry.end())
        brush.to += geometry.barLength();
    else
        brush.from -= geometry.barLength();
    return brush;
}

TimeBrush movedBrush(TimeBrush brush, int bars, const OverviewGeometry &geometry)
{
    base::Span by = geometry.barLength() * bars;
    by = std::min(by, geometry.end() - brush.to);
    by = std::max(by, geometry.begin() - brush.from);
    return {brush.from + by, brush.to + by};
}

} // namespace ui
