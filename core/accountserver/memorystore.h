// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <map>
#include <shared_mutex>

namespace accountserver {

// Tokens for as long as the program runs; empty at the start.
class MemoryStore final : public Store
{
public:
    explicit MemoryStore(bool writable = true);

    [[nodiscard]] QString name() const override;
    [[nodiscard]] bool isWritable() const override { return m_writable; }
    [[nodiscard]] bool holdsActivations() const override { return true; }
    [[nodiscard]] bool hasPack() const override { return true; }

    [[nodiscard]] base::Result<StoredPtr> load(const QByteArray &key) override;
    [[nodiscard]] base::Result<base::Done> save(const QByteArray &key,
                                                const StoredPtr &token) override;
    [[nodiscard]] std::vector<QByteArray> keys() override;

private:
    const bool m_writable;
    std::shared_mutex m_mutex;
    std::map<QByteArray, StoredPtr> m_tokens;
};

} // namespace accountserver
