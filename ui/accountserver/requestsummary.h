// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/requestlog.h"

#include <deque>
#include <optional>
#include <vector>

namespace ui {

// What the requests so far say together. Its median is of the last kMaxTimes answers.
class RequestSummary final
{
public:
    static constexpr size_t kMaxTimes = 1'000;

    struct Pack
    {
        QByteArray client;
        std::chrono::system_clock::time_point at;
        qint64 bytes = 0;
        bool operator==(const Pack &) const = default;
    };

    void add(const std::vector<accountserver::LogEntry> &entries);

    [[nodiscard]] std::optional<std::chrono::nanoseconds> median() const;
    [[nodiscard]] const std::optional<Pack> &lastPack() const { return m_pack; }

private:
    std::deque<std::chrono::nanoseconds> m_times;
    std::optional<Pack> m_pack;
};

} // namespace ui
