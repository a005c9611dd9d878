// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/request.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace nats {

class Session;

// One run, on the UI thread. Order of signals: started, then repliesAdded, then
// finished (exactly once, never before Session::request has returned), then repliesAdded for late
// ones, then settled. Nothing follows settled. A run that is refused before sending emits finished
// without started, then settled.
class Gather final : public QObject
{
    Q_OBJECT

public:
    ~Gather() override;

    [[nodiscard]] const RequestSpec &spec() const { return m_spec; }
    // Ends the run with Cancelled, or, once finished, stops listening for late replies.
    void cancel();

signals:
    // `sentAt` is T0, read just before the write.
    void started(const QByteArray &inbox, std::chrono::steady_clock::time_point sentAt);
    // The fence behind the request is back: the round trip to the server. Usually before finished,
    // after it where the end came first (nobody there, refused).
    void measured(std::chrono::nanoseconds rtt);
    void repliesAdded(const std::vector<nats::Reply> &replies);
    void wireAdded(const nats::WireRecord &record);
    void finished(const nats::Outcome &outcome);
    void settled(const nats::Aftermath &aftermath);

private:
    friend class Session;
    Gather(Session &session, quint64 id, RequestSpec spec, QObject *parent);

    QPointer<Session> m_session;
    quint64 m_id;
    RequestSpec m_spec;
};

} // namespace nats
