// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"

#include <optional>

namespace capture {

// Conversations are numbered like entries, by their first message.
using ConversationId = quint64;

// How a conversation stands (spec/protocol.md §4.2). "No reply seen" is all an observer may say: a
// server's 503 is invisible to it.
enum class ConversationState : quint8 {
    Publish,    ///< asks for no reply
    Waiting,    ///< within the window
    Answered,   ///< at least one reply
    Unanswered, ///< no reply seen within the window
    Orphan,     ///< a reply (to an inbox) whose request was not seen or is no longer kept
    Gap,        ///< no conversation: a Gap or Lost entry in its place
    Unwatched,  ///< no reply seen, but it was not watched for throughout the window, or at all
};

enum class ConversationTrait : quint8 {
    ServiceError = 0x01, ///< a reply of it
    Status = 0x02,       ///< a reply of it: 404, 408, 409 …
    Reordered = 0x04,    ///< a reply was seen before its request
    Late = 0x08,         ///< a reply came after the window
    Differs = 0x10,      ///< replies whose payloads are not all alike
    JetStream = 0x20,    ///< an API request, a pull, a delivery and its ack
    Reused = 0x40,       ///< its reply subject had been used by an earlier request
    Chained = 0x80,      ///< its request is itself a reply of `parent`
};
Q_DECLARE_FLAGS(ConversationTraits, ConversationTrait)
Q_DECLARE_OPERATORS_FOR_FLAGS(ConversationTraits)

// One request with all its replies as seen from here, or a publish, or replies without a request.
// Times are the observer's.
struct Conversation
{
    ConversationId id = 0;
    ConversationState state = ConversationState::Publish;
    ConversationTraits traits;
    Number request = kNone;    ///< the publish of a Publish; kNone for an Orphan
    Number firstReply = kNone; ///< kNone: none
    Number lastReply = kNone;
    quint32 replies = 0; ///< all that were seen, also those no longer kept
    base::Instant at;    ///< of the request, or of an Orphan's first reply
    // Since the request; a reordered one is not negative but zero.
    std::optional<base::Span> first;
    std::optional<base::Span> last;
    quint32 requester = 0;     ///< index into requesters; 0: unknown
    ConversationId parent = 0; ///< of Chained
    bool open = false;         ///< replies are still listened for: it may change

    [[nodiscard]] bool isOpen() const { return open; }
};

} // namespace capture
