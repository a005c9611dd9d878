// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/message.h"

#include <optional>
#include <vector>

namespace capture {

struct WatchLimits
{
    std::optional<base::Span> time = {};
    std::optional<quint64> perSecond = {}; ///< messages, over a whole second
    std::optional<quint64> bytesPerSecond = {};
    std::optional<quint64> messages = {}; ///< in all

    bool operator==(const WatchLimits &) const = default;
};

enum class WatchEnd { User, Time, Rate, Count, SessionGone };

// Decides when a watch is over by its limits. Plain object, told of all that comes and of the time.
class WatchMeter final
{
public:
    WatchMeter(WatchLimits limits, base::Instant start);

    struct Verdict
    {
        size_t taken = 0; ///< so many of the messages still belong to the watch
        std::optional<WatchEnd> end;
    };

    // `lost` ones have come after them, until now.
    [[nodiscard]] Verdict onMessages(const std::vector<nats::Message> &messages, quint64 lost,
                                     base::Instant now);
    [[nodiscard]] std::optional<base::Instant> stopsAt() const { return m_stopsAt; }
    [[nodiscard]] QString sentence(WatchEnd end) const; ///< why it ended; empty for User

private:
    [[nodiscard]] bool tooFast(quint64 messages, quint64 bytes, base::Instant at);

    WatchLimits m_limits;
    std::optional<base::Instant> m_stopsAt;
    base::Instant m_seen;   // the last of what came
    base::Instant m_second; // when the one that is counted began
    quint64 m_messages = 0; // in it
    quint64 m_bytes = 0;
    quint64 m_total = 0;
};

} // namespace capture
