// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <vector>

namespace jwt {

// A nats-server configuration as values, in the order of the file, includes in their places.
class ConfigTree final
{
public:
    enum class Type { Map, Array, Text, Variable };
    using Index = int;
    static constexpr Index kNone = -1;
    static constexpr Index kRoot = 0;

    struct Node
    {
        Type type = Type::Text;
        QByteArray name; ///< in a map
        QByteArray text; ///< of a text; the name of a variable
        int file = 0;    ///< index of the file it stands in
        int line = 1, column = 1;
        Index parent = kNone, first = kNone, last = kNone, next = kNone;
        Index target = kNone; ///< what a variable stands for; kNone: nothing in the files
    };

    ConfigTree();

    [[nodiscard]] const Node &at(Index index) const { return m_nodes[size_t(index)]; }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_nodes.size()); }
    // A variable stands for what is set before it, in its own map or one around it.
    Index append(Index parent, Node node);
    // All of a map or an array is there: variables may stand for it from now on.
    void close(Index container);

    // The value of a member, whatever its name's case; as in nats-server the last one counts.
    // kNone if there is none.
    [[nodiscard]] Index member(Index map, QByteArrayView name) const;

private:
    void makeKnown(Index index);

    std::vector<Node> m_nodes;
    QHash<std::pair<Index, QByteArray>, Index> m_known; // map and name → what is set there so far
};

} // namespace jwt
