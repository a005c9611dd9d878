// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/chip.h"

#include "ui/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kHeight = 26;
constexpr int kPadding = 9;
constexpr int kGap = 5;
constexpr int kTick = 16;
constexpr int kMaxValueWidth = 180;

QFont chipFont()
{
    QFont font = textFont();
    font.setPixelSize(12);
    return font;
}

} // namespace

Chip::Chip(const QString &objectName, const QString &label, QWidget *parent)
    : QAbstractButton(parent)
    , m_label(label)
{
    setObjectName(objectName);
    setText(label); // what a screen reader and a search by text find
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QString Chip::shownValue() const
{
    return QFontMetrics(chipFont()).elidedText(m_value, Qt::ElideRight, kMaxValueWidth);
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(chipFont());
    int width = 2 * kPadding + metrics.horizontalAdvance(m_label);
    if (!m_value.isEmpty())
        width += (m_label.isEmpty() ? 0 : kGap) + metrics.horizontalAdvance(shownValue());
    return {width + (isCheckable() ? kTick : 0), kHeight};
}

void Chip::setValue(const QString &value, bool isRule)
{
    m_value = value;
    m_isRule = isRule;
    setAccessibleName(m_label + u' ' + value);
    updateGeometry();
    update();
}

void Chip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    const bool on = isCheckable() ? isChecked() : m_isRule;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus()         ? t.accent
                            : underMouse() ? t.tertiary
                                           : t.strongLine,
                        hasFocus() ? 2 : 1));
    painter.setBrush(isDown() || (isCheckable() && on) ? t.accentWash : t.panel);
    const qreal inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 6, 6);

    const QFontMetrics metrics(chipFont());
    painter.setFont(chipFont());
    QRect area = rect().adjusted(kPadding, 0, -kPadding, 0);
    if (isCheckable()) {
        const QRect tick(area.left() - 2, (height() - 14) / 2, 14, 14);
        if (on)
            ui::icon(u"check"_s, Tint::Accent).paint(&painter, tick);
        else
            ui::icon(u"plus"_s, Tint::Quiet).paint(&painter, tick);
        area.setLeft(area.left() + kTick);
    }
    const bool labelIsValue = m_value.isEmpty();
    painter.setPen(!isEnabled() ? t.tertiary : labelIsValue && on ? t.text : t.secondary);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, m_label);
    if (!m_label.isEmpty())
        area.setLeft(area.left() + metrics.horizontalAdvance(m_label) + kGap);
    painter.setPen(!isEnabled() ? t.tertiary : on ? t.text : t.secondary);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, shownValue());
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    const bool plain
        = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void Chip::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void Chip::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace ui
