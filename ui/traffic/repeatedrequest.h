// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"
#include "core/nats/request.h"

#include <QtCore/QStringList>

namespace ui {

// A message as a request that can be sent again: the reply subject is made anew. What brought
// several replies is to gather them again.
struct RepeatedRequest
{
    nats::RequestSpec spec;
    qsizetype dropped = 0;  ///< headers that cannot be sent as they came, left out
    qsizetype redacted = 0; ///< headers whose secret was not kept
};
[[nodiscard]] RepeatedRequest repeated(const capture::Entry &message, quint64 replies = 1);

// What is not as it was said, a sentence each; empty if nothing is.
[[nodiscard]] QStringList differencesOf(const RepeatedRequest &request);

} // namespace ui
