// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentreedelegate.h"

#include "ui/accounts/tokentreemodel.h"
#include "ui/common/elidedtext.h"
#include "ui/common/kindmark.h"
#include "ui/common/severitymark.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kKind = 12;
constexpr int kKindGap = 9;
constexpr int kMark = 11;
constexpr int kMarkGap = 5;
constexpr int kRight = 13;
constexpr int kDetailGap = 6;

jwt::Kind kindOf(RowKind kind)
{
    switch (kind) {
    case RowKind::Operator:
    case RowKind::UnknownOperator:
        return jwt::Kind::Operator;
    case RowKind::Account:
        return jwt::Kind::Account;
    case RowKind::User:
        return jwt::Kind::User;
    case RowKind::Activation:
        return jwt::Kind::Activation;
    default:
        return jwt::Kind::Unknown;
    }
}

} // namespace

QSize TokenTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, kRow};
}

void TokenTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Tokens &t = tokens(option.palette);
    const auto kind = RowKind(index.data(TokenTreeModel::KindRole).toInt());
    const QVariant markValue = index.data(TokenTreeModel::MarkRole);
    const bool hasToken = markValue.isValid();
    const bool group = kind >= RowKind::UnknownOperator;
    painter->save();
    QRect rect = option.rect.adjusted(0, 0, -kRight, 0);
    if (kind != RowKind::Copy) {
        paintKindMark(*painter,
                      QRectF(rect.left(), rect.center().y() - kKind / 2.0 + 0.5, kKind, kKind),
                      kindOf(kind), !hasToken, option.palette);
    }
    rect.setLeft(rect.left() + kKind + kKindGap);

    const QString word = index.data(TokenTreeModel::WordRole).toString();
    painter->setFont(smallFont());
    const QFontMetrics small(smallFont());
    if (hasToken || !word.isEmpty()) {
        const auto mark = hasToken ? SeverityMark(markValue.toInt()) : SeverityMark::Pending;
        // A long reason leaves the name at least half of the row.
        const int room = rect.width() / 2;
        const QString shown = small.elidedText(word, Qt::ElideRight, room);
        const int width = shown.isEmpty() ? 0 : small.horizontalAdvance(shown) + 1;
        painter->setPen(severityTextColor(mark, t));
        painter->drawText(QRect(rect.right() - width + 1, rect.top(), width, rect.height()),
                          Qt::AlignVCenter | Qt::AlignRight, shown);
        rect.setRight(rect.right() - width - (width > 0 ? kMarkGap : 0));
        if (hasToken) {
            paintSeverityMark(*painter,
                              QRectF(rect.right() - kMark + 1,
                                     rect.center().y() - kMark / 2.0 + 0.5, kMark, kMark),
                              mark, t);
            rect.setRight(rect.right() - kMark - kMarkGap);
        }
        rect.setRight(rect.right() - kMarkGap);
    }

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool strong = kind == RowKind::Operator || (selected && hasToken);
    const QFont font = strong ? strongFont() : textFont();
    const QFontMetrics metrics(font);
    const QString name = metrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width());
    painter->setFont(font);
    paintHits(*painter, rect, name, t.accentWash);
    painter->setPen(group || !hasToken || kind == RowKind::Copy ? t.secondary : t.text);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, name);
    rect.setLeft(rect.left() + metrics.horizontalAdvance(name) + kDetailGap);

    const QString detail = index.data(TokenTreeModel::DetailRole).toString();
    const QFontMetrics plain(textFont());
    if (!detail.isEmpty() && rect.width() > plain.averageCharWidth() * 4)
        paintElided(*painter, rect, detail, textFont(), t.secondary);
    painter->restore();
}

void TokenTreeDelegate::paintHits(QPainter &painter, const QRect &area, const QString &text,
                                  const QColor &wash) const
{
    const QFontMetrics metrics(painter.font());
    for (const QString &word : m_words) {
        const qsizetype at = word.isEmpty() ? -1 : text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            continue;
        const int from = metrics.horizontalAdvance(text.left(at));
        const int width = metrics.horizontalAdvance(text.mid(at, word.size()));
        painter.fillRect(
            QRect(area.left() + from - 1, area.top() + 5, width + 2, area.height() - 10), wash);
    }
}

} // namespace ui
