// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/richview.h"

#include "ui/common/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QTextDocument>
#include <QtGui/QTextOption>
#include <QtGui/QWheelEvent>

#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int kMarkSide = 12;

// Only our own numbers come here.
qsizetype linkNumber(const QUrl &url)
{
    return url.fragment().toLongLong();
}

} // namespace

RichView::RichView(const QString &name, const QString &accessibleName, QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setLook(this, Look::Reading);
    setOpenLinks(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    document()->setDocumentMargin(0);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        const qsizetype link = linkNumber(url);
        if (link >= 0 && link < m_links.size())
            emit followed(QString(m_links.at(link)));
    });
}

void RichView::setBlocks(RichBlocks blocks)
{
    if (blocks == m_blocks)
        return;
    m_blocks = std::move(blocks);
    render();
}

void RichView::render()
{
    m_links.clear();
    document()->clear();
    document()->setDefaultFont(textFont());
    setHtml(ui::toHtml(m_blocks, tokens(palette()), m_links));
    m_measuredWidth = -1;
    updateGeometry();
}

// The document of the view itself is measured: a layout asks for the width it then gives.
int RichView::heightForWidth(int width) const
{
    if (width != m_measuredWidth) {
        const std::unique_ptr<QTextDocument> copy(
            width == viewport()->width() ? nullptr : document()->clone());
        QTextDocument *measured = copy ? copy.get() : document();
        measured->setTextWidth(width);
        m_measuredWidth = width;
        m_measuredHeight = int(std::ceil(measured->size().height()));
    }
    return m_measuredHeight;
}

QSize RichView::sizeHint() const
{
    const int width = viewport()->width();
    return {width, heightForWidth(width)};
}

QSize RichView::minimumSizeHint() const
{
    return {160, m_measuredWidth > 0 ? m_measuredHeight : 0};
}

QVariant RichView::loadResource(int type, const QUrl &name)
{
    const auto mark = markNamed(name.toString());
    if (type != QTextDocument::ImageResource || !mark)
        return {}; // nothing is ever loaded from anywhere
    return markPixmap(*mark, kMarkSide, devicePixelRatioF(), tokens(palette()));
}

void RichView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        render();
    QTextBrowser::changeEvent(event);
}

// The page scrolls, not the text.
void RichView::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void RichView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

} // namespace ui
