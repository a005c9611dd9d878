// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/responders.h"

#include "core/nats/gather.h"
#include "core/nats/subscription.h"

#include <QtCore/QTimer>

namespace app {

Responders::Responders(const nats::ConnectOptions &options, QObject *parent)
    : QObject(parent)
{
    for (const DemoResponder &scene : demoResponders()) {
        nats::ConnectOptions own = options;
        // Its server is ours and up: what fails now fails for good, and somebody waits to hear it.
        own.reconnect = false;
        own.clientName = scene.name.isEmpty() ? scene.subject : scene.name;
        m_responders.push_back({&scene, new nats::Session(std::move(own), this), false});
    }
    m_waiting = qsizetype(m_responders.size());
    // The list never changes again, so references into it stay good.
    for (Responder &responder : m_responders) {
        connect(responder.session, &nats::Session::statusChanged, this,
                [this, &responder] { onStatus(responder); });
    }
}

void Responders::open()
{
    for (const Responder &responder : m_responders)
        responder.session->open();
}

void Responders::onStatus(Responder &responder)
{
    const nats::ConnectionStatus &status = responder.session->status();
    if (status.state == nats::ConnectionState::Connected && !responder.subscribed)
        subscribe(responder);
    else if ((status.state == nats::ConnectionState::Closed
              || status.state == nats::ConnectionState::NeedsAttention)
             && !responder.subscribed)
        fail(status.failure ? status.failure->error.text : tr("A responder's connection was closed"));
}

void Responders::subscribe(Responder &responder)
{
    responder.subscribed = true;
    const nats::Subscription *subscription
        = responder.session->subscribe(responder.scene->subject, {}, responder.session);
    connect(subscription, &nats::Subscription::messagesAdded, this,
            [this, &responder](const nats::MessageBatch &messages) {
                for (const nats::Message &message : *messages)
                    answer(responder, message);
            });
    // The server works in order: once this publish is through, so is the subscription before it.
    nats::RequestSpec fence;
    fence.verb = nats::Verb::Publish;
    fence.subject = "demo.ready";
    const nats::Gather *gather = responder.session->request(fence, responder.session);
    connect(gather, &nats::Gather::finished, this, &Responders::onSubscribed);
}

void Responders::onSubscribed(const nats::Outcome &outcome)
{
    if (outcome.reason != nats::EndReason::Accepted)
        fail(nats::sentence(outcome, {}));
    else if (--m_waiting == 0)
        emit ready();
}

void Responders::fail(const QString &text)
{
    if (m_failed)
        return;
    m_failed = true;
    emit failed(text);
}

void Responders::answer(const Responder &responder, const nats::Message &request)
{
    if (request.reply().isNull())
        return;
    for (const std::chrono::milliseconds delay : responder.scene->delays) {
        QTimer::singleShot(delay, Qt::PreciseTimer, responder.session, [&responder, request] {
            DemoAnswer answer
                = demoAnswer(*responder.scene, request, std::chrono::system_clock::now());
            responder.session->publish(request.reply().toByteArray(), {}, std::move(answer.headers),
                                       std::move(answer.payload));
        });
    }
}

} // namespace app
