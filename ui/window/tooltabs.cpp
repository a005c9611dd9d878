// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/window/tooltabs.h"

#include "ui/common/plaintip.h"
#include "ui/common/theme.h"
#include "ui/window/coloredtabbar.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ToolTabs::ToolTabs(QWidget *parent)
    : QWidget(parent)
    , m_bar(new ColoredTabBar(this))
    , m_add(new QToolButton(this))
    , m_pages(new QStackedWidget(this))
{
    m_add->setObjectName(u"newTab"_s);
    m_add->setIcon(icon(u"plus"_s, Tint::Quiet));
    m_add->setToolTip(tr("New tab"));
    m_add->setAccessibleName(tr("New tab"));
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setFocusPolicy(Qt::StrongFocus);

    auto *strip = new QFrame(this);
    strip->setObjectName(u"tabStrip"_s);
    setLook(strip, Look::Raised);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 10, 0);
    row->setSpacing(4);
    row->addWidget(m_bar, 0, Qt::AlignBottom);
    row->addWidget(m_add, 0, Qt::AlignVCenter);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip);
    layout->addWidget(m_pages, 1);
    connect(m_bar, &QTabBar::tabCloseRequested, this, &ToolTabs::closeRequested);
    connect(m_bar, &QTabBar::tabMoved, this, &ToolTabs::onMoved);
    connect(
        m_bar, &QTabBar::tabBarClicked, this,
        [this] {
            QWidget *const page = current();
            if (QWidget *const last = page ? page->focusWidget() : nullptr)
                last->setFocus(Qt::OtherFocusReason);
            else if (page)
                page->setFocus(Qt::OtherFocusReason);
        },
        Qt::QueuedConnection); // when it is the current one
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        emit currentChanged();
    });
}

int ToolTabs::count() const
{
    return m_pages->count();
}

QWidget *ToolTabs::current() const
{
    return m_pages->currentWidget();
}

QWidget *ToolTabs::page(int index) const
{
    return m_pages->widget(index);
}

int ToolTabs::currentIndex() const
{
    return m_bar->currentIndex();
}

int ToolTabs::indexOf(const QWidget *page) const
{
    return m_pages->indexOf(page);
}

void ToolTabs::add(QWidget *page, const QString &title, int colorIndex)
{
    m_pages->addWidget(page);
    const int index = m_bar->addTab(QString());
    m_bar->setTabData(index, colorIndex);
    setTitle(page, title);
    setCurrent(page);
}

void ToolTabs::setTitle(QWidget *page, const QString &title, const QString &tip)
{
    // The bar paints its titles itself: an ampersand is no mnemonic there.
    m_bar->setTabText(m_pages->indexOf(page), title);
    m_bar->setTabToolTip(m_pages->indexOf(page),
                         plainTip(tip.isEmpty() ? title : QString(title + u'\n' + tip)));
    m_bar->updateGeometry(); // a tab bar that is not yet visible does not tell its layout
}

void ToolTabs::setColor(QWidget *page, int colorIndex)
{
    m_bar->setTabData(m_pages->indexOf(page), colorIndex);
    m_bar->update();
}

void ToolTabs::setMark(QWidget *page, const QIcon &mark)
{
    m_bar->setTabIcon(m_pages->indexOf(page), mark);
}

void ToolTabs::setCurrent(QWidget *page)
{
    m_bar->setCurrentIndex(m_pages->indexOf(page));
}

void ToolTabs::remove(int index)
{
    QWidget *gone = m_pages->widget(index);
    if (!gone)
        return;
    m_pages->removeWidget(gone);
    m_bar->removeTab(index);
    m_pages->setCurrentIndex(m_bar->currentIndex());
    delete gone;
    emit currentChanged();
}

void ToolTabs::setAddMenu(QMenu *menu)
{
    m_add->setMenu(menu);
}

void ToolTabs::onMoved(int from, int to)
{
    QWidget *page = m_pages->widget(from);
    const QSignalBlocker quiet(m_pages);
    m_pages->removeWidget(page);
    m_pages->insertWidget(to, page);
    m_pages->setCurrentIndex(m_bar->currentIndex());
}

} // namespace ui
