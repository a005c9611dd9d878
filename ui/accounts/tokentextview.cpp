// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentextview.h"

#include "ui/common/format.h"
#include "ui/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMargin = 10;
constexpr int kLeading = 5;
constexpr int kUnderline = 2;

// Not whole pixels: a hundred characters would end beside where they are painted.
double charWidth()
{
    return std::max(1.0, QFontMetricsF(monoFont()).horizontalAdvance(u'M'));
}

} // namespace

QColor segmentColor(Segment segment, const Tokens &t)
{
    switch (segment) {
    case Segment::Header:
        return t.duplicate;
    case Segment::Payload:
        return t.accent;
    case Segment::Signature:
        return t.ok;
    case Segment::Beyond:
        return t.error;
    case Segment::Dot:
        break;
    }
    return t.text;
}

TokenTextView::TokenTextView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(u"tokenText"_s);
    setAccessibleName(tr("The token's text"));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
}

void TokenTextView::setToken(const jwt::TokenPtr &token)
{
    m_token = token;
    relayout();
}

int TokenTextView::lineHeight() const
{
    return QFontMetrics(monoFont()).height() + kLeading;
}

int TokenTextView::heightOf(qsizetype lines) const
{
    return int(std::min(lines, std::max<qsizetype>(1, m_layout.lineCount()))) * lineHeight()
        + 2 * kMargin + 2 * frameWidth();
}

void TokenTextView::relayout()
{
    if (!m_token)
        return;
    const QByteArray &text = m_token->text();
    const QByteArrayView covered = m_token->signedBytes();
    const qsizetype from = covered.isEmpty() ? 0 : covered.data() - text.constData();
    const int columns = int((viewport()->width() - 2 * kMargin) / charWidth());
    m_layout = TokenTextLayout(text, from, from + covered.size(), std::max(columns, 16));
    const int page = (viewport()->height() - 2 * kMargin) / lineHeight();
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, m_layout.lineCount() - page)));
    verticalScrollBar()->setPageStep(std::max(1, page));
    viewport()->update();
    emit relaid();
}

void TokenTextView::paintEvent(QPaintEvent *)
{
    if (!m_token)
        return;
    const Tokens &t = tokens(palette());
    QPainter painter(viewport());
    painter.setFont(monoFont());
    const double width = charWidth();
    const int height = lineHeight();
    const int ascent = QFontMetrics(monoFont()).ascent();
    const qsizetype first = verticalScrollBar()->value();
    const QByteArray &text = m_token->text();
    for (qsizetype i = first; i < m_layout.lineCount(); ++i) {
        const int y = kMargin + int(i - first) * height;
        if (y > viewport()->height())
            break;
        for (const TokenTextLayout::Run &run : m_layout.line(i)) {
            const double x = kMargin + double(run.from - i * m_layout.columns()) * width;
            const QColor color = segmentColor(run.segment, t);
            painter.setPen(color);
            // Byte by byte as Latin-1: what is no base64 must not move what comes after it.
            const QString shown
                = QString::fromLatin1(QByteArrayView(text).sliced(run.from, run.length));
            QString visible;
            for (const QChar c : shown)
                visible += c.isPrint() && c.unicode() < 0x7f ? c : QChar(u'·');
            painter.drawText(QPointF(x, y + ascent), visible);
            if (run.isSigned)
                painter.fillRect(QRectF(x, y + ascent + 4, double(run.length) * width, kUnderline),
                                 t.strongLine);
        }
    }
}

void TokenTextView::resizeEvent(QResizeEvent *)
{
    relayout();
}

void TokenTextView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Up:
        bar->triggerAction(QScrollBar::SliderSingleStepSub);
        break;
    case Qt::Key_Down:
        bar->triggerAction(QScrollBar::SliderSingleStepAdd);
        break;
    case Qt::Key_PageUp:
        bar->triggerAction(QScrollBar::SliderPageStepSub);
        break;
    case Qt::Key_PageDown:
        bar->triggerAction(QScrollBar::SliderPageStepAdd);
        break;
    case Qt::Key_Home:
        bar->triggerAction(QScrollBar::SliderToMinimum);
        break;
    case Qt::Key_End:
        bar->triggerAction(QScrollBar::SliderToMaximum);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void TokenTextView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        relayout();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace ui
