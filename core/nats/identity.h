// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nats/connectoptions.h"
#include "core/nats/diagnosis.h"
#include "core/nats/encoder.h"

#include <variant>

namespace nats {

// Who we say we are to a server.
struct Login
{
    encoder::Identity identity;
    QString method;  ///< for a person: "user and password"; no value of a credential
    QString warning; ///< what is odd about the credentials; may be empty

    // Whoever reads it can log in with it: nothing in it was signed for this connection alone.
    [[nodiscard]] bool canBeReplayed() const;
    // A user without a password proves nothing either.
    [[nodiscard]] bool hasCredentials() const;
};

// Reads key files anew and signs the server's nonce (spec/protocol.md §2.3). A user, password or
// token in the URL takes the place of those of the options; a JWT goes along with it. Failures are
// CredentialsUnusable or NoNonce.
[[nodiscard]] std::variant<Login, Failure> identify(const ConnectOptions &options,
                                                    const ServerUrl &url, QByteArrayView nonce);

} // namespace nats
