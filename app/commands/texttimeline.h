// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"

#include <QtCore/QString>

namespace commands {

// The fan-in as text: a line for each lane, a mark for each reply at its time, the deadline, an
// axis and a legend. No line is wider than `columns`; past `maxLanes` lanes are only counted.
[[nodiscard]] QString textTimeline(const fanin::Run &run, int columns, qsizetype maxLanes = 40);

} // namespace commands
