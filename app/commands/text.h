// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/fanin/run.h"
#include "core/nats/session.h"

#include <QtCore/QString>

// The lines of a command's text output, each with its end of line. Nothing a peer sent reaches the
// terminal unescaped.
namespace commands {

// "gather demo.time at nats://127.0.0.1:4222 (n1, nats-server 2.9.10), total 2 s".
[[nodiscard]] QString headLine(const nats::RequestSpec &spec, const nats::ConnectionStatus &status);
// One reply: time, responder, group, size, what is special about it, payload.
[[nodiscard]] QString replyLine(const fanin::Run &run, qsizetype index);
// The end as a sentence, and the success rules that were not met.
[[nodiscard]] QString endLines(const fanin::Run &run);
// What to do about an end that is no answer: one line, without its end, that names the cause.
[[nodiscard]] QString adviceLine(const nats::Outcome &outcome, const nats::RequestSpec &spec,
                                 const QByteArray &inboxPrefix);
// After the late window: what came late; empty if nothing did.
[[nodiscard]] QString afterLines(const fanin::Run &run);
// "   0.012 ms  → SUB _INBOX.x 1".
[[nodiscard]] QString wireLine(const nats::WireEntry &entry, base::Instant origin);

} // namespace commands
