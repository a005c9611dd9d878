// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/watcher.h"

#include <algorithm>

namespace bench {

// What peer_publish says, and the replies to it.
inline std::vector<capture::WatchedSubject> watchedSubjects()
{
    capture::WatchedSubject traffic;
    traffic.pattern = "bench.>";
    capture::WatchedSubject inboxes;
    inboxes.pattern = "_INBOX.>";
    inboxes.purpose = capture::WatchedSubject::Purpose::Pairing;
    return {traffic, inboxes};
}

// The server has all of it.
inline bool isWatched(const capture::Watcher &watcher)
{
    return std::ranges::all_of(watcher.subjects(), [](const capture::WatchedSubject &subject) {
        return subject.state == capture::WatchedSubject::State::Watched;
    });
}

} // namespace bench
