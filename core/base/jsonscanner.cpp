// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/jsonscanner.h"

#include <QtCore/QCoreApplication>

#include <charconv>
#include <string_view>

namespace base::json {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(JsonScanner)
};

constexpr char32_t kReplacement = 0xfffd;

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

// The four hex digits at the start of `at`; nothing if there are none.
std::optional<char32_t> hexOf(QByteArrayView at)
{
    if (at.size() < 4)
        return std::nullopt;
    quint32 code = 0;
    const auto [end, problem] = std::from_chars(at.data(), at.data() + 4, code, 16);
    if (problem != std::errc() || end != at.data() + 4)
        return std::nullopt;
    return char32_t(code);
}

void appendUtf8(QByteArray &out, char32_t code)
{
    const auto low = [code](int shift) {
        return char(0x80 | ((code >> shift) & 0x3f));
    };
    if (code < 0x80) {
        out.append(char(code));
    } else if (code < 0x800) {
        out.append(char(0xc0 | (code >> 6))).append(low(0));
    } else if (code < 0x10000) {
        out.append(char(0xe0 | (code >> 12))).append(low(6)).append(low(0));
    } else {
        out.append(char(0xf0 | (code >> 18))).append(low(12)).append(low(6)).append(low(0));
    }
}

// What "\uXXXX" at the start of `at` stands for, a pair of them together.
char32_t unicodeAt(QByteArrayView at, qsizetype &size)
{
    size = 6;
    const char32_t first = hexOf(at.sliced(2)).value_or(kReplacement);
    if (first < 0xd800 || first > 0xdfff)
        return first;
    if (first >= 0xdc00 || at.size() < 12 || at[6] != '\\' || at[7] != 'u')
        return kReplacement;
    const char32_t second = hexOf(at.sliced(8)).value_or(0);
    if (second < 0xdc00 || second > 0xdfff)
        return kReplacement;
    size = 12;
    return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

char plainEscape(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return letter;
    }
}

} // namespace

Scanner::Scanner(QByteArrayView document)
    : m_document(document)
{}

void Scanner::fail(const QString &text)
{
    if (!m_error)
        m_error
            = Error{ErrorKind::InvalidInput, Text::tr("%1 (byte %2)").arg(text).arg(m_at), m_at};
}

void Scanner::skipSpace()
{
    while (m_at < m_document.size()
           && (m_document[m_at] == ' ' || m_document[m_at] == '\t' || m_document[m_at] == '\r'
               || m_document[m_at] == '\n'))
        ++m_at;
}

bool Scanner::take(char byte)
{
    skipSpace();
    if (failed() || peek() != byte || m_at >= m_document.size())
        return false;
    ++m_at;
    return true;
}

void Scanner::expect(char byte)
{
    if (!take(byte))
        fail(Text::tr("“%1” was expected").arg(QLatin1Char(byte)));
}

Scanner::Kind Scanner::kind()
{
    skipSpace();
    if (failed() || m_at >= m_document.size())
        return Kind::Nothing;
    switch (peek()) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::Text;
    case 't':
        return Kind::True;
    case 'f':
        return Kind::False;
    case 'n':
        return Kind::Null;
    default:
        return peek() == '-' || isDigit(peek()) ? Kind::Number : Kind::Nothing;
    }
}

void Scanner::openObject()
{
    expect('{');
    m_first = true;
}

std::optional<QByteArrayView> Scanner::key()
{
    if (take('}')) {
        m_first = false;
        return std::nullopt;
    }
    if (!m_first)
        expect(',');
    m_first = false;
    QByteArrayView name = rawText();
    expect(':');
    if (failed())
        return std::nullopt;
    if (name.contains('\\')) {
        m_name = unescaped(name);
        name = m_name;
    }
    return name;
}

void Scanner::openArray()
{
    expect('[');
    m_first = true;
}

bool Scanner::element()
{
    if (take(']')) {
        m_first = false;
        return false;
    }
    if (!m_first)
        expect(',');
    m_first = false;
    return !failed();
}

