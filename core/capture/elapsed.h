// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <algorithm>
#include <limits>

namespace capture {

// From one instant to a later one, else zero. A file may hold any two times: no overflow.
[[nodiscard]] inline base::Span elapsed(base::Instant from, base::Instant to)
{
    if (to <= from)
        return base::Span::zero();
    const auto count
        = quint64(to.time_since_epoch().count()) - quint64(from.time_since_epoch().count());
    return base::Span(qint64(std::min(count, quint64(std::numeric_limits<qint64>::max()))));
}

} // namespace capture
