// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <optional>

namespace accountserver {

// Why no store takes this: it is not written to (Unsupported), or what is to be kept cannot be read
// back: a key that is none, a token larger than a server takes (InvalidInput).
[[nodiscard]] std::optional<base::Error> saveProblem(const Store &store, const QByteArray &key,
                                                     const StoredPtr &token);

} // namespace accountserver
