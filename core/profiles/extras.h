// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/profiles/settings.h"

#include <QtCore/QHash>

// Fanin's own part of a profile: the member "fanin" of its own files, and one file for all of the
// nats CLI's contexts, whose files it would not belong in.
namespace profiles {

base::Result<Extras> parseExtras(QByteArrayView json);
// The object, indented for standing at `depth`. Unknown members of `before` are kept.
base::Result<QByteArray> writeExtras(const Extras &extras, QByteArrayView before, int depth);

// What one context has; it may be unreadable without harm to the others.
using ContextExtras = QHash<QString, base::Result<Extras>>;
base::Result<ContextExtras> parseContextExtras(QByteArrayView json);

} // namespace profiles
