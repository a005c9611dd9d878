// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace commands {

// Writes all of it to standard output at once; false if nobody reads it any more.
[[nodiscard]] bool printOutput(const QString &text);
void printError(const QString &text);

// The terminal's width; 100 where standard output is none.
[[nodiscard]] int terminalColumns();

} // namespace commands
