// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/chainpainter.h"

#include "ui/common/elidedtext.h"
#include "ui/common/theme.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kPadding = 14;
constexpr int kMark = 9;

// A mark and a text as one, aligned within `rect`; the mark is the second cue of the colour.
void drawMarked(QPainter &painter, const QRect &rect, SeverityMark mark, const QString &text,
                const QColor &color, bool centred, const Tokens &t)
{
    const QFontMetrics metrics(smallFont());
    const int width = std::min(metrics.horizontalAdvance(text) + kMark + 5, rect.width());
    const int left = centred ? rect.left() + (rect.width() - width) / 2 : rect.left();
    paintSeverityMark(painter, QRectF(left, rect.center().y() - kMark / 2.0 + 0.5, kMark, kMark),
                      mark, t);
    paintElided(painter, QRect(left + kMark + 5, rect.top(), width - kMark - 4, rect.height()),
                text, smallFont(), color);
}

void paintCard(QPainter &painter, const ChainCard &card, const QRect &rect, ChainForm form,
               bool hovered, bool focused, const Tokens &t)
{
    const bool ring = focused || card.current;
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(ring ? t.accent : card.token ? t.strongLine : t.late, focused ? 2 : 1);
    if (!card.token)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(hovered && card.token && !card.current ? t.accentWash : t.raised);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setRenderHint(QPainter::Antialiasing, false);

    const QRect inner = rect.adjusted(kPadding, 8, -kPadding, -8);
    const QFontMetrics strong(strongFont());
    const QRect title(inner.left(), inner.top(), inner.width(), strong.height() + 2);
    paintElided(painter, title, card.title, strongFont(), card.token ? t.text : t.secondary);
    QRect line(inner.left(), title.bottom() + 1, inner.width(), 18);
    if (form == ChainForm::Ladder) {
        const int used = std::min(strong.horizontalAdvance(card.title), title.width()) + 9;
        const QRect rest = title.adjusted(used, 0, 0, 0);
        const QString kind
            = card.status.isEmpty() || card.mark ? card.kind : card.kind + u" · "_s + card.status;
        paintElided(painter, rest, kind, textFont(), t.secondary);
        if (card.mark && !card.status.isEmpty()) {
            const int x = QFontMetrics(textFont()).horizontalAdvance(card.kind) + 12;
            drawMarked(painter, rest.adjusted(x, 0, 0, 0), *card.mark, card.status,
                       *card.mark == SeverityMark::Ok ? t.ok : t.error, false, t);
        }
        paintElided(painter, line.adjusted(0, 6, 0, 6), QString::fromUtf8(card.key), monoFont(),
                    t.secondary, Qt::AlignLeft, Qt::ElideMiddle);
        return;
    }
    const QFontMetrics small(smallFont());
    const QString kind = card.status.isEmpty() ? card.kind : card.kind + u" · "_s;
    paintElided(painter, line, kind, smallFont(), t.secondary);
    if (card.mark && !card.status.isEmpty())
        drawMarked(painter, line.adjusted(small.horizontalAdvance(kind), 0, 0, 0), *card.mark,
                   card.status, *card.mark == SeverityMark::Ok ? t.ok : t.error, false, t);
}

} // namespace

void paintChain(QPainter &painter, const Chain &chain, const ChainLayout &layout, ChainForm form,
                const ChainCursor &cursor, const Tokens &t)
{
    for (size_t i = 0; i < chain.edges.size() && i < layout.edges.size(); ++i) {
        const ChainEdge &edge = chain.edges[i];
        const QColor color = edge.good ? t.ok : t.error;
        QPen pen(color, 2);
        pen.setCapStyle(Qt::FlatCap);
        if (!edge.good)
            pen.setDashPattern({2.2, 1.6});
        painter.setPen(pen);
        painter.drawLine(layout.edges[i]);
        const bool strip = form == ChainForm::Strip;
        paintElided(painter, layout.keyTexts[i],
                    strip ? edge.keyText : edge.role + u"  "_s + QString::fromUtf8(edge.key),
                    smallFont(), t.secondary, strip ? Qt::AlignHCenter : Qt::AlignLeft);
        drawMarked(painter, layout.reasons[i], edge.good ? SeverityMark::Ok : SeverityMark::Error,
                   edge.reason, color, strip, t);
    }
    for (size_t i = 0; i < chain.cards.size(); ++i)
        paintCard(painter, chain.cards[i], layout.cards[i], form, int(i) == cursor.hovered,
                  int(i) == cursor.focused, t);
}

} // namespace ui
