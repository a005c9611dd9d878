// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "ui/accounts/examined.h"
#include "ui/accounts/tokenhead.h"

namespace ui {

// Name, verdict, kind, and where the book has it from. Pure.
[[nodiscard]] TokenHead::Content headContent(const Examined &examined, const jwt::Book &book);

} // namespace ui
