// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/routepath.h"

#include <QtCore/QList>

namespace accountserver {

namespace {

struct Fixed
{
    const char *path;
    Route route;
};
constexpr Fixed kFixed[] = {
    {"/healthz", Route::Health},
    {"/jwt/v1/help", Route::Help},
    {"/jwt/v1/operator", Route::Operator},
    {"/jwt/v1/accounts", Route::ResolverCheck},
    {"/jwt/v1/accounts/", Route::ResolverCheck},
    {"/jwt/v1/activations", Route::Activations},
    {"/jwt/v1/pack", Route::Pack},
};
struct Keyed
{
    const char *prefix;
    Route route;
};
constexpr Keyed kKeyed[] = {
    {"/jwt/v1/accounts/", Route::Account},
    {"/jwt/v1/activations/", Route::Activation},
};

// Without "//", "." and "..", as Go's path cleaner does it; a slash at the end stays.
QByteArray cleaned(const QByteArray &path)
{
    QList<QByteArray> parts;
    for (const QByteArray &part : path.split('/')) {
        if (part.isEmpty() || part == ".")
            continue;
        if (part != "..")
            parts.append(part);
        else if (!parts.isEmpty())
            parts.removeLast();
    }
    QByteArray clean = "/";
    clean += parts.join('/');
    if (path.endsWith('/') && !parts.isEmpty())
        clean += '/';
    return clean;
}

RoutePath exact(const QByteArray &path)
{
    for (const Fixed &fixed : kFixed) {
        if (path == fixed.path)
            return {fixed.route, {}, {}};
    }
    for (const Keyed &keyed : kKeyed) {
        if (!path.startsWith(keyed.prefix))
            continue;
        QByteArray key = path.sliced(qsizetype(qstrlen(keyed.prefix)));
        if (!key.isEmpty() && !key.contains('/'))
            return {keyed.route, std::move(key), {}};
    }
    return {};
}

// The key keeps its case, the rest is lower-cased.
QByteArray lowered(const QByteArray &path)
{
    const QByteArray lower = path.toLower();
    for (const Keyed &keyed : kKeyed) {
        if (lower.startsWith(keyed.prefix)) {
            const QByteArray prefix = keyed.prefix;
            return QByteArray(prefix + path.sliced(prefix.size()));
        }
    }
    return lower;
}

} // namespace

RoutePath routeOf(const QByteArray &path)
{
    RoutePath found = exact(path);
    if (found.route != Route::None)
        return found;
    QByteArray fixed = lowered(cleaned(path));
    if (exact(fixed).route == Route::None && fixed.endsWith('/'))
        fixed.chop(1);
    if (exact(fixed).route != Route::None)
        found.redirect = std::move(fixed);
    return found;
}

} // namespace accountserver
