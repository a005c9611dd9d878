// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/segmentlegend.h"

#include "ui/accounts/tokentextview.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kSwatch = 10;
constexpr int kTextGap = 6;
constexpr int kGap = 18;

} // namespace

SegmentLegend::SegmentLegend(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"segmentLegend"_s);
    setAccessibleName(
        tr("Header, payload and signature in this order; what is signed is underlined"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SegmentLegend::sizeHint() const
{
    const QFontMetrics metrics(textFont());
    int width = 0;
    for (const QString &text : {tr("1 header"), tr("2 payload"), tr("3 signature"), tr("signed")})
        width += kSwatch + kTextGap + metrics.horizontalAdvance(text) + kGap;
    return {width, 26};
}

void SegmentLegend::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    const QFontMetrics metrics(textFont());
    QPainter painter(this);
    painter.setFont(textFont());
    int x = 0;
    const auto label = [&](const QString &text) {
        x += kSwatch + kTextGap;
        painter.setPen(t.secondary);
        painter.drawText(QRect(x, 0, metrics.horizontalAdvance(text) + 2, height()),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        x += metrics.horizontalAdvance(text) + kGap;
    };
    const auto swatch = [&](Segment segment, const QString &text) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(segmentColor(segment, t));
        painter.drawRoundedRect(QRectF(x, (height() - kSwatch) / 2.0, kSwatch, kSwatch), 2, 2);
        painter.setRenderHint(QPainter::Antialiasing, false);
        label(text);
    };
    swatch(Segment::Header, tr("1 header"));
    swatch(Segment::Payload, tr("2 payload"));
    swatch(Segment::Signature, tr("3 signature"));
    painter.fillRect(QRect(x, height() / 2 + 4, kSwatch, 2), t.strongLine);
    label(tr("signed"));
}

} // namespace ui
