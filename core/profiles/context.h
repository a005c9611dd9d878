// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/profiles/settings.h"

// The file of a nats CLI context (spec/conventions.md §1), read and written without losing
// anything.
namespace profiles {

constexpr qint64 kMaxContextSize = 1024 * 1024;

// Reads a file's bytes. An error says what was expected at which key, what came, and the offset.
base::Result<Settings> parseContext(QByteArrayView json);

// The bytes natscli would write for `settings` (2-space indent, its keys in its order, Go's
// escapes, no newline at the end), with the unknown members of `before` kept behind them. `before`
// may be empty.
base::Result<QByteArray> writeContext(const Settings &settings, QByteArrayView before);

// The same for a file of Fanin's own: its member "fanin" has the extras.
base::Result<Extras> parseProfileExtras(QByteArrayView json);
base::Result<QByteArray> writeProfile(const Settings &settings, const Extras &extras,
                                      QByteArrayView before);

// Not empty, no "..", no "/", no "\". The error says which.
base::Result<base::Done> checkContextName(const QString &name);
// natscli refuses to save more than one of user, creds, nkey, nsc and user_jwt; and so do we.
base::Result<base::Done> checkSettings(const Settings &settings);

} // namespace profiles
