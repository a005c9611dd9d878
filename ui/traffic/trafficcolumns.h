// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/selection.h"

#include <vector>

namespace ui {

// How wide each column is in a table of `width` pixels: figures take what they need, words and the
// waterfall share what is left. Pure.
[[nodiscard]] std::vector<int> trafficColumnWidths(capture::RowKind kind, int width);

} // namespace ui
