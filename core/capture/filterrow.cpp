// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filterrow.h"

#include "core/capture/filtermessage.h"
#include "core/capture/filternode.h"

#include <algorithm>

namespace capture {

namespace {

bool asksForReplies(const Conversation &of)
{
    return of.state != ConversationState::Publish && of.state != ConversationState::Gap;
}

qint64 sinceEpoch(std::chrono::system_clock::time_point wall)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(wall.time_since_epoch()).count();
}

bool holdsForSpan(const FilterTerm &term, std::optional<base::Span> span)
{
    return span && compares(term.compare, qint64(span->count()), term.whole);
}

} // namespace

FilterRow::FilterRow(const Capture &capture, const Filter::Facts &facts, Number number)
    : m_capture(capture)
    , m_facts(facts)
    , m_message(capture.log().at(number))
{}

FilterRow::FilterRow(const Capture &capture, const Filter::Facts &facts,
                     const Conversation &conversation)
    : m_capture(capture)
    , m_facts(facts)
    , m_conversation(conversation)
    , m_asked(true)
{}

bool FilterRow::passes(const FilterNode &node)
{
    const auto passesOne = [this](const FilterNode &part) {
        return passes(part);
    };
    switch (node.kind) {
    case FilterNode::Kind::And:
        return std::all_of(node.parts.begin(), node.parts.end(), passesOne);
    case FilterNode::Kind::Or:
        return std::any_of(node.parts.begin(), node.parts.end(), passesOne);
    case FilterNode::Kind::Not:
        return !passes(node.parts.front());
    case FilterNode::Kind::Term:
        return holds(node.term);
    }
    return false;
}

bool FilterRow::holds(const FilterTerm &term)
{
    if (term.key == FilterKey::At)
        return holdsAt(term);
    if (term.key == FilterKey::Is)
        return isWord(term.word);
    if (!asksConversation(term))
        return m_message ? holdsForMessage(term, *m_message) : holdsForMessages(term);
    const Conversation *of = conversation();
    if (!of)
        return false;
    switch (term.key) {
    case FilterKey::ConversationNumber:
        return compares(term.compare, qint64(of->id), term.whole);
    case FilterKey::Requester:
        return isRequester(term);
    case FilterKey::Replies:
        return asksForReplies(*of) && compares(term.compare, qint64(of->replies), term.whole);
    case FilterKey::Latency:
        return holdsForSpan(term, of->first);
    case FilterKey::Last:
        return holdsForSpan(term, of->last);
    default:
        return false;
    }
}

// For the request or one of the replies.
bool FilterRow::holdsForMessages(const FilterTerm &term)
{
    const Log &log = m_capture.log();
    const Conversation &of = *m_conversation;
    if (of.state == ConversationState::Gap)
        return holdsForMessage(term, log.at(m_capture.conversations().firstOf(of.id)));
    if (log.has(of.request) && holdsForMessage(term, log.at(of.request)))
        return true;
    const std::vector<Number> &numbers = replies();
    return std::any_of(numbers.begin(), numbers.end(), [&log, &term](Number number) {
        return log.has(number) && holdsForMessage(term, log.at(number));
    });
}

bool FilterRow::holdsAt(const FilterTerm &term)
{
    const base::WallAnchor &anchor = m_capture.anchor();
    const qint64 begin = sinceEpoch(anchor.wallAt(m_capture.activity().begin()));
    const qint64 at = sinceEpoch(anchor.wallAt(m_message ? m_message->at : m_conversation->at));
    const Log &log = m_capture.log();
    const qint64 end = sinceEpoch(anchor.wallAt(log.timeOf(log.end() - 1)));
    const qint64 wanted = term.time.nearestTo(begin, end);
    if (term.compare == FilterCompare::Equal)
        return at >= wanted && at < wanted + term.time.width();
    return compares(term.compare, at, wanted);
}

