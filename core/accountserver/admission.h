// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/authority.h"
#include "core/accountserver/store.h"

#include <optional>
#include <variant>

// What is let into a store (spec/jwt.md §3.1, "POST account checks", and the issue's own: only what
// verifies, no seeds, nothing older). Pure but for reading the store.
namespace accountserver {

struct Admitted
{
    QByteArray key;
    StoredPtr token;
};
// The answer to whoever posted it.
struct Refusal
{
    int status = 400;
    QByteArray text;           ///< without its line end
    bool isValidation = false; ///< a list of issues, answered in the form of Go's http.Error

    bool operator==(const Refusal &) const = default;
};
using Admission = std::variant<Admitted, Refusal>;

// `key` is the request's; empty: whatever the token's subject is (replicas). Without `now` a token
// may be expired or not yet valid.
[[nodiscard]] Admission admitAccount(const QByteArray &key, const QByteArray &body,
                                     const Authority &authority, std::optional<jwt::UnixTime> now);
// Looks its exporting account up in the store.
[[nodiscard]] Admission admitActivation(const QByteArray &body, const Authority &authority,
                                        Store &store, std::optional<jwt::UnixTime> now);

} // namespace accountserver
