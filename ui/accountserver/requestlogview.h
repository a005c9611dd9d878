// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/accountserver/requestlogmodel.h"

#include <QtWidgets/QTableView>

namespace ui {

// The table of requests: stays where it is while newer ones come above, copies rows.
class RequestLogView final : public QTableView
{
    Q_OBJECT

public:
    // The model outlives it.
    explicit RequestLogView(RequestLogModel &model, QWidget *parent = nullptr);

    // What stands there while there are no rows.
    void setEmptyText(const QString &text);

signals:
    void tokenAsked(const QByteArray &key); ///< that of a row is to be chosen
    void filterRequested(const ui::RequestLogModel::Filter &filter);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void copyRows();
    void copyRoute();
    void offerActions();
    [[nodiscard]] QByteArray currentKey() const;

    RequestLogModel &m_log;
    QString m_emptyText;
    QAction *m_copyRows = nullptr;
    QAction *m_copyRoute = nullptr;
    QAction *m_onlyToken = nullptr;
    QAction *m_showToken = nullptr;
};

} // namespace ui
