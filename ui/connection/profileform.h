// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.h"
#include "core/nats/connectoptions.h"
#include "core/profiles/profilestore.h"

#include <functional>
#include <map>
#include <vector>

namespace ui {

enum class LoginKind { None, UserPassword, Token, Nkey, Creds, Jwt, BearerJwt, NscUser };
enum class Keep { Nowhere, Fanin, NatsContext };

// What a problem stands at.
enum class FormField {
    Servers,
    Name,
    User,
    Password,
    Token,
    Nkey,
    Creds,
    Jwt,
    Seed,
    NscUser,
    Ca,
    Certificate,
    Key,
    Passphrase,
    InboxPrefix,
    Proxy,
};

// A secret, or a reference to one ("env://NAME"), as it was typed. Or nothing typed, and the one in
// the keychain stays.
struct SecretInput
{
    base::Secret typed;
    bool kept = false;

    [[nodiscard]] bool given() const { return kept || !typed.isEmpty(); }
    bool operator==(const SecretInput &) const = default;
};

// "file://", "env://", "op://", "nsc://" or "data:": a value that stands for another.
[[nodiscard]] bool isReference(QStringView text);

// What the profile dialog's fields hold, and how that becomes a profile and the other way round.
struct ProfileForm
{
    using Problems = std::map<FormField, QString>;
    using IsTaken = std::function<bool(profiles::Origin, const QString &)>;

    QString servers, name;
    Keep keep = Keep::Nowhere;
    bool secretsIntoContext = false; ///< into the nats context's file, as the nats command does

    LoginKind login = LoginKind::None;
    QString user;
    SecretInput password, token;
    bool sendsTokenToo = false; ///< beside another login, as the nats command may
    bool nkeyPasted = false, credsPasted = false;
    QString nkeyFile, credsFile; ///< or a reference
    SecretInput nkeyText, credsText;
    SecretInput jwt, seed;
    QString nscUser;

    bool requireTls = false, tlsFirst = false, plainLoginAllowed = false;
    QString caFile, certificate, key;
    SecretInput passphrase;

    QString inboxPrefix, proxy, color;
    bool noEcho = false, ignoreDiscovered = false, readOnly = false;

    profiles::Profile before; ///< what the fields were filled from: what has no field stays
    bool replaces = false;    ///< `before` is being edited
    QStringList otherLogins;  ///< keys of further logins `before` has; saving drops them

    bool operator==(const ProfileForm &) const = default;

    // A new one begins with the nats command's default server.
    [[nodiscard]] static ProfileForm fresh();
    [[nodiscard]] static ProfileForm of(const profiles::Profile &profile, bool replaces);

    // Reads the files that are named. Texts never quote a secret.
    [[nodiscard]] Problems problems(const IsTaken &taken) const;
    // Whether the TLS files are of use, as far as that can be told without a passphrase that is not
    // here. Deriving a key from one takes its time: not for each letter that is typed.
    [[nodiscard]] Problems tlsProblems() const;
    [[nodiscard]] nats::TlsOptions tlsFiles() const; ///< what that looks at
    // Whether something is typed that must not stand in a file by itself.
    [[nodiscard]] bool hasBareSecret() const;

    // Whether one of the addresses has a login in it: that stands in the file with it.
    [[nodiscard]] bool hasLoginInAddress() const;

    // For now: what was typed stands in the settings; what is kept is read under the old name.
    [[nodiscard]] profiles::Profile toUse() const;

    struct Kept
    {
        profiles::Profile profile;
        std::map<QString, base::Secret> secrets; ///< to be written to the keychain, by field
    };
    // To be saved: bare secrets are taken out, unless they belong into the context's file.
    [[nodiscard]] Kept toKeep() const;
};

} // namespace ui
