// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/texttimeline.h"

#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::TextTimeline)
};

constexpr int kMinPlot = 20;
constexpr qsizetype kMaxName = 20;
constexpr int kTicks = 4;

// The later one wins a cell: what is odd must not hide behind what is ordinary.
enum class Cell { Empty, Deadline, Late, Reply, Duplicate, ServiceError };

QChar glyph(Cell cell)
{
    switch (cell) {
    case Cell::Empty:
        return u' ';
    case Cell::Deadline:
        return u'┊';
    case Cell::Late:
        return u'○';
    case Cell::Reply:
        return u'●';
    case Cell::Duplicate:
        return u'◆';
    case Cell::ServiceError:
        return u'▲';
    }
    return u' ';
}

Cell cellOf(const fanin::Run &run, qsizetype i)
{
    if (run.reply(i).kind == nats::ReplyKind::Late)
        return Cell::Late;
    if (run.marks(i).testFlag(fanin::Mark::ServiceError))
        return Cell::ServiceError;
    return run.marks(i).testFlag(fanin::Mark::Duplicate) ? Cell::Duplicate : Cell::Reply;
}

// 1, 2 or 5 times a power of ten, so that about kTicks of them make up the extent.
base::Span tickStep(base::Span extent)
{
    const qint64 least = std::max<qint64>(1, extent.count() / kTicks);
    qint64 step = 1;
    while (true) {
        for (const qint64 factor : {1, 2, 5}) {
            if (step * factor >= least)
                return base::Span(step * factor);
        }
        step *= 10;
    }
}

QString withoutTrailingSpace(QString line)
{
    while (line.endsWith(u' '))
        line.chop(1);
    return line + u'\n';
}

QString axis(const std::vector<int> &ticks, base::Span step, int plot, qsizetype indent)
{
    QString line(plot, u'─');
    QString labels(plot, u' ');
    for (size_t i = 0; i < ticks.size(); ++i) {
        line[ticks[i]] = u'┴';
        const QString label = ui::formatSpan(step * qint64(i));
        if (ticks[i] + label.size() <= plot)
            labels.replace(ticks[i], label.size(), label);
    }
    const QString margin(indent, u' ');
    return margin + u" └"_s + line + u'\n' + withoutTrailingSpace(margin + u"  "_s + labels);
}

} // namespace

QString textTimeline(const fanin::Run &run, int columns, qsizetype maxLanes)
{
    const auto &lanes = run.lanes().lanes();
    const qsizetype shown = std::min(qsizetype(lanes.size()), maxLanes);
    QStringList names;
    qsizetype width = 0;
    for (qsizetype lane = 0; lane < shown; ++lane) {
        names += ui::previewText(lanes[size_t(lane)].name, kMaxName);
        width = std::max(width, names.last().size());
    }
    const int plot = std::max(kMinPlot, columns - int(width) - 3);

    base::Span extent = run.outcome() ? run.outcome()->at : run.spec().rules.total;
    for (qsizetype i = 0; i < run.size(); ++i)
        extent = std::max(extent, run.at(i));
    extent = std::max(extent, base::Span(1));
    const auto columnAt = [extent, plot](base::Span at) {
        return int(std::clamp<qint64>(
            qint64(double(at.count()) / double(extent.count()) * (plot - 1)), 0, plot - 1));
    };

    std::vector<std::vector<Cell>> cells(size_t(shown),
                                         std::vector<Cell>(size_t(plot), Cell::Empty));
    for (auto &row : cells) {
        if (run.spec().rules.total <= extent)
            row[size_t(columnAt(run.spec().rules.total))] = Cell::Deadline;
    }
    for (qsizetype i = 0; i < run.readCount(); ++i) {
        if (qsizetype(run.lane(i)) >= shown)
            continue;
        Cell &cell = cells[run.lane(i)][size_t(columnAt(run.at(i)))];
        cell = std::max(cell, cellOf(run, i));
    }

    QString text;
    for (qsizetype lane = 0; lane < shown; ++lane) {
        QString row;
        for (const Cell cell : cells[size_t(lane)])
            row += glyph(cell);
        text += withoutTrailingSpace(names[lane].leftJustified(width) + u" │"_s + row);
    }
    std::vector<int> ticks;
    const base::Span step = tickStep(extent);
    for (base::Span at{0}; at <= extent; at += step)
        ticks.push_back(columnAt(at));
    text += axis(ticks, step, plot, width);
    text += QString(width + 2, u' ')
        + Text::tr(
                "● reply  ◆ again from the same responder  ▲ service error  ○ late  ┊ total time")
        + u'\n';
    if (shown < qsizetype(lanes.size()))
        text += Text::tr("%1 more responders are not drawn").arg(qsizetype(lanes.size()) - shown)
            + u'\n';
    return text;
}

} // namespace commands
