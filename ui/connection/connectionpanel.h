// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/connectionnotice.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

#include <vector>

class QAbstractButton;
class QBoxLayout;
class QLabel;
class QToolButton;

namespace nats {
class Session;
} // namespace nats

namespace ui {

// Says in words how a connection is doing where that is not plainly well, and offers what can be
// done about it. Hidden while there is nothing to say.
class ConnectionPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit ConnectionPanel(nats::Session &session, QWidget *parent = nullptr);

    // Whether the connection comes from somewhere that can be edited.
    void setEditable(bool editable);
    // What was put away in another place.
    void setDismissed(const Dismissed &dismissed);
    void setSaved(SavedState saved);
    // What it shows with each news of its session.
    void showStatus(const nats::ConnectionStatus &status);

signals:
    void explainRequested(); ///< why the server refused the login
    void editRequested();
    void reconnectRequested(); ///< with what is saved now
    void plainLoginAllowed(); ///< a person agreed to log in without TLS
    void dismissed(const ui::Dismissed &dismissed);
    void shownChanged(); ///< it hid or came into sight

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Button
    {
        ConnectionNotice::Action action;
        QAbstractButton *button;
    };

    void buildWords(QBoxLayout *layout);
    void buildButtons(QBoxLayout *layout);
    void refresh();
    void act(ConnectionNotice::Action action);

    nats::Session &m_session;
    nats::ConnectionStatus m_status;
    Dismissed m_dismissed;
    ConnectionNotice m_notice;
    SavedState m_saved = SavedState::AsOpened;
    bool m_editable = false;
    QBoxLayout *m_layout;
    QLabel *m_title = nullptr;
    QLabel *m_reason = nullptr;
    QLabel *m_advice = nullptr;
    std::vector<Button> m_buttons;
    QAbstractButton *m_stop = nullptr;
    QTimer m_countdown; // runs only while it waits for the next attempt
};

} // namespace ui
