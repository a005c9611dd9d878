// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"
#include "core/accountserver/store.h"

namespace accountserver {

// Opens what the options name; a directory that is to be written and is not there yet is made.
[[nodiscard]] base::Result<std::unique_ptr<Store>> openStore(const Options &options);

// The operator's token of an nsc store's folder: <operator>/<operator>.jwt.
[[nodiscard]] QString nscOperatorFile(const QString &folder);

} // namespace accountserver
