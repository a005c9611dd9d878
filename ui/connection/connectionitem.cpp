// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionitem.h"

#include "core/nats/session.h"
#include "ui/common/elidedtext.h"
#include "ui/common/plaintip.h"
#include "ui/common/statemark.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiontext.h"
#include "ui/connection/profilelist.h"

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
constexpr int kIconTop = 9; // in the name's line
constexpr int kGap = 7;

} // namespace

ConnectionItem::ConnectionItem(nats::Session &session, QWidget *parent)
    : QAbstractButton(parent)
    , m_session(&session)
{
    setObjectName(u"connection"_s);
    m_entry.name = connectionName(session.options());
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionItem::showStatus);
    connect(&session, &nats::Session::statusChanged, this, &ConnectionItem::showStatus);
    showStatus();
}

void ConnectionItem::setEntry(const ConnectionEntry &entry)
{
    m_entry = entry;
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
    QStringList spoken{m_entry.name};
    QString tip = connectionTip(m_entry.name, m_session->options(), status);
    if (m_entry.selected) {
        spoken += tr("selected for the nats command");
        tip += u'\n' + tr("Selected: the nats command uses it when none is named");
    }
    if (m_session->options().readOnly)
        spoken += tr("read-only");
    if (m_entry.outdated) {
        spoken += tr("changed since");
        tip += u'\n' + tr("The saved settings have changed: they apply when you connect again");
    }
    spoken += m_detail;
    setAccessibleName(spoken.join(u", "_s));
    setToolTip(plainTip(tip));
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
    painter.fillRect(QRect(0, 8, kStripe, height() - 16),
                     connectionColor(m_entry.colorIndex, palette()));

    const Room room = paintMarks(painter);
    const QRect area(kLeft, 0, room.detail - kLeft, height());
    paintElided(painter, area.adjusted(0, 8, room.name - room.detail, 0), m_entry.name,
                strongFont(), t.text, Qt::AlignLeft | Qt::AlignTop);
    const bool leaving = m_session->status().state == ConnectionState::Connected
        && m_session->status().server.lameDuck;
    paintElided(painter, area.adjusted(0, 0, 0, -8), m_detail, smallFont(),
                leaving ? t.warningText : t.secondary, Qt::AlignLeft | Qt::AlignBottom);
}

// From the right edge to the left: round trip and state, and beside the name shutting down,
// changed, selected, read-only.
ConnectionItem::Room ConnectionItem::paintMarks(QPainter &painter) const
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
    const int detail = right;
    const auto add = [this, &painter, &right](const QString &name, Tint tint) {
        const QRect place(right - kIcon, kIconTop, kIcon, kIcon);
        ui::icon(name, tint).paint(&painter, place);
        right -= kIcon + kGap;
    };
    if (status.state == ConnectionState::Connected && status.server.lameDuck)
        add(u"leave"_s, Tint::Warning);
    if (m_entry.outdated)
        add(u"refresh"_s, Tint::Warning);
    if (m_entry.selected) {
        add(u"terminal"_s, Tint::Accent);
        add(u"check"_s, Tint::Accent);
    }
    if (m_session->options().readOnly)
        add(u"lock"_s, Tint::Quiet);
    return {right, detail};
}

void ConnectionItem::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"connectionMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addStateActions(menu);
    menu->addSeparator();
    auto *details = menu->addAction(tr("Connection deta&ils\tCtrl+I"), this,
                                    &ConnectionItem::detailsRequested);
    details->setObjectName(u"connectionDetails"_s);
    auto *edit = menu->addAction(tr("&Edit…"), this, &ConnectionItem::editRequested);
    edit->setObjectName(u"connectionEdit"_s);
    edit->setVisible(m_entry.editable);
    if (m_entry.saved)
        addProfileActions(menu);
    menu->addSeparator();
    auto *remove
        = menu->addAction(tr("Remo&ve from this list…"), this, &ConnectionItem::removeRequested);
    remove->setObjectName(u"connectionRemove"_s);
    menu->popup(event->globalPos());
}

void ConnectionItem::addStateActions(QMenu *menu)
{
    const auto state = m_session->status().state;
    const bool closed = state == ConnectionState::Closed || state == ConnectionState::Idle;
    auto *retry = menu->addAction(tr("&Retry now"), m_session, &nats::Session::retryNow);
    retry->setObjectName(u"connectionRetry"_s);
    retry->setVisible(state == ConnectionState::Backoff
                      || state == ConnectionState::NeedsAttention);
    auto *again = menu->addAction(tr("Connect &again"), m_session, &nats::Session::open);
    again->setObjectName(u"connectionAgain"_s);
    again->setVisible(closed);
    auto *reconnect = menu->addAction(tr("Re&connect with what is saved now"), this,
                                      &ConnectionItem::reconnectRequested);
    reconnect->setObjectName(u"connectionReconnect"_s);
    reconnect->setVisible(m_entry.outdated);
    auto *close = menu->addAction(tr("&Disconnect"), m_session, &nats::Session::close);
    close->setObjectName(u"connectionDisconnect"_s);
    close->setVisible(!closed);
}

// Open connections are not in the list of the saved ones, where the same is offered.
void ConnectionItem::addProfileActions(QMenu *menu)
{
    const auto add = [this, menu](ProfileAction what, const QString &name, const QString &text) {
        auto *action
            = menu->addAction(text, this, [this, what] { emit profileActionRequested(what); });
        action->setObjectName(name);
    };
    add(ProfileAction::Duplicate, u"connectionDuplicate"_s, tr("D&uplicate…"));
    add(ProfileAction::Rename, u"connectionRename"_s, tr("Rena&me…"));
    menu->addSeparator();
    if (m_entry.context && !m_entry.selected)
        add(ProfileAction::Select, u"connectionSelect"_s, tr("&Select for the nats command"));
    if (m_entry.context && m_entry.selected)
        add(ProfileAction::Unselect, u"connectionUnselect"_s, tr("U&nselect for the nats command"));
    add(ProfileAction::ShowFile, u"connectionShowFile"_s, tr("Show &file"));
    add(ProfileAction::Delete, u"connectionDelete"_s, tr("De&lete what is saved…"));
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
