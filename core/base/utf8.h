// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace base {

// `text` with each byte that is no part of a UTF-8 character replaced by U+FFFD, as Go does it;
// nothing if there is no such byte.
[[nodiscard]] std::optional<QByteArray> repairedUtf8(QByteArrayView text);

} // namespace base
