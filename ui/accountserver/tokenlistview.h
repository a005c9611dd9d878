// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QTableView>

namespace ui {

class TokenListModel;

// The table of the tokens an account server serves.
class TokenListView final : public QTableView
{
    Q_OBJECT

public:
    // The model outlives it.
    explicit TokenListView(TokenListModel &model, QWidget *parent = nullptr);

    void setEmptyText(const QString &text);  ///< what stands there while there are no rows
    void setAddress(const QString &address); ///< of the server; empty: it does not run
    void select(const QByteArray &key);

signals:
    void inspectRequested(const QByteArray &key);
    void requestsAsked(const QByteArray &key); ///< only those for that token

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    [[nodiscard]] QByteArray currentKey() const;

    TokenListModel &m_tokens;
    QString m_emptyText;
    QString m_address;
    QAction *m_inspect = nullptr;
    QAction *m_requests = nullptr;
    QAction *m_copyKey = nullptr;
    QAction *m_copyAddress = nullptr;
};

} // namespace ui
