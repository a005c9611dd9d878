// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/traffictext.h"

#include "core/base/counted.h"
#include "core/nats/headers.h"
#include "ui/common/format.h"

#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using capture::Conversation;
using capture::ConversationState;
using capture::ConversationTrait;
using capture::Entry;
using capture::EntryKind;
using capture::Number;
using capture::Trait;

namespace {

// Of a header block that a row looks into; what it looks for comes early.
constexpr qsizetype kMostOfBlock = 4'096;
// Replies of a conversation that a row looks into.
constexpr qsizetype kMostReplies = 64;
constexpr qsizetype kMostFound = 1'000;

std::optional<Conversation> conversationOf(const capture::Capture &capture, Number number)
{
    const capture::ConversationId id = capture.conversations().conversationOf(number);
    if (!capture.conversations().has(id))
        return std::nullopt;
    return capture.conversations().at(id);
}

QString firstFailure(const capture::Capture &capture, const Conversation &conversation)
{
    for (const Number number : capture.conversations().replies(conversation.id, kMostReplies)) {
        if (!capture.log().has(number))
            continue;
        if (const QString text = TrafficText::failure(capture.log().at(number)); !text.isEmpty())
            return text;
    }
    return {};
}

// A message that a stream delivers wants an ack, not an answer: a consumer may need none.
std::optional<CellText> deliveryState(const capture::Capture &capture, const Conversation &c)
{
    if (!c.traits.testFlag(ConversationTrait::JetStream) || !capture.log().has(c.request)
        || !capture.log().at(c.request).traits.testFlag(Trait::Delivery))
        return std::nullopt;
    if (c.replies > 0)
        return CellText{TrafficText::tr("delivered, acked"), CellTone::Quiet, CellMark::None};
    if (c.state == ConversationState::Waiting)
        return CellText{TrafficText::tr("delivered, no ack yet"), CellTone::Accent, CellMark::None};
    if (c.state == ConversationState::Unwatched)
        return CellText{TrafficText::tr("delivered"), CellTone::Quiet, CellMark::None};
    return CellText{TrafficText::tr("delivered, no ack seen"), CellTone::Quiet, CellMark::None};
}

} // namespace

QString TrafficText::failure(const Entry &entry)
{
    const QByteArrayView block
        = entry.headerBlock.first(std::min(entry.headerBlock.size(), kMostOfBlock));
    if (entry.traits.testFlag(Trait::ServiceError)) {
        QStringList parts;
        for (const auto *name : {"Nats-Service-Error-Code", "Nats-Service-Error"}) {
            const auto value = nats::findHeader(block, name);
            if (value && !value->isEmpty())
                parts += previewText(*value, 80);
        }
        return parts.isEmpty() ? tr("service error") : parts.join(u' ');
    }
    if (!entry.traits.testFlag(Trait::Status))
        return {};
    const nats::Headers headers = nats::Headers::parse(block);
    const QString code = headers.status() ? QString::number(*headers.status()) : tr("status");
    const QString words = previewText(headers.description(), 80);
    return words.isEmpty() ? code : QString(code + u' ' + words);
}

CellText TrafficText::kind(const capture::Capture &capture, Number number)
{
    const Entry entry = capture.log().at(number);
    const auto has = [&entry](Trait trait) {
        return entry.traits.testFlag(trait);
    };
    if (has(Trait::ServiceError))
        return {failure(entry), CellTone::Error, CellMark::Failed};
    if (has(Trait::Status))
        return {failure(entry), CellTone::Warning, CellMark::Status};
    if (has(Trait::Pull))
        return {tr("pull"), CellTone::Secondary, CellMark::None};
    if (has(Trait::JetStreamApi))
        return {tr("JetStream API"), CellTone::Secondary, CellMark::None};
    if (has(Trait::Ack))
        return {tr("ack"), CellTone::Secondary, CellMark::None};
    if (has(Trait::Delivery))
        return {tr("delivery"), CellTone::Secondary, CellMark::None};
    const std::optional<Conversation> conversation = conversationOf(capture, number);
    const bool request = conversation && conversation->request == number;
    if (conversation && !request) {
        if (conversation->state == ConversationState::Orphan)
            return {tr("reply without a request"), CellTone::Quiet, CellMark::None};
        return {tr("reply"), CellTone::Secondary, CellMark::None};
    }
    if (conversation && conversation->state == ConversationState::Unanswered)
        return {tr("request, no reply seen"), CellTone::Error, CellMark::Missing};
    if (has(Trait::HasReply))
        return {tr("request"), CellTone::Accent, CellMark::None};
    return {tr("publish"), CellTone::Quiet, CellMark::None};
}

