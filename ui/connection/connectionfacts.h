// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"
#include "core/nats/connectoptions.h"
#include "core/nats/status.h"
#include "ui/common/richtext.h"

// All that is known about a connection, as facts for a page.
namespace ui {

struct Moment
{
    base::Instant now;
    base::WallAnchor anchor; ///< of the connection
};

// State, server, account, traffic. While it is down, only what is still true of the server it was
// connected to.
[[nodiscard]] RichBlocks connectionFacts(const nats::ConnectOptions &options,
                                         const nats::ConnectionStatus &status,
                                         const Moment &moment);
// How the connection before this one ended; nothing if there was none.
[[nodiscard]] RichBlocks lossFacts(const nats::ConnectionStatus &status, const Moment &moment);
// What TLS agreed on, or that there is none.
[[nodiscard]] RichBlocks tlsFacts(const nats::ConnectionStatus &status, const Moment &moment);
// The steps of the latest attempt with their times.
[[nodiscard]] RichBlocks stepFacts(const nats::ConnectionStatus &status);
// One line a server, with its last error and what to try.
[[nodiscard]] QString serversAsText(const nats::ConnectionStatus &status);

} // namespace ui
