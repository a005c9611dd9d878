// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/timelinegeometry.h"

#include "ui/common/format.h"
#include "ui/common/limittext.h"

#include <QtCore/QHash>

#include <bit>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// A special shape over bars is painted once within this many pixels.
constexpr int kSpecialEvery = 14;

bool isSpecial(Shape shape)
{
    return shape != Shape::Ok && shape != Shape::Late;
}

int barHeight(quint32 count, quint32 most, int laneHeight)
{
    const double share = std::log2(double(count) + 1) / std::log2(double(most) + 1);
    return std::max(4, int(std::lround(share * (laneHeight - 6))));
}

// One lane's columns as dots where replies are few and as bars where they are many.
class LanePlotter
{
public:
    LanePlotter(std::span<const TimelineMarks::Column> columns, int left, int y, int laneHeight)
        : m_columns(columns), m_left(left), m_y(y), m_laneHeight(laneHeight)
    {
        m_lastSpecial.fill(-kSpecialEvery, kShapeCount);
        for (const TimelineMarks::Column &column : columns)
            m_most = std::max(m_most, column.count);
    }

    // Dots no nearer than two pixels to one of `over`: a ghost behind its own reply is only blur.
    void plotGhosts(std::vector<TimelineScene::Dot> &dots,
                    std::span<const TimelineMarks::Column> over)
    {
        for (size_t x = 0; x < m_columns.size(); ++x) {
            const TimelineMarks::Column &column = m_columns[x];
            const size_t from = x > 2 ? x - 2 : 0;
            bool covered = false;
            for (size_t i = from; i < std::min(x + 3, over.size()); ++i)
                covered = covered || over[i].count > 0;
            if (column.count > 0 && !covered)
                dots.push_back({m_left + int(x), m_y, column.shape, column.size, column.reply});
        }
    }

    void plot(std::vector<TimelineScene::Dot> &dots, std::vector<TimelineScene::Bar> &bars)
    {
        const int width = int(m_columns.size());
        quint64 around = 0;
        for (int x = 0; x < std::min(TimelineGeometry::kAround, width); ++x)
            around += m_columns[size_t(x)].count;
        for (int x = 0; x < width; ++x) {
            if (const int entering = x + TimelineGeometry::kAround; entering < width)
                around += m_columns[size_t(entering)].count;
            if (const int leaving = x - TimelineGeometry::kAround - 1; leaving >= 0)
                around -= m_columns[size_t(leaving)].count;
            const TimelineMarks::Column &column = m_columns[size_t(x)];
            if (column.count == 0)
                continue;
            const bool crowded = around > TimelineGeometry::kMostDots;
            if (crowded)
                bars.push_back(bar(x, column));
            if (!crowded || isDueSpecial(x, column.shape))
                dots.push_back({m_left + x, m_y, column.shape, column.size, column.reply});
        }
    }

private:
    TimelineScene::Bar bar(int x, const TimelineMarks::Column &column) const
    {
        // The weakest shape present: one error among thousands must not paint them all red.
        return {m_left + x, m_y, barHeight(column.count, m_most, m_laneHeight),
                Shape(std::countr_zero(column.shapes))};
    }

    bool isDueSpecial(int x, Shape shape)
    {
        int &last = m_lastSpecial[qsizetype(shape)];
        if (!isSpecial(shape) || x - last < kSpecialEvery)
            return false;
        last = x;
        return true;
    }

    std::span<const TimelineMarks::Column> m_columns;
    QList<int> m_lastSpecial;
    int m_left;
    int m_y;
    int m_laneHeight;
    quint32 m_most = 1;
};

bool endedByTotalTime(const nats::Outcome &outcome)
{
    return outcome.reason == nats::EndReason::Deadline
           || outcome.reason == nats::EndReason::TimedOut;
}

// A request that nobody here sent was seen at that moment, and was sent before it.
QString originLabel(const fanin::Run &run)
{
    if (!run.observation())
        return TimelineGeometry::tr("sent");
    return run.observation()->standing == fanin::Observation::Standing::Orphan
        ? TimelineGeometry::tr("first reply")
        : TimelineGeometry::tr("request");
}

