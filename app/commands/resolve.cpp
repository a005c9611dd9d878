// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/resolve.h"

#include "app/commands/output.h"
#include "app/commands/plainlogin.h"
#include "app/commands/text.h"
#include "app/keychainstore.h"
#include "core/nats/credentials.h"
#include "core/profiles/resolution.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Resolve)
};

constexpr auto kPassphrase = "FANIN_KEY_PASSPHRASE"_L1;

void warn(const QString &text)
{
    printError(Text::tr("fanin: warning: %1\n").arg(visibleText(text)));
}

void warnAboutCredentials(const nats::Auth &auth)
{
    const auto *file = std::get_if<nats::CredsFile>(&auth);
    if (!file)
        return;
    const auto credentials = nats::readCredentialsFile(file->path);
    if (credentials && !credentials->warning.isEmpty())
        warn(file->path + u": "_s + credentials->warning);
}

} // namespace

base::Result<nats::ConnectOptions> resolve(const app::ConnectChoice &choice,
                                           const QProcessEnvironment &environment)
{
    if (!choice.warning.isEmpty())
        warn(choice.warning);
    app::KeychainStore secrets(environment);
    profiles::Resolution resolution(choice.profile, environment, secrets);
    std::optional<base::Result<nats::ConnectOptions>> result;
    QString refusal;
    using profiles::Resolution;
    QObject::connect(&resolution, &Resolution::programAsked, &resolution,
                     [&](const QString &commandLine) {
                         if (!choice.allowPrograms)
                             refusal = Text::tr("“%1” would have to be run; --allow-programs "
                                                "allows it")
                                           .arg(commandLine);
                         resolution.allowProgram(choice.allowPrograms);
                     });
    base::Secret passphrase(environment.value(kPassphrase).toUtf8());
    QObject::connect(
        &resolution, &Resolution::passphraseAsked, &resolution,
        [&](const QString &file, const QString &problem) {
            if (passphrase.isEmpty())
                refusal = problem.isEmpty()
                    ? Text::tr("%1 is encrypted; set %2 to its passphrase").arg(file, kPassphrase)
                    : Text::tr("%1: %2; set %3 to the one that does")
                          .arg(file, problem, kPassphrase);
            resolution.givePassphrase(std::exchange(passphrase, {}));
        });
    QObject::connect(&resolution, &Resolution::finished, &resolution,
                     [&result](const base::Result<nats::ConnectOptions> &options) {
                         result = options;
                         QCoreApplication::exit();
                     });
    resolution.start();
    QCoreApplication::exec();
    if (!result)
        return base::Error{base::ErrorKind::State, Text::tr("Interrupted"), -1};
    if (!*result)
        return refusal.isEmpty() ? result->error()
                                 : base::Error{base::ErrorKind::State, refusal, -1};
    nats::ConnectOptions options = std::move(*result).value();
    warnAboutCredentials(options.auth);
    if (const QString text = plainLoginWarning(options);
        !text.isEmpty() && options.plainLogin == nats::PlainLogin::Ask)
        warn(text);
    // As the nats command does it; and a command fails where a window would try again.
    options.plainLogin = nats::PlainLogin::Allow;
    options.reconnect = false;
    return options;
}

} // namespace commands
