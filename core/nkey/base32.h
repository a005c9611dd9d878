// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace nkey {

// RFC 4648, upper case; without the padding to a multiple of eight characters unless asked for.
enum class Padding { None, Full };
[[nodiscard]] QByteArray toBase32(QByteArrayView bytes, Padding padding = Padding::None);

// As Go reads it without padding: CR and LF are skipped, unused bits of the last character may be
// anything, and a last group of 1, 3 or 6 characters counts for nothing. Nothing if there is any
// other character.
[[nodiscard]] std::optional<QByteArray> fromBase32(QByteArrayView text);

} // namespace nkey
