// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/jwtfetch.h"

#include "app/commands/fetchcommand.h"
#include "app/commands/interrupt.h"
#include "app/commands/resolve.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::JwtFetch)
};

const std::vector<app::Option> &ownArguments()
{
    static const std::vector<app::Option> options{
        {"all", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "everything the source has (the default)")},
        {"out", "DIR", QT_TRANSLATE_NOOP("app::Options", "write each token to DIR/<key>.jwt")},
        {"json", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "one JSON object a line: each token, then the end")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

bool isNatsUrl(const QString &text)
{
    return text == "nats:"_L1 || text.startsWith("nats://"_L1) || text.startsWith("tls://"_L1);
}

} // namespace

const std::vector<app::Option> &jwtFetchArguments()
{
    static const std::vector<app::Option> options = [] {
        std::vector<app::Option> all = ownArguments();
        all.insert(all.end(), app::connectArguments().begin(), app::connectArguments().end());
        return all;
    }();
    return options;
}

base::Result<JwtFetchOptions> jwtFetchOptions(const app::Options &options,
                                              const QProcessEnvironment &environment)
{
    const QList<QByteArray> &given = options.positionals();
    if (given.isEmpty() || given.size() > 2)
        return usage(
            Text::tr("jwt fetch: expected SOURCE and at most one ACCOUNT, arguments given: %1")
                .arg(given.size()));
    if (given.size() == 2 && options.has("all"))
        return usage(Text::tr("jwt fetch: give either an account or --all"));
    JwtFetchOptions fetch;
    fetch.key = given.value(1);
    fetch.json = options.has("json");
    if (const auto out = options.value("out"))
        fetch.out = QString::fromLocal8Bit(*out);
    if (fetch.out && fetch.out->isEmpty())
        return usage(Text::tr("--out: expected a folder"));

    fetch.source = QString::fromLocal8Bit(given.first());
    if (fetch.source.isEmpty())
        return usage(Text::tr("jwt fetch: the source is empty"));
    if (!isNatsUrl(fetch.source)) {
        for (const char *name : {"server", "context"}) {
            if (options.has(name))
                return usage(Text::tr("--%1: only a nats:// source is asked through a connection")
                                 .arg(QLatin1StringView(name)));
        }
        // The rest of the connection is not looked at: it may be wrong without harm.
        fetch.caFile = options.has("tls-ca") ? QString::fromLocal8Bit(*options.value("tls-ca"))
                                             : environment.value(u"NATS_CA"_s);
        return fetch;
    }
    const QString server = fetch.source == "nats:"_L1 ? QString() : fetch.source;
    if (!server.isEmpty() && options.has("server"))
        return usage(Text::tr("--server: the source names the server already"));
    if (!server.isEmpty()) {
        if (const auto servers = nats::parseServerUrls(server); !servers)
            return usage(servers.error().text);
    }
    auto choice = app::connectChoice(options, environment, server);
    if (!choice)
        return choice.error();
    fetch.choice = std::move(choice).value();
    fetch.source.clear();
    return fetch;
}

QString jwtFetchHelp()
{
    return Text::
        tr("Usage: fanin jwt fetch SOURCE [ACCOUNT|--all] [options]\n"
           "Fetches tokens. Of one ACCOUNT (or activation hash) the token itself is printed.\n"
           "\nSOURCE:\n"
           "  http://HOST[:PORT]   an account server, or the prefix of an URL resolver\n"
           "  dir:PATH             an account server's or resolver's directory\n"
           "  nsc:PATH             nsc.json, a folder of operators or one of them; empty: yours\n"
           "  config:FILE          a nats-server configuration\n"
           "  nats://HOST[:PORT]   the servers themselves, as a user of the system account\n"
           "  nats:                the same, of a context or --server\n"
           "  PATH                 whatever it is: a file with tokens or any of the above\n"
           "\nOptions:\n%1\nConnection (nats://; --tls-ca for https:// too):\n%2"
           "\nExit codes: 0 fetched, 1 not found or refused, 2 usage, 3 source unreachable.\n")
            .arg(app::Options::help(ownArguments()), app::Options::help(app::connectArguments()));
}

int runJwtFetch(int &argc, char **argv, JwtFetchOptions options)
{
    QCoreApplication loop(argc, argv);
    if (options.source.isEmpty()) {
        auto connection = resolve(options.choice);
        if (connection)
            options.connection = std::move(connection).value();
        else
            options.problem = connection.error();
    }
    FetchCommand command(std::move(options));
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &command, &FetchCommand::interrupt);
    QObject::connect(&command, &FetchCommand::finished, &loop,
                     [](ExitCode code) { QCoreApplication::exit(int(code)); });
    QMetaObject::invokeMethod(&command, &FetchCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace commands