TimeRange withMargin(base::Span last)
{
    return {base::Span(0), std::max(last + last / 10, kShortestRange)};
}

} // namespace

QRect TimelineLayout::plot() const
{
    return QRect(QPoint(nameWidth, kHeader),
                 QSize(std::max(0, size.width() - nameWidth),
                       std::max(0, size.height() - kHeader - kFooter)));
}

Axis TimelineLayout::axis() const
{
    return {double(nameWidth + kInset), double(std::max(0, plot().width() - 2 * kInset))};
}

int TimelineLayout::laneHeight() const
{
    if (lanes == 0)
        return kLaneHeight;
    return std::clamp(plot().height() / int(lanes), kLeastLaneHeight, kLaneHeight);
}

int TimelineLayout::laneCentre(quint32 lane) const
{
    return kHeader + int(lane) * laneHeight() + laneHeight() / 2 - scroll;
}

std::optional<quint32> TimelineLayout::laneAt(int y) const
{
    const int inLanes = y - kHeader + scroll;
    if (!plot().contains(plot().left(), y) || inLanes < 0)
        return {};
    const quint32 lane = quint32(inLanes / laneHeight());
    return lane < lanes ? std::optional(lane) : std::nullopt;
}

int TimelineLayout::maximumScroll() const
{
    return std::max(0, int(lanes) * laneHeight() - plot().height());
}

TimelineMarks::Window TimelineLayout::window() const
{
    const int height = laneHeight();
    const int first = std::clamp(scroll / height, 0, std::max(0, int(lanes) - 1));
    const int last = std::min(int(lanes), (scroll + plot().height() + height - 1) / height);
    return {range, int(axis().width), quint32(first), quint32(std::max(0, last - first))};
}

TimelineScene TimelineGeometry::scene(const fanin::Run &run, const TimelineLayout &layout,
                                      const TimelineMarks &marks, const TimelineMarks *ghosts,
                                      const QHash<QByteArray, base::Span> &previous)
{
    TimelineScene scene;
    scene.plot = layout.plot();
    const Axis axis = layout.axis();
    const int left = int(axis.left);

    const TimelineMarks::Window window = marks.window();
    const std::vector<fanin::Lanes::Lane> &lanes = run.lanes().lanes();
    for (quint32 i = 0; i < window.lanes && window.firstLane + i < lanes.size(); ++i) {
        const fanin::Lanes::Lane &lane = lanes[window.firstLane + i];
        TimelineScene::Lane row;
        row.index = window.firstLane + i;
        row.name = lane.overflow ? tr("all others") : previewText(lane.name, 60);
        row.y = layout.laneCentre(row.index);
        row.absent = lane.replies == 0;
        if (row.absent) {
            const auto before = previous.constFind(lane.name);
            const bool waiting = run.state() == fanin::Run::State::Waiting;
            row.note = waiting ? tr("no reply yet") : tr("no reply");
            if (before != previous.constEnd())
                row.note = tr("%1 — answered in %2 last run").arg(row.note, formatSpan(*before));
        }
        LanePlotter(marks.lane(i), left, row.y, layout.laneHeight())
            .plot(scene.dots, scene.bars);
        if (ghosts)
            LanePlotter(ghosts->lane(i), left, row.y, layout.laneHeight())
                .plotGhosts(scene.ghosts, marks.lane(i));
        scene.lanes.push_back(std::move(row));
    }

    // Two steps for one label keep the grid fine and the labels apart.
    const base::Span step = tickStep(layout.range, axis, 56);
    qint64 number = (layout.range.begin.count() + step.count() - 1) / step.count();
    for (; number * step <= layout.range.end; ++number) {
        if (number < 0)
            continue;
        const base::Span at = number * step;
        QString label;
        if (number % 2 == 0)
            label = number == 0 ? originLabel(run) : tickLabel(at, step, layout.range);
        scene.ticks.push_back({int(std::lround(timeToX(at, layout.range, axis))), label});
    }

    const auto lineAt = [&layout, &axis](base::Span at, const QString &label) {
        std::optional<TimelineScene::Line> line;
        if (at >= layout.range.begin && at <= layout.range.end)
            line = {int(std::lround(timeToX(at, layout.range, axis))), label};
        return line;
    };
    const base::Span total = run.spec().rules.total;
    const std::optional<nats::Outcome> &outcome = run.outcome();
    base::Span lateFrom = total;
    // Somebody else's request has a total time and an end, too, but nobody here knows them.
    if (run.sentAt() && !run.observation()) {
        scene.deadline = lineAt(total, tr("total time %1").arg(limitText(total)));
        if (outcome && !endedByTotalTime(*outcome)) {
            lateFrom = outcome->at;
            scene.end = lineAt(outcome->at, tr("end %1").arg(formatSpan(outcome->at)));
        }
        if (lateFrom < layout.range.end)
            scene.lateFrom = std::max(left, int(std::lround(
                                                timeToX(lateFrom, layout.range, axis))));
    }
    return scene;
}

