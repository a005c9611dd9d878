// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/capture/hash.h"

#include <QtCore/QHash>
#include <QtCore/QRandomGenerator>

namespace capture {

quint64 hashOf(QByteArrayView bytes)
{
    static const auto seed = size_t(QRandomGenerator::system()->generate64());
    return quint64(qHashBits(bytes.data(), size_t(bytes.size()), seed));
}

} // namespace capture
