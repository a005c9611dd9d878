// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QString>

namespace ui {

// A limit as a person types it: "2 s" where formatSpan says "2.00 s".
[[nodiscard]] QString limitText(base::Span span);

} // namespace ui
