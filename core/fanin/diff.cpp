// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/diff.h"

#include "core/base/json.h"

#include <algorithm>

namespace fanin {

namespace {

using Lines = std::vector<QByteArrayView>;

// Indented JSON past this has more lines than are compared.
constexpr qsizetype kMaxIndented = 4 * 1024 * 1024;

// Stops one line past the limit.
Lines linesOf(QByteArrayView text)
{
    Lines lines;
    while (qsizetype(lines.size()) <= Diff::kMaxLines) {
        const qsizetype end = text.indexOf('\n');
        if (end < 0) {
            lines.push_back(text);
            break;
        }
        lines.push_back(text.first(end));
        text = text.sliced(end + 1);
    }
    return lines;
}

// How far each edit count reaches, by diagonal (k = x - y): Myers, "An O(ND) Difference
// Algorithm", figure 2. The rounds are kept to walk back along them.
class Search final
{
public:
    Search(const Lines &before, const Lines &after)
        : m_before(before)
        , m_after(after)
        , m_n(qsizetype(before.size()))
        , m_m(qsizetype(after.size()))
    {}

    // The lines from the last to the first; nothing past the limit.
    std::optional<std::vector<DiffLine>> backwards()
    {
        const qsizetype most = std::min(m_n + m_m, Diff::kMaxEdits);
        for (qsizetype edits = 0; edits <= most; ++edits) {
            if (reach(edits))
                return walkBack(edits);
        }
        return std::nullopt;
    }

private:
    // A round holds the diagonals -edits, -edits + 2, …, edits.
    [[nodiscard]] qsizetype reached(qsizetype edits, qsizetype k) const
    {
        return m_rounds[size_t(edits)][size_t((k + edits) / 2)];
    }

    [[nodiscard]] bool comesFromAbove(qsizetype edits, qsizetype k) const
    {
        return k == -edits || (k != edits && reached(edits - 1, k - 1) < reached(edits - 1, k + 1));
    }

    bool reach(qsizetype edits)
    {
        std::vector<qsizetype> round;
        round.reserve(size_t(edits) + 1);
        bool done = false;
        for (qsizetype k = -edits; k <= edits; k += 2) {
            qsizetype x = 0;
            if (edits > 0) {
                x = comesFromAbove(edits, k) ? reached(edits - 1, k + 1)
                                             : reached(edits - 1, k - 1) + 1;
            }
            qsizetype y = x - k;
            while (x < m_n && y < m_m && m_before[size_t(x)] == m_after[size_t(y)]) {
                ++x;
                ++y;
            }
            round.push_back(x);
            done = done || (x >= m_n && y >= m_m);
        }
        m_rounds.push_back(std::move(round));
        return done;
    }

    std::vector<DiffLine> walkBack(qsizetype edits) const
    {
        std::vector<DiffLine> lines;
        qsizetype x = m_n;
        qsizetype y = m_m;
        for (; edits > 0; --edits) {
            const qsizetype k = x - y;
            const bool added = comesFromAbove(edits, k);
            const qsizetype fromX = reached(edits - 1, added ? k + 1 : k - 1);
            const qsizetype fromY = fromX - (added ? k + 1 : k - 1);
            takeSame(lines, x, y, added ? fromX : fromX + 1);
            if (added)
                lines.push_back({DiffLine::Kind::Added, m_after[size_t(fromY)].toByteArray()});
            else
                lines.push_back({DiffLine::Kind::Removed, m_before[size_t(fromX)].toByteArray()});
            x = fromX;
            y = fromY;
        }
        takeSame(lines, x, y, 0);
        return lines;
    }

    void takeSame(std::vector<DiffLine> &lines, qsizetype &x, qsizetype &y, qsizetype until) const
    {
        while (x > until) {
            --x;
            --y;
            lines.push_back({DiffLine::Kind::Same, m_before[size_t(x)].toByteArray()});
        }
    }

    const Lines &m_before;
    const Lines &m_after;
    qsizetype m_n;
    qsizetype m_m;
    std::vector<std::vector<qsizetype>> m_rounds;
};

std::optional<qsizetype> firstDifference(QByteArrayView before, QByteArrayView after)
{
    const auto [a, b] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    if (a == before.end() && b == after.end())
        return std::nullopt;
    return a - before.begin();
}

} // namespace

Diff diffLines(QByteArrayView before, QByteArrayView after)
{
    Diff diff;
    diff.firstDifference = firstDifference(before, after);
    const Lines from = linesOf(before);
    const Lines to = linesOf(after);
    if (qsizetype(std::max(from.size(), to.size())) <= Diff::kMaxLines) {
        if (auto lines = Search(from, to).backwards()) {
            std::reverse(lines->begin(), lines->end());
            diff.lines = *std::move(lines);
            return diff;
        }
    }
    diff.exceeded = true;
    return diff;
}

Diff diffPayloads(QByteArrayView before, QByteArrayView after)
{
    const auto from = base::json::pretty(before, kMaxIndented);
    const auto to = from ? base::json::pretty(after, kMaxIndented) : from;
    if (from && to && !from->truncated && !to->truncated)
        return diffLines(from->text, to->text);
    return diffLines(before, after);
}

} // namespace fanin
