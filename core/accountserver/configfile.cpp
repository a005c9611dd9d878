// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/configfile.h"

#include "core/base/readfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSet>

#include <functional>
#include <limits>

namespace accountserver {

namespace {

using namespace Qt::StringLiterals;
using jwt::ConfigTree;
using std::chrono::milliseconds;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::ConfigFile)
};

constexpr qsizetype kTokensAtOnce = 100'000;

// NATS: "10k" is 10 000 and "10kb" 10 240; likewise m and g.
std::optional<qint64> wholeNumber(QByteArray text)
{
    qint64 factor = 1;
    text = text.toLower();
    const bool binary = text.endsWith('b');
    if (binary)
        text.chop(1);
    const qsizetype unit = text.isEmpty() ? -1 : QByteArrayView("kmg").indexOf(text.back());
    if (unit >= 0) {
        for (qsizetype i = 0; i <= unit; ++i)
            factor *= binary ? 1024 : 1000;
        text.chop(1);
    } else if (binary) {
        return {};
    }
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number > std::numeric_limits<qint64>::max() / factor
        || number < std::numeric_limits<qint64>::min() / factor)
        return {};
    return number * factor;
}

// Takes the values of a tree by their names, and remembers what nobody has asked for.
class Reader final
{
public:
    Reader(const jwt::ServerConfigReader &reader,
           const jwt::ServerConfigReader::Environment &environment)
        : m_tree(reader.tree())
        , m_files(reader.files())
        , m_environment(environment)
    {}

    [[nodiscard]] base::Result<ConfigFile> read();

private:
    using Index = ConfigTree::Index;

    void takeLogging(Index map);
    void takeNats(Index map);
    void takeHttp(Index map);
    void takeStore(Index map);

    // Calls `take` with the map of that name, if it is there.
    void section(Index map, const char *name, const std::function<void(Index)> &take);
    Index take(Index map, const char *name);
    void text(Index map, const char *name, QString &value);
    void flag(Index map, const char *name, bool &value);
    [[nodiscard]] std::optional<qint64> number(Index map, const char *name);
    void time(Index map, const char *name, milliseconds &value);
    void texts(Index map, const char *name, QStringList &values);
    void ignore(Index map, std::initializer_list<const char *> names);
    void noteUnknown(Index map);

    [[nodiscard]] Index resolved(Index index) const;
    [[nodiscard]] std::optional<QByteArray> textOf(Index index) const;
    [[nodiscard]] QString place(Index index) const;
    void wrong(Index index, const QString &expected);

    const ConfigTree &m_tree;
    const QStringList &m_files;
    const jwt::ServerConfigReader::Environment &m_environment;
    ConfigFile m_config;
    QSet<Index> m_taken;
    std::optional<base::Error> m_error; // the first
};

base::Result<ConfigFile> Reader::read()
{
    Options &options = m_config.options;
    const Index root = ConfigTree::kRoot;
    // What only variables stand for is known by that.
    for (Index i = root; i < m_tree.size(); ++i)
        m_taken.insert(m_tree.at(i).target);
    section(root, "logging", [this](Index map) { takeLogging(map); });
    section(root, "nats", [this](Index map) { takeNats(map); });
    section(root, "http", [this](Index map) { takeHttp(map); });
    options.store = StoreKind::Memory;
    section(root, "store", [this](Index map) { takeStore(map); });
    text(root, "operatorjwtpath", options.operatorFile);
    text(root, "systemaccountjwtpath", options.systemAccountFile);
    text(root, "primary", options.primary);
    time(root, "replicationtimeout", options.replicationTimeout);
    if (const auto most = number(root, "maxreplicationpack"))
        options.maxPack = *most;
    ignore(root, {"signrequestsubject", "signrequesttimeout"});
    noteUnknown(root);
    if (m_error)
        return *m_error;
    return std::move(m_config);
}

void Reader::takeLogging(Index map)
{
    flag(map, "trace", m_config.logTrace);
    ignore(map, {"time", "debug", "colors", "pid"});
    noteUnknown(map);
}

void Reader::takeNats(Index map)
{
    QStringList servers;
    texts(map, "servers", servers);
    m_config.natsUrl = servers.join(u',');
    text(map, "usercredentials", m_config.natsCreds);
    milliseconds timeout{0};
    time(map, "connecttimeout", timeout);
    if (timeout > milliseconds(0))
        m_config.natsConnectTimeout = timeout;
    section(map, "tls", [this](Index tls) {
        text(tls, "root", m_config.natsCa);
        text(tls, "cert", m_config.natsCert);
        text(tls, "key", m_config.natsKey);
        noteUnknown(tls);
    });
    ignore(map, {"reconnectwait", "maxreconnects"});
    noteUnknown(map);
}

void Reader::takeHttp(Index map)
{
    Options &options = m_config.options;
    text(map, "host", options.host);
    if (const auto port = number(map, "port")) {
        if (*port >= 0 && *port <= std::numeric_limits<quint16>::max())
            options.port = quint16(*port);
        else
            wrong(m_tree.member(map, "port"), Text::tr("a port of 0 to 65535"));
    }
    time(map, "readtimeout", options.readTimeout);
    time(map, "writetimeout", options.writeTimeout);
    section(map, "tls", [this, &options](Index tls) {
        text(tls, "cert", options.tlsCertificate);
        text(tls, "key", options.tlsKey);
        noteUnknown(tls);
    });
    noteUnknown(map);
}

