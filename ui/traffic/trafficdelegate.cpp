// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/trafficdelegate.h"

#include "ui/common/theme.h"
#include "ui/traffic/cellmark.h"
#include "ui/traffic/conversationmodel.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kStripe = 3;
constexpr int kBarHeight = 4;
constexpr int kFrameHeight = 10; ///< of what is missing
constexpr int kMarkSize = 9;
constexpr int kPinSize = 5;
constexpr int kShapedTexts = 500;

QColor faded(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

QColor toneColor(CellTone tone, const Tokens &colors)
{
    switch (tone) {
    case CellTone::Plain:
        return colors.text;
    case CellTone::Secondary:
        return colors.secondary;
    case CellTone::Quiet:
        return colors.tertiary;
    case CellTone::Accent:
        return colors.accent;
    case CellTone::Warning:
        return colors.warningText;
    case CellTone::Error:
        return colors.error;
    }
    return colors.text;
}

QColor ruleColor(ColorRules::Color color, const Tokens &colors)
{
    switch (color) {
    case ColorRules::Color::Red:
        return colors.error;
    case ColorRules::Color::Amber:
        return colors.warning;
    case ColorRules::Color::Green:
        return colors.ok;
    case ColorRules::Color::Blue:
        return colors.accent;
    case ColorRules::Color::Violet:
        return colors.duplicate;
    case ColorRules::Color::Quiet:
        return colors.late;
    }
    return colors.accent;
}

TrafficDelegate::TrafficDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_text(textFont())
    , m_mono(monoFont())
    , m_figures(m_text, GlyphTable::Digits::Tabular)
    , m_fixed(m_mono)
    , m_texts(kShapedTexts)
{}

QSize TrafficDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, kRowHeight};
}

void TrafficDelegate::beginFrame(const WaterfallScale &scale, base::Instant now)
{
    m_scale = scale;
    m_now = now;
    m_row.number = -1;
}

void TrafficDelegate::beginRow(const TrafficModel &model, int row) const
{
    if (m_row.number == row)
        return;
    m_row = {row, model.key(row), false, false, std::nullopt};
    if (m_row.key == 0)
        return;
    m_row.note = model.isNote(m_row.key);
    m_row.pinned = model.isPinned(m_row.key);
    if (m_row.note || !m_rules)
        return;
    m_row.color = model.kind() == capture::RowKind::Messages
        ? m_rules->colorOf(*model.capture(), m_row.key, model.facts())
        : m_rules->colorOfConversation(*model.capture(), m_row.key, model.facts());
}

void TrafficDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto &model = static_cast<const TrafficModel &>(*index.model());
    const Tokens &colors = tokens(option.palette);
    beginRow(model, index.row());
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colors.accentWash);
    else if (m_row.color)
        painter->fillRect(option.rect, faded(ruleColor(*m_row.color, colors), 0.07F));
    if (m_row.key == 0 || m_row.note)
        return; // the view paints a note over all columns
    if (index.column() == 0 && m_row.color)
        painter->fillRect(
            QRect(option.rect.left(), option.rect.top(), kStripe, option.rect.height()),
            ruleColor(*m_row.color, colors));
    QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const bool conversations = model.kind() == capture::RowKind::Conversations;
    if (conversations && index.column() == ConversationModel::Waterfall)
        return paintWaterfall(*painter, rect, model, colors);
    const CellText cell = model.cell(m_row.key, index.row(), index.column());
    if (index.column() == 0 && m_row.pinned) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.accent);
        painter->drawEllipse(QPointF(rect.left() - 0.5, rect.center().y() + 0.5), kPinSize / 2.0,
                             kPinSize / 2.0);
        painter->setRenderHint(QPainter::Antialiasing, false);
    }
    if (cell.text.isEmpty())
        return;
    const QColor color = toneColor(cell.tone, colors);
    if (model.isFigure(index.column()))
        return paintFigure(*painter, rect, cell.text, color);
    if (cell.mark != CellMark::None) {
        const QRectF mark(rect.left(), rect.center().y() - kMarkSize / 2.0 + 0.5, kMarkSize,
                          kMarkSize);
        paintCellMark(*painter, mark, cell.mark, color);
        rect.setLeft(rect.left() + kMarkSize + 6);
    }
    paintText(*painter, rect, cell.text, model.isMono(index.column()), color);
}

