// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/requestlog.h"

namespace commands {

// One request to an account server as a line without its end, for people …
[[nodiscard]] QString requestLine(const accountserver::LogEntry &entry);
// … and as a JSON object for programs.
[[nodiscard]] QByteArray requestJson(const accountserver::LogEntry &entry);

} // namespace commands
