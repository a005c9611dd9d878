// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commands/runoptions.h"

#include "app/demoscene.h"
#include "core/base/json.h"
#include "core/nats/subject.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

namespace commands {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(commands::RunOptions)
};

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

base::Result<PayloadSource> payloadOf(const app::Options &options)
{
    const std::optional<QByteArray> file = options.value("payload-file");
    if (options.positionals().size() < 2)
        return file ? PayloadSource(FilePayload{QString::fromLocal8Bit(*file)}) : PayloadSource();
    if (file)
        return usage(Text::tr("Give either PAYLOAD or --payload-file"));
    const QByteArray &payload = options.positionals().at(1);
    return payload == "-" ? PayloadSource(StdinPayload{}) : PayloadSource(payload);
}

base::Result<std::vector<nats::HeaderLine>> headersOf(const app::Options &options)
{
    std::vector<nats::HeaderLine> headers;
    for (const QByteArray &argument : options.values("header")) {
        auto line = nats::parseHeaderArgument(argument);
        if (!line)
            return usage(Text::tr("-H: %1").arg(line.error().text));
        if (const auto problem = nats::checkHeader(*line))
            return usage(Text::tr("-H: %1").arg(problem->text));
        headers.push_back(std::move(line).value());
    }
    return headers;
}

base::Result<fanin::Reading> readingOf(const app::Options &options, bool demo)
{
    fanin::Reading reading = demo ? app::demoReading() : fanin::Reading();
    reading.success = {};
    if (const auto rule = options.value("lanes")) {
        auto lanes = fanin::parseLaneRule(QString::fromUtf8(*rule));
        if (!lanes)
            return usage(Text::tr("--lanes: %1").arg(lanes.error().text));
        reading.lanes = std::move(lanes).value();
    }
    if (options.has("ignore"))
        reading.ignoredPaths = options.values("ignore");
    for (const QByteArray &path : options.values("ignore")) {
        if (const auto problem = base::json::checkPointer(path))
            return usage(Text::tr("--ignore: %1").arg(problem->text));
    }
    return reading;
}

} // namespace

const std::vector<app::Option> &commonArguments()
{
    static const std::vector<app::Option> options{
        {"header", "'K: V'", QT_TRANSLATE_NOOP("app::Options", "send this header; may be repeated"),
         'H', true},
        {"payload-file", "FILE", QT_TRANSLATE_NOOP("app::Options", "send this file's content")},
        {"timeout", "TIME",
         QT_TRANSLATE_NOOP("app::Options", "total time to wait (NATS_TIMEOUT; 2s)")},
        {"inbox", "new|mux",
         QT_TRANSLATE_NOOP("app::Options",
                           "an inbox for this request, or one wildcard inbox (new)")},
        {"reply", "SUBJECT",
         QT_TRANSLATE_NOOP("app::Options", "ask for replies to this subject instead of an inbox")},
        {"late", "TIME",
         QT_TRANSLATE_NOOP("app::Options", "how long to listen for late replies; 0: not at all")},
        {"lanes", "RULE",
         QT_TRANSLATE_NOOP("app::Options",
                           "who answered: arrival, header:K, json:/a/b or regex:…")},
        {"ignore", "/PATH",
         QT_TRANSLATE_NOOP("app::Options",
                           "JSON path to ignore when comparing replies; may be repeated"),
         0, true},
        {"json", nullptr, QT_TRANSLATE_NOOP("app::Options", "print one JSON object at the end")},
        {"trace", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "print what goes over the wire to standard error")},
        {"timeline", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "draw when each responder answered")},
        {"demo", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "start a server and responders for this one command")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

base::Result<std::optional<base::Span>> spanOption(const app::Options &options, const char *name)
{
    const std::optional<QByteArray> value = options.value(name);
    if (!value)
        return std::optional<base::Span>();
    const std::optional<base::Span> span = ui::parseSpan(QString::fromUtf8(*value));
    if (!span)
        return usage(Text::tr("--%1: expected a time such as 300ms or 2s, got '%2'")
                         .arg(QLatin1StringView(name), QString::fromUtf8(*value)));
    return span;
}

