// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/permissiondelegate.h"

#include "ui/accounts/permissionmodel.h"
#include "ui/common/elidedtext.h"
#include "ui/common/severitymark.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kPadding = 10;
constexpr int kMark = 10;

} // namespace

void PermissionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Tokens &t = tokens(option.palette);
    const bool decides = index.data(PermissionModel::DecidesRole).toBool();
    const bool effective = index.data(PermissionModel::EffectiveRole).toBool();
    const bool allow = index.data(PermissionModel::AllowRole).toBool();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, t.accentWash);
    if (decides && index.column() == PermissionModel::Rule)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), t.accent);
    QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    QFont font = index.column() == PermissionModel::Subject ? monoFont()
        : decides                                           ? strongFont()
                                                            : textFont();
    QColor color = t.text;
    if (index.column() == PermissionModel::Origin || index.column() == PermissionModel::Answer)
        color = decides && index.column() == PermissionModel::Answer ? t.text : t.secondary;
    if (!effective) {
        color = t.secondary;
        font.setStrikeOut(index.column() == PermissionModel::Subject);
    }
    if (index.column() == PermissionModel::Rule) {
        paintSeverityMark(*painter,
                          QRectF(rect.left(), rect.center().y() - kMark / 2.0 + 0.5, kMark, kMark),
                          allow ? SeverityMark::Ok : SeverityMark::Error, t);
        rect.setLeft(rect.left() + kMark + 7);
    }
    paintElided(*painter, rect, index.data().toString(), font, color);
    painter->restore();
}

} // namespace ui
