// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/capture/recorderfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace capture {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(capture::RecorderFile)
};

constexpr mode_t kMode = 0600;
constexpr mode_t kAllModes = 0777;
constexpr int kAttempts = 100;
constexpr qsizetype kMaxBesideName = 200; // of the goal's, so that ours is not too long

base::Error problem(const QByteArray &path, int error)
{
    const QString name = QFile::decodeName(path);
    return {base::ErrorKind::Io,
            error == EEXIST
                ? Text::tr("%1 exists already").arg(name)
                : Text::tr("%1 could not be written: %2").arg(name, qt_error_string(error)),
            -1};
}

base::Error notAFile(const QByteArray &path)
{
    return {base::ErrorKind::Io, Text::tr("%1 is not a file").arg(QFile::decodeName(path)), -1};
}

base::Error isBusy(const QByteArray &path)
{
    return {base::ErrorKind::Io,
            Text::tr("%1 is being written by somebody else").arg(QFile::decodeName(path)), -1};
}

int openAgain(const char *path, int flags, mode_t mode)
{
    int descriptor = -1;
    do
        descriptor = ::open(path, flags | O_WRONLY | O_CLOEXEC | O_NOCTTY, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

// In the same folder, which a rename needs. A killed writer's is never taken for ours.
int openBeside(const QByteArray &goal, QByteArray &path)
{
    const qsizetype name = goal.lastIndexOf('/') + 1;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        path = goal.left(name) + '.' + goal.mid(name, kMaxBesideName) + ".fanin-"
            + QByteArray::number(qint64(::getpid())) + '-' + QByteArray::number(attempt);
        const int descriptor = openAgain(path.constData(), O_CREAT | O_EXCL, kMode);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

// A renamed file is there after a power cut only once its folder is written.
int syncFolderOf(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    const QByteArray folder = slash < 0 ? QByteArray(".") : path.left(qMax(slash, qsizetype(1)));
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    const int error = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    // Some file systems cannot and need not.
    return error == EINVAL || error == ENOTSUP ? 0 : error;
}

} // namespace

base::Result<std::unique_ptr<RecorderFile>> RecorderFile::open(const QString &path, Place place)
{
    const QFileInfo info(path);
    // A link stays, what it leads to is written.
    const QByteArray goal
        = QFile::encodeName(info.exists() ? info.canonicalFilePath() : info.absoluteFilePath());
    if (place == Place::New && (info.exists() || info.isSymLink()))
        return problem(QFile::encodeName(path), EEXIST);
    if (info.exists() && !info.isFile())
        return notAFile(QFile::encodeName(path));

    QByteArray used = goal;
    int descriptor = -1;
    switch (place) {
    case Place::New:
        descriptor = openAgain(used.constData(), O_CREAT | O_EXCL, kMode);
        break;
    case Place::Replace:
        // A pipe that has taken its place meanwhile would block.
        descriptor = openAgain(used.constData(), O_CREAT | O_NONBLOCK, kMode);
        break;
    case Place::Beside:
        descriptor = openBeside(goal, used);
        break;
    }
    if (descriptor < 0)
        return problem(goal, errno);
    std::unique_ptr<RecorderFile> file(
        new RecorderFile(used, place == Place::Beside ? goal : QByteArray(), descriptor));

    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return problem(goal, errno);
    if (!S_ISREG(status.st_mode))
        return notAFile(goal);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return isBusy(goal);
    if (place == Place::Replace && ::ftruncate(descriptor, 0) != 0)
        return problem(goal, errno);
    if (const auto locked = file->lockGoal(); !locked)
        return locked.error();
    if (place == Place::Beside && info.exists() && ::stat(goal.constData(), &status) == 0
        && ::fchmod(descriptor, status.st_mode & kAllModes) != 0)
        return problem(goal, errno);
    return file;
}

RecorderFile::RecorderFile(QByteArray path, QByteArray goal, int descriptor)
    : m_path(std::move(path))
    , m_goal(std::move(goal))
    , m_descriptor(descriptor)
{}

RecorderFile::~RecorderFile()
{
    if (!m_goal.isEmpty())
        ::unlink(m_path.constData());
    ::close(m_descriptor);
    if (m_lock >= 0)
        ::close(m_lock);
}

// Who records into what we would replace would go on where nobody finds it any more.
base::Result<base::Done> RecorderFile::lockGoal()
{
    if (m_goal.isEmpty())
        return base::Done();
    m_lock = ::open(m_goal.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (m_lock >= 0 && ::flock(m_lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return isBusy(m_goal);
    return base::Done();
}

base::Result<base::Done> RecorderFile::write(QByteArrayView bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written
            = ::write(m_descriptor, bytes.data() + done, size_t(bytes.size() - done));
        if (written >= 0) {
            done += written;
        } else if (errno != EINTR) {
            const int error = errno;
            // What is left ends with a line.
            const QByteArrayView whole = bytes.first(bytes.first(done).lastIndexOf('\n') + 1);
            m_size += whole.size();
            [[maybe_unused]] const int cut = ::ftruncate(m_descriptor, m_size);
            return problem(m_goal.isEmpty() ? m_path : m_goal, error);
        }
    }
    m_size += bytes.size();
    return base::Done();
}

base::Result<base::Done> RecorderFile::sync()
{
    const QByteArray path = m_goal.isEmpty() ? m_path : m_goal;
    if (::fdatasync(m_descriptor) != 0 && errno != EINVAL)
        return problem(path, errno);
    struct stat status = {};
    if (::fstat(m_descriptor, &status) == 0 && status.st_nlink == 0)
        return base::Error{
            base::ErrorKind::Io,
            Text::tr("%1 was removed while it was being written").arg(QFile::decodeName(path)), -1};
    return base::Done();
}

base::Result<base::Done> RecorderFile::finish()
{
    if (auto synced = sync(); !synced)
        return synced;
    const QByteArray goal = m_goal.isEmpty() ? m_path : m_goal;
    if (!m_goal.isEmpty() && ::rename(m_path.constData(), m_goal.constData()) != 0)
        return problem(goal, errno);
    m_goal.clear();
    m_path = goal;
    if (const int error = syncFolderOf(goal))
        return problem(goal, error);
    return base::Done();
}

} // namespace capture
