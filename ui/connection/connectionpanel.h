// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace nats {
class Session;
} // namespace nats

namespace ui {

// Says in words why a connection cannot be used now, and lets it be tried again. Hidden while
// there is nothing to say.
class ConnectionPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit ConnectionPanel(nats::Session &session, QWidget *parent = nullptr);

signals:
    void explainRequested(); ///< why the server refused the login

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showStatus();

    nats::Session &m_session;
    QLabel *m_title;
    QLabel *m_reason;
    QPushButton *m_retry;
    QPushButton *m_explain;
    QTimer m_countdown;
};

} // namespace ui
