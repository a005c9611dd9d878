// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <functional>
#include <mutex>

namespace accountserver {

// The only way into a store: one change at a time, and nothing older than what is there.
// Thread-safe.
class Keeper final
{
public:
    enum class Kept {
        Stored,
        Unchanged, ///< the same bytes are there already
        Older,     ///< what is there was issued later
    };
    // Called after a change, on the thread that made it, under the keeper's lock: changes of a key
    // are reported in their order.
    using Changed = std::function<void(const QByteArray &key, const StoredPtr &token)>;

    explicit Keeper(Store &store, Changed changed = {});

    // `force`: an older one too.
    [[nodiscard]] base::Result<Kept> keep(const QByteArray &key, const StoredPtr &token,
                                          bool force = false);
    // As keep, but reports nothing: what a replica got from its primary.
    [[nodiscard]] base::Result<Kept> keepQuietly(const QByteArray &key, const StoredPtr &token);

private:
    [[nodiscard]] base::Result<Kept> put(const QByteArray &key, const StoredPtr &token, bool force,
                                         bool quietly);

    Store &m_store;
    Changed m_changed;
    std::mutex m_mutex;
};

} // namespace accountserver
