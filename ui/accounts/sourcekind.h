// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

namespace ui {

// The kinds of places tokens come from, in the picker's order.
enum class SourceKind { AccountServer, Directory, NscStore, ServerConfig, File, Resolver, Pasted };

struct SourceAddress
{
    SourceKind kind = SourceKind::AccountServer;
    QString address; ///< without the kind's prefix; of a resolver the connection's name

    bool operator==(const SourceAddress &) const = default;
};

[[nodiscard]] QString titleOf(SourceKind kind);
// What the address field shows while it is empty.
[[nodiscard]] QString hintOf(SourceKind kind);
// The form jwt::openSource takes: "dir:PATH" …
[[nodiscard]] QString sourceForm(const SourceAddress &address);
// The reverse; a path without a prefix is a file.
[[nodiscard]] SourceAddress sourceAddress(const QString &form);

} // namespace ui
