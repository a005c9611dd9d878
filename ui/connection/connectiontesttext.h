// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/status.h"
#include "ui/common/severitymark.h"

// A connection test in words.
namespace ui {

struct TestSummary
{
    SeverityMark mark = SeverityMark::Pending;
    QString title;
    QString reason;
    QString advice; ///< what to try

    bool operator==(const TestSummary &) const = default;
};

// Whether nothing more will come of an attempt that is not repeated.
[[nodiscard]] bool isOver(const nats::ConnectionStatus &status);
// It was asked whether to log in without TLS.
[[nodiscard]] bool asksForPlainLogin(const nats::ConnectionStatus &status);
[[nodiscard]] bool hasPassed(const nats::ConnectionStatus &status);

[[nodiscard]] TestSummary testSummary(const nats::ConnectionStatus &status);

// The steps to show: all that there may be as long as none has begun; one that failed with why.
[[nodiscard]] std::vector<nats::ConnectStep> shownSteps(const nats::ConnectionStatus &status);
// All steps, before the first has begun.
[[nodiscard]] std::vector<nats::ConnectStep> untriedSteps();
[[nodiscard]] SeverityMark stepMark(nats::ConnectStep::State state);
// What came of it, what goes on, or what it is about.
[[nodiscard]] QString stepDetail(const nats::ConnectStep &step);
[[nodiscard]] QString stepTime(const nats::ConnectStep &step);
// "TLS, passed, 3.1 ms, TLS 1.3": one line, for a screen reader and the clipboard.
[[nodiscard]] QString stepText(const nats::ConnectStep &step);

// The whole test, for the clipboard.
[[nodiscard]] QString testText(const nats::ConnectionStatus &status);

} // namespace ui
