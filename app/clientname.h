// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QProcessEnvironment>

namespace app {

// How a server's operator sees us in the list of connections: "Fanin <user@host>", without a lookup.
[[nodiscard]] QByteArray clientName(const QProcessEnvironment &environment, const QString &host);
// The same of this process.
[[nodiscard]] QByteArray clientName();

} // namespace app
