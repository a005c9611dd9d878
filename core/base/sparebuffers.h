// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdlib>
#include <mutex>
#include <new>

namespace base {

// Memory of one size, in bytes, for whoever needs such again, on whatever thread: at most `Most` of
// it waits, the rest goes back to the system. For buffers that come and go all the time and are so
// large that fresh pages are what they cost.
template<size_t Size, size_t Most>
class SpareBuffers final
{
public:
    SpareBuffers() = default;
    ~SpareBuffers()
    {
        while (m_count > 0)
            std::free(m_spare[--m_count]);
    }
    SpareBuffers(const SpareBuffers &) = delete;
    SpareBuffers &operator=(const SpareBuffers &) = delete;

    // To be given back, or to std::free(). Throws std::bad_alloc.
    [[nodiscard]] void *take()
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_count > 0)
                return m_spare[--m_count];
        }
        if (void *fresh = std::malloc(Size))
            return fresh;
        throw std::bad_alloc();
    }

    // One that was taken, or any of that size from std::malloc().
    void giveBack(void *buffer)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_count < Most) {
                m_spare[m_count++] = buffer;
                return;
            }
        }
        std::free(buffer);
    }

private:
    std::mutex m_mutex;
    std::array<void *, Most> m_spare{};
    size_t m_count = 0;
};

} // namespace base
