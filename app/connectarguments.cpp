// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/connectarguments.h"

#include "core/nats/subject.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace app {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(app::ConnectArguments)
};

constexpr auto kDefaultServer = "nats://127.0.0.1:4222"_L1;

base::Error usage(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

// What says who connects, from one place.
struct Login
{
    QString user, password, token, nkey, creds;
};

// NATS: a user without a password is a token.
nats::Auth authOf(const Login &login)
{
    if (!login.user.isEmpty() && !login.password.isEmpty())
        return nats::UserPassword{login.user, base::Secret(login.password.toUtf8())};
    if (!login.user.isEmpty())
        return nats::Token{base::Secret(login.user.toUtf8())};
    if (!login.creds.isEmpty())
        return nats::CredsFile{login.creds};
    if (!login.nkey.isEmpty())
        return nats::NkeyFile{login.nkey};
    if (!login.token.isEmpty())
        return nats::Token{base::Secret(login.token.toUtf8())};
    return nats::NoAuth{};
}

} // namespace

const std::vector<Option> &connectArguments()
{
    static const std::vector<Option> options{
        {"server", "URL[,URL…]",
         QT_TRANSLATE_NOOP("app::Options", "where to connect (NATS_URL; nats://127.0.0.1:4222)")},
        {"user", "NAME", QT_TRANSLATE_NOOP("app::Options", "log in as this user (NATS_USER)")},
        {"password", "TEXT",
         QT_TRANSLATE_NOOP("app::Options", "with this password (NATS_PASSWORD)")},
        {"token", "TEXT", QT_TRANSLATE_NOOP("app::Options", "log in with a token (NATS_TOKEN)")},
        {"nkey", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "log in with the nkey seed in FILE (NATS_NKEY)")},
        {"creds", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "log in with a .creds file (NATS_CREDS)")},
        {"tls-ca", "FILE",
         QT_TRANSLATE_NOOP("app::Options", "trust the certificates in this PEM file (NATS_CA)")},
        {"inbox-prefix", "PREFIX",
         QT_TRANSLATE_NOOP("app::Options", "where permissions allow an inbox to be (_INBOX)")},
    };
    return options;
}

bool namesConnection(const Options &options)
{
    return std::ranges::any_of(
        connectArguments(), [&options](const Option &option) { return options.has(option.name); });
}

base::Result<nats::ConnectOptions> connectOptions(const Options &options,
                                                  const QProcessEnvironment &environment)
{
    const auto text = [&options](const char *name) {
        return QString::fromLocal8Bit(options.value(name).value_or(QByteArray()));
    };
    const auto variable = [&environment](const char *name) {
        return environment.value(QString::fromLatin1(name));
    };

    nats::ConnectOptions connect;
    QString source = u"--server"_s;
    QString servers = text("server");
    if (servers.isEmpty()) {
        source = u"NATS_URL"_s;
        servers = variable("NATS_URL");
    }
    if (servers.isEmpty())
        servers = kDefaultServer;
    auto urls = nats::parseServerUrls(servers);
    if (!urls)
        return usage(Text::tr("%1: %2").arg(source, urls.error().text));
    connect.servers = std::move(urls).value();

    const Login given{text("user"), text("password"), text("token"), text("nkey"), text("creds")};
    const int ways = int(!given.user.isEmpty()) + int(!given.token.isEmpty())
        + int(!given.nkey.isEmpty()) + int(!given.creds.isEmpty());
    if (ways > 1)
        return usage(Text::tr("Give only one of --user, --token, --nkey and --creds"));
    if (given.user.isEmpty() && !given.password.isEmpty() && variable("NATS_USER").isEmpty())
        return usage(Text::tr("--password needs --user"));
    if (ways == 1 || !given.password.isEmpty()) {
        Login login = given;
        if (login.password.isEmpty() && !login.user.isEmpty())
            login.password = variable("NATS_PASSWORD");
        if (login.user.isEmpty() && !login.password.isEmpty())
            login.user = variable("NATS_USER");
        connect.auth = authOf(login);
    } else {
        connect.auth
            = authOf({variable("NATS_USER"), variable("NATS_PASSWORD"), variable("NATS_TOKEN"),
                      variable("NATS_NKEY"), variable("NATS_CREDS")});
    }
    connect.tls.caFile = text("tls-ca");
    if (connect.tls.caFile.isEmpty())
        connect.tls.caFile = variable("NATS_CA");
    if (const auto prefix = options.value("inbox-prefix")) {
        if (const auto problem = nats::subject::checkInboxPrefix(*prefix))
            return usage(Text::tr("--inbox-prefix: %1").arg(problem->text));
        connect.inboxPrefix = *prefix;
    }
    return connect;
}

} // namespace app
