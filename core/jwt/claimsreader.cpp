// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimsreader.h"

#include "core/jwt/bodyreader.h"
#include "core/jwt/claimmember.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <type_traits>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ClaimsReader)
};

using base::json::Value;

constexpr int kVersion = 2; // what is written today

// What says how the rest is to be read.
struct Identifier
{
    QByteArray type; // at the top level, which makes it version 1
    GenericMembers nats;
    [[nodiscard]] QByteArray kind() const { return type.isEmpty() ? nats.type : type; }
    [[nodiscard]] qint64 version() const { return type.isEmpty() ? nats.version : 1; }
};

const Member<Identifier> kIdentifier[] = {
    {"type", field<&Identifier::type>},
    {"nats", field<&Identifier::nats>},
};

const Member<Claims> kClaims[] = {
    {"aud", field<&Claims::aud>}, {"exp", field<&Claims::exp>}, {"jti", field<&Claims::jti>},
    {"iat", field<&Claims::iat>}, {"iss", field<&Claims::iss>}, {"name", field<&Claims::name>},
    {"nbf", field<&Claims::nbf>}, {"sub", field<&Claims::sub>},
};

// Version 1 has these beside `nats`, not in it.
struct V1Members
{
    QByteArray type, issuerAccount;
    QList<QByteArray> tags;
};
const Member<V1Members> kV1Members[] = {
    {"type", field<&V1Members::type>},
    {"issuer_account", field<&V1Members::issuerAccount>},
    {"tags", field<&V1Members::tags>},
};

// The `nats` object, into a body of the kind.
template<typename Body>
struct Nats
{
    Body body;
    GenericMembers generic;
};

template<typename Body, void (*read)(GoReader &, Value, Body &, GenericMembers *)>
void readNats(GoReader &in, Value value, Nats<Body> &nats)
{
    read(in, value, nats.body, &nats.generic);
}
template<typename Body, void (*read)(GoReader &, Value, Body &, GenericMembers &)>
void readNats(GoReader &in, Value value, Nats<Body> &nats)
{
    read(in, value, nats.body, nats.generic);
}
template<typename Body, void (*read)(GoReader &, Value, Body &, GenericMembers *)>
void readV1Nats(GoReader &in, Value value, Nats<Body> &nats)
{
    read(in, value, nats.body, nullptr);
}

template<typename Body>
Body finished(Nats<Body> &nats)
{
    if constexpr (std::is_same_v<Body, AccountClaims>)
        mergeSigningKeys(nats.body);
    return std::move(nats.body);
}

template<typename Body>
void readPayload(GoReader &in, Value payload, Claims &claims, Body body,
                 void (*read)(GoReader &, Value, Nats<Body> &))
{
    Nats<Body> nats{std::move(body), {}};
    const Member<Nats<Body>> members[] = {{"nats", read}};
    in.object(payload, GoReader::Into<Claims>(kClaims, claims),
              GoReader::Into<Nats<Body>>(members, nats));
    claims.tags = nats.generic.tags;
    claims.body = finished(nats);
}

template<typename Body, void (*readBody)(GoReader &, Value, Body &, GenericMembers *)>
void readVersioned(GoReader &in, Value payload, qint64 version, Claims &claims,
                   Body v1Defaults = {})
{
    if (version == kVersion) {
        readPayload<Body>(in, payload, claims, {}, &readNats<Body, readBody>);
        return;
    }
    Nats<Body> nats{std::move(v1Defaults), {}};
    V1Members top;
    const Member<Nats<Body>> members[] = {{"nats", &readV1Nats<Body, readBody>}};
    in.object(payload, GoReader::Into<Claims>(kClaims, claims),
              GoReader::Into<V1Members>(kV1Members, top),
              GoReader::Into<Nats<Body>>(members, nats));
    if constexpr (requires { nats.body.issuerAccount; })
        nats.body.issuerAccount = top.issuerAccount;
    claims.tags = top.tags;
    claims.body = finished(nats);
}

// Go keeps the claims of an unknown type as a map.
void readGeneric(GoReader &in, Value value, Nats<GenericClaims> &)
{
    if (!value.isNull() && !value.isObject())
        in.expected(GoReader::kObject, value);
    else if (!GoReader::fitsDoubles(value))
        in.fail(Text::tr("it has a number that is beyond what a double can hold"));
}

UserClaims v1User()
{
    UserClaims claims;
    claims.rights.subs = claims.rights.data = claims.rights.payload = kUnlimited;
    return claims;
}

