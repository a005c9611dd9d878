// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/correlator.h"
#include "core/capture/log.h"
#include "core/capture/watcher.h"

class QSettings;

namespace ui {

// What is watched and how; all but the limits is remembered.
struct WatchForm
{
    static constexpr int kDefaultMemory = 256;
    static constexpr int kLeastMemory = int(capture::Log::kMinLimit / (1024 * 1024));
    static constexpr int kMostMemory = 64 * 1024;
    static constexpr base::Span kShortestWindow = std::chrono::milliseconds(100);
    static constexpr base::Span kLongestWindow = std::chrono::hours(1);
    static constexpr qsizetype kMostRemembered = 200; ///< subjects

    std::vector<QByteArray> chosen;
    std::vector<QByteArray> pairing{"_INBOX.>"};
    QByteArray queue;
    capture::WatchLimits limits;
    int memory = kDefaultMemory; ///< MiB
    base::Span window = capture::PairingRules::kDefaultWindow;

    [[nodiscard]] std::vector<capture::WatchedSubject> subjects() const;
    void setSubjects(const std::vector<capture::WatchedSubject> &subjects);
    [[nodiscard]] qint64 memoryBytes() const { return qint64(memory) * 1024 * 1024; }
};

[[nodiscard]] WatchForm savedWatchForm(const QSettings &settings);
void save(const WatchForm &form, QSettings &settings);

} // namespace ui
