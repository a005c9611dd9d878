// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace fanin {

class Run;

// The server a run went to, as far as it is known.
struct ServerIdentity
{
    QString url;
    QString name;
    QString version;
    quint64 clientId = 0;
};

// A run as one JSON object on one line, for scripts: what `--json` prints. The order of names is
// part of it; what is not known or not set is null.
[[nodiscard]] QByteArray toJson(const Run &run, const ServerIdentity &server);

} // namespace fanin
