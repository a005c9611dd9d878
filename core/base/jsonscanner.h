// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <optional>

namespace base::json {

// Walks one JSON value without building a tree: for documents of many megabytes of which a few
// members are wanted. Strict about the form; in texts, bytes that are not UTF-8 stay as they are
// and lone surrogates become U+FFFD. After the first thing that does not fit every call fails, and
// error() says what was expected there. The document outlives it.
class Scanner final
{
public:
    enum class Kind { Object, Array, Text, Number, True, False, Null, Nothing };
    static constexpr qsizetype kMaxDepth = 1'000; ///< of what is skipped

    explicit Scanner(QByteArrayView document);

    [[nodiscard]] Kind kind(); ///< of the value that comes next
    void openObject();
    // The next member's name; nothing at the object's end, which is then behind us. As `text`.
    [[nodiscard]] std::optional<QByteArrayView> key();
    void openArray();
    [[nodiscard]] bool element(); ///< whether one comes; at the array's end that is behind us

    // A text as it stands, without its quotes: what unescaped() takes.
    [[nodiscard]] QByteArrayView rawText();
    [[nodiscard]] QByteArray text();
    [[nodiscard]] quint64 number(); ///< a whole one that fits
    void skip();
    void end(); ///< nothing but white space may follow

    // What was wrong is the caller's word: it knows what it expected.
    void fail(const QString &text);
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    [[nodiscard]] const Error &error() const { return *m_error; } ///< if failed()

    [[nodiscard]] static QByteArray unescaped(QByteArrayView raw);

private:
    [[nodiscard]] bool take(char byte);
    void expect(char byte);
    void skipSpace();
    void skipNumber();
    void word(const char *text);
    [[nodiscard]] qsizetype digits();
    [[nodiscard]] bool escape();
    [[nodiscard]] char peek() const { return m_at < m_document.size() ? m_document[m_at] : '\0'; }

    QByteArrayView m_document;
    qsizetype m_at = 0;
    bool m_first = true; // of the container that was opened last: no comma yet
    QByteArray m_name;
    std::optional<Error> m_error;
};

} // namespace base::json
