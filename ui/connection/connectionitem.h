// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/connection/connectionentry.h"

#include <QtCore/QTimer>
#include <QtWidgets/QAbstractButton>

namespace nats {
class Session;
} // namespace nats

class QMenu;

namespace ui {

enum class ProfileAction;

// One open connection in the side bar: stripe in its colour, name, what it is doing, round trip,
// and marks: the server shuts down, read-only, selected for the nats command, changed meanwhile.
class ConnectionItem final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ConnectionItem(nats::Session &session, QWidget *parent = nullptr);

    [[nodiscard]] nats::Session *session() const { return m_session; }
    [[nodiscard]] QSize sizeHint() const override;
    void setEntry(const ConnectionEntry &entry);

signals:
    void detailsRequested();
    void editRequested();
    void reconnectRequested();                             ///< with what is saved now
    void profileActionRequested(ui::ProfileAction action); ///< only where there is a saved one
    void removeRequested(); ///< from the list, with all its tabs

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showStatus();
    struct Room // where the texts end
    {
        int name;
        int detail;
    };
    [[nodiscard]] Room paintMarks(QPainter &painter) const;
    void addStateActions(QMenu *menu);
    void addProfileActions(QMenu *menu);

    nats::Session *m_session;
    // Not the button's text, where an ampersand would make a shortcut.
    ConnectionEntry m_entry;
    QString m_detail;
    QString m_rtt;
    QTimer m_countdown; // runs only while it waits for the next attempt
};

} // namespace ui
