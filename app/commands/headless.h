// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/runoptions.h"

namespace commands {

// Runs a command to its end on an event loop of its own; returns the process's exit code.
int runHeadless(int &argc, char **argv, RunOptions options);

} // namespace commands
