// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/checkcommand.h"

#include "app/clientname.h"
#include "app/commands/interrupt.h"
#include "app/commands/output.h"
#include "app/commands/resolve.h"
#include "core/base/jsonwriter.h"
#include "core/nats/steptext.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

#include <algorithm>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using nats::ConnectStep;

constexpr int kNameWidth = 12;
constexpr int kTimeWidth = 10;

nats::ConnectOptions forCheck(nats::ConnectOptions options)
{
    options.reconnect = false;
    options.probeInbox = true;
    if (options.clientName.isEmpty())
        options.clientName = app::clientName();
    return options;
}

bool isOver(const ConnectStep &step)
{
    return step.state != ConnectStep::State::Waiting && step.state != ConnectStep::State::Running;
}

// That TLS and the login have passed is known when the server answers: until then a refusal may
// still come, which is theirs.
bool isCertain(const std::vector<ConnectStep> &steps, size_t index)
{
    if (!isOver(steps[index]))
        return false;
    if (steps[index].kind != ConnectStep::Kind::Tls
        && steps[index].kind != ConnectStep::Kind::Login)
        return true;
    return std::ranges::any_of(steps, [](const ConnectStep &step) {
        return step.state == ConnectStep::State::Failed
            || (step.kind == ConnectStep::Kind::Pong && isOver(step));
    });
}

const char *stateName(ConnectStep::State state)
{
    switch (state) {
    case ConnectStep::State::Waiting:
        return "waiting";
    case ConnectStep::State::Running:
        return "running";
    case ConnectStep::State::Passed:
        return "passed";
    case ConnectStep::State::Skipped:
        return "skipped";
    case ConnectStep::State::Failed:
        return "failed";
    }
    return "";
}

// For scripts: not translated.
const char *stepKey(ConnectStep::Kind kind)
{
    switch (kind) {
    case ConnectStep::Kind::Name:
        return "name";
    case ConnectStep::Kind::Tcp:
        return "tcp";
    case ConnectStep::Kind::Info:
        return "info";
    case ConnectStep::Kind::Tls:
        return "tls";
    case ConnectStep::Kind::Login:
        return "login";
    case ConnectStep::Kind::Pong:
        return "pong";
    case ConnectStep::Kind::Inbox:
        return "inbox";
    }
    return "";
}

QString stepLine(const ConnectStep &step)
{
    const QChar mark = step.state == ConnectStep::State::Passed ? u'✓'
        : step.state == ConnectStep::State::Failed              ? u'✗'
                                                                : u'–';
    const QString took
        = step.state == ConnectStep::State::Skipped ? QString() : ui::formatSpan(step.took);
    QString line = u"  "_s + mark + u' ' + nats::stepName(step.kind).leftJustified(kNameWidth)
        + took.rightJustified(kTimeWidth) + u"  "_s + visibleText(step.detail);
    while (line.endsWith(u' '))
        line.chop(1);
    return line + u'\n';
}

} // namespace

CheckCommand::CheckCommand(nats::ConnectOptions options, bool json, QObject *parent)
    : QObject(parent)
    , m_json(json)
    , m_session(forCheck(std::move(options)))
{
    connect(&m_session, &nats::Session::statusChanged, this, &CheckCommand::onStatus);
}

void CheckCommand::start()
{
    m_session.open();
}

void CheckCommand::interrupt()
{
    printError(tr("fanin: interrupted\n"));
    end(ExitCode::NotMet);
}

void CheckCommand::abandon()
{
    end(ExitCode::NotMet);
}

void CheckCommand::onStatus()
{
    if (m_ended)
        return;
    const nats::ConnectionStatus &status = m_session.status();
    if (status.state == nats::ConnectionState::Idle)
        return;
    take(status);
    printSteps();
    const bool tried = std::ranges::all_of(m_attempts.back().steps, isOver);
    switch (status.state) {
    case nats::ConnectionState::Connected:
        if (tried) {
            const bool denied = m_attempts.back().steps.back().state == ConnectStep::State::Failed;
            conclude(denied ? ExitCode::Denied : ExitCode::Success);
        }
        break;
    case nats::ConnectionState::NeedsAttention:
    case nats::ConnectionState::Closed:
        conclude(ExitCode::NoConnection);
        break;
    default:
        break;
    }
}

