// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/natsserverprocess.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QObject>
#include <QtCore/QTemporaryDir>

#include <memory>

namespace app {

class Responders;

// A server with an operator of its own and its responders, started for a demo and gone with it,
// files included. Emits ready or failed once after start; failed again if the server dies.
class Demo final : public QObject
{
    Q_OBJECT

public:
    explicit Demo(QObject *parent = nullptr);
    ~Demo() override;

    // How to connect to it as a visitor, and as its system account's user; once ready.
    [[nodiscard]] nats::ConnectOptions connection() const;
    [[nodiscard]] nats::ConnectOptions systemConnection() const;
    // Where its tokens are, as jwt::openSource takes it.
    [[nodiscard]] QString tokenSource() const;

    void start();

signals:
    void ready();
    void failed(const QString &text);

private:
    [[nodiscard]] nats::ConnectOptions connectionOf(const QString &account,
                                                    const QString &user) const;
    void openResponders();
    void fail(const QString &text);

    QTemporaryDir m_directory;
    NatsServerProcess m_server;
    std::unique_ptr<Responders> m_responders;
};

} // namespace app
