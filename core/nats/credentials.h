// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace nats {

// What a .creds file holds (spec §2.3, spec/conventions.md §3).
struct Credentials
{
    QByteArray jwt;
    base::Secret seed;
    QString warning; ///< accepted although not as nsc writes it (CRLF, blank line …); may be empty
};

// A file's content; larger than kMaxCredentialsSize is refused.
constexpr qsizetype kMaxCredentialsSize = 1024 * 1024;
base::Result<Credentials> parseCredentials(QByteArrayView content);
// A seed, bare or between its decoration lines.
base::Result<base::Secret> parseSeed(QByteArrayView content);
// The same from two texts, each bare or decorated. Without a seed: a bearer's, or one that the
// server will refuse; `warning` tells.
base::Result<Credentials> parseJwtAndSeed(QByteArrayView jwt, QByteArrayView seed);

base::Result<Credentials> readCredentialsFile(const QString &path);
base::Result<base::Secret> readSeedFile(const QString &path);

} // namespace nats
