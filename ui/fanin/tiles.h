// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/liverun.h"
#include "ui/fanin/runtext.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace ui {

// The figures of a run in a row, and at the right how it stands: waiting and for whom, or how it
// ended and which success rules it met. Counts down only while the run waits.
class Tiles final : public QWidget
{
    Q_OBJECT

public:
    explicit Tiles(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    void setRun(ui::LiveRun *run);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void tick();
    void paintState(QPainter &painter, int left);

    QPointer<LiveRun> m_run;
    QTimer m_clock;
    std::vector<Tile> m_tiles;
    std::vector<RuleText> m_rules;
    StateText m_state;
    bool m_elided = false; ///< the sentence had no room; the tool tip has it whole
};

} // namespace ui