// Behind the backslash.
bool Scanner::escape()
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    if (peek() == 'u') {
        if (!hexOf(m_document.sliced(m_at + 1)))
            return false;
        m_at += 5;
        return true;
    }
    if (m_at >= m_document.size() || letters.find(peek()) == std::string_view::npos)
        return false;
    ++m_at;
    return true;
}

QByteArrayView Scanner::rawText()
{
    expect('"');
    const char *const bytes = m_document.data();
    const qsizetype begin = m_at;
    while (!failed()) {
        while (m_at < m_document.size() && bytes[m_at] != '"' && bytes[m_at] != '\\'
               && uchar(bytes[m_at]) >= 0x20)
            ++m_at;
        if (m_at >= m_document.size()) {
            fail(Text::tr("the end of the text was expected"));
        } else if (bytes[m_at] == '"') {
            ++m_at;
            return m_document.sliced(begin, m_at - 1 - begin);
        } else if (bytes[m_at] != '\\') {
            fail(Text::tr("control characters must be escaped"));
        } else {
            ++m_at;
            if (!escape())
                fail(Text::tr("an escape was expected"));
        }
    }
    return {};
}

QByteArray Scanner::text()
{
    return unescaped(rawText());
}

QByteArray Scanner::unescaped(QByteArrayView raw)
{
    qsizetype at = raw.indexOf('\\');
    if (at < 0)
        return raw.toByteArray();
    QByteArray out;
    out.reserve(raw.size());
    while (at >= 0 && at + 1 < raw.size()) {
        out.append(raw.first(at));
        qsizetype size = 2;
        if (raw[at + 1] == 'u')
            appendUtf8(out, unicodeAt(raw.sliced(at), size));
        else
            out.append(plainEscape(raw[at + 1]));
        raw = raw.sliced(qMin(at + size, raw.size()));
        at = raw.indexOf('\\');
    }
    return out.append(raw);
}

quint64 Scanner::number()
{
    skipSpace();
    const qsizetype begin = m_at;
    quint64 value = 0;
    const char *const from = m_document.data() + begin;
    const auto [end, problem] = std::from_chars(from, m_document.data() + m_document.size(), value);
    skipNumber();
    if (!failed() && (problem != std::errc() || end != m_document.data() + m_at)) {
        m_at = begin;
        fail(Text::tr("a whole number was expected"));
    }
    return value;
}

qsizetype Scanner::digits()
{
    const qsizetype begin = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at - begin;
}

// RFC 8259: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
void Scanner::skipNumber()
{
    const auto bad = [this] {
        fail(Text::tr("a number was expected"));
    };
    if (peek() == '-')
        ++m_at;
    const bool zero = peek() == '0';
    const qsizetype whole = digits();
    if (whole == 0 || (zero && whole > 1))
        return bad();
    if (peek() == '.') {
        ++m_at;
        if (digits() == 0)
            return bad();
    }
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (digits() == 0)
            bad();
    }
}

void Scanner::word(const char *text)
{
    const QByteArrayView expected(text);
    if (!m_document.sliced(m_at).startsWith(expected))
        return fail(Text::tr("“%1” was expected").arg(QLatin1StringView(text)));
    m_at += expected.size();
}

void Scanner::skip()
{
    QByteArray open; // the containers we are in
    do {
        switch (kind()) {
        case Kind::Object:
            openObject();
            open.append('{');
            break;
        case Kind::Array:
            openArray();
            open.append('[');
            break;
        case Kind::Text:
            (void)rawText();
            break;
        case Kind::Number:
            skipNumber();
            break;
        case Kind::True:
            word("true");
            break;
        case Kind::False:
            word("false");
            break;
        case Kind::Null:
            word("null");
            break;
        case Kind::Nothing:
            fail(Text::tr("a value was expected"));
            break;
        }
        if (open.size() > kMaxDepth)
            fail(Text::tr("at most %1 levels are expected").arg(kMaxDepth));
        while (!failed() && !open.isEmpty()
               && !(open.back() == '{' ? key().has_value() : element()))
            open.chop(1);
    } while (!failed() && !open.isEmpty());
}

void Scanner::end()
{
    skipSpace();
    if (m_at < m_document.size())
        fail(Text::tr("the end was expected"));
}

} // namespace base::json
