// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

// What a person keeps about a server, as the nats CLI's contexts name it (spec/conventions.md §1).
namespace profiles {

// The fields of a context as they are written: not expanded, not resolved. Names and order are the
// file's; empty is "not set".
struct Settings
{
    QString description;
    QString url; ///< comma-separated
    QString socksProxy;
    QString token;
    QString user;
    QString password;
    QString creds;
    QString nkey;
    QString cert;
    QString key;
    QString ca;
    QString nsc;
    QString jetStreamDomain;
    QString jetStreamApiPrefix;
    QString jetStreamEventPrefix;
    QString inboxPrefix;
    QString userJwt;
    QString userSeed;
    QString colorScheme;
    bool tlsFirst = false;

    bool operator==(const Settings &) const = default;
};

// A text field of a context: its key in the file, and where it is in Settings.
struct Field
{
    const char *key;
    QString Settings::*member;
    bool secret = false; ///< a bare value is the secret itself
    bool path = false;   ///< a bare value is a path: `~` and `$VAR` are expanded
};
// All text fields in the order of the file.
[[nodiscard]] const std::vector<Field> &fields();

// What the nats CLI's files have no place for.
struct Extras
{
    bool readOnly = false;
    bool noEcho = false;
    bool ignoreDiscovered = false;
    bool requireTls = false;
    bool plainLoginAllowed = false; ///< the question of nats::PlainLogin::Ask was answered with yes
    QStringList keychained; ///< keys of fields (also "key_passphrase") whose value the keychain has

    bool operator==(const Extras &) const = default;
};

} // namespace profiles
