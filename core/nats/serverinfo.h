// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace nats {

// The latest INFO as a whole (spec §1.4). Each new INFO replaces it.
struct ServerInfo
{
    static constexpr qsizetype kMaxConnectUrls = 1'000;

    QString serverId;
    QString serverName;
    QString version;
    QString cluster;
    QString account;                 ///< remote_account, servers from 2.12 on
    qint64 maxPayload = 1024 * 1024; ///< negative: unlimited
    quint64 clientId = 0;
    int proto = 0;
    bool headers = false;
    bool authRequired = false;
    bool tlsRequired = false;
    bool tlsAvailable = false;
    bool tlsVerify = false;
    bool lameDuck = false;
    bool jetStream = false;
    QByteArray nonce;
    QStringList connectUrls; ///< at most kMaxConnectUrls
    qsizetype connectUrlsDropped = 0;
    bool otherPort = false; ///< it greets like a cluster, leaf node or gateway port
    QByteArray raw;

    bool operator==(const ServerInfo &) const = default;
};

base::Result<ServerInfo> parseServerInfo(QByteArrayView json);

} // namespace nats
