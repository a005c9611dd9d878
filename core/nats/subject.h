// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

// Subjects are bytes. Rules: spec/protocol.md §5.
namespace nats::subject {

// Nothing if `subject` may be published to: one or more non-empty tokens separated by dots,
// without SP, HTAB, CR, LF, FF, and without the wildcards `*` and `>` as whole tokens. The error
// carries the offset of the first bad byte.
[[nodiscard]] std::optional<base::Error> checkLiteral(QByteArrayView subject);

// The same for a subscription: `*` may be a whole token, `>` the last one.
[[nodiscard]] std::optional<base::Error> checkPattern(QByteArrayView subject);

// Nothing if `prefix` can precede ".<token>" as an inbox prefix: a literal without trailing dot.
[[nodiscard]] std::optional<base::Error> checkInboxPrefix(QByteArrayView prefix);

// Things that are allowed but worth a word (reserved space, non-ASCII, many tokens); empty if none.
[[nodiscard]] QString advice(QByteArrayView subject);

// For people: UTF-8 as text; control characters and bytes that are not UTF-8 as \xNN.
[[nodiscard]] QString toText(QByteArrayView subject);

// Whether a message published to `subject` reaches a subscription to `pattern`, as the server
// decides it: wildcard characters in `subject` are literal text.
[[nodiscard]] bool matches(QByteArrayView pattern, QByteArrayView subject);

} // namespace nats::subject
