// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace accountserver {

// Whether something in these bytes has the form of an nkey's seed. Its checksum does not count: a
// seed with a slip of the pen is a secret too. Linear, whatever the bytes.
[[nodiscard]] bool containsSeed(QByteArrayView bytes);

} // namespace accountserver
