// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/trust.h"

#include <QtCore/QHash>

namespace jwt {

// The chain of an activation and what its exporter thinks of it: issuer, revocations, export.
[[nodiscard]] Trust trustOfActivation(const Token &activation, const Book &book,
                                      const TrustOptions &options);

// The imports of an account with their other side.
[[nodiscard]] std::vector<Sharing> importsOf(const Token &account, const Book &book,
                                             const TrustOptions &options);

// The subject an import has at the exporter: with the old `to` of a service that is `to`.
[[nodiscard]] QByteArray remoteSubject(const Import &import);
// An account's exports of one kind, to be asked by many imports.
class ExportIndex final
{
public:
    ExportIndex() = default;
    ExportIndex(const AccountClaims &exporter, ShareKind kind);

    // The export that an import of `subject` uses: the one written the same, else the first that
    // contains it; -1 if there is none.
    [[nodiscard]] int matching(const QByteArray &subject);

private:
    QHash<QByteArray, int> m_bySubject; ///< the first written so, or what was found for it
    std::vector<std::pair<QByteArray, int>> m_patterns; ///< in their order
};

} // namespace jwt
