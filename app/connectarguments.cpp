// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/connectarguments.h"

#include "core/nats/connectoptions.h"
#include "core/nats/subject.h"
#include "core/profiles/profilefiles.h"
#include "core/profiles/resolution.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace app {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::ConnectArguments)
};

// What an option and a variable say alike.
struct Twin
{
    const char *option;
    const char *variable;
    bool names = false; ///< says where or as whom
    bool way = false;   ///< says by itself who logs in
};
constexpr Twin kTwins[] = {
    {"server", "NATS_URL", true},
    {"user", "NATS_USER", true, true},
    {"password", "NATS_PASSWORD", true},
    {"token", "NATS_TOKEN", true, true},
    {"nkey", "NATS_NKEY", true, true},
    {"creds", "NATS_CREDS", true, true},
    {"jwt", "NATS_JWT", true, true},
    {"seed", "NATS_SEED", true},
    {"tls-ca", "NATS_CA"},
    {"tls-cert", "NATS_CERT"},
    {"tls-key", "NATS_KEY"},
    {"socks-proxy", "NATS_SOCKS_PROXY"},
};

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

QString textOf(const Options &options, const char *name)
{
    return QString::fromLocal8Bit(options.value(name).value_or(QByteArray()));
}

// The options as if they had been variables.
QProcessEnvironment folded(const Options &options, QProcessEnvironment environment,
                           const QString &server)
{
    const bool logsIn = std::ranges::any_of(
        kTwins, [&options](const Twin &twin) { return twin.way && options.has(twin.option); });
    for (const Twin &twin : kTwins) {
        const QString variable = QString::fromLatin1(twin.variable);
        const QLatin1StringView option(twin.option);
        const bool completes = option == "password"_L1 && options.has("user");
        if (logsIn && twin.names && option != "server"_L1 && !completes)
            environment.remove(variable);
        if (const QString value = textOf(options, twin.option); !value.isEmpty())
            environment.insert(variable, value);
    }
    if (!server.isEmpty())
        environment.insert(u"NATS_URL"_s, server);
    return environment;
}

std::optional<base::Error> loginProblem(const Options &options,
                                        const QProcessEnvironment &environment, bool hasContext)
{
    const auto ways = std::ranges::count_if(kTwins, [&options](const Twin &twin) {
        return twin.way && !textOf(options, twin.option).isEmpty();
    });
    if (ways > 1)
        return usage(Text::tr("Give only one of --user, --token, --nkey, --creds and --jwt"));
    const auto lacks = [&](const char *option, const char *variable, const char *completed) {
        return !hasContext && options.has(option) && textOf(options, completed).isEmpty()
            && environment.value(QString::fromLatin1(variable)).isEmpty();
    };
    if (lacks("password", "NATS_USER", "user"))
        return usage(Text::tr("--password needs --user"));
    if (lacks("seed", "NATS_JWT", "jwt"))
        return usage(Text::tr("--seed needs --jwt"));
    return std::nullopt;
}

// What was typed is looked at before anything is done with it, and named as it was typed.
std::optional<base::Error> addressProblem(const Options &options,
                                          const QProcessEnvironment &environment)
{
    const QString url = environment.value(u"NATS_URL"_s);
    if (const auto urls = nats::parseServerUrls(url); !url.isEmpty() && !urls)
        return usage(Text::tr("%1: %2").arg(options.has("server") ? u"--server"_s : u"NATS_URL"_s,
                                            urls.error().text));
    const QString proxy = environment.value(u"NATS_SOCKS_PROXY"_s);
    const bool direct = proxy.isEmpty() || profiles::meansNoProxy(proxy);
    if (const auto parsed = nats::parseSocksProxy(proxy); !direct && !parsed)
        return usage(Text::tr("%1: %2").arg(options.has("socks-proxy") ? u"--socks-proxy"_s
                                                                       : u"NATS_SOCKS_PROXY"_s,
                                            parsed.error().text));
    if (const auto prefix = options.value("inbox-prefix")) {
        if (const auto problem = nats::subject::checkInboxPrefix(*prefix))
            return usage(Text::tr("--inbox-prefix: %1").arg(problem->text));
    }
    return std::nullopt;
}

// It may have the name of one that is saved and is another one all the same.
bool isFileElsewhere(const profiles::Folders &folders, const profiles::Profile &profile,
                     const QString &given)
{
    const QFileInfo file(given);
    const QFileInfo kept(profiles::folderOf(folders, profile.origin) + u'/' + profile.name
                         + u".json"_s);
    return given.endsWith(".json"_L1) && file.isFile()
        && file.canonicalFilePath() != kept.canonicalFilePath();
}

