// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/missingkeys.h"

namespace accountserver {

void MissingKeys::add(const QByteArray &key, TimePoint now)
{
    forgetOld(now);
    if (m_keys.contains(key))
        return;
    if (m_keys.size() == kMaxKeys) {
        m_keys.remove(m_entries.front().key);
        m_entries.pop_front();
    }
    m_keys.insert(key);
    m_entries.push_back({key, now + kFor});
}

bool MissingKeys::has(const QByteArray &key, TimePoint now)
{
    forgetOld(now);
    return m_keys.contains(key);
}

void MissingKeys::clear()
{
    m_entries.clear();
    m_keys.clear();
}

void MissingKeys::forgetOld(TimePoint now)
{
    while (!m_entries.empty() && m_entries.front().until <= now) {
        m_keys.remove(m_entries.front().key);
        m_entries.pop_front();
    }
}

} // namespace accountserver
