// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QString>

namespace nats {
struct ConnectionStatus;
struct ConnectOptions;
} // namespace nats

// A connection in words.
namespace ui {

// How it is called: its name, else its first server.
[[nodiscard]] QString connectionName(const nats::ConnectOptions &options);
// Under the name: "demo-1 · 2.9.10 · ORDERS" while connected, else what is going on.
[[nodiscard]] QString connectionDetail(const nats::ConnectionStatus &status, base::Instant now);
// "0.3 ms" while connected and measured; else empty.
[[nodiscard]] QString connectionRtt(const nats::ConnectionStatus &status);

struct ConnectionTrouble
{
    QString title;
    QString reason;
    bool calm = true; ///< will go away by itself; else it waits for a person

    bool operator==(const ConnectionTrouble &) const = default;
};
// What to say where work is not possible; an empty title while it is.
[[nodiscard]] ConnectionTrouble connectionTrouble(const nats::ConnectionStatus &status,
                                                  base::Instant now);

} // namespace ui
