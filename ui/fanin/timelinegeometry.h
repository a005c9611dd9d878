// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/timelinemarks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QPoint>
#include <QtCore/QRect>

#include <optional>
#include <vector>

namespace ui {

// Where lanes and times lie in the widget; all numbers the painter and the hit test share.
struct TimelineLayout
{
    static constexpr int kHeader = 26;     ///< labels of the lines stand here
    static constexpr int kFooter = 26;     ///< tick labels
    static constexpr int kLaneHeight = 26; ///< where there is room
    static constexpr int kLeastLaneHeight = 18;
    static constexpr int kInset = 8; ///< room for half a dot left of "sent" and at the right edge

    QSize size;
    int nameWidth = 92;
    int scroll = 0; ///< pixels of lanes above the visible ones
    quint32 lanes = 0;
    TimeRange range;

    [[nodiscard]] QRect plot() const;
    [[nodiscard]] Axis axis() const;
    [[nodiscard]] int laneHeight() const;
    [[nodiscard]] int laneCentre(quint32 lane) const; ///< in widget pixels
    [[nodiscard]] std::optional<quint32> laneAt(int y) const;
    [[nodiscard]] int maximumScroll() const;
    // What has to be counted for this layout.
    [[nodiscard]] TimelineMarks::Window window() const;

    bool operator==(const TimelineLayout &) const = default;
};

// What is painted, in widget pixels; bounded by the number of pixels.
struct TimelineScene
{
    struct Lane
    {
        quint32 index = 0;
        QString name;
        QString note; ///< for a lane without a reply: why it is there
        int y = 0;    ///< its centre
        bool absent = false;
    };
    struct Tick
    {
        int x = 0;
        QString label; ///< empty: only a line
    };
    struct Dot
    {
        int x = 0;
        int y = 0;
        Shape shape = Shape::Ok;
        quint8 size = 0;
        quint32 reply = 0;
    };
    struct Bar
    {
        int x = 0;
        int y = 0;      ///< the lane's centre
        int height = 0; ///< grows with the logarithm of the count
        Shape shape = Shape::Ok;
    };
    struct Line
    {
        int x = 0;
        QString label;
    };

    QRect plot;
    std::vector<Lane> lanes;
    std::vector<Tick> ticks;
    std::vector<Bar> bars;
    std::vector<Dot> ghosts;
    std::vector<Dot> dots;
    std::optional<Line> deadline; ///< the total time
    std::optional<Line> end;      ///< where the run ended, if not by the total time
    std::optional<int> lateFrom;  ///< right of it replies are late
};

class TimelineGeometry final
{
    Q_DECLARE_TR_FUNCTIONS(TimelineGeometry)

public:
    // More replies than this around a pixel are painted as bars.
    static constexpr quint32 kMostDots = 3;
    static constexpr int kAround = 6; ///< pixels left and right of it

    // `previous`: when a responder answered in the run before, for lanes without a reply.
    [[nodiscard]] static TimelineScene scene(const fanin::Run &run, const TimelineLayout &layout,
                                             const TimelineMarks &marks,
                                             const TimelineMarks *ghosts,
                                             const QHash<QByteArray, base::Span> &previous);

    // From sending to the total time while waiting, then to the end and whatever came late.
    [[nodiscard]] static TimeRange fitTotal(const fanin::Run &run);
    // The counted replies; fitTotal if there are none.
    [[nodiscard]] static TimeRange fitReplies(const fanin::Run &run);

    // The reply under a point, -1 if there is none near it.
    [[nodiscard]] static qsizetype replyAt(const TimelineLayout &layout,
                                           const TimelineMarks &marks, QPoint point);
    // How many replies share its pixel.
    [[nodiscard]] static quint32 crowd(const TimelineLayout &layout, const TimelineMarks &marks,
                                       qsizetype reply);
    // The nearest reply in time of the next lane that has one, up (-1) or down (+1).
    [[nodiscard]] static qsizetype inNextLane(const TimelineMarks &marks, quint32 lanes,
                                              qsizetype reply, int direction);
    // For each lane of `ghost` the lane of `run` with the same name, else kNoLane.
    [[nodiscard]] static std::vector<quint32> laneMap(const fanin::Run &ghost,
                                                      const fanin::Run &run);
};

} // namespace ui
