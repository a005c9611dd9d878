// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/status.h"

#include <QtWidgets/QWidget>

namespace nats {
class Session;
} // namespace nats

namespace ui {

// Tries a connection out, step by step, on a session of its own that is closed again: what passed,
// how long it took, and where it failed why and what to try. Can be copied as text.
class ConnectionTest final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionTest(QWidget *parent = nullptr);
    ~ConnectionTest() override;

    void start(const nats::ConnectOptions &options);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_session != nullptr; }

    // What start() shows with each news of its session.
    void showStatus(const nats::ConnectionStatus &status);

signals:
    void finished(bool passed);
    void plainLoginAllowed(); ///< a person agreed to log in without TLS

private:
    nats::Session *m_session = nullptr;
};

} // namespace ui
