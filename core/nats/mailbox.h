// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <utility>
#include <vector>

namespace nats {

// One direction of the thread boundary: values in, all of them out at once, in order. The writer
// wakes the reader with an argument-free queued signal only when push() says that the box was
// empty. (Arguments in queued signals would make ThreadSanitizer blind with stock Qt.)
template<typename T>
class Mailbox final
{
public:
    [[nodiscard]] bool push(T item)
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(item));
        return m_items.size() == 1;
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

} // namespace nats
