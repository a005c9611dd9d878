// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands/exitcode.h"
#include "app/commands/watchlisting.h"
#include "core/capture/recorder.h"

namespace commands {

// How a watch ended and what came of it: the closing line of `fanin watch`.
struct WatchSummary
{
    enum class End {
        Interrupted,
        Count,
        Time,
        Rate,
        Closed, ///< nobody reads the output any more
        ConnectionGone,
        Denied,
        RecordingFailed,
    };

    End end = End::Interrupted;
    bool pairs = false;
    bool countMissed = false; ///< so many were wanted, and did not come
    base::Span time{0};
    capture::Counts counts;
    WatchListing::Figures listing;
    quint64 unprinted = 0;                 ///< lines: nobody read so fast
    std::optional<base::Span> uncertainty; ///< of latencies
    QString file;                          ///< empty: none
    capture::Recorder::Figures recording;
};

[[nodiscard]] ExitCode exitCode(const WatchSummary &summary);
// Without a line's end, for people …
[[nodiscard]] QString summaryText(const WatchSummary &summary);
// … and as a JSON object for programs.
[[nodiscard]] QByteArray summaryJson(const WatchSummary &summary);

} // namespace commands
