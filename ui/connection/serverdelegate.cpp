// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/serverdelegate.h"

#include "ui/common/elidedtext.h"
#include "ui/common/theme.h"
#include "ui/connection/servermodel.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kPadding = 10; // as of the header

} // namespace

void ServerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Tokens &t = tokens(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, t.accentWash);
    const bool current = index.data(ServerModel::CurrentRole).toBool();
    const int column = index.column();
    const bool bad = column == ServerModel::Failures || column == ServerModel::LastError;
    const QColor color = bad ? t.warningText : column == ServerModel::Url ? t.text : t.secondary;
    const QFont font = column == ServerModel::Url ? monoFont()
        : current                                 ? strongFont()
                                                  : textFont();
    paintElided(*painter, option.rect.adjusted(kPadding, 0, -kPadding, 0), index.data().toString(),
                font, color);
    painter->restore();
}

} // namespace ui
