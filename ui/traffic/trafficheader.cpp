// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/trafficheader.h"

#include "ui/common/elidedtext.h"
#include "ui/common/theme.h"
#include "ui/traffic/trafficdelegate.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kArrow = 7;
constexpr int kLabelGap = 6;

} // namespace

TrafficHeader::TrafficHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName(u"trafficHeader"_s);
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionsMovable(true);
    setFirstSectionMovable(false);
    setMinimumSectionSize(40);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSortIndicatorShown(false);
}

void TrafficHeader::setWaterfall(int section, const WaterfallScale &scale)
{
    if (section == m_section && scale == m_scale)
        return;
    m_section = section;
    m_scale = scale;
    if (section >= 0)
        updateSection(section);
}

void TrafficHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Tokens &colors = tokens(palette());
    painter->fillRect(rect, colors.raised);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.line);
    const QRect inner = rect.adjusted(TrafficDelegate::kPadding, 0, -TrafficDelegate::kPadding, -1);
    painter->save();
    painter->setFont(smallFont());
    if (section == m_section)
        paintAxis(*painter, inner, colors);
    else
        paintTitle(*painter, inner, section, colors);
    painter->restore();
}

void TrafficHeader::paintAxis(QPainter &painter, const QRect &rect, const Tokens &colors) const
{
    const QFontMetrics metrics(smallFont());
    const auto ticks = m_scale.ticks(rect.width(), kTickDistance);
    std::vector<QRect> labels;
    for (const WaterfallScale::Tick &tick : ticks) {
        const int x = rect.left() + qRound(tick.x);
        painter.fillRect(QRect(x, rect.bottom() - 3, 1, 4), colors.strongLine);
        const int width = metrics.horizontalAdvance(tick.label);
        const int left = std::clamp(x - width / 2, rect.left(),
                                    std::max(rect.left(), rect.right() + 1 - width));
        labels.emplace_back(left, rect.top(), width + 1, rect.height() - 4);
    }
    // Where not all have room, the ends have it.
    painter.setPen(colors.secondary);
    int from = rect.left() - kLabelGap;
    for (size_t i = 0; i < labels.size(); ++i) {
        const bool ends = i == 0 || i + 1 == labels.size();
        const bool fits = labels[i].left() >= from + kLabelGap
            && (ends || labels[i].right() + kLabelGap <= labels.back().left());
        if (!fits)
            continue;
        painter.drawText(labels[i], Qt::AlignLeft | Qt::AlignVCenter, ticks[i].label);
        from = labels[i].right();
    }
}

// As wide as the figures below it: a style would keep room for an arrow that is not there.
void TrafficHeader::paintTitle(QPainter &painter, QRect rect, int section,
                               const Tokens &colors) const
{
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const int align = model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt();
    const bool right = align & Qt::AlignRight;
    const QString title = model()->headerData(section, orientation()).toString();
    const QColor color = sorted ? colors.text : colors.secondary;
    if (sorted) {
        const int text
            = std::min(painter.fontMetrics().horizontalAdvance(title), rect.width() - kArrow - 4);
        const int left = right ? rect.right() + 1 - text - 4 - kArrow : rect.left() + text + 4;
        const double middle = rect.center().y() + 0.5;
        const double up = sortIndicatorOrder() == Qt::AscendingOrder ? -1 : 1;
        const QPointF arrow[] = {{left + kArrow / 2.0, middle + up * 2.5},
                                 {double(left), middle - up * 2.0},
                                 {double(left + kArrow), middle - up * 2.0}};
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawPolygon(arrow, 3);
        rect.adjust(right ? kArrow + 4 : 0, 0, right ? 0 : -kArrow - 4, 0);
    }
    paintElided(painter, rect, title, smallFont(), color, right ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace ui
