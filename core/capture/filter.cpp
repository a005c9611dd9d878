// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filter.h"

#include "core/capture/filterkeys.h"
#include "core/capture/filterreader.h"
#include "core/capture/filterrow.h"
#include "core/nats/subject.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

// Whether the text, as it is, reads as one value again.
bool isPlain(QStringView text)
{
    return !text.isEmpty() && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || !c.isPrint() || c == u'(' || c == u')' || c == u'"' || c == u'\\'
            || c == u'=' || c == u'~' || c == u'<';
    });
}

QString operand(QByteArrayView value)
{
    const QString text = QString::fromUtf8(value);
    return text.toUtf8() == value && isPlain(text) ? text : quoted(value);
}

QString subjectTerm(QStringView key, QByteArrayView subject)
{
    // What is a single token after ":" is looked for among the tokens.
    const bool pattern = !nats::subject::checkPattern(subject)
        && (subject.contains('.') || nats::subject::checkLiteral(subject));
    const QString text = hasPartialWildcard(subject) ? quoted(subject) : operand(subject);
    return key + (pattern ? u':' : u'=') + text;
}

// "18.2 ms" as a view shows it.
QString measure(QByteArrayView value)
{
    QString text = QString::fromUtf8(value).remove(u',');
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

QString headerTerm(QByteArrayView header)
{
    const qsizetype colon = header.indexOf(':');
    const QByteArrayView name = colon < 0 ? header : header.first(colon);
    const QString term = u"header:" + (name.contains('>') ? quoted(name) : operand(name));
    return colon < 0 ? term : QString(term + u'=' + operand(header.sliced(colon + 1).trimmed()));
}

} // namespace

Filter::Filter() = default;

base::Result<Filter> Filter::parse(const QString &text)
{
    FilterReader reader(text);
    if (reader.error())
        return *reader.error();
    Filter filter;
    filter.m_text = text;
    FilterNode root = reader.takeRoot();
    if (root.kind == FilterNode::Kind::And && root.parts.empty())
        return filter;
    filter.m_aboutConversations = reader.isAboutConversations();
    filter.m_asksFacts = reader.asksFacts();
    filter.m_root = std::make_shared<const FilterNode>(std::move(root));
    return filter;
}

std::vector<FilterToken> Filter::tokens(const QString &text)
{
    return FilterReader(text).tokens();
}

bool Filter::isEmpty() const
{
    return !m_root;
}

bool Filter::matches(const Capture &capture, Number number, const Facts &facts) const
{
    return !m_root || FilterRow(capture, facts, number).passes(*m_root);
}

bool Filter::matchesConversation(const Capture &capture, ConversationId id,
                                 const Facts &facts) const
{
    return !m_root || FilterRow(capture, facts, capture.conversations().at(id)).passes(*m_root);
}

bool asksConversation(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Replies:
    case FilterKey::Latency:
    case FilterKey::Last:
    case FilterKey::Requester:
    case FilterKey::ConversationNumber:
        return true;
    case FilterKey::Is:
        break;
    default:
        return false;
    }
    switch (term.word) {
    case FilterWord::Pull:
    case FilterWord::Delivery:
    case FilterWord::Ack:
    case FilterWord::ServiceError:
    case FilterWord::Status:
    case FilterWord::Inbox:
    case FilterWord::System:
    case FilterWord::Gap:
    case FilterWord::Pinned:
    case FilterWord::Error:
        return false;
    default:
        return true;
    }
}

QString filterTerm(FilterField field, const QString &value)
{
    return filterTerm(field, value.toUtf8());
}

QString filterTerm(FilterField field, const QByteArray &value)
{
    switch (field) {
    case FilterField::Subject:
        return subjectTerm(u"subject", value);
    case FilterField::Reply:
        return subjectTerm(u"reply", value);
    case FilterField::Requester:
        return u"requester=" + operand(value);
    case FilterField::State:
        return u"is:" + QString::fromUtf8(value);
    case FilterField::Latency:
        return u"latency>=" + measure(value);
    case FilterField::Size:
        return u"size:" + measure(value);
    case FilterField::Header:
        return headerTerm(value);
    case FilterField::Payload:
        return u"payload~" + quoted(value);
    }
    return {};
}

} // namespace capture
