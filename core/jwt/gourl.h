// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

namespace jwt {

// A URL as Go's url.Parse takes it apart, for QUrl takes and mends other texts than servers do.
struct GoUrl
{
    QByteArray scheme; ///< lower case; may be empty
    QByteArray host;   ///< without port and brackets
    QByteArray path;
    bool hasUser = false;
};
// The error's text is that of Go.
[[nodiscard]] base::Result<GoUrl> parseGoUrl(const QByteArray &text);

// A text between quotes with its control characters escaped: Go's %q. What is longer ends with an
// ellipsis: hundreds of findings may quote the same megabyte.
constexpr qsizetype kMaxQuoted = 200; // UTF-16 units
[[nodiscard]] QString goQuoted(QByteArrayView text);

} // namespace jwt
