// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jwt/configlexer.h"
#include "core/jwt/configtree.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <functional>
#include <optional>

namespace jwt {

// What a nats-server configuration says about its operator and where its accounts come from
// (spec/jwt.md §4.1).
struct ServerConfig
{
    enum class Resolver { None, Memory, Url, Directory };

    struct Value
    {
        QByteArray name; ///< of a preload: the account's key as written
        QByteArray text;
        int file = 0; ///< index into files
        int line = 1;
    };

    std::vector<Value> operators; ///< paths or inline tokens ("eyJ…")
    std::vector<Value> preloads;  ///< account key → token
    QByteArray systemAccount;
    QList<QByteArray> trustedKeys;
    Resolver resolver = Resolver::None;
    QByteArray resolverKind;      ///< of a directory: "full" or "cache"
    QByteArray resolverDirectory; ///< as written
    QByteArray resolverUrl;
    QStringList files;    ///< read, the configuration itself first
    QStringList problems; ///< of single values: "file:line: …"
};

// Reads a configuration with everything it includes, a piece at a time. Iterative, and bounded in
// depth, size and number of files; a peer of nats-server's own reader that takes what that takes.
class ServerConfigReader final
{
public:
    static constexpr qint64 kMaxSize = 128 * 1024 * 1024; ///< of all files together
    static constexpr int kMaxFiles = 1000;
    static constexpr size_t kMaxIncludeDepth = 50;
    static constexpr qsizetype kMaxValues = 4'000'000;

    // Returns a file's content; of at most `limit` bytes, else an error of kind Limit.
    using Load = std::function<base::Result<QByteArray>(const QString &path, qint64 limit)>;

    ServerConfigReader(const QString &path, Load load);

    // Reads that many more tokens; false once everything is read or an error was found.
    bool advance(qsizetype tokens);
    // What was wrong, "file:line:column: …"; what came before it counts nevertheless.
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }
    [[nodiscard]] const ConfigTree &tree() const { return m_tree; }
    [[nodiscard]] const QStringList &files() const { return m_files; } ///< read so far

    // Variables that no file sets are asked of the environment.
    using Environment = std::function<std::optional<QByteArray>(const QByteArray &name)>;
    [[nodiscard]] ServerConfig config(const Environment &environment) const;

private:
    struct File
    {
        int index = 0;
        ConfigLexer lexer;
        ConfigTree::Index container = ConfigTree::kRoot; // where it was included
    };

    void openFile(const QString &path);
    void take(ConfigToken token);
    void include(const QByteArray &name);
    void fail(base::ErrorKind kind, const QString &text);
    [[nodiscard]] bool isOpen(const QString &path) const;

    Load m_load;
    ConfigTree m_tree;
    std::vector<File> m_open;
    QStringList m_files;
    qint64 m_size = 0;
    ConfigTree::Index m_container = ConfigTree::kRoot;
    QByteArray m_key;
    std::optional<base::Error> m_error;
};

} // namespace jwt
