// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/connectiontest.h"

#include "core/nats/session.h"

namespace ui {

ConnectionTest::ConnectionTest(QWidget *parent)
    : QWidget(parent)
{}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start(const nats::ConnectOptions &) {}

void ConnectionTest::stop() {}

void ConnectionTest::showStatus(const nats::ConnectionStatus &) {}

} // namespace ui
