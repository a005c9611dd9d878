// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace nkey {

// RFC 4648, upper case; without the padding to a multiple of eight characters unless asked for.
enum class Padding { None, Full };
[[nodiscard]] QByteArray toBase32(QByteArrayView bytes, Padding padding = Padding::None);

} // namespace nkey
