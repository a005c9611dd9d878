// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accounts/tokentreenode.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QHash>

#include <map>

namespace ui {

struct ExaminedToken
{
    jwt::TokenPtr token;
    TokenState state;
};

// Operators, their accounts, the accounts' users and activations, each a row; sorted by name. A
// batch inserts once for each run of neighbours, a refresh changes what differs; only a search
// resets. The same TokenPtr is meant by the same pointer.
class TokenTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole, ///< RowKind
        DetailRole,              ///< the quieter words behind the name
        MarkRole,                ///< SeverityMark; invalid for what has no token
        WordRole,                ///< of a group: how many are in it
    };

    explicit TokenTreeModel(const jwt::Book &book, QObject *parent = nullptr);
    ~TokenTreeModel() override;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    [[nodiscard]] jwt::TokenPtr token(const QModelIndex &index) const; ///< may be null
    [[nodiscard]] QByteArray subject(const QModelIndex &index) const;  ///< a key; may be empty
    [[nodiscard]] QByteArray rowId(const QModelIndex &index) const;    ///< the same after a refresh
    [[nodiscard]] QModelIndex indexOfRow(const QByteArray &id) const;
    [[nodiscard]] QModelIndex indexOf(const jwt::TokenPtr &token) const;
    // The first row, from above, with that name or key; of an account rather than of its users.
    [[nodiscard]] QModelIndex find(const QString &nameOrKey) const;
    [[nodiscard]] qsizetype matchCount() const { return m_matches; } ///< rows the search found
    [[nodiscard]] const QList<QByteArray> &words() const { return m_words; }

    void add(const std::vector<TreeToken> &tokens);
    void remove(const std::vector<jwt::TokenPtr> &tokens);
    void setStates(const std::vector<ExaminedToken> &states);
    // Shows what has every word in its name, key or tags, and the rows above it.
    void setFilter(const QString &text);
    void clear();

private:
    using Node = TokenTreeNode;
    using Owned = std::unique_ptr<Node>;

    [[nodiscard]] const Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOfNode(const Node *node) const;
    [[nodiscard]] int rowOf(const Node *node) const;
    [[nodiscard]] bool filtering() const { return !m_words.isEmpty(); }
    bool refilter(Node &node);
    [[nodiscard]] const Node *findBelow(const Node &node, const QByteArray &folded) const;

    Node *create(RowKind kind, const QByteArray &id, const TreeToken &item,
                 const QByteArray &subject);
    void insert(const TreeToken &item);
    void setToken(Node *node, const jwt::TokenPtr &token);
    void addCopy(Node *node, const jwt::TokenPtr &token);
    void attach(Node *parent, Owned node);
    void flush();
    static void finish(Node &node);
    static void detach(Node &node);
    [[nodiscard]] Node *parentFor(const Node &node);
    [[nodiscard]] Node *group(RowKind kind);
    [[nodiscard]] Node *accountNode(const QByteArray &key);
    [[nodiscard]] Node *operatorOf(const Node &account) const;
    [[nodiscard]] QByteArray accountKeyOf(const Node &node) const;
    std::vector<Owned> take(Node *parent, const std::vector<Node *> &nodes);
    void relocate(const std::vector<Node *> &nodes);
    void indexOperator(Node *node);
    void rebuildOperators();
    void settle();
    void discard(const std::vector<Node *> &nodes);
    void forget(const Node &node);
    void dropEmbedded(Node *account);
    void prune();

    const jwt::Book &m_book;
    Node m_root;
    QHash<QByteArray, Node *> m_nodes;
    QHash<const jwt::Token *, Node *> m_byToken;
    QHash<QByteArray, Node *> m_operators; // by each of their keys
    QHash<QByteArray, Node *> m_operatorNames;
    std::map<Node *, std::vector<Owned>> m_pending; // below what is attached
    std::vector<Node *> m_moving;                   // whose name or parent may be another now
    bool m_operatorsChanged = false;
    QList<QByteArray> m_words;
    qsizetype m_matches = 0;
};

} // namespace ui
