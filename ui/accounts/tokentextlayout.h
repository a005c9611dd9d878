// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArrayView>

#include <vector>

// A token's text cut into lines of equal length, and each line into runs of one segment. Pure; a
// line is computed only when it is asked for, so that a token of 1 MiB costs nothing.
namespace ui {

enum class Segment { Header, Payload, Signature, Dot, Beyond };

class TokenTextLayout final
{
public:
    TokenTextLayout() = default;
    TokenTextLayout(QByteArrayView text, qsizetype signedFrom, qsizetype signedTo, int columns);

    struct Run
    {
        qsizetype from = 0, length = 0; ///< in the text
        Segment segment = Segment::Header;
        bool isSigned = false;

        bool operator==(const Run &) const = default;
    };
    [[nodiscard]] qsizetype lineCount() const;
    [[nodiscard]] std::vector<Run> line(qsizetype number) const;
    [[nodiscard]] int columns() const { return m_columns; }

private:
    [[nodiscard]] Segment segmentAt(qsizetype offset) const;
    [[nodiscard]] qsizetype runEnd(qsizetype offset) const;

    QByteArrayView m_text;
    qsizetype m_firstDot = -1, m_secondDot = -1, m_thirdDot = -1;
    qsizetype m_signedFrom = 0, m_signedTo = 0;
    int m_columns = 1;
};

} // namespace ui