// Shaping a line of text costs most of a frame: what can do without does, the rest is kept.
void TrafficDelegate::paintText(QPainter &painter, const QRect &rect, const QString &text,
                                bool mono, const QColor &color) const
{
    if (rect.width() <= 0)
        return;
    const QFontMetrics metrics(mono ? m_mono : m_text);
    const int baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2 + 1;
    if (mono && paintFixed(painter, QPoint(rect.left(), baseline), rect.width(), text, color))
        return;
    const QString key = text + QChar(mono ? u'\1' : u'\2') + QString::number(rect.width());
    QStaticText *shaped = m_texts.object(key);
    if (!shaped) {
        shaped = new QStaticText(metrics.elidedText(text, Qt::ElideRight, rect.width()));
        shaped->setTextFormat(Qt::PlainText);
        shaped->prepare({}, mono ? m_mono : m_text);
        m_texts.insert(key, shaped);
    }
    painter.setFont(mono ? m_mono : m_text);
    painter.setPen(color);
    painter.drawStaticText(QPoint(rect.left(), baseline - metrics.ascent()), *shaped);
}

bool TrafficDelegate::paintFixed(QPainter &painter, const QPoint &baseline, int width,
                                 QStringView text, const QColor &color) const
{
    const int wanted = m_fixed.width(text);
    if (wanted < 0)
        return false;
    if (wanted <= width) {
        m_fixed.draw(painter, baseline, text, color);
        return true;
    }
    const int ellipsis = m_fixed.width(u"…");
    if (ellipsis < 0)
        return false;
    qsizetype fits = 0;
    for (int used = ellipsis; fits < text.size(); ++fits) {
        used += m_fixed.width(text.sliced(fits, 1));
        if (used > width)
            break;
    }
    m_fixed.draw(painter, baseline, QString(text.first(fits).toString() + u'…'), color);
    return true;
}

// A figure without its first digits would be another one.
void TrafficDelegate::paintFigure(QPainter &painter, const QRect &rect, const QString &text,
                                  const QColor &color) const
{
    const int width = m_figures.width(text);
    if (width < 0 || width > rect.width())
        return paintText(painter, rect, text, false, color);
    const QFontMetrics metrics(m_text);
    const int baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2 + 1;
    m_figures.draw(painter, QPoint(rect.right() + 1 - width, baseline), text, color);
}

void TrafficDelegate::paintWaterfall(QPainter &painter, const QRect &rect,
                                     const TrafficModel &model, const Tokens &colors) const
{
    const auto &conversations = static_cast<const ConversationModel &>(model);
    const capture::Conversation c = conversations.conversation(m_row.key);
    const WaterfallBar bar = waterfallBar(c, m_scale, rect.width(), m_now);
    const CellTone tone = TrafficText::state(*model.capture(), c).tone;
    const bool quiet = bar.form == WaterfallBar::Form::Missing && tone != CellTone::Error;
    const QColor color = tone == CellTone::Error ? colors.error
        : m_row.color                            ? ruleColor(*m_row.color, colors)
        : quiet                                  ? colors.late
                                                 : colors.accent;
    const QColor rest = faded(tone == CellTone::Warning ? colors.warning : color, 0.42F);
    const double y = rect.center().y() + 0.5;
    const auto piece = [&rect, y](double from, double to) {
        // What is shorter than it is high is still to be seen.
        return QRectF(rect.left() + from, y - kBarHeight / 2.0,
                      std::max(to - from, double(kBarHeight)), kBarHeight);
    };
    const double round = kBarHeight / 2.0;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (bar.form) {
    case WaterfallBar::Form::Dot:
        painter.setBrush(faded(color, 0.6F));
        painter.drawRoundedRect(piece(bar.begin, bar.begin), round, round);
        break;
    case WaterfallBar::Form::Bar:
        if (bar.last > bar.first) {
            painter.setBrush(rest);
            painter.drawRoundedRect(piece(bar.begin, bar.last), round, round);
            painter.setBrush(color);
        }
        painter.drawRoundedRect(piece(bar.begin, bar.first), round, round);
        break;
    case WaterfallBar::Form::Open:
        painter.setBrush(rest);
        painter.drawRoundedRect(piece(bar.begin, bar.last), round, round);
        break;
    case WaterfallBar::Form::Missing: {
        painter.drawRoundedRect(piece(bar.begin, bar.begin), round, round);
        painter.setPen(QPen(color, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect.left() + bar.begin - 0.5, y - kFrameHeight / 2.0,
                                       bar.last - bar.begin, kFrameHeight),
                                3, 3);
        break;
    }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace ui
