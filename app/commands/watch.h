// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/connectarguments.h"
#include "core/capture/correlator.h"
#include "core/capture/watcher.h"

// `fanin watch SUBJECT…`: what others say to each other, as lines.
namespace commands {

struct WatchOptions
{
    // Of subjects whose watching is not harmless, where nothing else is said.
    static constexpr base::Span kCarefulTime = std::chrono::seconds(60);
    static constexpr quint64 kCarefulRate = 20'000;

    app::ConnectChoice choice;
    bool demo = false;
    std::vector<QByteArray> subjects;
    QByteArray queue;
    bool pairs = false;
    std::optional<bool> inbox; ///< watch inboxes besides; else if there are pairs to be found
    base::Span window = capture::PairingRules::kDefaultWindow;
    std::optional<quint64> count;
    std::optional<base::Span> time;
    std::optional<quint64> rate; ///< messages a second above which it stops
    QString filter;              ///< one that can be read
    std::optional<QString> out;  ///< a file
    bool replace = false;        ///< what is there
    bool json = false;
    bool secrets = false; ///< are shown
    bool yes = false;     ///< although watching these subjects is not harmless

    [[nodiscard]] bool watchesInboxes() const { return inbox.value_or(pairs); }

    bool operator==(const WatchOptions &) const = default;
};

[[nodiscard]] const std::vector<app::Option> &watchArguments();
base::Result<WatchOptions> watchOptions(const app::Options &options,
                                        const QProcessEnvironment &environment);
[[nodiscard]] QString watchHelp();

// What goes over the wire for it, with the inboxes of that prefix.
[[nodiscard]] std::vector<capture::WatchedSubject> watchedSubjects(const WatchOptions &options,
                                                                   const QByteArray &inboxPrefix);

} // namespace commands
