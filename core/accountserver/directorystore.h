// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/tokencache.h"

namespace accountserver {

// Tokens as files of a folder, <key>.jwt, or sharded, <last two characters>/<key>.jwt: the layout
// of the original and of nats-server's own resolvers. Others may change them at any time.
class DirectoryStore final : public Store
{
public:
    enum class Layout { Flat, Sharded };

    // The folder is there.
    DirectoryStore(const QString &folder, Layout layout, bool writable);

    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] bool isWritable() const override { return m_writable; }
    [[nodiscard]] bool holdsActivations() const override { return true; }
    [[nodiscard]] bool hasPack() const override { return true; }

    [[nodiscard]] base::Result<StoredPtr> load(const QByteArray &key) override;
    [[nodiscard]] base::Result<base::Done> save(const QByteArray &key,
                                                const StoredPtr &token) override;
    [[nodiscard]] std::vector<QByteArray> keys() override;

private:
    [[nodiscard]] QByteArray folderOf(const QByteArray &key) const;
    void listKeys(const QByteArray &folder, QByteArrayView ending,
                  std::vector<QByteArray> &keys) const;

    const QString m_name;
    const QByteArray m_folder;
    const Layout m_layout;
    const bool m_writable;
    TokenCache m_cache;
};

} // namespace accountserver
