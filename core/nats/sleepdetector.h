// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <optional>

namespace nats {

// Tells from two clocks that the machine slept (spec/protocol.md §2.5): the steady one stands still
// meanwhile, the other goes on. A process that was stopped is found by both being late. Plain
// object; whoever owns it asks every kInterval.
class SleepDetector final
{
public:
    using WallTime = std::chrono::system_clock::time_point;

    static constexpr base::Span kInterval = std::chrono::seconds(1);
    static constexpr base::Span kTolerance = std::chrono::seconds(5);

    // True if there was a sleep since it was asked before. A wall clock set forward by hand cannot
    // be told from one.
    [[nodiscard]] bool slept(base::Instant steady, WallTime wall);

private:
    struct Reading
    {
        base::Instant steady;
        WallTime wall;
    };

    std::optional<Reading> m_last;
};

} // namespace nats
