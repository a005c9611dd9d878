// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/filewatch.h"

#include <QtCore/QStringList>

#include <memory>

class QDirIterator;

namespace jwt {

// Lists a directory, or all in it, an entry at a time. Links to directories are not followed,
// hidden entries not listed.
class FileList final
{
public:
    static constexpr int kMaxDepth = 8; ///< of directories in each other
    static constexpr qsizetype kMaxFiles = 500'000;

    // Files whose name ends with `suffix`; the rest is counted.
    FileList(const QString &directory, QString suffix, int depth);
    ~FileList();

    bool step(); ///< false once all is listed

    [[nodiscard]] QStringList takeFiles(); ///< paths, sorted
    [[nodiscard]] std::vector<base::SeenPath> takeDirectories() { return std::move(m_directories); }
    [[nodiscard]] QStringList takeProblems() { return std::move(m_problems); }
    [[nodiscard]] qsizetype others() const { return m_others; } ///< files of other names

private:
    struct Folder
    {
        QString path;
        int depth = 0;
    };

    void enter();

    QString m_suffix;
    int m_maxDepth;
    std::vector<Folder> m_waiting;
    Folder m_current;
    std::unique_ptr<QDirIterator> m_entries;
    QStringList m_files;
    std::vector<base::SeenPath> m_directories;
    QStringList m_problems;
    qsizetype m_others = 0;
};

} // namespace jwt
