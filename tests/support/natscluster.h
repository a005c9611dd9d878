// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/natsserver.h"

#include <vector>

// Real nats-servers on loopback that know each other, on free ports.
class NatsCluster final
{
public:
    explicit NatsCluster(int size = 3);

    // Waits until each tells its clients of all the others.
    [[nodiscard]] bool start();
    [[nodiscard]] bool start(int node);
    [[nodiscard]] bool kill(int node); ///< without a goodbye
    void lameDuck(int node);

    [[nodiscard]] int size() const { return int(m_nodes.size()); }
    [[nodiscard]] QString url(int node) const { return m_nodes[size_t(node)]->url(); }
    // Connects to that node alone; the others are to be discovered.
    [[nodiscard]] nats::ConnectOptions options(int node) const;

private:
    [[nodiscard]] bool knowsAll(int node) const;

    std::vector<std::unique_ptr<NatsServer>> m_nodes;
};
