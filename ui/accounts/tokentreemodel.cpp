// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentreemodel.h"

#include "core/jwt/claimrows.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace ui {

TokenTreeModel::TokenTreeModel(const jwt::Book &book, QObject *parent)
    : QAbstractItemModel(parent)
    , m_book(book)
{
    m_root.attached = true;
}

TokenTreeModel::~TokenTreeModel() = default;

const TokenTreeNode *TokenTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : &m_root;
}

int TokenTreeModel::rowOf(const Node *node) const
{
    const Node *parent = node->parent;
    if (filtering()) {
        const auto at = std::ranges::lower_bound(parent->shown, node->sortKey, {}, &Node::sortKey);
        return at != parent->shown.end() && *at == node ? int(at - parent->shown.begin()) : -1;
    }
    const auto at = std::ranges::lower_bound(parent->children, node->sortKey, {},
                                             [](const Owned &child) { return child->sortKey; });
    return int(at - parent->children.begin());
}

QModelIndex TokenTreeModel::indexOfNode(const Node *node) const
{
    if (!node || node == &m_root || !node->attached)
        return {};
    const int row = rowOf(node);
    return row < 0 ? QModelIndex() : createIndex(row, 0, node);
}

QModelIndex TokenTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    const Node *node = nodeOf(parent);
    return createIndex(row, 0,
                       filtering() ? node->shown[size_t(row)] : node->children[size_t(row)].get());
}

QModelIndex TokenTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOfNode(nodeOf(child)->parent) : QModelIndex();
}

int TokenTreeModel::rowCount(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return int(filtering() ? node->shown.size() : node->children.size());
}

int TokenTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant TokenTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return rowName(node, m_book);
    case KindRole:
        return int(node.kind);
    case DetailRole:
        return rowDetail(node, m_book);
    case MarkRole:
        return node.token ? QVariant(int(node.state.mark)) : QVariant();
    case WordRole:
        return node.isGroup() ? QString::number(node.children.size()) : node.state.word;
    case Qt::ToolTipRole: {
        QStringList lines{rowName(node, m_book)};
        for (const QString &line :
             {rowDetail(node, m_book), QString::fromLatin1(node.subject), node.state.reason}) {
            if (!line.isEmpty())
                lines += line;
        }
        return lines.join(u'\n');
    }
    case Qt::AccessibleTextRole: {
        QStringList words{rowName(node, m_book)};
        const QString kind = node.token
            ? QString::fromLatin1(jwt::nameOf(node.token->kind())).replace(u'_', u' ')
            : QString();
        for (const QString &word : {kind, rowDetail(node, m_book), node.state.reason}) {
            if (!word.isEmpty())
                words += word;
        }
        if (node.state.mark == SeverityMark::Ok)
            words += tr("accepted");
        return words.join(u", "_s);
    }
    default:
        return {};
    }
}

jwt::TokenPtr TokenTreeModel::token(const QModelIndex &index) const
{
    return nodeOf(index)->token;
}

QByteArray TokenTreeModel::subject(const QModelIndex &index) const
{
    return nodeOf(index)->subject;
}

QByteArray TokenTreeModel::rowId(const QModelIndex &index) const
{
    return nodeOf(index)->id;
}

QModelIndex TokenTreeModel::indexOfRow(const QByteArray &id) const
{
    return indexOfNode(m_nodes.value(id));
}

QModelIndex TokenTreeModel::indexOf(const jwt::TokenPtr &token) const
{
    if (!token)
        return {};
    if (Node *node = m_byToken.value(token.get()))
        return indexOfNode(node);
    // The same text from elsewhere.
    Node *node = m_nodes.value(rowIdOf({token, nullptr}));
    return node && node->token && node->token->text() == token->text() ? indexOfNode(node)
                                                                       : QModelIndex();
}

const TokenTreeNode *TokenTreeModel::findBelow(const Node &node, const QByteArray &folded) const
{
    for (const Owned &child : node.children) {
        if (child->isGroup())
            continue;
        const QByteArray name = rowName(*child, m_book).toCaseFolded().toUtf8();
        if (name == folded || child->subject.toLower() == folded)
            return child.get();
    }
    for (const Owned &child : node.children) {
        if (const Node *found = findBelow(*child, folded))
            return found;
    }
    return nullptr;
}

QModelIndex TokenTreeModel::find(const QString &nameOrKey) const
{
    return indexOfNode(findBelow(m_root, nameOrKey.trimmed().toCaseFolded().toUtf8()));
}

void TokenTreeModel::setStates(const std::vector<ExaminedToken> &states)
{
    std::map<const Node *, std::pair<int, int>> changed;
    for (const ExaminedToken &examined : states) {
        Node *node = m_byToken.value(examined.token.get());
        if (!node || node->state == examined.state)
            continue;
        node->state = examined.state;
        const int row = node->attached ? rowOf(node) : -1;
        if (row < 0)
            continue;
        const auto [at, isNew] = changed.try_emplace(node->parent, row, row);
        at->second = {std::min(at->second.first, row), std::max(at->second.second, row)};
    }
    for (const auto &[parent, rows] : changed) {
        const QModelIndex above = indexOfNode(parent);
        emit dataChanged(index(rows.first, 0, above), index(rows.second, 0, above),
                         {MarkRole, WordRole});
    }
}

void TokenTreeModel::setFilter(const QString &text)
{
    const QList<QByteArray> words = text.toCaseFolded().simplified().toUtf8().split(' ');
    const QList<QByteArray> wanted = words.first().isEmpty() ? QList<QByteArray>() : words;
    if (wanted == m_words)
        return;
    beginResetModel();
    m_words = wanted;
    m_matches = 0;
    if (filtering())
        refilter(m_root);
    endResetModel();
}

// Keeps what matches, what has something below it that does, and what lies below an operator or
// account that does: who searches an account wants to see its users.
bool TokenTreeModel::refilter(Node &node)
{
    node.shown.clear();
    const bool hit = &node != &m_root && matches(node, m_words);
    m_matches += hit;
    for (const Owned &child : node.children) {
        if (refilter(*child))
            node.shown.push_back(child.get());
    }
    if (hit && node.shown.empty() && node.kind == RowKind::Account) {
        for (const Owned &child : node.children)
            node.shown.push_back(child.get());
    }
    return hit || !node.shown.empty();
}

void TokenTreeModel::clear()
{
    beginResetModel();
    m_pending.clear();
    m_moving.clear();
    m_nodes.clear();
    m_byToken.clear();
    m_operators.clear();
    m_operatorNames.clear();
    m_root.children.clear();
    m_root.shown.clear();
    m_matches = 0;
    endResetModel();
}

} // namespace ui
