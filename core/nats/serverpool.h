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
//
// A pass gives every server one turn. Who refused us twice for the same reason gets no further one
// until a login elsewhere succeeds or a person has had a look.
class ServerPool final
{
public:
    static constexpr size_t kMaxServers = 1'000;
    static constexpr qsizetype kMaxHost = 255; ///< NATS: what a discovered host may be called
    static constexpr int kMaxRefusals = 2;     ///< for the same reason

    struct Server
    {
        ServerUrl url;      ///< `tls` is set once it has spoken TLS: it never goes plain again
        QString verifyName; ///< whom its certificate must name; empty: the URL's host
        bool discovered = false;
        int failures = 0; ///< in a row
        std::optional<Failure> lastFailure;
        int refusals = 0;     ///< in a row, for the same reason, since the latest login anywhere
        bool hadTurn = false; ///< in this pass
        QByteArray peer;      ///< the address it was when it let us in, comparable

        [[nodiscard]] bool isBarred() const { return refusals >= kMaxRefusals; }
    };

    // With no server nothing but isEmpty(), discover() and snapshot() may be called.
    explicit ServerPool(std::vector<ServerUrl> given);

    [[nodiscard]] bool isEmpty() const { return m_servers.empty(); }
    [[nodiscard]] const Server &current() const { return m_servers[m_current]; }
    [[nodiscard]] const std::vector<Server> &servers() const { return m_servers; }
    [[nodiscard]] qsizetype dropped() const { return m_dropped; } ///< beyond kMaxServers
    // One to go to instead of the current one: not the same under another name, as far as known.
    [[nodiscard]] bool hasOther() const;
    // Of those that wait for a person: first whoever asks a question. Null: none does.
    [[nodiscard]] const Server *barred() const;

    // "host:port" texts of connect_urls; what cannot be read is left out. Discovered servers
    // inherit the login and TLS of `current()`. True if the list changed.
    bool discover(const QStringList &connectUrls);

    void spokeTls();              ///< the current one did
    void failed(Failure failure); ///< the current one did
    // The current one let us in, at that "ip:port": a new pass begins.
    void succeeded(const QString &peer);
    void forgive(); ///< a person says so: everybody may be tried again
    // To the next; true if with this every server has had its turn since the pass began.
    bool advance();
    // The connection to the current one is gone: a new pass begins with the next and ends with it.
    void lost(Failure failure);

    [[nodiscard]] std::vector<KnownServer> snapshot() const;

private:
    void beginPass();
    bool moveOn();

    std::vector<Server> m_servers;
    size_t m_current = 0;
    qsizetype m_dropped = 0;
};

} // namespace nats
