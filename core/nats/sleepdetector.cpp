// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/sleepdetector.h"

#include <utility>

namespace nats {

bool SleepDetector::slept(base::Instant steady, WallTime wall)
{
    const std::optional<Reading> last = std::exchange(m_last, Reading{steady, wall});
    if (!last)
        return false;
    const base::Span passed = steady - last->steady;
    const base::Span shown = wall - last->wall;
    return shown - passed > kTolerance || passed - kInterval > kTolerance;
}

} // namespace nats
