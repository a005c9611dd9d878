// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/pagescroll.h"

#include "ui/common/richview.h"
#include "ui/common/theme.h"

#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

namespace ui {

PageScroll::PageScroll(const QString &name, QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(name);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // It scrolls with what has the focus; as a stop of its own it would only cost a Tab.
    setFocusPolicy(Qt::NoFocus);
    auto *page = new QWidget;
    setLook(page, Look::Panel);
    m_content = new QVBoxLayout(page);
    m_content->setContentsMargins(0, 4, 18, 14);
    m_content->setSpacing(14);
    setWidget(page);
}

void PageScroll::follow(RichView *view)
{
    connect(view, &QTextBrowser::highlighted, this, [this, view] {
        const QPoint at = view->mapTo(widget(), view->cursorRect().center());
        if (view->hasFocus())
            ensureVisible(at.x(), at.y(), 0, 40);
    });
}

void PageScroll::toTop()
{
    verticalScrollBar()->setValue(0);
}

} // namespace ui
