// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <chrono>
#include <vector>

// Files of a store, by paths as the system takes them (QFile::encodeName).
namespace accountserver {

// What tells one content of a file from another without reading it.
struct FileStamp
{
    // A file system may give two changes shortly after each other the same time.
    static constexpr std::chrono::milliseconds kRest{100};
    // Some keep whole seconds, or even every second one.
    static constexpr std::chrono::milliseconds kCoarseRest{2000};

    quint64 device = 0, inode = 0;
    qint64 size = -1; ///< -1: there is no such file
    std::chrono::nanoseconds modified{}, changed{};

    [[nodiscard]] bool exists() const { return size >= 0; }
    // Whether it was changed long enough ago that another change would show.
    [[nodiscard]] bool hasRested(std::chrono::nanoseconds now) const;

    bool operator==(const FileStamp &) const = default;
};

[[nodiscard]] std::chrono::nanoseconds wallClock(); ///< since the epoch

// Links are followed: folders are put together of them too. Io: there may be one, but it cannot be
// looked at.
[[nodiscard]] base::Result<FileStamp> stampOf(const QByteArray &path);

struct FileContent
{
    FileStamp stamp; ///< from before the content was read
    QByteArray text;
};
// Of regular files only (a pipe would block), larger than `limit` is an error of kind Limit.
[[nodiscard]] base::Result<FileContent> readStored(const QByteArray &path, qint64 limit);

// Unsorted, without "." and ".."; nothing where the folder cannot be read.
[[nodiscard]] std::vector<QByteArray> namesIn(const QByteArray &folder);

} // namespace accountserver
