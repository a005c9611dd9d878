// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtCore/QSet>
#include <QtWidgets/QTreeView>

namespace ui {

class TokenTreeDelegate;
class TokenTreeModel;

// The tree as people see it: selection across the row, chevrons, a menu for each token. Keeps what
// is selected and unfolded through searches. A right click means a row without selecting it.
class TokenTreeView final : public QTreeView
{
    Q_OBJECT

public:
    explicit TokenTreeView(TokenTreeModel &model, QWidget *parent = nullptr);

    void setFilter(const QString &text);
    void select(const QModelIndex &index); ///< unfolds what is above it
    // What a menu compares with; null: nothing is shown.
    void setShown(const jwt::TokenPtr &token) { m_shown = token; }

signals:
    void tokenSelected(const jwt::TokenPtr &token); ///< null: something without a token
    void opened();                                  ///< Enter, double click
    void compareRequested(const jwt::TokenPtr &token);
    void saveRequested(const jwt::TokenPtr &token);
    void forgetRequested(); ///< everything

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect,
                      const QModelIndex &index) const override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showMenu(const QModelIndex &index, const QPoint &at);
    void unfoldNew(const QModelIndex &parent, int first, int last);
    void restore();
    void remember(const QModelIndex &index, bool unfolded);

    TokenTreeModel &m_model;
    TokenTreeDelegate *m_delegate;
    QSet<QByteArray> m_unfolded; // by row id
    QSet<QByteArray> m_folded;   // operators somebody has folded
    QByteArray m_current;
    jwt::TokenPtr m_shown;
    bool m_restoring = false;
};

} // namespace ui
