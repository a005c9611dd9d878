// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/nats/steptext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(nats::StepText)
};

} // namespace

QString stepName(ConnectStep::Kind kind)
{
    switch (kind) {
    case ConnectStep::Kind::Name:
        return Text::tr("Name");
    case ConnectStep::Kind::Tcp:
        return Text::tr("TCP");
    case ConnectStep::Kind::Info:
        return Text::tr("INFO");
    case ConnectStep::Kind::Tls:
        return Text::tr("TLS");
    case ConnectStep::Kind::Login:
        return Text::tr("Log in");
    case ConnectStep::Kind::Pong:
        return Text::tr("First PONG");
    case ConnectStep::Kind::Inbox:
        return Text::tr("Inbox");
    }
    return {};
}

QString stepActivity(ConnectStep::Kind kind)
{
    switch (kind) {
    case ConnectStep::Kind::Name:
        return Text::tr("looking up the name");
    case ConnectStep::Kind::Tcp:
        return Text::tr("opening the connection");
    case ConnectStep::Kind::Info:
        return Text::tr("waiting for INFO");
    case ConnectStep::Kind::Tls:
        return Text::tr("agreeing on TLS");
    case ConnectStep::Kind::Login:
        return Text::tr("logging in");
    case ConnectStep::Kind::Pong:
        return Text::tr("waiting for the first PONG");
    case ConnectStep::Kind::Inbox:
        return Text::tr("trying the inbox");
    }
    return {};
}

const ConnectStep *openStep(const std::vector<ConnectStep> &steps)
{
    const auto step = std::ranges::find_if(steps, [](const ConnectStep &s) {
        return s.state == ConnectStep::State::Running || s.state == ConnectStep::State::Failed;
    });
    return step == steps.end() ? nullptr : &*step;
}

} // namespace nats
