// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/options.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QProcessEnvironment>

namespace app {

// Where and as whom to connect: --server and its kin, else what the nats CLI reads from the
// environment (NATS_URL and its kin). An option for logging in turns off all of the environment's
// except the password of a --user.
[[nodiscard]] const std::vector<Option> &connectArguments();

// True if an option says where or as whom.
[[nodiscard]] bool namesConnection(const Options &options);

base::Result<nats::ConnectOptions> connectOptions(const Options &options,
                                                  const QProcessEnvironment &environment);

} // namespace app
