// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QTableView;

namespace ui {

class LiveRun;
class WireModel;

// "Subscribe, publish, get messages, unsubscribe" made visible.
class WireView final : public QWidget
{
    Q_OBJECT

public:
    explicit WireView(QWidget *parent = nullptr);

    void setRun(ui::LiveRun *run);

private:
    void copy();

    WireModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_notice = nullptr;
};

} // namespace ui
