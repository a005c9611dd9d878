// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/userinfoquery.h"

#include "core/nats/gather.h"
#include "core/nats/session.h"

namespace ui {

UserInfoQuery::UserInfoQuery(QObject *parent)
    : QObject(parent)
{}

void UserInfoQuery::ask(nats::Session &session)
{
    cancel();
    nats::RequestSpec spec;
    spec.subject = "$SYS.REQ.USER.INFO";
    spec.rules.lateWindow = base::Span{0};
    m_gather = session.request(std::move(spec), this);
    connect(m_gather, &nats::Gather::repliesAdded, this,
            [this](const std::vector<nats::Reply> &replies) {
                if (m_reply.isEmpty() && !replies.empty()
                    && replies.front().kind == nats::ReplyKind::Counted)
                    m_reply = replies.front().message.payload().toByteArray();
            });
    connect(m_gather, &nats::Gather::finished, this, &UserInfoQuery::onFinished);
}

void UserInfoQuery::cancel()
{
    m_reply.clear();
    if (m_gather) {
        m_gather->disconnect(this);
        m_gather->deleteLater();
        m_gather.clear();
    }
}

void UserInfoQuery::onFinished(const nats::Outcome &outcome)
{
    const QByteArray reply = m_reply;
    const nats::RequestSpec spec = m_gather ? m_gather->spec() : nats::RequestSpec();
    cancel();
    if (!reply.isEmpty()) {
        emit answered(reply);
    } else if (outcome.reason == nats::EndReason::NoResponders) {
        emit failed(tr("This server does not answer $SYS.REQ.USER.INFO: nats-server has it from "
                       "2.10 on."));
    } else {
        emit failed(nats::sentence(outcome, spec));
    }
}

} // namespace ui
