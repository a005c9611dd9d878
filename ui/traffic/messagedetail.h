// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/capture/entry.h"
#include "core/nats/message.h"

#include <QtWidgets/QWidget>

class QTabWidget;

namespace ui {

class HeaderModel;
class PayloadView;

// One message in full: body, headers, raw text and bytes. Keeps a copy, so that it stays when the
// log has dropped it. Only the tab in front decodes anything.
class MessageDetail final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Body, Headers, Raw, Hex };

    explicit MessageDetail(QWidget *parent = nullptr);

    void setMessage(const capture::Entry &message);
    void clear();

private:
    void buildUi();
    void showTab();

    nats::Message m_message;
    QTabWidget *m_tabs = nullptr;
    PayloadView *m_body = nullptr;
    PayloadView *m_raw = nullptr;
    PayloadView *m_hex = nullptr;
    HeaderModel *m_headers = nullptr;
};

} // namespace ui
