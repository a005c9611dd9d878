// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/filterreader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

bool isOperator(QChar c)
{
    return c == u':' || c == u'=' || c == u'~' || c == u'<' || c == u'>';
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

// What each kind of term costs, roughly, in the order in which they are asked.
int costOf(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Is:
    case FilterKey::EntryNumber:
    case FilterKey::ConversationNumber:
    case FilterKey::At:
    case FilterKey::Replies:
    case FilterKey::Latency:
    case FilterKey::Last:
        return 0;
    case FilterKey::Size:
    case FilterKey::Subject:
    case FilterKey::Reply:
        return 1;
    case FilterKey::Requester:
    case FilterKey::Status:
    case FilterKey::Header:
        return 2;
    case FilterKey::Anything:
    case FilterKey::Payload:
        return 3;
    case FilterKey::Json:
        return 4;
    }
    return 0;
}

FilterNode opposite(FilterNode node)
{
    FilterNode negation;
    negation.kind = FilterNode::Kind::Not;
    negation.cost = node.cost;
    negation.parts.push_back(std::move(node));
    return negation;
}

FilterNode joined(FilterNode::Kind kind, std::vector<FilterNode> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    std::stable_sort(parts.begin(), parts.end(),
                     [](const FilterNode &a, const FilterNode &b) { return a.cost < b.cost; });
    FilterNode node;
    node.kind = kind;
    node.cost = parts.empty() ? 0 : parts.back().cost;
    node.parts = std::move(parts);
    return node;
}

} // namespace

FilterReader::FilterReader(const QString &text)
    : m_text(text)
{
    if (text.size() > Filter::kMaxText) {
        giveUp(Text::tr("A filter has at most %1 characters.").arg(Filter::kMaxText));
        return;
    }
    skipSpace();
    std::vector<FilterNode> parts;
    while (!atEnd()) {
        parts.push_back(readAlternatives(0));
        if (isAt(u')')) {
            fail(Text::tr("This “)” has no “(”."), m_pos);
            ++m_pos;
            add(FilterToken::Kind::Bad, m_pos - 1);
            skipSpace();
        }
    }
    m_root = joined(FilterNode::Kind::And, std::move(parts));
}

FilterNode FilterReader::readAlternatives(int depth)
{
    std::vector<FilterNode> parts;
    parts.push_back(readAll(depth));
    while (const qsizetype size = atOr()) {
        const qsizetype begin = m_pos;
        m_pos += size;
        add(FilterToken::Kind::Or, begin);
        skipSpace();
        parts.push_back(readAll(depth));
    }
    return joined(FilterNode::Kind::Or, std::move(parts));
}

FilterNode FilterReader::readAll(int depth)
{
    std::vector<FilterNode> parts;
    bool wanted = true;
    while (!atEnd() && !isAt(u')') && !atOr()) {
        if (const qsizetype size = wanted ? 0 : atAnd()) {
            const qsizetype begin = m_pos;
            m_pos += size;
            add(FilterToken::Kind::Or, begin);
            skipSpace();
            wanted = true;
            continue;
        }
        parts.push_back(readOne(depth));
        wanted = false;
        skipSpace();
    }
    if (wanted)
        fail(Text::tr("Something to look for is expected here."), m_pos);
    return joined(FilterNode::Kind::And, std::move(parts));
}

FilterNode FilterReader::readOne(int depth)
{
    bool negated = false;
    while (const qsizetype size = atNot()) {
        const qsizetype begin = m_pos;
        m_pos += size;
        add(FilterToken::Kind::Not, begin);
        negated = !negated;
        if (m_text[begin] != u'-')
            skipSpace();
    }
    if (atEnd() || m_text[m_pos].isSpace() || isAt(u')') || atOr() || atAnd()) {
        // An "and" where a term begins: there is nothing before it.
        fail(Text::tr("Something to look for is expected here."), m_pos);
        const qsizetype begin = m_pos;
        m_pos += atAnd();
        add(FilterToken::Kind::Bad, begin);
        return {};
    }
    FilterNode node = isAt(u'(') ? readGroup(depth) : readTerm();
    return negated ? opposite(std::move(node)) : node;
}

