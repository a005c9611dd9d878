// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/authority.h"
#include "core/accountserver/keeper.h"
#include "core/accountserver/options.h"
#include "core/accountserver/upstream.h"

#include <chrono>
#include <functional>
#include <memory>

namespace accountserver {

struct ReplicaStatus
{
    QString primary;                                   ///< as it may be shown
    bool reachable = true;                             ///< at the last attempt
    QString problem;                                   ///< of the last attempt; empty: none
    std::chrono::system_clock::time_point lastContact; ///< the epoch: never
    qint64 packTokens = -1;                            ///< of the initial pack; -1: none yet
    quint64 fetched = 0;                               ///< tokens asked of the primary since
    quint64 refused = 0;                               ///< tokens that did not verify

    bool operator==(const ReplicaStatus &) const = default;
};

// A replica's side of replication (spec/jwt.md §3.4): the primary's tokens, verified and kept, for
// an hour each. Thread-safe. After a failure the primary is left alone for kRetryAfter.
// What the primary answers counts, even if it is older than the own copy, or expired: it is the
// primary's to put an account back, or to end it. What a notification or a pack brings must not be
// older. What only time is against is taken in place of a copy, never without one.
class Replica final : public Upstream
{
public:
    static constexpr std::chrono::seconds kFreshFor{3600};
    static constexpr std::chrono::seconds kRetryAfter{5};
    // NATS: an URL resolver gives up after 1.9 s. Who has a copy does not let it wait for a better
    // one for longer.
    static constexpr std::chrono::milliseconds kPatienceWithCopy{1000};
    static constexpr qint64 kMaxPackBytes = 256LL * 1024 * 1024;
    // Of a pack's activations, which wait for the accounts they come from; the rest is left out.
    static constexpr qint64 kMaxHeld = 32LL * 1024 * 1024;
    static constexpr qint64 kHeldOverhead = 128; ///< of each, beside its key and token

    using Now = std::function<std::chrono::steady_clock::time_point()>;

    // References outlive it.
    Replica(const Options &options, const Authority &authority, Store &store, Keeper &keeper,
            Now now = &std::chrono::steady_clock::now);
    ~Replica() override;

    // Takes the pack; blocks the calling thread, which is not the UI's. Returns early when stopped.
    // Failing is no end: what is on disk is served.
    base::Result<qint64> takePack();
    // What a notification brought. Returns whether it was believed; blocks no longer than a save.
    bool take(const QByteArray &token);
    // Updates may have been missed: each token is asked for again when it is next wanted.
    void expire();
    void stop(); ///< ends what is under way, soon

    [[nodiscard]] base::Result<Copy> get(const QByteArray &key) override;
    [[nodiscard]] ReplicaStatus status() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace accountserver
