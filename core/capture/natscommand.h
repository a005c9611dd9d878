// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"

#include <QtCore/QString>

namespace capture {

// The message as a command line of the nats CLI for a POSIX shell: `nats req` if it names a reply
// subject (which the CLI makes anew), else `nats pub`; headers with -H, a payload that is not text
// through base64 -d and a pipe. Quoted so that a shell gives every byte on; secrets in headers
// redacted unless `secrets`.
[[nodiscard]] QString natsCommand(const Entry &message, bool secrets);

} // namespace capture
