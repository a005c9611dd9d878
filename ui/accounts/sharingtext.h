// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/examined.h"
#include "ui/common/richtext.h"

// Both sides of an account's imports and exports, as items. Pure.
namespace ui {

[[nodiscard]] RichBlocks sharingBlocks(const Examined &examined);

} // namespace ui