QString TrafficText::link(const capture::Capture &capture, Number number)
{
    const std::optional<Conversation> conversation = conversationOf(capture, number);
    if (!conversation || conversation->state == ConversationState::Publish)
        return {};
    if (conversation->request == number) {
        if (!conversation->first)
            return conversation->isOpen() ? tr("waiting") : QString();
        const QString replies
            = base::counted(qint64(conversation->replies), tr("1 reply"), tr("%1 replies"));
        return u"↓ "_s + replies + u" · "_s + formatSpan(*conversation->first);
    }
    if (!capture.log().has(conversation->request))
        return {};
    const base::Span after
        = capture.log().at(number).at - capture.log().at(conversation->request).at;
    return after.count() < 0 ? u"↓ "_s + tr("seen before its request")
                             : QString(u"↑ "_s + tr("after %1").arg(formatSpan(after)));
}

CellText TrafficText::state(const capture::Capture &capture, const Conversation &c)
{
    const auto has = [&c](ConversationTrait trait) {
        return c.traits.testFlag(trait);
    };
    if (has(ConversationTrait::ServiceError))
        return {firstFailure(capture, c), CellTone::Error, CellMark::Failed};
    // NATS: a status is how a pull ends; the rest is what it asked for.
    const bool isPull
        = capture.log().has(c.request) && capture.log().at(c.request).traits.testFlag(Trait::Pull);
    if (isPull && c.replies > 0)
        return {has(ConversationTrait::Status) ? tr("pull, %1").arg(firstFailure(capture, c))
                                               : tr("pull"),
                CellTone::Quiet, CellMark::None};
    if (has(ConversationTrait::Status))
        return {firstFailure(capture, c), CellTone::Warning, CellMark::Status};
    if (const auto delivery = deliveryState(capture, c))
        return *delivery;
    switch (c.state) {
    case ConversationState::Publish:
        return {has(ConversationTrait::JetStream) ? tr("publish, JetStream") : tr("publish"),
                CellTone::Quiet, CellMark::None};
    case ConversationState::Unanswered:
        return {tr("no reply seen"), CellTone::Error, CellMark::Missing};
    case ConversationState::Unwatched:
        return {tr("replies not watched"), CellTone::Quiet, CellMark::None};
    case ConversationState::Orphan:
        return {tr("reply without a request"), CellTone::Quiet, CellMark::None};
    case ConversationState::Waiting:
        return {tr("waiting"), CellTone::Accent, CellMark::None};
    case ConversationState::Gap:
        return {};
    case ConversationState::Answered:
        break;
    }
    if (has(ConversationTrait::Differs))
        return {tr("replies differ"), CellTone::Warning, CellMark::Differs};
    if (has(ConversationTrait::Late))
        return {tr("a late reply"), CellTone::Warning, CellMark::Note};
    if (has(ConversationTrait::Reordered))
        return {tr("reply seen before its request"), CellTone::Secondary, CellMark::Note};
    if (has(ConversationTrait::Reused))
        return {tr("reply subject used again"), CellTone::Secondary, CellMark::Note};
    if (has(ConversationTrait::Chained))
        return {tr("answers another request"), CellTone::Secondary, CellMark::None};
    return {};
}

