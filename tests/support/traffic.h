// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"

// Made-up traffic for tests of what is seen: times are milliseconds since some instant that has
// passed, also on a machine that was started a minute ago.
namespace traffic {

inline base::Instant at(qint64 milliseconds)
{
    return base::Instant(std::chrono::seconds(10) + std::chrono::milliseconds(milliseconds));
}

inline base::Span ms(qint64 milliseconds)
{
    return std::chrono::milliseconds(milliseconds);
}

inline void add(capture::Capture &capture, qint64 milliseconds, QByteArrayView subject,
                QByteArrayView reply = {}, QByteArrayView payload = {},
                QByteArrayView headerBlock = {})
{
    capture.append(at(milliseconds), subject, reply, headerBlock, payload);
}

// The newest message's number, and its conversation.
inline capture::Number last(const capture::Capture &capture)
{
    return capture.log().end() - 1;
}

inline capture::Conversation conversation(const capture::Capture &capture, capture::Number number)
{
    const capture::ConversationId id = capture.conversations().conversationOf(number);
    return id ? capture.conversations().at(id) : capture::Conversation();
}

} // namespace traffic
