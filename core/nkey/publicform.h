// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkey/nkey.h"

namespace nkey {

// Whether decodePublic gives a key of this kind, for those who ask for each request: allocates
// nothing and words no error.
[[nodiscard]] bool isPublic(Kind kind, QByteArrayView text) noexcept;

} // namespace nkey
