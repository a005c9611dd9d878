// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/notedelegate.h"

#include "ui/accounts/notemodel.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kIndent = 30;
constexpr int kLeft = 8;
constexpr int kRight = 14;
constexpr int kPadding = 8;
constexpr int kMark = 12;
constexpr int kWidest = 900;
constexpr int kStateWidth = 96;
constexpr int kHeadingHeight = 34;

struct Line
{
    QString text;
    QFont font;
    bool quiet = false;
    QRect rect;
};

// The lines of one note under each other, from (0, 0), `width` wide.
std::vector<Line> linesOf(const QModelIndex &index, int width)
{
    QString reference = index.data(NoteModel::CodeRole).toString();
    const QString path = QString::fromUtf8(index.data(NoteModel::PathRole).toByteArray());
    if (!path.isEmpty())
        reference += (reference.isEmpty() ? u""_s : u"   "_s) + path;
    std::vector<Line> lines;
    const bool quiet = index.data(NoteModel::QuietRole).toBool();
    lines.push_back({index.data().toString(), textFont(), quiet, {}});
    lines.push_back({index.data(NoteModel::DetailRole).toString(), textFont(), true, {}});
    lines.push_back({index.data(NoteModel::ServersRole).toString(), textFont(), true, {}});
    lines.push_back({index.data(NoteModel::LogRole).toString(), monoFont(), true, {}});
    lines.push_back({reference, monoFont(), true, {}});
    std::erase_if(lines, [](const Line &line) { return line.text.isEmpty(); });
    int y = 0;
    for (Line &line : lines) {
        const QRect bounds = QFontMetrics(line.font).boundingRect(
            QRect(0, 0, width, 10000), Qt::AlignLeft | Qt::TextWrapAnywhere | Qt::TextWordWrap,
            line.text);
        line.rect = QRect(0, y, width, bounds.height());
        y += bounds.height() + 2;
    }
    return lines;
}

int textWidth(int viewWidth)
{
    return std::clamp(viewWidth - kIndent - kRight - kStateWidth, 120, kWidest);
}

QColor stateColor(SeverityMark mark, const Tokens &t)
{
    switch (mark) {
    case SeverityMark::Ok:
        return t.ok;
    case SeverityMark::Error:
        return t.error;
    default:
        return t.secondary;
    }
}

} // namespace

void NoteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &t = tokens(option.palette);
    painter->save();
    const QRect rect = option.rect;
    if (index.data(NoteModel::HeadingRole).toBool()) {
        painter->setFont(strongFont());
        painter->setPen(t.text);
        painter->drawText(rect.adjusted(0, 0, 0, -6), Qt::AlignLeft | Qt::AlignBottom,
                          index.data().toString());
        painter->restore();
        return;
    }
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(rect, t.accentWash);
    const auto mark = SeverityMark(index.data(NoteModel::MarkRole).toInt());
    paintSeverityMark(
        *painter, QRectF(rect.left() + kLeft, rect.top() + kPadding + 2, kMark, kMark), mark, t);
    const QPoint origin(rect.left() + kIndent, rect.top() + kPadding);
    const int width = textWidth(rect.width());
    for (const Line &line : linesOf(index, width)) {
        painter->setFont(line.font);
        painter->setPen(line.quiet ? t.secondary : t.text);
        painter->drawText(line.rect.translated(origin),
                          Qt::AlignLeft | Qt::TextWrapAnywhere | Qt::TextWordWrap, line.text);
    }
    const QString state = index.data(NoteModel::StateRole).toString();
    if (!state.isEmpty()) {
        painter->setFont(textFont());
        painter->setPen(stateColor(mark, t));
        painter->drawText(QRect(origin.x() + width, origin.y(), kStateWidth, 18),
                          Qt::AlignRight | Qt::AlignTop, state);
    }
    painter->fillRect(QRect(rect.left() + kIndent, rect.bottom(), width + kStateWidth, 1), t.line);
    painter->restore();
}

QSize NoteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(NoteModel::HeadingRole).toBool())
        return {120, kHeadingHeight};
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = textWidth(view ? view->viewport()->width() : option.rect.width());
    const std::vector<Line> lines = linesOf(index, width);
    const int height = lines.empty() ? 18 : lines.back().rect.bottom() + 1;
    return {120, height + 2 * kPadding};
}

} // namespace ui
