// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <functional>

namespace accountserver {

// A store as a replication pack (spec/jwt.md §3.2): at most `max` lines "key|token" in the order of
// the keys, joined by "\n"; negative: all. In pieces, an empty one is the end. What does not decode
// is left out.
[[nodiscard]] std::function<QByteArray()> packOf(Store &store, qint64 max);

} // namespace accountserver
