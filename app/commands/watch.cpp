// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/watch.h"

#include "app/commands/runoptions.h"
#include "core/capture/filter.h"
#include "core/capture/watchwarnings.h"
#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::Watch)
};

constexpr base::Span kShortest = std::chrono::milliseconds(1);
constexpr base::Span kLongestWindow = std::chrono::hours(1);

const std::vector<app::Option> &whatArguments()
{
    static const std::vector<app::Option> options{
        {"pairs", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "print requests with their replies once they are over")},
        {"window", "TIME",
         QT_TRANSLATE_NOOP("app::Options",
                           "with --pairs: over when nothing came for this long (30s)")},
        {"filter", "EXPR",
         QT_TRANSLATE_NOOP("app::Options",
                           "print only what passes: 'size>1k', 'unanswered or latency>20ms', …")},
        {"inbox", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "watch inboxes, too, for replies (with --pairs)")},
        {"no-inbox", nullptr, QT_TRANSLATE_NOOP("app::Options", "watch no inboxes")},
        {"queue", "NAME",
         QT_TRANSLATE_NOOP("app::Options",
                           "as one of a queue group: takes messages away from its others")},
        {"yes", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "watch also what is not harmless to watch: '>'")},
    };
    return options;
}

const std::vector<app::Option> &stopArguments()
{
    static const std::vector<app::Option> options{
        {"count", "N", QT_TRANSLATE_NOOP("app::Options", "stop when N are printed"), 'n'},
        {"for", "TIME",
         QT_TRANSLATE_NOOP("app::Options", "stop after this time (with --yes: 60s)")},
        {"max-rate", "N",
         QT_TRANSLATE_NOOP("app::Options",
                           "stop when more than N messages a second come (with --yes: 20000)")},
    };
    return options;
}

const std::vector<app::Option> &outputArguments()
{
    static const std::vector<app::Option> options{
        {"out", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "record all that is watched, for 'fanin open'"), 'o'},
        {"replace", nullptr, QT_TRANSLATE_NOOP("app::Options", "even if FILE exists")},
        {"json", nullptr, QT_TRANSLATE_NOOP("app::Options", "print one JSON object a line")},
        {"secrets", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "do not redact headers that carry secrets")},
        {"demo", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "start a server where something goes on")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

std::optional<base::Error> readSubjects(const app::Options &options, WatchOptions &watch)
{
    const QList<QByteArray> &given = options.positionals();
    if (given.isEmpty())
        return usage(Text::tr("SUBJECT is missing; --help shows how"));
    if (given.size() > capture::Watcher::kMaxSubjects)
        return usage(
            Text::tr("At most %1 subjects can be watched").arg(capture::Watcher::kMaxSubjects));
    for (const QByteArray &subject : given) {
        if (const auto problem = nats::subject::checkPattern(subject))
            return usage(
                Text::tr("SUBJECT %1: %2").arg(nats::subject::toText(subject), problem->text));
    }
    watch.subjects.assign(given.begin(), given.end());
    watch.queue = options.value("queue").value_or(QByteArray());
    // NATS: a queue group is named like one subject.
    if (options.has("queue")) {
        if (const auto problem = nats::subject::checkLiteral(watch.queue))
            return usage(Text::tr("--queue: %1").arg(problem->text));
    }
    if (options.has("inbox") && options.has("no-inbox"))
        return usage(Text::tr("Give either --inbox or --no-inbox"));
    if (options.has("inbox") || options.has("no-inbox"))
        watch.inbox = options.has("inbox");
    return std::nullopt;
}

std::optional<base::Error> readFilter(const app::Options &options, WatchOptions &watch)
{
    watch.filter = QString::fromLocal8Bit(options.value("filter").value_or(QByteArray()));
    const auto filter = capture::Filter::parse(watch.filter);
    if (!filter)
        return usage(Text::tr("--filter: %1 (character %2)")
                         .arg(filter.error().text)
                         .arg(filter.error().offset + 1));
    // A message is printed when it comes, before anything is known of its replies.
    if (filter->isAboutConversations() && !watch.pairs)
        return usage(
            Text::tr("--filter: this asks about requests with their replies; add --pairs"));
    return std::nullopt;
}

