// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/accountserverstart.h"

#include "core/accountserver/configfile.h"
#include "core/base/ipaddress.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using accountserver::ConfigFile;
using accountserver::Options;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::AccountServerStart)
};

// As if it had been written behind `fanin check`, whose --tls-cert is not that of HTTP.
base::Result<std::optional<app::ConnectChoice>> choiceOf(const AccountServerOptions &given,
                                                         const ConfigFile &file,
                                                         const QProcessEnvironment &environment)
{
    // A context on the command line takes the place of the file's servers.
    const bool ofFile = given.natsUrl.isEmpty() && given.natsContext.isEmpty();
    const QString url = ofFile ? file.natsUrl : given.natsUrl;
    if (url.isEmpty() && given.natsContext.isEmpty())
        return std::optional<app::ConnectChoice>();
    QList<QByteArray> arguments;
    const auto add = [&arguments](const char *name, const QString &value, const QString &other) {
        const QString &counts = value.isEmpty() ? other : value;
        if (!counts.isEmpty())
            arguments += QByteArray("--") + name + '=' + counts.toLocal8Bit();
    };
    const ConfigFile none;
    const ConfigFile &rest = ofFile ? file : none;
    add("server", url, {});
    add("context", given.natsContext, {});
    add("creds", given.natsCreds, rest.natsCreds);
    add("tls-ca", given.caFile, rest.natsCa);
    add("tls-cert", given.natsCertificate, rest.natsCert);
    add("tls-key", given.natsKey, rest.natsKey);
    const auto options = app::Options::parse(arguments, app::connectArguments());
    if (!options)
        return options.error();
    auto choice = app::connectChoice(*options, environment);
    if (!choice)
        return choice.error();
    return std::optional(std::move(choice).value());
}

bool isLoopback(const QString &host)
{
    const auto ip = base::parseIp(host.toUtf8());
    return host == "localhost"_L1 || host == "::1"_L1 || (ip && host.startsWith("127."_L1));
}

// What one should know before others do.
QStringList warnings(const Options &options)
{
    QStringList notes;
    if (!isLoopback(options.host))
        notes += Text::tr("whoever reaches %1 may read every token here").arg(options.host);
    const bool writable = options.store != accountserver::StoreKind::Nsc && !options.readOnly
        && options.primary.isEmpty();
    if (writable && options.operatorFile.isEmpty())
        notes
            += Text::tr("without --operator nobody is believed: nothing that is posted is stored");
    return notes;
}

} // namespace

// As in the original a store on the command line takes the place of all the file says of it.
Options optionsOf(const AccountServerOptions &given, const Options &ofFile)
{
    Options options = ofFile;
    if (given.store) {
        options.store = *given.store;
        options.path = given.path;
        options.sharded = given.sharded;
        options.readOnly = false;
    }
    options.readOnly |= given.readOnly;
    options.packs &= !given.noPack;
    options.host = given.host.value_or(options.host);
    options.port = given.port.value_or(options.port);
    options.tlsCertificate = given.tlsCertificate.value_or(options.tlsCertificate);
    options.tlsKey = given.tlsKey.value_or(options.tlsKey);
    options.operatorFile = given.operatorFile.value_or(options.operatorFile);
    options.systemAccountFile = given.systemAccountFile.value_or(options.systemAccountFile);
    options.primary = given.primary.value_or(options.primary);
    options.primaryCa = given.caFile;
    options.maxPack = given.maxPack.value_or(options.maxPack);
    options.replicationTimeout = given.replicationTimeout.value_or(options.replicationTimeout);
    return options;
}

base::Result<AccountServerStart> startOf(const AccountServerOptions &given,
                                         const QProcessEnvironment &environment)
{
    ConfigFile file;
    if (!given.configFile.isEmpty()) {
        auto read = accountserver::readConfigFile(
            given.configFile, [&environment](const QByteArray &name) {
                const QString variable = QString::fromLocal8Bit(name);
                return environment.contains(variable)
                    ? std::optional(environment.value(variable).toLocal8Bit())
                    : std::nullopt;
            });
        if (!read)
            return read.error();
        file = std::move(read).value();
    }
    AccountServerStart start;
    start.options = optionsOf(given, file.options);
    if (auto problem = problemOf(start.options))
        return *std::move(problem);
    start.notes = file.notes + warnings(start.options);
    start.natsConnectTimeout = file.natsConnectTimeout;
    auto choice = choiceOf(given, file, environment);
    if (!choice)
        return choice.error();
    start.nats = std::move(choice).value();
    return start;
}

} // namespace commands
