// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/output.h"

#include <cerrno>

#include <sys/ioctl.h>
#include <unistd.h>

namespace commands {

namespace {

constexpr int kDefaultColumns = 100;

bool writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written
            = write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? written : 0;
    }
    return true;
}

} // namespace

bool printOutput(const QString &text)
{
    return writeAll(STDOUT_FILENO, text.toUtf8());
}

void printError(const QString &text)
{
    writeAll(STDERR_FILENO, text.toUtf8());
}

int terminalColumns()
{
    winsize size = {};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return kDefaultColumns;
}

} // namespace commands
