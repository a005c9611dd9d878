// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/tabtext.h"

#include "core/base/counted.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using capture::Capture;
using capture::Conversation;
using capture::ConversationState;
using capture::ConversationTrait;
using capture::Counts;
using capture::Entry;
using capture::Trait;
using capture::WatchedSubject;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(TrafficText)
};

constexpr qsizetype kSubjectChars = 200;
constexpr qsizetype kReplyChars = 60;

QString times(quint64 count)
{
    return formatCount(count);
}

QString wallText(const Capture &capture, base::Instant at)
{
    const auto wall = capture.anchor().wallAt(at);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(wall.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count()).toString(u"HH:mm:ss.zzz"_s);
}

QString kindOf(const Entry &message)
{
    const capture::Traits traits = message.traits;
    if (traits.testFlag(Trait::Status)) {
        const nats::Headers headers = nats::Headers::parse(message.headerBlock);
        return Text::tr("status %1 %2")
            .arg(headers.status().value_or(0))
            .arg(previewText(headers.description(), kReplyChars))
            .trimmed();
    }
    if (traits.testFlag(Trait::ServiceError))
        return Text::tr("service error");
    if (traits.testFlag(Trait::Pull))
        return Text::tr("JetStream pull");
    if (traits.testFlag(Trait::Ack))
        return Text::tr("JetStream ack");
    if (traits.testFlag(Trait::Delivery))
        return Text::tr("JetStream delivery");
    if (traits.testFlag(Trait::JetStreamApi))
        return Text::tr("JetStream API request");
    if (traits.testFlag(Trait::Inbox))
        return Text::tr("reply");
    return message.reply.isEmpty() ? Text::tr("publish") : Text::tr("request");
}

QString repliesText(const Conversation &conversation)
{
    switch (conversation.state) {
    case ConversationState::Publish:
        return Text::tr("asks for no reply");
    case ConversationState::Waiting:
        return Text::tr("no reply yet");
    case ConversationState::Unanswered:
        return Text::tr("no reply seen");
    case ConversationState::Unwatched:
        return Text::tr("its replies were not watched");
    case ConversationState::Answered:
    case ConversationState::Orphan:
    case ConversationState::Gap:
        break;
    }
    return conversation.replies == 1 ? Text::tr("1 reply")
                                     : Text::tr("%1 replies").arg(times(conversation.replies));
}

QStringList traitsText(capture::ConversationTraits traits)
{
    QStringList parts;
    if (traits.testFlag(ConversationTrait::Reordered))
        parts += Text::tr("a reply was seen before its request");
    if (traits.testFlag(ConversationTrait::Late))
        parts += Text::tr("a reply came after the window");
    if (traits.testFlag(ConversationTrait::Reused))
        parts += Text::tr("its reply subject was used before");
    if (traits.testFlag(ConversationTrait::Chained))
        parts += Text::tr("it is itself a reply");
    return parts;
}

} // namespace

QString countersText(const Capture &capture)
{
    const Counts &counts = capture.counts();
    QStringList parts{Text::tr("received %1").arg(times(counts.received)),
                      Text::tr("kept %1").arg(times(counts.kept)),
                      Text::tr("dropped %1").arg(times(counts.evicted + counts.lost))};
    if (counts.cleared > 0)
        parts += Text::tr("cleared %1").arg(times(counts.cleared));
    parts += Text::tr("slow consumer %1").arg(times(counts.slowConsumer));
    constexpr qint64 kMiB = 1024 * 1024;
    parts += Text::tr("%1 of %2 MiB")
                 .arg((capture.bytes() + kMiB - 1) / kMiB)
                 .arg(capture.limit() / kMiB);
    return parts.join(u" · "_s);
}

QString countersTip(const Capture &capture)
{
    const Counts &counts = capture.counts();
    return Text::tr("Received: messages the server sent for the watched subjects (%1 of headers "
                    "and payloads).\n"
                    "Kept: those that are here now.\n"
                    "Dropped: %2 that had to go for newer ones, %3 that came faster than they "
                    "could be taken.\n"
                    "Cleared: %4.\n"
                    "Slow consumer: how often the server cut us off for reading too slowly.\n"
                    "Besides: %5 copies that overlapping subscriptions brought, %6 gaps while the "
                    "connection was away, %7 requests given up on because too many waited.")
        .arg(formatBytes(qint64(counts.receivedBytes)), times(counts.evicted), times(counts.lost),
             times(counts.cleared), times(counts.copies), times(counts.gaps),
             times(capture.conversations().forgotten()));
}

QStringList trafficProblems(const Capture &capture, const std::vector<WatchedSubject> &subjects)
{
    QStringList problems;
    const Counts &counts = capture.counts();
    if (counts.slowConsumer > 0)
        problems += u"✕ "_s
            + base::counted(counts.slowConsumer, Text::tr("cut off once as a slow consumer"),
                            Text::tr("cut off %1 times as a slow consumer"));
    int refused = 0;
    for (const WatchedSubject &subject : subjects)
        refused += subject.state == WatchedSubject::State::Refused ? 1 : 0;
    if (refused > 0)
        problems += u"✕ "_s
            + base::counted(refused, Text::tr("1 subject not permitted"),
                            Text::tr("%1 subjects not permitted"));
    if (counts.lost > 0)
        problems += u"▲ "_s + Text::tr("%1 came too fast").arg(times(counts.lost));
    if (counts.gaps > 0)
        problems += u"▲ "_s + base::counted(counts.gaps, Text::tr("1 gap"), Text::tr("%1 gaps"));
    return problems;
}

DetailText detailOf(const Capture &capture, const Entry &message)
{
    QStringList facts{kindOf(message), wallText(capture, message.at), formatBytes(message.size())};
    if (!message.reply.isEmpty())
        facts += Text::tr("reply subject %1").arg(previewText(message.reply, kReplyChars));
    return {previewText(message.subject, kSubjectChars), facts.join(u" · "_s)};
}

DetailText detailOf(const Capture &capture, const Conversation &conversation,
                    const QString &requester)
{
    DetailText text;
    QStringList facts;
    if (!requester.isEmpty())
        facts += Text::tr("asked by %1").arg(requester);
    facts += repliesText(conversation);
    const capture::Number shown
        = conversation.request != capture::kNone ? conversation.request : conversation.firstReply;
    if (capture.log().has(shown)) {
        const Entry entry = capture.log().at(shown);
        text.subject = previewText(entry.subject, kSubjectChars);
        if (!entry.reply.isEmpty() && conversation.request != capture::kNone)
            facts += Text::tr("reply subject %1").arg(previewText(entry.reply, kReplyChars));
    } else {
        text.subject = Text::tr("a request that is no longer kept");
    }
    text.facts = (facts + traitsText(conversation.traits)).join(u" · "_s);
    return text;
}

} // namespace ui
