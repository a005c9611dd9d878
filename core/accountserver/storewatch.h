// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/store.h"

#include <QtCore/QObject>

#include <chrono>
#include <memory>

namespace accountserver {

struct Options;

// Sees tokens that others change in a store's folder: one `changed` for each new content of a key,
// once it has rested, however it was written; renames too. What does not decode (half-written,
// garbage) and what is removed is no change. Works in slices on the thread it lives on.
class StoreWatch final : public QObject
{
    Q_OBJECT

public:
    // A file rests that long before a change of it counts, but not for ever.
    static constexpr std::chrono::milliseconds kSettleTime{300};
    static constexpr std::chrono::milliseconds kMaxWait{3000};
    // What the system does not tell of (network drives) is found by looking by and by.
    static constexpr std::chrono::milliseconds kLookInterval{2000};
    static constexpr int kLooksAtOnce = 500;

    // The store outlives it. Of a memory store there is nothing to see.
    StoreWatch(const Options &options, Store &store, QObject *parent = nullptr);
    ~StoreWatch() override;

    void start(); ///< what is there now is known
    // Our own writing: no news when it is seen. Called on the thread the watch lives on.
    void know(const QByteArray &key, const StoredPtr &token);

signals:
    void changed(const QByteArray &key, const accountserver::StoredPtr &token);
    void removed(const QByteArray &key);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace accountserver
