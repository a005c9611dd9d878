// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"

#include <QtCore/QCoreApplication>

#include <optional>

namespace bench {

// URL COUNT, the first two arguments of a bench.
struct Arguments
{
    nats::ConnectOptions options;
    quint64 count = 0;
};

// Of a program that has a QCoreApplication; nothing if there is nothing to do.
inline std::optional<Arguments> arguments()
{
    const QStringList given = QCoreApplication::arguments();
    auto servers = nats::parseServerUrls(given.value(1));
    Arguments read;
    read.count = given.value(2).toULongLong();
    if (!servers || read.count == 0)
        return {};
    read.options.servers = std::move(servers).value();
    return read;
}

} // namespace bench
