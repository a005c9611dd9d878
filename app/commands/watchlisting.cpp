// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/watchlisting.h"

#include "app/commands/watchjson.h"
#include "core/capture/capturefile.h"

namespace commands {

using capture::ConversationState;

WatchListing::WatchListing(const capture::Capture &capture, Form form, LinePrinter &out)
    : m_capture(capture)
    , m_form(std::move(form))
    , m_out(out)
    , m_text(capture.anchor())
    , m_nextEntry(capture.log().end())
    , m_nextConversation(capture.conversations().end())
{}

bool WatchListing::isComplete() const
{
    return m_form.count && m_figures.listed >= *m_form.count;
}

void WatchListing::onChanges(const capture::Changes &changes)
{
    listEntries(changes);
    if (m_form.pairs)
        listConversations(changes);
    m_out.send();
}

void WatchListing::listEntries(const capture::Changes &changes)
{
    if (m_nextEntry < changes.first) {
        m_figures.gone += m_form.pairs ? 0 : changes.first - m_nextEntry;
        m_nextEntry = changes.first;
    }
    while (m_nextEntry < changes.end && !isComplete()) {
        const capture::Entry entry = m_capture.log().at(m_nextEntry++);
        if (entry.kind != capture::EntryKind::Message)
            listNote(entry);
        else if (!m_form.pairs && m_form.filter.matches(m_capture, entry.number))
            listMessage(entry);
    }
}

void WatchListing::listConversations(const capture::Changes &changes)
{
    const auto kept = m_open.lower_bound(changes.firstConversation);
    m_figures.gone += quint64(std::distance(m_open.begin(), kept));
    m_open.erase(m_open.begin(), kept);
    m_nextConversation = std::max(m_nextConversation, changes.firstConversation);
    for (const capture::ConversationId id : changes.changed)
        look(id);
    while (m_nextConversation < changes.endConversation && !isComplete())
        look(m_nextConversation++);
}

void WatchListing::look(capture::ConversationId id)
{
    const capture::Conversation conversation = m_capture.conversations().at(id);
    if (conversation.state == ConversationState::Gap) // listed as an entry
        return;
    if (conversation.state == ConversationState::Publish) {
        ++m_figures.plain;
        return;
    }
    if (conversation.isOpen()) {
        m_open.insert(id);
        return;
    }
    m_open.erase(id);
    listConversation(conversation);
}

void WatchListing::finish()
{
    for (const capture::ConversationId id : std::exchange(m_open, {})) {
        if (m_capture.conversations().has(id))
            listConversation(m_capture.conversations().at(id));
        else
            ++m_figures.gone;
    }
    m_out.send();
}

void WatchListing::listConversation(const capture::Conversation &conversation)
{
    if (isComplete() || !m_form.filter.matchesConversation(m_capture, conversation.id))
        return;
    ++m_figures.listed;
    print([&] {
        if (!m_form.json)
            return m_text.conversation(m_capture, conversation).toUtf8();
        ConversationJson json = conversationJson(m_capture, conversation, m_form.redact);
        m_figures.redacted += quint64(json.redacted);
        return std::move(json.line);
    });
}

void WatchListing::listMessage(const capture::Entry &entry)
{
    ++m_figures.listed;
    print([&] { return m_form.json ? json(entry) : m_text.entry(entry).toUtf8(); });
}

// Whatever the filter: without them the rest would not be true.
void WatchListing::listNote(const capture::Entry &entry)
{
    print([&] { return m_form.json ? json(entry) : m_text.entry(entry).toUtf8(); }, false);
}

QByteArray WatchListing::json(const capture::Entry &entry)
{
    QByteArray line;
    m_figures.redacted
        += quint64(capture::writeEntry(line, entry, m_capture.anchor(), m_form.redact));
    return line;
}

// A line that is dropped anyway need not be made.
template<typename Line>
void WatchListing::print(Line &&line, bool counts)
{
    if (m_out.isFull())
        m_out.send();
    if (m_out.isFull())
        m_out.drop(counts);
    else
        m_out.queue(line(), counts);
}

} // namespace commands
