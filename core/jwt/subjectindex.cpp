// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/subjectindex.h"

#include "core/jwt/subjectrules.h"

namespace jwt::library {

int SubjectIndex::insert(QByteArrayView subject)
{
    Index node = 0;
    for (const QByteArrayView token : tokensOf(subject)) {
        Index next = child(node, token);
        if (next == 0) {
            next = Index(m_nodes.size());
            m_nodes.push_back({0, m_nodes[node].firstChild, -1});
            m_nodes[node].firstChild = next;
            m_children.insert({node, token}, next);
        }
        node = next;
    }
    if (m_nodes[node].subject < 0)
        m_nodes[node].subject = m_count++;
    return m_nodes[node].subject;
}

std::vector<int> SubjectIndex::containing(QByteArrayView subject, size_t limit) const
{
    const std::vector<QByteArrayView> tokens = tokensOf(subject);
    std::vector<int> found;
    std::vector<std::pair<Index, size_t>> open{{0, 0}};
    const auto take = [&](Index node) {
        if (m_nodes[node].subject >= 0 && found.size() < limit)
            found.push_back(m_nodes[node].subject);
    };
    while (!open.empty() && found.size() < limit) {
        const auto [node, at] = open.back();
        open.pop_back();
        if (at == tokens.size()) {
            take(node);
            continue;
        }
        const QByteArrayView token = tokens[at];
        const Index tail = child(node, ">");
        if (tail != 0)
            take(tail);
        if (const Index star = child(node, "*"); star != 0)
            open.emplace_back(star, at + 1);
        const Index same = child(node, token);
        // A last ">" has been taken above.
        const bool taken = same == tail && at + 1 == tokens.size();
        if (same != 0 && token != "*" && !taken)
            open.emplace_back(same, at + 1);
    }
    return found;
}

void SubjectIndex::collectBelow(Index node, size_t limit, std::vector<int> &found) const
{
    std::vector<Index> open{m_nodes[node].firstChild};
    while (!open.empty() && found.size() < limit) {
        const Index next = open.back();
        open.pop_back();
        if (next == 0)
            continue;
        if (m_nodes[next].subject >= 0)
            found.push_back(m_nodes[next].subject);
        open.push_back(m_nodes[next].nextSibling);
        open.push_back(m_nodes[next].firstChild);
    }
}

std::vector<int> SubjectIndex::containedIn(QByteArrayView subject, size_t limit) const
{
    const std::vector<QByteArrayView> tokens = tokensOf(subject);
    std::vector<int> found;
    std::vector<std::pair<Index, size_t>> open{{0, 0}};
    while (!open.empty() && found.size() < limit) {
        const auto [node, at] = open.back();
        open.pop_back();
        if (at == tokens.size()) {
            if (m_nodes[node].subject >= 0)
                found.push_back(m_nodes[node].subject);
        } else if (at + 1 == tokens.size() && tokens[at] == ">") {
            collectBelow(node, limit, found);
        } else if (tokens[at] == "*") {
            for (Index next = m_nodes[node].firstChild; next != 0; next = m_nodes[next].nextSibling)
                open.emplace_back(next, at + 1);
        } else if (const Index next = child(node, tokens[at]); next != 0) {
            open.emplace_back(next, at + 1);
        }
    }
    return found;
}

} // namespace jwt::library
