// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace accountserver {

enum class Route {
    None,
    Health,
    Help,
    Operator,
    ResolverCheck, ///< what nats-server asks before it starts
    Account,
    Activations,
    Activation,
    Pack,
};

// Where a path leads, as the original's router decides it.
struct RoutePath
{
    Route route = Route::None;
    QByteArray key; ///< of Account and Activation, as it was written

    // Not empty: the path is meant so, but has another case, a slash too many or dots in it.
    QByteArray redirect;
};
[[nodiscard]] RoutePath routeOf(const QByteArray &path);

} // namespace accountserver
