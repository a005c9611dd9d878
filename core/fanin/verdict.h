// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <vector>

namespace fanin {

class Run;

// When a run counts as a success; independent of when it stops.
struct SuccessRules
{
    quint64 minReplies = 1; ///< 0: not asked for
    bool allEqual = false;  ///< all counted replies are in one group
    bool noServiceError = false;

    bool operator==(const SuccessRules &) const = default;
};

struct Verdict
{
    struct Rule
    {
        QString rule; ///< "replies>=5", "all-equal", "no-service-error"
        bool ok = false;
        bool operator==(const Rule &) const = default;
    };

    bool ok = true;
    std::vector<Rule> rules;

    bool operator==(const Verdict &) const = default;
};

// Judges what has come so far; only counted replies matter. A run that never got out, or was not
// allowed to, fails whatever the rules. A Publish asks for no replies: it succeeds when the server
// took it.
[[nodiscard]] Verdict judge(const Run &run, const SuccessRules &rules);

} // namespace fanin
