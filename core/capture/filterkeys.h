// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/filternode.h"

#include <QtCore/QString>

#include <optional>

namespace capture {

// What may stand behind a key.
enum class FilterOperand : quint8 { Subject, Text, Header, Pointer, Size, Span, Whole, Time, Word };

struct FilterKeyRule
{
    QStringView name;
    FilterKey key;
    FilterOperand operand;
    QStringView operators; ///< separated by spaces
};

// Null if there is no such key, whatever its case.
[[nodiscard]] const FilterKeyRule *filterKeyRule(QStringView name);
[[nodiscard]] std::optional<FilterWord> filterWord(QStringView name);
// What is expected there, in words ("a time"), and how it may look ("20ms").
[[nodiscard]] QString nameOf(FilterOperand operand);
[[nodiscard]] QString exampleOf(FilterOperand operand);

} // namespace capture
