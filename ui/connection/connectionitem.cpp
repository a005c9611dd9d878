// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionitem.h"

#include "core/nats/session.h"
#include "ui/common/elidedtext.h"
#include "ui/common/statemark.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiontext.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;
using nats::ConnectionState;

namespace ui {

namespace {

constexpr int kHeight = 50;
constexpr int kStripe = 4;
constexpr int kLeft = 16;
constexpr int kRight = 14;
constexpr int kMark = 10;
constexpr int kIcon = 14;
constexpr int kGap = 7;

} // namespace

ConnectionItem::ConnectionItem(nats::Session &session, int colorIndex, QWidget *parent)
    : QAbstractButton(parent)
    , m_session(&session)
    , m_colorIndex(colorIndex)
{
    setObjectName(u"connection"_s);
    setText(connectionName(session.options()));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionItem::showStatus);
    connect(&session, &nats::Session::statusChanged, this, &ConnectionItem::showStatus);
    showStatus();
}

QSize ConnectionItem::sizeHint() const
{
    return {kSideBarWidth, kHeight};
}

void ConnectionItem::showStatus()
{
    const auto &status = m_session->status();
    m_detail = connectionDetail(status, base::Clock::now());
    m_rtt = connectionRtt(status);
    if (status.state == ConnectionState::Backoff)
        m_countdown.start();
    else
        m_countdown.stop();
    setAccessibleName(text() + (m_session->options().readOnly ? tr(", read-only, ") : u", "_s)
                      + m_detail);
    setToolTip(connectionTip(m_session->options(), status));
    update();
}

void ConnectionItem::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    if (isChecked())
        painter.fillRect(rect(), t.accentWash);
    else if (underMouse())
        painter.fillRect(rect(), t.line);
    if (hasFocus()) {
        painter.setPen(t.accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    painter.fillRect(QRect(0, 8, kStripe, height() - 16), connectionColor(m_colorIndex, palette()));

    const QRect area(kLeft, 0, paintMarks(painter) - kLeft, height());
    paintElided(painter, area.adjusted(0, 8, 0, 0), text(), strongFont(), t.text,
                Qt::AlignLeft | Qt::AlignTop);
    const bool leaving = m_session->status().state == ConnectionState::Connected
        && m_session->status().server.lameDuck;
    paintElided(painter, area.adjusted(0, 0, 0, -8), m_detail, smallFont(),
                leaving ? t.warningText : t.secondary, Qt::AlignLeft | Qt::AlignBottom);
}

// From the right edge to the left: round trip, state, shutting down, read-only. Where they end.
int ConnectionItem::paintMarks(QPainter &painter) const
{
    const Tokens &t = tokens(palette());
    int right = width() - kRight;
    const auto &status = m_session->status();
    if (!m_rtt.isEmpty()) {
        painter.setFont(smallFont());
        painter.setPen(t.secondary);
        const int textWidth = QFontMetrics(smallFont()).horizontalAdvance(m_rtt);
        painter.drawText(QRect(right - textWidth, 0, textWidth, height()), Qt::AlignVCenter, m_rtt);
        right -= textWidth + kGap;
    }
    paintStateMark(painter, QRectF(right - kMark, (height() - kMark) / 2.0, kMark, kMark),
                   status.state, t);
    right -= kMark + kGap;
    const auto add = [this, &painter, &right](const QString &name, Tint tint) {
        const QRect place(right - kIcon, (height() - kIcon) / 2, kIcon, kIcon);
        ui::icon(name, tint).paint(&painter, place);
        right -= kIcon + kGap;
    };
    if (status.state == ConnectionState::Connected && status.server.lameDuck)
        add(u"leave"_s, Tint::Warning);
    if (m_session->options().readOnly)
        add(u"lock"_s, Tint::Quiet);
    return right;
}

void ConnectionItem::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"connectionMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto state = m_session->status().state;
    auto *retry = menu->addAction(tr("&Retry now"), m_session, &nats::Session::retryNow);
    retry->setObjectName(u"connectionRetry"_s);
    retry->setVisible(state == ConnectionState::Backoff
                      || state == ConnectionState::NeedsAttention);
    const bool closed = state == ConnectionState::Closed || state == ConnectionState::Idle;
    auto *again = menu->addAction(tr("Connect &again"), m_session, &nats::Session::open);
    again->setObjectName(u"connectionAgain"_s);
    again->setVisible(closed);
    auto *close = menu->addAction(tr("&Disconnect"), m_session, &nats::Session::close);
    close->setObjectName(u"connectionDisconnect"_s);
    close->setVisible(!closed);
    menu->addSeparator();
    auto *details = menu->addAction(tr("Connection &details\tCtrl+I"), this,
                                    &ConnectionItem::detailsRequested);
    details->setObjectName(u"connectionDetails"_s);
    auto *edit = menu->addAction(tr("&Edit…"), this, &ConnectionItem::editRequested);
    edit->setObjectName(u"connectionEdit"_s);
    edit->setVisible(m_editable);
    menu->addSeparator();
    auto *remove
        = menu->addAction(tr("Re&move connection…"), this, &ConnectionItem::removeRequested);
    remove->setObjectName(u"connectionRemove"_s);
    menu->popup(event->globalPos());
}

void ConnectionItem::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        emit detailsRequested();
}

void ConnectionItem::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace ui
