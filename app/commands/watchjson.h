// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"

namespace commands {

// A conversation as a JSON object on a line, for programs (README, "Watch from the command line").
// Of many or large replies the first ones; `replyCount` says how many there are.
struct ConversationJson
{
    static constexpr qsizetype kMaxReplies = 1'000;
    static constexpr qsizetype kMaxSize = 16 << 20; ///< bytes, after which no reply is added

    QByteArray line;        ///< with its end
    qsizetype redacted = 0; ///< values of headers
};
[[nodiscard]] ConversationJson conversationJson(const capture::Capture &capture,
                                                const capture::Conversation &conversation,
                                                bool redact);

// Words of the protocol between us and scripts, as filters take them: "answered", "late".
[[nodiscard]] QByteArray stateName(capture::ConversationState state);
[[nodiscard]] QByteArrayList traitNames(capture::ConversationTraits traits);

} // namespace commands
