// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/profiles/settings.h"

namespace profiles {

const std::vector<Field> &fields()
{
    static const std::vector<Field> all{
        {"description", &Settings::description},
        {"url", &Settings::url},
        {"socks_proxy", &Settings::socksProxy},
        {"token", &Settings::token, true},
        {"user", &Settings::user},
        {"password", &Settings::password, true},
        {"creds", &Settings::creds, false, true},
        {"nkey", &Settings::nkey, false, true},
        {"cert", &Settings::cert, false, true},
        {"key", &Settings::key, false, true},
        {"ca", &Settings::ca, false, true},
        {"nsc", &Settings::nsc},
        {"jetstream_domain", &Settings::jetStreamDomain},
        {"jetstream_api_prefix", &Settings::jetStreamApiPrefix},
        {"jetstream_event_prefix", &Settings::jetStreamEventPrefix},
        {"inbox_prefix", &Settings::inboxPrefix},
        {"user_jwt", &Settings::userJwt, true},
        {"user_seed", &Settings::userSeed, true},
        {"color_scheme", &Settings::colorScheme},
    };
    return all;
}

} // namespace profiles
