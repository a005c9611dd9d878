// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QtGlobal>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace accountserver {

// A thread that does one thing after the other: what would block the UI. Deleting it forgets what
// waits and waits for what is being done.
class Strand final
{
public:
    static constexpr size_t kMaxWaiting = 10'000;

    Strand();
    ~Strand();
    Q_DISABLE_COPY_MOVE(Strand)

    // False: too much waits already.
    [[nodiscard]] bool run(std::function<void()> work);

private:
    void loop();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_waiting;
    bool m_ended = false;
    std::thread m_thread; // the last: it uses the rest
};

} // namespace accountserver
