// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayView>

namespace capture {

// Stands for the bytes themselves: 64 bits under a seed of this process that nobody outside knows,
// so that two subjects share it neither by chance nor by design.
[[nodiscard]] quint64 hashOf(QByteArrayView bytes);

} // namespace capture
