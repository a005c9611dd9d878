// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/message.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace nats {

class Session;

// A standing subscription, on the UI thread: one stream of what one or many patterns bring, in the
// order of arrival. Deleting it unsubscribes.
class Subscription final : public QObject
{
    Q_OBJECT

public:
    ~Subscription() override;

    // Further patterns. What several of them match comes once; nothing is lost or comes twice while
    // others take over from removed ones (add first). All but the plain ones are to be of one queue
    // group, within which the server itself picks one pattern.
    void add(QByteArray pattern, QByteArray queue = {});
    void remove(QByteArray pattern, QByteArray queue = {});

signals:
    // In order; batches at most every 16 ms, the first message of a quiet period at once. `dropped`
    // counts messages not handed over because the receiver was four batches behind, `copies` those
    // that another pattern of this subscription had brought.
    void messagesAdded(const nats::MessageBatch &messages, quint64 dropped, quint64 copies);
    // The server has taken the pattern, or has not: again after each reconnect.
    void accepted(const QByteArray &pattern);
    void refused(const QByteArray &pattern, const QString &reason);
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
