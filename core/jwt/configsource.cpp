// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/configsource.h"

#include "core/jwt/filelist.h"
#include "core/jwt/readfile.h"
#include "core/jwt/serverconfig.h"
#include "core/jwt/slicedfetch.h"
#include "core/jwt/tokenfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kTokensAtOnce = 2000; // of the syntax
// A configuration is often not where its server is started.
constexpr int kMaxParents = 3;

class ConfigFetch final : public SlicedFetch
{
    Q_DECLARE_TR_FUNCTIONS(jwt::ConfigFetch)

public:
    ConfigFetch(FetchRequest request, const QString &source, const QString &path, QObject *parent)
        : SlicedFetch(std::move(request), source, parent)
        , m_path(path)
    {}

    std::vector<base::SeenPath> takeSeen() { return std::move(m_seen); }

private:
    bool step() override
    {
        if (!m_reader) {
            m_reader.emplace(m_path, &readFile);
            return true;
        }
        if (!m_isRead) {
            if (!m_reader->advance(kTokensAtOnce))
                takeConfig();
            return true;
        }
        setProgress(m_done++, m_total);
        if (m_nextOperator < m_config.operators.size())
            return readOperator(m_config.operators[m_nextOperator++]);
        if (m_nextPreload < m_config.preloads.size())
            return readPreload(m_config.preloads[m_nextPreload++]);
        if (m_list)
            return listDirectory();
        if (m_nextFile < m_files.size())
            return readStored(m_files.at(m_nextFile++));
        return false;
    }

    void takeConfig()
    {
        m_isRead = true;
        if (m_reader->error())
            fail(*m_reader->error());
        m_config = m_reader->config([](const QByteArray &name) -> std::optional<QByteArray> {
            if (qEnvironmentVariableIsSet(name.constData()))
                return qgetenv(name.constData());
            return {};
        });
        for (const QString &problem : m_config.problems)
            addRemark(problem);
        if (m_config.files.isEmpty())
            m_config.files += m_path;
        for (const QString &file : m_config.files)
            m_seen.push_back(base::SeenPath::of(QFileInfo(file)));
        m_total = qint64(m_config.operators.size() + m_config.preloads.size());
        describeResolver();
    }

    void describeResolver()
    {
        switch (m_config.resolver) {
        case ServerConfig::Resolver::Url:
            setDetail(tr("this server asks %1 for accounts").arg(shown(m_config.resolverUrl)));
            break;
        case ServerConfig::Resolver::Memory:
            setDetail(tr("memory resolver"));
            break;
        case ServerConfig::Resolver::Directory: {
            const QString directory = locate(m_config.resolverDirectory);
            setDetail(tr("%1 resolver in %2")
                          .arg(shown(m_config.resolverKind), shown(m_config.resolverDirectory)));
            if (!m_config.resolverDirectory.isEmpty() && QFileInfo(directory).isDir())
                m_list = std::make_unique<FileList>(directory, u".jwt"_s, FileList::kMaxDepth);
            break;
        }
        case ServerConfig::Resolver::None:
            if (m_config.operators.empty() && !failed())
                addRemark(tr("%1 names no operator and no resolver").arg(m_path));
            break;
        }
    }

    bool readOperator(const ServerConfig::Value &value)
    {
        Origin origin;
        origin.detail = place(value, tr("operator"));
        // NATS: the beginning of a header's base64 tells a token from a path.
        if (value.text.startsWith("eyJ")) {
            deliver(value.text, origin);
            return true;
        }
        const QString path = locate(value.text);
        m_seen.push_back(base::SeenPath::of(QFileInfo(path)));
        auto content = readTokenFile(path);
        if (!content) {
            addRemark(origin.detail + u": "_s + content.error().text);
            return true;
        }
        origin.detail += u", "_s + path;
        deliver(std::move(content).value(), origin);
        return true;
    }

    bool readPreload(ServerConfig::Value &value)
    {
        Origin origin;
        origin.storedAs = value.name;
        origin.detail = place(value, tr("resolver_preload"));
        const TokenPtr token = deliver(std::move(value.text), origin);
        if (!token->decodes() && token->problem())
            addRemark(tr("%1: %2 does not decode: %3")
                          .arg(origin.detail, shown(value.name), token->problem()->text));
        return true;
    }

    bool listDirectory()
    {
        if (m_list->step())
            return true;
        m_files = m_list->takeFiles();
        m_total += m_files.size();
        for (base::SeenPath &seen : m_list->takeDirectories())
            m_seen.push_back(std::move(seen));
        for (const QString &problem : m_list->takeProblems())
            addRemark(problem);
        m_list.reset();
        return true;
    }

    bool readStored(const QString &path)
    {
        const QFileInfo info(path);
        m_seen.push_back(base::SeenPath::of(info));
        auto content = readTokenFile(path);
        if (!content) {
            addRemark(content.error().text);
            return true;
        }
        Origin origin;
        origin.storedAs = info.fileName().toUtf8();
        origin.detail = tr("resolver directory");
        deliver(std::move(content).value(), origin);
        return true;
    }

    // nats-server counts from where it is started. That is unknown here: first the
    // configuration's own folder, then ours, then those above the configuration's.
    [[nodiscard]] QString locate(const QByteArray &written) const
    {
        const QString path = QFile::decodeName(written);
        if (QFileInfo(path).isAbsolute())
            return path;
        QDir folder(QFileInfo(m_path).absolutePath());
        const QString beside = QDir::cleanPath(folder.filePath(path));
        if (QFileInfo::exists(beside))
            return beside;
        if (QFileInfo::exists(path))
            return QDir::cleanPath(QDir::current().filePath(path));
        for (int i = 0; i < kMaxParents && folder.cdUp(); ++i) {
            if (folder.exists(path))
                return QDir::cleanPath(folder.filePath(path));
        }
        return beside;
    }

    [[nodiscard]] QString place(const ServerConfig::Value &value, const QString &what) const
    {
        const QString file = QFileInfo(m_config.files.value(value.file)).fileName();
        return value.line > 0 ? u"%1, %2:%3"_s.arg(what, file).arg(value.line)
                              : u"%1, %2"_s.arg(what, file);
    }
    [[nodiscard]] static QString shown(const QByteArray &text)
    {
        return text.isEmpty() ? u"?"_s : QString::fromUtf8(text);
    }

    QString m_path;
    std::optional<ServerConfigReader> m_reader;
    bool m_isRead = false;
    ServerConfig m_config;
    size_t m_nextOperator = 0, m_nextPreload = 0;
    std::unique_ptr<FileList> m_list;
    QStringList m_files;
    qsizetype m_nextFile = 0;
    qint64 m_done = 0, m_total = 0;
    std::vector<base::SeenPath> m_seen;
};

} // namespace

ConfigSource::ConfigSource(const QString &path, QObject *parent)
    : TokenSource(parent)
    , m_path(QDir::cleanPath(path))
{
    connect(&m_watch, &base::FileWatch::changed, this, &TokenSource::changed);
}

QString ConfigSource::name() const
{
    return u"config:"_s + m_path;
}

TokenFetch *ConfigSource::fetch(const FetchRequest &request, QObject *parent)
{
    auto *fetch = new ConfigFetch(request, name(), m_path, parent);
    connect(fetch, &TokenFetch::finished, this,
            [this, fetch] { m_watch.watch(fetch->takeSeen()); });
    return fetch;
}

} // namespace jwt
