// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/resolution.h"

#include <algorithm>

namespace profiles {

namespace {

using namespace Qt::StringLiterals;

struct Variable
{
    const char *name;
    QString Settings::*member;
};

constexpr Variable kVariables[] = {
    {"NATS_URL", &Settings::url},
    {"NATS_USER", &Settings::user},
    {"NATS_PASSWORD", &Settings::password},
    {"NATS_TOKEN", &Settings::token},
    {"NATS_CREDS", &Settings::creds},
    {"NATS_NKEY", &Settings::nkey},
    {"NATS_JWT", &Settings::userJwt},
    {"NATS_SEED", &Settings::userSeed},
    {"NATS_CERT", &Settings::cert},
    {"NATS_KEY", &Settings::key},
    {"NATS_CA", &Settings::ca},
    {"NATS_SOCKS_PROXY", &Settings::socksProxy},
    {"NATS_COLOR", &Settings::colorScheme},
};

// Each says by itself who logs in; the others only complete that.
constexpr QString Settings::*kWays[]
    = {&Settings::user, &Settings::token, &Settings::creds, &Settings::nkey, &Settings::userJwt};
constexpr QString Settings::*kLogin[]
    = {&Settings::user, &Settings::password, &Settings::token,   &Settings::creds,
       &Settings::nkey, &Settings::nsc,      &Settings::userJwt, &Settings::userSeed};

const Field &fieldOf(QString Settings::*member)
{
    return *std::ranges::find_if(fields(),
                                 [member](const Field &field) { return field.member == member; });
}

// The CLI takes a variable that is empty for one that is not set.
QString valueOf(const Variable &variable, const QProcessEnvironment &environment)
{
    return environment.value(QString::fromLatin1(variable.name));
}

bool isGiven(QString Settings::*member, const QProcessEnvironment &environment)
{
    return std::ranges::any_of(kVariables, [member, &environment](const Variable &variable) {
        return variable.member == member && !valueOf(variable, environment).isEmpty();
    });
}

bool namesLogin(const QProcessEnvironment &environment)
{
    return std::ranges::any_of(
        kWays, [&environment](QString Settings::*member) { return isGiven(member, environment); });
}

// A user without a password is a token.
bool userIsToken(const QProcessEnvironment &environment)
{
    return isGiven(&Settings::user, environment) && !isGiven(&Settings::password, environment);
}

} // namespace

bool meansNoProxy(const QString &proxy)
{
    return proxy == "none"_L1 || proxy == "NONE"_L1 || proxy == "-"_L1;
}

std::vector<Override> environmentOverrides(const QProcessEnvironment &environment)
{
    std::vector<Override> overrides;
    for (const Variable &variable : kVariables) {
        if (valueOf(variable, environment).isEmpty())
            continue;
        const bool token = variable.member == &Settings::user && userIsToken(environment);
        const Field &field = fieldOf(token ? &Settings::token : variable.member);
        overrides.push_back(
            {QString::fromLatin1(variable.name), QString::fromLatin1(field.key), field.secret});
    }
    return overrides;
}

Settings withEnvironment(Settings settings, const QProcessEnvironment &environment)
{
    if (namesLogin(environment)) {
        for (QString Settings::*member : kLogin)
            (settings.*member).clear();
    }
    for (const Variable &variable : kVariables) {
        if (const QString value = valueOf(variable, environment); !value.isEmpty())
            settings.*variable.member = value;
    }
    if (isGiven(&Settings::socksProxy, environment) && meansNoProxy(settings.socksProxy))
        settings.socksProxy.clear();
    if (userIsToken(environment))
        settings.token = std::exchange(settings.user, {});
    return settings;
}

Profile withEnvironment(Profile profile, const QProcessEnvironment &environment)
{
    profile.settings = withEnvironment(std::move(profile.settings), environment);
    const bool login = namesLogin(environment);
    profile.extras.keychained.removeIf([&environment, login](const QString &key) {
        const auto field = std::ranges::find_if(
            fields(), [&key](const Field &known) { return key == QLatin1StringView(known.key); });
        if (field == fields().end())
            return isGiven(&Settings::cert, environment) || isGiven(&Settings::key, environment);
        return isGiven(field->member, environment)
            || (login && std::ranges::find(kLogin, field->member) != std::end(kLogin));
    });
    return profile;
}

} // namespace profiles
