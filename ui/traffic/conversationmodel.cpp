// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/conversationmodel.h"

#include "ui/common/format.h"

using namespace Qt::StringLiterals;

namespace ui {

using capture::Conversation;
using capture::ConversationState;
using capture::FilterField;
using capture::RowOrder;

namespace {

// Tenths are what an observer can tell, but of less than a millisecond they would leave nothing.
QString latencyText(base::Span span)
{
    return TrafficText::millis(span, span < std::chrono::milliseconds(1) ? 3 : 1);
}

bool hasReplies(const Conversation &conversation)
{
    return conversation.state != ConversationState::Publish
        && conversation.state != ConversationState::Orphan;
}

QString stateWord(ConversationState state)
{
    switch (state) {
    case ConversationState::Publish:
        return u"publish"_s;
    case ConversationState::Waiting:
        return u"waiting"_s;
    case ConversationState::Answered:
        return u"answered"_s;
    case ConversationState::Unanswered:
        return u"unanswered"_s;
    case ConversationState::Unwatched:
        return u"unwatched"_s;
    case ConversationState::Orphan:
        return u"orphan"_s;
    case ConversationState::Gap:
        return u"gap"_s;
    }
    return {};
}

} // namespace

ConversationModel::ConversationModel(QObject *parent)
    : TrafficModel(capture::RowKind::Conversations, parent)
{}

int ConversationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool ConversationModel::isKept(quint64 key) const
{
    return capture()->conversations().has(key);
}

Conversation ConversationModel::conversation(quint64 key) const
{
    return capture()->conversations().at(key);
}

capture::Number ConversationModel::numberOf(quint64 key) const
{
    if (!isKept(key))
        return capture::kNone;
    const Conversation found = conversation(key);
    if (found.state == ConversationState::Gap)
        return capture()->conversations().firstOf(key);
    for (const capture::Number number : {found.request, found.firstReply, found.lastReply}) {
        if (capture()->log().has(number))
            return number;
    }
    return capture::kNone;
}

base::Instant ConversationModel::timeOf(quint64 key) const
{
    return conversation(key).at;
}

bool ConversationModel::isNote(quint64 key) const
{
    return conversation(key).state == ConversationState::Gap;
}

QByteArrayView ConversationModel::subjectOf(const Conversation &conversation) const
{
    const capture::Number number = numberOf(conversation.id);
    return number == capture::kNone ? QByteArrayView() : capture()->log().at(number).subject;
}

CellText ConversationModel::cell(quint64 key, int row, int column) const
{
    const Conversation c = conversation(key);
    switch (Column(column)) {
    case Time:
        return {timeText(key, row), CellTone::Secondary};
    case Subject:
        return {previewText(subjectOf(c))};
    case Requester:
        return {requesterName(c.requester), CellTone::Secondary};
    case Replies:
        return {hasReplies(c) ? formatCount(c.replies) : u"–"_s};
    case First:
        return {c.first ? latencyText(*c.first) : QString()};
    case Last:
        return {c.last && c.replies > 1 ? latencyText(*c.last) : QString(), CellTone::Secondary};
    case State:
        return TrafficText::state(*capture(), c);
    case Waterfall:
        // For who cannot see it, and for a copied row.
        return {c.last ? formatSpan(*c.last) : QString()};
    case ColumnCount:
        break;
    }
    return {};
}

bool ConversationModel::isFigure(int column) const
{
    return column == Time || (column >= Replies && column <= Last);
}

bool ConversationModel::isMono(int column) const
{
    return column == Subject;
}

QString ConversationModel::headerText(int column, bool brief) const
{
    switch (Column(column)) {
    case Time:
        return brief ? tr("request at") : tr("When the request was seen, in local time");
    case Subject:
        return brief ? tr("subject") : tr("The subject it was asked on");
    case Requester:
        return brief ? tr("requester") : tr("Who asked, by the prefix of its inbox");
    case Replies:
        return brief ? tr("replies") : tr("Replies that were seen");
    case First:
        return brief ? tr("first, ms") : tr("Until the first reply was seen here");
    case Last:
        return brief ? tr("last") : tr("Until the last reply was seen here");
    case Waterfall:
        return brief ? tr("waterfall") : tr("First and last reply on an axis all rows share");
    case State:
        return brief ? tr("state") : tr("How it stands");
    case ColumnCount:
        break;
    }
    return {};
}

std::optional<RowOrder> ConversationModel::orderOf(int column) const
{
    switch (Column(column)) {
    case Time:
        return RowOrder::Arrival;
    case Subject:
        return RowOrder::Subject;
    case Replies:
        return RowOrder::Replies;
    case First:
        return RowOrder::First;
    case Last:
    case Waterfall:
        return RowOrder::Last;
    default:
        return std::nullopt;
    }
}

QString ConversationModel::filterTerm(quint64 key, int column) const
{
    const Conversation c = conversation(key);
    const auto number = [&c](QLatin1StringView name, std::optional<base::Span> span) {
        return span ? QString(name + u">="_s + QString::number(base::microseconds(*span)) + u"us"_s)
                    : QString();
    };
    switch (Column(column)) {
    case Subject:
        return capture::filterTerm(FilterField::Subject, subjectOf(c).toByteArray());
    case Requester:
        return c.requester == 0
            ? QString()
            : capture::filterTerm(FilterField::Requester, requesterName(c.requester));
    case Replies:
        return hasReplies(c) ? u"replies>="_s + QString::number(c.replies) : QString();
    case First:
        return number("latency"_L1, c.first);
    case Last:
    case Waterfall:
        return number("last"_L1, c.last);
    case State:
        return capture::filterTerm(FilterField::State, stateWord(c.state));
    default:
        return {};
    }
}

QString ConversationModel::tipText(quint64 key, int column) const
{
    constexpr qsizetype kMostInTip = 1'000;
    const Conversation c = conversation(key);
    switch (Column(column)) {
    case Time:
        return QString::fromLatin1(capture()->anchor().rfc3339(c.at));
    case Subject:
        return previewText(subjectOf(c), kMostInTip);
    case Requester:
        return c.requester == 0
            ? QString()
            : previewText(capture()->conversations().requesterPrefix(c.requester), kMostInTip);
    case First:
        return c.first ? tr("%1 ms").arg(formatMillis(*c.first)) : QString();
    case Last:
        return c.last ? tr("%1 ms").arg(formatMillis(*c.last)) : QString();
    case Waterfall:
        return c.first && c.last ? tr("first reply after %1, last after %2")
                                       .arg(formatSpan(*c.first), formatSpan(*c.last))
                                 : QString();
    case State:
        return TrafficText::traits(c).join(u'\n');
    default:
        return {};
    }
}

} // namespace ui
