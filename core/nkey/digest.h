// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace nkey {

// SHA-512/256 (FIPS 180-4): 32 bytes. QCryptographicHash does not have it.
[[nodiscard]] QByteArray sha512_256(QByteArrayView message);

} // namespace nkey
