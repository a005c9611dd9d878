// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontesttext.h"

#include "core/nats/steptext.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;
using nats::ConnectionState;
using nats::ConnectStep;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::ConnectionTest)
};

base::Span totalOf(const std::vector<ConnectStep> &steps)
{
    base::Span total{0};
    for (const ConnectStep &step : steps)
        total += step.took;
    return total;
}

bool anyStep(const nats::ConnectionStatus &status, std::initializer_list<ConnectStep::State> states)
{
    return std::ranges::any_of(status.steps, [states](const ConnectStep &step) {
        return std::ranges::find(states, step.state) != states.end();
    });
}

// A name that was made up from the id is no help to anybody.
QString serverText(const nats::ConnectionStatus &status)
{
    const nats::ServerInfo &server = status.server;
    const bool named = !server.serverName.isEmpty() && server.serverName != server.serverId;
    const QString name = named ? server.serverName : status.url;
    return server.version.isEmpty() ? name : QString(name + u' ' + server.version);
}

QString stateText(ConnectStep::State state)
{
    switch (state) {
    case ConnectStep::State::Waiting:
        return Text::tr("not tried");
    case ConnectStep::State::Running:
        return Text::tr("running");
    case ConnectStep::State::Passed:
        return Text::tr("passed");
    case ConnectStep::State::Skipped:
        return Text::tr("not needed");
    case ConnectStep::State::Failed:
        return Text::tr("failed");
    }
    return {};
}

QString meaning(ConnectStep::Kind kind)
{
    switch (kind) {
    case ConnectStep::Kind::Name:
        return Text::tr("the server's name has an address");
    case ConnectStep::Kind::Tcp:
        return Text::tr("the address takes connections");
    case ConnectStep::Kind::Info:
        return Text::tr("a NATS server greets");
    case ConnectStep::Kind::Tls:
        return Text::tr("both sides trust each other");
    case ConnectStep::Kind::Login:
        return Text::tr("the credentials are sent");
    case ConnectStep::Kind::Pong:
        return Text::tr("the server lets us in");
    case ConnectStep::Kind::Inbox:
        return Text::tr("replies may be subscribed to");
    }
    return {};
}

} // namespace

bool asksForPlainLogin(const nats::ConnectionStatus &status)
{
    return status.state == ConnectionState::NeedsAttention && status.failure
        && status.failure->kind == nats::FailureKind::PlainLoginAsked;
}

bool isOver(const nats::ConnectionStatus &status)
{
    switch (status.state) {
    case ConnectionState::Idle:
    case ConnectionState::Connecting:
    case ConnectionState::Backoff: // on the way to the next server
        return false;
    case ConnectionState::Connected:
        return !anyStep(status, {ConnectStep::State::Waiting, ConnectStep::State::Running});
    case ConnectionState::NeedsAttention:
        return !asksForPlainLogin(status);
    case ConnectionState::Closed:
        return true;
    }
    return true;
}

bool hasPassed(const nats::ConnectionStatus &status)
{
    return status.state == ConnectionState::Connected && isOver(status)
        && !anyStep(status, {ConnectStep::State::Failed});
}

