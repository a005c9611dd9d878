// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/output.h"

#include "ui/common/format.h"

#include <QtCore/QStringList>

#include <cerrno>

#include <sys/ioctl.h>
#include <unistd.h>

namespace commands {

namespace {

constexpr int kDefaultColumns = 100;

bool writeAll(int descriptor, QByteArrayView bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written
            = write(descriptor, bytes.data() + done, size_t(bytes.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? written : 0;
    }
    return true;
}

QByteArray visibleLines(const QString &text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString &line : lines)
        line = visibleText(line);
    return lines.join(QLatin1Char('\n')).toUtf8();
}

} // namespace

QString visibleText(const QString &text)
{
    return ui::previewText(text.toUtf8(), text.size());
}

bool printOutput(const QString &text)
{
    return writeAll(STDOUT_FILENO, visibleLines(text));
}

void printError(const QString &text)
{
    writeAll(STDERR_FILENO, visibleLines(text));
}

bool writeOutput(QByteArrayView bytes)
{
    return writeAll(STDOUT_FILENO, bytes);
}

int terminalColumns()
{
    winsize size = {};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return kDefaultColumns;
}

} // namespace commands
