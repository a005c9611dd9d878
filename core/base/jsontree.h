// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <cstddef>
#include <iterator>
#include <optional>
#include <vector>

// A JSON document as values one can walk: order, duplicate names and the digits of numbers are
// kept. For JSON from Go programs it reads what Go's decoder reads: lone surrogates and bytes that
// are not UTF-8 become U+FFFD instead of an error, nesting is limited to 10000, and numbers past
// the range of a double are fine.
namespace base::json {

class Tree;

// A handle; lives as long as its tree.
class Value final
{
public:
    enum class Type : quint8 { Null, False, True, Number, Text, Array, Object };

    [[nodiscard]] Type type() const;
    [[nodiscard]] bool isObject() const { return type() == Type::Object; }
    [[nodiscard]] bool isArray() const { return type() == Type::Array; }
    [[nodiscard]] bool isText() const { return type() == Type::Text; }
    [[nodiscard]] bool isNull() const { return type() == Type::Null; }
    // A text without quotes and escapes, a number's digits as they came; empty for the rest.
    [[nodiscard]] QByteArrayView text() const;
    // The name of a member of an object, without escapes; empty elsewhere.
    [[nodiscard]] QByteArrayView name() const;
    // A whole number without fraction or exponent that fits; nothing for anything else.
    [[nodiscard]] std::optional<qint64> integer() const;

    // The members or elements, in order, duplicates included.
    class Iterator
    {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Value;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = Value;

        Value operator*() const { return {m_tree, m_index}; }
        Iterator &operator++();
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator &) const = default;

    private:
        friend class Value;
        Iterator(const Tree *tree, quint32 index)
            : m_tree(tree)
            , m_index(index)
        {}
        const Tree *m_tree;
        quint32 m_index;
    };
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;
    [[nodiscard]] qsizetype size() const; ///< counts them

private:
    friend class Tree;
    Value(const Tree *tree, quint32 index)
        : m_tree(tree)
        , m_index(index)
    {}

    const Tree *m_tree;
    quint32 m_index;
};

class Tree final
{
public:
    static constexpr int kMaxDepth = 10000;
    static constexpr qsizetype kMaxSize = 16 * 1024 * 1024; ///< bytes of a document

    Tree() = default; ///< of "null"
    static Result<Tree> parse(QByteArrayView document);

    [[nodiscard]] Value root() const { return {this, 0}; }

private:
    friend class Value;
    friend struct TreeBuilder;
    struct Node
    {
        Value::Type type = Value::Type::Null;
        quint32 next = 1;               // index behind this value and all in it
        quint32 name = 0, nameSize = 0; // in m_texts
        quint32 text = 0, textSize = 0;
    };
    std::vector<Node> m_nodes{Node{}};
    QByteArray m_texts;
};

// Inline, for claims are read by walking the nodes.

inline Value::Type Value::type() const
{
    return m_tree->m_nodes[m_index].type;
}

inline QByteArrayView Value::text() const
{
    const Tree::Node &node = m_tree->m_nodes[m_index];
    return QByteArrayView(m_tree->m_texts).sliced(node.text, node.textSize);
}

inline QByteArrayView Value::name() const
{
    const Tree::Node &node = m_tree->m_nodes[m_index];
    return QByteArrayView(m_tree->m_texts).sliced(node.name, node.nameSize);
}

inline Value::Iterator &Value::Iterator::operator++()
{
    m_index = m_tree->m_nodes[m_index].next;
    return *this;
}

inline Value::Iterator Value::begin() const
{
    return {m_tree, m_index + 1};
}

inline Value::Iterator Value::end() const
{
    return {m_tree, m_tree->m_nodes[m_index].next};
}

} // namespace base::json
