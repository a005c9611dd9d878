// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/tiles.h"

#include "ui/common/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kTickMs = 40;

} // namespace

Tiles::Tiles(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"tiles"_s);
    setAccessibleName(tr("Figures of the run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_clock.setInterval(kTickMs);
    connect(&m_clock, &QTimer::timeout, this, &Tiles::tick);
}

QSize Tiles::sizeHint() const
{
    return {900, kTileHeight};
}

QSize Tiles::minimumSizeHint() const
{
    return {320, kTileHeight};
}

void Tiles::setRun(LiveRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    if (run) {
        connect(run, &LiveRun::changed, this, &Tiles::refresh);
        connect(run, &QObject::destroyed, this, [this] { setRun(nullptr); });
    }
    refresh();
}

void Tiles::refresh()
{
    m_tiles = m_run ? tilesOf(m_run->run()) : std::vector<Tile>();
    const bool judged = m_run && m_run->run().outcome() && m_run->run().isRead();
    m_rules = judged ? rulesOf(m_run->run()) : std::vector<RuleText>();
    if (m_run && m_run->isRunning())
        m_clock.start();
    else
        m_clock.stop();
    tick();
    if (m_run && !m_run->isRunning())
        setAccessibleDescription(describe(m_run->run(), m_run->elapsed({})));
    update();
}

void Tiles::tick()
{
    if (!m_run)
        return;
    StateText state = stateOf(m_run->run(), m_run->elapsed(base::Clock::now()));
    if (endedWithoutChart(m_run->run()))
        state.detail.clear(); // it stands, large, where the chart would be
    if (state == m_state)
        return;
    m_state = std::move(state);
    update(QRect(width() / 2, 0, width() - width() / 2, height()));
}

bool Tiles::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_elided) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), m_state.detail, this);
        return true;
    }
    return QWidget::event(event);
}

void Tiles::paintEvent(QPaintEvent *)
{
    if (!m_run)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::TextAntialiasing);
    paintState(painter, paintTiles(painter, m_tiles, palette()));
}

void Tiles::paintState(QPainter &painter, int left)
{
    const Tokens &colors = tokens(palette());
    const QFontMetrics strong(strongFont());
    const QFontMetrics text(textFont());
    int right = width();
    // From right to left: the rules, then the headline before them.
    for (auto rule = m_rules.rbegin(); rule != m_rules.rend(); ++rule) {
        const QString mark = (rule->ok ? u"✓ "_s : u"✗ "_s) + rule->text;
        right -= text.horizontalAdvance(mark);
        painter.setFont(textFont());
        painter.setPen(rule->ok ? colors.ok : colors.error);
        painter.drawText(right, kTileFigureBaseline, mark);
        right -= 14;
    }
    painter.setFont(strongFont());
    painter.setPen(toneColor(m_state.tone, palette()));
    const QString headline = strong.elidedText(m_state.headline, Qt::ElideRight,
                                               std::max(0, right - left));
    painter.drawText(right - strong.horizontalAdvance(headline), kTileFigureBaseline, headline);

    const QString detail = text.elidedText(m_state.detail, Qt::ElideRight,
                                           std::max(0, width() - left));
    m_elided = detail != m_state.detail;
    painter.setFont(textFont());
    painter.setPen(colors.secondary);
    painter.drawText(width() - text.horizontalAdvance(detail), kTileLabelBaseline, detail);
}

} // namespace ui
