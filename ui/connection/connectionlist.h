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

// The open connections of the side bar. Owns no session.
class ConnectionList final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionList(QWidget *parent = nullptr);

    enum class Source {
        Unsaved, ///< from the command line or the demo
        Profile, ///< can be edited
    };

    void add(nats::Session &session, int colorIndex, Source source);
    void remove(nats::Session *session);
    void setCurrent(nats::Session *session); ///< emits nothing

signals:
    void activated(nats::Session *session);
    void connectRequested();
    void removeRequested(nats::Session *session);
    void detailsRequested(nats::Session *session);
    void editRequested(nats::Session *session);

private:
    std::vector<ConnectionItem *> m_items;
    QButtonGroup *m_group;
    QVBoxLayout *m_layout;
    QLabel *m_empty;
};

} // namespace ui
