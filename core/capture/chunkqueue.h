// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QtGlobal>

#include <array>
#include <deque>
#include <memory>

namespace capture {

// A queue of plain values in pieces of N, counted from its first ever: values come at the end and
// go at the front, and nothing is ever moved or allocated twice over. Knows what it has allocated.
template<typename T, size_t N>
class ChunkQueue final
{
public:
    void push(const T &value)
    {
        if ((m_end - m_begin) % N == 0 && m_end == m_begin + m_pieces.size() * N)
            addPiece();
        (*m_pieces.back())[(m_end - m_begin) % N] = value;
        ++m_end;
    }

    // Those before `index` are not asked for any more; whole pieces of them go.
    void dropBefore(quint64 index)
    {
        while (!m_pieces.empty() && m_begin + N <= index) {
            m_pieces.pop_front();
            m_bytes -= kPieceBytes;
            m_begin += N;
        }
    }

    void clear()
    {
        m_pieces.clear();
        m_bytes = 0;
        m_begin = m_end;
    }

    [[nodiscard]] quint64 end() const { return m_end; }
    [[nodiscard]] T &operator[](quint64 index)
    {
        return (*m_pieces[size_t((index - m_begin) / N)])[(index - m_begin) % N];
    }
    [[nodiscard]] const T &operator[](quint64 index) const
    {
        return (*m_pieces[size_t((index - m_begin) / N)])[(index - m_begin) % N];
    }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    using Piece = std::array<T, N>;
    static constexpr qint64 kPieceBytes = sizeof(Piece) + sizeof(std::unique_ptr<Piece>);

    void addPiece()
    {
        m_pieces.push_back(std::make_unique_for_overwrite<Piece>());
        m_bytes += kPieceBytes;
    }

    std::deque<std::unique_ptr<Piece>> m_pieces;
    quint64 m_begin = 0; // of the first piece
    quint64 m_end = 0;
    qint64 m_bytes = 0;
};

} // namespace capture
