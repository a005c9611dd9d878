// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/window/statusline.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/format.h"
#include "ui/common/statemark.h"
#include "ui/common/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kHeight = 28;
constexpr int kMark = 8;
constexpr int kLock = 13;

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QFrame(parent)
    , m_server(new ElidedLabel(Qt::ElideRight, this))
    , m_lock(new QLabel(this))
    , m_rtt(new QLabel(this))
    , m_counts(new QLabel(this))
    , m_problem(new ElidedLabel(Qt::ElideRight, this))
{
    setObjectName(u"statusLine"_s);
    setProperty("look", QByteArray("foot"));
    setFixedHeight(kHeight);
    m_server->setObjectName(u"statusServer"_s);
    m_lock->setObjectName(u"statusReadOnly"_s);
    m_lock->setContentsMargins(kLock + 5, 0, 0, 0);
    m_lock->setToolTip(tr("Nothing can be published over this connection"));
    m_rtt->setObjectName(u"statusRtt"_s);
    m_counts->setObjectName(u"statusCounts"_s);
    m_problem->setObjectName(u"statusProblem"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14 + kMark + 7, 0, 14, 0);
    layout->setSpacing(24);
    layout->addWidget(m_server);
    layout->addWidget(m_lock);
    layout->addWidget(m_rtt);
    layout->addWidget(m_counts);
    layout->addStretch(1);
    layout->addWidget(m_problem, 1);
    m_problem->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QLabel *label : {static_cast<QLabel *>(m_server), m_lock, m_rtt, m_counts})
        setLook(label, Look::Caption);
    clear();
}

void StatusLine::setFacts(const Facts &facts)
{
    const auto &status = facts.status;
    m_state = status.state;
    m_readOnly = facts.readOnly;
    m_server->setText(facts.name + u" · "_s + facts.place);
    m_lock->setText(tr("read-only"));
    m_lock->setVisible(facts.readOnly);
    const bool measured = status.state == nats::ConnectionState::Connected && status.rtt;
    m_rtt->setText(measured ? tr("RTT %1").arg(formatSpan(*status.rtt)) : QString());
    m_rtt->setVisible(measured);
    QString counts
        = tr("received %1 · kept %2").arg(formatCount(status.messagesIn), formatCount(facts.kept));
    if (status.stray > 0)
        counts += tr(" · stray %1").arg(formatCount(status.stray));
    counts += tr(" · runs dropped %1").arg(formatCount(facts.droppedRuns));
    m_counts->setText(counts);
    m_counts->setToolTip(tr("Received: messages over this connection, of every kind.\n"
                            "Kept: replies the runs of this tab still hold.\n"
                            "Stray: messages that came after their request was done.\n"
                            "Runs dropped: the oldest runs of this tab, past 50 or 1 GiB."));
    const QString problem = status.failure ? status.failure->error.text : status.serverMessage;
    m_problem->setText(problem.isEmpty() ? tr("No problems") : u"⚠ "_s + problem);
    setLook(m_problem, problem.isEmpty() ? Look::Caption : Look::Warning);
    update();
}

void StatusLine::setWords(const QString &counts, const QString &problem, const QString &tip)
{
    m_counts->setText(counts);
    m_counts->setToolTip(tip);
    m_problem->setText(problem.isEmpty() ? tr("No problems") : problem);
    setLook(m_problem, problem.isEmpty() ? Look::Caption : Look::Warning);
}

void StatusLine::clear()
{
    m_state = nats::ConnectionState::Idle;
    m_server->setText(tr("No connection"));
    m_readOnly = false;
    m_lock->hide();
    m_rtt->hide();
    m_counts->clear();
    m_problem->clear();
    update();
}

void StatusLine::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    paintStateMark(painter, QRectF(14, (height() - kMark) / 2.0, kMark, kMark), m_state,
                   tokens(palette()));
    if (m_readOnly)
        icon(u"lock"_s, Tint::Quiet)
            .paint(&painter, QRect(m_lock->x(), (height() - kLock) / 2, kLock, kLock));
}

} // namespace ui
