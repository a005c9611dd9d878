// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/preloadwriter.h"

#include "core/base/time.h"

namespace ui {

PreloadWriter::PreloadWriter(const QString &path, Pieces pieces, QObject *parent)
    : QObject(parent)
    , m_pieces(std::move(pieces))
    , m_file(path)
{
    connect(&m_turn, &QTimer::timeout, this, &PreloadWriter::writeSome);
    m_turn.start(0);
}

void PreloadWriter::writeSome()
{
    const auto end = [this](const QString &problem) {
        m_turn.stop();
        emit finished(problem);
    };
    if (!m_file.isOpen() && !m_file.open(QIODevice::WriteOnly))
        return end(m_file.errorString());
    const base::Instant until = base::Clock::now() + kSlice;
    do {
        const QByteArray piece = m_pieces();
        if (piece.isEmpty())
            return end(m_file.commit() ? QString() : m_file.errorString());
        if (m_file.write(piece) != piece.size())
            return end(m_file.errorString());
    } while (base::Clock::now() < until);
}

} // namespace ui
