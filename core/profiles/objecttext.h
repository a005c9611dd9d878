// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/jsontree.h"

#include <vector>

// JSON objects as text: what a file has and nobody here knows goes back into it byte by byte.
namespace profiles {

// One member of an object where it stands in the document.
struct Member
{
    QByteArray name; ///< without escapes
    base::json::Value::Type type = base::json::Value::Type::Null;
    QByteArray text;      ///< a text without its quotes and escapes, a number's digits
    QByteArrayView key;   ///< as written, with its quotes
    QByteArrayView value; ///< as written
    qint64 offset = 0;    ///< of the value

    // Go's decoder minds neither case.
    [[nodiscard]] bool isNamed(const char *known) const;
};

// The members in order, duplicates included; of "null" none. Views point into `document`.
base::Result<std::vector<Member>> membersOf(QByteArrayView document);

// The elements of an array of texts; nothing if it is anything else.
[[nodiscard]] std::optional<QStringList> textsOf(QByteArrayView array);

// "a number": what came where something else was expected.
[[nodiscard]] QString kindName(base::json::Value::Type type);
// The value has another type than it should: `expected` as in "a text is expected".
[[nodiscard]] base::Error wrongType(const Member &member, const QString &expected);

// Builds an object as Go's json.MarshalIndent does with two spaces.
class ObjectText final
{
public:
    explicit ObjectText(int depth = 0)
        : m_depth(depth)
    {}

    void add(QByteArrayView key, QByteArrayView value); ///< both as they are to be written
    void addText(const char *name, QByteArrayView text);
    void addFlag(const char *name, bool value);
    void addTexts(const char *name, const QStringList &texts);
    [[nodiscard]] QByteArray finished() const;

private:
    [[nodiscard]] QByteArray indent(int levels) const;

    int m_depth;
    QByteArray m_body;
};

// With quotes and Go's escapes: <, >, & and U+2028, U+2029 too.
[[nodiscard]] QByteArray goText(QByteArrayView utf8);

} // namespace profiles
