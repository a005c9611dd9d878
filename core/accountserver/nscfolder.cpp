// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/nscfolder.h"

#include "core/accountserver/storeerror.h"

#include <QtCore/QFile>

#include <algorithm>

namespace accountserver {

using Clock = std::chrono::steady_clock;

NscFolder::NscFolder(const QString &folder)
    : m_name(folder)
    , m_accounts(QFile::encodeName(folder) + "/accounts")
{
    list();
}

base::Result<StoredPtr> NscFolder::load(const QByteArray &key)
{
    if (!isStoreKey(key))
        return StoredPtr();
    const QByteArray account = holderOf(key);
    if (account.isEmpty())
        return StoredPtr();
    auto token = loadFrom(account, key);
    if (!token || *token)
        return token;
    // The folder was renamed, or its token is another account's now.
    {
        const std::lock_guard lock(m_mutex);
        m_byKey.remove(key);
        m_nextList = {};
    }
    const QByteArray other = holderOf(key);
    return other.isEmpty() ? StoredPtr() : loadFrom(other, key);
}

base::Result<base::Done> NscFolder::save(const QByteArray &key, const StoredPtr &token)
{
    return *saveProblem(*this, key, token);
}

std::vector<QByteArray> NscFolder::keys()
{
    const std::lock_guard lock(m_mutex);
    list();
    std::vector<QByteArray> keys(m_byKey.keyBegin(), m_byKey.keyEnd());
    std::sort(keys.begin(), keys.end());
    return keys;
}

QByteArray NscFolder::fileOf(const QByteArray &account) const
{
    return m_accounts + '/' + account + '/' + account + ".jwt";
}

QByteArray NscFolder::holderOf(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    if (!m_byKey.contains(key) && Clock::now() >= m_nextList)
        list();
    return m_byKey.value(key);
}

// Null unless it is that account's.
base::Result<StoredPtr> NscFolder::loadFrom(const QByteArray &account, const QByteArray &key)
{
    auto token = m_cache.load(account, fileOf(account));
    const bool isIt = token && *token && (*token)->decodes && (*token)->subject == key
        && (*token)->kind == jwt::Kind::Account;
    return !token || isIt ? token : StoredPtr();
}

// Where two folders hold the same account the newest token counts.
void NscFolder::list()
{
    const auto begin = Clock::now();
    const auto names = namesIn(m_accounts);
    std::map<QByteArray, Account> before;
    before.swap(m_byFolder);
    for (const QByteArray &name : names) {
        if (auto known = before.extract(name))
            m_byFolder.insert(std::move(known));
        look(name);
    }
    m_byKey.clear();
    for (const auto &[name, account] : m_byFolder) {
        const auto held = m_byFolder.find(m_byKey.value(account.key));
        if (held == m_byFolder.end() || held->second.iat < account.iat)
            m_byKey[account.key] = name;
    }
    const auto took = Clock::now() - begin;
    m_nextList = begin + std::max<Clock::duration>(kListAgain, took * kListShare);
}

void NscFolder::look(const QByteArray &account)
{
    const auto stamp = stampOf(fileOf(account));
    const auto known = m_byFolder.find(account);
    if (stamp && stamp->exists() && known != m_byFolder.end() && known->second.stamp == *stamp)
        return;
    const auto token = m_cache.load(account, fileOf(account));
    if (!stamp || !token || !*token || !(*token)->decodes || (*token)->kind != jwt::Kind::Account
        || !isStoreKey((*token)->subject)) {
        m_byFolder.erase(account);
        return;
    }
    const bool rested = stamp->hasRested(wallClock());
    m_byFolder[account] = {rested ? *stamp : FileStamp(), (*token)->subject, (*token)->iat};
}

} // namespace accountserver
