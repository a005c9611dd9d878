// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QUrl>

namespace jwt {

// Where an account server's routes are, from whatever people and configurations write (spec/jwt.md
// §3.1, §4.2): "http://h:p", "…/jwt/v1", "…/jwt/v1/accounts/", one account's URL, or the free-form
// prefix of an URL resolver, to which a key is simply appended.
class HttpAddress final
{
public:
    static base::Result<HttpAddress> parse(const QString &text);

    // As it may be shown: see shown.
    [[nodiscard]] QString name() const;
    // Without user and password, and of a query only the names of its values.
    [[nodiscard]] static QString shown(const QUrl &url,
                                       QUrl::FormattingOptions options = QUrl::PrettyDecoded);
    // An account server has more than accounts; of a prefix nothing else is known.
    [[nodiscard]] bool hasRoutes() const { return m_hasRoutes; }
    [[nodiscard]] const QByteArray &key() const { return m_key; } ///< of one account's URL

    // Only with routes: "operator", "pack".
    [[nodiscard]] QUrl route(const QString &name) const;
    // Of an account, or an activation's hash.
    [[nodiscard]] QUrl token(const QByteArray &key) const;

private:
    QUrl m_base; // with routes: ends with "/jwt/v1/"; else a prefix
    bool m_hasRoutes = false;
    QByteArray m_key;
};

// The same of what is no URL of ours, perhaps none at all.
[[nodiscard]] QString withoutSecrets(const QString &url);

} // namespace jwt
