// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokentree.h"

#include "ui/accounts/tokentreemodel.h"
#include "ui/accounts/tokentreeview.h"
#include "ui/common/format.h"
#include "ui/common/theme.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

TokenTree::TokenTree(TokenTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_search(new QLineEdit(this))
    , m_nothing(new QLabel(this))
    , m_view(new TokenTreeView(model, this))
{
    setLook(this, Look::Panel);
    m_search->setObjectName(u"tokenSearch"_s);
    m_search->setAccessibleName(tr("Search names, keys and tags"));
    m_search->setPlaceholderText(tr("Search names, keys, tags"));
    m_search->setToolTip(tr("Shows what has every word in its name, key or tags (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s, Tint::Quiet), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_nothing->setObjectName(u"searchResult"_s);
    m_nothing->setContentsMargins(14, 0, 14, 0);
    setLook(m_nothing, Look::Caption);
    m_nothing->hide();
    auto *top = new QVBoxLayout;
    top->setContentsMargins(10, 10, 10, 7);
    top->addWidget(m_search);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_nothing);
    layout->addWidget(m_view, 1);
    connect(m_search, &QLineEdit::textChanged, this, &TokenTree::search);
    connect(&model, &QAbstractItemModel::modelReset, this, &TokenTree::showMatches);
}

void TokenTree::search()
{
    m_view->setFilter(m_search->text());
    showMatches();
}

void TokenTree::showMatches()
{
    const bool searching = !m_model.words().isEmpty();
    const qsizetype found = m_model.matchCount();
    m_nothing->setVisible(searching);
    m_nothing->setText(found == 0       ? tr("Nothing has that in its name, key or tags.")
                           : found == 1 ? tr("1 found")
                                        : tr("%1 found").arg(formatCount(quint64(found))));
}

void TokenTree::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void TokenTree::clearSearch()
{
    m_search->clear();
}

bool TokenTree::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (m_search->text().isEmpty())
            return false;
        m_search->clear();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        // From the search straight to what was found.
        m_view->setFocus();
        QModelIndex first = m_model.index(0, 0);
        while (m_model.rowCount(first) > 0 && !m_model.words().isEmpty()
               && !m_view->currentIndex().isValid())
            first = m_model.index(0, 0, first);
        if (!m_view->currentIndex().isValid())
            m_view->select(first);
        return true;
    }
    default:
        return false;
    }
}

} // namespace ui
