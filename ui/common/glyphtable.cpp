// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/glyphtable.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QPainter>

#include <algorithm>

namespace ui {

namespace {

constexpr char16_t kShapedFrom = 0x0300; ///< scripts before it stand letter by letter
constexpr char16_t kPunctuation = 0x2000;
constexpr char16_t kArrowsEnd = 0x2200;

bool standsAlone(QChar c)
{
    const char16_t code = c.unicode();
    return code < kShapedFrom || (code >= kPunctuation && code < kArrowsEnd);
}

} // namespace

GlyphTable::GlyphTable(const QFont &font, Digits digits)
    : m_font(font)
    , m_raw(QRawFont::fromFont(font))
    , m_digits(digits)
{
    const QFontMetrics metrics(font);
    for (char16_t c = u'0'; c <= u'9'; ++c)
        m_digit = std::max(m_digit, metrics.horizontalAdvance(QChar(c)));
}

const GlyphTable::Glyph &GlyphTable::glyph(QChar c) const
{
    auto found = m_glyphs.constFind(c.unicode());
    if (found != m_glyphs.constEnd())
        return *found;
    Glyph made;
    if (standsAlone(c) && m_raw.isValid()) {
        const QList<quint32> indexes = m_raw.glyphIndexesForString(QString(c));
        made.index = indexes.size() == 1 ? indexes.front() : 0;
        made.advance = QFontMetrics(m_font).horizontalAdvance(c);
        if (m_digits == Digits::Tabular && c.isDigit()) {
            made.offset = (m_digit - made.advance) / 2;
            made.advance = m_digit;
        }
    }
    return *m_glyphs.insert(c.unicode(), made);
}

int GlyphTable::width(QStringView text) const
{
    int sum = 0;
    for (const QChar c : text) {
        const Glyph &shown = glyph(c);
        if (shown.index == 0)
            return -1;
        sum += shown.advance;
    }
    return sum;
}

void GlyphTable::draw(QPainter &painter, const QPoint &baseline, QStringView text,
                      const QColor &color) const
{
    m_indexes.clear();
    m_positions.clear();
    int x = 0;
    for (const QChar c : text) {
        const Glyph &shown = glyph(c);
        m_indexes.append(shown.index);
        m_positions.append(QPointF(x + shown.offset, 0));
        x += shown.advance;
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(m_indexes);
    run.setPositions(m_positions);
    painter.setPen(color);
    painter.drawGlyphRun(baseline, run);
}

} // namespace ui
