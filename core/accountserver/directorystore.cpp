// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/directorystore.h"

#include "core/accountserver/atomicfile.h"
#include "core/accountserver/storeerror.h"

#include <QtCore/QFile>

#include <algorithm>

namespace accountserver {

namespace {

constexpr char kSuffix[] = ".jwt";
constexpr qsizetype kShardLength = 2;

QByteArray fileOf(const QByteArray &key)
{
    return key + kSuffix;
}

} // namespace

DirectoryStore::DirectoryStore(const QString &folder, Layout layout, bool writable)
    : m_name(folder)
    , m_folder(QFile::encodeName(folder))
    , m_layout(layout)
    , m_writable(writable)
{
    if (!m_writable)
        return;
    removeLeftovers(m_folder);
    if (m_layout == Layout::Flat)
        return;
    for (const QByteArray &shard : namesIn(m_folder)) {
        if (shard.size() == kShardLength)
            removeLeftovers(m_folder + '/' + shard);
    }
}

base::Result<StoredPtr> DirectoryStore::load(const QByteArray &key)
{
    if (!isStoreKey(key))
        return StoredPtr();
    return m_cache.load(key, folderOf(key) + '/' + fileOf(key));
}

base::Result<base::Done> DirectoryStore::save(const QByteArray &key, const StoredPtr &token)
{
    if (auto problem = saveProblem(*this, key, token))
        return *std::move(problem);
    if (m_layout == Layout::Sharded) {
        if (auto made = makeFolder(m_folder, key.last(kShardLength)); !made)
            return made;
    }
    auto written = writeAtomically(folderOf(key), fileOf(key), token->text);
    if (written)
        m_cache.know(key, token);
    return written;
}

std::vector<QByteArray> DirectoryStore::keys()
{
    std::vector<QByteArray> keys;
    if (m_layout == Layout::Flat) {
        listKeys(m_folder, {}, keys);
    } else {
        for (const QByteArray &shard : namesIn(m_folder)) {
            if (shard.size() == kShardLength)
                listKeys(m_folder + '/' + shard, shard, keys);
        }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

QByteArray DirectoryStore::folderOf(const QByteArray &key) const
{
    return m_layout == Layout::Flat ? m_folder : m_folder + '/' + key.last(kShardLength);
}

// A file that lies in another key's shard is never looked for.
void DirectoryStore::listKeys(const QByteArray &folder, QByteArrayView ending,
                              std::vector<QByteArray> &keys) const
{
    for (const QByteArray &name : namesIn(folder)) {
        if (!name.endsWith(kSuffix))
            continue;
        const QByteArray key = name.chopped(qsizetype(sizeof kSuffix) - 1);
        if (isStoreKey(key) && key.endsWith(ending))
            keys.push_back(key);
    }
}

} // namespace accountserver