TestSummary testSummary(const nats::ConnectionStatus &status)
{
    const QString reason = status.failure ? status.failure->error.text : QString();
    const QString advice = status.failure ? status.failure->advice : QString();
    if (asksForPlainLogin(status)) {
        const QString once = Text::tr("Here it is allowed for this test only; “Log in without TLS, "
                                      "unasked” at “TLS” allows it for good.");
        return {SeverityMark::Warning, Text::tr("Log in without TLS?"), reason,
                advice.isEmpty() ? once : QString(advice + u' ' + once)};
    }
    if (status.state == ConnectionState::Backoff)
        return {SeverityMark::Pending, Text::tr("Trying the next server…"), {}, {}};
    if (!isOver(status)) {
        const ConnectStep *open = nats::openStep(status.steps);
        return {SeverityMark::Pending,
                open ? Text::tr("%1: %2…").arg(nats::stepName(open->kind),
                                               nats::stepActivity(open->kind))
                     : Text::tr("Connecting…"),
                {},
                {}};
    }
    if (hasPassed(status)) {
        return {
            SeverityMark::Ok,
            Text::tr("Ready: %1 in %2").arg(serverText(status), formatSpan(totalOf(status.steps))),
            {},
            {}};
    }
    if (status.state == ConnectionState::Connected)
        return {SeverityMark::Warning, Text::tr("Connected, but not fully usable"), reason, advice};
    const ConnectStep *failed = nats::openStep(status.steps);
    return {SeverityMark::Error,
            failed ? Text::tr("Failed: %1").arg(nats::stepName(failed->kind)) : Text::tr("Failed"),
            reason.isEmpty() ? Text::tr("The connection was closed without a reason.") : reason,
            advice};
}

std::vector<ConnectStep> untriedSteps()
{
    std::vector<ConnectStep> steps;
    using Kind = ConnectStep::Kind;
    for (const Kind kind :
         {Kind::Name, Kind::Tcp, Kind::Info, Kind::Tls, Kind::Login, Kind::Pong, Kind::Inbox}) {
        ConnectStep step;
        step.kind = kind;
        steps.push_back(step);
    }
    return steps;
}

std::vector<ConnectStep> shownSteps(const nats::ConnectionStatus &status)
{
    if (status.steps.empty())
        return untriedSteps();
    std::vector<ConnectStep> steps = status.steps;
    for (ConnectStep &step : steps) {
        if (step.state == ConnectStep::State::Failed && step.detail.isEmpty() && status.failure)
            step.detail = status.failure->error.text;
    }
    return steps;
}

SeverityMark stepMark(ConnectStep::State state)
{
    switch (state) {
    case ConnectStep::State::Passed:
        return SeverityMark::Ok;
    case ConnectStep::State::Failed:
        return SeverityMark::Error;
    case ConnectStep::State::Running:
        return SeverityMark::Soon;
    case ConnectStep::State::Waiting:
    case ConnectStep::State::Skipped:
        break;
    }
    return SeverityMark::Pending;
}

QString stepDetail(const ConnectStep &step)
{
    switch (step.state) {
    case ConnectStep::State::Running:
        return step.detail.isEmpty() ? QString(nats::stepActivity(step.kind) + u'…') : step.detail;
    case ConnectStep::State::Skipped:
        return step.detail.isEmpty() ? stateText(step.state) : step.detail;
    case ConnectStep::State::Waiting:
    case ConnectStep::State::Passed:
    case ConnectStep::State::Failed:
        break;
    }
    return step.detail.isEmpty() ? meaning(step.kind) : step.detail;
}

QString stepTime(const ConnectStep &step)
{
    const bool timed
        = step.state == ConnectStep::State::Passed || step.state == ConnectStep::State::Failed;
    return timed && step.took.count() > 0 ? formatSpan(step.took) : QString();
}

QString stepText(const ConnectStep &step)
{
    QStringList parts{nats::stepName(step.kind), stateText(step.state)};
    if (const QString time = stepTime(step); !time.isEmpty())
        parts += time;
    if (!step.detail.isEmpty())
        parts += step.detail;
    return parts.join(u", "_s);
}

QString testText(const nats::ConnectionStatus &status)
{
    QStringList lines{status.url.isEmpty() ? Text::tr("Connection test")
                                           : Text::tr("Connection test: %1").arg(status.url)};
    for (const ConnectStep &step : status.steps)
        lines += stepText(step);
    const TestSummary summary = testSummary(status);
    for (const QString &line : {summary.title, summary.reason, summary.advice}) {
        if (!line.isEmpty())
            lines += line;
    }
    return lines.join(u'\n');
}

} // namespace ui
