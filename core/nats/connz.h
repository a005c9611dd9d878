// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/gather.h"

class QJsonArray;
class QJsonObject;

// Asking all servers about their connections (spec/protocol.md §4.4): a system account about all,
// any other about those of its own.
namespace nats::connz {

constexpr char kSubject[] = "$SYS.REQ.SERVER.PING.CONNZ";
constexpr qsizetype kMaxReply = 1024 * 1024; ///< larger ones are not read

// Where answers to such questions go. Known by its look, so that an observer does not see the
// questions that it asks itself; nobody else knows this process's, to hide behind it.
[[nodiscard]] QByteArray inbox(const ConnectOptions &options);
[[nodiscard]] QByteArray inboxPrefix(const ConnectOptions &options); ///< of all of them

// Which connections, and what of them, as nats-server's ConnzOptions has it.
[[nodiscard]] RequestSpec question(const QJsonObject &which);
// What a server answers; an empty one if the reply is too large or none.
[[nodiscard]] QJsonObject answer(QByteArrayView reply);
[[nodiscard]] QJsonArray connections(const QJsonObject &answer);

} // namespace nats::connz
