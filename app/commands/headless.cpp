// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/headless.h"

#include "app/commands/interrupt.h"
#include "app/commands/output.h"
#include "app/commands/payload.h"
#include "app/commands/readergone.h"
#include "app/commands/resolve.h"
#include "app/commands/runcommand.h"
#include "app/commands/text.h"

#include <QtCore/QCoreApplication>

namespace commands {

int runHeadless(int &argc, char **argv, RunOptions options)
{
    // Read before anything is connected: a slow pipe must not keep a connection waiting, and Ctrl+C
    // still ends the program here.
    auto payload = readPayload(options.payload);
    if (!payload) {
        printError(QStringLiteral("fanin: ") + payload.error().text + QLatin1Char('\n'));
        return int(ExitCode::Usage);
    }
    options.spec.payload = std::move(payload).value();

    QCoreApplication loop(argc, argv);
    if (!options.demo) {
        auto connection = resolve(options.choice);
        if (!connection) {
            printError(QStringLiteral("fanin: ") + visibleText(connection.error().text)
                       + QLatin1Char('\n'));
            return int(ExitCode::NoConnection);
        }
        options.connection = std::move(connection).value();
    }
    RunCommand command(std::move(options));
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &command, &RunCommand::interrupt);
    QObject::connect(&command, &RunCommand::finished, &loop,
                     [](ExitCode code) { QCoreApplication::exit(int(code)); });
    ReaderGone reader;
    QObject::connect(&reader, &ReaderGone::gone, &command, &RunCommand::abandon);
    QMetaObject::invokeMethod(&command, &RunCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace commands
