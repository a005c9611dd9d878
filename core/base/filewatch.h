// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <chrono>
#include <vector>

class QFileInfo;

namespace base {

// A file or directory as a reader saw it.
struct SeenPath
{
    QString path;
    qint64 modified = -1; ///< ms since the epoch; -1: it was not there
    qint64 size = -1;     ///< of a file

    [[nodiscard]] static SeenPath of(const QFileInfo &info);
    bool operator==(const SeenPath &) const = default;
};

// Notices that files or directories changed since they were read: written, replaced by renaming,
// added, gone or come back. The system's notifications make it quick; looking again by and by finds
// what they miss (network drives, more files than there are watches).
class FileWatch final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMaxNotified = 1000; ///< the rest is looked at
    // Files rest that long before a change of theirs counts: many come in bursts.
    static constexpr std::chrono::milliseconds kSettleTime{300};
    static constexpr std::chrono::milliseconds kLookInterval{2000};
    static constexpr qsizetype kLooksAtOnce = 500;

    explicit FileWatch(QObject *parent = nullptr);

    // Replaces what is watched. What has changed since it was seen is noticed too.
    void watch(std::vector<SeenPath> paths);

signals:
    void changed(); ///< at most every kSettleTime

private:
    void notice();
    void onNotified(const QString &path);
    bool hasAppeared();
    void settle();
    void look();
    void attach();

    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QTimer m_look;
    std::vector<SeenPath> m_paths;
    QSet<QString> m_own;          // of m_paths: watched themselves
    std::vector<size_t> m_absent; // of m_paths: a folder above stands for them
    size_t m_next = 0;            // to be looked at
    bool m_noticed = false;
};

} // namespace base
