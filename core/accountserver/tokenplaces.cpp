// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/tokenplaces.h"

#include "core/jwt/storedname.h"

#include <QtCore/QFile>

namespace accountserver {

namespace {

constexpr char kSuffix[] = ".jwt";
constexpr qsizetype kSuffixLength = 4;
constexpr qsizetype kShardLength = 2;

} // namespace

TokenPlaces::TokenPlaces(const Options &options)
    : m_root(QFile::encodeName(options.path))
    , m_layout(options.store == StoreKind::Nsc ? Layout::Nsc
                                               : (options.sharded ? Layout::Sharded : Layout::Flat))
{
    if (m_layout == Layout::Nsc)
        m_root += "/accounts";
}

bool TokenPlaces::isPlace(const QByteArray &folder, const QByteArray &name) const
{
    if (!name.endsWith(kSuffix) || folder.isEmpty() != (m_layout == Layout::Flat))
        return false;
    const QByteArray stem = name.chopped(kSuffixLength);
    if (m_layout == Layout::Nsc)
        return stem == folder;
    return isStoreKey(stem) && (m_layout == Layout::Flat || stem.endsWith(folder));
}

bool TokenPlaces::mayBeFolder(const QByteArray &folder, const QByteArray &name) const
{
    return folder.isEmpty()
        && (m_layout == Layout::Nsc
            || (m_layout == Layout::Sharded && name.size() == kShardLength));
}

QByteArray TokenPlaces::placeIn(const QByteArray &folder, const QByteArray &name) const
{
    return folder.isEmpty() ? name : folder + '/' + name;
}

QByteArray TokenPlaces::onlyPlaceIn(const QByteArray &folder) const
{
    return m_layout == Layout::Nsc ? QByteArray(folder + '/' + folder + kSuffix) : QByteArray();
}

QByteArray TokenPlaces::keyByName(const QByteArray &place) const
{
    if (m_layout == Layout::Nsc)
        return {};
    return place.mid(place.lastIndexOf('/') + 1).chopped(kSuffixLength);
}

QByteArray TokenPlaces::keyOf(const QByteArray &place, const jwt::Token &token) const
{
    if (!token.decodes())
        return {};
    if (const QByteArray key = keyByName(place); !key.isEmpty())
        return jwt::storedNameProblem(token, key).isEmpty() ? key : QByteArray();
    const QByteArray &subject = token.claims().sub;
    return token.asAccount() && isStoreKey(subject) ? subject : QByteArray();
}

} // namespace accountserver
