// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionpanel.h"

#include "core/nats/session.h"
#include "ui/common/statemark.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiontext.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using nats::ConnectionState;

namespace ui {

namespace {

constexpr int kMark = 12;

} // namespace

ConnectionPanel::ConnectionPanel(nats::Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
{
    setObjectName(u"connectionPanel"_s);
    setLook(this, Look::Card);
    m_title = new QLabel(this);
    m_title->setObjectName(u"troubleTitle"_s);
    setLook(m_title, Look::Strong);
    m_reason = new QLabel(this);
    m_reason->setObjectName(u"troubleReason"_s);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(m_reason, Look::Secondary);
    m_retry = new QPushButton(tr("&Retry now"), this);
    m_retry->setObjectName(u"retryNow"_s);
    m_explain = new QPushButton(tr("&Why was I refused?"), this);
    m_explain->setObjectName(u"explainRefusal"_s);
    m_explain->setToolTip(tr("Checks the credentials as the server does, in its order"));

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_reason);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14 + kMark + 14, 10, 10, 10);
    layout->setSpacing(10);
    layout->addLayout(words, 1);
    layout->addWidget(m_explain, 0, Qt::AlignVCenter);
    layout->addWidget(m_retry, 0, Qt::AlignVCenter);

    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ConnectionPanel::showStatus);
    connect(&session, &nats::Session::statusChanged, this, &ConnectionPanel::showStatus);
    connect(m_retry, &QPushButton::clicked, &session, &nats::Session::retryNow);
    connect(m_explain, &QPushButton::clicked, this, &ConnectionPanel::explainRequested);
    showStatus();
}

void ConnectionPanel::showStatus()
{
    const auto &status = m_session.status();
    const ConnectionTrouble trouble = connectionTrouble(status, base::Clock::now());
    setVisible(!trouble.title.isEmpty());
    m_title->setText(trouble.title);
    m_reason->setText(trouble.reason);
    m_reason->setVisible(!trouble.reason.isEmpty());
    m_retry->setText(status.state == ConnectionState::Closed ? tr("Connect &again")
                                                             : tr("&Retry now"));
    m_explain->setVisible(status.failure && status.failure->error.kind == base::ErrorKind::Auth
                          && status.state != ConnectionState::Connected);
    m_retry->setVisible(status.state != ConnectionState::Connecting
                        && status.state != ConnectionState::Connected);
    if (status.state == ConnectionState::Backoff)
        m_countdown.start();
    else
        m_countdown.stop();
    update();
}

void ConnectionPanel::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    paintStateMark(painter, QRectF(14, 13, kMark, kMark), m_session.status().state,
                   tokens(palette()));
}

} // namespace ui
