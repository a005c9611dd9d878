// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"
#include "core/nats/status.h"

#include <QtCore/QString>

namespace nats {
struct ConnectOptions;
} // namespace nats

// A connection in words.
namespace ui {

// How it is called: its name, else its first server.
[[nodiscard]] QString connectionName(const nats::ConnectOptions &options);
// How the server calls itself, else its address.
[[nodiscard]] QString serverName(const nats::ConnectionStatus &status);
// Under the name: "demo-1 · 2.9.10 · ORDERS" while connected, else what is going on.
[[nodiscard]] QString connectionDetail(const nats::ConnectionStatus &status, base::Instant now);
// "0.3 ms" while connected and measured; else empty.
[[nodiscard]] QString connectionRtt(const nats::ConnectionStatus &status);
// Behind the name in a line: "nats://host:4222 · cluster C1 · account ORDERS".
[[nodiscard]] QString connectionPlace(const nats::ConnectionStatus &status, base::Instant now);
// Several lines for the pointer.
[[nodiscard]] QString connectionTip(const QString &name, const nats::ConnectOptions &options,
                                    const nats::ConnectionStatus &status);

// "waiting for INFO": what is being done; empty if no step of an attempt is running.
[[nodiscard]] QString stepUnderWay(const nats::ConnectionStatus &status);

// With a full stop, whoever wrote it.
[[nodiscard]] QString asSentence(const QString &text);
// Whole seconds, rounded up: a countdown never says "0 s" while it still waits.
[[nodiscard]] qint64 secondsUntil(base::Instant at, base::Instant now);

} // namespace ui
