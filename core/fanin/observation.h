// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <optional>

namespace fanin {

// What makes a run one that was watched and not sent: somebody else asked, nobody here decided when
// it was over, so it has no outcome and no verdict. How it stands is all that can be said.
struct Observation
{
    enum class Standing {
        Waiting, ///< no reply seen so far
        Answered,
        Unanswered, ///< no reply seen within the window
        Unwatched,  ///< no reply seen, but it was not watched for throughout the window, or at all
        Orphan,     ///< replies whose request was not seen: times count from the first one
    };

    Standing standing = Standing::Waiting;
    base::Span window{0}; ///< how long an observer listens for replies after the last word
    std::optional<base::Span> uncertainty; ///< how far a time may be off, seen from here
    quint64 notShown = 0;                  ///< replies that were seen and are not among the run's
    bool reordered = false;                ///< a reply was seen before its request

    bool operator==(const Observation &) const = default;
};

} // namespace fanin
