// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <vector>

namespace jwt::library {

// Subjects by their tokens, so that thousands of them can be asked which contain which (as
// isContainedIn) without comparing each with each. Views of the subjects are kept.
class SubjectIndex final
{
public:
    SubjectIndex()
        : m_nodes(1)
    {}

    // Its number: that of an equal subject, or the next one from 0.
    int insert(QByteArrayView subject);
    [[nodiscard]] int size() const { return m_count; }

    // The numbers of the subjects that contain `subject`, itself included if it is there; at most
    // `limit`, in no order.
    [[nodiscard]] std::vector<int> containing(QByteArrayView subject, size_t limit) const;
    // The numbers of the subjects that `subject` contains.
    [[nodiscard]] std::vector<int> containedIn(QByteArrayView subject, size_t limit) const;

private:
    using Index = quint32; // of a node
    struct Node
    {
        Index firstChild = 0, nextSibling = 0; // 0: none
        int subject = -1;                      // that ends here
    };
    [[nodiscard]] Index child(Index node, QByteArrayView token) const
    {
        return m_children.value({node, token}, 0);
    }
    void collectBelow(Index node, size_t limit, std::vector<int> &found) const;

    std::vector<Node> m_nodes;
    QHash<std::pair<Index, QByteArrayView>, Index> m_children;
    int m_count = 0;
};

} // namespace jwt::library
