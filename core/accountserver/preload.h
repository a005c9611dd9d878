// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <functional>

namespace accountserver {

// A nats-server configuration with a memory resolver that holds every account of a store
// (spec/jwt.md §4.1): "resolver: MEMORY" and "resolver_preload", each with its name as a comment,
// and what needs no server of ours any more. Comes in pieces, an empty one is the end: a store may
// be large. Tokens that do not decode, expired ones and activations are left out and named in a
// comment.
struct PreloadSource
{
    Store &store;
    QByteArray operatorText; ///< inline, as `operator:`; empty: none
    QByteArray
        systemAccount;     ///< its key, as `system_account:`; empty: the operator's, if it has one
    QByteArray systemText; ///< the token of that account, where the store lacks it; may be empty
    jwt::UnixTime now = 0;
};
[[nodiscard]] std::function<QByteArray()> preloadConfiguration(PreloadSource source);

} // namespace accountserver
