// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/admission.h"

namespace accountserver {

// What a replica believes: whatever the primary may have let in. A token that only time is against
// is let in where there is one to replace, for that one must not live on in its place; nats-servers
// judge time themselves. `key` is an account's or a hash; empty: whatever the token is of.
[[nodiscard]] Admission admitCopy(const QByteArray &key, const QByteArray &text,
                                  const Authority &authority, Store &store, jwt::UnixTime now);

} // namespace accountserver
