// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filterkeys.h"

#include "core/capture/filter.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

constexpr QStringView kComparisons = u": = > >= < <=";
constexpr QStringView kTexts = u": = ~";

constexpr FilterKeyRule kKeys[] = {
    {u"subject", FilterKey::Subject, FilterOperand::Subject, kTexts},
    {u"reply", FilterKey::Reply, FilterOperand::Subject, kTexts},
    {u"header", FilterKey::Header, FilterOperand::Header, u":"},
    {u"payload", FilterKey::Payload, FilterOperand::Text, u"= ~"},
    {u"json", FilterKey::Json, FilterOperand::Pointer, u":"},
    {u"size", FilterKey::Size, FilterOperand::Size, kComparisons},
    {u"replies", FilterKey::Replies, FilterOperand::Whole, kComparisons},
    {u"latency", FilterKey::Latency, FilterOperand::Span, kComparisons},
    {u"last", FilterKey::Last, FilterOperand::Span, kComparisons},
    {u"number", FilterKey::EntryNumber, FilterOperand::Whole, kComparisons},
    {u"status", FilterKey::Status, FilterOperand::Whole, kComparisons},
    {u"at", FilterKey::At, FilterOperand::Time, kComparisons},
    {u"requester", FilterKey::Requester, FilterOperand::Text, kTexts},
    {u"conversation", FilterKey::ConversationNumber, FilterOperand::Whole, kComparisons},
    {u"is", FilterKey::Is, FilterOperand::Word, u":"},
};

struct WordName
{
    QStringView name;
    FilterWord word;
};

constexpr WordName kWords[] = {
    {u"request", FilterWord::Request},
    {u"publish", FilterWord::Publish},
    {u"reply", FilterWord::Reply},
    {u"waiting", FilterWord::Waiting},
    {u"answered", FilterWord::Answered},
    {u"unanswered", FilterWord::Unanswered},
    {u"unwatched", FilterWord::Unwatched},
    {u"orphan", FilterWord::Orphan},
    {u"reordered", FilterWord::Reordered},
    {u"late", FilterWord::Late},
    {u"differs", FilterWord::Differs},
    {u"chained", FilterWord::Chained},
    {u"reused", FilterWord::Reused},
    {u"jetstream", FilterWord::JetStream},
    {u"pull", FilterWord::Pull},
    {u"delivery", FilterWord::Delivery},
    {u"ack", FilterWord::Ack},
    {u"service-error", FilterWord::ServiceError},
    {u"status", FilterWord::Status},
    {u"inbox", FilterWord::Inbox},
    {u"system", FilterWord::System},
    {u"gap", FilterWord::Gap},
    {u"pinned", FilterWord::Pinned},
    {u"error", FilterWord::Error},
};

} // namespace

const FilterKeyRule *filterKeyRule(QStringView name)
{
    const auto found = std::find_if(std::begin(kKeys), std::end(kKeys), [name](const auto &rule) {
        return rule.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == std::end(kKeys) ? nullptr : found;
}

std::optional<FilterWord> filterWord(QStringView name)
{
    const auto found = std::find_if(std::begin(kWords), std::end(kWords),
                                    [name](const WordName &word) { return word.name == name; });
    if (found == std::end(kWords))
        return std::nullopt;
    return found->word;
}

QString nameOf(FilterOperand operand)
{
    switch (operand) {
    case FilterOperand::Subject:
        return Text::tr("a subject");
    case FilterOperand::Text:
        return Text::tr("a text");
    case FilterOperand::Header:
        return Text::tr("a header's name");
    case FilterOperand::Pointer:
        return Text::tr("a JSON pointer");
    case FilterOperand::Size:
        return Text::tr("a size");
    case FilterOperand::Span:
        return Text::tr("a duration");
    case FilterOperand::Whole:
        return Text::tr("a whole number");
    case FilterOperand::Time:
        return Text::tr("a time of day");
    case FilterOperand::Word:
        return Text::tr("a word");
    }
    return {};
}

QString exampleOf(FilterOperand operand)
{
    switch (operand) {
    case FilterOperand::Subject:
        return u"orders.>"_s;
    case FilterOperand::Text:
        return u"\"timed out\""_s;
    case FilterOperand::Header:
        return u"Nats-Service-Error"_s;
    case FilterOperand::Pointer:
        return u"/order/id"_s;
    case FilterOperand::Size:
        return u"1k"_s;
    case FilterOperand::Span:
        return u"20ms"_s;
    case FilterOperand::Whole:
        return u"3"_s;
    case FilterOperand::Time:
        return u"20:01:33"_s;
    case FilterOperand::Word:
        return u"unanswered"_s;
    }
    return {};
}

const QStringList &filterKeys()
{
    static const QStringList names = [] {
        QStringList list;
        for (const FilterKeyRule &rule : kKeys)
            list += rule.name.toString();
        return list;
    }();
    return names;
}

const QStringList &filterWords()
{
    static const QStringList names = [] {
        QStringList list;
        for (const WordName &word : kWords)
            list += word.name.toString();
        return list;
    }();
    return names;
}

} // namespace capture
