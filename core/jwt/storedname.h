// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtCore/QString>

// The names account servers and resolvers keep tokens under: an account's key, or an activation's
// hash (spec/jwt.md §3.2).
namespace jwt {

// "A….jwt" and "A…" alike: without the suffix.
[[nodiscard]] QByteArray storedKey(QByteArrayView storedAs);
// 52 characters of base32 and "====".
[[nodiscard]] bool isActivationHash(QByteArrayView text);
// Whether anybody asks for a token under that name.
[[nodiscard]] bool isServedName(QByteArrayView storedAs);

// A sentence if the name says that another token is kept here; empty if not, or if the name is no
// key and no hash at all.
[[nodiscard]] QString storedNameProblem(const Token &token, QByteArrayView storedAs);

} // namespace jwt
