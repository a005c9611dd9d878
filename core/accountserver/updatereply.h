// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace accountserver {

// What nats-servers answered to an account's update (spec/jwt.md §4.3), from bytes that anybody may
// have sent.
struct UpdateReplies
{
    int answered = 0; ///< servers
    int applied = 0;
    int skipped = 0; ///< they have not loaded the account: there is nothing to update
    QString problem; ///< of the first that refused it; empty: none did

    void add(QByteArrayView payload);

    bool operator==(const UpdateReplies &) const = default;
};

} // namespace accountserver
