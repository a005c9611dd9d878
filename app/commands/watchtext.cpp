// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/watchtext.h"

#include "core/base/counted.h"
#include "core/nats/headers.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QStringList>

#include <algorithm>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using capture::ConversationState;
using capture::ConversationTrait;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::WatchText)
};

constexpr qsizetype kMaxPreview = 160;
constexpr int kSizeWidth = 8;
constexpr int kStateWidth = 18;
constexpr int kRepliesWidth = 10;
constexpr int kSpanWidth = 8;

// What a reader must not overlook.
void addRemarks(QStringList &words, const capture::Entry &entry)
{
    using capture::Trait;
    if (entry.traits.testFlag(Trait::Status)) {
        if (const std::optional<int> status = nats::statusOf(entry.headerBlock))
            words += Text::tr("STATUS %1").arg(*status);
    }
    if (entry.traits.testFlag(Trait::ServiceError)) {
        const auto code = nats::findHeader(entry.headerBlock, "Nats-Service-Error-Code");
        const auto text = nats::findHeader(entry.headerBlock, "Nats-Service-Error");
        words += Text::tr("SERVICE ERROR %1 %2")
                     .arg(code ? ui::previewText(*code, kMaxPreview) : QString(),
                          text ? ui::previewText(*text, kMaxPreview) : QString())
                     .simplified();
    }
}

void addTraits(QStringList &words, capture::ConversationTraits traits)
{
    if (traits.testFlag(ConversationTrait::Reordered))
        words += Text::tr("SEEN BEFORE ITS REQUEST");
    if (traits.testFlag(ConversationTrait::Late))
        words += Text::tr("LATE");
    if (traits.testFlag(ConversationTrait::Differs))
        words += Text::tr("DIFFERS");
    if (traits.testFlag(ConversationTrait::Reused))
        words += Text::tr("REPLY SUBJECT USED AGAIN");
    if (traits.testFlag(ConversationTrait::Chained))
        words += Text::tr("CHAINED");
}

QString bracketed(const QStringList &words)
{
    return words.isEmpty() ? QString() : u"  ["_s + words.join(u", "_s) + u']';
}

QString preview(const capture::Entry &entry)
{
    const QString text = ui::previewText(entry.payload, kMaxPreview);
    return text.isEmpty() ? text : u"  "_s + text;
}

QString stateText(ConversationState state)
{
    switch (state) {
    case ConversationState::Publish:
        return Text::tr("asks for no reply");
    case ConversationState::Waiting:
        return Text::tr("still waiting");
    case ConversationState::Answered:
        return Text::tr("answered");
    case ConversationState::Unanswered:
        return Text::tr("no reply seen");
    case ConversationState::Unwatched:
        return Text::tr("replies not watched");
    case ConversationState::Orphan:
        return Text::tr("request not seen");
    case ConversationState::Gap:
        break;
    }
    return {};
}

QString spanText(std::optional<base::Span> span)
{
    return (span ? ui::formatSpan(*span) : QString()).rightJustified(kSpanWidth);
}

} // namespace

WatchText::WatchText(base::WallAnchor anchor, QTimeZone zone)
    : m_anchor(anchor)
    , m_zone(std::move(zone))
{}

QString WatchText::entry(const capture::Entry &entry)
{
    switch (entry.kind) {
    case capture::EntryKind::Gap:
        return Text::tr("%1  -- no connection until %2: what came meanwhile is missing --\n")
            .arg(time(entry.at), time(entry.until));
    case capture::EntryKind::Lost:
        return Text::tr("%1  -- %2: they came too fast --\n")
            .arg(time(entry.at),
                 base::counted(qint64(entry.count), Text::tr("1 message is missing"),
                               Text::tr("%1 messages are missing")));
    case capture::EntryKind::Message:
        break;
    }
    QStringList words;
    addRemarks(words, entry);
    QString line = time(entry.at) + u"  "_s + subject(entry.subject)
        + ui::formatBytes(entry.size()).rightJustified(kSizeWidth);
    if (!entry.reply.isEmpty())
        line += u"  → "_s + ui::previewText(entry.reply, kMaxPreview);
    return line + bracketed(words) + preview(entry) + u'\n';
}

QString WatchText::conversation(const capture::Capture &capture,
                                const capture::Conversation &conversation)
{
    const capture::Log &log = capture.log();
    const bool hasRequest = log.has(conversation.request);
    const capture::Number first = hasRequest ? conversation.request : conversation.firstReply;
    QString line = time(conversation.at) + u"  "_s
        + subject(log.has(first) ? log.at(first).subject : QByteArrayView()) + u"  "_s
        + stateText(conversation.state).leftJustified(kStateWidth)
        + base::counted(qint64(conversation.replies), Text::tr("1 reply"), Text::tr("%1 replies"))
              .rightJustified(kRepliesWidth)
        + spanText(conversation.first)
        + spanText(conversation.replies > 1 ? conversation.last : std::nullopt);
    QStringList words;
    addTraits(words, conversation.traits);
    if (conversation.traits & (ConversationTrait::ServiceError | ConversationTrait::Status)) {
        for (const capture::Number reply : capture.conversations().replies(conversation.id, 10)) {
            if (log.has(reply))
                addRemarks(words, log.at(reply));
        }
        words.removeDuplicates();
    }
    return line + bracketed(words) + (log.has(first) ? preview(log.at(first)) : QString()) + u'\n';
}

// "20:01:33.000123": of this day most often, and copied into a filter as it is.
QString WatchText::time(base::Instant at)
{
    const auto wall = m_anchor.wallAt(at).time_since_epoch();
    const auto second = std::chrono::floor<std::chrono::seconds>(wall);
    if (second.count() != m_second) {
        m_second = second.count();
        m_secondText = QDateTime::fromSecsSinceEpoch(m_second, m_zone).toString(u"hh:mm:ss."_s);
    }
    const auto rest = std::chrono::duration_cast<std::chrono::microseconds>(wall - second);
    return m_secondText + QString::number(rest.count()).rightJustified(6, u'0');
}

QString WatchText::subject(QByteArrayView subject)
{
    const QString text = ui::previewText(subject, kMaxPreview);
    m_width = std::clamp(text.size(), m_width, kMaxSubject);
    return text.leftJustified(m_width);
}

} // namespace commands
