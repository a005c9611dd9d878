// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"
#include "core/capture/filternode.h"

namespace capture {

// Whether a message is what a term asks for: one that does not ask for its conversation, or a word
// that can be told by looking at the message.
[[nodiscard]] bool holdsForMessage(const FilterTerm &term, const Entry &message);
[[nodiscard]] bool isWordOfMessage(FilterWord word, const Entry &message);

template<typename T>
[[nodiscard]] bool compares(FilterCompare compare, T value, T with)
{
    switch (compare) {
    case FilterCompare::Less:
        return value < with;
    case FilterCompare::LessOrEqual:
        return value <= with;
    case FilterCompare::Greater:
        return value > with;
    case FilterCompare::GreaterOrEqual:
        return value >= with;
    default:
        return !(value < with) && !(with < value);
    }
}

} // namespace capture
