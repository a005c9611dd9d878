// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/steprow.h"

#include "core/nats/steptext.h"
#include "ui/common/plaintip.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiontesttext.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;
using State = nats::ConnectStep::State;

namespace ui {

namespace {

constexpr int kHeight = 40;
constexpr int kMark = 12;
constexpr int kNameLine = 22; ///< of the first line; the mark stands in its middle
constexpr int kText = 26;     ///< where the words begin
constexpr int kGap = 10;
constexpr double kRing = 9;

} // namespace

StepRow::StepRow(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"step"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize StepRow::sizeHint() const
{
    return {200, kHeight};
}

void StepRow::setStep(const nats::ConnectStep &step, Place place)
{
    m_step = step;
    m_place = place;
    setAccessibleName(stepText(step));
    setToolTip(plainTip(stepText(step)));
    update();
}

void StepRow::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre(kMark / 2.0 + 3, kNameLine / 2.0 + 1);
    painter.setPen(QPen(t.strongLine, 1));
    if (m_place != Place::First)
        painter.drawLine(QPointF(centre.x(), 0), centre - QPointF(0, kRing));
    if (m_place != Place::Last)
        painter.drawLine(centre + QPointF(0, kRing), QPointF(centre.x(), height()));
    paintSeverityMark(painter,
                      QRectF(centre.x() - kMark / 2.0, centre.y() - kMark / 2.0, kMark, kMark),
                      stepMark(m_step.state), t);

    const bool quiet = m_step.state == State::Waiting || m_step.state == State::Skipped;
    const QString time = stepTime(m_step);
    const int timeWidth = QFontMetrics(smallFont()).horizontalAdvance(time);
    painter.setFont(smallFont());
    painter.setPen(t.secondary);
    painter.drawText(QRect(width() - timeWidth, 0, timeWidth, kNameLine), Qt::AlignVCenter, time);
    painter.setFont(quiet ? textFont() : strongFont());
    painter.setPen(quiet ? t.secondary : m_step.state == State::Failed ? t.error : t.text);
    const int nameWidth = width() - kText - timeWidth - kGap;
    painter.drawText(
        QRect(kText, 0, nameWidth, kNameLine), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(nats::stepName(m_step.kind), Qt::ElideRight, nameWidth));
    painter.setFont(smallFont());
    painter.setPen(t.secondary);
    const int detailWidth = width() - kText;
    painter.drawText(
        QRect(kText, kNameLine - 2, detailWidth, kHeight - kNameLine), Qt::AlignTop,
        painter.fontMetrics().elidedText(stepDetail(m_step), Qt::ElideRight, detailWidth));
}

} // namespace ui
