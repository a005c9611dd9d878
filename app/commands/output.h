// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace commands {

// Control characters made visible, line ends too: a peer's words must not steer the terminal.
[[nodiscard]] QString visibleText(const QString &text);

// Write all of it at once, each line as visibleText; false if nobody reads it any more.
[[nodiscard]] bool printOutput(const QString &text);
void printError(const QString &text);
// Bytes for a program as they are.
[[nodiscard]] bool writeOutput(QByteArrayView bytes);

// The terminal's width; 100 where standard output is none.
[[nodiscard]] int terminalColumns();

} // namespace commands
