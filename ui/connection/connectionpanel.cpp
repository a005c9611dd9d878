// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionpanel.h"

#include "core/nats/session.h"
#include "ui/common/severitymark.h"
#include "ui/common/statemark.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using nats::ConnectionState;

namespace ui {

namespace {

using Action = ConnectionNotice::Action;
using Kind = ConnectionNotice::Kind;

constexpr int kMark = 12;
constexpr int kNarrow = 720; // below this the buttons stand under the words

} // namespace

ConnectionPanel::ConnectionPanel(nats::Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_layout(new QHBoxLayout(this))
{
    setObjectName(u"connectionPanel"_s);
    setLook(this, Look::Card);
    m_layout->setContentsMargins(14 + kMark + 14, 10, 10, 10);
    m_layout->setSpacing(14);
    buildWords(m_layout);
    buildButtons(m_layout);
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionPanel::refresh);
    connect(&session, &nats::Session::statusChanged, this,
            [this] { showStatus(m_session.status()); });
    showStatus(session.status());
}

void ConnectionPanel::buildWords(QBoxLayout *layout)
{
    m_title = new QLabel(this);
    m_title->setObjectName(u"troubleTitle"_s);
    setLook(m_title, Look::Strong);
    m_reason = new QLabel(this);
    m_reason->setObjectName(u"troubleReason"_s);
    setLook(m_reason, Look::Secondary);
    m_advice = new QLabel(this);
    m_advice->setObjectName(u"troubleAdvice"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    for (QLabel *label : {m_title, m_reason, m_advice}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText); // a server's words are in it
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(label);
    }
    layout->addLayout(words, 1);
}

void ConnectionPanel::buildButtons(QBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    const auto add = [this, row](Action action, QAbstractButton *button, const QString &name) {
        button->setObjectName(name);
        row->addWidget(button, 0, Qt::AlignVCenter);
        m_buttons.push_back({action, button});
        connect(button, &QAbstractButton::clicked, this, [this, action] { act(action); });
    };
    auto *explain = new QPushButton(tr("&Why was I refused?"), this);
    explain->setToolTip(tr("Checks the credentials as the server does, in its order"));
    auto *allow = new QPushButton(tr("&Log in without TLS"), this);
    allow->setToolTip(tr("This time and whenever it reconnects; a saved profile remembers it"));
    add(Action::Explain, explain, u"explainRefusal"_s);
    add(Action::AllowPlain, allow, u"allowPlainLogin"_s);
    add(Action::Edit, new QPushButton(tr("&Edit…"), this), u"editConnection"_s);
    add(Action::Retry, new QPushButton(tr("&Retry now"), this), u"retryNow"_s);
    m_stop = new QPushButton(this);
    add(Action::Stop, m_stop, u"stopTrying"_s);
    add(Action::Reopen, new QPushButton(tr("Connect &again"), this), u"connectAgain"_s);
    auto *reconnect = new QPushButton(tr("Re&connect"), this);
    reconnect->setToolTip(tr("Closes this connection and opens what is saved now"));
    add(Action::Reconnect, reconnect, u"reconnect"_s);
    auto *dismiss = new QToolButton(this);
    dismiss->setIcon(icon(u"close"_s, Tint::Quiet));
    dismiss->setIconSize({12, 12});
    dismiss->setToolTip(tr("Put this away"));
    dismiss->setAccessibleName(tr("Put this away"));
    dismiss->setFocusPolicy(Qt::StrongFocus);
    add(Action::Dismiss, dismiss, u"dismissNotice"_s);
    layout->addLayout(row);
}

void ConnectionPanel::setEditable(bool editable)
{
    m_editable = editable;
    refresh();
}

void ConnectionPanel::setDismissed(const Dismissed &dismissed)
{
    m_dismissed = dismissed;
    refresh();
}

void ConnectionPanel::setSaved(SavedState saved)
{
    m_saved = saved;
    refresh();
}

void ConnectionPanel::showStatus(const nats::ConnectionStatus &status)
{
    m_status = status;
    if (status.state == ConnectionState::Backoff)
        m_countdown.start();
    else
        m_countdown.stop();
    refresh();
}

void ConnectionPanel::refresh()
{
    m_notice = connectionNotice(m_status, base::Clock::now(), m_dismissed, m_saved);
    m_title->setText(m_notice.title);
    m_reason->setText(m_notice.reason);
    m_reason->setVisible(!m_notice.reason.isEmpty());
    m_advice->setText(m_notice.advice);
    m_advice->setVisible(!m_notice.advice.isEmpty());
    m_stop->setText(m_notice.kind == Kind::Question ? tr("Do &not log in") : tr("Stop tr&ying"));
    for (const Button &button : m_buttons) {
        const bool possible = button.action != Action::Edit || m_editable;
        button.button->setVisible(possible && m_notice.actions.testFlag(button.action));
    }
    const bool shown = m_notice.kind != Kind::None;
    update();
    if (shown == !isHidden())
        return;
    setVisible(shown);
    emit shownChanged();
}

void ConnectionPanel::act(Action action)
{
    switch (action) {
    case Action::Retry:
        return m_session.retryNow();
    case Action::Stop:
        return m_session.close();
    case Action::Reopen:
        return m_session.open();
    case Action::Explain:
        emit explainRequested();
        return;
    case Action::AllowPlain:
        m_session.allowPlainLogin();
        emit plainLoginAllowed();
        return;
    case Action::Edit:
        emit editRequested();
        return;
    case Action::Dismiss:
        setDismissed(dismissedWith(m_status, m_saved));
        emit dismissed(m_dismissed);
        return;
    case Action::Reconnect:
        emit reconnectRequested();
        return;
    }
}

void ConnectionPanel::resizeEvent(QResizeEvent *event)
{
    m_layout->setDirection(width() < kNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QFrame::resizeEvent(event);
}

void ConnectionPanel::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    const QRectF place(14, 13, kMark, kMark);
    const Tokens &t = tokens(palette());
    if (m_notice.kind == Kind::Outdated)
        paintSeverityMark(painter, place, SeverityMark::Note, t);
    else if (m_notice.kind == Kind::Restored)
        paintSeverityMark(painter, place, SeverityMark::Ok, t);
    else if (m_notice.kind == Kind::Leaving || m_notice.kind == Kind::Limited
             || m_notice.kind == Kind::Question)
        paintSeverityMark(painter, place, SeverityMark::Warning, t);
    else
        paintStateMark(painter, place, m_status.state, t);
}

} // namespace ui
