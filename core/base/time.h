// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <chrono>

namespace base {

using Clock = std::chrono::steady_clock;
using Instant = Clock::time_point;
using Span = std::chrono::nanoseconds;

// Ties the steady clock to the wall clock once, so that every shown time of a connection comes
// from one anchor and differences between two of them are exact.
struct WallAnchor
{
    Instant steady;
    std::chrono::system_clock::time_point wall;

    [[nodiscard]] static WallAnchor now();

    [[nodiscard]] std::chrono::system_clock::time_point wallAt(Instant at) const;
    // RFC 3339 in UTC with nine decimals: "2026-11-21T20:01:33.000000001Z".
    [[nodiscard]] QByteArray rfc3339(Instant at) const;
};

// Whole microseconds, rounded towards zero.
[[nodiscard]] inline qint64 microseconds(Span span)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(span).count();
}

} // namespace base
