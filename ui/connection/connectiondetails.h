// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/status.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QBoxLayout;
class QLabel;
class QTableView;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class RichView;
class ServerModel;

// All that is known about a connection, live: state, server, TLS, traffic, the latest attempt and
// the servers it may move to. Goes with its session; deletes itself when closed.
class ConnectionDetails final : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectionDetails(nats::Session &session, QWidget *parent = nullptr);

    // What it shows with each news of its session.
    void showStatus(const nats::ConnectionStatus &status);
    void setName(const QString &name); ///< else what its options say
    [[nodiscard]] QString asText() const;

private:
    void buildUi();
    QWidget *buildFacts();
    QWidget *buildServers();
    void refresh();
    void showServer();
    void copy();

    nats::Session &m_session;
    nats::ConnectionStatus m_status;
    QString m_name;
    QLabel *m_title = nullptr;
    ServerModel *m_servers;
    RichView *m_facts = nullptr;
    RichView *m_tls = nullptr;
    RichView *m_steps = nullptr;
    RichView *m_loss = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_serverNote = nullptr;
    QLabel *m_serversDropped = nullptr;
    QTimer m_countdown; // runs only while it waits for the next attempt
};

} // namespace ui
