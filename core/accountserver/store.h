// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jwt/token.h"

#include <QtCore/QString>

#include <memory>
#include <vector>

namespace accountserver {

// A token as it is kept, with what each answer needs of it.
struct StoredToken
{
    QByteArray text; ///< byte for byte as it came
    // What follows is empty where the token does not decode.
    QByteArray jti;
    QByteArray subject;
    jwt::UnixTime iat = 0;
    jwt::UnixTime exp = 0;
    jwt::Kind kind = jwt::Kind::Unknown;
    bool decodes = false;
};
using StoredPtr = std::shared_ptr<const StoredToken>;

[[nodiscard]] StoredPtr storedToken(QByteArray text);
[[nodiscard]] StoredPtr storedToken(const jwt::Token &token);

// An account's key or an activation's hash, as it is: what a token can be kept under.
[[nodiscard]] bool isStoreKey(QByteArrayView key);

// Where tokens are kept: an account's under its key, an activation's under its hash
// (spec/jwt.md §3.2). Thread-safe: requests are answered on several threads at once.
class Store
{
public:
    virtual ~Store() = default;

    [[nodiscard]] virtual QString name() const = 0; ///< for people: its folder, or "memory"
    [[nodiscard]] virtual bool isWritable() const = 0;
    [[nodiscard]] virtual bool holdsActivations() const = 0;
    [[nodiscard]] virtual bool hasPack() const = 0; ///< an nsc store has none

    // Null if nothing is kept under that key, or if it could never be: isStoreKey, so no key
    // leads out of the store. Io: it is there, unreadable.
    [[nodiscard]] virtual base::Result<StoredPtr> load(const QByteArray &key) = 0;
    // All or nothing, durable when it returns. Unsupported where the store is not writable, Io
    // where it cannot be written: what was there before is there still.
    [[nodiscard]] virtual base::Result<base::Done> save(const QByteArray &key,
                                                        const StoredPtr &token)
        = 0;
    // Every key that is served, in bytewise order. What cannot be listed is left out.
    [[nodiscard]] virtual std::vector<QByteArray> keys() = 0;

protected:
    Store() = default;
    Q_DISABLE_COPY_MOVE(Store)
};

} // namespace accountserver
