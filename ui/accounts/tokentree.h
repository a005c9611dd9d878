// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;

namespace ui {

class TokenTreeModel;
class TokenTreeView;

// The left side of an accounts tab: a search over the tree of tokens.
class TokenTree final : public QWidget
{
    Q_OBJECT

public:
    explicit TokenTree(TokenTreeModel &model, QWidget *parent = nullptr);

    [[nodiscard]] TokenTreeView *view() const { return m_view; }

    void focusSearch();
    void clearSearch();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void showMatches();

    TokenTreeModel &m_model;
    QLineEdit *m_search;
    QLabel *m_nothing;
    TokenTreeView *m_view;
};

} // namespace ui
