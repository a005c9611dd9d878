// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/objecttext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>

namespace profiles {

namespace {

using base::json::Tree;
using base::json::Value;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(profiles::ObjectText)
};

// Walks an object that has been found to be JSON.
class Scanner final
{
public:
    explicit Scanner(QByteArrayView document)
        : m_text(document)
    {}

    [[nodiscard]] qsizetype position() const { return m_at; }
    bool skip(char wanted)
    {
        skipSpace();
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }
    QByteArrayView takeValue()
    {
        skipSpace();
        const qsizetype begin = m_at;
        int depth = 0;
        do {
            const char c = peek();
            if (c == '"') {
                skipText();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++m_at;
            } else if (c == '}' || c == ']') {
                --depth;
                ++m_at;
            } else if (depth > 0) {
                ++m_at;
            } else {
                while (m_at < m_text.size() && !isEnd(peek()))
                    ++m_at;
            }
        } while (depth > 0 && m_at < m_text.size());
        return m_text.sliced(begin, m_at - begin);
    }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
    static bool isEnd(char c) { return c == ',' || c == '}' || c == ']' || isSpace(c); }
    void skipSpace()
    {
        while (isSpace(peek()))
            ++m_at;
    }
    void skipText()
    {
        ++m_at;
        while (m_at < m_text.size() && peek() != '"')
            m_at += peek() == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

QByteArray escaped(uchar c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
    }
}

} // namespace

bool Member::isNamed(const char *known) const
{
    return QString::fromUtf8(name).compare(QLatin1StringView(known), Qt::CaseInsensitive) == 0;
}

base::Result<std::vector<Member>> membersOf(QByteArrayView document)
{
    const base::Result<Tree> tree = Tree::parse(document);
    if (!tree)
        return tree.error();
    std::vector<Member> members;
    const Value root = tree->root();
    if (root.isNull())
        return members;
    if (!root.isObject()) {
        return base::Error{
            base::ErrorKind::InvalidInput,
            Text::tr("an object {…} is expected, there is %1").arg(kindName(root.type())), 0};
    }
    Scanner scanner(document);
    scanner.skip('{');
    for (const Value value : root) {
        Member member;
        member.name = value.name().toByteArray();
        member.type = value.type();
        member.text = value.text().toByteArray();
        member.key = scanner.takeValue();
        scanner.skip(':');
        member.value = scanner.takeValue();
        member.offset = scanner.position() - member.value.size();
        scanner.skip(',');
        members.push_back(std::move(member));
    }
    return members;
}

std::optional<QStringList> textsOf(QByteArrayView array)
{
    const base::Result<Tree> tree = Tree::parse(array);
    if (!tree || !tree->root().isArray())
        return std::nullopt;
    QStringList texts;
    for (const Value value : tree->root()) {
        if (!value.isText())
            return std::nullopt;
        texts += QString::fromUtf8(value.text());
    }
    return texts;
}

QString kindName(Value::Type type)
{
    switch (type) {
    case Value::Type::Null:
        return Text::tr("null");
    case Value::Type::False:
    case Value::Type::True:
        return Text::tr("true or false");
    case Value::Type::Number:
        return Text::tr("a number");
    case Value::Type::Text:
        return Text::tr("a text");
    case Value::Type::Array:
        return Text::tr("a list");
    case Value::Type::Object:
        break;
    }
    return Text::tr("an object");
}

base::Error wrongType(const Member &member, const QString &expected)
{
    return {base::ErrorKind::InvalidInput,
            Text::tr("“%1”: %2 is expected, there is %3 (byte %4)")
                .arg(QString::fromUtf8(member.name), expected, kindName(member.type))
                .arg(member.offset),
            member.offset};
}

QByteArray goText(QByteArrayView utf8)
{
    QByteArray text = "\"";
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const auto c = uchar(utf8[i]);
        const QByteArrayView rest = utf8.sliced(i);
        if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
            text += escaped(c);
        } else if (rest.startsWith("\u2028") || rest.startsWith("\u2029")) {
            text += rest.startsWith("\u2028") ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            text += char(c);
        }
    }
    return text + '"';
}

void ObjectText::add(QByteArrayView key, QByteArrayView value)
{
    m_body += m_body.isEmpty() ? "" : ",";
    m_body += '\n' + indent(1);
    m_body.append(key).append(": ").append(value);
}

void ObjectText::addText(const char *name, QByteArrayView text)
{
    add(goText(name), goText(text));
}

void ObjectText::addFlag(const char *name, bool value)
{
    add(goText(name), value ? "true" : "false");
}

void ObjectText::addTexts(const char *name, const QStringList &texts)
{
    QByteArray list;
    for (const QString &text : texts) {
        list += list.isEmpty() ? "" : ",";
        list += '\n' + indent(2) + goText(text.toUtf8());
    }
    if (!list.isEmpty())
        list += '\n' + indent(1);
    add(goText(name), QByteArray('[' + list + ']'));
}

QByteArray ObjectText::finished() const
{
    if (m_body.isEmpty())
        return "{}";
    return '{' + m_body + '\n' + indent(0) + '}';
}

QByteArray ObjectText::indent(int levels) const
{
    return QByteArray(2 * (m_depth + levels), ' ');
}

} // namespace profiles
