// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/resolved.h"

#include "core/jwt/readfile.h"
#include "core/nats/credentials.h"
#include "core/nats/subject.h"
#include "core/nats/tlssetup.h"

#include <algorithm>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;

constexpr auto kDefaultUrl = "nats://127.0.0.1:4222"_L1;

using Problem = std::optional<base::Error>;

base::Error inField(const char *key, base::Error error)
{
    error.text = QString::fromLatin1(key) + u": "_s + error.text;
    return error;
}

const QString *fileOf(const Resolved &resolved, const char *key)
{
    const auto it = resolved.values.constFind(key);
    return it == resolved.values.cend() ? nullptr : std::get_if<QString>(&*it);
}

base::Secret secretOf(const Resolved &resolved, const char *key)
{
    const auto it = resolved.values.constFind(key);
    const auto *secret = it == resolved.values.cend() ? nullptr : std::get_if<base::Secret>(&*it);
    return secret ? *secret : base::Secret();
}

template<typename T>
Problem problemOf(const char *key, const base::Result<T> &result)
{
    return result ? Problem() : inField(key, result.error());
}

Problem readServers(nats::ConnectOptions &options, const Profile &profile, const Resolved &resolved)
{
    QString url = profile.settings.url;
    if (url.isEmpty())
        url = resolved.serviceUrls.isEmpty() ? QString(kDefaultUrl)
                                             : resolved.serviceUrls.join(u',');
    auto servers = nats::parseServerUrls(url);
    if (!servers)
        return inField("url", servers.error());
    options.servers = std::move(servers).value();
    if (profile.settings.socksProxy.isEmpty())
        return {};
    auto proxy = nats::parseSocksProxy(profile.settings.socksProxy);
    if (!proxy)
        return inField("socks_proxy", proxy.error());
    options.proxy = std::move(proxy).value();
    return {};
}

Problem readExtras(nats::ConnectOptions &options, const Profile &profile)
{
    const Extras &extras = profile.extras;
    options.echo = !extras.noEcho;
    options.ignoreDiscovered = extras.ignoreDiscovered;
    options.readOnly = extras.readOnly;
    options.plainLogin = extras.plainLoginAllowed ? nats::PlainLogin::Allow : nats::PlainLogin::Ask;
    options.tls.first = profile.settings.tlsFirst;
    options.tls.require = extras.requireTls;
    if (profile.settings.inboxPrefix.isEmpty())
        return {};
    options.inboxPrefix = profile.settings.inboxPrefix.toUtf8();
    if (const auto problem = nats::subject::checkInboxPrefix(options.inboxPrefix))
        return inField("inbox_prefix", *problem);
    return {};
}

Problem readCreds(nats::ConnectOptions &options, const Resolved &resolved)
{
    if (const QString *file = fileOf(resolved, "creds")) {
        options.auth = nats::CredsFile{*file};
        return problemOf("creds", nats::readCredentialsFile(*file));
    }
    const base::Secret content = secretOf(resolved, "creds");
    options.auth = nats::CredsText{content};
    return problemOf("creds", nats::parseCredentials(content.reveal()));
}

Problem readNkey(nats::ConnectOptions &options, const Resolved &resolved)
{
    if (const QString *file = fileOf(resolved, "nkey")) {
        options.auth = nats::NkeyFile{*file};
        return problemOf("nkey", nats::readSeedFile(*file));
    }
    const base::Secret content = secretOf(resolved, "nkey");
    options.auth = nats::NkeySeed{content};
    return problemOf("nkey", nats::parseSeed(content.reveal()));
}

Problem readUserJwt(nats::ConnectOptions &options, const Resolved &resolved)
{
    const base::Secret seed = secretOf(resolved, "user_seed");
    options.auth = nats::UserJwt{secretOf(resolved, "user_jwt"), seed};
    return seed.isEmpty() ? Problem() : problemOf("user_seed", nats::parseSeed(seed.reveal()));
}

// Of several ways natscli takes the first in this order, and a token besides it.
Problem readLogin(nats::ConnectOptions &options, const Profile &profile, const Resolved &resolved)
{
    Problem problem;
    if (!profile.settings.user.isEmpty())
        options.auth = nats::UserPassword{profile.settings.user, secretOf(resolved, "password")};
    else if (resolved.values.contains("creds"))
        problem = readCreds(options, resolved);
    else if (resolved.values.contains("nkey"))
        problem = readNkey(options, resolved);
    else if (resolved.values.contains("user_jwt"))
        problem = readUserJwt(options, resolved);
    if (const base::Secret token = secretOf(resolved, "token"); token.isEmpty())
        return problem;
    else if (std::holds_alternative<nats::NoAuth>(options.auth))
        options.auth = nats::Token{token};
    else
        options.extraToken = token;
    return problem;
}

Problem readTlsFiles(nats::TlsOptions &tls, const Resolved &resolved)
{
    const std::pair<const char *, QString nats::TlsOptions::*> files[]
        = {{"cert", &nats::TlsOptions::certFile},
           {"key", &nats::TlsOptions::keyFile},
           {"ca", &nats::TlsOptions::caFile}};
    for (const auto &[key, member] : files) {
        const QString *file = fileOf(resolved, key);
        if (!file)
            continue;
        if (const auto content = jwt::readFile(*file, nats::tls::kMaxFileSize); !content)
            return inField(key, content.error());
        tls.*member = *file;
    }
    return {};
}

} // namespace

const Field *fieldNamed(const char *key)
{
    const auto it = std::ranges::find_if(fields(), [key](const Field &field) {
        return QByteArrayView(field.key) == QByteArrayView(key);
    });
    return it == fields().end() ? nullptr : &*it;
}

base::Result<nats::ConnectOptions> connectOptions(const Profile &profile, const Resolved &resolved)
{
    nats::ConnectOptions options;
    options.name = profile.name;
    Problem problem = readServers(options, profile, resolved);
    if (!problem)
        problem = readExtras(options, profile);
    if (!problem)
        problem = readLogin(options, profile, resolved);
    if (!problem)
        problem = readTlsFiles(options.tls, resolved);
    if (problem)
        return *problem;
    return options;
}

} // namespace profiles
