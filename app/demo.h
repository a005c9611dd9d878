// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/natsserverprocess.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QObject>

#include <memory>

namespace app {

class Responders;

// A server and its responders, started for a demo and gone with it. Emits ready or failed once
// after start; failed again if the server dies.
class Demo final : public QObject
{
    Q_OBJECT

public:
    explicit Demo(QObject *parent = nullptr);
    ~Demo() override;

    // How to connect to it; once ready.
    [[nodiscard]] nats::ConnectOptions connection() const;

    void start();

signals:
    void ready();
    void failed(const QString &text);

private:
    void openResponders();

    NatsServerProcess m_server;
    std::unique_ptr<Responders> m_responders;
};

} // namespace app
