// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/encoder.h"

namespace nats {

// Who we say we are to this server: reads key files anew and signs its nonce (spec/protocol.md
// §2.3). Credentials in the URL win over the options.
base::Result<encoder::Identity> identify(const ConnectOptions &options, const ServerUrl &url,
                                         QByteArrayView nonce);

} // namespace nats
