// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/traffic/waterfall.h"

#include <QtWidgets/QHeaderView>

namespace ui {

struct Tokens;

// The columns' titles; that of the waterfall is the axis its rows share.
class TrafficHeader final : public QHeaderView
{
    Q_OBJECT

public:
    static constexpr int kTickDistance = 46;

    explicit TrafficHeader(QWidget *parent = nullptr);

    void setWaterfall(int section, const WaterfallScale &scale); ///< -1: there is none

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    void paintAxis(QPainter &painter, const QRect &rect, const Tokens &colors) const;
    void paintTitle(QPainter &painter, QRect rect, int section, const Tokens &colors) const;

    int m_section = -1;
    WaterfallScale m_scale;
};

} // namespace ui
