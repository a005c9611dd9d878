// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <functional>

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

// The same in pieces, so that a run's payloads are not held once more as text; stops when `sink`
// returns false, and returns what it returned last.
bool writeJson(const Run &run, const ServerIdentity &server,
               const std::function<bool(QByteArrayView)> &sink);

} // namespace fanin
