// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/request.h"

#include "app/connectarguments.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Request)
};

} // namespace

const std::vector<app::Option> &requestArguments()
{
    static const std::vector<app::Option> options = [] {
        std::vector<app::Option> all = commonArguments();
        all.insert(all.end(), app::connectArguments().begin(), app::connectArguments().end());
        return all;
    }();
    return options;
}

base::Result<RunOptions> requestOptions(const app::Options &options,
                                        const QProcessEnvironment &environment)
{
    return commonOptions(options, nats::Verb::Request, environment);
}

QString requestHelp()
{
    return Text::tr("Usage: fanin request SUBJECT [PAYLOAD|-] [options]\n"
                    "Sends a request and prints the first reply. PAYLOAD - is standard input.\n"
                    "\nOptions:\n%1\nConnection:\n%2")
        .arg(app::Options::help(commonArguments()), app::Options::help(app::connectArguments()));
}

} // namespace commands
