// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <optional>
#include <vector>

// Subjects as the JWT library's Validate() sees them, which is not always as the server does.
namespace jwt::library {

[[nodiscard]] std::vector<QByteArrayView> tokensOf(QByteArrayView subject);
[[nodiscard]] bool hasWildcards(QByteArrayView subject);
[[nodiscard]] int countStars(QByteArrayView subject);
[[nodiscard]] bool isContainedIn(QByteArrayView subject, QByteArrayView other);

// The number of a "$2" token of a renaming; nothing for any other token.
[[nodiscard]] std::optional<qint64> reference(QByteArrayView token);
// A renaming with stars for its references.
[[nodiscard]] QByteArray toSubject(QByteArrayView renaming);

} // namespace jwt::library
