// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/upstream.h"

namespace accountserver {

// An account without an expiry may be kept so long: as long as a replica keeps it.
constexpr qint64 kDefaultMaxAge = 3600;
// A copy may be used so long while a new one is asked for, or cannot be had.
constexpr qint64 kStaleFor = 3600;

// The token's jti in quotes; a digest of the token where that is no text for a header.
[[nodiscard]] QByteArray etagOf(const StoredToken &token);
// RFC 9110 13.1.2: a list of tags, weak ones too, or "*".
[[nodiscard]] bool matchesTag(QByteArrayView ifNoneMatch, const QByteArray &etag);

// The value of Cache-Control, never a negative age. `freshFor`: of a replica's copy.
[[nodiscard]] QByteArray cacheControl(const StoredToken &token, jwt::UnixTime now,
                                      std::optional<qint64> freshFor);

} // namespace accountserver