void CheckCommand::take(const nats::ConnectionStatus &status)
{
    const bool trying = status.state == nats::ConnectionState::Connecting
        || status.state == nats::ConnectionState::Connected;
    if (m_attempts.empty() || (trying && !m_trying)) {
        m_attempts.emplace_back();
        m_attempts.back().url = status.url;
        m_printed = 0;
        if (!m_json)
            print(status.url + u'\n');
    }
    const bool failedNow = m_trying && !trying;
    m_trying = trying;
    Attempt &attempt = m_attempts.back();
    attempt.peer = status.peer;
    attempt.steps = status.steps;
    attempt.failure = status.failure;
    if (failedNow && !m_json && status.failure) {
        printSteps();
        QString text = u"    "_s + visibleText(status.failure->error.text) + u'\n';
        if (!status.failure->advice.isEmpty())
            text += u"    "_s + visibleText(status.failure->advice) + u'\n';
        print(text);
    }
}

void CheckCommand::printSteps()
{
    if (m_json)
        return;
    const std::vector<ConnectStep> &steps = m_attempts.back().steps;
    QString text;
    while (m_printed < steps.size() && isCertain(steps, m_printed))
        text += stepLine(steps[m_printed++]);
    print(text);
}

void CheckCommand::conclude(ExitCode code)
{
    if (m_ended)
        return;
    if (m_json) {
        if (!writeOutput(QByteArray(json() + '\n')))
            code = ExitCode::NotMet;
        return end(code);
    }
    const nats::ConnectionStatus &status = m_session.status();
    if (code == ExitCode::Success) {
        print(tr("%1 can be used.\n").arg(status.url));
    } else if (code == ExitCode::Denied && status.failure) {
        print(u"    "_s + visibleText(status.failure->error.text) + u'\n');
        printError(u"fanin: "_s + visibleText(status.failure->advice) + u'\n');
    } else {
        printError(
            m_attempts.size() == 1
                ? tr("fanin: the server cannot be used\n")
                : tr("fanin: none of the %1 servers tried can be used\n").arg(m_attempts.size()));
    }
    end(code);
}

QByteArray CheckCommand::json() const
{
    base::json::Writer w;
    const nats::ConnectionStatus &status = m_session.status();
    w.beginObject();
    w.key("connected");
    w.flag(status.state == nats::ConnectionState::Connected);
    w.key("serverName");
    w.text(status.server.serverName);
    w.key("serverVersion");
    w.text(status.server.version);
    w.key("attempts");
    w.beginArray();
    for (const Attempt &attempt : m_attempts) {
        w.beginObject();
        w.key("url");
        w.text(attempt.url);
        w.key("peer");
        w.text(attempt.peer);
        w.key("steps");
        w.beginArray();
        for (const ConnectStep &step : attempt.steps) {
            w.beginObject();
            w.key("step");
            w.text(QByteArray(stepKey(step.kind)));
            w.key("state");
            w.text(QByteArray(stateName(step.state)));
            w.key("us");
            w.number(base::microseconds(step.took));
            w.key("detail");
            w.text(step.detail);
            w.endObject();
        }
        w.endArray();
        w.key("failure");
        if (attempt.failure) {
            w.beginObject();
            w.key("text");
            w.text(attempt.failure->error.text);
            w.key("advice");
            w.text(attempt.failure->advice);
            w.endObject();
        } else {
            w.null();
        }
        w.endObject();
    }
    w.endArray();
    w.endObject();
    return w.bytes();
}

void CheckCommand::print(const QString &text)
{
    if (!text.isEmpty() && !m_ended && !printOutput(text))
        abandon();
}

void CheckCommand::end(ExitCode code)
{
    if (m_ended)
        return;
    m_ended = true;
    QTimer::singleShot(0, this, [this, code] { emit finished(code); });
}

int runCheck(int &argc, char **argv, const CheckOptions &options)
{
    QCoreApplication loop(argc, argv);
    auto connection = resolve(options.choice);
    if (!connection) {
        printError(u"fanin: "_s + visibleText(connection.error().text) + u'\n');
        return int(ExitCode::NoConnection);
    }
    CheckCommand command(std::move(connection).value(), options.json);
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &command, &CheckCommand::interrupt);
    QObject::connect(&command, &CheckCommand::finished, &loop,
                     [](ExitCode code) { QCoreApplication::exit(int(code)); });
    QMetaObject::invokeMethod(&command, &CheckCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace commands
