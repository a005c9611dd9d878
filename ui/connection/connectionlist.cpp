// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectionlist.h"

#include "ui/common/theme.h"
#include "ui/connection/connectionitem.h"
#include "ui/connection/profilelist.h"

#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

ConnectionList::ConnectionList(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(16, 0, 10, 4);
    auto *title = new QLabel(tr("CONNECTIONS"), this);
    setLook(title, Look::Caption);
    auto *add = new QToolButton(this);
    add->setObjectName(u"connectButton"_s);
    add->setIcon(icon(u"plus"_s, Tint::Quiet));
    add->setToolTip(tr("New connection… (Ctrl+N)"));
    add->setAccessibleName(tr("New connection…"));
    add->setFocusPolicy(Qt::StrongFocus);
    header->addWidget(title, 1);
    header->addWidget(add);
    m_layout->addLayout(header);
    m_empty = new QLabel(tr("None is open. Press Ctrl+N to connect to a NATS server."), this);
    m_empty->setObjectName(u"connectionsEmpty"_s);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(16, 0, 16, 7);
    setLook(m_empty, Look::Secondary);
    m_layout->addWidget(m_empty);
    connect(add, &QToolButton::clicked, this, &ConnectionList::connectRequested);
}

void ConnectionList::add(nats::Session &session)
{
    auto *item = new ConnectionItem(session, this);
    m_items.push_back(item);
    m_group->addButton(item);
    m_layout->addWidget(item);
    m_empty->hide();
    connect(item, &ConnectionItem::clicked, this,
            [this, item] { emit activated(item->session()); });
    connect(item, &ConnectionItem::removeRequested, this,
            [this, item] { emit removeRequested(item->session()); });
    connect(item, &ConnectionItem::detailsRequested, this,
            [this, item] { emit detailsRequested(item->session()); });
    connect(item, &ConnectionItem::editRequested, this,
            [this, item] { emit editRequested(item->session()); });
    connect(item, &ConnectionItem::reconnectRequested, this,
            [this, item] { emit reconnectRequested(item->session()); });
    connect(item, &ConnectionItem::profileActionRequested, this,
            [this, item](ProfileAction action) {
                emit profileActionRequested(item->session(), action);
            });
}

void ConnectionList::setEntry(const nats::Session *session, const ConnectionEntry &entry)
{
    for (ConnectionItem *item : m_items) {
        if (item->session() == session)
            item->setEntry(entry);
    }
}

void ConnectionList::remove(nats::Session *session)
{
    const auto item = std::ranges::find(m_items, session, &ConnectionItem::session);
    if (item == m_items.end())
        return;
    // At once: it must not paint a session that is gone.
    delete *item;
    m_items.erase(item);
    m_empty->setVisible(m_items.empty());
}

void ConnectionList::setCurrent(nats::Session *session)
{
    for (ConnectionItem *item : m_items) {
        if (item->session() == session)
            item->setChecked(true);
    }
}

} // namespace ui
