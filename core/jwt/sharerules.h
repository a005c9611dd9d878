// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/issues.h"

// What the library requires of an account's exports and imports (spec/jwt.md §1.9).
namespace jwt {

void checkExports(Issues &issues, const std::vector<Export> &exports);
void checkImports(Issues &issues, const std::vector<Import> &imports, const QByteArray &account);

// "stream", "service", "unknown".
[[nodiscard]] QString nameOf(ShareKind kind);
// What an activation itself must be, wherever it stands; `kindPath` is that of its kind.
void checkActivation(Issues &issues, const ActivationClaims &activation, const QByteArray &path,
                     const QByteArray &kindPath, const QByteArray &issuerAccountPath);

} // namespace jwt
