// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/expirygeometry.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <numeric>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::ExpiryStrip)
};

constexpr qint64 kDay = 86400;

int rank(SeverityMark mark)
{
    switch (mark) {
    case SeverityMark::Error:
        return 3;
    case SeverityMark::Warning:
    case SeverityMark::Soon:
        return 2;
    case SeverityMark::Ok:
        return 1;
    default:
        return 0;
    }
}

QString labelOf(const std::vector<Expiry> &expiries, const ExpiryScene::Mark &mark)
{
    const QString first = expiries[size_t(mark.expiries.front())].name;
    const size_t more = mark.expiries.size() - 1;
    if (mark.clipped)
        return Text::tr("‹ %1 earlier").arg(mark.expiries.size());
    if (more == 1)
        return Text::tr("%1, %2").arg(first, expiries[size_t(mark.expiries[1])].name);
    return more == 0 ? first : Text::tr("%1 + %2 more").arg(first).arg(more);
}

// The worst and soonest get their labels first; one that finds no room keeps silent.
void placeLabels(ExpiryScene &scene, const std::vector<Expiry> &expiries,
                 const ExpiryLayout &layout)
{
    std::vector<size_t> order(scene.marks.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::ranges::stable_sort(order, std::greater(),
                             [&scene](size_t i) { return rank(scene.marks[i].mark); });
    std::vector<QRect> taken;
    for (const size_t i : order) {
        ExpiryScene::Mark &mark = scene.marks[i];
        QString text = labelOf(expiries, mark);
        // Two names may be too wide where one is not.
        for (int attempt = 0; attempt < 2; ++attempt) {
            const int width = layout.widthOf(text);
            const int most = layout.size.width() - width;
            const QRect label(std::clamp(mark.x - width / 2, 0, std::max(0, most)), layout.labelTop,
                              width, layout.labelHeight);
            const bool free = std::ranges::none_of(taken, [&label](const QRect &other) {
                return other.adjusted(-ExpiryScene::kLabelGap, 0, ExpiryScene::kLabelGap, 0)
                    .intersects(label);
            });
            if (free && most >= 0) {
                mark.label = label;
                mark.text = text;
                taken.push_back(label);
                break;
            }
            if (mark.clipped || mark.expiries.size() < 2)
                break;
            text = Text::tr("%1 + %2 more")
                       .arg(expiries[size_t(mark.expiries.front())].name)
                       .arg(mark.expiries.size() - 1);
        }
    }
}

} // namespace

int ExpiryScene::markAt(QPoint point) const
{
    int best = -1;
    int distance = kMerge + 1;
    for (size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].label.contains(point))
            return int(i);
        const int away = std::abs(marks[i].x - point.x());
        if (std::abs(point.y() - axisY) <= kMerge + 4 && away < distance) {
            best = int(i);
            distance = away;
        }
    }
    return best;
}

int ExpiryScene::markOf(const std::vector<Expiry> &expiries, int id) const
{
    for (size_t i = 0; i < marks.size(); ++i) {
        if (std::ranges::any_of(marks[i].expiries,
                                [&expiries, id](int at) { return expiries[size_t(at)].id == id; }))
            return int(i);
    }
    return -1;
}

ExpiryScene expiryScene(const std::vector<Expiry> &expiries, jwt::UnixTime now,
                        const ExpiryLayout &layout)
{
    ExpiryScene scene;
    scene.axisY = layout.axisY;
    scene.left = ExpiryScene::kInset;
    scene.right = std::max(scene.left + 1, layout.size.width() - ExpiryScene::kInset);
    const double width = scene.right - scene.left;
    constexpr double span = double((ExpiryScene::kPastDays + ExpiryScene::kFutureDays) * kDay);
    const jwt::UnixTime begin = now - ExpiryScene::kPastDays * kDay;
    const jwt::UnixTime end = now + ExpiryScene::kFutureDays * kDay;
    const auto xOf = [&](jwt::UnixTime at) {
        return scene.left + int(double(at - begin) / span * width + 0.5);
    };
    scene.now = xOf(now);
    for (const int days : {30, 60, 90})
        scene.ticks.push_back({xOf(now + days * kDay), days});

    std::vector<int> order;
    for (size_t i = 0; i < expiries.size(); ++i) {
        const jwt::UnixTime at = expiries[i].at;
        scene.never += at <= 0;
        scene.later += at > end;
        if (at > 0 && at <= end)
            order.push_back(int(i));
    }
    std::ranges::stable_sort(order, {}, [&expiries](int i) { return expiries[size_t(i)].at; });
    for (const int i : order) {
        const Expiry &expiry = expiries[size_t(i)];
        const bool clipped = expiry.at < begin;
        const int x = clipped ? scene.left : xOf(expiry.at);
        ExpiryScene::Mark *last = scene.marks.empty() ? nullptr : &scene.marks.back();
        // What is past and what is ahead stay apart, however near. A mark keeps the place of its
        // first, so that a long row of neighbours does not become one.
        const bool joins = last && x - last->x < ExpiryScene::kMerge && clipped == last->clipped
            && (expiry.at < now) == (expiries[size_t(last->expiries.front())].at < now);
        if (!joins) {
            scene.marks.push_back({x, expiry.mark, {i}, clipped, {}, {}});
            continue;
        }
        last->expiries.push_back(i);
        if (rank(expiry.mark) > rank(last->mark))
            last->mark = expiry.mark;
    }
    placeLabels(scene, expiries, layout);
    return scene;
}

} // namespace ui