// As the original: a directory wins over an nsc store, and without either it is memory.
void Reader::takeStore(Index map)
{
    Options &options = m_config.options;
    QString nsc;
    text(map, "dir", options.path);
    text(map, "nsc", nsc);
    flag(map, "readonly", options.readOnly);
    bool sharded = false;
    flag(map, "shard", sharded);
    if (!options.path.isEmpty()) {
        options.store = StoreKind::Directory;
        options.sharded = sharded;
    } else if (!nsc.isEmpty()) {
        options.store = StoreKind::Nsc;
        options.path = nsc;
    }
    ignore(map, {"cleanupinterval"});
    noteUnknown(map);
}

void Reader::section(Index map, const char *name, const std::function<void(Index)> &takeAll)
{
    const Index found = take(map, name);
    if (found == ConfigTree::kNone)
        return;
    const Index target = resolved(found);
    if (m_tree.at(target).type == ConfigTree::Type::Map)
        takeAll(target);
    else
        wrong(found, Text::tr("a map"));
}

ConfigTree::Index Reader::take(Index map, const char *name)
{
    const Index found = m_tree.member(map, name);
    for (Index i = m_tree.at(map).first; i != ConfigTree::kNone; i = m_tree.at(i).next) {
        if (m_tree.at(i).name.compare(name, Qt::CaseInsensitive) == 0)
            m_taken.insert(i);
    }
    return found;
}

void Reader::text(Index map, const char *name, QString &value)
{
    const Index found = take(map, name);
    if (found == ConfigTree::kNone)
        return;
    if (const auto bytes = textOf(found))
        value = QFile::decodeName(*bytes);
    else
        wrong(found, Text::tr("a text"));
}

void Reader::flag(Index map, const char *name, bool &value)
{
    const Index found = take(map, name);
    if (found == ConfigTree::kNone)
        return;
    const QByteArray word = textOf(found).value_or(QByteArray()).toLower();
    if (word == "true" || word == "yes" || word == "on")
        value = true;
    else if (word == "false" || word == "no" || word == "off")
        value = false;
    else
        wrong(found, Text::tr("true or false"));
}

std::optional<qint64> Reader::number(Index map, const char *name)
{
    const Index found = take(map, name);
    if (found == ConfigTree::kNone)
        return {};
    const auto value = wholeNumber(textOf(found).value_or(QByteArray()));
    if (!value)
        wrong(found, Text::tr("a whole number"));
    return value;
}

void Reader::time(Index map, const char *name, milliseconds &value)
{
    const auto found = number(map, name);
    if (!found)
        return;
    const Index index = m_tree.member(map, name);
    if (*found == 0)
        m_config.notes += place(index)
            + Text::tr("there is always a time limit here: %1 ms").arg(value.count());
    else if (*found < Options::kMinTimeout.count() || *found > Options::kMaxTimeout.count())
        wrong(index, Text::tr("milliseconds, at most an hour"));
    else
        value = milliseconds(*found);
}

void Reader::texts(Index map, const char *name, QStringList &values)
{
    const Index found = take(map, name);
    if (found == ConfigTree::kNone)
        return;
    const auto add = [&](Index index) {
        if (const auto bytes = textOf(index))
            values += QString::fromUtf8(*bytes);
        else
            wrong(index, Text::tr("a text"));
    };
    const Index target = resolved(found);
    if (m_tree.at(target).type != ConfigTree::Type::Array)
        return add(found);
    for (Index i = m_tree.at(target).first; i != ConfigTree::kNone; i = m_tree.at(i).next)
        add(i);
}

void Reader::ignore(Index map, std::initializer_list<const char *> names)
{
    QStringList ignored;
    Index first = ConfigTree::kNone;
    for (const char *name : names) {
        const Index found = take(map, name);
        if (found == ConfigTree::kNone)
            continue;
        first = first == ConfigTree::kNone ? found : first;
        ignored += QString::fromLatin1(name);
    }
    if (!ignored.isEmpty())
        m_config.notes
            += place(first) + Text::tr("means nothing here: %1").arg(ignored.join(u", "_s));
}

void Reader::noteUnknown(Index map)
{
    for (Index i = m_tree.at(map).first; i != ConfigTree::kNone; i = m_tree.at(i).next) {
        if (!m_taken.contains(i))
            m_config.notes
                += place(i) + Text::tr("unknown: %1").arg(QString::fromUtf8(m_tree.at(i).name));
    }
}

ConfigTree::Index Reader::resolved(Index index) const
{
    const Index target = m_tree.at(index).target;
    return target == ConfigTree::kNone ? index : target;
}

// Nothing if it is a map, an array, or a variable nobody has set.
std::optional<QByteArray> Reader::textOf(Index index) const
{
    const ConfigTree::Node &node = m_tree.at(resolved(index));
    if (node.type == ConfigTree::Type::Text)
        return node.text;
    if (node.type == ConfigTree::Type::Variable)
        return m_environment(node.text);
    return {};
}

QString Reader::place(Index index) const
{
    const ConfigTree::Node &node = m_tree.at(index);
    return m_files.value(node.file) + u':' + QString::number(node.line) + u": "_s;
}

// What came is not repeated: it may be a secret in the wrong place.
void Reader::wrong(Index index, const QString &expected)
{
    if (m_error)
        return;
    m_error = base::Error{
        base::ErrorKind::InvalidInput,
        place(index)
            + Text::tr("%1: expected %2").arg(QString::fromUtf8(m_tree.at(index).name), expected),
        -1};
}

} // namespace

base::Result<ConfigFile> readConfigFile(const QString &path,
                                        const jwt::ServerConfigReader::Environment &environment)
{
    jwt::ServerConfigReader reader(path, &base::readFile);
    while (reader.advance(kTokensAtOnce)) {
    }
    if (reader.error())
        return *reader.error();
    return Reader(reader, environment).read();
}

} // namespace accountserver
