// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/headless.h"

#include "app/commands/interrupt.h"
#include "app/commands/output.h"
#include "app/commands/payload.h"
#include "app/commands/resolve.h"
#include "app/commands/runcommand.h"
#include "app/commands/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>

#include <optional>

#include <sys/stat.h>
#include <unistd.h>

namespace commands {

namespace {

bool isPipe(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0
        && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

} // namespace

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
    // `| head -1`: a reader that leaves shows only here until the next line is written.
    std::optional<QSocketNotifier> reader;
    if (isPipe(STDOUT_FILENO)) {
        reader.emplace(STDOUT_FILENO, QSocketNotifier::Exception);
        QObject::connect(&*reader, &QSocketNotifier::activated, &command, &RunCommand::abandon);
    }
    QMetaObject::invokeMethod(&command, &RunCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace commands
