// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <optional>
#include <vector>

namespace jwt {

// A piece of a nats-server configuration. Numbers, booleans, dates and addresses are texts here:
// nothing of ours needs them apart.
struct ConfigToken
{
    enum class Type { Key, Text, Variable, MapStart, MapEnd, ArrayStart, ArrayEnd, Include, End };

    Type type = Type::End;
    QByteArray text; ///< of a key, text, variable (without its $) or the file to include
    int line = 1;    ///< 1-based, where it begins
    int column = 1;  ///< 1-based, in bytes

    bool operator==(const ConfigToken &) const = default;
};

// Cuts one file into tokens, as nats-server's own lexer does. Copies only the texts.
class ConfigLexer final
{
public:
    static constexpr size_t kMaxDepth = 100;

    explicit ConfigLexer(QByteArray content);

    // After an error or the end: End. An error begins with "line:column: ".
    base::Result<ConfigToken> next();
    // The line and column of the token read last.
    [[nodiscard]] int line() const { return m_tokenLine; }
    [[nodiscard]] int column() const { return m_tokenColumn; }

private:
    enum class Expect { Key, Value, ValueEnd, Element, ElementEnd, Nothing };
    enum class Container { Map, Array };

    [[nodiscard]] bool atEnd() const { return m_at >= m_content.size(); }
    [[nodiscard]] char peek(qsizetype ahead = 0) const;
    void advance(qsizetype count);
    void skipSpace(bool newLines);
    void skipBlanks(); // white space, line ends and comments
    [[nodiscard]] bool atComment() const;
    void mark();

    base::Result<ConfigToken> key();
    base::Result<ConfigToken> include();
    base::Result<ConfigToken> value();
    base::Result<ConfigToken> quoted(ConfigToken::Type type);
    base::Result<ConfigToken> block();
    base::Result<ConfigToken> bare();
    // Nothing if the value before may end here.
    std::optional<base::Error> valueEnd();
    base::Result<ConfigToken> open(Container container);
    base::Result<ConfigToken> close();
    base::Error endInside();
    void valueDone();
    [[nodiscard]] ConfigToken token(ConfigToken::Type type, QByteArray text = {}) const;
    base::Error fail(const QString &text);

    const QByteArray m_content;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    int m_tokenLine = 1, m_tokenColumn = 1;
    Expect m_expect = Expect::Key;
    std::vector<Container> m_open;
};

} // namespace jwt
