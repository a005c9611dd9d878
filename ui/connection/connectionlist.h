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

// The connections of the side bar. Owns no session.
class ConnectionList final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionList(QWidget *parent = nullptr);

    void add(nats::Session &session, int colorIndex);
    void remove(nats::Session *session);
    void setCurrent(nats::Session *session); ///< emits nothing

signals:
    void activated(nats::Session *session);
    void connectRequested();
    void removeRequested(nats::Session *session);

private:
    std::vector<ConnectionItem *> m_items;
    QButtonGroup *m_group;
    QVBoxLayout *m_layout;
    QLabel *m_empty;
};

} // namespace ui
