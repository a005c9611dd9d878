// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"
#include "core/accountserver/store.h"

#include <QtCore/QObject>

#include <chrono>
#include <deque>
#include <memory>

namespace nats {
class Session;
class Subscription;
} // namespace nats

namespace accountserver {

struct NotifierStatus
{
    bool configured = false;
    bool connected = false;
    QString text;         ///< "connected to demo-1 (nats://127.0.0.1:4222)", or why not
    quint64 sent = 0;     ///< notifications
    quint64 received = 0; ///< of a replica: updates that came
    quint64 refused = 0;  ///< of those, what did not verify
    qint64 queued = 0;    ///< waiting for the connection
    QByteArray lastKey;
    std::chrono::system_clock::time_point lastAt;
    int lastApplied = -1; ///< servers that said they applied the last one; -1: not known (yet)
    int lastAsked = -1;   ///< servers that answered at all

    bool operator==(const NotifierStatus &) const = default;
};

// Tells nats-servers of changed tokens on the system account (spec/jwt.md §3.3), and, for a
// replica, hears of them. Connects when it can, forever; what changes meanwhile waits, the last one
// of each key, at most kMaxQueued keys.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxQueued = 100'000;

    explicit Notifier(nats::ConnectOptions connection, QObject *parent = nullptr);
    ~Notifier() override;

    void start();
    void listen(); ///< updates of others are wanted: `updated`
    void notify(const QByteArray &key, const StoredPtr &token);
    [[nodiscard]] const NotifierStatus &status() const;

signals:
    void changed(); ///< of the status
    void connectionEstablished();
    // Somebody's update or activation, as it came: to be verified.
    void updated(const QByteArray &token);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace accountserver
