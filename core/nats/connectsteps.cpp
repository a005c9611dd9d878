// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/connectsteps.h"

#include <algorithm>

namespace nats {

using base::Instant;
using State = ConnectStep::State;

ConnectSteps::ConnectSteps(std::vector<Kind> kinds, Instant at)
    : m_begun(kinds.size())
{
    for (const Kind kind : kinds)
        m_list.push_back({kind, m_list.empty() ? State::Running : State::Waiting, {}, {}});
    if (!m_begun.empty())
        m_begun.front() = at;
}

qsizetype ConnectSteps::indexOf(Kind kind) const
{
    const auto found = std::find_if(m_list.begin(), m_list.end(),
                                    [kind](const ConnectStep &step) { return step.kind == kind; });
    return found == m_list.end() ? -1 : found - m_list.begin();
}

const ConnectStep *ConnectSteps::running() const
{
    const auto found = std::find_if(m_list.begin(), m_list.end(), [](const ConnectStep &step) {
        return step.state == State::Running;
    });
    return found == m_list.end() ? nullptr : &*found;
}

void ConnectSteps::pass(Kind kind, const QString &detail, Instant at)
{
    end(kind, State::Passed, detail, at);
}

void ConnectSteps::skip(Kind kind, const QString &detail, Instant at)
{
    end(kind, State::Skipped, detail, at);
}

void ConnectSteps::end(Kind kind, State state, const QString &detail, Instant at)
{
    const qsizetype index = indexOf(kind);
    if (index < 0)
        return;
    ConnectStep &step = m_list[size_t(index)];
    step.state = state;
    const auto &begun = m_begun[size_t(index)];
    step.took = state == State::Passed && begun ? at - *begun : base::Span(0);
    step.detail = detail;
    const auto next
        = std::find_if(m_list.begin() + index, m_list.end(),
                       [](const ConnectStep &each) { return each.state == State::Waiting; });
    if (next == m_list.end() || running())
        return;
    next->state = State::Running;
    m_begun[size_t(next - m_list.begin())] = at;
}

void ConnectSteps::fail(Kind kind, Instant at)
{
    const qsizetype index = indexOf(kind);
    if (index < 0)
        return;
    stop();
    ConnectStep &step = m_list[size_t(index)];
    const auto &begun = m_begun[size_t(index)];
    step.took = begun ? at - *begun : base::Span(0);
    step.state = State::Failed;
    step.detail.clear();
    for (auto later = m_list.begin() + index + 1; later != m_list.end(); ++later)
        *later = {later->kind, State::Waiting, {}, {}};
}

void ConnectSteps::stop()
{
    for (ConnectStep &step : m_list) {
        if (step.state == State::Running)
            step.state = State::Waiting;
    }
}

} // namespace nats
