// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filtermessage.h"

#include "core/base/json.h"
#include "core/capture/filter.h"
#include "core/nats/headers.h"
#include "core/nats/subject.h"

#include <QtCore/QtNumeric>

#include <algorithm>
#include <cstring>

namespace capture {

namespace {

constexpr int kFirstErrorStatus = 400;

bool hasToken(QByteArrayView subject, QByteArrayView token)
{
    while (true) {
        const qsizetype dot = subject.indexOf('.');
        if ((dot < 0 ? subject : subject.first(dot)) == token)
            return true;
        if (dot < 0)
            return false;
        subject = subject.sliced(dot + 1);
    }
}

bool holdsForText(const FilterTerm &term, QByteArrayView text)
{
    return term.compare == FilterCompare::Has     ? true
        : term.compare == FilterCompare::Contains ? term.needle.isIn(text)
                                                  : term.needle.equals(text);
}

bool holdsForSubject(const FilterTerm &term, QByteArrayView subject)
{
    switch (term.compare) {
    case FilterCompare::Token:
        return hasToken(subject, term.text);
    case FilterCompare::Pattern:
        return nats::subject::matches(term.text, subject);
    default:
        return holdsForText(term, subject);
    }
}

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char byte) {
        return byte == ' ' || byte == '\t';
    };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && (isBlank(text.back()) || text.back() == '\r'))
        text.chop(1);
    return text;
}

bool isFolded(QByteArrayView block)
{
    return block.contains("\n ") || block.contains("\n\t");
}

bool holdsForHeaders(const FilterTerm &term, QByteArrayView block)
{
    if (block.isEmpty())
        return false;
    if (isFolded(block)) {
        const nats::Headers headers = nats::Headers::parse(block);
        return std::any_of(headers.fields().begin(), headers.fields().end(),
                           [&term](const nats::HeaderField &field) {
                               return equalIgnoringCase(field.name, term.name)
                                   && holdsForText(term, field.value);
                           });
    }
    // Without a fold each line is a field; nothing has to be copied for that.
    qsizetype begin = block.indexOf('\n') + 1;
    while (begin > 0 && begin < block.size()) {
        const qsizetype lf = block.indexOf('\n', begin);
        const QByteArrayView line = block.sliced(begin, (lf < 0 ? block.size() : lf) - begin);
        if (line.size() > term.name.size() && line[term.name.size()] == ':'
            && equalIgnoringCase(line.first(term.name.size()), term.name)
            && holdsForText(term, trimmed(line.sliced(term.name.size() + 1)))) {
            return true;
        }
        begin = lf + 1;
    }
    return false;
}

// Whether the document can have what the pointer names, without reading it: where nothing is
// escaped a member's name stands in it as it is.
bool mayHave(QByteArrayView document, QByteArrayView pointer)
{
    const QByteArrayView name = pointer.sliced(pointer.lastIndexOf('/') + 1);
    return name.isEmpty() || name.contains('~')
        || std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })
        || memmem(document.data(), size_t(document.size()), name.data(), size_t(name.size()))
        || memchr(document.data(), '\\', size_t(document.size()));
}

bool holdsForJson(const FilterTerm &term, QByteArrayView document)
{
    if (document.isEmpty() || document.size() > Filter::kMaxJson || !mayHave(document, term.name))
        return false;
    const auto value = base::json::valueAt(document, term.name);
    if (!value)
        return false;
    if (term.compare == FilterCompare::Has || term.compare == FilterCompare::Equal
        || term.compare == FilterCompare::Contains) {
        return holdsForText(term, *value);
    }
    bool ok = false;
    const double number = value->toDouble(&ok);
    return ok && qIsFinite(number) && compares(term.compare, number, term.number);
}

} // namespace

bool holdsForMessage(const FilterTerm &term, const Entry &message)
{
    if (term.key == FilterKey::Is)
        return isWordOfMessage(term.word, message);
    if (term.key == FilterKey::EntryNumber)
        return compares(term.compare, qint64(message.number), term.whole);
    if (message.kind != EntryKind::Message)
        return false;
    switch (term.key) {
    case FilterKey::Anything:
        return term.needle.isIn(message.subject) || term.needle.isIn(message.payload);
    case FilterKey::Subject:
        return holdsForSubject(term, message.subject);
    case FilterKey::Reply:
        return !message.reply.isEmpty() && holdsForSubject(term, message.reply);
    case FilterKey::Header:
        return holdsForHeaders(term, message.headerBlock);
    case FilterKey::Payload:
        return holdsForText(term, message.payload);
    case FilterKey::Json:
        return holdsForJson(term, message.payload);
    case FilterKey::Size:
        return compares(term.compare, qint64(message.size()), term.whole);
    case FilterKey::Status: {
        const auto status = nats::statusOf(message.headerBlock);
        return status && compares(term.compare, qint64(*status), term.whole);
    }
    default:
        return false;
    }
}

bool isWordOfMessage(FilterWord word, const Entry &message)
{
    const Traits traits = message.traits;
    switch (word) {
    case FilterWord::JetStream:
        return traits.testAnyFlags(Trait::JetStreamApi | Trait::Pull | Trait::Delivery
                                   | Trait::Ack);
    case FilterWord::Pull:
        return traits.testFlag(Trait::Pull);
    case FilterWord::Delivery:
        return traits.testFlag(Trait::Delivery);
    case FilterWord::Ack:
        return traits.testFlag(Trait::Ack);
    case FilterWord::ServiceError:
        return traits.testFlag(Trait::ServiceError);
    case FilterWord::Status:
        return traits.testFlag(Trait::Status);
    case FilterWord::Inbox:
        return traits.testFlag(Trait::Inbox);
    case FilterWord::System:
        return traits.testFlag(Trait::System);
    case FilterWord::Gap:
        return message.kind != EntryKind::Message;
    case FilterWord::Error:
        return traits.testFlag(Trait::ServiceError)
            || (traits.testFlag(Trait::Status)
                && nats::statusOf(message.headerBlock).value_or(0) >= kFirstErrorStatus);
    default:
        return false;
    }
}

} // namespace capture
