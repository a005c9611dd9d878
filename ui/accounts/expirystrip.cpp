// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/expirystrip.h"

#include "core/jwt/claimrows.h"
#include "ui/common/theme.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kHeight = 84;
constexpr int kMargin = 18;
constexpr int kCaption = 9; ///< top of the caption
constexpr int kAxis = 46;
constexpr int kLabelTop = 57;
constexpr int kLabelHeight = 16;
constexpr double kMark = 11;
constexpr size_t kMostInTip = 8;

} // namespace

ExpiryStrip::ExpiryStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"expiryStrip"_s);
    setAccessibleName(tr("Expiry of everything known"));
    setFixedHeight(kHeight);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

QSize ExpiryStrip::sizeHint() const
{
    return {400, kHeight};
}

void ExpiryStrip::setExpiries(std::vector<Expiry> expiries, jwt::UnixTime now)
{
    m_expiries = std::move(expiries);
    m_now = now;
    arrange();
}

void ExpiryStrip::setChosen(int id)
{
    m_chosen = id;
    m_current = m_scene.markOf(m_expiries, id);
    update();
}

void ExpiryStrip::arrange()
{
    const QFontMetrics metrics(smallFont());
    m_scene = expiryScene(m_expiries, m_now,
                          {QSize(width() - 2 * kMargin, height()), kAxis, kLabelTop, kLabelHeight,
                           [&metrics](const QString &text) {
                               return metrics.horizontalAdvance(text) + 2;
                           }});
    m_hovered = -1;
    m_current = m_scene.markOf(m_expiries, m_chosen);
    setAccessibleDescription(summary());
    update();
}

QString ExpiryStrip::summary() const
{
    int past = 0;
    int ahead = 0;
    for (const ExpiryScene::Mark &mark : m_scene.marks) {
        const bool gone = m_expiries[size_t(mark.expiries.front())].at < m_now;
        (gone ? past : ahead) += int(mark.expiries.size());
    }
    QStringList parts;
    if (past > 0)
        parts += tr("%1 expired").arg(past);
    if (ahead > 0)
        parts += tr("%1 within 90 days").arg(ahead);
    if (m_scene.later > 0)
        parts += tr("%1 later").arg(m_scene.later);
    if (m_scene.never > 0)
        parts += tr("%1 never").arg(m_scene.never);
    return parts.join(u" · "_s);
}

QString ExpiryStrip::describe(int mark) const
{
    QStringList lines;
    const auto &expiries = m_scene.marks[size_t(mark)].expiries;
    for (size_t i = 0; i < std::min(expiries.size(), kMostInTip); ++i) {
        const Expiry &expiry = m_expiries[size_t(expiries[i])];
        lines += expiry.at < m_now
            ? tr("%1 expired %2 (%3)")
                  .arg(expiry.name, jwt::distance(expiry.at, m_now), jwt::timeText(expiry.at))
            : tr("%1 expires %2 (%3)")
                  .arg(expiry.name, jwt::distance(expiry.at, m_now), jwt::timeText(expiry.at));
    }
    if (expiries.size() > kMostInTip)
        lines += tr("and %1 more").arg(expiries.size() - kMostInTip);
    return lines.join(u'\n');
}

void ExpiryStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
    painter.translate(kMargin, 0);
    painter.setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    const int plot = width() - 2 * kMargin;
    painter.setPen(t.secondary);
    const QString caption = tr("Expiry of everything known");
    painter.drawText(QRect(0, kCaption, plot, 16), Qt::AlignLeft | Qt::AlignVCenter, caption);
    painter.drawText(QRect(0, kCaption, plot, 16), Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(summary(), Qt::ElideRight,
                                        plot - metrics.horizontalAdvance(caption) - 24));

    QColor wash = t.error;
    wash.setAlphaF(0.09F);
    painter.fillRect(QRect(m_scene.left, kAxis - 13, m_scene.now - m_scene.left, 27), wash);
    painter.fillRect(QRect(m_scene.left, kAxis, m_scene.right - m_scene.left, 2), t.line);
    for (const ExpiryScene::Tick &tick : m_scene.ticks) {
        painter.fillRect(QRect(tick.x, kAxis - 4, 1, 10), t.strongLine);
        const QRect area(tick.x - 60, kAxis - 21, 58 + (tick.x < m_scene.right ? 30 : 8), 14);
        const bool last = tick.x >= m_scene.right;
        painter.drawText(last ? area : QRect(tick.x - 30, kAxis - 21, 60, 14),
                         (last ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignVCenter,
                         tr("%1 d").arg(tick.days));
    }
    painter.fillRect(QRect(m_scene.now, kAxis - 15, 2, 31), t.error);
    painter.drawText(QRect(m_scene.now + 7, kAxis - 21, 60, 14), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("now"));

    const int chosen = m_scene.markOf(m_expiries, m_chosen);
    for (size_t i = 0; i < m_scene.marks.size(); ++i) {
        const ExpiryScene::Mark &mark = m_scene.marks[i];
        const QPointF centre(mark.x + 0.5, kAxis + 1);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.panel);
        painter.drawEllipse(centre, 8, 8);
        // A disc for what is well, so that it weighs as much as a triangle.
        if (mark.mark == SeverityMark::Ok) {
            painter.setBrush(t.ok);
            painter.drawEllipse(centre, 5, 5);
        } else {
            paintSeverityMark(painter,
                              QRectF(centre.x() - kMark / 2, centre.y() - kMark / 2, kMark, kMark),
                              mark.mark, t);
        }
        painter.setBrush(Qt::NoBrush);
        if (mark.expiries.size() > 1) { // more than one
            painter.setPen(QPen(severityColor(mark.mark, t), 1.2));
            painter.drawArc(QRectF(centre.x() - 5, centre.y() - 7.5, 15, 15), -60 * 16, 120 * 16);
        }
        if (int(i) == chosen || (int(i) == m_current && hasFocus())) {
            painter.setPen(QPen(t.accent, int(i) == m_current && hasFocus() ? 2 : 1.5));
            painter.drawEllipse(centre, 10, 10);
        }
        painter.setRenderHint(QPainter::Antialiasing, false);
        const bool lit = int(i) == m_hovered || int(i) == chosen;
        painter.setPen(lit ? t.text : t.secondary);
        if (!mark.label.isEmpty())
            painter.drawText(mark.label, Qt::AlignCenter, mark.text);
    }
}

void ExpiryStrip::resizeEvent(QResizeEvent *)
{
    arrange();
}

bool ExpiryStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int mark = m_scene.markAt(help->pos() - QPoint(kMargin, 0));
        if (mark >= 0)
            QToolTip::showText(help->globalPos(), describe(mark), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void ExpiryStrip::setHovered(int mark)
{
    if (mark == m_hovered)
        return;
    m_hovered = mark;
    setCursor(mark >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ExpiryStrip::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(m_scene.markAt(event->pos() - QPoint(kMargin, 0)));
}

void ExpiryStrip::leaveEvent(QEvent *)
{
    setHovered(-1);
}

void ExpiryStrip::mousePressEvent(QMouseEvent *event)
{
    const int mark = m_scene.markAt(event->pos() - QPoint(kMargin, 0));
    if (event->button() == Qt::LeftButton && mark >= 0)
        choose(mark);
}

void ExpiryStrip::choose(int mark)
{
    const auto &expiries = m_scene.marks[size_t(mark)].expiries;
    const auto at
        = std::ranges::find(expiries, m_chosen, [this](int i) { return m_expiries[size_t(i)].id; });
    const bool next = at != expiries.end() && std::next(at) != expiries.end();
    const int id = m_expiries[size_t(next ? *std::next(at) : expiries.front())].id;
    setChosen(id);
    emit chosen(id);
}

void ExpiryStrip::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_scene.marks.size()) - 1;
    if (last < 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        m_current = m_current <= 0 ? 0 : m_current - 1;
        break;
    case Qt::Key_Right:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Home:
        m_current = 0;
        break;
    case Qt::Key_End:
        m_current = last;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            choose(m_current);
        return;
    default:
        return QWidget::keyPressEvent(event);
    }
    setAccessibleDescription(describe(m_current));
    update();
}

void ExpiryStrip::focusInEvent(QFocusEvent *)
{
    update();
}

void ExpiryStrip::focusOutEvent(QFocusEvent *)
{
    update();
}

} // namespace ui
