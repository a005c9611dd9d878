// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionnotice.h"

#include "ui/common/format.h"
#include "ui/connection/connectiontext.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;
using nats::ConnectionState;
using nats::FailureKind;

namespace ui {

namespace {

using Action = ConnectionNotice::Action;
using Kind = ConnectionNotice::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::ConnectionNotice", text);
}

QString joined(const QString &first, const QString &second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : QString(first + u' ' + second);
}

QString reasonOf(const nats::ConnectionStatus &status)
{
    return status.failure ? asSentence(status.failure->error.text)
                          : tr("The server gave no reason.");
}

QString adviceOf(const nats::ConnectionStatus &status)
{
    return status.failure ? asSentence(status.failure->advice) : QString();
}

bool isRefusal(const nats::ConnectionStatus &status)
{
    return status.failure && status.failure->error.kind == base::ErrorKind::Auth;
}

ConnectionNotice::Actions explaining(const nats::ConnectionStatus &status)
{
    return isRefusal(status) ? ConnectionNotice::Actions(Action::Explain)
                             : ConnectionNotice::Actions();
}

ConnectionNotice attention(const nats::ConnectionStatus &status)
{
    if (status.failure && status.failure->kind == FailureKind::PlainLoginAsked) {
        return {Kind::Question, tr("Log in to %1 without TLS?").arg(status.url),
                tr("The server does not offer TLS. Whoever listens on the way can read the "
                   "password or token."),
                adviceOf(status), Action::AllowPlain | Action::Stop | Action::Edit};
    }
    const QString title = isRefusal(status) ? tr("%1 refuses the connection")
                                            : tr("The connection to %1 needs your attention");
    return {
        Kind::Trouble, title.arg(status.url),
        joined(reasonOf(status), tr("It was tried twice and will not be tried again by itself.")),
        adviceOf(status), Action::Retry | Action::Edit | explaining(status)};
}

ConnectionNotice leaving(const nats::ConnectionStatus &status)
{
    return {Kind::Leaving,
            tr("%1 is shutting down").arg(serverName(status)),
            status.servers.size() > 1
                ? tr("It has asked its clients to leave (lame duck mode). Fanin moves to another "
                     "server as soon as running requests have ended.")
                : tr("It has asked its clients to leave (lame duck mode), and no other server is "
                     "known: the connection will break when it stops."),
            {},
            {}};
}

ConnectionNotice restored(const nats::Loss &loss)
{
    const base::Span gone = *loss.restoredAt - loss.at;
    QString reason = asSentence(loss.why);
    if (!loss.explanation.isEmpty())
        reason = joined(reason, tr("The server says: %1").arg(asSentence(loss.explanation)));
    else if (loss.unexplained)
        reason = joined(reason, tr("The server gave no reason."));
    return {Kind::Restored,
            tr("Reconnected after %1").arg(formatSpan(gone)),
            reason,
            {},
            Action::Dismiss};
}

ConnectionNotice whileConnected(const nats::ConnectionStatus &status, const Dismissed &dismissed)
{
    if (status.server.lameDuck)
        return leaving(status);
    if (status.failure && status.failure != dismissed.failure) {
        return {Kind::Limited, tr("Connected, but not everything works"), reasonOf(status),
                adviceOf(status), Action::Dismiss | Action::Edit};
    }
    if (status.lastLoss && status.lastLoss->restoredAt && status.lastLoss->at != dismissed.loss)
        return restored(*status.lastLoss);
    return {};
}

ConnectionNotice outdated()
{
    return {Kind::Outdated,
            tr("The saved settings have changed"),
            tr("They apply when you connect again."),
            {},
            Action::Reconnect | Action::Dismiss};
}

// Trying again with what was valid once is no help any more.
ConnectionNotice withSaved(ConnectionNotice notice)
{
    notice.actions &= ~ConnectionNotice::Actions(Action::Retry | Action::Reopen);
    notice.actions |= Action::Reconnect;
    notice.advice = joined(
        notice.advice, tr("The saved settings have changed: they apply when you connect again."));
    return notice;
}

ConnectionNotice asOpened(const nats::ConnectionStatus &status, base::Instant now,
                          const Dismissed &dismissed)
{
    switch (status.state) {
    case ConnectionState::Connected:
        return whileConnected(status, dismissed);
    case ConnectionState::Idle:
        return {Kind::Closed,
                tr("Not connected"),
                tr("The connection has not been opened yet."),
                {},
                Action::Reopen};
    case ConnectionState::Connecting: {
        const QString step = stepUnderWay(status);
        return {Kind::Waiting,
                step.isEmpty() ? tr("Connecting to %1").arg(status.url)
                               : tr("Connecting to %1: %2").arg(status.url, step),
                status.failure ? tr("Before: %1").arg(reasonOf(status)) : QString(),
                {},
                Action::Stop | Action::Edit};
    }
    case ConnectionState::Backoff:
        return {Kind::Waiting,
                tr("No connection to %1, trying again in %2 s")
                    .arg(status.url)
                    .arg(secondsUntil(status.retryAt, now)),
                reasonOf(status), adviceOf(status), Action::Retry | Action::Stop | Action::Edit};
    case ConnectionState::NeedsAttention:
        return attention(status);
    case ConnectionState::Closed:
        if (!status.failure)
            return {Kind::Closed,
                    tr("Closed by you"),
                    tr("Tabs and runs stay readable."),
                    {},
                    Action::Reopen};
        return {Kind::Trouble, tr("The connection is closed"), reasonOf(status), adviceOf(status),
                Action::Reopen | Action::Edit | explaining(status)};
    }
    return {};
}

} // namespace

ConnectionNotice connectionNotice(const nats::ConnectionStatus &status, base::Instant now,
                                  const Dismissed &dismissed, SavedState saved)
{
    ConnectionNotice notice = asOpened(status, now, dismissed);
    if (saved == SavedState::AsOpened)
        return notice;
    if (status.state != ConnectionState::Connected)
        return withSaved(std::move(notice));
    return notice.kind == Kind::None && !dismissed.outdated ? outdated() : notice;
}

Dismissed dismissedWith(const nats::ConnectionStatus &status, SavedState saved)
{
    Dismissed dismissed;
    dismissed.outdated = saved == SavedState::Changed;
    if (status.lastLoss)
        dismissed.loss = status.lastLoss->at;
    dismissed.failure = status.failure;
    return dismissed;
}

} // namespace ui
