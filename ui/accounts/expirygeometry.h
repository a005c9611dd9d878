// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "ui/common/severitymark.h"

#include <QtCore/QRect>
#include <QtCore/QString>

#include <functional>
#include <vector>

namespace ui {

// Something that expires; `id` is the caller's.
struct Expiry
{
    jwt::UnixTime at = 0;
    SeverityMark mark = SeverityMark::Ok;
    QString name;
    int id = 0;
};

// Where expiries lie on a line from a few days ago to ninety days ahead; all numbers the painter
// and the hit test share. Pure.
struct ExpiryScene
{
    static constexpr int kPastDays = 14;
    static constexpr int kFutureDays = 90;
    static constexpr int kInset = 8;  ///< half a mark at both ends
    static constexpr int kMerge = 11; ///< marks nearer than this are one
    static constexpr int kLabelGap = 10;

    struct Mark
    {
        int x = 0;
        SeverityMark mark = SeverityMark::Ok; ///< the worst of them
        std::vector<int> expiries;            ///< indexes into the list given, soonest first
        bool clipped = false;                 ///< before the line's beginning
        QRect label;                          ///< empty: there was no room
        QString text;
    };
    struct Tick
    {
        int x = 0;
        int days = 0;
    };

    int axisY = 0;
    int left = 0, right = 0; ///< of the line
    int now = 0;
    std::vector<Tick> ticks; ///< 30, 60, 90 days
    std::vector<Mark> marks; ///< from left to right
    int later = 0;           ///< expire after the line's end
    int never = 0;           ///< do not expire

    [[nodiscard]] int markAt(QPoint point) const; ///< -1: none near it
    // Of the expiry with that id; -1: none.
    [[nodiscard]] int markOf(const std::vector<Expiry> &expiries, int id) const;
};

// `axisY` is the line's height in the widget, labels hang `labelTop` below its top; `widthOf`
// measures a label.
struct ExpiryLayout
{
    QSize size;
    int axisY = 0;
    int labelTop = 0;
    int labelHeight = 0;
    std::function<int(const QString &)> widthOf;
};
[[nodiscard]] ExpiryScene expiryScene(const std::vector<Expiry> &expiries, jwt::UnixTime now,
                                      const ExpiryLayout &layout);

} // namespace ui
