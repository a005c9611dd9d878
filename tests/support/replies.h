// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/request.h"

// Replies without a connection.
namespace replies {

// "From: clock-1" becomes a header block; nothing becomes none.
inline QByteArray block(const QByteArray &field)
{
    return field.isEmpty() ? QByteArray() : QByteArray("NATS/1.0\r\n" + field + "\r\n\r\n");
}

inline nats::Reply make(QByteArrayView payload, const QByteArray &field = {},
                        base::Span at = base::Span(0),
                        nats::ReplyKind kind = nats::ReplyKind::Counted)
{
    return {nats::Message::fromParts("_INBOX.x", {}, block(field), payload, base::Instant(at)),
            kind};
}

} // namespace replies
