// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nkey/nkey.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

// tests/fixtures/jwt: real tokens and what the reference implementations say about them.
namespace jwtfixtures {

// Paths are relative to that folder; what cannot be read fails the program.
[[nodiscard]] QString path(const QString &relative);
[[nodiscard]] QByteArray read(const QString &relative);
[[nodiscard]] QJsonObject readJson(const QString &relative);

// manifest.json's entries.
struct Entry
{
    QString name; ///< "user/plain"
    QString file; ///< "jwt/user/plain.jwt"
    QByteArray kind;
    bool decodes = false;
    bool accept = false;
    QList<QByteArray> codes;
    QJsonObject expected; ///< the whole expected file
};
[[nodiscard]] const QList<Entry> &manifest();

// The test key with this public key; nothing if the fixtures do not have it.
[[nodiscard]] std::optional<nkey::KeyPair> keyOf(const QByteArray &publicKey);

} // namespace jwtfixtures
