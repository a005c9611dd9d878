// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"
#include "core/accountserver/store.h"

#include <QtCore/QObject>

#include <chrono>
#include <memory>

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
    quint64 dropped = 0;  ///< notifications beyond kMaxQueued, the oldest
    QByteArray lastKey;
    std::chrono::system_clock::time_point lastAt;
    // Of the last one: servers that applied it, that have not loaded the account (there is nothing
    // to apply), and that answered at all; -1: not known (yet).
    int lastApplied = -1;
    int lastSkipped = -1;
    int lastAsked = -1;
    QString lastProblem; ///< what a server had against it, or why nobody heard it; may be empty

    bool operator==(const NotifierStatus &) const = default;
};

// Tells nats-servers of changed tokens on the system account (spec/jwt.md §3.3), and, for a
// replica, hears of them. Connects when it can, forever: also a refusal may be over when the server
// has got its accounts from us. What changes meanwhile waits, the last one of each key, at most
// kMaxQueued keys. Whoever hears from it deletes it later (deleteLater), not at once.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxQueued = 100'000;
    // How long a server that is away, or refuses, is left alone; later on the second.
    static constexpr std::chrono::milliseconds kRetryAfter{1000};
    static constexpr std::chrono::milliseconds kRetryLater{5000};
    static constexpr int kQuickTries = 30;
    static constexpr std::chrono::milliseconds kAnswerTime{2000}; ///< servers have for an answer

    explicit Notifier(nats::ConnectOptions connection, QObject *parent = nullptr);
    ~Notifier() override;

    void listen(); ///< before start: updates of others are wanted, `updated`
    void start();
    void end(); ///< tells nobody any more; what was not told can be taken over
    void notify(const QByteArray &key, const StoredPtr &token);
    // What the other has not got through, it is about to go.
    void continueFrom(const Notifier &other);
    [[nodiscard]] const NotifierStatus &status() const;

signals:
    void changed(); ///< of the status
    // Updates may have been missed until now: connected (again), or too many came.
    void gap();
    // Somebody's update or activation, as it came: to be verified.
    void updated(const QByteArray &token);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace accountserver
