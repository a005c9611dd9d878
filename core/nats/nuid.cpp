// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/nuid.h"

#include <QtCore/QRandomGenerator>

namespace nats {

namespace {

constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr quint64 kBase = 62;
constexpr qsizetype kPrefixSize = 12;
constexpr qsizetype kSequenceSize = Nuid::kSize - kPrefixSize;
constexpr quint64 kMaxSequence = 839'299'365'868'340'224; // 62^10

} // namespace

Nuid::Nuid()
{
    randomise();
}

void Nuid::randomise()
{
    QRandomGenerator *const system = QRandomGenerator::system();
    m_prefix.clear();
    for (qsizetype i = 0; i < kPrefixSize; ++i)
        m_prefix += kDigits[system->bounded(quint32(kBase))];
    m_sequence = system->bounded(kMaxSequence);
    m_increment = 33 + system->bounded(quint64(333 - 33));
}

QByteArray Nuid::next()
{
    m_sequence += m_increment;
    if (m_sequence >= kMaxSequence)
        randomise();
    QByteArray nuid = m_prefix;
    nuid.resize(kSize);
    quint64 rest = m_sequence;
    for (qsizetype i = kSize; i-- > kSize - kSequenceSize; rest /= kBase)
        nuid[i] = kDigits[rest % kBase];
    return nuid;
}

} // namespace nats
