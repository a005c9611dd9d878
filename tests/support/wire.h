// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/parser.h"

#include <QtCore/QByteArrayList>

// Feeding bytes to a parser in every way a network can, and frames as text.
namespace wire {

// One line a frame: "MSG foo 1 - [] [hi]" (subject, sid, reply or -, headers, payload), "PING" ….
[[nodiscard]] QByteArray print(const nats::Frame &frame);
// All frames of `bytes` fed at once, and "ERROR <offset>" if there was one.
[[nodiscard]] QByteArrayList parse(QByteArrayView bytes,
                                   nats::Parser::Peer peer = nats::Parser::Peer::Server);
// What parse() gives if it does so for `bytes` fed whole, byte by byte and in two parts split at
// every offset; else a line that names the difference.
[[nodiscard]] QByteArrayList
parseEverySplit(QByteArrayView bytes, nats::Parser::Peer peer = nats::Parser::Peer::Server);

} // namespace wire
