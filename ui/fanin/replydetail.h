// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/fanin/liverun.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

class QStackedLayout;
class QTabWidget;
class QTableView;

namespace ui {

class DiffView;
class ElidedLabel;
class HeaderModel;
class PayloadView;

// One reply in full: body, difference to the majority, headers, raw text and
// bytes. Only the tab in front decodes anything.
class ReplyDetail final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Body, Difference, Headers, Raw, Hex };

    explicit ReplyDetail(QWidget *parent = nullptr);

    void setRun(ui::LiveRun *run);
    void setReply(qsizetype reply); ///< -1: none

private:
    void buildUi();
    void refresh();
    void refreshTitle();
    void followMajority();
    void showTab();

    QPointer<LiveRun> m_run;
    qsizetype m_reply = -1;
    QStackedLayout *m_stack = nullptr;
    ElidedLabel *m_title = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadView *m_body = nullptr;
    PayloadView *m_raw = nullptr;
    PayloadView *m_hex = nullptr;
    DiffView *m_difference = nullptr;
    HeaderModel *m_headers = nullptr;
    QTableView *m_headerTable = nullptr;
};

} // namespace ui
