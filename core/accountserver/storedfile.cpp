// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/storedfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <cerrno>
#include <cstring>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::StoredFile)
};

// Closes itself.
class Descriptor final
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)

    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

std::chrono::nanoseconds timeOf(const timespec &time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

FileStamp stampOf(const struct stat &status)
{
    return {quint64(status.st_dev), quint64(status.st_ino), qint64(status.st_size),
            timeOf(status.st_mtim), timeOf(status.st_ctim)};
}

// Not there, as opposed to there and out of reach.
bool isAbsence(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

base::Error unreadable(const QByteArray &path, int error)
{
    return {
        base::ErrorKind::Io,
        Text::tr("%1 could not be read: %2").arg(QFile::decodeName(path), qt_error_string(error)),
        -1};
}

} // namespace

bool FileStamp::hasRested(std::chrono::nanoseconds now) const
{
    const std::chrono::nanoseconds last = std::max(modified, changed);
    const bool coarse
        = last.count() % std::chrono::nanoseconds(std::chrono::seconds(1)).count() == 0;
    return now - last >= (coarse ? kCoarseRest : kRest);
}

std::chrono::nanoseconds wallClock()
{
    return std::chrono::system_clock::now().time_since_epoch();
}

base::Result<FileStamp> stampOf(const QByteArray &path)
{
    struct stat status = {};
    if (::stat(path.constData(), &status) == 0)
        return stampOf(status);
    return isAbsence(errno) ? base::Result<FileStamp>(FileStamp()) : unreadable(path, errno);
}

base::Result<FileContent> readStored(const QByteArray &path, qint64 limit)
{
    const Descriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.number() < 0) {
        return isAbsence(errno) ? base::Result<FileContent>(FileContent())
                                : unreadable(path, errno);
    }
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0)
        return unreadable(path, errno);
    if (!S_ISREG(status.st_mode)) {
        return base::Error{base::ErrorKind::Io,
                           Text::tr("%1 is not a file").arg(QFile::decodeName(path)), -1};
    }
    FileContent content{stampOf(status), {}};
    // Its size is only what it was a moment ago.
    content.text.resize(qMin(content.stamp.size, limit) + 1);
    qsizetype length = 0;
    for (;;) {
        if (length == content.text.size()) {
            if (length > limit)
                break;
            content.text.resize(qMin(2 * length, limit + 1));
        }
        const ssize_t got = ::read(file.number(), content.text.data() + length,
                                   size_t(content.text.size() - length));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return unreadable(path, errno);
        if (got == 0)
            break;
        length += got;
    }
    if (length > limit) {
        return base::Error{base::ErrorKind::Limit,
                           Text::tr("%1 is too large: at most %2 bytes are read")
                               .arg(QFile::decodeName(path), QString::number(limit)),
                           -1};
    }
    content.text.resize(length);
    content.text.squeeze();
    return content;
}

std::vector<QByteArray> namesIn(const QByteArray &folder)
{
    std::vector<QByteArray> names;
    const std::unique_ptr<DIR, int (*)(DIR *)> open(::opendir(folder.constData()), &::closedir);
    while (const dirent *entry = open ? ::readdir(open.get()) : nullptr) {
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
            names.emplace_back(entry->d_name);
    }
    return names;
}

} // namespace accountserver
