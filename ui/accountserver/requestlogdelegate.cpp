// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/requestlogdelegate.h"

#include "ui/accountserver/requestlogmodel.h"
#include "ui/common/elidedtext.h"
#include "ui/common/figuretext.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kPadding = 10;

// Where there is no room, the folders of a path give way before its end.
QString fitting(const QString &route, int width)
{
    const QFontMetrics metrics(monoFont());
    QString text = route;
    qsizetype slash = 0;
    while (metrics.horizontalAdvance(text) > width) {
        slash = route.indexOf(u'/', slash + 1);
        if (slash < 0)
            break;
        text = u'…' + route.sliced(slash);
    }
    return text;
}

} // namespace

void RequestLogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Tokens &colors = tokens(option.palette);
    QString text = index.data().toString();
    const QColor tone
        = toneColor(Tone(index.data(RequestLogModel::ToneRole).toInt()), option.palette);
    const QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colors.accentWash);
    switch (index.column()) {
    case RequestLogModel::Time:
    case RequestLogModel::Took:
        paintFigures(*painter, rect, text, colors.secondary);
        break;
    case RequestLogModel::Method:
        paintElided(*painter, rect, text, monoFont(), colors.text);
        break;
    case RequestLogModel::Route:
        text = fitting(text, rect.width());
        paintElided(*painter, rect, text, monoFont(), colors.text, Qt::AlignLeft, Qt::ElideMiddle);
        break;
    case RequestLogModel::Status:
        paintFigures(*painter, rect, text, tone);
        break;
    case RequestLogModel::Result:
        paintElided(*painter, rect, text, textFont(), tone);
        break;
    default:
        paintElided(*painter, rect, text, textFont(), colors.secondary);
        break;
    }
    painter->restore();
}

} // namespace ui
