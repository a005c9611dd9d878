// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/correlator.h"

#include "core/capture/elapsed.h"
#include "core/capture/hash.h"
#include "core/capture/log.h"

#include <algorithm>

namespace capture {

namespace {

// An entry's tag: its conversation, and how far it is to the next reply of the one that it answers.
constexpr int kNextShift = 40;
constexpr quint64 kOwner = (quint64(1) << kNextShift) - 1;
constexpr quint64 kFar = (quint64(1) << (64 - kNextShift)) - 1;

constexpr Traits kJetStream = Trait::JetStreamApi | Trait::Pull | Trait::Delivery | Trait::Ack;

} // namespace

Correlator::Correlator(Log &log, PairingRules rules)
    : m_log(log)
    , m_rules(std::move(rules))
    , m_inboxes(m_rules.inboxPrefixes)
{}

void Correlator::onEntry(Number number, quint64 subjectHash)
{
    const Entry entry = m_log.at(number);
    tick(entry.at);
    if (entry.kind != EntryKind::Message) {
        m_blindAt = entry.kind == EntryKind::Gap ? entry.until : entry.at;
        setOwner(number, m_table.addPlain(number));
        return;
    }
    quint32 open = m_open.find(subjectHash);
    if (open == OpenRequests::kNone && entry.traits.testFlag(Trait::Delivery))
        open = m_pulls.take(entry.reply).value_or(OpenRequests::kNone);
    // Its conversation may have gone with the oldest messages.
    if (open != OpenRequests::kNone && !m_table.has(m_open[open].conversation)) {
        stopListening(open, Why::GivenUp);
        m_open.remove(open);
        open = OpenRequests::kNone;
    }
    const ConversationId parent = open == OpenRequests::kNone ? 0 : m_open[open].conversation;
    if (parent)
        onReply(open, entry);
    if (!entry.reply.isEmpty())
        onRequest(entry, parent);
    else if (parent)
        setOwner(number, parent);
    else if (entry.traits & (Trait::Inbox | Trait::Ack))
        onOrphan(entry, subjectHash);
    else
        setOwner(number, m_table.addPlain(number));
}

void Correlator::onReply(quint32 open, const Entry &entry)
{
    const ConversationId id = m_open[open].conversation;
    Record &record = *m_table.record(id);
    // By the message's own time: the clock may have run ahead of what waits to be looked at.
    if (!m_open[open].parked && elapsed(m_open[open].last, entry.at) > m_rules.window)
        record.add(ConversationTrait::Late);
    attach(id, record, entry);
    record.state |= Record::kOpen;
    if (!m_open[open].parked)
        record.setStanding(ConversationState::Answered);
    // NATS: 100 only says that the server is alive; any other status ends a pull.
    if (m_open[open].pull && entry.traits.testFlag(Trait::Status)
        && !entry.headerBlock.startsWith("NATS/1.0 100"))
        m_pulls.remove(id);
    setChanged(id, record);
    m_open.touch(open, entry.at);
}

void Correlator::attach(ConversationId id, Record &record, const Entry &entry)
{
    const auto offset = quint32(entry.number - m_table.base(id));
    if (entry.traits.testFlag(Trait::ServiceError))
        record.add(ConversationTrait::ServiceError);
    if (entry.traits.testFlag(Trait::Status))
        record.add(ConversationTrait::Status);
    if (differs(id, record, entry))
        record.add(ConversationTrait::Differs);
    if (record.replies == 0)
        record.firstReply = offset;
    else
        linkReply(m_table.base(id) + record.lastReply, entry.number);
    record.lastReply = offset;
    ++record.replies;
}

bool Correlator::differs(ConversationId id, const Record &record, const Entry &entry) const
{
    if (record.replies == 0 || record.has(ConversationTrait::Differs))
        return false;
    // The messages of a stream are never alike, and statuses and acks are no answers.
    constexpr Traits kNoAnswer = Trait::Delivery | Trait::Status | Trait::Ack;
    if (entry.traits & kNoAnswer)
        return false;
    const Entry first = m_log.at(m_table.base(id) + record.firstReply);
    return !(first.traits & kNoAnswer) && first.payload != entry.payload;
}

void Correlator::onRequest(const Entry &entry, ConversationId parent)
{
    const QByteArrayView inbox = m_inboxes.of(entry.reply);
    if (inbox.isEmpty())
        m_inboxes.learn(entry.reply);
    const quint64 key = hashOf(entry.reply);
    Record record;
    if (const quint32 open = m_open.find(key); open != OpenRequests::kNone) {
        if (adopt(open, entry, parent))
            return;
        if (!m_open[open].parked)
            record.add(ConversationTrait::Reused);
        if (m_open[open].quiet)
            m_open.remove(open);
        else
            m_open.detach(open);
    }
    record.request = 0;
    record.state = quint8(ConversationState::Waiting) | Record::kOpen;
    if (entry.traits & kJetStream)
        record.add(ConversationTrait::JetStream);
    if (!entry.traits.testFlag(Trait::Delivery))
        record.requester = m_requesters.numberOf(entry.reply, inbox);
    if (parent) {
        record.add(ConversationTrait::Chained);
        record.parent = quint32(std::min<ConversationId>(m_table.end() - parent, ~quint32(0)));
    }
    const ConversationId id = m_table.addRecord(entry.number, record);
    setOwner(entry.number, id);
    makeRoom();
    expectDeliveries(m_open.add(key, id, entry.at), entry);
}

// The request of replies that came before it; false if they have waited too long.
bool Correlator::adopt(quint32 open, const Entry &entry, ConversationId parent)
{
    const OpenRequests::Open &parked = m_open[open];
    const ConversationId id = parked.conversation;
    if (!parked.parked || !m_table.has(id) || elapsed(parked.last, entry.at) > m_rules.parking)
        return false;
    if (id == parent) // it has its own subject for a reply: it is one of them
        return false;
    Record &record = *m_table.record(id);
    record.request = quint32(entry.number - m_table.base(id));
    record.requester = m_requesters.numberOf(entry.reply, m_inboxes.of(entry.reply));
    record.setStanding(ConversationState::Answered);
    record.state |= Record::kOpen;
    record.add(ConversationTrait::Reordered);
    if (entry.traits & kJetStream)
        record.add(ConversationTrait::JetStream);
    if (parent && parent < id) {
        record.add(ConversationTrait::Chained);
        record.parent = quint32(std::min<ConversationId>(id - parent, ~quint32(0)));
    }
    m_open.adopt(open, entry.at);
    expectDeliveries(open, entry);
    setOwner(entry.number, id);
    setChanged(id, record);
    return true;
}

void Correlator::onOrphan(const Entry &entry, quint64 subjectHash)
{
    Record record;
    record.state = quint8(ConversationState::Orphan) | Record::kOpen;
    if (entry.traits & kJetStream)
        record.add(ConversationTrait::JetStream);
    const ConversationId id = m_table.addRecord(entry.number, record);
    attach(id, *m_table.record(id), entry);
    setOwner(entry.number, id);
    makeRoom();
    m_open.park(subjectHash, id, entry.at);
}

void Correlator::expectDeliveries(quint32 open, const Entry &entry)
{
    // NATS: an ack may ask for the next message.
    const bool next = entry.traits.testFlag(Trait::Ack) && entry.payload.startsWith("+NXT");
    if (!next && !entry.traits.testFlag(Trait::Pull))
        return;
    m_open[open].pull = true;
    m_pulls.add(entry.subject, entry.payload, m_open[open].conversation, open);
}

void Correlator::onEvicted()
{
    m_table.dropBefore(m_log.first());
}

void Correlator::clear()
{
    m_table.clear();
    m_open.clear();
    m_pulls.clear();
    m_requesters.clear();
    m_inboxes.forget();
    m_changed.clear();
    m_told = end();
    m_forgotten = 0;
    m_blindAt = base::Instant::min();
    m_now = base::Instant::min(); // what comes next may be older: a file's time is its own
}

void Correlator::addInboxPrefix(const QByteArray &prefix)
{
    m_inboxes.add(prefix);
}

Conversation Correlator::at(ConversationId id) const
{
    const Number base = m_table.base(id);
    Conversation conversation;
    conversation.id = id;
    conversation.at = m_log.timeOf(base);
    const Record *record = m_table.record(id);
    if (!record) {
        if (m_log.at(base).kind == EntryKind::Message)
            conversation.request = base;
        else
            conversation.state = ConversationState::Gap;
        return conversation;
    }
    conversation.state = record->standing();
    conversation.open = record->state & Record::kOpen;
    conversation.traits = ConversationTraits::fromInt(record->traits);
    conversation.replies = record->replies;
    conversation.requester = record->requester;
    conversation.parent = record->parent ? id - record->parent : 0;
    if (record->replies > 0) {
        conversation.firstReply = base + record->firstReply;
        conversation.lastReply = base + record->lastReply;
    }
    if (record->request == ConversationTable::kNothing)
        return conversation;
    conversation.request = base + record->request;
    conversation.at = m_log.timeOf(conversation.request);
    if (record->replies > 0) {
        const auto after = [this, &conversation](Number reply) {
            return elapsed(conversation.at, m_log.timeOf(reply));
        };
        conversation.first = after(conversation.firstReply);
        conversation.last = after(conversation.lastReply);
    }
    return conversation;
}

std::vector<Number> Correlator::replies(ConversationId id, qsizetype limit) const
{
    std::vector<Number> numbers;
    const Record *record = m_table.record(id);
    if (!record || record->replies == 0)
        return numbers;
    const Number last = m_table.base(id) + record->lastReply;
    for (Number number = m_table.base(id) + record->firstReply; limit > 0; --limit) {
        numbers.push_back(number);
        if (number == last)
            break;
        number = nextReply(number);
    }
    return numbers;
}

ConversationId Correlator::conversationOf(Number number) const
{
    const ConversationId id = m_log.tag(number) & kOwner;
    return has(id) ? id : 0;
}

// Of an entry that nothing follows yet.
void Correlator::setOwner(Number number, ConversationId id)
{
    m_log.setTag(number, id & kOwner);
}

void Correlator::linkReply(Number previous, Number next)
{
    const quint64 distance = std::min(next - previous, kFar);
    m_log.setTag(previous, (m_log.tag(previous) & kOwner) | (distance << kNextShift));
}

Number Correlator::nextReply(Number number) const
{
    const quint64 distance = m_log.tag(number) >> kNextShift;
    if (distance < kFar)
        return number + distance;
    // More messages lie between than the distance can say: the next one is looked for.
    const ConversationId id = answers(number);
    Number next = number + distance;
    while (next + 1 < m_log.end() && answers(next) != id)
        ++next;
    return next;
}

// The conversation that a message is a reply of; 0: none.
ConversationId Correlator::answers(Number number) const
{
    const ConversationId id = conversationOf(number);
    const Record *record = id ? m_table.record(id) : nullptr;
    if (!record || record->request == ConversationTable::kNothing
        || m_table.base(id) + record->request != number)
        return id;
    return record->parent ? id - record->parent : 0;
}

void Correlator::setChanged(ConversationId id, Record &record)
{
    if (id >= m_told || (record.state & Record::kChanged))
        return;
    record.state |= Record::kChanged;
    m_changed.push_back(id);
}

std::vector<ConversationId> Correlator::takeChanged()
{
    std::vector<ConversationId> changed;
    changed.swap(m_changed);
    std::erase_if(changed, [this](ConversationId id) { return !has(id); });
    std::ranges::sort(changed);
    for (const ConversationId id : changed)
        m_table.record(id)->state &= quint8(~Record::kChanged);
    m_told = end();
    return changed;
}

} // namespace capture
