// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/claimdelegate.h"

#include "ui/accounts/claimmodel.h"
#include "ui/common/elidedtext.h"
#include "ui/common/severitymark.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kPadding = 10;
constexpr int kMark = 10;

QFont fontFor(const QModelIndex &index)
{
    switch (index.column()) {
    case ClaimModel::Name:
        return index.data(ClaimModel::ContainerRole).toBool() ? strongFont() : textFont();
    case ClaimModel::Raw:
        return monoFont();
    case ClaimModel::Value:
        return index.data(ClaimModel::KeyRole).toBool() ? monoFont() : textFont();
    default:
        return textFont();
    }
}

} // namespace

void ClaimDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Tokens &t = tokens(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, t.accentWash);
    const int left = index.column() == ClaimModel::Name ? 2 : kPadding;
    QRect rect = option.rect.adjusted(left, 0, -kPadding, 0);
    const bool absent = index.data(ClaimModel::AbsentRole).toBool();
    const bool main = index.column() == ClaimModel::Name || index.column() == ClaimModel::Value;
    QColor color = main && !absent ? t.text : t.secondary;
    if (index.column() == ClaimModel::Meaning && index.data(ClaimModel::DuplicateRole).toBool()) {
        paintSeverityMark(*painter,
                          QRectF(rect.left(), rect.center().y() - kMark / 2.0, kMark, kMark),
                          SeverityMark::Warning, t);
        rect.setLeft(rect.left() + kMark + 6);
        color = t.warningText;
    }
    QFont font = fontFor(index);
    font.setItalic(absent && index.column() != ClaimModel::Meaning);
    paintElided(*painter, rect, index.data().toString(), font, color);
    painter->restore();
}

QSize ClaimDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, kRowHeight};
}

} // namespace ui
