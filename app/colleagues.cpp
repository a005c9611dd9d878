// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/colleagues.h"

#include "core/nats/gather.h"
#include "core/nats/session.h"

#include <QtCore/QTimer>

namespace app {

Colleagues::Colleagues(const nats::ConnectOptions &options, const std::vector<DemoTalk> &talks,
                       QObject *parent)
    : QObject(parent)
{
    for (const DemoTalk &talk : talks) {
        nats::Session *&session = m_sessions[talk.who];
        if (!session) {
            nats::ConnectOptions own = options;
            own.clientName = talk.who;
            session = new nats::Session(std::move(own), this);
        }
        auto *timer = new QTimer(session);
        timer->setInterval(talk.every);
        connect(timer, &QTimer::timeout, this,
                [this, session, spec = talk.spec] { say(*session, spec); });
        timer->start();
    }
}

void Colleagues::open()
{
    for (const auto &[who, session] : m_sessions)
        session->open();
}

void Colleagues::say(nats::Session &session, const nats::RequestSpec &spec)
{
    if (session.status().state != nats::ConnectionState::Connected)
        return;
    nats::Gather *gather = session.request(spec, &session);
    connect(gather, &nats::Gather::settled, gather, &QObject::deleteLater);
}

} // namespace app
