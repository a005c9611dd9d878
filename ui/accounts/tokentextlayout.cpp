// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentextlayout.h"

#include <algorithm>

namespace ui {

TokenTextLayout::TokenTextLayout(QByteArrayView text, qsizetype signedFrom, qsizetype signedTo,
                                 int columns)
    : m_text(text)
    , m_signedFrom(signedFrom)
    , m_signedTo(signedTo)
    , m_columns(std::max(1, columns))
{
    const auto dotAfter = [text](qsizetype from) {
        return from < 0 || from > text.size() ? -1 : text.indexOf('.', from);
    };
    m_firstDot = dotAfter(0);
    m_secondDot = m_firstDot < 0 ? -1 : dotAfter(m_firstDot + 1);
    m_thirdDot = m_secondDot < 0 ? -1 : dotAfter(m_secondDot + 1);
}

qsizetype TokenTextLayout::lineCount() const
{
    return (m_text.size() + m_columns - 1) / m_columns;
}

Segment TokenTextLayout::segmentAt(qsizetype offset) const
{
    if (offset == m_firstDot || offset == m_secondDot)
        return Segment::Dot;
    if (m_firstDot < 0 || offset < m_firstDot)
        return Segment::Header;
    if (m_secondDot < 0 || offset < m_secondDot)
        return Segment::Payload;
    return m_thirdDot >= 0 && offset >= m_thirdDot ? Segment::Beyond : Segment::Signature;
}

// Where what is at `offset` changes next.
qsizetype TokenTextLayout::runEnd(qsizetype offset) const
{
    qsizetype end = m_text.size();
    for (const qsizetype edge : {m_firstDot, m_firstDot + 1, m_secondDot, m_secondDot + 1,
                                 m_thirdDot, m_signedFrom, m_signedTo}) {
        if (edge > offset)
            end = std::min(end, edge);
    }
    return end;
}

std::vector<TokenTextLayout::Run> TokenTextLayout::line(qsizetype number) const
{
    std::vector<Run> runs;
    if (number < 0 || number >= lineCount())
        return runs;
    const qsizetype end = std::min(m_text.size(), (number + 1) * m_columns);
    for (qsizetype at = number * m_columns; at < end;) {
        const qsizetype next = std::min(end, runEnd(at));
        runs.push_back({at, next - at, segmentAt(at), at >= m_signedFrom && at < m_signedTo});
        at = next;
    }
    return runs;
}

} // namespace ui
