// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace accountserver {

// One request to the primary: what the thread that waits for the answer and the one that reads it
// share. Thread-safe.
class PrimaryCall final
{
public:
    using Clock = std::chrono::steady_clock;
    // Bytes of the body that were read and not yet awaited; with more of them reading rests.
    static constexpr qsizetype kMaxWaiting = 2 * 1024 * 1024;

    // The reader's. False: it is to rest until it is told to resume.
    [[nodiscard]] bool push(int status, const QByteArray &body);
    void end(int status);
    void fail(const base::Error &error); ///< of the waiter's too; the first end counts

    // The waiter's: what came since the last time, at least something.
    struct News
    {
        int status = 0;
        QByteArray body;
        bool rests = false; ///< the reader
        bool ended = false; ///< nothing more comes
        std::optional<base::Error> error;
    };
    [[nodiscard]] std::optional<News> await(Clock::time_point until); ///< nothing: too late

private:
    std::mutex m_mutex;
    std::condition_variable m_came;
    News m_news;
};

} // namespace accountserver
