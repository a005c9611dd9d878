// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/request.h"

#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Request)
};

// "2.000 s", "61.2 ms", "300 ms", "312 µs".
QString spanText(base::Span span)
{
    using namespace std::chrono_literals;
    const auto micros = double(base::microseconds(span));
    if (span >= 1s)
        return Text::tr("%1 s").arg(micros / 1e6, 0, 'f', 3);
    if (span >= 1ms)
        return Text::tr("%1 ms").arg(micros / 1e3, 0, 'f', span % 1ms == 0ns ? 0 : 1);
    return Text::tr("%1 µs").arg(micros, 0, 'f', 0);
}

QString repliesText(quint64 count)
{
    if (count == 0)
        return Text::tr("no reply");
    return count == 1 ? Text::tr("1 reply") : Text::tr("%1 replies").arg(count);
}

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : Text::tr("%1: %2").arg(text, detail);
}

// The subject a refusal is about: -ERR puts it between double quotes.
QString refusedSubject(const QString &detail, const QByteArray &fallback)
{
    const qsizetype open = detail.indexOf(u'"');
    const qsizetype close = open < 0 ? -1 : detail.indexOf(u'"', open + 1);
    if (close > open + 1)
        return detail.sliced(open + 1, close - open - 1);
    return subject::toText(fallback);
}

QString inboxDenied(const Outcome &outcome, const RequestSpec &spec)
{
    const QString inbox = refusedSubject(outcome.detail, spec.customReply);
    if (inbox.isEmpty()) {
        return Text::tr("Permissions do not allow subscribing to the reply subject, so no reply "
                        "can arrive: choose an inbox prefix that is allowed");
    }
    return Text::tr("Permissions do not allow subscribing to %1, so no reply can arrive: allow "
                    "that subject, or choose an inbox prefix that is allowed")
        .arg(inbox);
}

QString replySubjectRejected(const Outcome &outcome, const RequestSpec &spec)
{
    const QString reply = refusedSubject(outcome.detail, spec.customReply);
    return reply.isEmpty()
        ? Text::tr("The server refuses this reply subject: it is reserved")
        : Text::tr("The server refuses the reply subject %1: it is reserved").arg(reply);
}

QString disconnectText(const Outcome &outcome)
{
    switch (outcome.cause) {
    case DisconnectCause::Eof:
        return withDetail(Text::tr("the server closed the connection"), outcome.detail);
    case DisconnectCause::Stale:
        return withDetail(Text::tr("the server stopped answering"), outcome.detail);
    case DisconnectCause::AuthExpired:
        return withDetail(Text::tr("the credentials expired or were revoked"), outcome.detail);
    case DisconnectCause::LameDuck:
        return withDetail(Text::tr("the server is shutting down"), outcome.detail);
    case DisconnectCause::UserClose:
        return withDetail(Text::tr("the connection was closed here"), outcome.detail);
    case DisconnectCause::ProtocolError:
        return withDetail(Text::tr("the server broke the protocol"), outcome.detail);
    }
    return {};
}

QString disconnected(const Outcome &outcome)
{
    const QString after = spanText(outcome.at);
    const QString why = disconnectText(outcome);
    switch (outcome.sent) {
    case Sent::No:
        return Text::tr("Disconnected after %1, before the request was sent; %2").arg(after, why);
    case Sent::Partly:
        return Text::tr("Disconnected after %1, when the request was sent only in part; %2")
            .arg(after, why);
    case Sent::Yes:
        return Text::tr("Disconnected after %1, with the request sent and %2; %3")
            .arg(after, repliesText(outcome.replies), why);
    }
    return {};
}

QString ended(const Outcome &outcome, const QString &why)
{
    return Text::tr("Ended after %1: %2").arg(spanText(outcome.at), why);
}

QString statusEnd(const Outcome &outcome)
{
    const QString code = QString::number(outcome.statusCode).rightJustified(3, u'0');
    const QString status
        = outcome.statusText.isEmpty() ? code : Text::tr("%1 %2").arg(code, outcome.statusText);
    return ended(outcome,
                 Text::tr("status “%1” came, with %2").arg(status, repliesText(outcome.replies)));
}

QString overflow(const Outcome &outcome, const StopRules &rules)
{
    if (outcome.replies >= rules.replyCap) {
        return ended(
            outcome,
            Text::tr("%1 came, the most that Fanin keeps").arg(repliesText(outcome.replies)));
    }
    return ended(outcome,
                 Text::tr("the %1 fill the %2 MiB that Fanin keeps")
                     .arg(repliesText(outcome.replies))
                     .arg(rules.byteCap / (1024 * 1024)));
}

QString timedOut(const Outcome &outcome, const StopRules &rules)
{
    const QString total = spanText(rules.total);
    return outcome.accepted
        ? Text::tr("Timed out: somebody is subscribed, but no reply came within %1").arg(total)
        : Text::tr("Timed out: no reply came within %1, nor the server's word that it took the "
                   "request")
              .arg(total);
}

QString countReached(const Outcome &outcome, const RequestSpec &spec)
{
    if (spec.verb == Verb::Request)
        return Text::tr("Answered after %1").arg(spanText(outcome.at));
    return ended(outcome,
                 Text::tr("%1 came, as many as asked for").arg(repliesText(outcome.replies)));
}

