// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/authority.h"
#include "core/accountserver/options.h"
#include "core/accountserver/store.h"

namespace accountserver {

// What the options name, found and read.
struct Opened
{
    Authority authority;
    std::unique_ptr<Store> store;
    QByteArray operatorText; ///< as in its file; empty: none
    StoredPtr systemAccount; ///< null: none
    QByteArray systemAccountKey;
};
// Reads files: not on the UI's thread.
[[nodiscard]] base::Result<Opened> openAll(const Options &options, jwt::UnixTime now);

} // namespace accountserver
