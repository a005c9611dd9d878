// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "ui/common/tokenstate.h"

#include <memory>
#include <vector>

namespace ui {

// A token for the tree; `holder` is the account's token it is embedded in, null if it stands alone.
struct TreeToken
{
    jwt::TokenPtr token;
    jwt::TokenPtr holder;
};

enum class RowKind {
    Root,
    Operator,
    Account,
    User,
    Activation,
    Copy,  ///< an older token of the row above it
    Other, ///< generic claims, authorization requests and responses
    Broken,
    UnknownOperator, ///< groups from here
    OtherGroup,
    BrokenGroup,
};

// A row of the tree. A subject is one row; its token is the newest copy, older ones are below it.
struct TokenTreeNode
{
    RowKind kind = RowKind::Root;
    QByteArray id;       ///< stable over refreshes
    QByteArray sortKey;  ///< unique among siblings
    jwt::TokenPtr token; ///< null: a group, or something only known by its key
    jwt::TokenPtr holder;
    QByteArray subject;
    QByteArray haystack; ///< what a search looks at, folded
    TokenState state;
    bool attached = false; ///< the model has told of it
    TokenTreeNode *parent = nullptr;
    std::vector<std::unique_ptr<TokenTreeNode>> children; ///< sorted
    std::vector<TokenTreeNode *> shown; ///< of children, those the filter lets through

    [[nodiscard]] bool isGroup() const { return kind >= RowKind::UnknownOperator; }
};

[[nodiscard]] RowKind rowKindOf(const jwt::Token &token);
// Of the row that shows the token or has it among its copies.
[[nodiscard]] QByteArray rowIdOf(const TreeToken &token);
// Names, keys and tags, in lower case.
[[nodiscard]] QByteArray haystackOf(const TokenTreeNode &node);
[[nodiscard]] QByteArray sortKeyOf(const TokenTreeNode &node);
// What the row is called: the token's name, else its key, shortened.
[[nodiscard]] QString rowName(const TokenTreeNode &node, const jwt::Book &book);
// The quieter words behind the name.
[[nodiscard]] QString rowDetail(const TokenTreeNode &node, const jwt::Book &book);
// Whether every word of `needle` (folded) occurs.
[[nodiscard]] bool matches(const TokenTreeNode &node, const QList<QByteArray> &needle);

} // namespace ui
