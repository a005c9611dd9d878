// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/commandline.h"

#include "app/commands/accountserver.h"
#include "app/commands/check.h"
#include "app/commands/gather.h"
#include "app/commands/request.h"
#include "app/connectarguments.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace app {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::CommandLine)
};

constexpr int kMinSide = 320;
constexpr int kMaxSide = 8192;

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

const std::vector<Option> &ownArguments()
{
    static const std::vector<Option> options{
        {"demo", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "start a server and responders to try Fanin on")},
        {"accounts", "SOURCE",
         QT_TRANSLATE_NOOP("app::Options",
                           "inspect tokens: http://…, dir:PATH, nsc:PATH, "
                           "config:FILE, a file; demo with --demo")},
        {"select", "NAME",
         QT_TRANSLATE_NOOP("app::Options", "with --accounts: the token to show, by name or key")},
        {"page", "NAME",
         QT_TRANSLATE_NOOP("app::Options",
                           "with --accounts: overview, chain, findings, claims, "
                           "permissions, raw or compare")},
        {"account-server", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "with --demo: show its account server")},
        {"traffic", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "with --demo: show what is said over its server")},
        {"theme", "NAME", QT_TRANSLATE_NOOP("app::Options", "system, light or dark (system)")},
        {"screenshot", "FILE.png",
         QT_TRANSLATE_NOOP(
             "app::Options",
             "write a picture of the window and exit: after the demo's gather or with --accounts")},
        {"size", "WxH", QT_TRANSLATE_NOOP("app::Options", "the picture's size (1440x900)")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
        {"version", nullptr, QT_TRANSLATE_NOOP("app::Options", "print the version"), 'V'},
    };
    return options;
}

QString help()
{
    return Text::tr(
               "Usage: fanin [options]                            opens the window\n"
               "       fanin request SUBJECT [PAYLOAD|-] [options]  one reply\n"
               "       fanin gather  SUBJECT [PAYLOAD|-] [options]  many replies\n"
               "       fanin watch   SUBJECT… [options]             what others say\n"
               "       fanin open    FILE                           shows what was recorded\n"
               "       fanin check   [options]                      can this server be used?\n"
               "       fanin jwt     COMMAND …                      account tokens\n"
               "       fanin account-server [options]               serves account tokens\n"
               "A desktop inspector for NATS. 'fanin gather --help' explains a command.\n"
               "\nOptions:\n%1\nConnection:\n%2"
               "\nExit codes: 0 success, 1 success rules not met, 2 usage, 3 could not connect\n"
               "or log in, 4 nobody is subscribed, 5 denied by the server.\n")
        .arg(Options::help(ownArguments()), Options::help(connectArguments()));
}

const std::vector<Option> &openArguments()
{
    static const std::vector<Option> options{
        {"theme", "NAME", QT_TRANSLATE_NOOP("app::Options", "system, light or dark (system)")},
        {"help", nullptr, QT_TRANSLATE_NOOP("app::Options", "print this text"), 'h'},
    };
    return options;
}

QString openHelp()
{
    return Text::tr("Usage: fanin open FILE [options]\n"
                    "Shows a capture in a window: what 'fanin watch --out FILE' or the window has\n"
                    "recorded. Nothing is connected.\n\nOptions:\n%1")
        .arg(Options::help(openArguments()));
}

std::optional<QSize> parseSize(const QByteArray &text)
{
    static const QRegularExpression form(u"^(\\d{1,4})x(\\d{1,4})$"_s);
    const auto match = form.match(QString::fromLatin1(text));
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    const bool fits = match.hasMatch() && qMin(size.width(), size.height()) >= kMinSide
        && qMax(size.width(), size.height()) <= kMaxSide;
    return fits ? std::optional(size) : std::nullopt;
}

base::Result<ui::Scheme> schemeOf(const Options &options)
{
    const QByteArray theme = options.value("theme").value_or("system");
    if (theme == "system")
        return ui::Scheme::System;
    if (theme == "light")
        return ui::Scheme::Light;
    if (theme == "dark")
        return ui::Scheme::Dark;
    return usage(Text::tr("--theme: expected system, light or dark, got '%1'")
                     .arg(QString::fromLocal8Bit(theme)));
}

CommandLine parseOpen(const QList<QByteArray> &arguments)
{
    const auto options = Options::parse(arguments, openArguments());
    if (!options)
        return options.error();
    if (options->has("help"))
        return Print{openHelp()};
    if (options->positionals().size() != 1)
        return usage(
            Text::tr("open takes one FILE, got %1 arguments").arg(options->positionals().size()));
    const auto scheme = schemeOf(*options);
    if (!scheme)
        return scheme.error();
    WindowOptions window;
    window.scheme = *scheme;
    window.capture = QString::fromLocal8Bit(options->positionals().first());
    return window;
}