QString reasonText(const Outcome &outcome, const RequestSpec &spec)
{
    const QString replies = repliesText(outcome.replies);
    const QString subjectText = subject::toText(spec.subject);
    switch (outcome.reason) {
    case EndReason::InvalidRequest:
        return withDetail(Text::tr("Not sent, the request is not valid"), outcome.detail);
    case EndReason::HeadersNotSupported:
        return withDetail(Text::tr("Not sent, the server does not support headers"),
                          outcome.detail);
    case EndReason::MaxPayloadExceeded:
        return withDetail(Text::tr("Not sent, the message is larger than the server takes"),
                          outcome.detail);
    case EndReason::ControlLineTooLong:
        return withDetail(Text::tr("Not sent, the subjects are longer than the server's line "
                                   "limit"),
                          outcome.detail);
    case EndReason::NotConnected:
        return withDetail(Text::tr("Not sent, there is no connection"), outcome.detail);
    case EndReason::PublishDenied:
        return Text::tr("Permissions do not allow publishing to %1").arg(subjectText);
    case EndReason::InboxDenied:
        return inboxDenied(outcome, spec);
    case EndReason::ReplySubjectRejected:
        return replySubjectRejected(outcome, spec);
    case EndReason::SubscriptionLimit:
        return Text::tr("The server allows no further subscription, so no reply can arrive");
    case EndReason::NoResponders:
        return Text::tr("Nobody is subscribed to %1").arg(subjectText);
    case EndReason::Status:
        return statusEnd(outcome);
    case EndReason::Sentinel:
        return ended(outcome, Text::tr("the sentinel came, with %1").arg(replies));
    case EndReason::CountReached:
        return countReached(outcome, spec);
    case EndReason::Overflow:
        return overflow(outcome, spec.rules);
    case EndReason::Cancelled:
        return Text::tr("Stopped after %1 with %2").arg(spanText(outcome.at), replies);
    case EndReason::Disconnected:
        return disconnected(outcome);
    case EndReason::Deadline:
        return ended(outcome, Text::tr("the total time ran out with %1").arg(replies));
    case EndReason::TimedOut:
        return timedOut(outcome, spec.rules);
    case EndReason::Stalled:
        return ended(outcome,
                     Text::tr("%1, then none for %2").arg(replies, spanText(spec.rules.quiet)));
    case EndReason::Accepted:
        return Text::tr("The server took the message to %1 after %2")
            .arg(subjectText, spanText(outcome.at));
    }
    return {};
}

base::Error badSentinel(const QString &text, qsizetype offset)
{
    return {base::ErrorKind::InvalidInput, text, offset};
}

base::Result<SentinelRule> parseHeaderSentinel(QByteArrayView text, qsizetype offset)
{
    HeaderSentinel rule;
    const qsizetype equals = text.indexOf('=');
    rule.name = text.first(equals < 0 ? text.size() : equals).toByteArray();
    if (equals >= 0)
        rule.value = text.sliced(equals + 1).toByteArray();
    if (const auto error = checkHeader({rule.name, rule.value.value_or(QByteArray())}))
        return badSentinel(Text::tr("Sentinel: %1").arg(error->text), offset);
    return SentinelRule(std::move(rule));
}

} // namespace

base::Result<SentinelRule> parseSentinel(QByteArrayView text)
{
    constexpr QByteArrayView kHeader("header:");
    constexpr QByteArrayView kPayload("payload:");
    if (text == "off")
        return SentinelRule(NoSentinel{});
    if (text == "empty")
        return SentinelRule(EmptyPayloadSentinel{});
    if (text.startsWith(kHeader))
        return parseHeaderSentinel(text.sliced(kHeader.size()), kHeader.size());
    if (text == kPayload)
        return badSentinel(Text::tr("Sentinel: a text is expected after “payload:”; an empty "
                                    "payload is “empty”"),
                           kPayload.size());
    if (text.startsWith(kPayload))
        return SentinelRule(PayloadSentinel{text.sliced(kPayload.size()).toByteArray()});
    return badSentinel(Text::tr("Sentinel: “off”, “empty”, “header:NAME”, “header:NAME=VALUE” or "
                                "“payload:TEXT” is expected"),
                       0);
}

QByteArray toText(const SentinelRule &sentinel)
{
    if (std::holds_alternative<EmptyPayloadSentinel>(sentinel))
        return "empty";
    if (const auto *header = std::get_if<HeaderSentinel>(&sentinel)) {
        const QByteArray name = "header:" + header->name;
        return header->value ? QByteArray(name + '=' + *header->value) : name;
    }
    if (const auto *payload = std::get_if<PayloadSentinel>(&sentinel))
        return "payload:" + payload->payload;
    return "off";
}

QString sentence(const Outcome &outcome, const RequestSpec &spec)
{
    QString text = reasonText(outcome, spec);
    if (outcome.gap) {
        text += Text::tr("; the connection was lost and restored meanwhile, so replies may be "
                         "missing");
    }
    if (outcome.clockSlip > base::Span{0}) {
        text += Text::tr("; this computer was busy and noticed it %1 late")
                    .arg(spanText(outcome.clockSlip));
    }
    return text;
}

} // namespace nats

#include "moc_request.cpp"
