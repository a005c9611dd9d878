// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/bodyreader.h"
#include "core/jwt/claimmember.h"

#include <limits>

namespace jwt {

namespace {

using base::json::Value;

// What of a request is looked at for its types alone.
struct Unused
{};

using Texts = QList<QByteArray>;
constexpr auto kText = &ignored<Unused, QByteArray>;
constexpr auto kTexts = &ignored<Unused, Texts>;

const Member<Unused> kClientInfo[] = {
    {"host", kText},
    {"id",
     [](GoReader &in, Value value, Unused &) {
         quint64 id = 0;
         in.readUnsigned(value, std::numeric_limits<quint64>::max(), id);
     }},
    {"user", kText},
    {"name", kText},
    {"tags", kTexts},
    {"name_tag", kText},
    {"kind", kText},
    {"type", kText},
    {"mqtt_id", kText},
    {"nonce", kText},
};
const Member<Unused> kConnectOptions[] = {
    {"jwt", kText},     {"nkey", kText},
    {"sig", kText},     {"auth_token", kText},
    {"user", kText},    {"pass", kText},
    {"name", kText},    {"lang", kText},
    {"version", kText}, {"protocol", &ignored<Unused, qint64>},
};
const Member<Unused> kTls[] = {
    {"version", kText},
    {"cipher", kText},
    {"certs", kTexts},
    {"verified_chains", &ignored<Unused, std::vector<Texts>>},
};

template<const auto &members>
void unusedObject(GoReader &in, Value value, AuthorizationRequestClaims &)
{
    Unused unused;
    in.object(value, GoReader::Into<Unused>(members, unused));
}

const Member<AuthorizationRequestClaims> kServerId[] = {
    {"name", &ignored<AuthorizationRequestClaims, QByteArray>},
    {"host", &ignored<AuthorizationRequestClaims, QByteArray>},
    {"id", field<&AuthorizationRequestClaims::serverId>},
    {"version", &ignored<AuthorizationRequestClaims, QByteArray>},
    {"cluster", &ignored<AuthorizationRequestClaims, QByteArray>},
    {"tags", &ignored<AuthorizationRequestClaims, Texts>},
    {"xkey", &ignored<AuthorizationRequestClaims, QByteArray>},
};

const Member<AuthorizationRequestClaims> kRequest[] = {
    {"server_id",
     [](GoReader &in, Value value, AuthorizationRequestClaims &claims) {
         in.object(value, GoReader::Into<AuthorizationRequestClaims>(kServerId, claims));
     }},
    {"user_nkey", field<&AuthorizationRequestClaims::userNkey>},
    {"client_info", unusedObject<kClientInfo>},
    {"connect_opts", unusedObject<kConnectOptions>},
    {"client_tls", unusedObject<kTls>},
    {"request_nonce", &ignored<AuthorizationRequestClaims, QByteArray>},
};

const Member<AuthorizationResponseClaims> kResponse[] = {
    {"jwt", field<&AuthorizationResponseClaims::jwt>},
    {"error", field<&AuthorizationResponseClaims::error>},
    {"issuer_account", field<&AuthorizationResponseClaims::issuerAccount>},
};

} // namespace

void readRequest(GoReader &in, Value value, AuthorizationRequestClaims &claims,
                 GenericMembers &generic)
{
    in.object(value, GoReader::Into<AuthorizationRequestClaims>(kRequest, claims), into(generic));
}

void readResponse(GoReader &in, Value value, AuthorizationResponseClaims &claims,
                  GenericMembers &generic)
{
    in.object(value, GoReader::Into<AuthorizationResponseClaims>(kResponse, claims), into(generic));
}

} // namespace jwt
