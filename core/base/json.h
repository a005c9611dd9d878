// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <optional>

// JSON as bytes: nothing here changes a number's digits, the order of names or a duplicate name
// (RapidJSON underneath, iterative parsing: depth cannot overflow the stack). Escapes in texts are
// written in their shortest form. Only check() minds texts that are not UTF-8. A number past the
// range of a double counts as an error.
namespace base::json {

struct Problem
{
    qint64 offset = 0; ///< bytes from the start
    int line = 1;      ///< 1-based
    int column = 1;    ///< 1-based, in bytes
    QString text;      ///< what was expected there
};

// Nothing if `bytes` is exactly one JSON value with optional whitespace around it.
[[nodiscard]] std::optional<Problem> check(QByteArrayView bytes);

struct Pretty
{
    QByteArray text;
    bool truncated = false; ///< the output limit was reached; `text` ends mid-value
};

// Indents by two spaces. Stops after about `maxBytes` of output. Fails if `bytes` is not JSON up
// to where the output stopped.
Result<Pretty> pretty(QByteArrayView bytes, qsizetype maxBytes);

Result<QByteArray> minify(QByteArrayView bytes);

// RFC 6901. The value's text: a string without its quotes and escapes, anything else as written
// (minified). Nothing if the document is not JSON or the pointer leads nowhere; of duplicate names
// the first counts.
[[nodiscard]] std::optional<QByteArray> valueAt(QByteArrayView document, QByteArrayView pointer);

// Nothing if `pointer` is a valid RFC 6901 pointer ("" or "/a/0/b~1c").
[[nodiscard]] std::optional<Error> checkPointer(QByteArrayView pointer);

// The document minified and without the members or elements the pointers name: the form in which
// replies are compared. Fails if `document` is not JSON.
Result<QByteArray> without(QByteArrayView document, const QList<QByteArray> &pointers);

} // namespace base::json