CommandLine parseWindow(const QList<QByteArray> &arguments, const QProcessEnvironment &environment)
{
    std::vector<Option> known = ownArguments();
    known.insert(known.end(), connectArguments().begin(), connectArguments().end());
    const auto options = Options::parse(arguments, known);
    if (!options)
        return options.error();
    if (options->has("help"))
        return Print{help()};
    if (options->has("version"))
        return Print{u"fanin "_s + QLatin1String(FANIN_VERSION) + u'\n'};
    if (!options->positionals().isEmpty())
        return usage(Text::tr("There is no command '%1'; there are request, gather, watch, open, "
                              "check, jwt and account-server, and --help")
                         .arg(QString::fromLocal8Bit(options->positionals().first())));

    WindowOptions window;
    window.demo = options->has("demo");
    if (window.demo && namesConnection(*options))
        return usage(Text::tr("--demo brings its own server: leave out the connection options"));
    const auto scheme = schemeOf(*options);
    if (!scheme)
        return scheme.error();
    window.scheme = *scheme;
    if (const auto source = options->value("accounts"))
        window.accounts = QString::fromLocal8Bit(*source);
    window.accountServer = options->has("account-server");
    if (window.accountServer && !window.demo)
        return usage(Text::tr("--account-server belongs to --demo; 'fanin account-server' runs one "
                              "without a window"));
    window.traffic = options->has("traffic");
    if (window.traffic && !window.demo)
        return usage(Text::tr("--traffic belongs to --demo; 'fanin watch' watches without a "
                              "window"));
    if (window.traffic && window.accountServer)
        return usage(Text::tr("--traffic and --account-server are two different tabs: take one"));
    window.select = QString::fromLocal8Bit(options->value("select").value_or(QByteArray()));
    window.page = QString::fromLatin1(options->value("page").value_or(QByteArray()));
    if (!window.accounts && !(window.select.isEmpty() && window.page.isEmpty()))
        return usage(Text::tr("--select and --page belong to --accounts"));
    static const QStringList pages{u"overview"_s,    u"chain"_s, u"findings"_s, u"claims"_s,
                                   u"permissions"_s, u"raw"_s,   u"compare"_s};
    if (!window.page.isEmpty() && !pages.contains(window.page))
        return usage(
            Text::tr("--page: expected one of %1, got '%2'").arg(pages.join(u", "_s), window.page));
    if (const auto file = options->value("screenshot")) {
        if (!window.demo && !window.accounts)
            return usage(Text::tr("--screenshot shows the demo or tokens: add --demo or "
                                  "--accounts SOURCE"));
        window.screenshot = QString::fromLocal8Bit(*file);
    }
    if (const auto text = options->value("size")) {
        const std::optional<QSize> size = parseSize(*text);
        if (!size)
            return usage(Text::tr("--size: expected WxH with sides of %1 to %2, got '%3'")
                             .arg(kMinSide)
                             .arg(kMaxSide)
                             .arg(QString::fromLocal8Bit(*text)));
        window.size = *size;
    }
    if (!window.demo && (namesConnection(*options) || namesConnection(environment))) {
        auto choice = connectChoice(*options, environment);
        if (!choice)
            return choice.error();
        window.connectionFromFile = choice->fromFile;
        window.connection = std::move(choice).value().profile;
    }
    return window;
}

template<typename Parsed>
struct Command
{
    const char *name;
    const std::vector<Option> &(*known)();
    base::Result<Parsed> (*options)(const Options &, const QProcessEnvironment &);
    QString (*help)();

    [[nodiscard]] CommandLine parse(const QList<QByteArray> &arguments,
                                    const QProcessEnvironment &environment) const
    {
        const auto given = Options::parse(arguments, known());
        if (!given)
            return given.error();
        if (given->has("help"))
            return Print{help()};
        auto parsed = options(*given, environment);
        if (!parsed)
            return parsed.error();
        return std::move(parsed).value();
    }
};

constexpr Command<commands::RunOptions> kRequest{"request", &commands::requestArguments,
                                                 &commands::requestOptions, &commands::requestHelp};
constexpr Command<commands::RunOptions> kGather{"gather", &commands::gatherArguments,
                                                &commands::gatherOptions, &commands::gatherHelp};
constexpr Command<commands::CheckOptions> kCheck{"check", &commands::checkArguments,
                                                 &commands::checkOptions, &commands::checkHelp};
constexpr Command<commands::WatchOptions> kWatch{"watch", &commands::watchArguments,
                                                 &commands::watchOptions, &commands::watchHelp};
constexpr Command<commands::AccountServerOptions> kAccountServer{
    "account-server", &commands::accountServerArguments, &commands::accountServerOptions,
    &commands::accountServerHelp};

} // namespace

CommandLine parseCommandLine(const QList<QByteArray> &arguments,
                             const QProcessEnvironment &environment)
{
    const QByteArray name = arguments.value(0);
    if (name == kRequest.name)
        return kRequest.parse(arguments.mid(1), environment);
    if (name == kGather.name)
        return kGather.parse(arguments.mid(1), environment);
    if (name == kCheck.name)
        return kCheck.parse(arguments.mid(1), environment);
    if (name == kWatch.name)
        return kWatch.parse(arguments.mid(1), environment);
    if (name == kAccountServer.name)
        return kAccountServer.parse(arguments.mid(1), environment);
    if (name == "open")
        return parseOpen(arguments.mid(1));
    if (name == "jwt") {
        auto jwt = commands::jwtOptions(arguments.mid(1), environment);
        if (!jwt)
            return jwt.error();
        return std::move(jwt).value();
    }
    return parseWindow(arguments, environment);
}

} // namespace app