FilterNode FilterReader::readGroup(int depth)
{
    if (depth + 1 > Filter::kMaxDepth) {
        giveUp(Text::tr("Parentheses go at most %1 deep.").arg(Filter::kMaxDepth));
        return {};
    }
    const qsizetype open = m_pos;
    ++m_pos;
    const qsizetype token = add(FilterToken::Kind::Paren, open);
    skipSpace();
    FilterNode inside = readAlternatives(depth + 1);
    if (isAt(u')')) {
        ++m_pos;
        add(FilterToken::Kind::Paren, m_pos - 1);
    } else {
        fail(Text::tr("A “)” is missing for this “(”."), open);
        if (token >= 0)
            m_tokens[size_t(token)].kind = FilterToken::Kind::Bad;
    }
    return inside;
}

FilterNode FilterReader::readTerm()
{
    if (++m_terms > Filter::kMaxTerms) {
        giveUp(Text::tr("A filter has at most %1 terms.").arg(Filter::kMaxTerms));
        return {};
    }
    FilterNode node;
    node.kind = FilterNode::Kind::Term;
    m_opposite = false;
    if (const qsizetype key = keySize(); key > 0)
        readKeyed(node.term, key);
    else
        readText(node.term);
    node.cost = costOf(node.term);
    m_aboutConversations = m_aboutConversations || asksConversation(node.term);
    m_asksFacts = m_asksFacts || node.term.key == FilterKey::Requester
        || (node.term.key == FilterKey::Is && node.term.word == FilterWord::Pinned);
    return m_opposite ? opposite(std::move(node)) : node;
}

bool FilterReader::isDelimiter(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')' || c == u'"';
}

qsizetype FilterReader::afterSpace(qsizetype pos) const
{
    while (pos < m_text.size() && m_text[pos].isSpace())
        ++pos;
    return pos;
}

void FilterReader::skipSpace()
{
    m_pos = afterSpace(m_pos);
}

// What is the beginning of another term is no value.
void FilterReader::skipSpaceBeforeValue()
{
    const qsizetype begin = m_pos;
    skipSpace();
    if (atAnd() || atOr() || filterKeyRule(QStringView(m_text).sliced(m_pos, keySize())))
        m_pos = begin;
}

bool FilterReader::isOperatorAt(qsizetype pos) const
{
    if (pos >= m_text.size())
        return false;
    return isOperator(m_text[pos])
        || (m_text[pos] == u'!' && pos + 1 < m_text.size() && m_text[pos + 1] == u'=');
}

qsizetype FilterReader::wordEnd() const
{
    qsizetype end = m_pos;
    while (end < m_text.size() && !isDelimiter(m_text[end]))
        ++end;
    return end;
}

bool FilterReader::isAtKeyword(QStringView lower) const
{
    const QStringView rest = QStringView(m_text).sliced(qMin(m_pos, m_text.size()));
    if (rest.size() > lower.size() && !isDelimiter(rest[lower.size()]))
        return false;
    const QStringView word = rest.first(qMin(lower.size(), rest.size()));
    return word == lower || word == lower.toString().toUpper();
}

qsizetype FilterReader::atAnd() const
{
    return isAtKeyword(u"and") ? 3 : isAtKeyword(u"&&") ? 2 : 0;
}

qsizetype FilterReader::atOr() const
{
    return isAtKeyword(u"or") || isAtKeyword(u"||") ? 2 : 0;
}

qsizetype FilterReader::atNot() const
{
    return isAt(u'-') || isAt(u'!') ? 1 : isAtKeyword(u"not") ? 3 : 0;
}

qsizetype FilterReader::keySize() const
{
    qsizetype end = m_pos;
    while (end < m_text.size() && (isLetter(m_text[end]) || (end > m_pos && m_text[end] == u'-')))
        ++end;
    if (end == m_pos || isOperatorAt(end))
        return end - m_pos;
    // "latency > 20ms", too: only a known key, since any word may stand before a space.
    const QStringView name = QStringView(m_text).sliced(m_pos, end - m_pos);
    return isOperatorAt(afterSpace(end)) && filterKeyRule(name) ? name.size() : 0;
}

qsizetype FilterReader::add(FilterToken::Kind kind, qsizetype begin)
{
    if (m_pos == begin)
        return -1;
    m_tokens.push_back({kind, begin, m_pos - begin});
    return qsizetype(m_tokens.size()) - 1;
}

void FilterReader::fail(const QString &text, qsizetype offset)
{
    if (!m_error)
        m_error = base::Error{base::ErrorKind::InvalidInput, text, offset};
}

void FilterReader::giveUp(const QString &text)
{
    if (!m_error)
        m_error = base::Error{base::ErrorKind::Limit, text, m_pos};
    const qsizetype begin = m_pos;
    m_pos = m_text.size();
    add(FilterToken::Kind::Bad, begin);
}

} // namespace capture
