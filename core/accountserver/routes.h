// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/authority.h"
#include "core/accountserver/keeper.h"
#include "core/accountserver/routepath.h"
#include "core/accountserver/upstream.h"

#include <functional>
#include <utility>
#include <vector>

// Requests in, answers out: every route, status, header and text of the v1 API (spec/jwt.md §3.1),
// without a socket.
namespace accountserver {

using HeaderList = std::vector<std::pair<QByteArray, QByteArray>>;

struct Ask
{
    QByteArray method;                                    ///< "GET"
    QByteArray path;                                      ///< percent-decoded, without the query
    std::vector<std::pair<QByteArray, QByteArray>> query; ///< decoded, as they came
    HeaderList headers; ///< those the routes know: see Ask::header
    QByteArray body;

    // Of that name, whatever its case; empty if there is none.
    [[nodiscard]] QByteArrayView header(QByteArrayView name) const;
    // The first value of that name, as the original compares it: lower-cased.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    [[nodiscard]] bool asks(QByteArrayView name) const { return value(name) == "true"; }
};

struct Answer
{
    int status = 200;
    HeaderList headers;
    QByteArray body;
    // Instead of a body one that is too large to be held at once: each call gives the next piece,
    // an empty one is the end. Sent chunked; not for HEAD.
    std::function<QByteArray()> pieces;
    // For the log, not sent: "stored", "unchanged", "ETag unchanged", "untrusted issuer in
    // request".
    QString note;
    QByteArray key; ///< of the token that was asked for or posted; empty if none
};

// What the routes serve. All references outlive them.
struct Site
{
    Store &store;
    Keeper &keeper;
    Authority authority;
    QByteArray operatorText; ///< as in its file; empty: no operator route
    StoredPtr systemAccount; ///< null: none
    QByteArray systemAccountKey;
    bool writable = true;
    bool packs = true;
    Upstream *upstream = nullptr; ///< of a replica
    // `?notify=true`: tells nats-servers of a token that did not change.
    std::function<void(const QByteArray &key, const StoredPtr &token)> announce;
};

// Thread-safe.
class Routes final
{
public:
    static constexpr qsizetype kMaxBody = jwt::Token::kMaxSize; ///< larger: 413

    explicit Routes(Site site)
        : m_site(std::move(site))
    {}

    [[nodiscard]] Answer answer(const Ask &ask, jwt::UnixTime now) const;

private:
    struct Methods
    {
        bool get = false; ///< and HEAD
        bool post = false;

        [[nodiscard]] bool any() const { return get || post; }
        [[nodiscard]] bool has(const QByteArray &method) const;
        [[nodiscard]] QByteArray allowed() const; ///< as `Allow:` has it
    };
    [[nodiscard]] Methods methodsOf(Route route) const;
    [[nodiscard]] static Answer optionsAnswer(Methods methods);
    [[nodiscard]] Answer routed(const Ask &ask, const RoutePath &path, Methods methods,
                                jwt::UnixTime now) const;
    [[nodiscard]] Answer operatorAnswer(const Ask &ask) const;
    [[nodiscard]] base::Result<Upstream::Copy> find(Route route, const QByteArray &key) const;
    [[nodiscard]] Answer tokenAnswer(const Ask &ask, Route route, const QByteArray &key,
                                     jwt::UnixTime now) const;
    [[nodiscard]] Answer tokenAnswer(const Ask &ask, const QByteArray &key,
                                     const Upstream::Copy &copy, jwt::UnixTime now) const;
    [[nodiscard]] Answer posted(const Ask &ask, const QByteArray &key, Route route,
                                jwt::UnixTime now) const;
    [[nodiscard]] Answer packAnswer(const Ask &ask) const;

    Site m_site;
};

} // namespace accountserver
