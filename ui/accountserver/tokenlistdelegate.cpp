// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/tokenlistdelegate.h"

#include "ui/accountserver/tokenlistmodel.h"
#include "ui/common/elidedtext.h"
#include "ui/common/figuretext.h"
#include "ui/common/kindmark.h"
#include "ui/common/severitymark.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kPadding = 10;
constexpr int kKind = 12;
constexpr int kMark = 11;
constexpr int kGap = 7;

QRectF markRect(const QRect &rect, int side)
{
    return {double(rect.left()), rect.center().y() - side / 2.0 + 0.5, double(side), double(side)};
}

} // namespace

void TokenListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Tokens &colors = tokens(option.palette);
    const QString text = index.data().toString();
    QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colors.accentWash);
    switch (index.column()) {
    case TokenListModel::Name:
        rect.setLeft(rect.left() + kPadding - kGap);
        paintKindMark(*painter, markRect(rect, kKind),
                      jwt::Kind(index.data(TokenListModel::KindRole).toInt()), false,
                      option.palette);
        rect.setLeft(rect.left() + kKind + kGap);
        paintElided(*painter, rect, text, textFont(), colors.text);
        break;
    case TokenListModel::State: {
        const auto mark = SeverityMark(index.data(TokenListModel::MarkRole).toInt());
        paintSeverityMark(*painter, markRect(rect, kMark), mark, colors);
        rect.setLeft(rect.left() + kMark + kGap);
        paintElided(*painter, rect, text, textFont(), severityTextColor(mark, colors));
        break;
    }
    case TokenListModel::Asked:
        paintFigures(*painter, rect, text, colors.text);
        break;
    default:
        paintElided(*painter, rect, text, textFont(), colors.secondary);
        break;
    }
    painter->restore();
}

} // namespace ui
