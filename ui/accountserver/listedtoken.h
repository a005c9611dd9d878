// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"
#include "ui/common/tokenstate.h"

#include <QtCore/QString>

namespace ui {

// A token of a store as a row shows it.
struct ListedToken
{
    QByteArray key;
    QString name; ///< "ORDERS", "ORDERS ⇐ BILLING" of an activation; its key where it has none
    jwt::Kind kind = jwt::Kind::Unknown;
    TokenState state;

    bool operator==(const ListedToken &) const = default;
};

} // namespace ui