QStringList TrafficText::traits(const Conversation &c)
{
    QStringList lines;
    const auto say = [&lines, &c](ConversationTrait trait, const QString &text) {
        if (c.traits.testFlag(trait))
            lines += text;
    };
    say(ConversationTrait::ServiceError, tr("A reply of it is a service's error."));
    say(ConversationTrait::Status, tr("A reply of it is a status of the server."));
    say(ConversationTrait::Differs, tr("Its replies are not all alike."));
    say(ConversationTrait::Late, tr("A reply came when nobody listened for it any more."));
    say(ConversationTrait::Reordered,
        tr("A reply was seen before the request: on a cluster they go different ways."));
    say(ConversationTrait::Reused, tr("An earlier request had the same reply subject."));
    say(ConversationTrait::Chained, tr("Its request is a reply to another one."));
    say(ConversationTrait::JetStream, tr("It is JetStream's: an API request, a pull or an ack."));
    if (c.state == ConversationState::Unwatched)
        lines += tr("No reply was seen, but its replies were not watched, or not all the time.");
    if (c.state == ConversationState::Unanswered)
        lines += tr("No reply was seen. A server's “no responders” is invisible from here.");
    return lines;
}

QString TrafficText::note(const Entry &entry, const base::WallAnchor &anchor)
{
    if (entry.kind == EntryKind::Lost) {
        return entry.count == 1 ? tr("1 message was not kept here: more came than was taken")
                                : tr("%1 messages were not kept here: more came than was taken")
                                      .arg(formatCount(entry.count));
    }
    const QString text = entry.cause == capture::GapCause::Stopped
        ? tr("Nothing was watched for %1 (%2 – %3)")
        : tr("The connection was away for %1 (%2 – %3): what was said meanwhile is missing");
    return text.arg(formatSpan(entry.until - entry.at), clock(anchor, entry.at),
                    clock(anchor, entry.until));
}

QString TrafficText::clock(const base::WallAnchor &anchor, base::Instant at, int decimals)
{
    const auto wall = anchor.wallAt(at).time_since_epoch();
    const qint64 us = std::chrono::duration_cast<std::chrono::microseconds>(wall).count();
    const QString text = QDateTime::fromMSecsSinceEpoch(us / 1000).toString(u"HH:mm:ss"_s);
    if (decimals <= 0)
        return text;
    const QString fraction = QString::number(us % 1'000'000).rightJustified(6, u'0');
    return text + u'.' + fraction.first(std::min(decimals, 6));
}

QString TrafficText::millis(base::Span span, int decimals)
{
    constexpr qsizetype kFits = 9;
    // To the nearest, as the detail beside the table has it.
    const auto rounded = [span](base::Span step) {
        return formatMillis(span < base::Span(0) ? span - step / 2 : span + step / 2);
    };
    if (const QString exact = formatMillis(span); decimals >= 3 && exact.size() <= kFits)
        return exact;
    const QString tenths = rounded(std::chrono::microseconds(100)).chopped(2);
    if (decimals >= 1 && tenths.size() <= kFits)
        return tenths;
    return rounded(std::chrono::milliseconds(1)).chopped(4);
}

Number counterpart(const capture::Capture &capture, Number number)
{
    const std::optional<Conversation> conversation = conversationOf(capture, number);
    if (!conversation || conversation->state == ConversationState::Publish)
        return capture::kNone;
    if (conversation->request != number)
        return capture.log().has(conversation->request) ? conversation->request : capture::kNone;
    return nextReply(capture, number);
}

Number nextReply(const capture::Capture &capture, Number number)
{
    const std::optional<Conversation> conversation = conversationOf(capture, number);
    if (!conversation)
        return capture::kNone;
    const std::vector<Number> replies
        = capture.conversations().replies(conversation->id, kMostFound);
    if (conversation->request == number)
        return replies.empty() ? capture::kNone : replies.front();
    const auto at = std::ranges::find(replies, number);
    return at == replies.end() || std::next(at) == replies.end() ? capture::kNone : *std::next(at);
}

} // namespace ui
