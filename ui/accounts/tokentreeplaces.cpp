// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// Puts rows where they belong and takes them away, neighbours together, and tells of it.
#include "ui/accounts/tokentreemodel.h"

#include <algorithm>
#include <iterator>

namespace ui {

namespace {

const QByteArray &keyOf(const std::unique_ptr<TokenTreeNode> &node)
{
    return node->sortKey;
}

} // namespace

void TokenTreeModel::attach(Node *parent, Owned node)
{
    node->parent = parent;
    if (parent->attached) {
        m_pending[parent].push_back(std::move(node));
        return;
    }
    auto &children = parent->children;
    const auto at = std::ranges::lower_bound(children, node->sortKey, {}, &keyOf);
    children.insert(at, std::move(node));
}

void TokenTreeModel::finish(Node &node)
{
    node.attached = true;
    for (const Owned &child : node.children)
        finish(*child);
}

void TokenTreeModel::detach(Node &node)
{
    node.attached = false;
    for (const Owned &child : node.children)
        detach(*child);
}

void TokenTreeModel::flush()
{
    auto pending = std::exchange(m_pending, {});
    for (auto &[parent, added] : pending) {
        std::ranges::sort(added, {}, &keyOf);
        auto &children = parent->children;
        if (!parent->attached) { // it moves itself, and takes them along
            for (Owned &node : added)
                attach(parent, std::move(node));
            continue;
        }
        for (const Owned &node : added)
            finish(*node);
        for (auto first = added.begin(); first != added.end();) {
            const auto at = std::ranges::lower_bound(children, (*first)->sortKey, {}, &keyOf);
            auto last = std::next(first);
            while (last != added.end()
                   && (at == children.end() || (*last)->sortKey < (*at)->sortKey))
                ++last;
            const int row = int(at - children.begin());
            if (!filtering())
                beginInsertRows(indexOfNode(parent), row, row + int(last - first) - 1);
            children.insert(at, std::move_iterator(first), std::move_iterator(last));
            if (!filtering())
                endInsertRows();
            first = last;
        }
    }
}

std::vector<TokenTreeModel::Owned> TokenTreeModel::take(Node *parent,
                                                        const std::vector<Node *> &nodes)
{
    std::vector<Owned> taken;
    auto &children = parent->children;
    std::vector<int> rows;
    for (const Node *node : nodes) {
        const auto at = std::ranges::lower_bound(children, node->sortKey, {}, &keyOf);
        rows.push_back(int(at - children.begin()));
    }
    std::ranges::sort(rows, std::greater());
    for (auto first = rows.begin(); first != rows.end();) {
        auto last = first;
        while (std::next(last) != rows.end() && *std::next(last) == *last - 1)
            ++last;
        const bool tell = parent->attached && !filtering();
        if (tell)
            beginRemoveRows(indexOfNode(parent), *last, *first);
        const auto from = children.begin() + *last;
        const auto to = children.begin() + *first + 1;
        for (auto node = from; node != to; ++node) {
            detach(**node);
            taken.push_back(std::move(*node));
        }
        children.erase(from, to);
        if (tell)
            endRemoveRows();
        first = std::next(last);
    }
    return taken;
}

void TokenTreeModel::relocate(const std::vector<Node *> &nodes)
{
    std::map<Node *, std::vector<Node *>> byParent;
    for (Node *node : nodes) {
        Node *parent = parentFor(*node);
        if (parent != node->parent || sortKeyOf(*node) != node->sortKey) {
            byParent[node->parent].push_back(node);
        } else if (!filtering()) {
            const QModelIndex index = indexOfNode(node);
            emit dataChanged(index, index);
        }
    }
    flush(); // parents made meanwhile
    for (const auto &[parent, moved] : byParent) {
        for (Owned &node : take(parent, moved)) {
            node->sortKey = sortKeyOf(*node);
            Node *to = parentFor(*node);
            attach(to, std::move(node));
        }
    }
    flush();
}

// Brings everything to where it belongs now and tells of it.
void TokenTreeModel::settle()
{
    flush();
    if (std::exchange(m_operatorsChanged, false))
        rebuildOperators();
    if (m_moving.empty())
        return;
    std::ranges::sort(m_moving);
    const auto rest = std::ranges::unique(m_moving);
    m_moving.erase(rest.begin(), rest.end());
    relocate(std::exchange(m_moving, {}));
    prune();
}

void TokenTreeModel::forget(const Node &node)
{
    m_nodes.remove(node.id);
    if (node.token && m_byToken.value(node.token.get()) == &node)
        m_byToken.remove(node.token.get());
    std::erase(m_moving, &node);
    for (const Owned &child : node.children)
        forget(*child);
}

void TokenTreeModel::discard(const std::vector<Node *> &nodes)
{
    if (nodes.empty())
        return;
    flush();
    std::map<Node *, std::vector<Node *>> byParent;
    for (Node *node : nodes)
        byParent[node->parent].push_back(node);
    for (const auto &[parent, gone] : byParent) {
        for (const Owned &node : take(parent, gone))
            forget(*node);
    }
}

void TokenTreeModel::dropEmbedded(Node *account)
{
    std::vector<Node *> embedded;
    flush();
    for (const Owned &child : account->children) {
        if (child->holder)
            embedded.push_back(child.get());
    }
    discard(embedded);
}

} // namespace ui
