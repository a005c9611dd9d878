// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"

namespace bench {

// What each kept message takes besides its subjects, headers and payload.
inline double bytesBeyondTheirOwn(const capture::Capture &capture)
{
    qint64 own = 0;
    const capture::Log &log = capture.log();
    for (capture::Number n = log.first(); n < log.end(); ++n) {
        const capture::Entry entry = log.at(n);
        own += entry.subject.size() + entry.reply.size() + entry.size();
    }
    return double(capture.bytes() - own) / double(capture.counts().kept);
}

} // namespace bench
