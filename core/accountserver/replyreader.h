// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

namespace accountserver {

// An HTTP answer to a GET as it comes, whoever wrote it. Of all but the body, which is handed on as
// it comes, no more than a named bound is taken. Pure.
class ReplyReader final
{
public:
    // Status lines and headers, those of interim answers and trailers with them.
    static constexpr qsizetype kMaxHead = 32 * 1024;
    static constexpr qsizetype kMaxChunkLine = 256;

    enum class State {
        Head,
        Body,
        Whole,
        Broken, ///< no HTTP, or beyond a bound
    };

    // Appends what is body to `body`. Once it is whole or broken nothing more is taken.
    State feed(QByteArrayView bytes, QByteArray &body);
    State end(); ///< the connection was closed

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] bool isEncoded() const { return m_encoded; } ///< the body is not as it is meant

private:
    enum class Part { StatusLine, Header, Fixed, UntilClosed, ChunkSize, Chunk, ChunkEnd, Trailer };

    void takeLine(QByteArrayView &bytes);
    void takeBody(QByteArrayView &bytes, QByteArray &body);
    void onLine(QByteArrayView line);
    void onStatusLine(QByteArrayView line);
    void onHeader(QByteArrayView line);
    void onHeadEnd();
    void onChunkSize(QByteArrayView line);

    State m_state = State::Head;
    Part m_part = Part::StatusLine;
    QByteArray m_line; // its beginning
    qsizetype m_headRoom = kMaxHead;
    qsizetype m_chunkRoom = kMaxChunkLine;
    int m_status = 0;
    bool m_chunked = false;
    bool m_encoded = false;
    qint64 m_length = -1; // as the head says; -1: it does not
    qint64 m_left = 0;    // of the body or chunk
};

} // namespace accountserver
