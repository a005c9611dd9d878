// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/traffic/subjecttreeview.h"

#include "ui/common/theme.h"
#include "ui/common/viewaction.h"
#include "ui/traffic/subjecttreedelegate.h"
#include "ui/traffic/subjecttreemodel.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

SubjectTreeView::SubjectTreeView(QWidget *parent)
    : QTreeView(parent)
    , m_subjects(new SubjectTreeModel(this))
{
    setObjectName(u"subjectTree"_s);
    setAccessibleName(tr("Subjects seen"));
    setModel(m_subjects);
    setItemDelegate(new SubjectTreeDelegate(this));
    setUniformRowHeights(true);
    setHeaderHidden(true);
    setIndentation(16);
    setExpandsOnDoubleClick(false); // that is for the filter
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setLook(this, Look::Frameless);
    header()->setSectionResizeMode(QHeaderView::Stretch);
    buildActions();
    connect(m_subjects, &SubjectTreeModel::refreshed, viewport(), qOverload<>(&QWidget::update));
}

void SubjectTreeView::setFeed(capture::Feed *feed)
{
    m_subjects->setFeed(feed);
}

void SubjectTreeView::setCanWatch(bool can)
{
    m_watch->setEnabled(can);
}

void SubjectTreeView::buildActions()
{
    m_filter = addViewAction(*this, u"subjectFilter"_s, tr("&Filter for this subject"));
    m_filterOut = addViewAction(*this, u"subjectFilterOut"_s, tr("Filter this subject &out"));
    m_watch = addViewAction(*this, u"subjectWatch"_s, tr("&Watch this subject"));
    m_copy = addViewAction(*this, u"subjectCopy"_s, tr("&Copy subject"), QKeySequence::Copy);
    connect(m_filter, &QAction::triggered, this, [this] { requestFilter(false); });
    connect(m_filterOut, &QAction::triggered, this, [this] { requestFilter(true); });
    connect(m_watch, &QAction::triggered, this, [this] {
        if (currentIndex().isValid())
            emit watchRequested(m_subjects->pattern(currentIndex()));
    });
    connect(m_copy, &QAction::triggered, this, &SubjectTreeView::copySubject);
}

void SubjectTreeView::requestFilter(bool out)
{
    if (!currentIndex().isValid())
        return;
    const QString term = m_subjects->filterTerm(currentIndex());
    emit filterRequested(out ? QString(u'-' + term) : term);
}

void SubjectTreeView::copySubject()
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(m_subjects->pattern(currentIndex())));
}

void SubjectTreeView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        requestFilter(false);
    else
        QTreeView::keyPressEvent(event);
}

void SubjectTreeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    QTreeView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && indexAt(event->pos()).isValid())
        requestFilter(false);
}

void SubjectTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_filter, m_filterOut});
    menu->addSeparator();
    menu->addActions({m_watch, m_copy});
    menu->popup(event->reason() == QContextMenuEvent::Mouse
                    ? event->globalPos()
                    : viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
}

void SubjectTreeView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_subjects->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setFont(textFont());
    painter.setPen(tokens(palette()).tertiary);
    painter.drawText(viewport()->rect().adjusted(14, 14, -14, -14),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("Subjects appear here as they are seen"));
}

} // namespace ui
