// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/jwtverify.h"

#include "app/commands/interrupt.h"
#include "app/commands/verifycommand.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::JwtVerify)
};

} // namespace

const std::vector<app::Option> &jwtVerifyArguments()
{
    static const std::vector<app::Option> options{
        {"operator", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "trust this operator and no other (repeatable)"), 0,
         true},
        {"from", "SOURCE",
         QT_TRANSLATE_NOOP("app::Options", "where accounts and operators are (repeatable)"), 0,
         true},
        {"tls-ca", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "trust these certificates (PEM) of https sources")},
        {"json", nullptr, QT_TRANSLATE_NOOP("app::Options", "print one JSON object a line")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

base::Result<JwtVerifyOptions> jwtVerifyOptions(const app::Options &options,
                                                const QProcessEnvironment &)
{
    JwtVerifyOptions verify;
    verify.files = options.positionals();
    if (verify.files.isEmpty()) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("fanin jwt verify: expected at least one FILE"), -1};
    }
    verify.operators = options.values("operator");
    for (const QByteArray &source : options.values("from"))
        verify.sources += QString::fromLocal8Bit(source);
    verify.caFile = QString::fromLocal8Bit(options.value("tls-ca").value_or(QByteArray()));
    verify.json = options.has("json");
    return verify;
}

QString jwtVerifyHelp()
{
    return Text::tr(
               "Usage: fanin jwt verify [--operator FILE]… [--from SOURCE]… FILE…\n"
               "Checks tokens: signature, claims, and the chain up to a trusted operator.\n"
               "Without --operator each operator the sources have is trusted. Known are the\n"
               "operators, what the sources have, and the other tokens of the same file, which\n"
               "never makes an operator trusted: without one no account is.\n"
               "SOURCE is http://…, dir:PATH, nsc:PATH, config:FILE or a path.\n"
               "\nOptions:\n%1"
               "\nExit codes: 0 all accepted, 1 some refused, 2 usage, 3 source unreachable.\n")
        .arg(app::Options::help(jwtVerifyArguments()));
}

int runJwtVerify(int &argc, char **argv, const JwtVerifyOptions &options)
{
    QCoreApplication loop(argc, argv);
    VerifyCommand command(options);
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &loop,
                     [] { QCoreApplication::exit(int(ExitCode::NotMet)); });
    QObject::connect(&command, &VerifyCommand::finished, &loop,
                     [](ExitCode code) { QCoreApplication::exit(int(code)); });
    QMetaObject::invokeMethod(&command, &VerifyCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace commands
