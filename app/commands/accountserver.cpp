// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/accountserver.h"

#include "app/commands/accountserverstart.h"
#include "app/commands/runoptions.h"

#include <QtCore/QCoreApplication>

#include <limits>

namespace commands {

namespace {

using namespace Qt::StringLiterals;
using accountserver::Options;
using accountserver::StoreKind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::AccountServer)
};

const std::vector<app::Option> &storeArguments()
{
    static const std::vector<app::Option> options{
        {"dir", "DIR", QT_TRANSLATE_NOOP("app::Options", "keep tokens as files in DIR")},
        {"shard", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "in folders by the last two characters of the key")},
        {"nsc", "DIR",
         QT_TRANSLATE_NOOP("app::Options", "serve an operator's folder of an nsc store")},
        {"memory", nullptr, QT_TRANSLATE_NOOP("app::Options", "keep tokens in memory only")},
        {"read-only", nullptr, QT_TRANSLATE_NOOP("app::Options", "store nothing that is posted")},
        {"operator", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "store only what this operator's keys have signed")},
        {"system-account", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "serve this token where the store lacks it")},
        {"config", "FILE",
         QT_TRANSLATE_NOOP("app::Options",
                           "a configuration of nats-account-server; options count more"),
         'c'},
    };
    return options;
}

const std::vector<app::Option> &httpArguments()
{
    static const std::vector<app::Option> options{
        {"host", "HOST",
         QT_TRANSLATE_NOOP("app::Options", "where to listen (127.0.0.1); 0.0.0.0: everywhere"),
         'H'},
        {"port", "PORT", QT_TRANSLATE_NOOP("app::Options", "0: any that is free (9090)"), 'p'},
        {"tls-cert", "FILE", QT_TRANSLATE_NOOP("app::Options", "serve HTTPS with this PEM chain")},
        {"tls-key", "FILE", QT_TRANSLATE_NOOP("app::Options", "and this PEM key")},
        {"no-pack", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "do not answer /pack, which gives away all tokens")},
    };
    return options;
}

const std::vector<app::Option> &otherArguments()
{
    static const std::vector<app::Option> options{
        {"nats", "URL[,URL…]",
         QT_TRANSLATE_NOOP("app::Options", "tell these nats-servers what has changed")},
        {"creds", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "as this user of the system account (NATS_CREDS)")},
        {"context", "NAME",
         QT_TRANSLATE_NOOP("app::Options", "through this nats context, or one saved in Fanin")},
        {"nats-cert", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "show them this certificate (NATS_CERT)")},
        {"nats-key", "FILE", QT_TRANSLATE_NOOP("app::Options", "with this key (NATS_KEY)")},
        {"primary", "URL",
         QT_TRANSLATE_NOOP("app::Options", "be a replica of this account server")},
        {"max-pack", "N",
         QT_TRANSLATE_NOOP("app::Options",
                           "take so many tokens of it at the start (10000); -1: all")},
        {"replication-timeout", "TIME",
         QT_TRANSLATE_NOOP("app::Options", "how long it may take for a token (5s)")},
        {"ca", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "trust these certificates of it and of NATS (NATS_CA)")},
    };
    return options;
}

