// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/requestlogview.h"

#include "ui/accountserver/requestlogdelegate.h"
#include "ui/common/rowtable.h"
#include "ui/common/theme.h"
#include "ui/common/viewaction.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;

namespace ui {

RequestLogView::RequestLogView(RequestLogModel &model, QWidget *parent)
    : QTableView(parent)
    , m_log(model)
{
    setObjectName(u"requestLog"_s);
    setAccessibleName(tr("Requests, newest first"));
    setModel(&model);
    setItemDelegate(new RequestLogDelegate(this));
    makeRowTable(*this);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setSectionResizeMode(RequestLogModel::Route, QHeaderView::Stretch);
    buildActions();
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            &RequestLogView::offerActions);
    connect(&model, &QAbstractItemModel::modelReset, this, &RequestLogView::offerActions);
    offerActions();
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) {
                QScrollBar *bar = verticalScrollBar();
                if (bar->value() > 0) { // somebody reads further down
                    updateGeometries(); // the bar's range, which would come later
                    bar->setValue(bar->value() + (last - first + 1) * kRowHeight);
                }
                viewport()->update();
            });
}

void RequestLogView::buildActions()
{
    m_copyRows = addViewAction(*this, u"logCopyRows"_s, tr("&Copy rows"), QKeySequence::Copy);
    m_copyRoute = addViewAction(*this, u"logCopyRoute"_s, tr("Copy &route"),
                                Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    m_onlyToken = addViewAction(*this, u"logOnlyToken"_s, tr("&Only requests for this token"));
    m_showToken = addViewAction(*this, u"logShowToken"_s, tr("Show its &token"), Qt::Key_Return);
    connect(m_copyRows, &QAction::triggered, this, &RequestLogView::copyRows);
    connect(m_copyRoute, &QAction::triggered, this, &RequestLogView::copyRoute);
    connect(m_onlyToken, &QAction::triggered, this, [this] {
        emit filterRequested({m_log.filter().show, currentKey()});
    });
    connect(m_showToken, &QAction::triggered, this, [this] {
        if (const QByteArray key = currentKey(); !key.isEmpty())
            emit tokenAsked(key);
    });
}

void RequestLogView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

QByteArray RequestLogView::currentKey() const
{
    return currentIndex().isValid() ? m_log.entry(currentIndex().row()).key : QByteArray();
}

void RequestLogView::copyRows()
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < m_log.columnCount(); ++column)
            cells += row.siblingAtColumn(column).data().toString();
        text += cells.join(u'\t') + u'\n';
    }
    QGuiApplication::clipboard()->setText(text);
}

void RequestLogView::copyRoute()
{
    if (currentIndex().isValid()) {
        const QByteArray target = m_log.entry(currentIndex().row()).target;
        QGuiApplication::clipboard()->setText(QString::fromUtf8(target));
    }
}

// Not every request is about a token.
void RequestLogView::offerActions()
{
    const bool aboutToken = !currentKey().isEmpty();
    m_onlyToken->setEnabled(aboutToken);
    m_showToken->setEnabled(aboutToken);
}

void RequestLogView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_copyRows, m_copyRoute});
    menu->addSeparator();
    menu->addActions({m_showToken, m_onlyToken});
    menu->popup(event->globalPos());
}

void RequestLogView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    using Model = RequestLogModel;
    // Where there is room, routes are whole and notes are sentences.
    const int spare = qMax(0, viewport()->width() - 690);
    setColumnWidth(Model::Time, 86);
    setColumnWidth(Model::Method, 50);
    setColumnWidth(Model::Client, 148 + qMin(spare / 4, 140));
    setColumnWidth(Model::Status, 64);
    setColumnWidth(Model::Result, 114 + qMin(spare / 3, 280));
    setColumnWidth(Model::Took, 64);
}

void RequestLogView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_log.rowCount() == 0 && !m_emptyText.isEmpty())
        paintEmptyText(*this, m_emptyText);
}

} // namespace ui
