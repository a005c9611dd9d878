// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/status.h"

#include <optional>
#include <vector>

namespace nats {

// The steps of one attempt and how far they are. At most one runs; what comes behind it waits.
class ConnectSteps final
{
public:
    using Kind = ConnectStep::Kind;

    // In their order; the first runs.
    ConnectSteps(std::vector<Kind> kinds, base::Instant at);

    // The next one that waits runs from then on.
    void pass(Kind kind, const QString &detail, base::Instant at);
    void skip(Kind kind, const QString &detail, base::Instant at);
    // Whatever comes behind it waits again: the reason may show only in a later step.
    void fail(Kind kind, base::Instant at);
    void stop(); ///< given up by a person: the running one waits again

    [[nodiscard]] const std::vector<ConnectStep> &list() const { return m_list; }
    [[nodiscard]] const ConnectStep *running() const;

private:
    void end(Kind kind, ConnectStep::State state, const QString &detail, base::Instant at);
    [[nodiscard]] qsizetype indexOf(Kind kind) const; // -1: the attempt has no such step

    std::vector<ConnectStep> m_list;
    std::vector<std::optional<base::Instant>> m_begun; // of each
};

} // namespace nats