const std::vector<app::Option> &outputArguments()
{
    static const std::vector<app::Option> options{
        {"write-preload", "FILE|-",
         QT_TRANSLATE_NOOP("app::Options",
                           "write all tokens as a nats-server's resolver_preload and exit")},
        {"json", nullptr, QT_TRANSLATE_NOOP("app::Options", "log one JSON object a line")},
        {"quiet", nullptr, QT_TRANSLATE_NOOP("app::Options", "do not log requests"), 'q'},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

std::optional<QString> textOf(const app::Options &options, const char *name)
{
    const auto value = options.value(name);
    return value ? std::optional(QString::fromLocal8Bit(*value)) : std::nullopt;
}

base::Result<std::optional<qint64>> numberOf(const app::Options &options, const char *name,
                                             qint64 least, qint64 most)
{
    const auto value = options.value(name);
    if (!value)
        return std::optional<qint64>();
    bool ok = false;
    const qint64 number = value->toLongLong(&ok);
    if (!ok || number < least || number > most)
        return usage(Text::tr("--%1: expected a number of %2 to %3, got '%4'")
                         .arg(QLatin1StringView(name))
                         .arg(least)
                         .arg(most)
                         .arg(QString::fromLocal8Bit(*value)));
    return std::optional(number);
}

std::optional<base::Error> readStore(const app::Options &options, AccountServerOptions &server)
{
    const int stores
        = int(options.has("dir")) + int(options.has("nsc")) + int(options.has("memory"));
    if (stores > 1)
        return usage(Text::tr("Give only one of --dir, --nsc and --memory"));
    if (stores == 0 && server.configFile.isEmpty())
        return usage(Text::tr("Give --dir DIR, --nsc DIR or --memory, or -c FILE"));
    if (const auto dir = textOf(options, "dir")) {
        server.store = StoreKind::Directory;
        server.path = *dir;
    } else if (const auto nsc = textOf(options, "nsc")) {
        server.store = StoreKind::Nsc;
        server.path = *nsc;
    } else if (options.has("memory")) {
        server.store = StoreKind::Memory;
    }
    server.sharded = options.has("shard");
    if (server.sharded && server.store != StoreKind::Directory)
        return usage(Text::tr("--shard belongs to --dir"));
    server.readOnly = options.has("read-only");
    server.noPack = options.has("no-pack");
    server.operatorFile = textOf(options, "operator");
    server.systemAccountFile = textOf(options, "system-account");
    return std::nullopt;
}

std::optional<base::Error> readHttp(const app::Options &options, AccountServerOptions &server)
{
    server.host = textOf(options, "host");
    const auto port = numberOf(options, "port", 0, std::numeric_limits<quint16>::max());
    if (!port)
        return port.error();
    if (*port)
        server.port = quint16(**port);
    server.tlsCertificate = textOf(options, "tls-cert");
    server.tlsKey = textOf(options, "tls-key");
    if (server.tlsCertificate.has_value() != server.tlsKey.has_value())
        return usage(Text::tr("--tls-cert and --tls-key belong together"));
    return std::nullopt;
}

std::optional<base::Error> readReplica(const app::Options &options, AccountServerOptions &server)
{
    server.primary = textOf(options, "primary");
    const auto maxPack = numberOf(options, "max-pack", -1, std::numeric_limits<qint32>::max());
    if (!maxPack)
        return maxPack.error();
    server.maxPack = *maxPack;
    const auto timeout = spanOption(options, "replication-timeout");
    if (!timeout)
        return timeout.error();
    if (*timeout)
        server.replicationTimeout
            = std::chrono::duration_cast<std::chrono::milliseconds>(**timeout);
    return std::nullopt;
}

std::optional<base::Error> readNats(const app::Options &options,
                                    const QProcessEnvironment &environment,
                                    AccountServerOptions &server)
{
    server.natsUrl = textOf(options, "nats").value_or(QString());
    server.natsContext = textOf(options, "context").value_or(QString());
    server.natsCreds = textOf(options, "creds").value_or(QString());
    server.natsCertificate = textOf(options, "nats-cert").value_or(QString());
    server.natsKey = textOf(options, "nats-key").value_or(QString());
    server.caFile = textOf(options, "ca").value_or(environment.value(u"NATS_CA"_s));
    const bool connects = !server.natsUrl.isEmpty() || !server.natsContext.isEmpty()
        || !server.configFile.isEmpty();
    for (const char *name : {"creds", "nats-cert", "nats-key"}) {
        if (options.has(name) && !connects)
            return usage(Text::tr("--%1 needs --nats or --context").arg(QLatin1StringView(name)));
    }
    if (!server.natsUrl.isEmpty()) {
        if (const auto urls = nats::parseServerUrls(server.natsUrl); !urls)
            return usage(Text::tr("--nats: %1").arg(urls.error().text));
    }
    return std::nullopt;
}

// Of what the command line alone decides; a file is not read yet.
std::optional<base::Error> problemOf(const AccountServerOptions &server)
{
    if (server.preload && server.store == StoreKind::Memory)
        return usage(Text::tr("A memory store is empty: --write-preload needs --dir, --nsc or -c"));
    if (!server.configFile.isEmpty())
        return std::nullopt;
    return accountserver::problemOf(optionsOf(server));
}

} // namespace

const std::vector<app::Option> &accountServerArguments()
{
    static const std::vector<app::Option> options = [] {
        std::vector<app::Option> all;
        for (const auto &some :
             {storeArguments(), httpArguments(), otherArguments(), outputArguments()})
            all.insert(all.end(), some.begin(), some.end());
        return all;
    }();
    return options;
}

base::Result<AccountServerOptions> accountServerOptions(const app::Options &options,
                                                        const QProcessEnvironment &environment)
{
    if (!options.positionals().isEmpty())
        return usage(Text::tr("account-server takes options only, got '%1'")
                         .arg(QString::fromLocal8Bit(options.positionals().first())));
    AccountServerOptions server;
    server.configFile = textOf(options, "config").value_or(QString());
    if (const auto problem = readStore(options, server))
        return *problem;
    if (const auto problem = readHttp(options, server))
        return *problem;
    if (const auto problem = readReplica(options, server))
        return *problem;
    if (const auto problem = readNats(options, environment, server))
        return *problem;
    server.preload = textOf(options, "write-preload");
    server.json = options.has("json");
    server.quiet = options.has("quiet");
    if (auto problem = problemOf(server))
        return *std::move(problem);
    return server;
}

QString accountServerHelp()
{
    return Text::tr(
               "Usage: fanin account-server (--dir DIR|--nsc DIR|--memory|-c FILE) [options]\n"
               "Serves account tokens over HTTP to nats-servers with an URL resolver, to nsc\n"
               "and to scripts, as nats-account-server does, until it is interrupted.\n"
               "\nStore:\n%1\nHTTP:\n%2\nNotifications and replication:\n%3\nOther:\n%4"
               "\nExit codes: 0 stopped by Ctrl+C or SIGTERM, 1 it could not start, 2 usage.\n")
        .arg(app::Options::help(storeArguments()), app::Options::help(httpArguments()),
             app::Options::help(otherArguments()), app::Options::help(outputArguments()));
}

} // namespace commands
