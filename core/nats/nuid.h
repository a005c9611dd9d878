// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace nats {

// Unique tokens for inboxes: 12 crypto-random and 10 counting base62 digits, the count stepping by
// a random 33 to 333 (spec/protocol.md §3.1). Not thread-safe; one for each connection.
class Nuid final
{
public:
    static constexpr qsizetype kSize = 22;

    Nuid();
    [[nodiscard]] QByteArray next();

private:
    void randomise();

    QByteArray m_prefix;
    quint64 m_sequence = 0;
    quint64 m_increment = 0;
};

} // namespace nats