bool FilterRow::isWord(FilterWord word)
{
    if (word == FilterWord::Pinned)
        return isPinned();
    const Conversation *of = conversation();
    if (m_message && isWordOfMessage(word, *m_message))
        return true;
    if (!of)
        return false;
    const ConversationTraits traits = of->traits;
    switch (word) {
    case FilterWord::Request:
        return asksForReplies(*of) && of->request != kNone
            && (!m_message || of->request == m_message->number);
    case FilterWord::Publish:
        return of->state == ConversationState::Publish;
    case FilterWord::Reply:
        return isReply(*of);
    case FilterWord::Waiting:
        return of->state == ConversationState::Waiting;
    case FilterWord::Answered:
        return of->state == ConversationState::Answered;
    case FilterWord::Unanswered:
        return of->state == ConversationState::Unanswered;
    case FilterWord::Unwatched:
        return of->state == ConversationState::Unwatched;
    case FilterWord::Orphan:
        return of->state == ConversationState::Orphan;
    case FilterWord::Reordered:
        return traits.testFlag(ConversationTrait::Reordered);
    case FilterWord::Late:
        return traits.testFlag(ConversationTrait::Late);
    case FilterWord::Differs:
        return traits.testFlag(ConversationTrait::Differs);
    case FilterWord::Chained:
        return traits.testFlag(ConversationTrait::Chained);
    case FilterWord::Reused:
        return traits.testFlag(ConversationTrait::Reused);
    case FilterWord::JetStream:
        return traits.testFlag(ConversationTrait::JetStream);
    case FilterWord::Gap:
        return of->state == ConversationState::Gap;
    default:
        break;
    }
    // What is left is told by messages; the conversation remembers some of it of those that are
    // no longer kept.
    if (m_message)
        return false;
    if (word == FilterWord::ServiceError && traits.testFlag(ConversationTrait::ServiceError))
        return true;
    if (word == FilterWord::Status && traits.testFlag(ConversationTrait::Status))
        return true;
    if (word == FilterWord::Error && traits.testFlag(ConversationTrait::ServiceError))
        return true;
    FilterTerm term;
    term.key = FilterKey::Is;
    term.word = word;
    return holdsForMessages(term);
}

bool FilterRow::isPinned() const
{
    if (!m_facts.isPinned)
        return false;
    if (m_message)
        return m_facts.isPinned(m_message->number);
    const Conversation &of = *m_conversation;
    return (of.request != kNone && m_facts.isPinned(of.request))
        || (of.firstReply != kNone && m_facts.isPinned(of.firstReply));
}

bool FilterRow::isReply(const Conversation &of) const
{
    if (!m_message)
        return of.replies > 0;
    return asksForReplies(of)
        && (of.request != m_message->number || of.traits.testFlag(ConversationTrait::Chained));
}

// By the name a person knows it by, or by its inbox prefix.
bool FilterRow::isRequester(const FilterTerm &term)
{
    const quint32 requester = m_conversation->requester;
    if (requester == 0)
        return false;
    const auto fits = [&term](QByteArrayView text) {
        return term.compare == FilterCompare::Contains ? term.needle.isIn(text)
                                                       : term.needle.equals(text);
    };
    return (m_facts.requesterName && fits(m_facts.requesterName(requester).toUtf8()))
        || fits(m_capture.conversations().requesterPrefix(requester));
}

const Conversation *FilterRow::conversation()
{
    if (!m_asked) {
        m_asked = true;
        const Correlator &conversations = m_capture.conversations();
        const ConversationId id = conversations.conversationOf(m_message->number);
        if (conversations.has(id))
            m_conversation = conversations.at(id);
    }
    return m_conversation ? &*m_conversation : nullptr;
}

const std::vector<Number> &FilterRow::replies()
{
    if (!m_replies) {
        const Conversation &of = *m_conversation;
        if (of.replies == 0)
            m_replies.emplace();
        else if (of.firstReply == of.lastReply && of.firstReply != kNone)
            m_replies.emplace(1, of.firstReply);
        else
            m_replies = repliesToLookInto(of);
    }
    return *m_replies;
}

std::vector<Number> FilterRow::repliesToLookInto(const Conversation &of) const
{
    std::vector<Number> numbers = m_capture.conversations().replies(of.id, Filter::kMaxReplies);
    const Log &log = m_capture.log();
    qsizetype bytes = 0;
    const auto end = std::ranges::find_if(numbers, [&](Number number) {
        if (number != of.firstReply && log.has(number))
            bytes += log.at(number).size();
        return bytes > Filter::kMaxReplyBytes;
    });
    numbers.erase(end, numbers.end());
    return numbers;
}

} // namespace capture
