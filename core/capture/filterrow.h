// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"
#include "core/capture/filter.h"

#include <optional>
#include <vector>

namespace capture {

struct FilterNode;
struct FilterTerm;
enum class FilterWord : quint8;

// A message or a conversation while a filter looks at it. Fetches what is asked for, once.
class FilterRow final
{
public:
    FilterRow(const Capture &capture, const Filter::Facts &facts, Number number);
    FilterRow(const Capture &capture, const Filter::Facts &facts, const Conversation &conversation);

    [[nodiscard]] bool passes(const FilterNode &node);

private:
    [[nodiscard]] bool holds(const FilterTerm &term);
    [[nodiscard]] bool holdsForMessages(const FilterTerm &term);
    [[nodiscard]] bool holdsAt(const FilterTerm &term);
    [[nodiscard]] bool isWord(FilterWord word);
    [[nodiscard]] bool isPinned() const;
    [[nodiscard]] bool isReply(const Conversation &of) const;
    [[nodiscard]] bool isRequester(const FilterTerm &term);
    [[nodiscard]] const Conversation *conversation();
    [[nodiscard]] const std::vector<Number> &replies();
    [[nodiscard]] std::vector<Number> repliesToLookInto(const Conversation &of) const;

    const Capture &m_capture;
    const Filter::Facts &m_facts;
    std::optional<Entry> m_message; // of a message's row
    std::optional<Conversation> m_conversation;
    bool m_asked = false; // for the conversation of a message
    std::optional<std::vector<Number>> m_replies;
};

} // namespace capture
