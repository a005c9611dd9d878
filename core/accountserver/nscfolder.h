// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/tokencache.h"

#include <map>

namespace accountserver {

// The accounts of an operator's folder in nsc's store, accounts/<name>/<name>.jwt, by the keys
// their tokens are about. nsc writes it, never we. What is missing, garbage or half-written hides
// itself alone.
class NscFolder final : public Store
{
public:
    // An unknown key has the folders listed again, but not for every such request.
    static constexpr std::chrono::milliseconds kListAgain{100};
    static constexpr int kListShare = 10; ///< of the time at most one part in so many

    // <stores>/<operator>; the folder is there.
    explicit NscFolder(const QString &folder);

    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] bool isWritable() const override { return false; }
    [[nodiscard]] bool holdsActivations() const override { return false; }
    [[nodiscard]] bool hasPack() const override { return false; }

    [[nodiscard]] base::Result<StoredPtr> load(const QByteArray &key) override;
    [[nodiscard]] base::Result<base::Done> save(const QByteArray &key,
                                                const StoredPtr &token) override;
    [[nodiscard]] std::vector<QByteArray> keys() override;

private:
    struct Account
    {
        FileStamp stamp; ///< of a file that has rested; else of none
        QByteArray key;
        jwt::UnixTime iat = 0;
    };

    [[nodiscard]] QByteArray fileOf(const QByteArray &account) const;
    [[nodiscard]] QByteArray holderOf(const QByteArray &key); ///< its folder's name; empty: none
    [[nodiscard]] base::Result<StoredPtr> loadFrom(const QByteArray &account,
                                                   const QByteArray &key);
    void list();
    void look(const QByteArray &account);

    const QString m_name;
    const QByteArray m_accounts; ///< the folder
    TokenCache m_cache;
    std::mutex m_mutex;                       // of what follows
    std::map<QByteArray, Account> m_byFolder; ///< by the folder's name
    QHash<QByteArray, QByteArray> m_byKey;    ///< key → the folder's name
    std::chrono::steady_clock::time_point m_nextList;
};

} // namespace accountserver
