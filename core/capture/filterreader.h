// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/filter.h"
#include "core/capture/filterkeys.h"

namespace capture {

// Reads a filter's text once, to the end whatever it is: the meaning of what is right, a token for
// everything, and the first mistake.
class FilterReader final
{
public:
    explicit FilterReader(const QString &text);

    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }
    [[nodiscard]] FilterNode takeRoot() { return std::move(m_root); }
    [[nodiscard]] const std::vector<FilterToken> &tokens() const { return m_tokens; }
    [[nodiscard]] bool isAboutConversations() const { return m_aboutConversations; }
    [[nodiscard]] bool asksFacts() const { return m_asksFacts; }

private:
    struct Value;

    FilterNode readAlternatives(int depth);
    FilterNode readAll(int depth);
    FilterNode readOne(int depth);
    FilterNode readGroup(int depth);
    FilterNode readTerm();
    void readKeyed(FilterTerm &term, qsizetype keySize);
    void readText(FilterTerm &term);
    void readPart(FilterTerm &term, qsizetype begin);
    Value takeValue();
    Value takeName(bool json); // of a header, or a JSON pointer
    Value takeInQuotes();
    Value takeUntil(qsizetype end);
    void takeUnit(FilterOperand operand, Value &value);
    QStringView takeOperator();

    void fillText(FilterTerm &term, const Value &value);
    void fillNumber(FilterTerm &term, FilterOperand operand, const Value &value);
    void fillWord(FilterTerm &term, const Value &value);

    void skipSpace();
    void skipSpaceBeforeValue();
    [[nodiscard]] qsizetype afterSpace(qsizetype pos) const;
    [[nodiscard]] bool isOperatorAt(qsizetype pos) const;
    [[nodiscard]] qsizetype wordEnd() const;        // the next delimiter
    [[nodiscard]] static bool isDelimiter(QChar c); // ends a word that is not in quotes
    [[nodiscard]] bool atEnd() const { return m_pos >= m_text.size(); }
    [[nodiscard]] bool isAt(QChar c) const { return !atEnd() && m_text[m_pos] == c; }
    [[nodiscard]] bool isAtKeyword(QStringView lower) const;
    // Their size, here; 0 if something else is.
    [[nodiscard]] qsizetype atAnd() const;
    [[nodiscard]] qsizetype atOr() const;
    [[nodiscard]] qsizetype atNot() const;
    [[nodiscard]] qsizetype keySize() const; // of a key with its operator behind it; else 0
    qsizetype add(FilterToken::Kind kind, qsizetype begin);
    void fail(const QString &text, qsizetype offset);
    void failValue(const QString &text, const Value &value);
    void failOperator(const QString &behind, QStringView operators, qsizetype begin);
    void failMissing(QStringView behind, FilterOperand operand, const Value &value);
    void giveUp(const QString &text);

    QString m_text;
    qsizetype m_pos = 0;
    int m_terms = 0;
    bool m_aboutConversations = false;
    bool m_asksFacts = false;
    bool m_opposite = false; // the operator read last was "!="
    FilterNode m_root;
    std::vector<FilterToken> m_tokens;
    std::optional<base::Error> m_error;
};

} // namespace capture
