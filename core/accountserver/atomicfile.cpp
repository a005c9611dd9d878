// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/atomicfile.h"

#include "core/accountserver/storedfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <atomic>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::AtomicFile)
};

constexpr char kPrefix[] = ".fanin-";
constexpr char kSuffix[] = ".tmp";
constexpr mode_t kFileMode = 0644; // as the original's
constexpr mode_t kFolderMode = 0755;
constexpr int kAttempts = 8;

base::Error unwritable(const QByteArray &path, int error)
{
    return {base::ErrorKind::Io,
            Text::tr("%1 could not be written: %2")
                .arg(QFile::decodeName(path), qt_error_string(error)),
            -1};
}

// A file beside its goal until it is complete. Locked as long as its writer lives, so that others
// can tell it from what a killed one left behind.
class Draft final
{
public:
    explicit Draft(QByteArray path)
        : m_path(std::move(path))
        , m_file(::open(m_path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode))
        , m_openError(m_file < 0 ? errno : 0)
    {}
    ~Draft()
    {
        if (m_file < 0)
            return;
        if (!m_isInPlace)
            ::unlink(m_path.constData());
        ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(Draft)

    [[nodiscard]] int openError() const { return m_openError; } ///< 0: it is open
    // Somebody who cleans up may have been quicker.
    [[nodiscard]] bool lock() const
    {
        struct stat status = {};
        // Some file systems know no locks: what a killed writer leaves behind stays there.
        const bool taken = ::flock(m_file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
        return !taken && ::fstat(m_file, &status) == 0 && status.st_nlink > 0;
    }
    // 0, or what went wrong.
    [[nodiscard]] int write(QByteArrayView content) const
    {
        while (!content.isEmpty()) {
            const ssize_t written = ::write(m_file, content.data(), size_t(content.size()));
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return errno;
            content = content.sliced(written);
        }
        return ::fsync(m_file) == 0 ? 0 : errno;
    }
    [[nodiscard]] int moveTo(const QByteArray &goal)
    {
        if (::rename(m_path.constData(), goal.constData()) != 0)
            return errno;
        m_isInPlace = true;
        return 0;
    }

private:
    QByteArray m_path;
    int m_file;
    int m_openError;
    bool m_isInPlace = false;
};

// What was made or renamed in a folder is there after a power cut only once the folder is written.
int syncFolder(const QByteArray &folder)
{
    const int file = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int error = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    // Some file systems cannot and need not.
    return error == EINVAL || error == ENOTSUP ? 0 : error;
}

QByteArray draftName()
{
    static std::atomic<quint64> count = 0;
    return kPrefix + QByteArray::number(qint64(::getpid())) + '-'
        + QByteArray::number(wallClock().count(), 36) + '-' + QByteArray::number(++count) + kSuffix;
}

} // namespace

base::Result<base::Done> writeAtomically(const QByteArray &folder, const QByteArray &name,
                                         const QByteArray &content)
{
    const QByteArray goal = folder + '/' + name;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        Draft draft(folder + '/' + draftName());
        if (draft.openError() != 0 && draft.openError() != EEXIST)
            return unwritable(goal, draft.openError());
        if (draft.openError() != 0 || !draft.lock())
            continue;
        if (const int error = draft.write(content))
            return unwritable(goal, error);
        if (const int error = draft.moveTo(goal))
            return unwritable(goal, error);
        if (const int error = syncFolder(folder))
            return unwritable(goal, error);
        return base::Done();
    }
    return unwritable(goal, EAGAIN);
}

base::Result<base::Done> makeFolder(const QByteArray &parent, const QByteArray &name)
{
    const QByteArray path = parent + '/' + name;
    if (::mkdir(path.constData(), kFolderMode) != 0) {
        // What is there but is no folder shows when it is written to.
        if (errno == EEXIST)
            return base::Done();
        return unwritable(path, errno);
    }
    if (const int error = syncFolder(parent))
        return unwritable(path, error);
    return base::Done();
}

void removeLeftovers(const QByteArray &folder)
{
    for (const QByteArray &name : namesIn(folder)) {
        if (!name.startsWith(kPrefix) || !name.endsWith(kSuffix))
            continue;
        const QByteArray path = folder + '/' + name;
        const int file = ::open(path.constData(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
        if (file < 0)
            continue;
        if (::flock(file, LOCK_EX | LOCK_NB) == 0)
            ::unlink(path.constData());
        ::close(file);
    }
}

} // namespace accountserver
