// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace nats {
class Session;
} // namespace nats

namespace ui {

class ConnectionItem;
struct ConnectionEntry;
enum class ProfileAction;

// The open connections of the side bar. Owns no session.
class ConnectionList final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionList(QWidget *parent = nullptr);

    void add(nats::Session &session);
    void setEntry(const nats::Session *session, const ConnectionEntry &entry);
    void remove(nats::Session *session);
    void setCurrent(nats::Session *session); ///< emits nothing

signals:
    void activated(nats::Session *session);
    void connectRequested();
    void removeRequested(nats::Session *session);
    void detailsRequested(nats::Session *session);
    void editRequested(nats::Session *session);
    void reconnectRequested(nats::Session *session); ///< with what is saved now
    // With what is saved of it.
    void profileActionRequested(nats::Session *session, ui::ProfileAction action);

private:
    std::vector<ConnectionItem *> m_items;
    QButtonGroup *m_group;
    QVBoxLayout *m_layout;
    QLabel *m_empty;
};

} // namespace ui
