// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <optional>
#include <vector>

namespace fanin {

struct DiffLine
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    QByteArray line; ///< without its line feed

    bool operator==(const DiffLine &) const = default;
};

// How two payloads differ, line by line. What is too long or too different for that only says
// where the difference begins.
struct Diff
{
    static constexpr qsizetype kMaxLines = 4'000; ///< a side
    static constexpr qsizetype kMaxEdits = 1'000; ///< removed and added lines together

    std::vector<DiffLine> lines; ///< empty if a limit was exceeded
    // Of the compared texts: nothing if they are equal.
    std::optional<qsizetype> firstDifference;
    bool exceeded = false;

    bool operator==(const Diff &) const = default;
};

// The fewest removed and added lines (Myers).
[[nodiscard]] Diff diffLines(QByteArrayView before, QByteArrayView after);

// The same for payloads: both indented first if both are JSON.
[[nodiscard]] Diff diffPayloads(QByteArrayView before, QByteArrayView after);

} // namespace fanin
