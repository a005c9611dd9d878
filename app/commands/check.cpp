// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/check.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Check)
};

const std::vector<app::Option> &ownArguments()
{
    static const std::vector<app::Option> options{
        {"json", nullptr, QT_TRANSLATE_NOOP("app::Options", "print one JSON object")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

} // namespace

const std::vector<app::Option> &checkArguments()
{
    static const std::vector<app::Option> options = [] {
        std::vector<app::Option> all = ownArguments();
        all.insert(all.end(), app::connectArguments().begin(), app::connectArguments().end());
        return all;
    }();
    return options;
}

base::Result<CheckOptions> checkOptions(const app::Options &options,
                                        const QProcessEnvironment &environment)
{
    if (!options.positionals().isEmpty())
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("check takes options only; did you mean --server %1?")
                               .arg(QString::fromLocal8Bit(options.positionals().first()))};
    auto choice = app::connectChoice(options, environment);
    if (!choice)
        return choice.error();
    CheckOptions check;
    check.choice = std::move(choice).value();
    check.json = options.has("json");
    return check;
}

QString checkHelp()
{
    return Text::tr(
               "Usage: fanin check [options]\n"
               "Connects step by step (name, TCP, INFO, TLS, log in, first PONG, inbox) to each\n"
               "server in turn until one can be used, and says why one cannot. Sends no message.\n"
               "\nOptions:\n%1\nConnection:\n%2"
               "\nExit codes: 0 it can be used, 2 usage, 3 it cannot, 5 replies could not be\n"
               "received: the inbox may not be subscribed to.\n")
        .arg(app::Options::help(ownArguments()), app::Options::help(app::connectArguments()));
}

} // namespace commands
