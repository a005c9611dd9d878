// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "core/jwt/trust.h"
#include "tests/support/jwtfixtures.h"

// A book with the fixtures' tokens, as a source would have brought them.
namespace tokenscene {

constexpr jwt::UnixTime kNow = 1782864000; ///< 2026-07-01

inline jwt::TokenPtr token(const QString &name)
{
    return jwt::Token::decode(jwtfixtures::read(QStringLiteral("jwt/%1.jwt").arg(name)));
}

// The one the book has with this text, so that "newest" and "copies" see the same token.
inline jwt::TokenPtr add(jwt::Book &book, const QString &name,
                         const QString &source = QStringLiteral("http://127.0.0.1:9090/jwt/v1"))
{
    jwt::TokenPtr made = token(name);
    book.add({made, {source, name.toUtf8(), {}, {}}});
    for (const jwt::Book::Entry *entry : book.all()) {
        if (entry->token->text() == made->text())
            made = entry->token;
    }
    return made;
}

inline jwt::TrustOptions options()
{
    return {{}, kNow};
}

// The operator and the accounts the fixtures' users belong to.
inline void addAccounts(jwt::Book &book)
{
    for (const char *name : {"operator/operator", "account/sys", "account/plain", "account/full",
                             "account/provider", "account/consumer", "account/scoped",
                             "account/revoker", "account/no-bearer", "account/expired"})
        add(book, QString::fromLatin1(name));
}

} // namespace tokenscene
