// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <sys/resource.h>

namespace bench {

// CPU time of this process so far, user and system, all threads.
inline int64_t cpuNanoseconds()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    const auto nanoseconds = [](const timeval &time) {
        return int64_t(time.tv_sec) * 1'000'000'000 + int64_t(time.tv_usec) * 1'000;
    };
    return nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime);
}

} // namespace bench
