// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/configtree.h"

namespace jwt {

ConfigTree::ConfigTree()
{
    m_nodes.push_back({});
    m_nodes.front().type = Type::Map;
}

ConfigTree::Index ConfigTree::append(Index parent, Node node)
{
    const auto index = Index(m_nodes.size());
    node.parent = parent;
    m_nodes.push_back(std::move(node));
    Node &container = m_nodes[size_t(parent)];
    if (container.last == kNone)
        container.first = index;
    else
        m_nodes[size_t(container.last)].next = index;
    container.last = index;

    Node &added = m_nodes.back();
    if (added.type == Type::Variable) {
        for (Index map = parent; map != kNone && added.target == kNone; map = at(map).parent)
            added.target = m_known.value({map, added.text}, kNone);
    }
    if (added.type == Type::Text || added.type == Type::Variable)
        makeKnown(index);
    return index;
}

void ConfigTree::close(Index container)
{
    makeKnown(container);
}

void ConfigTree::makeKnown(Index index)
{
    const Node &node = at(index);
    if (node.parent == kNone || at(node.parent).type != Type::Map)
        return;
    // A variable that stands for a variable stands for what that one does.
    const bool isLink = node.type == Type::Variable && node.target != kNone;
    m_known.insert({node.parent, node.name}, isLink ? node.target : index);
}

ConfigTree::Index ConfigTree::member(Index map, QByteArrayView name) const
{
    Index found = kNone;
    for (Index child = at(map).first; child != kNone; child = at(child).next) {
        if (at(child).name.compare(name, Qt::CaseInsensitive) == 0)
            found = child;
    }
    return found;
}

} // namespace jwt
