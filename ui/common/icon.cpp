// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/theme.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QImageReader>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// Renders an SVG whose strokes are `currentColor` in the palette's colour. QtSvg itself takes
// currentColor for black.
class TintedIcon final : public QIconEngine
{
public:
    TintedIcon(QString name, Tint tint)
        : m_name(std::move(name))
        , m_tint(tint)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor color = colorFor(mode);
        const QString key = u"fanin/%1/%2/%3x%4"_s.arg(m_name, color.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = render(size, color);
            QPixmapCache::insert(key, pixmap);
        }
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedIcon(m_name, m_tint); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        const Tokens &t = tokens(QGuiApplication::palette());
        if (mode == QIcon::Disabled)
            return t.tertiary;
        switch (m_tint) {
        case Tint::Plain:
            return t.text;
        case Tint::Quiet:
            return mode == QIcon::Active ? t.text : t.secondary;
        case Tint::Accent:
            return t.accent;
        case Tint::OnAccent:
            return t.onAccent;
        case Tint::Ok:
            return t.ok;
        case Tint::Warning:
            return t.warning;
        case Tint::Error:
            return t.error;
        }
        return t.text;
    }

    [[nodiscard]] QPixmap render(const QSize &size, const QColor &color) const
    {
        QFile file(u":/icons/%1.svg"_s.arg(m_name));
        if (!file.open(QIODevice::ReadOnly)) {
            qWarning("there is no icon '%s'", qPrintable(m_name));
            return {};
        }
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QBuffer buffer(&svg);
        QImageReader reader(&buffer, "svg");
        reader.setScaledSize(size);
        return QPixmap::fromImage(reader.read());
    }

    QString m_name;
    Tint m_tint;
};

} // namespace

QIcon icon(const QString &name, Tint tint)
{
    return QIcon(new TintedIcon(name, tint));
}

} // namespace ui
