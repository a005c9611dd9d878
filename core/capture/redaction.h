// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace capture {

// What stands in the place of a header's secret value.
inline constexpr char kRedacted[] = "(redacted)";

// Whether a header of that name may carry a secret: Authorization, Cookie, …-Token, …-Key,
// …-Secret, Password and their like, whatever the case.
[[nodiscard]] bool isSecretHeader(QByteArrayView name);

// A block with the values of such headers replaced; everything else byte for byte as it was.
struct Redaction
{
    QByteArray block;
    qsizetype values = 0; ///< that were replaced
};
[[nodiscard]] Redaction redacted(QByteArrayView headerBlock);

} // namespace capture