void readKind(GoReader &in, Value payload, qint64 version, ClaimsReading &reading)
{
    switch (reading.kind) {
    case Kind::Operator:
        readVersioned<OperatorClaims, &readOperator>(in, payload, version, reading.claims);
        break;
    case Kind::Account:
        readVersioned<AccountClaims, &readAccount>(in, payload, version, reading.claims);
        break;
    case Kind::User:
        readVersioned<UserClaims, &readUser>(in, payload, version, reading.claims, v1User());
        break;
    case Kind::Activation:
        readVersioned<ActivationClaims, &readActivation>(in, payload, version, reading.claims);
        break;
    case Kind::AuthorizationRequest:
        readPayload<AuthorizationRequestClaims>(
            in, payload, reading.claims, {}, &readNats<AuthorizationRequestClaims, &readRequest>);
        break;
    case Kind::AuthorizationResponse:
        readPayload<AuthorizationResponseClaims>(
            in, payload, reading.claims, {}, &readNats<AuthorizationResponseClaims, &readResponse>);
        break;
    case Kind::Unknown:
    case Kind::Generic:
        readPayload<GenericClaims>(in, payload, reading.claims, {}, &readGeneric);
        break;
    }
}

Kind kindOf(QByteArrayView type)
{
    struct Name
    {
        QByteArrayView name;
        Kind kind;
    };
    static constexpr Name names[] = {
        {"operator", Kind::Operator},
        {"account", Kind::Account},
        {"user", Kind::User},
        {"activation", Kind::Activation},
        {"authorization_request", Kind::AuthorizationRequest},
        {"authorization_response", Kind::AuthorizationResponse},
        {"cluster", Kind::Unknown},
        {"server", Kind::Unknown},
    };
    const auto *const found = std::find_if(std::begin(names), std::end(names),
                                           [type](const Name &n) { return n.name == type; });
    return found == std::end(names) ? Kind::Generic : found->kind;
}

// The rule that refuses the claims before they are read by their kind.
std::optional<Finding> checkIdentifier(const Identifier &id, Kind kind)
{
    const QByteArray path = id.type.isEmpty() ? "nats.version" : "type";
    const auto refuse = [&path](const QString &text) {
        return Finding{Severity::Error, code::kNotDecodable, path, text, {}};
    };
    const qint64 version = id.version();
    if (version > kVersion) {
        return refuse(Text::tr("Version %1 or less is expected, %2 came: a newer JWT library wrote "
                               "this token.")
                          .arg(kVersion)
                          .arg(version));
    }
    if (kind == Kind::Unknown) {
        Finding finding = refuse(Text::tr("Claims of the type “%1” were given up with version 2.")
                                     .arg(QString::fromUtf8(id.kind())));
        finding.path = id.type.isEmpty() ? "nats.type" : "type";
        return finding;
    }
    const bool versioned = kind == Kind::Operator || kind == Kind::Account || kind == Kind::User
        || kind == Kind::Activation;
    if (versioned && version != 1 && version != kVersion)
        return refuse(Text::tr("Version 1 or 2 is expected, %1 came.").arg(version));
    return std::nullopt;
}

} // namespace

HeaderReading readHeader(Value header)
{
    const Member<HeaderReading> members[] = {
        {"typ", field<&HeaderReading::typ>},
        {"alg", field<&HeaderReading::alg>},
    };
    HeaderReading reading;
    GoReader in("header");
    in.object(header, GoReader::Into<HeaderReading>(members, reading));
    reading.problem = in.problem();
    reading.oddities = in.oddities();
    return reading;
}

ClaimsReading readClaims(Value payload)
{
    ClaimsReading reading;
    Identifier id;
    GoReader first;
    first.object(payload, GoReader::Into<Identifier>(kIdentifier, id));
    reading.v1Type = id.type;
    reading.kind = kindOf(id.kind());
    const qint64 version = id.version();
    if (reading.kind == Kind::Generic)
        reading.version = -1;
    else if (version == 1 || version == kVersion)
        reading.version = int(version);
    reading.problem = first.problem();
    if (!reading.problem)
        reading.problem = checkIdentifier(id, reading.kind);
    reading.signsPayloadOnly = version <= 1 || reading.kind == Kind::Generic;

    GoReader in;
    readKind(in, payload, version == 1 ? 1 : kVersion, reading);
    if (!reading.problem)
        reading.problem = in.problem();
    reading.oddities = in.oddities();
    return reading;
}

} // namespace jwt
