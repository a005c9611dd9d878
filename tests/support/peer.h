// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/gather.h"
#include "core/nats/session.h"
#include "core/nats/subscription.h"

#include <QtTest/QTest>

#include <functional>

// A connection of its own that answers requests, for tests against a real server.
class Peer final : public QObject
{
public:
    using Answer = std::function<void(nats::Session &, const nats::Message &)>;

    explicit Peer(const nats::ConnectOptions &options)
        : m_session(options)
    {
        m_session.open();
    }

    [[nodiscard]] nats::Session &session() { return m_session; }

    [[nodiscard]] bool connected()
    {
        return QTest::qWaitFor(
            [this] { return m_session.status().state == nats::ConnectionState::Connected; });
    }

    // Returns once the server has the subscription.
    [[nodiscard]] bool serve(const QByteArray &subject, Answer answer)
    {
        if (!connected())
            return false;
        const nats::Subscription *subscription = m_session.subscribe(subject, {}, this);
        connect(subscription, &nats::Subscription::messagesAdded, this,
                [this, answer = std::move(answer)](const nats::MessageBatch &messages) {
                    for (const nats::Message &message : *messages)
                        answer(m_session, message);
                });
        nats::RequestSpec fence;
        fence.verb = nats::Verb::Publish;
        fence.subject = "fence";
        bool done = false;
        const nats::Gather *gather = m_session.request(fence, this);
        connect(gather, &nats::Gather::finished, this, [&done] { done = true; });
        return QTest::qWaitFor([&done] { return done; });
    }

    // Answers with the request's own bytes, `times` times.
    static Answer echo(int times = 1)
    {
        return [times](nats::Session &session, const nats::Message &message) {
            for (int i = 0; i < times; ++i)
                session.publish(message.reply().toByteArray(), {}, {},
                                message.payload().toByteArray());
        };
    }

private:
    nats::Session m_session;
};
