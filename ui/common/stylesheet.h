// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace ui {

struct Tokens;

// The one style sheet, made from the tokens: what a palette cannot say (frames, sizes, states).
[[nodiscard]] QString styleSheet(const Tokens &tokens, bool dark);

} // namespace ui
