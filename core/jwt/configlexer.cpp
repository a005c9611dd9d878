// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/configlexer.h"

#include <QtCore/QCoreApplication>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::ConfigLexer)
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
bool isNewLine(char c)
{
    return c == '\n' || c == '\r';
}
bool isSpace(char c)
{
    return isBlank(c) || isNewLine(c) || c == '\v' || c == '\f';
}
bool isSeparator(char c)
{
    return c == ':' || c == '=';
}
// What ends a text without quotes, beside the end of the file. Not "#": "a#b" is a text.
bool endsText(char c)
{
    return isBlank(c) || isNewLine(c) || c == ';' || c == ',' || c == ']' || c == '}';
}

int hexDigit(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

QString shown(char c)
{
    const bool printable = c > ' ' && c < 0x7f;
    return printable ? QString(QLatin1Char(c))
                     : QString::fromLatin1("\\x" + QByteArray(1, c).toHex());
}

} // namespace

ConfigLexer::ConfigLexer(QByteArray content)
    : m_content(std::move(content))
{}

base::Result<ConfigToken> ConfigLexer::next()
{
    switch (m_expect) {
    case Expect::Value:
        return value();
    case Expect::ValueEnd:
    case Expect::ElementEnd:
        if (auto problem = valueEnd())
            return *std::move(problem);
        break;
    case Expect::Key:
    case Expect::Element:
    case Expect::Nothing:
        break;
    }
    if (m_expect == Expect::Nothing)
        return token(ConfigToken::Type::End);
    skipBlanks();
    mark();
    if (m_expect == Expect::Key)
        return key();
    if (atEnd())
        return endInside();
    if (peek() == ']')
        return close();
    if (peek() == ',')
        return fail(Text::tr("expected a value of the array, got ','"));
    return value();
}

base::Result<ConfigToken> ConfigLexer::key()
{
    // NATS: braces around the whole file mean nothing.
    while (m_open.empty() && !atEnd() && (peek() == '{' || peek() == '}')) {
        advance(1);
        skipBlanks();
        mark();
    }
    if (atEnd()) {
        if (!m_open.empty())
            return endInside();
        m_expect = Expect::Nothing;
        return token(ConfigToken::Type::End);
    }
    if (peek() == '}')
        return close();
    if (isSeparator(peek()))
        return fail(Text::tr("expected a name, got '%1'").arg(shown(peek())));

    ConfigToken found;
    if (peek() == '"' || peek() == '\'') {
        // No escapes in a quoted name.
        const qsizetype end = m_content.indexOf(peek(), m_at + 1);
        if (end < 0)
            return fail(Text::tr("the name's closing quote is missing"));
        found = token(ConfigToken::Type::Key, m_content.sliced(m_at + 1, end - m_at - 1));
        advance(end + 1 - m_at);
    } else {
        qsizetype end = m_at;
        while (end < m_content.size() && !isSpace(m_content[end]) && !isSeparator(m_content[end]))
            ++end;
        found = token(ConfigToken::Type::Key, m_content.sliced(m_at, end - m_at));
        const bool separated = end < m_content.size() && isSeparator(m_content[end]);
        advance(end - m_at);
        if (!separated && found.text.compare("include", Qt::CaseInsensitive) == 0)
            return include();
    }
    skipSpace(true);
    if (!atEnd() && isSeparator(peek()))
        advance(1);
    m_expect = Expect::Value;
    return found;
}

base::Result<ConfigToken> ConfigLexer::include()
{
    skipSpace(false);
    mark();
    if (atEnd() || isNewLine(peek()))
        return fail(Text::tr("expected the name of the file to include"));
    if (peek() == '"' || peek() == '\'')
        return quoted(ConfigToken::Type::Include);
    auto name = bare();
    if (name)
        name.value().type = ConfigToken::Type::Include;
    return name;
}

base::Result<ConfigToken> ConfigLexer::value()
{
    skipSpace(false);
    mark();
    if (atEnd())
        return fail(Text::tr("expected a value, got the end of the file"));
    switch (peek()) {
    case '[':
        return open(Container::Array);
    case '{':
        return open(Container::Map);
    case '"':
    case '\'':
        return quoted(ConfigToken::Type::Text);
    case '(':
        return block();
    case '\r':
    case '\n':
        return fail(Text::tr("expected a value, got the end of the line"));
    default:
        return bare();
    }
}

base::Result<ConfigToken> ConfigLexer::quoted(ConfigToken::Type type)
{
    const char quote = peek();
    QByteArray text;
    qsizetype at = m_at + 1;
    const qsizetype size = m_content.size();
    for (; at < size && m_content[at] != quote; ++at) {
        // NATS: only double quotes know escapes.
        if (m_content[at] != '\\' || quote == '\'') {
            text += m_content[at];
            continue;
        }
        const char escape = ++at < size ? m_content[at] : '\0';
        const int high = at + 1 < size ? hexDigit(m_content[at + 1]) : -1;
        const int low = at + 2 < size ? hexDigit(m_content[at + 2]) : -1;
        if (escape == 't' || escape == 'n' || escape == 'r')
            text += escape == 't' ? '\t' : escape == 'n' ? '\n' : '\r';
        else if (escape == '"' || escape == '\\')
            text += escape;
        else if (escape == 'x' && high >= 0 && low >= 0)
            text += char(high * 16 + low), at += 2;
        else
            return fail(
                Text::tr("'\\%1' is no escape in a text: \\t, \\n, \\r, \\\", \\\\ and \\x41 are")
                    .arg(at < size ? shown(escape) : QString()));
    }
    if (at >= size)
        return fail(Text::tr("the text's closing quote is missing"));
    ConfigToken found = token(type, std::move(text));
    advance(at + 1 - m_at);
    valueDone();
    return found;
}

