// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/filtervalue.h"
#include "core/capture/needle.h"

#include <vector>

// What a filter's text means (filter.h).
namespace capture {

enum class FilterKey : quint8 {
    Anything, ///< text without a key: subject or payload
    Subject,
    Reply,
    Header,
    Payload,
    Json,
    Size,
    Replies,
    Latency,
    Last,
    EntryNumber,
    Status,
    At,
    Requester,
    ConversationNumber,
    Is,
};

enum class FilterCompare : quint8 {
    Has,      ///< there is one
    Token,    ///< one of its parts between dots
    Pattern,  ///< with wildcards
    Equal,    ///< of a time: within what was left open
    Contains, ///< as the needle is made
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
};

enum class FilterWord : quint8 {
    Request,
    Publish,
    Reply,
    Waiting,
    Answered,
    Unanswered,
    Unwatched,
    Orphan,
    Reordered,
    Late,
    Differs,
    Chained,
    Reused,
    JetStream,
    Pull,
    Delivery,
    Ack,
    ServiceError,
    Status,
    Inbox,
    System,
    Gap,
    Pinned,
    Error,
};

struct FilterTerm
{
    FilterKey key = FilterKey::Anything;
    FilterCompare compare = FilterCompare::Contains;
    FilterWord word = FilterWord::Request; ///< of Is
    QByteArray name;                       ///< of a Header; the pointer of Json
    QByteArray text;                       ///< of Token, Pattern
    Needle needle;                         ///< of Equal, Contains with texts
    double number = 0;                     ///< of Json
    qint64 whole = 0;                      ///< bytes, nanoseconds, counts, ids
    FilterTime time;                       ///< of At
};

struct FilterNode
{
    enum class Kind : quint8 { And, Or, Not, Term };

    Kind kind = Kind::And; ///< of nothing: lets everything pass
    int cost = 0;          ///< what is dearer is asked later
    FilterTerm term;
    std::vector<FilterNode> parts;
};

// Whether the term asks for the conversation of a message, and not for the message.
[[nodiscard]] bool asksConversation(const FilterTerm &term);

} // namespace capture
