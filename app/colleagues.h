// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demoscene.h"
#include "core/nats/connectoptions.h"

#include <QtCore/QObject>

#include <map>

namespace nats {
class Session;
} // namespace nats

namespace app {

// Those who talk to each other in the demo, so that there is something to watch: each on a
// connection of its own name. Deleting it silences them.
class Colleagues final : public QObject
{
    Q_OBJECT

public:
    Colleagues(const nats::ConnectOptions &options, const std::vector<DemoTalk> &talks,
               QObject *parent = nullptr);

    void open();

private:
    void say(nats::Session &session, const nats::RequestSpec &spec);

    std::map<QByteArray, nats::Session *> m_sessions; // by who speaks; children of this
};

} // namespace app
