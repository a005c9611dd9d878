// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/directorysource.h"

#include "core/base/counted.h"
#include "core/jwt/filelist.h"
#include "core/jwt/slicedfetch.h"
#include "core/jwt/storedname.h"
#include "core/jwt/tokenfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

class DirectoryFetch final : public SlicedFetch
{
    Q_DECLARE_TR_FUNCTIONS(jwt::DirectoryFetch)

public:
    DirectoryFetch(FetchRequest request, const QString &source, QString path, QObject *parent)
        : SlicedFetch(std::move(request), source, parent)
        , m_path(std::move(path))
        , m_list(m_path, u".jwt"_s, FileList::kMaxDepth)
    {}

    std::vector<base::SeenPath> takeSeen() { return std::move(m_seen); }

private:
    bool step() override
    {
        if (!m_listed)
            return list();
        if (m_next >= m_files.size())
            return false;
        read(m_files.at(m_next++));
        setProgress(m_next, m_files.size());
        return m_next < m_files.size();
    }

    bool list()
    {
        if (!QFileInfo(m_path).isDir()) {
            m_seen.push_back(base::SeenPath::of(QFileInfo(m_path)));
            fail({base::ErrorKind::Io, tr("There is no folder %1").arg(m_path), -1});
            return false;
        }
        if (!request().key.isEmpty() && findOne())
            return true;
        if (m_list.step())
            return true;
        m_listed = true;
        m_files = m_list.takeFiles();
        m_seen = m_list.takeDirectories();
        for (const QString &problem : m_list.takeProblems())
            addRemark(problem);
        if (m_seen.size() == 1 && m_files.isEmpty() && !QFileInfo(m_path).isReadable())
            fail({base::ErrorKind::Io, tr("The folder %1 may not be read").arg(m_path), -1});
        return !m_files.isEmpty();
    }

    // Where a server would look for it. Only once nothing is there everything is read.
    bool findOne()
    {
        if (!isServedName(request().key))
            return false;
        const QString file = QString::fromLatin1(request().key) + u".jwt"_s;
        const QDir directory(m_path);
        const QString shard = QString::fromLatin1(request().key.last(2));
        for (const QString &path : {file, QString(shard + u'/' + file)}) {
            if (!directory.exists(path))
                continue;
            m_files = {directory.filePath(path)};
            m_listed = true;
            return true;
        }
        return false;
    }

    void read(const QString &path)
    {
        const QFileInfo info(path);
        m_seen.push_back(base::SeenPath::of(info));
        auto content = readTokenFile(path);
        if (!content) {
            addRemark(content.error().text);
            return;
        }
        Origin origin;
        origin.storedAs = info.fileName().toUtf8();
        if (const QString folder = info.path(); folder.size() > m_path.size())
            origin.detail = tr("folder %1").arg(folder.sliced(m_path.size() + 1));
        const TokenPtr token = deliver(std::move(content).value(), origin);
        if (!token->decodes() && token->problem())
            addRemark(tr("%1 does not decode: %2").arg(path, token->problem()->text));
    }

    void conclude() override
    {
        if (m_list.others() > 0)
            setDetail(base::counted(m_list.others(), tr("1 other file was not read"),
                                    tr("%1 other files were not read")));
    }

    QString m_path;
    FileList m_list;
    bool m_listed = false;
    QStringList m_files;
    qsizetype m_next = 0;
    std::vector<base::SeenPath> m_seen;
};

} // namespace

DirectorySource::DirectorySource(const QString &path, QObject *parent)
    : TokenSource(parent)
    , m_path(QDir::cleanPath(path))
{
    connect(&m_watch, &base::FileWatch::changed, this, &TokenSource::changed);
}

QString DirectorySource::name() const
{
    return u"dir:"_s + m_path;
}

TokenFetch *DirectorySource::fetch(const FetchRequest &request, QObject *parent)
{
    auto *fetch = new DirectoryFetch(request, name(), m_path, parent);
    if (request.key.isEmpty())
        connect(fetch, &TokenFetch::finished, this,
                [this, fetch] { m_watch.watch(fetch->takeSeen()); });
    return fetch;
}

} // namespace jwt
