// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/observedrun.h"

#include "core/fanin/run.h"
#include "ui/fanin/liverun.h"
#include "ui/traffic/repeatedrequest.h"

#include <algorithm>

namespace ui {

namespace {

using capture::Conversation;
using capture::ConversationState;
using capture::ConversationTrait;
using capture::Trait;
using fanin::Observation;

nats::Message messageOf(const capture::Entry &entry)
{
    return nats::Message::fromParts(entry.subject, entry.reply, entry.headerBlock, entry.payload,
                                    entry.at);
}

// A status is shown as one and not counted: nobody answered with it.
nats::ReplyKind kindOf(const capture::Entry &entry)
{
    if (!entry.traits.testFlag(Trait::Status))
        return nats::ReplyKind::Counted;
    return nats::statusOf(entry.headerBlock) == 100 ? nats::ReplyKind::Notice
                                                    : nats::ReplyKind::Status;
}

Observation::Standing standingOf(ConversationState state)
{
    switch (state) {
    case ConversationState::Waiting:
        return Observation::Standing::Waiting;
    case ConversationState::Orphan:
        return Observation::Standing::Orphan;
    case ConversationState::Answered:
        return Observation::Standing::Answered;
    case ConversationState::Unwatched:
        return Observation::Standing::Unwatched;
    case ConversationState::Unanswered:
    case ConversationState::Publish:
    case ConversationState::Gap:
        break;
    }
    return Observation::Standing::Unanswered;
}

} // namespace

ObservedRun::ObservedRun(capture::Feed &feed, capture::ConversationId id, base::Span window,
                         QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_id(id)
    , m_window(window)
{
    begin();
    connect(&feed, &capture::Feed::changed, this, &ObservedRun::follow);
}

ObservedRun::~ObservedRun() = default;

void ObservedRun::begin()
{
    const capture::Capture &capture = m_feed.capture();
    const Conversation conversation = capture.conversations().at(m_id);
    m_request = conversation.request;
    m_last = capture::kNone;
    m_bytes = 0;
    nats::RequestSpec spec;
    if (capture.log().has(m_request))
        spec = repeated(capture.log().at(m_request)).spec;
    // What is asked here is how it was answered, not whether that is enough.
    spec.verb = nats::Verb::Gather;
    spec.rules.total = m_window;
    fanin::Reading reading;
    reading.success.minReplies = 0;
    m_run = std::make_unique<LiveRun>(
        fanin::Run(std::move(spec), std::move(reading), capture.anchor()));
    QByteArray inbox;
    if (capture.log().has(m_request))
        inbox = capture.log().at(m_request).reply.toByteArray();
    else if (capture.log().has(conversation.firstReply))
        inbox = capture.log().at(conversation.firstReply).subject.toByteArray();
    m_run->startWatched(inbox, conversation.at);
    takeReplies();
}

void ObservedRun::takeReplies()
{
    const capture::Capture &capture = m_feed.capture();
    const Conversation conversation = capture.conversations().at(m_id);
    std::vector<nats::Reply> replies;
    for (const capture::Number number : capture.conversations().replies(m_id, kMaxReplies)) {
        if (number <= m_last || !capture.log().has(number))
            continue;
        const capture::Entry entry = capture.log().at(number);
        const qsizetype size = entry.subject.size() + entry.reply.size() + entry.size();
        if (m_run->run().size() + qsizetype(replies.size()) >= kMaxReplies
            || m_bytes + size > kMaxBytes)
            break;
        m_last = number;
        m_bytes += size;
        replies.push_back({messageOf(entry), kindOf(entry)});
    }
    if (!replies.empty())
        m_run->append(replies);
    Observation observation;
    observation.standing = standingOf(conversation.state);
    // Its request was seen and copied, whatever the log has dropped since.
    if (observation.standing == Observation::Standing::Orphan && m_request != capture::kNone)
        observation.standing = Observation::Standing::Answered;
    observation.window = m_window;
    observation.uncertainty = m_uncertainty;
    observation.reordered = conversation.traits.testFlag(ConversationTrait::Reordered);
    const auto shown = quint64(m_run->run().size());
    observation.notShown = conversation.replies > shown ? conversation.replies - shown : 0;
    m_run->observe(observation);
}

void ObservedRun::follow(const capture::Changes &changes)
{
    const capture::Correlator &conversations = m_feed.capture().conversations();
    if (changes.cleared || !conversations.has(m_id)
        || !std::ranges::binary_search(changes.changed, m_id))
        return;
    const bool requestCame
        = m_request == capture::kNone && conversations.at(m_id).request != capture::kNone;
    if (!requestCame)
        return takeReplies();
    // Views hold the run until they are told of another one.
    const std::unique_ptr<LiveRun> before = std::move(m_run);
    begin();
    emit runReplaced();
}

void ObservedRun::setUncertainty(std::optional<base::Span> uncertainty)
{
    m_uncertainty = uncertainty;
    fanin::Observation observation = *m_run->run().observation();
    observation.uncertainty = uncertainty;
    m_run->observe(observation);
}

} // namespace ui
