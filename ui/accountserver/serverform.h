// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"

#include <QtCore/QString>

#include <map>

class QSettings;

namespace ui {

// What a problem of the form stands at.
enum class ServerField {
    Folder,
    Address,
    OperatorFile,
    SystemAccountFile,
    Certificate,
    Key,
    Primary,
    MaxPack,
    Connection,
    NatsUrl,
    Creds,
};

// Who tells nats-servers of changes.
enum class NewsBy {
    Nobody,
    Connection, ///< a saved or an open one
    Server,     ///< a URL and a .creds file
};

// The fields of an account server's form as they were typed, and how they become its options and
// the other way round. Holds no secret: a login is a file or a saved connection.
struct ServerForm
{
    accountserver::StoreKind store = accountserver::StoreKind::Directory;
    QString directory, nscFolder;
    bool sharded = false;
    bool readOnly = false;
    bool packs = true;
    QString address = QStringLiteral("127.0.0.1:9090");
    QString operatorFile, systemAccountFile;
    QString certificate, key;
    bool replica = false;
    QString primary;
    QString maxPack = QStringLiteral("10000");
    NewsBy news = NewsBy::Nobody;
    QString connection; ///< its name
    QString natsUrl, creds;

    bool operator==(const ServerForm &) const = default;
};

using ServerProblems = std::map<ServerField, QString>;
struct ReadServerForm
{
    accountserver::Options options; ///< without the connection of NewsBy::Connection
    ServerProblems problems;        ///< empty: the options can be used
};
[[nodiscard]] ReadServerForm readForm(const ServerForm &form);
[[nodiscard]] ServerForm formFor(const accountserver::Options &options);

void save(const ServerForm &form, QSettings &settings);
[[nodiscard]] ServerForm savedForm(const QSettings &settings);

} // namespace ui
