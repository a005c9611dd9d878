// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"
#include "core/accountserver/store.h"

namespace accountserver {

// Where the tokens of a store lie. A place is a file's path below root(): "A….jwt", "CL/A….jwt",
// "ORDERS/ORDERS.jwt". A value.
class TokenPlaces final
{
public:
    explicit TokenPlaces(const Options &options);

    [[nodiscard]] const QByteArray &root() const { return m_root; }
    [[nodiscard]] QByteArray pathOf(const QByteArray &place) const { return m_root + '/' + place; }
    // Names as they are in `folder`: empty for root(), else one in it.
    [[nodiscard]] bool isPlace(const QByteArray &folder, const QByteArray &name) const;
    [[nodiscard]] bool mayBeFolder(const QByteArray &folder, const QByteArray &name) const;
    [[nodiscard]] QByteArray placeIn(const QByteArray &folder, const QByteArray &name) const;
    // Of a folder's token where each holds one, whatever it is called; empty: they hold many.
    [[nodiscard]] QByteArray onlyPlaceIn(const QByteArray &folder) const;

    // Where the name of the file is the key; empty where the token says it.
    [[nodiscard]] QByteArray keyByName(const QByteArray &place) const;
    // What the store serves a token under that lies there; empty: nothing, for it does not decode,
    // or is another's.
    [[nodiscard]] QByteArray keyOf(const QByteArray &place, const jwt::Token &token) const;

private:
    enum class Layout { Flat, Sharded, Nsc };

    QByteArray m_root;
    Layout m_layout;
};

} // namespace accountserver
