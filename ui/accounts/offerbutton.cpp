// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/offerbutton.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int kHeight = 54;
constexpr int kIcon = 18;
constexpr int kPadding = 16;

} // namespace

OfferButton::OfferButton(const QString &iconName, const QString &title, const QString &detail,
                         QWidget *parent)
    : QAbstractButton(parent)
    , m_iconName(iconName)
    , m_detail(detail)
{
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleDescription(detail);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(kHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize OfferButton::sizeHint() const
{
    return {320, kHeight};
}

void OfferButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() && isEnabled();
    painter.setPen(QPen(hasFocus() ? t.accent : lit ? t.strongLine : t.line, hasFocus() ? 2 : 1));
    painter.setBrush(isDown() ? t.line : lit ? t.accentWash : t.raised);
    const double edge = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), 6, 6);
    ui::icon(m_iconName, Tint::Accent)
        .paint(&painter, QRect(kPadding, (height() - kIcon) / 2, kIcon, kIcon));
    const QRect area = rect().adjusted(kPadding * 2 + kIcon, 8, -kPadding, -8);
    // Without the mnemonic's ampersand.
    QString title = text();
    title.remove(u'&');
    painter.setPen(t.text);
    painter.setFont(strongFont());
    painter.drawText(area, Qt::AlignTop | Qt::AlignLeft, title);
    painter.setPen(t.secondary);
    painter.setFont(textFont());
    painter.drawText(area, Qt::AlignBottom | Qt::AlignLeft,
                     QFontMetrics(textFont()).elidedText(m_detail, Qt::ElideMiddle, area.width()));
}

} // namespace ui
