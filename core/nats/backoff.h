// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

namespace nats {

// How long to wait before the next pass over the servers (spec/protocol.md §2.4): the first retry
// comes at once, later ones double from a quarter of a second to half a minute, all with jitter so
// that many clients do not come back in step.
class Backoff final
{
public:
    static constexpr base::Span kFirst = std::chrono::milliseconds(100);
    static constexpr base::Span kBase = std::chrono::milliseconds(250);
    static constexpr base::Span kMax = std::chrono::seconds(30);
    static constexpr base::Span kThrottled = std::chrono::seconds(5);

    // `random` in [0, 1).
    [[nodiscard]] base::Span next(double random);
    void reset() { m_passes = 0; }

private:
    int m_passes = 0;
};

} // namespace nats
