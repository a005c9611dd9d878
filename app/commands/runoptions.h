// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/connectarguments.h"
#include "core/fanin/run.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QProcessEnvironment>

#include <variant>

namespace commands {

struct StdinPayload
{
    bool operator==(const StdinPayload &) const = default;
};
struct FilePayload
{
    QString path;
    bool operator==(const FilePayload &) const = default;
};
using PayloadSource = std::variant<QByteArray, StdinPayload, FilePayload>;

// The wire's own limit for one message (core/nats/parser.h keeps it for what comes in).
constexpr qint64 kMaxPayload = 64LL * 1024 * 1024;

// What `fanin request` and `fanin gather` are to do. `spec.payload` is filled from `payload` when
// it is read.
struct RunOptions
{
    app::ConnectChoice choice;
    nats::ConnectOptions connection; ///< resolved from it; not for a demo
    bool demo = false;
    nats::RequestSpec spec;
    PayloadSource payload;
    fanin::Reading reading;
    bool json = false;
    bool trace = false;
    bool timeline = false;

    bool operator==(const RunOptions &) const = default;
};

// What both commands take besides the connection.
[[nodiscard]] const std::vector<app::Option> &commonArguments();

// SUBJECT, PAYLOAD and the common and connection options, into a request of that verb.
base::Result<RunOptions> commonOptions(const app::Options &options, nats::Verb verb,
                                       const QProcessEnvironment &environment);

// The value of --name as a time ("2s", "300ms"); nothing if it is not given.
base::Result<std::optional<base::Span>> spanOption(const app::Options &options, const char *name);
// The value of --name as a whole number of at least `least`; nothing if it is not given.
base::Result<std::optional<quint64>> countOption(const app::Options &options, const char *name,
                                                 quint64 least);

} // namespace commands
