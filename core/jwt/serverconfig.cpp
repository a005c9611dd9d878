// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/serverconfig.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::ServerConfig)
};

using Index = ConfigTree::Index;

// A value without its variable: a node, or a text of the environment.
struct Resolved
{
    Index node = ConfigTree::kNone;
    QByteArray text;
};

// One question to a tree: resolves variables and remembers which could not be.
class Extractor final
{
public:
    Extractor(const ConfigTree &tree, const ServerConfigReader::Environment &environment,
              ServerConfig &config)
        : m_tree(tree)
        , m_environment(environment)
        , m_config(config)
    {}

    // The value of the first of these names that is set, without variables.
    std::optional<Resolved> value(Index map, std::initializer_list<const char *> names)
    {
        for (const char *name : names) {
            const Index found = m_tree.member(map, name);
            if (found != ConfigTree::kNone)
                return resolved(found);
        }
        return {};
    }

    std::optional<Resolved> resolved(Index index)
    {
        if (m_tree.at(index).target != ConfigTree::kNone)
            index = m_tree.at(index).target;
        const ConfigTree::Node &node = m_tree.at(index);
        if (node.type != ConfigTree::Type::Variable)
            return Resolved{index, node.text};
        if (auto text = m_environment(node.text))
            return Resolved{ConfigTree::kNone, *std::move(text)};
        m_config.problems += place(index)
            + Text::tr("the variable $%1 is neither set before nor in the environment")
                  .arg(QString::fromUtf8(node.text));
        return {};
    }

    QByteArray text(Index map, std::initializer_list<const char *> names)
    {
        const auto found = value(map, names);
        return found && isText(*found) ? found->text : QByteArray();
    }

    // A text, or the texts of an array; as nats-server takes several of its options.
    std::vector<ServerConfig::Value> texts(Index map, std::initializer_list<const char *> names)
    {
        std::vector<ServerConfig::Value> all;
        const auto found = value(map, names);
        if (!found)
            return all;
        if (isText(*found)) {
            all.push_back({{}, found->text, fileOf(found->node), lineOf(found->node)});
        } else if (m_tree.at(found->node).type == ConfigTree::Type::Array) {
            for (Index i = m_tree.at(found->node).first; i != ConfigTree::kNone;
                 i = m_tree.at(i).next) {
                if (const auto element = resolved(i); element && isText(*element))
                    all.push_back({{}, element->text, m_tree.at(i).file, m_tree.at(i).line});
            }
        }
        return all;
    }

    void preloads(Index map)
    {
        // As in a map, of a name that stands twice the last one counts.
        QHash<QByteArray, size_t> seen;
        for (Index i = m_tree.at(map).first; i != ConfigTree::kNone; i = m_tree.at(i).next) {
            const ConfigTree::Node &node = m_tree.at(i);
            const auto found = resolved(i);
            if (!found)
                continue;
            if (!isText(*found)) {
                m_config.problems += place(i) + Text::tr("expected a token, got a map or an array");
                continue;
            }
            ServerConfig::Value preload{node.name, found->text, node.file, node.line};
            const auto known = seen.constFind(node.name);
            if (known == seen.cend()) {
                seen.insert(node.name, m_config.preloads.size());
                m_config.preloads.push_back(std::move(preload));
                continue;
            }
            m_config.problems += place(i)
                + Text::tr("%1 is preloaded twice; this one counts")
                      .arg(QString::fromUtf8(node.name));
            m_config.preloads[*known] = std::move(preload);
        }
    }

    [[nodiscard]] bool isText(const Resolved &found) const
    {
        return found.node == ConfigTree::kNone
            || m_tree.at(found.node).type == ConfigTree::Type::Text;
    }

    [[nodiscard]] QString place(Index index) const
    {
        const ConfigTree::Node &node = m_tree.at(index);
        return m_config.files.value(node.file) + u':' + QString::number(node.line) + u": "_s;
    }

private:
    [[nodiscard]] int fileOf(Index node) const
    {
        return node == ConfigTree::kNone ? 0 : m_tree.at(node).file;
    }
    [[nodiscard]] int lineOf(Index node) const
    {
        return node == ConfigTree::kNone ? 0 : m_tree.at(node).line;
    }

    const ConfigTree &m_tree;
    const ServerConfigReader::Environment &m_environment;
    ServerConfig &m_config;
};

