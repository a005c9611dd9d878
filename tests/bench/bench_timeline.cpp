// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// What a frame of the timeline costs, painted into a picture without a display, and what a reply
// costs on its way into it. Budget: a frame < 8 ms with a million replies.
#include "tests/support/runs.h"
#include "ui/common/theme.h"
#include "ui/fanin/liverun.h"
#include "ui/fanin/timelineview.h"

#include <QtGui/QImage>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace {

constexpr int kResponders = 20;
constexpr QSize kSize(1160, 600);

// CPU of this thread, which does all of it: on a shared machine the wall clock measures the others.
double cpuMillis()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

fanin::Run many(qsizetype count)
{
    fanin::Run run = runs::many(count, kResponders);
    run.finish(runs::ended(run, nats::EndReason::Deadline, 2000));
    run.settle({});
    return run;
}

struct Frame
{
    double same = 0;   ///< painted again as it is: hover, selection, the now-line
    double zoomed = 0; ///< counted again for another range, then painted
};

Frame measure(qsizetype count)
{
    ui::LiveRun live(many(count));
    ui::TimelineView view;
    view.resize(kSize);
    view.setRun(&live);
    QImage image(kSize, QImage::Format_ARGB32_Premultiplied);
    view.viewport()->render(&image);

    std::vector<double> same;
    std::vector<double> zoomed;
    for (int i = 0; i < 21; ++i) {
        double start = cpuMillis();
        view.viewport()->render(&image);
        same.push_back(cpuMillis() - start);
        view.zoom(i % 2 ? 1.25 : 0.8);
        start = cpuMillis();
        view.viewport()->render(&image);
        zoomed.push_back(cpuMillis() - start);
    }
    return {median(same), median(zoomed)};
}

// The timeline's own share of a reply: reading it from the run and counting it on its pixel.
double appendCost(qsizetype count)
{
    const fanin::Run run = many(count);
    ui::TimelineLayout layout;
    layout.size = kSize;
    layout.lanes = kResponders;
    layout.range = {base::Span(0), run.spec().rules.total};
    std::vector<double> costs;
    for (int round = 0; round < 5; ++round) {
        ui::TimelineMarks marks;
        marks.setWindow(layout.window());
        marks.countSome();
        const double start = cpuMillis();
        marks.catchUp(run);
        costs.push_back((cpuMillis() - start) * 1e6 / double(count));
    }
    return median(costs);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    ui::applyTheme(*qApp, ui::Scheme::Dark);
    const Frame small = measure(10'000);
    const Frame large = measure(1'000'000);
    std::printf("value timeline-10k-frame %.2f ms\n", small.same);
    std::printf("value timeline-10k-zoom-frame %.2f ms\n", small.zoomed);
    std::printf("value timeline-1M-frame %.2f ms\n", large.same);
    std::printf("value timeline-1M-zoom-frame %.2f ms\n", large.zoomed);
    std::printf("value append-1M-per-reply %.1f ns\n", appendCost(1'000'000));
    return 0;
}
