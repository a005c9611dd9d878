// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/replydelegate.h"

#include "ui/common/elidedtext.h"
#include "ui/common/figuretext.h"
#include "ui/common/theme.h"
#include "ui/fanin/replymodel.h"
#include "ui/fanin/shapes.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kPadding = 10;

void paintText(QPainter &painter, const QRect &rect, const QModelIndex &index, const QFont &font,
               const QColor &color)
{
    paintElided(painter, rect, index.data().toString(), font, color,
                Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
}

void paintBadge(QPainter &painter, const QRect &rect, const QModelIndex &index,
                const Tokens &colors)
{
    const QString text = index.data().toString();
    if (text.isEmpty())
        return;
    const bool none = index.data(ReplyModel::GroupRole).toInt() < 0;
    const bool majority = index.data(ReplyModel::MajorityRole).toBool();
    QFont font = smallFont();
    font.setWeight(QFont::DemiBold);
    const QColor color = none ? colors.secondary : majority ? colors.accent : colors.warning;
    const int width = QFontMetrics(font).horizontalAdvance(text) + 12;
    const QRect badge(rect.left(), rect.center().y() - 8, std::min(width, rect.width()), 17);
    QColor wash = color;
    wash.setAlphaF(0.14F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(wash);
    painter.drawRoundedRect(badge, 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(badge, Qt::AlignCenter, text);
}

void paintStatus(QPainter &painter, QRect rect, const QModelIndex &index, const Tokens &colors)
{
    if (index.data().toString().isEmpty())
        return;
    const auto shape = Shape(index.data(ReplyModel::ShapeRole).toInt());
    paintShape(painter, QPointF(rect.left() + 5.5, rect.center().y() + 0.5), 4.6, shape, colors);
    rect.setLeft(rect.left() + 16);
    // Grey is a mark's colour, not one for reading.
    const QColor color = shape == Shape::Late ? colors.secondary : shapeColor(shape, colors);
    paintText(painter, rect, index, textFont(), color);
}

} // namespace

void ReplyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Tokens &colors = tokens(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colors.accentWash);
    const QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const bool late = index.data(ReplyModel::ShapeRole).toInt() == int(Shape::Late);
    switch (index.column()) {
    case ReplyModel::Number:
    case ReplyModel::Delta:
        paintFigures(*painter, rect, index.data().toString(), colors.secondary);
        break;
    case ReplyModel::At:
    case ReplyModel::Bytes:
        paintFigures(*painter, rect, index.data().toString(),
                     late ? colors.secondary : colors.text);
        break;
    case ReplyModel::Responder:
        paintText(*painter, rect, index, monoFont(), colors.text);
        break;
    case ReplyModel::Group:
        paintBadge(*painter, rect, index, colors);
        break;
    case ReplyModel::Status:
        paintStatus(*painter, rect, index, colors);
        break;
    default:
        paintText(*painter, rect, index, monoFont(), colors.secondary);
        break;
    }
    painter->restore();
}

} // namespace ui
