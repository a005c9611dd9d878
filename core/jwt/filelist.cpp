// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/filelist.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDirIterator>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::FileList)
};

} // namespace

FileList::FileList(const QString &directory, QString suffix, int depth)
    : m_suffix(std::move(suffix))
    , m_maxDepth(depth)
    , m_waiting{{directory, 0}}
{}

FileList::~FileList() = default;

bool FileList::step()
{
    if (!m_entries) {
        if (m_waiting.empty())
            return false;
        enter();
        return true;
    }
    if (!m_entries->hasNext()) {
        m_entries.reset();
        return !m_waiting.empty();
    }
    m_entries->next();
    const QFileInfo entry = m_entries->fileInfo();
    if (entry.isDir()) {
        if (entry.isSymLink())
            return true;
        if (m_current.depth >= m_maxDepth)
            m_problems += Text::tr("%1 is not read: it lies too deep").arg(entry.filePath());
        else
            m_waiting.push_back({entry.filePath(), m_current.depth + 1});
    } else if (!entry.fileName().endsWith(m_suffix)) {
        ++m_others;
    } else if (m_files.size() >= kMaxFiles) {
        m_problems += Text::tr("There are more than %1 files; the rest is not read").arg(kMaxFiles);
        m_waiting.clear();
        m_entries.reset();
        return false;
    } else {
        m_files += entry.filePath();
    }
    return true;
}

void FileList::enter()
{
    m_current = std::move(m_waiting.back());
    m_waiting.pop_back();
    const QFileInfo info(m_current.path);
    m_directories.push_back(base::SeenPath::of(info));
    if (!info.isReadable() || !info.isExecutable()) {
        m_problems += Text::tr("The folder %1 may not be read").arg(m_current.path);
        return;
    }
    m_entries = std::make_unique<QDirIterator>(m_current.path,
                                               QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
}

QStringList FileList::takeFiles()
{
    m_files.sort();
    return std::move(m_files);
}

} // namespace jwt
