// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <optional>

namespace accountserver {

// Where a replica's tokens come from. Thread-safe; get blocks the calling worker thread for at most
// about the replication timeout, and for a second if there is an own copy.
class Upstream
{
public:
    virtual ~Upstream() = default;

    struct Copy
    {
        StoredPtr token; ///< null: nobody has one
        // Seconds until the copy is asked for again; nothing: it was never fetched (spec §3.4).
        std::optional<qint64> freshFor;
        // Seconds since the primary confirmed it, where the primary cannot be asked now.
        std::optional<qint64> age;
    };
    // What is to be answered for a key: the own copy while it is fresh, else the primary's, else
    // the own copy however old.
    [[nodiscard]] virtual base::Result<Copy> get(const QByteArray &key) = 0;

protected:
    Upstream() = default;
    Q_DISABLE_COPY_MOVE(Upstream)
};

} // namespace accountserver
