// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "ui/common/richtext.h"

namespace ui {

struct ProfileForm;

// Who would log in with what a form holds: user, account, expiry, as far as it can be known
// without a server; and what was odd about it. Empty where there is nothing to tell.
[[nodiscard]] RichBlocks loginPreview(const ProfileForm &form, jwt::UnixTime now);

} // namespace ui
