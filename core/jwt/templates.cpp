// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/templates.h"

#include "core/jwt/subjects.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Templates)
};

struct Span
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

// The server's regular expression {{2}([^}]+)}{2}: two braces, at least one character that is not
// a closing brace, two closing braces.
std::optional<Span> nextTemplate(QByteArrayView entry, qsizetype from)
{
    while (true) {
        const qsizetype begin = entry.indexOf("{{", from);
        if (begin < 0)
            return std::nullopt;
        const qsizetype close = entry.indexOf('}', begin + 2);
        if (close < 0)
            return std::nullopt;
        if (close > begin + 2 && close + 1 < entry.size() && entry[close + 1] == '}')
            return Span{begin, close + 2};
        // No later opening can do better with this closing brace.
        from = close + 1;
    }
}

struct Function
{
    QByteArray written; ///< with its braces
    QList<QByteArray> values;
    bool isTag = false;
    bool defined = true;
    QString missing; ///< why there is no value
};

bool isCall(QByteArrayView operation, QByteArrayView name)
{
    return operation.compare(name, Qt::CaseInsensitive) == 0;
}

// The text between "tag(" and ")"; as in the server, only a lower-case "tag(" is taken off.
std::optional<QByteArray> argumentOf(const QByteArray &operation, QByteArrayView prefix)
{
    if (operation.size() < prefix.size() || !operation.endsWith(')')
        || !isCall(QByteArrayView(operation).first(prefix.size()), prefix))
        return std::nullopt;
    QByteArray argument = operation;
    if (argument.startsWith(prefix))
        argument.remove(0, prefix.size());
    if (argument.endsWith(')'))
        argument.chop(1);
    return argument.toLower();
}

Function functionOf(const QByteArray &written, const TemplateValues &values, ExpansionRoom &room)
{
    const QByteArray operation = written.sliced(2, written.size() - 4).trimmed();
    if (isCall(operation, "name()"))
        return {written, {values.name}, false, true, {}};
    if (isCall(operation, "subject()"))
        return {written, {values.subject}, false, true, {}};
    if (isCall(operation, "account-name()"))
        return {written, {values.accountName}, false, true, {}};
    if (isCall(operation, "account-subject()"))
        return {written, {values.accountSubject}, false, true, {}};
    for (const bool ofAccount : {false, true}) {
        const auto argument = argumentOf(operation, ofAccount ? "account-tag(" : "tag(");
        if (!argument)
            continue;
        Function function{written,
                          ofAccount ? room.accountTags.values(values.accountTags, *argument)
                                    : room.tags.values(values.tags, *argument),
                          true,
                          true,
                          {}};
        if (function.values.isEmpty()) {
            const QString tag = subjectText(*argument);
            function.missing = ofAccount ? Text::tr("the account has no tag “%1”").arg(tag)
                                         : Text::tr("the user has no tag “%1”").arg(tag);
        }
        return function;
    }
    return {written, {}, false, false, {}};
}

// An entry cut at its templates: text, function, text, function, …, text.
struct Parsed
{
    std::vector<QByteArrayView> texts;
    std::vector<Function> functions;
    std::vector<size_t> sameAs; ///< the first function written like this one: they go together
    bool insideToken = false;
};

Parsed parse(QByteArrayView entry, const TemplateValues &values, ExpansionRoom &room)
{
    Parsed parsed;
    QHash<QByteArray, size_t> first;
    qsizetype at = 0;
    for (auto span = nextTemplate(entry, 0); span; span = nextTemplate(entry, at)) {
        const bool startsToken = span->begin == 0 || entry[span->begin - 1] == '.';
        const bool endsToken = span->end == entry.size() || entry[span->end] == '.';
        parsed.insideToken = parsed.insideToken || !startsToken || !endsToken;
        const QByteArrayView view = entry.sliced(span->begin, span->end - span->begin);
        const QByteArray written(view.data(), view.size());
        const size_t index = parsed.functions.size();
        if (!first.contains(written))
            first.insert(written, index);
        parsed.sameAs.push_back(first.value(written));
        // What is written twice is looked up once: names and tags may be long and many.
        parsed.functions.push_back(first.value(written) == index
                                       ? functionOf(written, values, room)
                                       : parsed.functions[first.value(written)]);
        parsed.texts.push_back(entry.sliced(at, span->begin - at));
        at = span->end;
    }
    parsed.texts.push_back(entry.sliced(at));
    return parsed;
}

bool hasTags(const Parsed &parsed)
{
    return std::any_of(parsed.functions.begin(), parsed.functions.end(),
                       [](const Function &function) { return function.isTag; });
}

