// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/request.h"
#include "core/nats/serverinfo.h"

#include <optional>

namespace nats {

// A request that must not be sent, and why.
struct Refusal
{
    EndReason reason = EndReason::InvalidRequest;
    QString detail;

    bool operator==(const Refusal &) const = default;
};

// The checks before the first byte (spec/protocol.md §3.4, rule 8), in the order of the end
// reasons. `server` is null while not connected: what only a server can say is then not checked,
// and the last answer is NotConnected. `inboxSize` is the length of the reply subject to be.
[[nodiscard]] std::optional<Refusal> checkRequest(const RequestSpec &spec,
                                                  const ConnectOptions &options,
                                                  const ServerInfo *server, qsizetype inboxSize);

} // namespace nats
