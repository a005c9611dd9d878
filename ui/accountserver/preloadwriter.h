// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSaveFile>
#include <QtCore/QTimer>

#include <functional>

namespace ui {

// Writes a text that comes in pieces into a file, a slice at a time: the file is there as a whole,
// or as it was before. Deleting it cancels.
class PreloadWriter final : public QObject
{
    Q_OBJECT

public:
    using Pieces = std::function<QByteArray()>; ///< an empty one is the end
    static constexpr std::chrono::milliseconds kSlice{8};

    PreloadWriter(const QString &path, Pieces pieces, QObject *parent = nullptr);

signals:
    // Once, never before the constructor has returned. Empty: it is written.
    void finished(const QString &problem);

private:
    void writeSome();

    Pieces m_pieces;
    QSaveFile m_file;
    QTimer m_turn;
};

} // namespace ui
