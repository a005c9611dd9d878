// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/jsontree.h"

#include "core/base/jsonerror.h"
#include "core/base/utf8.h"

#include <QtCore/QCoreApplication>

#include <rapidjson/rapidjson.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <tuple>

namespace base::json {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(JsonTree)
};

// Texts are unescaped where they stand, numbers stay text, nesting uses the heap.
constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag
    | rapidjson::kParseNumbersAsStringsFlag;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isOfNumber(char c)
{
    return isDigit(c) || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
}

qsizetype numberSize(QByteArrayView at)
{
    qsizetype size = 0;
    while (size < at.size() && isOfNumber(at[size]))
        ++size;
    return size;
}

qsizetype digits(QByteArrayView text, qsizetype from)
{
    qsizetype end = from;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return end - from;
}

// RFC 8259: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool isNumber(QByteArrayView text)
{
    qsizetype at = text.startsWith('-') ? 1 : 0;
    const qsizetype whole = digits(text, at);
    if (whole == 0 || (whole > 1 && text[at] == '0'))
        return false;
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const qsizetype fraction = digits(text, at + 1);
        if (fraction == 0)
            return false;
        at += 1 + fraction;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const qsizetype exponent = digits(text, at);
        if (exponent == 0)
            return false;
        at += exponent;
    }
    return at == text.size();
}

// The half of a surrogate pair that a \u escape at the start of `at` names; 0 for anything else.
uint surrogate(QByteArrayView at)
{
    if (at.size() < 6 || at[0] != '\\' || at[1] != 'u' || (at[2] | 0x20) != 'd')
        return 0;
    uint code = 0;
    const auto [end, error] = std::from_chars(at.data() + 2, at.data() + 6, code, 16);
    return error == std::errc() && end == at.data() + 6 && code >= 0xd800 && code <= 0xdfff ? code
                                                                                            : 0;
}

// Writes U+FFFD over \u escapes that name half a pair, which the library would refuse.
void repairSurrogates(QByteArray &document)
{
    qsizetype at = document.indexOf('\\');
    while (at >= 0 && at + 1 < document.size()) {
        const QByteArrayView rest = QByteArrayView(document).sliced(at);
        qsizetype size = 2;
        if (const uint first = surrogate(rest); first != 0) {
            const bool pair = first < 0xdc00 && surrogate(rest.sliced(6)) >= 0xdc00;
            if (!pair)
                document.replace(at + 2, 4, "fffd", 4);
            size = pair ? 12 : 6;
        }
        at = document.indexOf('\\', at + size);
    }
}

// Writes 0 and blanks over each number, outside of texts, for the library minds numbers past the
// range of a double. What is no number stays and is refused.
void blankNumbers(QByteArray &document)
{
    bool inText = false;
    for (qsizetype at = 0; at < document.size(); ++at) {
        const char c = document.at(at);
        if (c == '"') {
            inText = !inText;
        } else if (inText) {
            at += c == '\\' ? 1 : 0;
        } else if (const qsizetype size = numberSize(QByteArrayView(document).sliced(at));
                   size > 0) {
            if (isNumber(QByteArrayView(document).sliced(at, size)))
                document.replace(at, size, QByteArray(size, ' ').replace(0, 1, "0"));
            at += size - 1;
        }
    }
}

} // namespace

struct TreeBuilder
{
    explicit TreeBuilder(Tree &result)
        : tree(result)
    {
        tree.m_nodes.clear();
        // A member takes about so many bytes; to guess too few costs a copy.
        tree.m_nodes.reserve(size_t(tree.m_texts.size()) / 16 + 4);
    }

    rapidjson::ParseResult run()
    {
        rapidjson::InsituStringStream in(tree.m_texts.data());
        rapidjson::Reader reader;
        const rapidjson::ParseResult result = reader.Parse<kFlags>(in, *this);
        // The reader takes a NUL for the end.
        if (!result.IsError() && in.Tell() != size_t(tree.m_texts.size()))
            return {rapidjson::kParseErrorDocumentRootNotSingular, in.Tell()};
        return result;
    }

