// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/subjectchip.h"

#include "core/nats/subject.h"
#include "ui/common/plaintip.h"
#include "ui/common/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;
using capture::WatchedSubject;

namespace ui {

namespace {

constexpr int kHeight = 24;
constexpr int kPadding = 8;
constexpr int kGap = 6;
constexpr int kCross = 16;
constexpr int kMaxName = 260;

QFont wordFont()
{
    QFont font = textFont();
    font.setPixelSize(12);
    return font;
}

} // namespace

SubjectChip::SubjectChip(const WatchedSubject &subject, QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(u"subjectChip"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMouseTracking(true);
    setSubject(subject);
}

QString SubjectChip::wordOf(const WatchedSubject &subject)
{
    using enum WatchedSubject::State;
    switch (subject.state) {
    case Refused:
        return tr("not permitted");
    case Covered:
        return tr("in %1").arg(nats::subject::toText(subject.coveredBy));
    case Asked:
    case Watched:
        break;
    }
    return subject.purpose == WatchedSubject::Purpose::Pairing ? tr("for pairing") : QString();
}

QString SubjectChip::sentenceOf(const WatchedSubject &subject)
{
    using enum WatchedSubject::State;
    const QString name = nats::subject::toText(subject.pattern);
    const bool pairing = subject.purpose == WatchedSubject::Purpose::Pairing;
    const QString why
        = pairing ? u'\n' + tr("It is watched so that replies find their requests.") : QString();
    switch (subject.state) {
    case Refused:
        return tr("The server does not let this connection subscribe to %1: %2")
            .arg(name, subject.refusal);
    case Covered:
        return tr("%1 is part of %2 and not subscribed to a second time.")
                   .arg(name, nats::subject::toText(subject.coveredBy))
            + why;
    case Watched:
        return tr("%1 is watched.").arg(name) + why;
    case Asked:
        break;
    }
    return tr("%1 is watched once you start.").arg(name) + why;
}

void SubjectChip::setSubject(const WatchedSubject &subject)
{
    m_subject = subject;
    const QString whole = nats::subject::toText(subject.pattern);
    setText(whole);
    const QString word = wordOf(subject);
    setAccessibleName(word.isEmpty() ? whole : QString(whole + u", "_s + word));
    setAccessibleDescription(tr("Enter edits it, Delete takes it away"));
    setToolTip(plainTip(sentenceOf(subject)));
    updateGeometry();
    update();
}

QString SubjectChip::name() const
{
    return QFontMetrics(monoFont()).elidedText(text(), Qt::ElideMiddle, kMaxName);
}

QSize SubjectChip::sizeHint() const
{
    const QString word = wordOf(m_subject);
    int width = 2 * kPadding + QFontMetrics(monoFont()).horizontalAdvance(name()) + kCross;
    if (!word.isEmpty())
        width += kGap + QFontMetrics(wordFont()).horizontalAdvance(word);
    return {width, kHeight};
}

QRect SubjectChip::cross() const
{
    return {width() - kPadding + 2 - kCross, (height() - kCross) / 2, kCross, kCross};
}

void SubjectChip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    const bool refused = m_subject.state == WatchedSubject::State::Refused;
    const bool covered = m_subject.state == WatchedSubject::State::Covered;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = refused ? t.error : underMouse() ? t.tertiary : t.strongLine;
    painter.setPen(QPen(hasFocus() ? t.accent : line, hasFocus() ? 2 : 1));
    painter.setBrush(refused || covered ? t.panel : t.accentWash);
    const qreal inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 5, 5);

    QRect area = rect().adjusted(kPadding, 0, -kPadding - kCross, 0);
    painter.setFont(monoFont());
    painter.setPen(refused ? t.error : covered ? t.secondary : t.text);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, name());
    area.setLeft(area.left() + QFontMetrics(monoFont()).horizontalAdvance(name()) + kGap);
    painter.setFont(wordFont());
    painter.setPen(refused ? t.error : t.secondary);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, wordOf(m_subject));
    painter.setOpacity(m_overCross ? 1 : 0.7);
    ui::icon(u"close"_s,
             refused           ? Tint::Error
                 : m_overCross ? Tint::Plain
                               : Tint::Quiet)
        .paint(&painter, cross().adjusted(2, 2, -2, -2));
}

void SubjectChip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return emit removeRequested();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        if (event->modifiers().testFlag(Qt::ControlModifier))
            break; // the tab's own
        return emit editRequested();
    case Qt::Key_Left:
        return emit moveRequested(-1);
    case Qt::Key_Right:
        return emit moveRequested(1);
    default:
        break;
    }
    QAbstractButton::keyPressEvent(event);
}

void SubjectChip::mouseMoveEvent(QMouseEvent *event)
{
    const bool over = cross().contains(event->pos());
    if (over != m_overCross) {
        m_overCross = over;
        update();
    }
    QAbstractButton::mouseMoveEvent(event);
}

void SubjectChip::mouseReleaseEvent(QMouseEvent *event)
{
    const bool remove
        = isDown() && event->button() == Qt::LeftButton && cross().contains(event->pos());
    QAbstractButton::mouseReleaseEvent(event);
    if (remove)
        emit removeRequested(); // the receiver may delete this
}

void SubjectChip::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (cross().contains(event->pos()))
        return QAbstractButton::mouseDoubleClickEvent(event);
    emit editRequested();
}

void SubjectChip::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void SubjectChip::leaveEvent(QEvent *event)
{
    m_overCross = false;
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace ui
