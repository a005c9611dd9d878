// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
// What comes into the tree and goes out of it. While a search is on, a change resets instead.
#include "ui/accounts/tokentreemodel.h"

#include <algorithm>

namespace ui {

void TokenTreeModel::add(const std::vector<TreeToken> &tokens)
{
    if (tokens.empty())
        return;
    if (filtering())
        beginResetModel();
    for (const TreeToken &item : tokens)
        insert(item);
    settle();
    if (filtering()) {
        m_matches = 0;
        refilter(m_root);
        endResetModel();
    }
}

void TokenTreeModel::remove(const std::vector<jwt::TokenPtr> &tokens)
{
    if (tokens.empty())
        return;
    if (filtering())
        beginResetModel();
    std::vector<Node *> doomed;
    for (const jwt::TokenPtr &token : tokens) {
        Node *node = m_byToken.take(token.get());
        if (!node)
            continue;
        m_operatorsChanged = m_operatorsChanged || node->kind == RowKind::Operator;
        if (node->kind == RowKind::Account)
            dropEmbedded(node);
        const auto copy = std::ranges::find(node->children, RowKind::Copy,
                                            [](const Owned &child) { return child->kind; });
        if (copy != node->children.end()) {
            const jwt::TokenPtr promoted = (*copy)->token;
            discard({copy->get()});
            setToken(node, promoted);
        } else if (node->kind == RowKind::Account && !node->children.empty()) {
            setToken(node, nullptr);
        } else {
            doomed.push_back(node);
        }
    }
    // What stood below an operator outlives it.
    for (Node *node : doomed) {
        if (node->kind != RowKind::Operator)
            continue;
        for (const Owned &child : node->children)
            m_moving.push_back(child.get());
        node->token = nullptr;
    }
    settle();
    discard(doomed);
    prune();
    if (filtering()) {
        m_matches = 0;
        refilter(m_root);
        endResetModel();
    }
}

TokenTreeNode *TokenTreeModel::create(RowKind kind, const QByteArray &id, const TreeToken &item,
                                      const QByteArray &subject)
{
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->id = id;
    node->token = item.token;
    node->holder = item.holder;
    node->subject = subject;
    node->haystack = haystackOf(*node);
    node->sortKey = sortKeyOf(*node);
    Node *made = node.get();
    m_nodes.insert(id, made);
    if (item.token)
        m_byToken.insert(item.token.get(), made);
    attach(parentFor(*made), std::move(node));
    return made;
}

void TokenTreeModel::insert(const TreeToken &item)
{
    const QByteArray id = rowIdOf(item);
    const RowKind kind = rowKindOf(*item.token);
    const bool oneRow
        = kind == RowKind::Operator || kind == RowKind::Account || kind == RowKind::User;
    if (item.holder) {
        // Only of the account's newest token.
        const Node *account = m_nodes.value('a' + item.holder->claims().sub);
        if (!account || account->token != item.holder)
            return;
    }
    m_operatorsChanged = m_operatorsChanged || kind == RowKind::Operator;
    Node *node = m_nodes.value(id);
    if (!node) {
        node = create(kind, id, item, item.token->claims().sub);
    } else if (!node->token) {
        setToken(node, item.token);
    } else if (!oneRow || node->token->text() == item.token->text()) {
        return;
    } else if (item.token->claims().iat > node->token->claims().iat) {
        const jwt::TokenPtr older = node->token;
        m_byToken.remove(older.get());
        dropEmbedded(node);
        setToken(node, item.token);
        addCopy(node, older);
    } else {
        addCopy(node, item.token);
    }
    if (kind == RowKind::Operator)
        indexOperator(node); // its accounts may be next
    if (kind != RowKind::Account)
        return;
    // Users that name one of its signing keys only.
    for (const jwt::SigningKey &key : item.token->asAccount()->signingKeys) {
        const Node *stranger = m_nodes.value('a' + key.key);
        if (!stranger || stranger->token || stranger == node)
            continue;
        for (const Owned &child : stranger->children)
            m_moving.push_back(child.get());
    }
}

void TokenTreeModel::setToken(Node *node, const jwt::TokenPtr &token)
{
    node->token = token;
    node->state = {};
    node->haystack = haystackOf(*node);
    if (token)
        m_byToken.insert(token.get(), node);
    // Its name may sort elsewhere, its issuer may be another.
    m_moving.push_back(node);
}

void TokenTreeModel::addCopy(Node *node, const jwt::TokenPtr &token)
{
    auto copy = std::make_unique<Node>();
    copy->kind = RowKind::Copy;
    copy->token = token;
    copy->subject = node->subject;
    copy->id = 'c' + node->id + '\0' + token->text();
    if (m_nodes.contains(copy->id))
        return;
    copy->haystack = haystackOf(*copy);
    copy->sortKey = sortKeyOf(*copy);
    m_nodes.insert(copy->id, copy.get());
    m_byToken.insert(token.get(), copy.get());
    attach(node, std::move(copy));
}

QByteArray TokenTreeModel::accountKeyOf(const Node &node) const
{
    if (node.kind == RowKind::Activation)
        return node.subject;
    const QByteArray key = jwt::accountOf(node.token->claims());
    if (m_nodes.contains('a' + key) && m_nodes.value('a' + key)->token)
        return key;
    for (const jwt::Book::KeyOwner &owner : m_book.ownersOf(key)) {
        if (owner.token->kind() == jwt::Kind::Account)
            return owner.token->claims().sub;
    }
    return key;
}

TokenTreeNode *TokenTreeModel::parentFor(const Node &node)
{
    if (node.holder)
        return accountNode(node.holder->claims().sub);
    switch (node.kind) {
    case RowKind::Account: {
        Node *owner = operatorOf(node);
        return owner ? owner : group(RowKind::UnknownOperator);
    }
    case RowKind::User:
    case RowKind::Activation:
        return accountNode(accountKeyOf(node));
    case RowKind::Copy:
        return node.parent;
    case RowKind::Other:
        return group(RowKind::OtherGroup);
    case RowKind::Broken:
        return group(RowKind::BrokenGroup);
    default:
        return &m_root;
    }
}

TokenTreeNode *TokenTreeModel::group(RowKind kind)
{
    const QByteArray id = 'g' + QByteArray::number(int(kind));
    Node *known = m_nodes.value(id);
    return known ? known : create(kind, id, {}, {});
}

TokenTreeNode *TokenTreeModel::accountNode(const QByteArray &key)
{
    Node *known = m_nodes.value('a' + key);
    return known ? known : create(RowKind::Account, 'a' + key, {}, key);
}

TokenTreeNode *TokenTreeModel::operatorOf(const Node &account) const
{
    if (!account.token)
        return nullptr;
    if (Node *owner = m_operators.value(account.token->claims().iss))
        return owner;
    // A managed operator's accounts are signed by themselves; their directory says whose they are.
    for (const jwt::Book::Entry *entry : m_book.copies(jwt::Kind::Account, account.subject)) {
        for (const jwt::Origin &origin : entry->origins) {
            if (Node *owner = m_operatorNames.value(origin.operatorName))
                return owner;
        }
    }
    return nullptr;
}

void TokenTreeModel::indexOperator(Node *node)
{
    m_operators.insert(node->subject, node);
    for (const QByteArray &key : node->token->asOperator()->signingKeys)
        m_operators.insert(key, node);
    if (!node->token->claims().name.isEmpty())
        m_operatorNames.insert(node->token->claims().name, node);
}

void TokenTreeModel::rebuildOperators()
{
    m_operators.clear();
    m_operatorNames.clear();
    for (Node *node : std::as_const(m_nodes)) {
        if (node->kind == RowKind::Operator && node->token)
            indexOperator(node);
    }
    for (Node *node : std::as_const(m_nodes)) {
        if (node->kind == RowKind::Account && node->token && node->parent != operatorOf(*node))
            m_moving.push_back(node);
    }
}

// Groups and accounts only known by name go with what was below them.
void TokenTreeModel::prune()
{
    std::vector<Node *> empty;
    for (Node *node : std::as_const(m_nodes)) {
        if (node->kind == RowKind::Account && !node->token && node->children.empty())
            empty.push_back(node);
    }
    discard(empty);
    empty.clear();
    for (Node *node : std::as_const(m_nodes)) {
        if (node->isGroup() && node->children.empty())
            empty.push_back(node);
    }
    discard(empty);
}

} // namespace ui
