// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

namespace ui {

// Where an account server listens, as a person writes it: "127.0.0.1:9090", "[::1]:80", "::1",
// ":8080", or nothing for the usual place.
struct ListenAddress
{
    QString host;
    quint16 port = 0; ///< 0: any that is free

    [[nodiscard]] static base::Result<ListenAddress> read(const QString &typed);
    [[nodiscard]] QString text() const; ///< to be read again

    bool operator==(const ListenAddress &) const = default;
};

} // namespace ui
