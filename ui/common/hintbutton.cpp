// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/hintbutton.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOptionButton>
#include <QtWidgets/QStylePainter>

namespace ui {

namespace {

constexpr int kPadding = 14;
constexpr int kGap = 10;

} // namespace

HintButton::HintButton(const QString &text, const QString &hint, QWidget *parent)
    : QPushButton(text, parent)
    , m_hint(hint)
{
    setFont(strongFont());
}

void HintButton::setHint(const QString &hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    m_hintRoom = qMax(m_hintRoom, QFontMetrics(smallFont()).horizontalAdvance(hint));
    updateGeometry();
    update();
}

QSize HintButton::sizeHint() const
{
    const int text = QFontMetrics(font()).size(Qt::TextShowMnemonic, this->text()).width();
    const int hint = QFontMetrics(smallFont()).horizontalAdvance(m_hint);
    return {text + kGap + qMax(hint, m_hintRoom) + 2 * kPadding, kControlHeight};
}

void HintButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButtonBevel, option); // without the style's own focus frame

    const Tokens &t = tokens(palette());
    const QByteArray look = property("look").toByteArray();
    const bool primary = look == "primary" || look == "live";
    const QColor color = !isEnabled() ? t.tertiary : primary ? t.onAccent : t.text;
    QRect area = rect().adjusted(kPadding, 0, -kPadding, 0);
    painter.setFont(font());
    painter.setPen(color);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, text());
    painter.setFont(smallFont());
    painter.setPen(isEnabled() && !primary ? t.secondary : color);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, m_hint);
}

} // namespace ui
