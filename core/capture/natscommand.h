// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"

#include <QtCore/QString>

namespace capture {

// The message as a command line of the nats CLI for a POSIX shell: `nats req` if it asks for a
// reply (to an inbox that the CLI makes anew), else `nats pub`; headers with -H; a payload that is
// not text, or more of it than an argument holds, through a pipe. Quoted so that a shell gives
// every byte on, and without control characters, which a terminal would obey when it is pasted.
// What cannot be said: a NUL in a header or subject is left out, a status line too. Secrets in
// headers are redacted unless `secrets`.
[[nodiscard]] QString natsCommand(const Entry &message, bool secrets);

inline constexpr qsizetype kMaxArgument = 64 * 1024; ///< Linux takes less than 128 KiB in one

} // namespace capture
