// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/routes.h"

// The few forms an answer has, byte for byte the original's.
namespace accountserver {

// A status without a body.
[[nodiscard]] Answer bare(int status, const QString &note = {});
// How the original's own errors look.
[[nodiscard]] Answer plainText(int status, const QByteArray &text, const QString &note = {});
// How errors of Go's HTTP library look.
[[nodiscard]] Answer goError(int status, const QByteArray &text, const QString &note = {});
[[nodiscard]] Answer content(const char *type, const QByteArray &body, const QString &note = {});
// To a path of ours; what was asked with is kept.
[[nodiscard]] Answer redirectTo(const QByteArray &path, const Ask &ask);

// In quotes, cut after a while, nothing but printable ASCII: fit to be said back.
[[nodiscard]] QByteArray quoted(QByteArrayView text);

} // namespace accountserver