// How many combinations there are; nothing if more than there is room for.
std::optional<qsizetype> combinations(const Parsed &parsed, const ExpansionRoom &room)
{
    qsizetype count = 1;
    qsizetype longest = 0;
    for (const QByteArrayView text : parsed.texts)
        longest += text.size();
    for (const Function &function : parsed.functions) {
        if (count > kMaxExpansions / function.values.size())
            return std::nullopt;
        count *= function.values.size();
        qsizetype size = 0;
        for (const QByteArray &value : function.values)
            size = qMax(size, value.size());
        longest += size;
        if (longest > room.bytes)
            return std::nullopt;
    }
    // The server counts only what tags multiply.
    if ((hasTags(parsed) && (count > room.entries || count > room.attempts))
        || count > room.bytes / qMax<qsizetype>(longest, 1))
        return std::nullopt;
    return count;
}

// The last function's values change fastest, as the digits of a number do.
QByteArray combination(const Parsed &parsed, qsizetype number, qsizetype count)
{
    std::vector<qsizetype> choice;
    for (const Function &function : parsed.functions) {
        count /= function.values.size();
        choice.push_back(number / count % function.values.size());
    }
    QByteArray subject;
    for (size_t i = 0; i < parsed.functions.size(); ++i) {
        const size_t from = parsed.sameAs[i];
        subject.append(parsed.texts[i]).append(parsed.functions[from].values[choice[from]]);
    }
    return subject.append(parsed.texts.back());
}

// Why the entry as a whole comes to nothing; else the number of its combinations.
std::optional<qsizetype> check(const Parsed &parsed, const ExpansionRoom &room,
                               Expansion &expansion)
{
    for (const Function &function : parsed.functions) {
        if (!function.defined) {
            expansion.outcome = Expansion::Outcome::Undefined;
            expansion.why
                = Text::tr("the function %1 does not exist").arg(subjectText(function.written));
            return std::nullopt;
        }
        if (expansion.why.isEmpty())
            expansion.why = function.missing;
    }
    if (!expansion.why.isEmpty()) {
        expansion.outcome = Expansion::Outcome::Vanished;
        return std::nullopt;
    }
    const auto count = combinations(parsed, room);
    if (!count) {
        expansion.outcome = Expansion::Outcome::TooMany;
        expansion.why
            = Text::tr("the list would have more than %1 entries or 4 MiB").arg(kMaxExpansions);
    }
    return count;
}

} // namespace

QList<QByteArray> TagIndex::values(const QList<QByteArray> &tags, const QByteArray &name)
{
    const auto known = m_found.constFind(name);
    if (known != m_found.cend())
        return known.value();
    if (!m_sorted) {
        m_sorted.emplace();
        for (qsizetype i = 0; i < tags.size(); ++i)
            m_sorted->emplace_back(tags[i], i);
        std::sort(m_sorted->begin(), m_sorted->end());
    }
    const QByteArray prefix = name + ':';
    std::vector<qsizetype> places;
    for (auto tag
         = std::lower_bound(m_sorted->begin(), m_sorted->end(), std::pair(prefix, qsizetype(0)));
         tag != m_sorted->end() && tag->first.startsWith(prefix); ++tag)
        places.push_back(tag->second);
    std::sort(places.begin(), places.end());
    QList<QByteArray> values;
    for (const qsizetype place : places) {
        if (values.size() <= kMaxExpansions)
            values += tags[place].sliced(prefix.size());
    }
    m_found.insert(name, values);
    return values;
}

bool hasTemplate(QByteArrayView entry)
{
    return nextTemplate(entry, 0).has_value();
}

Expansion expandTemplates(QByteArrayView entry, const TemplateValues &values, ExpansionRoom &room)
{
    const Parsed parsed = parse(entry, values, room);
    Expansion expansion;
    expansion.insideToken = parsed.insideToken;
    const auto count = check(parsed, room, expansion);
    if (!count)
        return expansion;

    if (hasTags(parsed))
        room.attempts -= *count;
    qsizetype invalid = 0;
    QSet<QByteArray> known;
    for (qsizetype i = 0; i < *count; ++i) {
        const QByteArray subject = combination(parsed, i, *count);
        room.bytes -= subject.size();
        if (!isValidSubject(subject)) {
            ++invalid;
            if (expansion.why.isEmpty())
                expansion.why = Text::tr("“%1” is no subject").arg(subjectText(subject));
            continue;
        }
        room.entries -= 1;
        if (!known.contains(subject)) {
            known.insert(subject);
            expansion.subjects += subject;
        }
    }
    if (invalid > 0)
        expansion.outcome
            = invalid == *count ? Expansion::Outcome::Vanished : Expansion::Outcome::PartlyVanished;
    return expansion;
}

} // namespace jwt
