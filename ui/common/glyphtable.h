// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QHash>
#include <QtGui/QFont>
#include <QtGui/QGlyphRun>
#include <QtGui/QRawFont>

class QColor;
class QPainter;
class QPoint;

namespace ui {

// One font's characters as glyphs: text that needs no shaping, as figures and what is set in a
// fixed width, costs a tenth this way. Nothing is kept per text.
class GlyphTable final
{
public:
    enum class Digits { Own, Tabular }; ///< tabular: each as wide as the widest

    explicit GlyphTable(const QFont &font, Digits digits = Digits::Own);

    // -1 if a character of it is not in the font or has to be shaped: draw it as text then.
    [[nodiscard]] int width(QStringView text) const;
    // One that has a width.
    void draw(QPainter &painter, const QPoint &baseline, QStringView text,
              const QColor &color) const;

private:
    struct Glyph
    {
        quint32 index = 0; ///< 0: there is none
        int offset = 0;    ///< within its cell
        int advance = 0;
    };

    [[nodiscard]] const Glyph &glyph(QChar c) const;

    QFont m_font;
    QRawFont m_raw;
    Digits m_digits;
    int m_digit = 0;
    mutable QHash<char16_t, Glyph> m_glyphs;
    mutable QList<quint32> m_indexes;
    mutable QList<QPointF> m_positions;
};

} // namespace ui
