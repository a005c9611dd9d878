// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/options.h"
#include "core/profiles/profilestore.h"

#include <QtCore/QProcessEnvironment>

namespace app {

// Where and as whom to connect, not yet looked up: profiles::Resolution makes options of it.
struct ConnectChoice
{
    profiles::Profile profile; ///< its name is empty if it is no context's
    bool allowPrograms = false;
    QString warning;       ///< for standard error; may be empty
    bool fromFile = false; ///< the profile is a file that is not among what is saved

    bool operator==(const ConnectChoice &) const = default;
};

// --context, --server and its kin. An option takes the place of the environment's NATS_… variable,
// and that of a context's field. An option for logging in turns off all of the environment's and
// the context's ways, except the password of a --user.
[[nodiscard]] const std::vector<Option> &connectArguments();

// True if an option says where, as whom or how.
[[nodiscard]] bool namesConnection(const Options &options);
// The same of the environment: NATS_URL or NATS_CONTEXT.
[[nodiscard]] bool namesConnection(const QProcessEnvironment &environment);

// The context is that of --context; where no option says where or as whom, NATS_CONTEXT's, else the
// one the nats command has selected. `server` stands for a --server that was given otherwise.
base::Result<ConnectChoice> connectChoice(const Options &options,
                                          const QProcessEnvironment &environment,
                                          const QString &server = {});

} // namespace app
