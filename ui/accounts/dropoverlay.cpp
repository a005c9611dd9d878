// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/dropoverlay.h"

#include "ui/common/theme.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

DropOverlay::DropOverlay(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"dropOverlay"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropOverlay::cover()
{
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = t.panel;
    veil.setAlphaF(0.86F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(t.accent, 2, Qt::DashLine));
    painter.setBrush(t.accentWash);
    painter.drawRoundedRect(QRectF(rect()).adjusted(18, 18, -18, -18), 10, 10);
    painter.setPen(t.text);
    painter.setFont(titleFont());
    painter.drawText(rect().adjusted(0, -12, 0, -12), Qt::AlignCenter, tr("Drop to inspect"));
    painter.setPen(t.secondary);
    painter.setFont(textFont());
    painter.drawText(rect().adjusted(0, 24, 0, 24), Qt::AlignCenter,
                     tr("Tokens, .creds, folders, nsc stores, server configurations"));
}

} // namespace ui
