// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/status.h"

#include <vector>

namespace nats {

// The servers of one connection, given and discovered, and whose turn it is (spec/protocol.md
// §2.4). Plain object of the I/O thread. Given servers always stay; discovered ones go when a
// later, non-empty list does not name them any more, except the current one.
class ServerPool final
{
public:
    static constexpr size_t kMaxServers = 1'000;

    struct Server
    {
        ServerUrl url; ///< `tls` is set once it has spoken TLS: it never goes plain again
        bool discovered = false;
        int failures = 0; ///< in a row
        std::optional<Failure> lastFailure;
    };

    // At least one server.
    explicit ServerPool(std::vector<ServerUrl> given);

    [[nodiscard]] const Server &current() const { return m_servers[m_current]; }
    [[nodiscard]] const std::vector<Server> &servers() const { return m_servers; }
    [[nodiscard]] qsizetype dropped() const { return m_dropped; } ///< beyond kMaxServers

    // "host:port" texts of connect_urls; what cannot be read is left out. Discovered servers
    // inherit the login and TLS of `current()`. True if the list changed.
    bool discover(const QStringList &connectUrls);

    void spokeTls();              ///< the current one did
    void failed(Failure failure); ///< the current one did
    void succeeded();             ///< the current one did: a new pass begins
    // To the next; true if with this every server has had its turn since the pass began.
    bool advance();

    [[nodiscard]] std::vector<KnownServer> snapshot() const;

private:
    std::vector<Server> m_servers;
    size_t m_current = 0;
    size_t m_tried = 0; // in this pass
    qsizetype m_dropped = 0;
};

} // namespace nats
