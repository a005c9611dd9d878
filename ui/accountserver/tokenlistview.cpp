// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/tokenlistview.h"

#include "ui/accountserver/tokenlistdelegate.h"
#include "ui/accountserver/tokenlistmodel.h"
#include "ui/common/rowtable.h"
#include "ui/common/theme.h"
#include "ui/common/viewaction.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// Pixels: a name has 120 of them at least.
constexpr int kLeastForLast = 396;
constexpr int kLeastForAsked = 312;

} // namespace

TokenListView::TokenListView(TokenListModel &model, QWidget *parent)
    : QTableView(parent)
    , m_tokens(model)
{
    setObjectName(u"tokenList"_s);
    setAccessibleName(tr("Tokens that are served"));
    setModel(&model);
    setItemDelegate(new TokenListDelegate(this));
    makeRowTable(*this);
    setSelectionMode(SingleSelection);
    setCornerButtonEnabled(false);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setSectionResizeMode(TokenListModel::Name, QHeaderView::Stretch);
    horizontalHeader()->setSortIndicator(TokenListModel::Name, Qt::AscendingOrder);
    setSortingEnabled(true);
    buildActions();
}

void TokenListView::buildActions()
{
    m_inspect = addViewAction(*this, u"tokenInspect"_s, tr("&Inspect in an accounts tab"),
                              Qt::Key_Return);
    m_requests = addViewAction(*this, u"tokenRequests"_s, tr("Only its &requests"), {});
    m_copyKey = addViewAction(*this, u"tokenCopyKey"_s, tr("&Copy key"), QKeySequence::Copy);
    m_copyAddress = addViewAction(*this, u"tokenCopyAddress"_s, tr("Copy &address"),
                                  Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    connect(m_inspect, &QAction::triggered, this, [this] {
        if (const QByteArray key = currentKey(); !key.isEmpty() && !m_address.isEmpty())
            emit inspectRequested(key);
    });
    connect(m_requests, &QAction::triggered, this, [this] { emit requestsAsked(currentKey()); });
    connect(m_copyKey, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromLatin1(currentKey())); });
    connect(m_copyAddress, &QAction::triggered, this, [this] {
        if (const int row = currentIndex().row(); row >= 0 && !m_address.isEmpty()) {
            const bool activation = m_tokens.token(row).kind == jwt::Kind::Activation;
            QGuiApplication::clipboard()->setText(
                m_address + (activation ? u"/jwt/v1/activations/"_s : u"/jwt/v1/accounts/"_s)
                + QString::fromLatin1(currentKey()));
        }
    });
    connect(this, &QTableView::doubleClicked, m_inspect, &QAction::trigger);
}

void TokenListView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void TokenListView::setAddress(const QString &address)
{
    m_address = address;
    m_inspect->setEnabled(!address.isEmpty());
    m_copyAddress->setEnabled(!address.isEmpty());
}

QByteArray TokenListView::currentKey() const
{
    return currentIndex().isValid() ? m_tokens.token(currentIndex().row()).key : QByteArray();
}

void TokenListView::select(const QByteArray &key)
{
    const int row = m_tokens.rowOf(key);
    if (row < 0)
        return;
    selectRow(row);
    scrollTo(m_tokens.index(row, 0));
    setFocus();
}

void TokenListView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_inspect, m_requests});
    menu->addSeparator();
    menu->addActions({m_copyKey, m_copyAddress});
    menu->popup(event->globalPos());
}

void TokenListView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    const int spare = qMax(0, viewport()->width() - 400);
    setColumnWidth(TokenListModel::State, 126 + qMin(spare / 3, 90));
    setColumnWidth(TokenListModel::Asked, 66);
    setColumnWidth(TokenListModel::Last, 84);
    // A name comes first.
    setColumnHidden(TokenListModel::Last, viewport()->width() < kLeastForLast);
    setColumnHidden(TokenListModel::Asked, viewport()->width() < kLeastForAsked);
}

void TokenListView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_tokens.rowCount() == 0 && !m_emptyText.isEmpty())
        paintEmptyText(*this, m_emptyText);
}

} // namespace ui
