// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/filewatch.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <utility>

namespace base {

SeenPath SeenPath::of(const QFileInfo &info)
{
    SeenPath seen;
    seen.path = info.filePath();
    if (info.exists()) {
        seen.modified = info.lastModified().toMSecsSinceEpoch();
        seen.size = info.isDir() ? -1 : info.size();
    }
    return seen;
}

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleTime);
    m_look.setInterval(kLookInterval);
    connect(&m_settle, &QTimer::timeout, this, &FileWatch::settle);
    connect(&m_look, &QTimer::timeout, this, &FileWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::onNotified);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::onNotified);
}

void FileWatch::watch(std::vector<SeenPath> paths)
{
    m_paths = std::move(paths);
    m_next = 0;
    m_absent.clear();
    attach();
    if (m_paths.empty())
        m_look.stop();
    else
        m_look.start();
    // What happened between the reading and now.
    look();
}

// The watcher forgets what was replaced or removed: it is told again after each change.
void FileWatch::attach()
{
    QSet<QString> wanted;
    m_own.clear();
    m_absent.clear();
    for (size_t i = 0; i < m_paths.size(); ++i) {
        if (wanted.size() + qsizetype(m_absent.size()) >= kMaxNotified)
            break;
        // What is not there is announced by the nearest folder that is.
        QFileInfo info(m_paths[i].path);
        if (info.exists())
            m_own.insert(QDir::cleanPath(info.filePath()));
        else
            m_absent.push_back(i);
        while (!info.exists() && !info.isRoot() && info.path() != info.filePath())
            info = QFileInfo(info.path());
        if (info.exists())
            wanted.insert(info.filePath());
    }
    QSet<QString> present;
    for (const QString &path : m_watcher.files() + m_watcher.directories())
        present.insert(path);
    const QStringList gone((present - wanted).values());
    const QStringList added((wanted - present).values());
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!added.isEmpty())
        m_watcher.addPaths(added);
}

void FileWatch::notice()
{
    m_noticed = true;
    if (!m_settle.isActive())
        m_settle.start();
}

// A folder that only stands for what is not there has changes of its own, which are none of ours.
void FileWatch::onNotified(const QString &path)
{
    if (m_own.contains(QDir::cleanPath(path)))
        notice();
    else if (!m_settle.isActive())
        m_settle.start();
}

bool FileWatch::hasAppeared()
{
    bool appeared = false;
    for (const size_t i : m_absent) {
        if (SeenPath now = SeenPath::of(QFileInfo(m_paths[i].path)); now != m_paths[i]) {
            m_paths[i] = std::move(now);
            appeared = true;
        }
    }
    return appeared;
}

void FileWatch::settle()
{
    const bool appeared = hasAppeared();
    attach();
    if (std::exchange(m_noticed, false) || appeared)
        emit changed();
}

void FileWatch::look()
{
    const size_t count = qMin(m_paths.size(), size_t(kLooksAtOnce));
    for (size_t i = 0; i < count; ++i) {
        SeenPath &seen = m_paths[m_next];
        m_next = (m_next + 1) % m_paths.size();
        if (SeenPath now = SeenPath::of(QFileInfo(seen.path)); now != seen) {
            seen = std::move(now);
            notice();
        }
    }
}

} // namespace base
