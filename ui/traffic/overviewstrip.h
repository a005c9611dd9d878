// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/feed.h"

#include <QtWidgets/QWidget>

#include <optional>

namespace ui {

// Messages over the whole time of a feed as bars; a stretch of it can be brushed by mouse and
// keyboard, moved, resized and let go.
class OverviewStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit OverviewStrip(QWidget *parent = nullptr);

    void setFeed(capture::Feed *feed);
    void setBrush(std::optional<base::Instant> from, std::optional<base::Instant> to);

    [[nodiscard]] std::optional<base::Instant> from() const;
    [[nodiscard]] std::optional<base::Instant> to() const;

signals:
    void brushChanged(); ///< by the user
};

} // namespace ui
