// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/trust.h"

namespace jwt {

// The chain of an activation and what its exporter thinks of it: issuer, revocations, export.
[[nodiscard]] Trust trustOfActivation(const Token &activation, const Book &book,
                                      const TrustOptions &options);

// The imports of an account with their other side.
[[nodiscard]] std::vector<Sharing> importsOf(const Token &account, const Book &book,
                                             const TrustOptions &options);

// The subject an import has at the exporter: with the old `to` of a service that is `to`.
[[nodiscard]] QByteArray remoteSubject(const Import &import);
// The export that an import of `subject` uses: the one written the same, else the first that
// contains it; -1 if there is none.
[[nodiscard]] int matchingExport(const AccountClaims &exporter, ShareKind kind,
                                 QByteArrayView subject);

} // namespace jwt
