// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/requestlog.h"

#include <functional>
#include <mutex>
#include <vector>

namespace accountserver {

// Requests on their way from the threads that answered them. Bounded: what finds it full is only
// counted. Thread-safe.
class HttpLog final
{
public:
    // `wake` is called when the log was empty, under its lock: see base/mailbox.h.
    HttpLog(size_t max, std::function<void()> wake);

    void add(LogEntry entry);
    [[nodiscard]] std::vector<LogEntry> takeAll();
    [[nodiscard]] quint64 dropped() const;

private:
    const size_t m_max;
    const std::function<void()> m_wake;
    mutable std::mutex m_mutex;
    std::vector<LogEntry> m_entries;
    quint64 m_dropped = 0;
};

} // namespace accountserver