    Tree::Node &add(Value::Type type)
    {
        Tree::Node &node = tree.m_nodes.emplace_back();
        node = name;
        node.type = type;
        node.next = quint32(tree.m_nodes.size());
        name = {};
        return node;
    }
    bool open(Value::Type type)
    {
        tooDeep = opened.size() >= size_t(Tree::kMaxDepth);
        if (tooDeep)
            return false;
        opened.push_back(quint32(tree.m_nodes.size()));
        add(type);
        return true;
    }
    bool close()
    {
        tree.m_nodes[opened.back()].next = quint32(tree.m_nodes.size());
        opened.pop_back();
        return true;
    }
    // Where `text` stands, or stands repaired.
    std::pair<quint32, quint32> keep(QByteArrayView text)
    {
        if (const auto better = repairedUtf8(text)) {
            const auto at = quint32(tree.m_texts.size() + repaired.size());
            repaired.append(*better);
            return {at, quint32(better->size())};
        }
        return {quint32(text.data() - tree.m_texts.constData()), quint32(text.size())};
    }

    bool Null() { return add(Value::Type::Null), true; }
    bool Bool(bool value) { return add(value ? Value::Type::True : Value::Type::False), true; }
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }
    bool RawNumber(const char *text, rapidjson::SizeType size, bool)
    {
        Tree::Node &node = add(Value::Type::Number);
        node.text = quint32(text - tree.m_texts.constData());
        node.textSize = size;
        return true;
    }
    bool String(const char *text, rapidjson::SizeType size, bool)
    {
        Tree::Node &node = add(Value::Type::Text);
        std::tie(node.text, node.textSize) = keep({text, qsizetype(size)});
        return true;
    }
    bool Key(const char *text, rapidjson::SizeType size, bool)
    {
        std::tie(name.name, name.nameSize) = keep({text, qsizetype(size)});
        return true;
    }
    bool StartObject() { return open(Value::Type::Object); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool StartArray() { return open(Value::Type::Array); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    // Gives blanked numbers their digits back.
    void restoreNumbers(QByteArrayView document)
    {
        char *const texts = tree.m_texts.data();
        for (Tree::Node &node : tree.m_nodes) {
            if (node.type != Value::Type::Number)
                continue;
            const QByteArrayView from = document.sliced(node.text);
            node.textSize = quint32(numberSize(from));
            std::copy_n(from.begin(), node.textSize, texts + node.text);
        }
    }

    Tree &tree;
    Tree::Node name;             // of the member that comes next
    std::vector<quint32> opened; // containers
    QByteArray repaired;         // texts that had to be mended; they go behind the document
    bool tooDeep = false;
};

Result<Tree> Tree::parse(QByteArrayView document)
{
    if (document.size() > kMaxSize) {
        return Error{ErrorKind::Limit,
                     Text::tr("JSON: at most %1 bytes are read, there are %2")
                         .arg(kMaxSize)
                         .arg(document.size())};
    }
    Tree tree;
    const auto attempt = [&tree, document](bool blanked) {
        tree.m_texts = QByteArray(document.data(), document.size());
        repairSurrogates(tree.m_texts);
        if (blanked)
            blankNumbers(tree.m_texts);
        TreeBuilder builder(tree);
        const rapidjson::ParseResult result = builder.run();
        if (!result.IsError() && blanked)
            builder.restoreNumbers(document);
        tree.m_texts.append(builder.repaired);
        return std::pair(result, builder.tooDeep);
    };
    auto [result, tooDeep] = attempt(false);
    if (result.Code() == rapidjson::kParseErrorNumberTooBig)
        std::tie(result, tooDeep) = attempt(true);
    if (!result.IsError())
        return tree;
    const auto offset = qint64(result.Offset());
    const QString problem = tooDeep
        ? Text::tr("more than %1 values within each other").arg(kMaxDepth)
        : parseErrorText(result.Code());
    return Error{tooDeep ? ErrorKind::Limit : ErrorKind::InvalidInput,
                 Text::tr("JSON: %1 (byte %2)").arg(problem).arg(offset), offset};
}

std::optional<qint64> Value::integer() const
{
    if (type() != Type::Number)
        return std::nullopt;
    const QByteArrayView digits = text();
    qint64 value = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    if (error != std::errc() || end != digits.end())
        return std::nullopt;
    return value;
}

qsizetype Value::size() const
{
    qsizetype count = 0;
    for (auto it = begin(); it != end(); ++it)
        ++count;
    return count;
}

} // namespace base::json
