// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/secret.h"

#include <cstring>
#include <utility>

namespace base {

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached() && !bytes.isEmpty())
        explicit_bzero(bytes.data(), size_t(bytes.size()));
    bytes = QByteArray();
}

// A copy of its own, so that dropping one holder never leaves the other's bytes unwiped.
Secret::Secret(QByteArray bytes) : m_bytes(bytes.constData(), bytes.size())
{
    wipe(bytes);
}

Secret::Secret(const Secret &other) : m_bytes(other.m_bytes.constData(), other.m_bytes.size()) {}

Secret::Secret(Secret &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

Secret &Secret::operator=(Secret other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

Secret::~Secret()
{
    wipe(m_bytes);
}

} // namespace base
