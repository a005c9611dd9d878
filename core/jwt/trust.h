// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"

// Whether a token is to be trusted, and by whom (spec/jwt.md §1.9, §2.1).
namespace jwt {

enum class Role {
    OperatorIdentity,
    OperatorSigningKey,
    AccountIdentity,
    AccountSigningKey,
    ScopedSigningKey,
    Account,
    Operator,
    UnknownAccount,
    UnknownKey,
};
// "operator identity key", "scoped account signing key", … (the fixtures' words).
[[nodiscard]] QByteArray nameOf(Role role);

struct Link
{
    Role role = Role::UnknownKey;
    QByteArray key;
    QByteArray name;  ///< of the token that holds the key; empty if unknown
    TokenPtr token;   ///< that token; null if unknown
    bool good = true; ///< what is below may be believed because of this link
    QString reason;   ///< why good or not: "signature valid", "revoked 2026-01-02 …"

    bool operator==(const Link &) const = default;
};

struct Trust
{
    std::vector<Link> chain; ///< issuer upwards
    Findings findings;       ///< validate + inspect + of the chain, most severe first
    [[nodiscard]] std::vector<QByteArray> codes() const { return verdictCodes(findings); }
    [[nodiscard]] bool accept() const { return accepted(findings); }
};

struct TrustOptions
{
    // Identity keys of the operators whose word counts; empty: each operator in the book.
    QList<QByteArray> operators;
    UnixTime now = 0;
};

// Pure; never fetches. Uses the newest copy of each account the book holds.
[[nodiscard]] Trust examine(const Token &token, const Book &book, const TrustOptions &options);

// One import or export with its other side (spec §7).
struct Sharing
{
    bool import = true;
    size_t index = 0; ///< in the account's list
    QByteArray path;  ///< "nats.imports[0]"
    QByteArray peer;  ///< the other account's key; empty if nobody is known
    QByteArray peerName;
    TokenPtr peerToken;
    int peerIndex = -1;  ///< the matching export or import there; -1: none
    TokenPtr activation; ///< embedded; null if none or a URL
    QByteArray activationUrl;
    QByteArray hash; ///< of the activation
    bool good = true;
    QString state; ///< "public", "activation valid until …", "exporter unknown"
    Findings findings;
};
// For an export: one entry for each known importer, or one without peer.
[[nodiscard]] std::vector<Sharing> sharings(const Token &account, const Book &book,
                                            const TrustOptions &options);

} // namespace jwt
