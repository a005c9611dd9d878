// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace base {

// Bytes that must not be seen: overwritten when dropped, never printed, not implicitly copied to
// a QByteArray. A holder shows that there is a secret, never which.
class Secret final
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes);
    Secret(const Secret &other);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret other) noexcept;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] QByteArrayView reveal() const { return m_bytes; }

    bool operator==(const Secret &) const = default;

private:
    QByteArray m_bytes;
};

// Overwrites the bytes of `bytes` in place (if nobody else shares them) and empties it.
void wipe(QByteArray &bytes);

} // namespace base