// NATS: "MEMORY", "URL(http://…)" or "URL("http://…")", whatever the case.
void readResolverText(const QByteArray &written, ServerConfig &config)
{
    static const QRegularExpression memory(u"^\\s*mem(ory)?\\s*$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression url(u"^\\s*url\\(\\s*\"?([^\\s\"]*)\"?\\s*\\)\\s*$"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(written);
    if (memory.match(text).hasMatch()) {
        config.resolver = ServerConfig::Resolver::Memory;
    } else if (const auto match = url.match(text); match.hasMatch()) {
        config.resolver = ServerConfig::Resolver::Url;
        config.resolverUrl = match.captured(1).toUtf8();
    } else {
        config.problems += Text::tr("%1: expected MEMORY or URL(…) as the resolver, got '%2'")
                               .arg(config.files.value(0), text.left(100));
    }
}

} // namespace

ServerConfigReader::ServerConfigReader(const QString &path, Load load)
    : m_load(std::move(load))
{
    openFile(path);
}

bool ServerConfigReader::advance(qsizetype tokens)
{
    for (; tokens > 0 && !m_error && !m_open.empty(); --tokens) {
        auto token = m_open.back().lexer.next();
        if (!token) {
            m_error = token.error();
            m_error->text = m_files.value(m_open.back().index) + u':' + m_error->text;
            break;
        }
        take(std::move(token).value());
    }
    return !m_error && !m_open.empty();
}

void ServerConfigReader::take(ConfigToken token)
{
    const auto append = [&](ConfigTree::Type type) {
        if (m_tree.size() >= kMaxValues) {
            fail(base::ErrorKind::Limit, Text::tr("more than %1 values").arg(kMaxValues));
            return m_container;
        }
        return m_tree.append(m_container,
                             {type, std::exchange(m_key, {}), std::move(token.text),
                              m_open.back().index, token.line, token.column, ConfigTree::kNone,
                              ConfigTree::kNone, ConfigTree::kNone, ConfigTree::kNone,
                              ConfigTree::kNone});
    };
    switch (token.type) {
    case ConfigToken::Type::Key:
        m_key = std::move(token.text);
        break;
    case ConfigToken::Type::Text:
        append(ConfigTree::Type::Text);
        break;
    case ConfigToken::Type::Variable:
        append(ConfigTree::Type::Variable);
        break;
    case ConfigToken::Type::MapStart:
        m_container = append(ConfigTree::Type::Map);
        break;
    case ConfigToken::Type::ArrayStart:
        m_container = append(ConfigTree::Type::Array);
        break;
    case ConfigToken::Type::MapEnd:
    case ConfigToken::Type::ArrayEnd:
        // The lexer lets a file close only what it has opened.
        m_tree.close(m_container);
        m_container = m_tree.at(m_container).parent;
        break;
    case ConfigToken::Type::Include:
        include(token.text);
        break;
    case ConfigToken::Type::End:
        m_open.pop_back();
        break;
    }
}

void ServerConfigReader::include(const QByteArray &name)
{
    // Not by QDir::filePath: to it ":x" would be one of the program's own resources.
    QString path = QFile::decodeName(name);
    if (!path.startsWith(u'/'))
        path = QFileInfo(m_files.value(m_open.back().index)).path() + u'/' + path;
    path = QDir::cleanPath(path);
    if (isOpen(path))
        fail(base::ErrorKind::InvalidInput, Text::tr("%1 includes itself").arg(path));
    else if (m_open.size() >= kMaxIncludeDepth)
        fail(base::ErrorKind::Limit,
             Text::tr("included deeper than %1 files").arg(kMaxIncludeDepth));
    else if (m_files.size() >= kMaxFiles)
        fail(base::ErrorKind::Limit, Text::tr("more than %1 files").arg(kMaxFiles));
    else
        openFile(path);
}

bool ServerConfigReader::isOpen(const QString &path) const
{
    // Links may give one file several names.
    const auto identity = [](const QString &name) {
        const QString canonical = QFileInfo(name).canonicalFilePath();
        return canonical.isEmpty() ? name : canonical;
    };
    return std::ranges::any_of(m_open, [&](const File &file) {
        return identity(m_files.value(file.index)) == identity(path);
    });
}

void ServerConfigReader::openFile(const QString &path)
{
    auto content = m_load(path, kMaxSize - m_size);
    if (!content) {
        if (m_open.empty())
            m_error = content.error();
        else
            fail(content.error().kind, content.error().text);
        return;
    }
    m_size += content->size();
    m_open.push_back({int(m_files.size()), ConfigLexer(std::move(content).value()), m_container});
    m_files += path;
}

void ServerConfigReader::fail(base::ErrorKind kind, const QString &text)
{
    const File &file = m_open.back();
    m_error = base::Error{kind,
                          u"%1:%2:%3: "_s.arg(m_files.value(file.index))
                                  .arg(file.lexer.line())
                                  .arg(file.lexer.column())
                              + text,
                          -1};
}

ServerConfig ServerConfigReader::config(const Environment &environment) const
{
    ServerConfig config;
    config.files = m_files;
    Extractor from(m_tree, environment, config);
    config.operators
        = from.texts(ConfigTree::kRoot,
                     {"operator", "operators", "roots", "root", "root_operators", "root_operator"});
    config.systemAccount = from.text(ConfigTree::kRoot, {"system_account", "system"});
    for (const ServerConfig::Value &key :
         from.texts(ConfigTree::kRoot, {"trusted", "trusted_keys"}))
        config.trustedKeys += key.text;

    const auto resolver
        = from.value(ConfigTree::kRoot, {"resolver", "account_resolver", "accounts_resolver"});
    if (resolver && from.isText(*resolver)) {
        readResolverText(resolver->text, config);
    } else if (resolver && m_tree.at(resolver->node).type == ConfigTree::Type::Map) {
        config.resolverKind = from.text(resolver->node, {"type"}).toLower();
        config.resolverDirectory = from.text(resolver->node, {"dir"});
        config.resolver = config.resolverKind.startsWith("mem") ? ServerConfig::Resolver::Memory
                                                                : ServerConfig::Resolver::Directory;
    }
    const auto preload = from.value(ConfigTree::kRoot, {"resolver_preload"});
    if (preload && !from.isText(*preload) && m_tree.at(preload->node).type == ConfigTree::Type::Map)
        from.preloads(preload->node);
    else if (preload)
        config.problems += config.files.value(0) + u": "_s
            + Text::tr("expected a map of accounts as resolver_preload");
    return config;
}

} // namespace jwt
