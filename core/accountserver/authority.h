// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jwt/token.h"

#include <QtCore/QString>

namespace accountserver {

// Whose word counts: an operator's, and without one nobody's (spec/jwt.md §3.1, §2.1). A value; may
// be read by several threads.
class Authority final
{
public:
    Authority() = default;
    // Of a replica that names no operator: it believes its primary.
    [[nodiscard]] static Authority anybody();
    // An operator's token that decodes, is signed by itself and has not expired: else an error.
    [[nodiscard]] static base::Result<Authority> of(const jwt::TokenPtr &token, jwt::UnixTime now);
    [[nodiscard]] static base::Result<Authority> fromFile(const QString &path, jwt::UnixTime now);

    [[nodiscard]] const jwt::TokenPtr &token() const { return m_token; } ///< null: no operator
    [[nodiscard]] bool trustsAnybody() const { return m_trustsAnybody; }
    [[nodiscard]] bool trustsNobody() const { return !m_token && !m_trustsAnybody; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isStrict() const; ///< its identity key signs no account
    // Whether an account signed by that key is to be believed.
    [[nodiscard]] bool trusts(QByteArrayView issuer) const;

private:
    jwt::TokenPtr m_token;
    bool m_trustsAnybody = false;
};

} // namespace accountserver
