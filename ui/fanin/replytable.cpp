// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/fanin/replytable.h"

#include "ui/common/rowtable.h"
#include "ui/common/theme.h"
#include "ui/common/viewaction.h"
#include "ui/fanin/replydelegate.h"
#include "ui/fanin/replymodel.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// More rows at once than this are not for a clipboard; the copy says so in its last line.
constexpr int kMostCopied = 100'000;

} // namespace

ReplyTable::ReplyTable(QWidget *parent)
    : QTableView(parent)
    , m_replies(new ReplyModel(this))
{
    setObjectName(u"replyTable"_s);
    setAccessibleName(tr("Replies"));
    setModel(m_replies);
    setItemDelegate(new ReplyDelegate(this));
    makeRowTable(*this);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setSectionResizeMode(ReplyModel::Preview, QHeaderView::Stretch);
    sizeColumns();
    buildActions();

    connect(m_replies, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = verticalScrollBar();
        // Rows that still fit are no tail: a run of a few replies is read from the top.
        m_atEnd = bar->maximum() > 0 && bar->value() == bar->maximum();
    });
    connect(m_replies, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_atEnd)
            scrollToBottom();
    });
}

void ReplyTable::buildActions()
{
    m_copyRows = addViewAction(*this, u"copyRows"_s, tr("&Copy rows"), QKeySequence::Copy);
    connect(m_copyRows, &QAction::triggered, this, &ReplyTable::copyRows);
    m_copyPayload = addViewAction(*this, u"copyPayload"_s, tr("Copy &payload"),
                                  Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    connect(m_copyPayload, &QAction::triggered, this, &ReplyTable::copyPayload);
}

void ReplyTable::sizeColumns()
{
    using Model = ReplyModel;
    struct Width
    {
        Model::Column column;
        int pixels;
    };
    for (const Width &width :
         {Width{Model::Number, 40}, Width{Model::At, 84}, Width{Model::Delta, 80},
          Width{Model::Responder, 90}, Width{Model::Bytes, 64}, Width{Model::Group, 64}})
        setColumnWidth(width.column, width.pixels);
}

qsizetype ReplyTable::selected() const
{
    return currentIndex().isValid() ? currentIndex().row() : -1;
}

void ReplyTable::setRun(LiveRun *run)
{
    m_replies->setRun(run);
    if (run)
        connect(run, &LiveRun::changed, viewport(), qOverload<>(&QWidget::update),
                Qt::UniqueConnection);
}

void ReplyTable::setSelected(qsizetype reply)
{
    if (reply == selected())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    if (reply < 0)
        setCurrentIndex({});
    else
        selectRow(int(reply));
}

void ReplyTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_quiet && current.isValid() && current.row() != previous.row())
        emit selectionMoved(current.row());
}

void ReplyTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    // Status and preview share what the figures leave.
    const int left = viewport()->width() - columnViewportPosition(ReplyModel::Status)
        - horizontalScrollBar()->value();
    const int status = std::clamp(left / 2, 104, 240);
    setColumnWidth(ReplyModel::Status, status);
}

void ReplyTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_replies->rowCount() > 0 || !m_replies->run())
        return;
    const LiveRun &live = *m_replies->run();
    paintEmptyText(*this,
                   live.isRunning()               ? tr("No reply yet")
                       : live.run().observation() ? tr("No reply was seen")
                                                  : tr("No reply came. Wire shows what was sent."));
}

void ReplyTable::copyRows()
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (qsizetype i = 0; i < std::min<qsizetype>(rows.size(), kMostCopied); ++i) {
        QStringList cells;
        for (int column = 0; column < m_replies->columnCount(); ++column)
            cells += rows.at(i).siblingAtColumn(column).data().toString();
        text += cells.join(u'\t') + u'\n';
    }
    if (rows.size() > kMostCopied)
        text += tr("… and %1 more rows").arg(rows.size() - kMostCopied) + u'\n';
    QGuiApplication::clipboard()->setText(text);
}

void ReplyTable::copyPayload()
{
    const qsizetype row = selected();
    if (row < 0 || !m_replies->run())
        return;
    const QByteArrayView payload = m_replies->run()->run().reply(row).message.payload();
    QGuiApplication::clipboard()->setText(QString::fromUtf8(payload));
}

void ReplyTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (selected() < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_copyRows, m_copyPayload});
    menu->popup(event->globalPos());
}

} // namespace ui
