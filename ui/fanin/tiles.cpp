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

constexpr int kHeight = 46;
constexpr int kTileGap = 26;
constexpr int kFigureBaseline = 20;
constexpr int kLabelBaseline = 39;
constexpr int kTickMs = 40;

} // namespace

QColor toneColor(Tone tone, const QPalette &palette)
{
    const Tokens &colors = tokens(palette);
    switch (tone) {
    case Tone::Plain:
        return colors.text;
    case Tone::Quiet:
        return colors.secondary;
    case Tone::Accent:
        return colors.accent;
    case Tone::Ok:
        return colors.ok;
    case Tone::Warning:
        return colors.warning;
    case Tone::Error:
        return colors.error;
    }
    return colors.text;
}

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
    return {900, kHeight};
}

QSize Tiles::minimumSizeHint() const
{
    return {320, kHeight};
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
    paintState(painter, paintTiles(painter));
}

int Tiles::paintTiles(QPainter &painter) const
{
    const Tokens &colors = tokens(palette());
    const QFontMetrics figures(figureFont());
    const QFontMetrics text(textFont());
    const QFontMetrics small(smallFont());
    int x = 0;
    for (const Tile &tile : m_tiles) {
        const int number = figures.horizontalAdvance(tile.number);
        const int unit = tile.unit.isEmpty() ? 0 : 5 + text.horizontalAdvance(tile.unit);
        painter.setFont(figureFont());
        painter.setPen(colors.text);
        painter.drawText(x, kFigureBaseline, tile.number);
        painter.setFont(textFont());
        painter.setPen(colors.secondary);
        painter.drawText(x + number + 5, kFigureBaseline, tile.unit);
        painter.setFont(smallFont());
        painter.drawText(x, kLabelBaseline, tile.label);
        x += std::max(number + unit, small.horizontalAdvance(tile.label)) + kTileGap;
    }
    return x;
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
        painter.drawText(right, kFigureBaseline, mark);
        right -= 14;
    }
    painter.setFont(strongFont());
    painter.setPen(toneColor(m_state.tone, palette()));
    const QString headline = strong.elidedText(m_state.headline, Qt::ElideRight,
                                               std::max(0, right - left));
    painter.drawText(right - strong.horizontalAdvance(headline), kFigureBaseline, headline);

    const QString detail = text.elidedText(m_state.detail, Qt::ElideRight,
                                           std::max(0, width() - left));
    m_elided = detail != m_state.detail;
    painter.setFont(textFont());
    painter.setPen(colors.secondary);
    painter.drawText(width() - text.horizontalAdvance(detail), kLabelBaseline, detail);
}

} // namespace ui
