// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

namespace nats {

// When to hand values over to the UI thread: the first of a quiet period at once, then batches at
// most every kInterval, one frame of a usual screen.
class Batcher final
{
public:
    static constexpr base::Span kInterval = std::chrono::milliseconds(16);

    // When something that came at `now` is due.
    [[nodiscard]] base::Instant due(base::Instant now) const
    {
        return now - m_last >= kInterval ? now : m_last + kInterval;
    }
    void handedOver(base::Instant now) { m_last = now; }

private:
    base::Instant m_last;
};

} // namespace nats