// The context that counts, or none.
base::Result<std::optional<ConnectChoice>>
contextOf(const Options &options, const QProcessEnvironment &environment, bool named)
{
    const profiles::Folders folders = profiles::Folders::of(environment);
    QString source = u"--context"_s;
    QString name = textOf(options, "context");
    if (options.has("context") && options.has("no-context"))
        return usage(Text::tr("Give either --context or --no-context"));
    if (options.has("no-context") || (name.isEmpty() && named))
        return std::optional<ConnectChoice>();
    if (name.isEmpty()) {
        source = u"NATS_CONTEXT"_s;
        name = environment.value(source);
    }
    if (name.isEmpty()) {
        name = profiles::readSelection(folders);
        if (name.isEmpty())
            return std::optional<ConnectChoice>();
        auto selected = profiles::loadProfile(folders, name);
        if (!selected) {
            ConnectChoice none;
            none.warning = Text::tr("the context the nats command has selected is ignored: %1")
                               .arg(selected.error().text);
            return std::optional(none);
        }
        return std::optional(ConnectChoice{std::move(selected).value(), false, {}, false});
    }
    auto profile = profiles::loadProfile(folders, name);
    if (!profile)
        return usage(Text::tr("%1: %2").arg(source, profile.error().text));
    const bool fromFile = isFileElsewhere(folders, *profile, name);
    return std::optional(ConnectChoice{std::move(profile).value(), false, {}, fromFile});
}

} // namespace

const std::vector<Option> &connectArguments()
{
    static const std::vector<Option> options{
        {"context", "NAME|FILE.json",
         QT_TRANSLATE_NOOP("app::Options",
                           "a nats context, or one saved in Fanin (NATS_CONTEXT; the selected)")},
        {"no-context", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "ignore NATS_CONTEXT and the selected context")},
        {"server", "URL[,URL…]",
         QT_TRANSLATE_NOOP("app::Options", "where to connect (NATS_URL; nats://127.0.0.1:4222)"),
         's'},
        {"user", "NAME",
         QT_TRANSLATE_NOOP(
             "app::Options",
             "log in as this user, or without a password with this token (NATS_USER)")},
        {"password", "TEXT",
         QT_TRANSLATE_NOOP("app::Options", "with this password (NATS_PASSWORD)")},
        {"token", "TEXT", QT_TRANSLATE_NOOP("app::Options", "log in with a token (NATS_TOKEN)")},
        {"nkey", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "log in with the nkey seed in FILE (NATS_NKEY)")},
        {"creds", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "log in with a .creds file (NATS_CREDS)")},
        {"jwt", "TOKEN",
         QT_TRANSLATE_NOOP("app::Options",
                           "log in with a user JWT; a bearer's needs no seed (NATS_JWT)")},
        {"seed", "SEED", QT_TRANSLATE_NOOP("app::Options", "with the JWT's seed (NATS_SEED)")},
        {"tls-ca", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "trust the certificates in this PEM file (NATS_CA)")},
        {"tls-cert", "FILE",
         QT_TRANSLATE_NOOP("app::Options",
                           "show the server this certificate, PEM or PKCS#12 (NATS_CERT)")},
        {"tls-key", "FILE",
         QT_TRANSLATE_NOOP("app::Options",
                           "with this PEM key (NATS_KEY); FANIN_KEY_PASSPHRASE opens it")},
        {"tls-first", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "for servers with handshake_first")},
        {"socks-proxy", "URL",
         QT_TRANSLATE_NOOP("app::Options",
                           "connect through socks5://[USER:PASSWORD@]HOST[:PORT]; “none”: "
                           "through no proxy (NATS_SOCKS_PROXY)")},
        {"inbox-prefix", "PREFIX",
         QT_TRANSLATE_NOOP("app::Options", "where permissions allow an inbox to be (_INBOX)")},
        {"no-echo", nullptr,
         QT_TRANSLATE_NOOP("app::Options", "do not receive what this connection sends")},
        {"allow-programs", nullptr,
         QT_TRANSLATE_NOOP("app::Options",
                           "run “op read” where the connection asks for it (op://)")},
    };
    return options;
}

bool namesConnection(const Options &options)
{
    return std::ranges::any_of(connectArguments(), [&options](const Option &option) {
        const QLatin1StringView name(option.name);
        return name != "no-context"_L1 && name != "allow-programs"_L1 && options.has(option.name);
    });
}

bool namesConnection(const QProcessEnvironment &environment)
{
    return !environment.value(u"NATS_URL"_s).isEmpty()
        || !environment.value(u"NATS_CONTEXT"_s).isEmpty();
}

base::Result<ConnectChoice>
connectChoice(const Options &options, const QProcessEnvironment &environment, const QString &server)
{
    const bool named = !server.isEmpty() || std::ranges::any_of(kTwins, [&](const Twin &twin) {
        return twin.names && !textOf(options, twin.option).isEmpty();
    });
    auto context = contextOf(options, environment, named);
    if (!context)
        return context.error();
    const bool hasContext = *context && !(*context)->profile.name.isEmpty();
    if (const auto problem = loginProblem(options, environment, hasContext))
        return *problem;
    const QProcessEnvironment variables = folded(options, environment, server);
    if (const auto problem = addressProblem(options, variables))
        return *problem;

    ConnectChoice choice = context->value_or(ConnectChoice());
    choice.profile = profiles::withEnvironment(std::move(choice.profile), variables);
    if (const auto prefix = options.value("inbox-prefix"))
        choice.profile.settings.inboxPrefix = QString::fromUtf8(*prefix);
    if (options.has("tls-first"))
        choice.profile.settings.tlsFirst = true;
    if (options.has("no-echo"))
        choice.profile.extras.noEcho = true;
    choice.allowPrograms = options.has("allow-programs");
    return choice;
}

} // namespace app