TimeRange TimelineGeometry::fitTotal(const fanin::Run &run)
{
    const base::Span last = run.size() > 0 ? run.at(run.size() - 1) : base::Span(0);
    if (run.observation() && last.count() > 0)
        return withMargin(last);
    if (!run.outcome())
        return withMargin(std::max(run.spec().rules.total, last));
    const base::Span end = std::max(run.outcome()->at, last);
    return withMargin(end.count() > 0 ? end : run.spec().rules.total);
}

TimeRange TimelineGeometry::fitReplies(const fanin::Run &run)
{
    const std::optional<base::Span> last = run.figures().last;
    return last && last->count() > 0 ? withMargin(*last) : fitTotal(run);
}

qsizetype TimelineGeometry::replyAt(const TimelineLayout &layout, const TimelineMarks &marks,
                                    QPoint point)
{
    const std::optional<quint32> lane = layout.laneAt(point.y());
    const Axis axis = layout.axis();
    if (!lane || point.x() < layout.plot().left() || axis.width <= 0)
        return -1;
    constexpr int kReach = 8;
    const base::Span at = xToTime(point.x(), layout.range, axis);
    const base::Span reach = layout.range.length() * kReach / std::max(1, int(axis.width));
    return marks.nearest(*lane, at, reach);
}

quint32 TimelineGeometry::crowd(const TimelineLayout &layout, const TimelineMarks &marks,
                                qsizetype reply)
{
    const quint32 visible = marks.laneOf(reply) - marks.window().firstLane;
    const std::span<const TimelineMarks::Column> columns = marks.lane(visible);
    const double x = timeToX(marks.at(reply), layout.range, layout.axis()) - layout.axis().left;
    if (columns.empty() || x < 0 || x > double(columns.size()))
        return 1;
    return columns[std::min(size_t(x), columns.size() - 1)].count;
}

qsizetype TimelineGeometry::inNextLane(const TimelineMarks &marks, quint32 lanes, qsizetype reply,
                                       int direction)
{
    const base::Span at = marks.at(reply);
    for (qint64 lane = qint64(marks.laneOf(reply)) + direction; lane >= 0 && lane < lanes;
         lane += direction) {
        const qsizetype found = marks.nearest(quint32(lane), at, kLongestRange);
        if (found >= 0)
            return found;
    }
    return -1;
}

std::vector<quint32> TimelineGeometry::laneMap(const fanin::Run &ghost, const fanin::Run &run)
{
    QHash<QByteArray, quint32> byName;
    const std::vector<fanin::Lanes::Lane> &lanes = run.lanes().lanes();
    for (quint32 i = 0; i < lanes.size(); ++i)
        byName.insert(lanes[i].name, i);
    std::vector<quint32> map;
    for (const fanin::Lanes::Lane &lane : ghost.lanes().lanes())
        map.push_back(byName.value(lane.name, TimelineMarks::kNoLane));
    return map;
}

} // namespace ui
