// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/hexview.h"

#include "ui/common/payloadtext.h"
#include "ui/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

namespace ui {

namespace {

constexpr int kMargin = 10;
constexpr int kOffsetChars = 10;
constexpr int kLineChars = 8 + 2 + 16 * 3 + 1 + 1 + 16;

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(monoFont());
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Payload in hexadecimal"));
    viewport()->setBackgroundRole(QPalette::Base);
}

void HexView::setBytes(QByteArrayView bytes)
{
    m_bytes = bytes;
    verticalScrollBar()->setValue(0);
    updateRange();
    viewport()->update();
}

void HexView::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(viewport());
    painter.setFont(monoFont());
    const QFontMetrics metrics(monoFont());
    const int column = metrics.horizontalAdvance(u'0');
    const int x = kMargin - horizontalScrollBar()->value();
    const qint64 first = verticalScrollBar()->value();
    const qint64 count = hexLineCount(m_bytes);
    int y = kMargin + metrics.ascent();
    for (qint64 line = first; line < count && y < viewport()->height() + lineHeight(); ++line) {
        const QString text = hexLine(m_bytes, line);
        painter.setPen(t.secondary);
        painter.drawText(x, y, text.left(kOffsetChars));
        painter.setPen(t.text);
        painter.drawText(x + kOffsetChars * column, y, text.mid(kOffsetChars));
        y += lineHeight();
    }
}

void HexView::resizeEvent(QResizeEvent *)
{
    updateRange();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Home:
        return verticalScrollBar()->setValue(0);
    case Qt::Key_End:
        return verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    case Qt::Key_PageUp:
        return verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
    case Qt::Key_PageDown:
        return verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepAdd);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

int HexView::lineHeight() const
{
    return QFontMetrics(monoFont()).height() + 3;
}

void HexView::updateRange()
{
    const int page = qMax(1, (viewport()->height() - 2 * kMargin) / lineHeight());
    const qint64 hidden = qMax<qint64>(0, hexLineCount(m_bytes) - page);
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, int(qMin<qint64>(hidden, std::numeric_limits<int>::max())));
    const int width = QFontMetrics(monoFont()).horizontalAdvance(u'0') * kLineChars + 2 * kMargin;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, qMax(0, width - viewport()->width()));
}

} // namespace ui
