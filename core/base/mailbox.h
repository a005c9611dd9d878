// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <utility>
#include <vector>

namespace base {

// One direction of the thread boundary: values in, all of them out at once, in order. `wake` is
// called when the box was empty: it emits an argument-free queued signal. (Arguments in queued
// signals would make ThreadSanitizer blind with stock Qt.) It is called under the lock, so that
// even the event it posts is seen to come before the reader's takeAll().
template<typename T>
class Mailbox final
{
public:
    template<typename Wake>
    void push(T item, Wake &&wake)
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
        if (m_items.size() == 1)
            wake();
    }

    [[nodiscard]] std::vector<T> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_items, {});
    }

private:
    std::mutex m_mutex;
    std::vector<T> m_items;
};

} // namespace base
