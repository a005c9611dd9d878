// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/fanin/verdict.h"

#include "core/fanin/run.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace fanin {

namespace {

bool gotOut(const Run &run)
{
    if (!run.outcome())
        return true;
    if (run.spec().verb == nats::Verb::Publish)
        return run.outcome()->reason == nats::EndReason::Accepted;
    return run.outcome()->sent != nats::Sent::No
        && run.outcome()->reason != nats::EndReason::PublishDenied;
}

// A service error is in no group, so it is equal to nothing.
bool allEqual(const Run::Figures &figures)
{
    return figures.replies == 0 || (figures.distinct == 1 && figures.serviceErrors == 0);
}

} // namespace

Verdict judge(const Run &run, const SuccessRules &rules)
{
    const Run::Figures figures = run.figures();
    Verdict verdict;
    if (rules.minReplies > 0 && run.spec().verb != nats::Verb::Publish) {
        verdict.rules.push_back({u"replies>="_s + QString::number(rules.minReplies),
                                 figures.replies >= rules.minReplies});
    }
    if (rules.allEqual)
        verdict.rules.push_back({u"all-equal"_s, allEqual(figures)});
    if (rules.noServiceError)
        verdict.rules.push_back({u"no-service-error"_s, figures.serviceErrors == 0});
    verdict.ok = gotOut(run)
        && std::all_of(verdict.rules.begin(), verdict.rules.end(),
                       [](const Verdict::Rule &rule) { return rule.ok; });
    return verdict;
}

} // namespace fanin
