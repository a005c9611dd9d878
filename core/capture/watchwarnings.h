// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/watchlist.h"

#include <QtCore/QStringList>

namespace capture {

// What watching these subjects does to the watched system, as sentences for a person; empty if it
// is harmless (spec/protocol.md §4.3).
[[nodiscard]] QStringList watchWarnings(const std::vector<WatchedSubject> &subjects,
                                        const QByteArray &queue);

} // namespace capture
