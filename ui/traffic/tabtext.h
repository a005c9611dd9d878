// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/capture.h"
#include "core/capture/watcher.h"

#include <QtCore/QStringList>

namespace ui {

// "received 1,204 · kept 1,204 · dropped 0 · slow consumer 0 · 12 of 256 MiB": received is exactly
// what the next ones add up to.
[[nodiscard]] QString countersText(const capture::Capture &capture);
[[nodiscard]] QString countersTip(const capture::Capture &capture); ///< what each of them means
// What is not as it should be, the worst first.
[[nodiscard]] QStringList trafficProblems(const capture::Capture &capture,
                                          const std::vector<capture::WatchedSubject> &subjects);

// "clock.all", "asked by ops-laptop · 6 replies · reply subject _INBOX.hQ2w.a81".
struct DetailText
{
    QString subject;
    QString facts;
};
[[nodiscard]] DetailText detailOf(const capture::Capture &capture, const capture::Entry &message);
[[nodiscard]] DetailText detailOf(const capture::Capture &capture,
                                  const capture::Conversation &conversation,
                                  const QString &requester);

} // namespace ui
