// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/gather.h"

#include "app/connectarguments.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Gather)
};

const std::vector<app::Option> &stopArguments()
{
    static const std::vector<app::Option> options{
        {"quiet", "TIME",
         QT_TRANSLATE_NOOP("app::Options", "stop when no reply came for this long after the last")},
        {"replies", "N", QT_TRANSLATE_NOOP("app::Options", "stop after N replies")},
        {"sentinel", "RULE",
         QT_TRANSLATE_NOOP("app::Options",
                           "stop at a last message: empty, header:K[=V] or payload:TEXT")},
        {"cap", "N", QT_TRANSLATE_NOOP("app::Options", "keep at most N replies (1000000)")},
    };
    return options;
}

const std::vector<app::Option> &successArguments()
{
    static const std::vector<app::Option> options{
        {"expect", "N", QT_TRANSLATE_NOOP("app::Options", "succeed with at least N replies (1)")},
        {"all-equal", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "succeed only if all replies are the same")},
        {"no-service-error", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "succeed only without a Nats-Service-Error")},
    };
    return options;
}

base::Result<base::Done> readStopRules(const app::Options &options, nats::StopRules &rules)
{
    const auto quiet = spanOption(options, "quiet");
    if (!quiet)
        return quiet.error();
    rules.quiet = quiet->value_or(base::Span(0));
    const auto replies = countOption(options, "replies", 1);
    if (!replies)
        return replies.error();
    rules.maxReplies = replies->value_or(0);
    const auto cap = countOption(options, "cap", 1);
    if (!cap)
        return cap.error();
    rules.replyCap = cap->value_or(nats::StopRules::kDefaultReplyCap);
    if (const auto text = options.value("sentinel")) {
        auto sentinel = nats::parseSentinel(*text);
        if (!sentinel)
            return base::Error{base::ErrorKind::InvalidInput,
                               Text::tr("--sentinel: %1").arg(sentinel.error().text), -1};
        rules.sentinel = std::move(sentinel).value();
    }
    return base::Done{};
}

} // namespace

const std::vector<app::Option> &gatherArguments()
{
    static const std::vector<app::Option> options = [] {
        std::vector<app::Option> all;
        for (const auto *part :
             {&stopArguments(), &successArguments(), &commonArguments(), &app::connectArguments()})
            all.insert(all.end(), part->begin(), part->end());
        return all;
    }();
    return options;
}

base::Result<RunOptions> gatherOptions(const app::Options &options,
                                       const QProcessEnvironment &environment)
{
    auto run = commonOptions(options, nats::Verb::Gather, environment);
    if (!run)
        return run;
    const auto stop = readStopRules(options, run.value().spec.rules);
    if (!stop)
        return stop.error();
    const auto expect = countOption(options, "expect", 0);
    if (!expect)
        return expect.error();
    fanin::SuccessRules &success = run.value().reading.success;
    success.minReplies = expect->value_or(1);
    success.allEqual = options.has("all-equal");
    success.noServiceError = options.has("no-service-error");
    return run;
}

QString gatherHelp()
{
    return Text::tr("Usage: fanin gather SUBJECT [PAYLOAD|-] [options]\n"
                    "Sends a request and prints every reply. PAYLOAD - is standard input.\n"
                    "\nStop when (and always when the total time is over):\n%1"
                    "\nSucceed when:\n%2\nOptions:\n%3\nConnection:\n%4")
        .arg(app::Options::help(stopArguments()), app::Options::help(successArguments()),
             app::Options::help(commonArguments()), app::Options::help(app::connectArguments()));
}

} // namespace commands
