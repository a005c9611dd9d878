// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"
#include "core/accountserver/storedfile.h"

#include <QtCore/QHash>

#include <list>
#include <mutex>

namespace accountserver {

// Reads tokens from files and remembers them: a file that has not changed costs one look at it and
// is not decoded again. Thread-safe.
class TokenCache final
{
public:
    static constexpr qsizetype kMaxBytes = 16 * 1024 * 1024; ///< the least used ones go first
    // A file that does not decode may be half-written: so long after its last change it is taken
    // for what it was before.
    static constexpr std::chrono::milliseconds kWriting{2000};

    explicit TokenCache(qsizetype maxBytes = kMaxBytes)
        : m_maxBytes(maxBytes)
    {}

    // The token in a file, known here by `name`; null if there is no such file. Io, Limit: it
    // cannot be read.
    [[nodiscard]] base::Result<StoredPtr> load(const QByteArray &name, const QByteArray &path);
    // What was written there just now: it need not be decoded to be believed.
    void know(const QByteArray &name, const StoredPtr &token);

    [[nodiscard]] qsizetype bytes() const; ///< as they are estimated

private:
    struct Entry
    {
        QByteArray name;
        FileStamp stamp; ///< of a file that has rested; else of none
        StoredPtr token;
        [[nodiscard]] qsizetype size() const;
    };
    using Entries = std::list<Entry>;

    [[nodiscard]] StoredPtr touch(const QByteArray &name, const FileStamp *stamp);
    void put(Entry entry);
    void drop(const QByteArray &name);
    void remove(Entries::iterator entry);

    const qsizetype m_maxBytes;
    mutable std::mutex m_mutex;
    Entries m_entries; ///< last used first
    QHash<QByteArray, Entries::iterator> m_byName;
    qsizetype m_bytes = 0;
};

} // namespace accountserver
