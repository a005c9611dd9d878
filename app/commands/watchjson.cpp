// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/watchjson.h"

#include "core/base/jsonwriter.h"
#include "core/base/utf8.h"
#include "core/capture/capturefile.h"

#include <algorithm>

namespace commands {

namespace {

using capture::ConversationState;
using capture::ConversationTrait;

void micros(base::json::Writer &w, const char *key, std::optional<base::Span> span)
{
    w.key(key);
    if (span)
        w.number(base::microseconds(*span));
    else
        w.null();
}

// A name that is not UTF-8 comes in Base64 besides, as in a capture.
void subject(base::json::Writer &w, const char *key, const char *base64Key, QByteArrayView name)
{
    w.key(key);
    if (name.isEmpty())
        return w.null();
    const std::optional<QByteArray> repaired = base::repairedUtf8(name);
    w.text(repaired ? *repaired : name);
    if (!repaired)
        return;
    w.key(base64Key);
    w.text(name.toByteArray().toBase64());
}

// Replies are in the order of arrival; of one seen before its request the distance is nothing.
qint64 microsBetween(base::Instant from, base::Instant to)
{
    return std::max<qint64>(0, base::microseconds(to - from));
}

} // namespace

QByteArray stateName(ConversationState state)
{
    switch (state) {
    case ConversationState::Publish:
        return "publish";
    case ConversationState::Waiting:
        return "waiting";
    case ConversationState::Answered:
        return "answered";
    case ConversationState::Unanswered:
        return "unanswered";
    case ConversationState::Unwatched:
        return "unwatched";
    case ConversationState::Orphan:
        return "orphan";
    case ConversationState::Gap:
        return "gap";
    }
    return "";
}

QByteArrayList traitNames(capture::ConversationTraits traits)
{
    static constexpr std::pair<ConversationTrait, const char *> kNames[]{
        {ConversationTrait::ServiceError, "service-error"},
        {ConversationTrait::Status, "status"},
        {ConversationTrait::Reordered, "reordered"},
        {ConversationTrait::Late, "late"},
        {ConversationTrait::Differs, "differs"},
        {ConversationTrait::JetStream, "jetstream"},
        {ConversationTrait::Reused, "reused"},
        {ConversationTrait::Chained, "chained"},
    };
    QByteArrayList names;
    for (const auto &[trait, name] : kNames) {
        if (traits.testFlag(trait))
            names += name;
    }
    return names;
}

ConversationJson conversationJson(const capture::Capture &capture,
                                  const capture::Conversation &conversation, bool redact)
{
    const capture::Log &log = capture.log();
    const bool hasRequest = log.has(conversation.request);
    const auto replies
        = capture.conversations().replies(conversation.id, ConversationJson::kMaxReplies);
    const auto first = hasRequest ? conversation.request
        : replies.empty()         ? capture::kNone
                                  : replies.front();
    base::json::Writer w;
    w.beginObject();
    w.key("id");
    w.number(conversation.id);
    subject(w, "subject", "subjectBase64",
            log.has(first) ? log.at(first).subject : QByteArrayView());
    w.key("requestAt");
    if (hasRequest)
        w.text(capture.anchor().rfc3339(conversation.at));
    else
        w.null();
    subject(w, "requester", "requesterBase64",
            capture.conversations().requesterPrefix(conversation.requester));
    w.key("state");
    w.text(stateName(conversation.state));
    w.key("traits");
    w.beginArray();
    for (const QByteArray &name : traitNames(conversation.traits))
        w.text(name);
    w.endArray();
    w.key("parent");
    if (conversation.parent)
        w.number(conversation.parent);
    else
        w.null();
    micros(w, "firstUs", conversation.first);
    micros(w, "lastUs", conversation.last);
    w.key("replyCount");
    w.number(quint64(conversation.replies));
    w.endObject();

    ConversationJson json;
    json.line = w.bytes().chopped(1);
    // A message is the object that is printed of it by itself.
    json.line += ",\"request\":";
    if (hasRequest) {
        json.redacted += capture::writeEntry(json.line, log.at(conversation.request),
                                             capture.anchor(), redact);
        json.line.chop(1);
    } else {
        json.line += "null";
    }
    json.line += ",\"replies\":[";
    QByteArray message;
    for (const capture::Number number : replies) {
        if (!log.has(number))
            continue;
        if (json.line.size() > ConversationJson::kMaxSize)
            break;
        const capture::Entry reply = log.at(number);
        message.truncate(0);
        json.redacted += capture::writeEntry(message, reply, capture.anchor(), redact);
        json.line += json.line.endsWith('[') ? "{\"atUs\":" : ",{\"atUs\":";
        json.line += QByteArray::number(microsBetween(conversation.at, reply.at)) + ',';
        json.line += QByteArrayView(message).sliced(1).chopped(1);
    }
    json.line += "]}\n";
    return json;
}

} // namespace commands
