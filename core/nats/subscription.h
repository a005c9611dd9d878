// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/message.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace nats {

class Session;

// A standing subscription, on the UI thread. Deleting it unsubscribes.
class Subscription final : public QObject
{
    Q_OBJECT

public:
    ~Subscription() override;

signals:
    // In order; batches at most every 16 ms, the first message of a quiet period at once. `dropped`
    // counts messages not handed over because the receiver was four batches behind.
    void messagesAdded(const nats::MessageBatch &messages, quint64 dropped);
    void refused(const QString &reason);
    // The connection was lost at `from` and restored at `to`: what came meanwhile is missing.
    void interrupted(std::chrono::steady_clock::time_point from,
                     std::chrono::steady_clock::time_point to);

private:
    friend class Session;
    Subscription(Session &session, quint64 id, QObject *parent);

    QPointer<Session> m_session;
    quint64 m_id;
};

} // namespace nats
