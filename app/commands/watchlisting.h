// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/lineprinter.h"
#include "app/commands/watchtext.h"
#include "core/capture/filter.h"

#include <set>

namespace commands {

// What `fanin watch` prints of a capture: each message, or each request with its replies once it is
// over, that passes the filter. Told of all changes; does not wait for who reads.
class WatchListing final
{
public:
    struct Form
    {
        bool pairs = false;
        bool json = false;
        bool redact = true;
        capture::Filter filter;
        std::optional<quint64> count; ///< lines after which it is complete
    };
    struct Figures
    {
        quint64 listed = 0;   ///< printed, or handed to a printer that was full
        quint64 redacted = 0; ///< values of headers, in JSON
        quint64 plain = 0;    ///< messages that ask for no reply and are none: in no pair
        quint64 gone = 0;     ///< dropped from memory before they could be printed
    };

    WatchListing(const capture::Capture &capture, Form form, LinePrinter &out);

    void onChanges(const capture::Changes &changes);
    // Nothing more comes: requests that are not over are printed as they are.
    void finish();

    [[nodiscard]] const Figures &figures() const { return m_figures; }
    [[nodiscard]] bool isComplete() const;
    // The entry after which it was; before that the last there is.
    [[nodiscard]] capture::Number end() const { return m_nextEntry; }

private:
    void listEntries(const capture::Changes &changes);
    void listMessage(const capture::Entry &entry);
    void listNote(const capture::Entry &entry);
    void listConversations(const capture::Changes &changes);
    void look(capture::ConversationId id);
    void listConversation(const capture::Conversation &conversation);
    template<typename Line>
    void print(Line &&line, bool counts = true);
    [[nodiscard]] QByteArray json(const capture::Entry &entry);

    const capture::Capture &m_capture;
    Form m_form;
    LinePrinter &m_out;
    WatchText m_text;
    Figures m_figures;
    capture::Number m_nextEntry;
    capture::ConversationId m_nextConversation;
    std::set<capture::ConversationId> m_open; // not over
};

} // namespace commands
