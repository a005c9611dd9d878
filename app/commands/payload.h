// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/runoptions.h"

namespace commands {

// The bytes to send; reads standard input or the file to its end, but not past `limit`.
base::Result<QByteArray> readPayload(const PayloadSource &source, qint64 limit = kMaxPayload);

} // namespace commands
