// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profiledelegate.h"

#include "core/profiles/profilestore.h"
#include "ui/common/elidedtext.h"
#include "ui/common/severitymark.h"
#include "ui/common/theme.h"
#include "ui/connection/profilelistmodel.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kLeft = 16;
constexpr int kRight = 14;
constexpr int kMark = 14;
constexpr int kGap = 6;
constexpr int kStripe = 4;
constexpr int kLineTop = 6;

// From the right edge to the left; what is left over is the text's.
class Marks
{
public:
    Marks(QPainter &painter, const QRect &row)
        : m_painter(painter)
        , m_right(row.right() - kRight + 1)
        , m_top(row.center().y() - kMark / 2 + 1)
    {}

    void add(const QString &name, Tint tint) { icon(name, tint).paint(&m_painter, next()); }
    QRect next()
    {
        m_right -= kMark;
        const QRect place(m_right, m_top, kMark, kMark);
        m_right -= kGap;
        return place;
    }
    [[nodiscard]] int right() const { return m_right; }

private:
    QPainter &m_painter;
    int m_right;
    int m_top;
};

} // namespace

QSize ProfileDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, kHeight};
}

void ProfileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Tokens &t = tokens(option.palette);
    const QRect &row = option.rect;
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(row, t.accentWash);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(row, t.line);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(t.accent);
        painter->drawRect(row.adjusted(0, 0, -1, -1));
    }
    const int color = index.data(ProfileListModel::ColorRole).toInt();
    if (color >= 0) {
        // Paler than that of an open connection.
        QColor stripe = connectionColor(color, option.palette);
        stripe.setAlpha(130);
        painter->fillRect(QRect(row.left(), row.top() + 9, kStripe - 1, row.height() - 18), stripe);
    }

    Marks marks(*painter, row);
    const bool broken = index.data(ProfileListModel::BrokenRole).toBool();
    const bool selected = index.data(ProfileListModel::SelectedRole).toBool();
    if (profiles::Origin(index.data(ProfileListModel::OriginRole).toInt())
        == profiles::Origin::NatsContext)
        marks.add(u"terminal"_s, selected ? Tint::Accent : Tint::Quiet);
    if (selected)
        marks.add(u"check"_s, Tint::Accent);
    if (index.data(ProfileListModel::ReadOnlyRole).toBool())
        marks.add(u"lock"_s, Tint::Quiet);
    if (broken)
        paintSeverityMark(*painter, QRectF(marks.next()).adjusted(1, 1, -1, -1),
                          SeverityMark::Warning, t);

    const QRect text(row.left() + kLeft, row.top(), marks.right() - row.left() - kLeft,
                     row.height());
    paintElided(*painter, text.adjusted(0, kLineTop, 0, 0), index.data().toString(),
                selected ? strongFont() : textFont(), broken ? t.secondary : t.text,
                Qt::AlignLeft | Qt::AlignTop);
    paintElided(*painter, text.adjusted(0, 0, 0, -kLineTop),
                index.data(ProfileListModel::DetailRole).toString(), smallFont(),
                broken ? t.warningText : t.secondary, Qt::AlignLeft | Qt::AlignBottom);
    painter->restore();
}

} // namespace ui
