// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/readergone.h"

#include <sys/stat.h>
#include <unistd.h>

namespace commands {

namespace {

bool isPipe(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0
        && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

} // namespace

ReaderGone::ReaderGone(QObject *parent)
    : QObject(parent)
{
    if (!isPipe(STDOUT_FILENO))
        return;
    m_notifier.emplace(STDOUT_FILENO, QSocketNotifier::Exception);
    connect(&*m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false); // it would be said again and again
        emit gone();
    });
}

} // namespace commands