base::Result<std::optional<quint64>> countOption(const app::Options &options, const char *name,
                                                 quint64 least)
{
    const std::optional<QByteArray> value = options.value(name);
    if (!value)
        return std::optional<quint64>();
    bool ok = false;
    const quint64 count = value->toULongLong(&ok);
    if (!ok || value->startsWith('-') || count < least)
        return usage(Text::tr("--%1: expected a whole number of at least %2, got '%3'")
                         .arg(QLatin1StringView(name))
                         .arg(least)
                         .arg(QString::fromUtf8(*value)));
    return std::optional(count);
}

base::Result<RunOptions> commonOptions(const app::Options &options, nats::Verb verb,
                                       const QProcessEnvironment &environment)
{
    RunOptions run;
    run.spec.verb = verb;
    run.demo = options.has("demo");
    run.json = options.has("json");
    run.trace = options.has("trace");
    run.timeline = options.has("timeline");
    if (run.json && run.timeline)
        return usage(Text::tr("Give either --json or --timeline"));
    if (run.demo && app::namesConnection(options))
        return usage(Text::tr("--demo brings its own server: leave out the connection options"));

    if (options.positionals().isEmpty())
        return usage(Text::tr("SUBJECT is missing; --help shows how"));
    if (options.positionals().size() > 2)
        return usage(Text::tr("Expected SUBJECT and PAYLOAD, got %1 arguments; quote the payload")
                         .arg(options.positionals().size()));
    run.spec.subject = options.positionals().first();
    if (const auto problem = nats::subject::checkLiteral(run.spec.subject))
        return usage(Text::tr("SUBJECT: %1").arg(problem->text));

    auto payload = payloadOf(options);
    if (!payload)
        return payload.error();
    run.payload = std::move(payload).value();
    auto headers = headersOf(options);
    if (!headers)
        return headers.error();
    run.spec.headers = std::move(headers).value();
    auto reading = readingOf(options, run.demo);
    if (!reading)
        return reading.error();
    run.reading = std::move(reading).value();

    auto total = spanOption(options, "timeout");
    if (!total)
        return total.error();
    if (const QString variable = environment.value(u"NATS_TIMEOUT"_s);
        !total.value() && !variable.isEmpty()) {
        total = ui::parseSpan(variable);
        if (!total.value())
            return usage(
                Text::tr("NATS_TIMEOUT: expected a time such as 2s, got '%1'").arg(variable));
    }
    run.spec.rules.total = total->value_or(nats::StopRules::kDefaultTotal);
    if (run.spec.rules.total < std::chrono::milliseconds(1))
        return usage(Text::tr("--timeout: at least 1ms"));
    auto late = spanOption(options, "late");
    if (!late)
        return late.error();
    run.spec.rules.lateWindow = late->value_or(
        verb == nats::Verb::Request ? base::Span(0) : nats::StopRules::kDefaultLate);

    const QByteArray inbox = options.value("inbox").value_or("new");
    if (inbox != "new" && inbox != "mux")
        return usage(
            Text::tr("--inbox: expected new or mux, got '%1'").arg(QString::fromUtf8(inbox)));
    run.spec.inboxStyle = inbox == "mux" ? nats::InboxStyle::Mux : nats::InboxStyle::New;
    run.spec.customReply = options.value("reply").value_or(QByteArray());
    if (options.has("reply")) {
        if (const auto problem = nats::subject::checkLiteral(run.spec.customReply))
            return usage(Text::tr("--reply: %1").arg(problem->text));
    }

    if (!run.demo) {
        auto choice = app::connectChoice(options, environment);
        if (!choice)
            return choice.error();
        run.choice = std::move(choice).value();
    }
    return run;
}

} // namespace commands
