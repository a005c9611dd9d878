// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/jwtcommand.h"

#include "app/commands/exitcode.h"
#include "app/commands/output.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Jwt)
};

struct Command
{
    const char *name;
    const std::vector<app::Option> &(*arguments)();
    base::Result<JwtOptions> (*options)(const app::Options &, const QProcessEnvironment &);
    QString (*help)();
};

template<auto read>
base::Result<JwtOptions> asJwtOptions(const app::Options &options,
                                      const QProcessEnvironment &environment)
{
    auto result = read(options, environment);
    if (!result)
        return result.error();
    return JwtOptions(std::move(result).value());
}

const std::vector<Command> &commandList()
{
    static const std::vector<Command> all{
        {"fetch", &jwtFetchArguments, &asJwtOptions<&jwtFetchOptions>, &jwtFetchHelp},
        {"may", &jwtMayArguments, &asJwtOptions<&jwtMayOptions>, &jwtMayHelp},
        {"show", &jwtShowArguments, &asJwtOptions<&jwtShowOptions>, &jwtShowHelp},
        {"verify", &jwtVerifyArguments, &asJwtOptions<&jwtVerifyOptions>, &jwtVerifyHelp},
    };
    return all;
}

QString help()
{
    return Text::tr(
        "Usage: fanin jwt show FILE|TOKEN|-                what a token says\n"
        "       fanin jwt verify [--operator FILE]… FILE…  whether tokens are to be trusted\n"
        "       fanin jwt may --user FILE publish|subscribe SUBJECT  whether a user may\n"
        "       fanin jwt fetch SOURCE [ACCOUNT|--all]     gets tokens from where they are\n"
        "'fanin jwt verify --help' explains a command.\n");
}

struct Run
{
    int &argc;
    char **argv;

    int operator()(const JwtHelp &shown) const
    {
        return printOutput(shown.text) ? int(ExitCode::Success) : int(ExitCode::NotMet);
    }
    int operator()(const JwtFetchOptions &options) const
    {
        return runJwtFetch(argc, argv, options);
    }
    int operator()(const JwtMayOptions &options) const { return runJwtMay(options); }
    int operator()(const JwtShowOptions &options) const { return runJwtShow(options); }
    int operator()(const JwtVerifyOptions &options) const
    {
        return runJwtVerify(argc, argv, options);
    }
};

} // namespace

base::Result<JwtOptions> jwtOptions(const QList<QByteArray> &arguments,
                                    const QProcessEnvironment &environment)
{
    const QByteArray name = arguments.value(0);
    for (const Command &command : commandList()) {
        if (name != command.name)
            continue;
        const auto options = app::Options::parse(arguments.mid(1), command.arguments());
        if (!options)
            return options.error();
        if (options->has("help"))
            return JwtOptions(JwtHelp{command.help()});
        return command.options(*options, environment);
    }
    if (name == "--help" || name == "-h")
        return JwtOptions(JwtHelp{help()});
    return base::Error{base::ErrorKind::InvalidInput,
                       name.isEmpty()
                           ? Text::tr("jwt: expected a command; see fanin jwt --help")
                           : Text::tr("jwt: there is no command '%1'; see fanin jwt --help")
                                 .arg(QString::fromLocal8Bit(name)),
                       -1};
}

int runJwt(int &argc, char **argv, JwtOptions options)
{
    return std::visit(Run{argc, argv}, std::move(options));
}

} // namespace commands
