// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/comparedelegate.h"

#include "ui/accounts/comparemodel.h"
#include "ui/common/elidedtext.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace ui {

namespace {

constexpr int kPadding = 10;
constexpr int kIndent = 16;
constexpr int kDeepest = 12; ///< deeper claims are not moved further in
constexpr float kWash = 0.14F;

QColor signColor(jwt::ClaimDifference::What what, const Tokens &t)
{
    switch (what) {
    case jwt::ClaimDifference::What::Changed:
        return t.warning;
    case jwt::ClaimDifference::What::OnlyLeft:
        return t.error;
    case jwt::ClaimDifference::What::OnlyRight:
        return t.ok;
    case jwt::ClaimDifference::What::Same:
        break;
    }
    return t.secondary;
}

} // namespace

void CompareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    using What = jwt::ClaimDifference::What;
    const Tokens &t = tokens(option.palette);
    const auto what = What(index.data(CompareModel::WhatRole).toInt());
    const bool container = index.data(CompareModel::ContainerRole).toBool();
    const int column = index.column();
    const bool absent = (what == What::OnlyRight && column == CompareModel::Left)
        || (what == What::OnlyLeft && column == CompareModel::Right);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, t.accentWash);
    else if (what != What::Same && column >= CompareModel::Left && !absent && !container) {
        QColor wash = column == CompareModel::Left ? t.error : t.ok;
        wash.setAlphaF(kWash);
        painter->fillRect(option.rect.adjusted(0, 1, -4, -1), wash);
    }
    QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    Qt::Alignment align = Qt::AlignLeft;
    QFont font = monoFont();
    QColor color = what == What::Same ? t.secondary : t.text;
    if (column == CompareModel::Sign) {
        rect = option.rect;
        align = Qt::AlignHCenter;
        font.setBold(true);
        color = signColor(what, t);
    } else if (column == CompareModel::Claim) {
        font = container || what == What::Same ? textFont() : strongFont();
        const int depth = std::min(index.data(CompareModel::DepthRole).toInt(), kDeepest);
        rect.setLeft(rect.left() + depth * kIndent);
        color = what == What::Same ? t.secondary : t.text;
    } else if (absent) {
        font = textFont();
        font.setItalic(true);
        color = t.secondary;
    }
    paintElided(*painter, rect, index.data().toString(), font, color, align, Qt::ElideMiddle);
    painter->restore();
}

} // namespace ui
