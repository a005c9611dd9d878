// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/storeerror.h"

#include <QtCore/QCoreApplication>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Store)
};

} // namespace

std::optional<base::Error> saveProblem(const Store &store, const QByteArray &key,
                                       const StoredPtr &token)
{
    if (!store.isWritable()) {
        return base::Error{base::ErrorKind::Unsupported,
                           Text::tr("%1 is not written to").arg(store.name()), -1};
    }
    if (!isStoreKey(key)) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("A token is kept under an account's key or the hash of an "
                                    "activation, not under this"),
                           -1};
    }
    if (!token || token->text.size() > jwt::Token::kMaxSize) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("A token has at most %1 bytes").arg(jwt::Token::kMaxSize), -1};
    }
    return std::nullopt;
}

} // namespace accountserver
