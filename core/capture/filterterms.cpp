// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

// The part of FilterReader that reads single terms.
#include "core/base/json.h"
#include "core/capture/filterreader.h"
#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

bool hasWildcard(QByteArrayView subject)
{
    return !nats::subject::checkPattern(subject) && nats::subject::checkLiteral(subject);
}

FilterCompare comparisonOf(QStringView op)
{
    return op == u">" ? FilterCompare::Greater
        : op == u">=" ? FilterCompare::GreaterOrEqual
        : op == u"<"  ? FilterCompare::Less
        : op == u"<=" ? FilterCompare::LessOrEqual
                      : FilterCompare::Equal;
}

// "“:”, “=” or “~”"
QString listed(QStringView operators)
{
    QStringList names;
    for (const QStringView op : operators.split(u' '))
        names += u"“%1”"_s.arg(op);
    if (names.size() == 1)
        return names.front();
    const QString last = names.takeLast();
    return Text::tr("%1 or %2").arg(names.join(u", "_s), last);
}

// A number of JSON as people write it; JSON's own are always that.
std::optional<double> readNumber(const QByteArray &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok && qIsFinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace

struct FilterReader::Value
{
    QByteArray bytes;
    QString text;
    bool quoted = false;
    bool missing = false;
    qsizetype begin = 0;
    qsizetype token = -1;
};

FilterReader::Value FilterReader::takeInQuotes()
{
    Value value;
    value.begin = m_pos;
    value.quoted = true;
    ++m_pos;
    while (!atEnd() && m_text[m_pos] != u'"')
        m_pos += m_text[m_pos] == u'\\' && m_pos + 1 < m_text.size() ? 2 : 1;
    value.text = m_text.sliced(value.begin + 1, m_pos - value.begin - 1);
    value.bytes = unquoted(value.text);
    const bool closed = isAt(u'"');
    m_pos += closed ? 1 : 0;
    value.token = add(FilterToken::Kind::Value, value.begin);
    if (!closed)
        failValue(Text::tr("A closing “\"” is expected here."), value);
    return value;
}

FilterReader::Value FilterReader::takeUntil(qsizetype end)
{
    Value value;
    value.begin = m_pos;
    m_pos = end;
    value.text = m_text.sliced(value.begin, m_pos - value.begin);
    value.bytes = value.text.toUtf8();
    value.missing = value.text.isEmpty();
    value.token = add(FilterToken::Kind::Value, value.begin);
    return value;
}

// Up to white space or a parenthesis; or what is in quotes.
FilterReader::Value FilterReader::takeValue()
{
    return isAt(u'"') ? takeInQuotes() : takeUntil(wordEnd());
}

// Also up to an operator.
FilterReader::Value FilterReader::takeName(bool json)
{
    if (isAt(u'"'))
        return takeInQuotes();
    const qsizetype last = wordEnd();
    qsizetype end = m_pos;
    // "~0" and "~1" are how a JSON pointer writes "~" and "/".
    const auto isEscape = [this, json, last](qsizetype pos) {
        return json && m_text[pos] == u'~' && pos + 1 < last
            && (m_text[pos + 1] == u'0' || m_text[pos + 1] == u'1');
    };
    while (end < last && (!isOperatorAt(end) || isEscape(end)))
        ++end;
    return takeUntil(end);
}

QStringView FilterReader::takeOperator()
{
    const qsizetype begin = m_pos;
    m_opposite = isAt(u'!');
    const bool pair = isAt(u'<') || isAt(u'>') || isAt(u'=') || isAt(u'!');
    ++m_pos;
    if (pair && isAt(u'='))
        ++m_pos;
    add(FilterToken::Kind::Operator, begin);
    const QStringView op = QStringView(m_text).sliced(begin, m_pos - begin);
    return op == u"==" || op == u"!=" ? u"=" : op;
}

void FilterReader::failValue(const QString &text, const Value &value)
{
    fail(text, value.begin);
    if (value.token >= 0)
        m_tokens[size_t(value.token)].kind = FilterToken::Kind::Bad;
}

// The operator was read last.
void FilterReader::failOperator(const QString &behind, QStringView operators, qsizetype begin)
{
    fail(Text::tr("After “%1”, %2 is expected, not “%3”.")
             .arg(behind, listed(operators), m_text.sliced(begin, m_pos - begin)),
         begin);
    m_tokens.back().kind = FilterToken::Kind::Bad;
    takeValue();
}

void FilterReader::failMissing(QStringView behind, FilterOperand operand, const Value &value)
{
    failValue(Text::tr("After “%1”, %2 is expected, for example %3.")
                  .arg(behind, nameOf(operand), exampleOf(operand)),
              value);
}

void FilterReader::readText(FilterTerm &term)
{
    const Value value = takeValue();
    if (!value.quoted) {
        if (const auto word = filterWord(value.text)) {
            term.key = FilterKey::Is;
            term.word = *word;
            m_tokens[size_t(value.token)].kind = FilterToken::Kind::Word;
            return;
        }
        if (hasWildcard(value.bytes)) {
            term.key = FilterKey::Subject;
            term.compare = FilterCompare::Pattern;
            term.text = value.bytes;
            return;
        }
    } else if (value.bytes.isEmpty()) {
        failValue(Text::tr("A text is expected between the quotes."), value);
    }
    term.key = FilterKey::Anything;
    term.compare = FilterCompare::Contains;
    term.needle = Needle(value.bytes, Needle::Case::IgnoredInAscii);
}

void FilterReader::readKeyed(FilterTerm &term, qsizetype keySize)
{
    const qsizetype begin = m_pos;
    const QString name = m_text.sliced(begin, keySize);
    m_pos += keySize;
    const FilterKeyRule *rule = filterKeyRule(name);
    add(rule ? FilterToken::Kind::Key : FilterToken::Kind::Bad, begin);
    skipSpace();
    const qsizetype opBegin = m_pos;
    const QStringView op = takeOperator();
    if (!rule) {
        fail(Text::tr("“%1” cannot be asked for. In quotes it is looked for as text.").arg(name),
             begin);
        takeValue();
        return;
    }
    if (!rule->operators.split(u' ').contains(op)) {
        failOperator(rule->name.toString(), rule->operators, opBegin);
        return;
    }
    term.key = rule->key;
    term.compare = op == u"~" ? FilterCompare::Contains : comparisonOf(op);
    skipSpaceBeforeValue();
    if (rule->operand == FilterOperand::Header || rule->operand == FilterOperand::Pointer) {
        readPart(term, begin);
        return;
    }
    Value value = takeValue();
    takeUnit(rule->operand, value);
    if (value.missing) {
        failMissing(QString(rule->name + op), rule->operand, value);
        return;
    }
    if (rule->operand == FilterOperand::Word)
        fillWord(term, value);
    else if (rule->operand == FilterOperand::Subject || rule->operand == FilterOperand::Text)
        fillText(term, value);
    else
        fillNumber(term, rule->operand, value);
    // “requester:web” is a part of it, unlike “requester=web”.
    if (term.key == FilterKey::Requester && op == u":")
        term.compare = FilterCompare::Contains;
    if (rule->operand == FilterOperand::Subject && op == u":") {
        const bool wild = hasWildcard(value.bytes);
        term.text = value.bytes;
        term.compare = wild             ? FilterCompare::Pattern
            : value.bytes.contains('.') ? FilterCompare::Equal
                                        : FilterCompare::Token;
        if (const auto error = nats::subject::checkPattern(value.bytes))
            failValue(error->text, value);
        else if (!value.quoted && hasPartialWildcard(value.bytes)) {
            failValue(Text::tr("A wildcard stands for all between two dots; “%1~” finds a part.")
                          .arg(rule->name),
                      value);
        }
    }
}

// "20 ms", as a view writes it.
void FilterReader::takeUnit(FilterOperand operand, Value &value)
{
    const bool span = operand == FilterOperand::Span;
    if ((!span && operand != FilterOperand::Size) || value.quoted || value.missing
        || !value.text.back().isDigit())
        return;
    const qsizetype end = m_pos;
    skipSpace();
    const QString text = value.text + QStringView(m_text).sliced(m_pos, wordEnd() - m_pos);
    if (!text.back().isDigit() && (span ? readSpan(text) : readSize(text))) {
        value.text = text;
        m_pos = wordEnd();
        m_tokens[size_t(value.token)].size = m_pos - value.begin;
    } else {
        m_pos = end;
    }
}

// header:NAME and json:POINTER, with a comparison of what they name perhaps.
void FilterReader::readPart(FilterTerm &term, qsizetype begin)
{
    const bool json = term.key == FilterKey::Json;
    const Value name = takeName(json);
    term.name = name.bytes;
    term.compare = FilterCompare::Has;
    if (json) {
        const auto problem = base::json::checkPointer(name.bytes);
        if (problem || name.bytes.isEmpty())
            failMissing(u"json:", FilterOperand::Pointer, name);
    } else if (name.bytes.isEmpty()) {
        failMissing(u"header:", FilterOperand::Header, name);
    }
    if (!isOperatorAt(afterSpace(m_pos)))
        return;
    skipSpace();
    const qsizetype opBegin = m_pos;
    const QStringView op = takeOperator();
    const QStringView operators = json ? u"= ~ > >= < <=" : u"= ~";
    if (!operators.split(u' ').contains(op)) {
        const QStringView behind = QStringView(m_text).sliced(begin, opBegin - begin).trimmed();
        failOperator(behind.toString(), operators, opBegin);
        return;
    }
    const bool ordered = op.front() == u'<' || op.front() == u'>';
    skipSpaceBeforeValue();
    const Value value = takeValue();
    if (value.missing) {
        failMissing(op, ordered ? FilterOperand::Whole : FilterOperand::Text, value);
        return;
    }
    term.compare = op == u"~" ? FilterCompare::Contains : comparisonOf(op);
    fillText(term, value);
    if (!ordered)
        return;
    const auto number = readNumber(value.bytes);
    if (!number)
        failValue(Text::tr("“%1” is not a number.").arg(value.text), value);
    term.number = number.value_or(0);
}

void FilterReader::fillText(FilterTerm &term, const Value &value)
{
    term.needle = Needle(value.bytes,
                         term.compare == FilterCompare::Contains ? Needle::Case::IgnoredInAscii
                                                                 : Needle::Case::Exact);
}

void FilterReader::fillWord(FilterTerm &term, const Value &value)
{
    const auto word = filterWord(value.text);
    if (!word) {
        failValue(Text::tr("“%1” is no word for what a message is; “%2” is one.")
                      .arg(value.text, exampleOf(FilterOperand::Word)),
                  value);
        return;
    }
    term.word = *word;
    m_tokens[size_t(value.token)].kind = FilterToken::Kind::Word;
}

void FilterReader::fillNumber(FilterTerm &term, FilterOperand operand, const Value &value)
{
    const auto refuse = [this, operand, &value] {
        failValue(Text::tr("“%1” is not %2; “%3” is one.")
                      .arg(value.text, nameOf(operand), exampleOf(operand)),
                  value);
    };
    if (operand == FilterOperand::Time) {
        const auto time = FilterTime::read(value.text);
        if (!time)
            return refuse();
        term.time = *time;
        return;
    }
    const auto number = operand == FilterOperand::Span ? readSpan(value.text)
        : operand == FilterOperand::Size               ? readSize(value.text)
                                                       : readWhole(value.text);
    if (!number)
        return refuse();
    term.whole = *number;
}

} // namespace capture
