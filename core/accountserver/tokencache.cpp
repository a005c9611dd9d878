// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/tokencache.h"

namespace accountserver {

namespace {

// Of an entry beside its texts: heads of allocations, list and hash.
constexpr qsizetype kOverhead = 320;

} // namespace

qsizetype TokenCache::Entry::size() const
{
    return token->text.size() + token->jti.size() + token->subject.size() + name.size() + kOverhead;
}

base::Result<StoredPtr> TokenCache::load(const QByteArray &name, const QByteArray &path)
{
    const auto stamp = stampOf(path);
    if (!stamp)
        return stamp.error();
    if (!stamp->exists()) {
        drop(name);
        return StoredPtr();
    }
    if (StoredPtr same = touch(name, &*stamp))
        return same;

    auto content = readStored(path, jwt::Token::kMaxSize);
    if (!content)
        return content.error();
    if (!content->stamp.exists()) {
        drop(name);
        return StoredPtr();
    }
    const StoredPtr before = touch(name, nullptr);
    const StoredPtr token
        = before && before->text == content->text ? before : storedToken(content->text);
    const auto now = wallClock();
    if (before && before->decodes && !token->decodes && now - content->stamp.modified < kWriting)
        return before;
    // Else another change might look the same.
    const bool rested = content->stamp.hasRested(now);
    put({name, rested ? content->stamp : FileStamp(), token});
    return token;
}

void TokenCache::know(const QByteArray &name, const StoredPtr &token)
{
    put({name, FileStamp(), token});
}

qsizetype TokenCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

// What is known by that name, if it is of that stamp, or whatever it is.
StoredPtr TokenCache::touch(const QByteArray &name, const FileStamp *stamp)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_byName.constFind(name);
    if (found == m_byName.cend() || (stamp && (*found)->stamp != *stamp))
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, *found);
    return (*found)->token;
}

void TokenCache::put(Entry entry)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_byName.constFind(entry.name); found != m_byName.cend())
        remove(*found);
    m_bytes += entry.size();
    m_entries.push_front(std::move(entry));
    m_byName.insert(m_entries.front().name, m_entries.begin());
    while (m_bytes > m_maxBytes)
        remove(std::prev(m_entries.end()));
}

void TokenCache::drop(const QByteArray &name)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_byName.constFind(name); found != m_byName.cend())
        remove(*found);
}

void TokenCache::remove(Entries::iterator entry)
{
    m_bytes -= entry->size();
    m_byName.remove(entry->name);
    m_entries.erase(entry);
}

} // namespace accountserver
