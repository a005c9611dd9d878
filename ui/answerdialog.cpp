// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/answerdialog.h"

#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "core/nats/subject.h"
#include "ui/common/dialogfoot.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/hintbutton.h"
#include "ui/common/tabinset.h"
#include "ui/common/theme.h"
#include "ui/request/headerseditor.h"
#include "ui/request/payloadeditor.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

AnswerDialog::AnswerDialog(nats::Session &session, const capture::Entry &request, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_to(request.reply.toByteArray())
    , m_payload(new PayloadEditor(this))
    , m_headers(new HeadersEditor(this))
    , m_problem(new QLabel(this))
    , m_send(new HintButton(tr("&Answer"), tr("Ctrl+Enter"), this))
{
    setObjectName(u"answerDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Answer by hand"));
    resize(640, 440);
    buildUi(nats::subject::toText(request.subject));
    m_payload->setMaxPayload(session.status().server.maxPayload);
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
}

void AnswerDialog::buildUi(const QString &subject)
{
    auto *title = new ElidedLabel(Qt::ElideMiddle, this);
    title->setText(tr("Answer the request to %1").arg(subject));
    setLook(title, Look::Title);
    auto *to = new ElidedLabel(Qt::ElideMiddle, this);
    to->setObjectName(u"answerTo"_s);
    to->setText(tr("Whoever asked gets it at %1, as from any other responder.")
                    .arg(nats::subject::toText(m_to)));
    setLook(to, Look::Secondary);
    auto *body = new QWidget(this);
    auto *bodyLayout = new QVBoxLayout(body);
    bodyLayout->setContentsMargins(0, 7, 0, 0);
    bodyLayout->setSpacing(4);
    bodyLayout->addWidget(m_payload->toolBar(), 0, Qt::AlignRight);
    bodyLayout->addWidget(m_payload, 1);
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(u"answerTabs"_s);
    tabs->setAccessibleName(tr("Parts of the answer"));
    tabs->setDocumentMode(true);
    tabs->addTab(body, tr("&Payload"));
    tabs->addTab(m_headers, tr("&Headers"));
    m_problem->setObjectName(u"answerProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    setLook(m_problem, Look::Error);
    m_send->setObjectName(u"answerSend"_s);
    m_send->setAccessibleName(tr("Answer"));
    const DialogFoot foot = dialogFoot(*this, u"answerCancel"_s, *m_send);
    m_send->setDefault(false); // Enter is a line's end here
    m_send->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(7);
    layout->addWidget(title);
    layout->addWidget(to);
    layout->addWidget(tabs, 1);
    layout->addWidget(m_problem);
    layout->addSpacing(7);
    layout->addLayout(foot.layout);
    auto *send = new QAction(tr("Answer"), this);
    send->setObjectName(u"answerAction"_s);
    send->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    addAction(send);
    connect(send, &QAction::triggered, this, &AnswerDialog::send);
    connect(m_send, &QPushButton::clicked, this, &AnswerDialog::send);
    m_payload->setFocus();
}

void AnswerDialog::send()
{
    if (m_sending)
        return;
    for (const QString &problem : {m_payload->problem(), m_headers->problem()}) {
        if (!problem.isEmpty())
            return showProblem(problem);
    }
    nats::RequestSpec spec;
    spec.verb = nats::Verb::Publish;
    spec.subject = m_to;
    spec.payload = m_payload->bytes();
    spec.headers = m_headers->headers();
    m_send->setEnabled(false);
    m_problem->hide();
    m_sending = m_session.request(spec, this);
    connect(m_sending, &nats::Gather::finished, this, [this, spec](const nats::Outcome &outcome) {
        m_sending->deleteLater();
        m_sending.clear();
        if (outcome.reason == nats::EndReason::Accepted)
            accept();
        else
            showProblem(nats::sentence(outcome, spec));
    });
}

void AnswerDialog::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->show();
    m_send->setEnabled(true);
}

} // namespace ui
