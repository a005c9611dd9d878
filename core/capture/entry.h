// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QFlags>

namespace capture {

// Entries are numbered in the order in which they were seen; 1 is the first ever. A number is never
// used twice, also after clear() and eviction.
using Number = quint64;
inline constexpr Number kNone = 0;

enum class EntryKind : quint8 {
    Message,
    Gap,  ///< nothing was seen from `at` to `until`: what came meanwhile is missing
    Lost, ///< `count` messages were received about `at` and not kept: more came than was taken
};

// What can be told of a message by looking at it once (spec/protocol.md §4.2, §1.3).
enum class Trait : quint16 {
    HasReply = 0x001,     ///< it names a reply subject
    ServiceError = 0x002, ///< carries Nats-Service-Error or Nats-Service-Error-Code
    Status = 0x004,       ///< its header block begins with a status code
    JetStreamApi = 0x008, ///< a request to $JS.API.>
    Pull = 0x010,         ///< $JS.API.CONSUMER.MSG.NEXT.<stream>.<consumer>
    Delivery = 0x020,     ///< its reply subject is $JS.ACK.…: a message of a stream
    Ack = 0x040,          ///< published to $JS.ACK.…
    Inbox = 0x080,        ///< its subject lies under a known inbox prefix
    System = 0x100,       ///< its subject begins with $SYS., $JS.EVENT. or $SRV.
};
Q_DECLARE_FLAGS(Traits, Trait)
Q_DECLARE_OPERATORS_FOR_FLAGS(Traits)

enum class GapCause : quint8 {
    Away,    ///< the connection
    Stopped, ///< watching was
};

// One entry of a log as views into it: valid until something is appended, evicted or cleared.
struct Entry
{
    Number number = kNone;
    EntryKind kind = EntryKind::Message;
    Traits traits;
    base::Instant at;
    base::Instant until; ///< of a Gap
    GapCause cause = GapCause::Away;
    quint64 count = 0; ///< of Lost
    QByteArrayView subject;
    QByteArrayView reply; ///< null if it names none
    QByteArrayView headerBlock;
    QByteArrayView payload;

    // What a person means by a message's size: headers and payload.
    [[nodiscard]] qsizetype size() const { return headerBlock.size() + payload.size(); }
};

} // namespace capture
