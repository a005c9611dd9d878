// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"
#include "app/commandline.h"
#include "app/commands/accountservercommand.h"
#include "app/commands/checkcommand.h"
#include "app/commands/exitcode.h"
#include "app/commands/headless.h"
#include "app/commands/output.h"
#include "app/commands/watchcommand.h"
#include "app/logfilter.h"

#include <signal.h>

namespace {

struct Run
{
    int &argc;
    char **argv;

    int operator()(const app::Print &print) const
    {
        return commands::printOutput(print.text) ? 0 : int(commands::ExitCode::NotMet);
    }
    int operator()(const base::Error &error) const
    {
        commands::printError(QStringLiteral("fanin: ") + error.text + QLatin1Char('\n'));
        return int(commands::ExitCode::Usage);
    }
    int operator()(const commands::RunOptions &options) const
    {
        return commands::runHeadless(argc, argv, options);
    }
    int operator()(const commands::WatchOptions &options) const
    {
        return commands::runWatch(argc, argv, options);
    }
    int operator()(const commands::CheckOptions &options) const
    {
        return commands::runCheck(argc, argv, options);
    }
    int operator()(const commands::AccountServerOptions &options) const
    {
        return commands::runAccountServer(argc, argv, options);
    }
    int operator()(const commands::JwtOptions &options) const
    {
        return commands::runJwt(argc, argv, options);
    }
    int operator()(const app::WindowOptions &options) const
    {
        return app::runWindow(argc, argv, options);
    }
};

} // namespace

int main(int argc, char *argv[])
{
    // A reader that goes away is an error of write(), not the end of the program.
    signal(SIGPIPE, SIG_IGN);
    app::filterLog();
    const QList<QByteArray> arguments(argv + 1, argv + argc);
    return std::visit(Run{argc, argv},
                      app::parseCommandLine(arguments, QProcessEnvironment::systemEnvironment()));
}
