// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/memorystore.h"

#include "core/accountserver/storeerror.h"

#include <QtCore/QCoreApplication>

#include <mutex>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::MemoryStore)
};

} // namespace

MemoryStore::MemoryStore(bool writable)
    : m_writable(writable)
{}

QString MemoryStore::name() const
{
    return Text::tr("memory");
}

base::Result<StoredPtr> MemoryStore::load(const QByteArray &key)
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_tokens.find(key);
    return found == m_tokens.end() ? StoredPtr() : found->second;
}

base::Result<base::Done> MemoryStore::save(const QByteArray &key, const StoredPtr &token)
{
    if (auto problem = saveProblem(*this, key, token))
        return *std::move(problem);
    const std::lock_guard lock(m_mutex);
    m_tokens[key] = token;
    return base::Done();
}

std::vector<QByteArray> MemoryStore::keys()
{
    const std::shared_lock lock(m_mutex);
    std::vector<QByteArray> keys;
    keys.reserve(m_tokens.size());
    for (const auto &[key, token] : m_tokens)
        keys.push_back(key);
    return keys;
}

} // namespace accountserver
