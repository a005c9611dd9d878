// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/request/fileloader.h"

#include "ui/common/format.h"

namespace ui {

namespace {

constexpr qint64 kPiece = 1024 * 1024;

} // namespace

FileLoader::FileLoader(const QString &path, QObject *parent)
    : QObject(parent)
    , m_file(path)
{
    connect(&m_timer, &QTimer::timeout, this, &FileLoader::readOn);
}

void FileLoader::start()
{
    m_timer.start(0);
}

void FileLoader::readOn()
{
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly))
        return fail(tr("Cannot open %1: %2.").arg(m_file.fileName(), m_file.errorString()));
    const QByteArray piece = m_file.read(kPiece);
    // The size a file claims (a device, a pipe, one that grows) is not trusted, only what came.
    if (m_file.size() > kMaxSize || m_bytes.size() + piece.size() > kMaxSize)
        return fail(tr("%1 is larger than %2, the most any NATS server takes.")
                        .arg(m_file.fileName(), formatBytes(kMaxSize)));
    if (piece.isEmpty() && m_file.error() != QFileDevice::NoError)
        return fail(tr("Cannot read %1: %2.").arg(m_file.fileName(), m_file.errorString()));
    m_bytes += piece;
    if (piece.isEmpty()) {
        m_timer.stop();
        emit finished(m_bytes);
        return;
    }
    emit progressed(m_bytes.size(), m_file.size());
}

void FileLoader::fail(const QString &reason)
{
    m_timer.stop();
    emit failed(reason);
}

} // namespace ui