// NATS: "(" to a ")" that stands on a line of its own.
base::Result<ConfigToken> ConfigLexer::block()
{
    for (qsizetype at = m_at + 1;; ++at) {
        at = m_content.indexOf(')', at);
        if (at < 0)
            return fail(Text::tr("the block's ')' on a line of its own is missing"));
        const bool begins = m_content[at - 1] == '\n';
        const bool ends = at + 1 == m_content.size() || isNewLine(m_content[at + 1]);
        if (!begins || !ends)
            continue;
        ConfigToken found
            = token(ConfigToken::Type::Text, m_content.sliced(m_at + 1, at - m_at - 1));
        advance(at + 1 - m_at);
        valueDone();
        return found;
    }
}

base::Result<ConfigToken> ConfigLexer::bare()
{
    qsizetype end = m_at;
    while (end < m_content.size() && !endsText(m_content[end]))
        ++end;
    if (end == m_at)
        return fail(Text::tr("expected a value, got '%1'").arg(shown(peek())));
    QByteArray text = m_content.sliced(m_at, end - m_at);
    // NATS: "$2a$" begins a bcrypt hash, not a variable.
    const bool variable = text.size() > 1 && text.startsWith('$') && !text.startsWith("$2a$");
    ConfigToken found = variable ? token(ConfigToken::Type::Variable, text.sliced(1))
                                 : token(ConfigToken::Type::Text, std::move(text));
    advance(end - m_at);
    valueDone();
    return found;
}

std::optional<base::Error> ConfigLexer::valueEnd()
{
    const bool inArray = m_expect == Expect::ElementEnd;
    skipSpace(false);
    mark();
    if (atEnd()) {
        if (!m_open.empty())
            return endInside();
        m_expect = Expect::Key;
        return {};
    }
    const char c = peek();
    const bool closes = c == (inArray ? ']' : '}');
    const bool separates = isNewLine(c) || c == ',' || (c == ';' && !inArray);
    if (!separates && !closes && !atComment()) {
        return fail(inArray ? Text::tr("expected ',' or ']' after a value, got '%1'").arg(shown(c))
                            : Text::tr("expected the value to end, got '%1'").arg(shown(c)));
    }
    if (separates)
        advance(1);
    // In an array a line end may precede its comma.
    if (inArray && isNewLine(c)) {
        skipBlanks();
        if (!atEnd() && peek() == ',')
            advance(1);
    }
    m_expect = inArray ? Expect::Element : Expect::Key;
    return {};
}

base::Result<ConfigToken> ConfigLexer::open(Container container)
{
    if (m_open.size() >= kMaxDepth)
        return fail(Text::tr("nested deeper than %1 levels").arg(kMaxDepth));
    m_open.push_back(container);
    m_expect = container == Container::Map ? Expect::Key : Expect::Element;
    advance(1);
    return token(container == Container::Map ? ConfigToken::Type::MapStart
                                             : ConfigToken::Type::ArrayStart);
}

base::Result<ConfigToken> ConfigLexer::close()
{
    const bool map = m_open.back() == Container::Map;
    m_open.pop_back();
    advance(1);
    valueDone();
    return token(map ? ConfigToken::Type::MapEnd : ConfigToken::Type::ArrayEnd);
}

void ConfigLexer::valueDone()
{
    const bool inArray = !m_open.empty() && m_open.back() == Container::Array;
    m_expect = inArray ? Expect::ElementEnd : Expect::ValueEnd;
}

base::Error ConfigLexer::endInside()
{
    mark();
    return fail(m_open.back() == Container::Map
                    ? Text::tr("the file ends inside a map: '}' is missing")
                    : Text::tr("the file ends inside an array: ']' is missing"));
}

char ConfigLexer::peek(qsizetype ahead) const
{
    return m_at + ahead < m_content.size() ? m_content[m_at + ahead] : '\0';
}

void ConfigLexer::advance(qsizetype count)
{
    const QByteArrayView passed = QByteArrayView(m_content).sliced(m_at, count);
    for (qsizetype at = 0; (at = passed.indexOf('\n', at)) >= 0;) {
        ++m_line;
        m_lineStart = m_at + ++at;
    }
    m_at += count;
}

void ConfigLexer::skipSpace(bool newLines)
{
    qsizetype end = m_at;
    while (end < m_content.size() && (newLines ? isSpace(m_content[end]) : isBlank(m_content[end])))
        ++end;
    advance(end - m_at);
}

void ConfigLexer::skipBlanks()
{
    for (;;) {
        skipSpace(true);
        if (!atComment())
            return;
        const qsizetype end = m_content.indexOf('\n', m_at);
        advance((end < 0 ? m_content.size() : end) - m_at);
    }
}

bool ConfigLexer::atComment() const
{
    return peek() == '#' || (peek() == '/' && peek(1) == '/');
}

void ConfigLexer::mark()
{
    m_tokenLine = m_line;
    m_tokenColumn = int(m_at - m_lineStart) + 1;
}

ConfigToken ConfigLexer::token(ConfigToken::Type type, QByteArray text) const
{
    return {type, std::move(text), m_tokenLine, m_tokenColumn};
}

base::Error ConfigLexer::fail(const QString &text)
{
    m_expect = Expect::Nothing;
    return {base::ErrorKind::InvalidInput,
            QStringLiteral("%1:%2: %3").arg(m_tokenLine).arg(m_tokenColumn).arg(text), m_at};
}

} // namespace jwt
