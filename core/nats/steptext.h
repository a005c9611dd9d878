// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/status.h"

#include <QtCore/QString>

// The steps of an attempt in words, for the window and the terminal alike.
namespace nats {

// "Name", "TCP", "INFO", "TLS", "Log in", "First PONG", "Inbox".
[[nodiscard]] QString stepName(ConnectStep::Kind kind);
// What goes on while it runs: "looking up the name", "waiting for INFO" …
[[nodiscard]] QString stepActivity(ConnectStep::Kind kind);
// The one that runs or failed; null if none does.
[[nodiscard]] const ConnectStep *openStep(const std::vector<ConnectStep> &steps);

} // namespace nats
