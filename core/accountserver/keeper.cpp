// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/keeper.h"

namespace accountserver {

Keeper::Keeper(Store &store, Changed changed)
    : m_store(store)
    , m_changed(std::move(changed))
{}

base::Result<Keeper::Kept> Keeper::keep(const QByteArray &key, const StoredPtr &token, bool force)
{
    return put(key, token, force, false);
}

base::Result<Keeper::Kept> Keeper::keepQuietly(const QByteArray &key, const StoredPtr &token)
{
    return put(key, token, false, true);
}

base::Result<Keeper::Kept> Keeper::put(const QByteArray &key, const StoredPtr &token, bool force,
                                       bool quietly)
{
    const std::lock_guard lock(m_mutex);
    // What is there and cannot be read is replaced.
    if (const auto present = m_store.load(key); present && *present) {
        if ((*present)->text == token->text)
            return Kept::Unchanged;
        if (!force && (*present)->decodes && (*present)->iat > token->iat)
            return Kept::Older;
    }
    if (auto saved = m_store.save(key, token); !saved)
        return saved.error();
    if (m_changed && !quietly)
        m_changed(key, token);
    return Kept::Stored;
}

} // namespace accountserver
