// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/request.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace nats {
class Gather;
class Session;
} // namespace nats

namespace ui {

// Asks a server, over a connection, what it thinks its user may do ($SYS.REQ.USER.INFO). One
// question at a time; a new one, or deleting this, drops the old one.
class UserInfoQuery final : public QObject
{
    Q_OBJECT

public:
    explicit UserInfoQuery(QObject *parent = nullptr);

    void ask(nats::Session &session);
    void cancel();

signals:
    void answered(const QByteArray &reply);
    void failed(const QString &why);

private:
    void onFinished(const nats::Outcome &outcome);

    QPointer<nats::Gather> m_gather;
    QByteArray m_reply;
};

} // namespace ui