std::optional<base::Error> readLimits(const app::Options &options, WatchOptions &watch)
{
    const auto window = spanOption(options, "window");
    if (!window)
        return window.error();
    if (*window && (**window < kShortest || **window > kLongestWindow))
        return usage(Text::tr("--window: expected 1ms to 1h"));
    if (*window && !watch.pairs)
        return usage(Text::tr("--window belongs to --pairs"));
    watch.window = window->value_or(watch.window);
    const auto time = spanOption(options, "for");
    if (!time)
        return time.error();
    if (*time && **time < kShortest)
        return usage(Text::tr("--for: at least 1ms"));
    watch.time = *time;
    const auto count = countOption(options, "count", 1);
    if (!count)
        return count.error();
    watch.count = *count;
    const auto rate = countOption(options, "max-rate", 1);
    if (!rate)
        return rate.error();
    watch.rate = *rate;
    return std::nullopt;
}

// What watching these does to others is said before it is done.
std::optional<base::Error> checkHarm(WatchOptions &watch)
{
    const QStringList warnings
        = capture::watchWarnings(watchedSubjects(watch, "_INBOX"), watch.queue);
    if (warnings.isEmpty())
        return std::nullopt;
    if (!watch.yes)
        return usage(Text::tr("this is not harmless to watch:\n  %1\nAdd --yes to do it all the "
                              "same; it stops after 60 s or above 20000 messages a second then, "
                              "unless --for and --max-rate say otherwise")
                         .arg(warnings.join(u"\n  "_s)));
    watch.time = watch.time.value_or(WatchOptions::kCarefulTime);
    watch.rate = watch.rate.value_or(WatchOptions::kCarefulRate);
    return std::nullopt;
}

} // namespace

const std::vector<app::Option> &watchArguments()
{
    static const std::vector<app::Option> options = [] {
        std::vector<app::Option> all;
        for (const auto *part :
             {&whatArguments(), &stopArguments(), &outputArguments(), &app::connectArguments()})
            all.insert(all.end(), part->begin(), part->end());
        return all;
    }();
    return options;
}

base::Result<WatchOptions> watchOptions(const app::Options &options,
                                        const QProcessEnvironment &environment)
{
    WatchOptions watch;
    watch.demo = options.has("demo");
    watch.pairs = options.has("pairs");
    watch.json = options.has("json");
    watch.secrets = options.has("secrets");
    watch.yes = options.has("yes");
    if (const auto out = options.value("out"))
        watch.out = QString::fromLocal8Bit(*out);
    watch.replace = options.has("replace");
    if (watch.replace && !watch.out)
        return usage(Text::tr("--replace belongs to --out"));
    if (watch.demo && app::namesConnection(options))
        return usage(Text::tr("--demo brings its own server: leave out the connection options"));
    for (const auto &read : {&readSubjects, &readLimits, &readFilter}) {
        if (const auto problem = read(options, watch))
            return *problem;
    }
    if (const auto problem = checkHarm(watch))
        return *problem;
    if (!watch.demo) {
        auto choice = app::connectChoice(options, environment);
        if (!choice)
            return choice.error();
        watch.choice = std::move(choice).value();
    }
    return watch;
}

QString watchHelp()
{
    return Text::tr(
               "Usage: fanin watch SUBJECT… [options]\n"
               "Prints the messages that others publish, until it is interrupted. Wildcards:\n"
               "* stands for one token, > for all that follow; quote them.\n"
               "\nWhat:\n%1\nUntil:\n%2\nOutput:\n%3\nConnection:\n%4"
               "\nStandard error says at the end what was received, printed, lost and\n"
               "recorded. Exit codes: 0 stopped by Ctrl+C, --count or --for; 1 --for was over\n"
               "before --count, too high a rate, or nobody reads or nothing can be written\n"
               "any more; 2 usage; 3 no connection; 5 denied.\n")
        .arg(app::Options::help(whatArguments()), app::Options::help(stopArguments()),
             app::Options::help(outputArguments()), app::Options::help(app::connectArguments()));
}

std::vector<capture::WatchedSubject> watchedSubjects(const WatchOptions &options,
                                                     const QByteArray &inboxPrefix)
{
    using Purpose = capture::WatchedSubject::Purpose;
    std::vector<capture::WatchedSubject> subjects;
    for (const QByteArray &pattern : options.subjects)
        subjects.push_back({pattern, Purpose::Chosen, {}, {}, {}});
    if (options.watchesInboxes())
        subjects.push_back({inboxPrefix + ".>", Purpose::Pairing, {}, {}, {}});
    return subjects;
}

} // namespace commands
