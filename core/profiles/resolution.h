// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/nats/connectoptions.h"
#include "core/profiles/profilestore.h"
#include "core/profiles/secretstore.h"

#include <QtCore/QObject>
#include <QtCore/QProcessEnvironment>

#include <memory>

namespace profiles {

// From a profile as it is written to options that can be connected with: file://, env://, data:,
// nsc:// (read from the nsc store itself), op:// (runs `op read`, only after asking), the keychain,
// and the key's passphrase. A handle: deleting it cancels. Emits finished() exactly once, never
// before start() has returned. Errors name the field, what was expected and what came; never a
// value.
class Resolution final : public QObject
{
    Q_OBJECT

public:
    Resolution(Profile profile, QProcessEnvironment environment, SecretStore &secrets,
               QObject *parent = nullptr);
    ~Resolution() override;

    void start();
    // The answers to the two questions.
    void allowProgram(bool allowed);
    void givePassphrase(const base::Secret &passphrase); ///< empty: given up; asks again if wrong

signals:
    void programAsked(const QString &commandLine); ///< "op read op://vault/item/field"
    // `problem`: why the one before was of no use; empty when first asked.
    void passphraseAsked(const QString &file, const QString &problem);
    void finished(const base::Result<nats::ConnectOptions> &options);

private:
    class Private;
    std::unique_ptr<Private> d;
};

// One NATS_* variable that takes the place of a field (spec/conventions.md §2).
struct Override
{
    QString variable; ///< "NATS_URL"
    QString field;    ///< key of the context's field: "url"
    bool secret = false;

    bool operator==(const Override &) const = default;
};
// Whether this takes the place of a proxy by none at all: "none", as natscli takes it.
[[nodiscard]] bool meansNoProxy(const QString &proxy);
[[nodiscard]] std::vector<Override> environmentOverrides(const QProcessEnvironment &environment);
// `settings` with the variables' values in their places. NATS_USER without a password is a token;
// a variable that says who logs in replaces all of the settings' ways.
[[nodiscard]] Settings withEnvironment(Settings settings, const QProcessEnvironment &environment);
// The same; what is replaced is not looked for in the keychain either.
[[nodiscard]] Profile withEnvironment(Profile profile, const QProcessEnvironment &environment);

} // namespace profiles
