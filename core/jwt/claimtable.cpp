// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimtable.h"

#include <QtCore/QtGlobal>

#include <array>

#define N(text) QT_TRANSLATE_NOOP("Claims", text)

namespace jwt {

namespace {

using F = ClaimFormat;

const ClaimInfo kKey[] = {{"", "", F::Key}};
const ClaimInfo kText[] = {{"", ""}};

const ClaimInfo kHeader[] = {
    {"typ", N("Always JWT.")},
    {"alg", N("How it is signed: ed25519-nkey in version 2, ed25519 in version 1.")},
};

std::span<const ClaimInfo> operatorTable()
{
    static const ClaimInfo members[] = {
        {"signing_keys", N("Further keys that sign for the operator."), F::Plain, kKey},
        {"account_server_url",
         N("Where nsc pushes accounts to: an account server or NATS servers.")},
        {"operator_service_urls", N("The NATS servers of this operator."), F::Plain, kText},
        {"system_account", N("The account that sees events and holds the resolver's subjects."),
         F::Key},
        {"assert_server_version", N("Servers older than this refuse to start with the operator.")},
        {"strict_signing_key_usage",
         N("Whether only signing keys, not identity keys, may sign accounts and users.")},
        {"identity", N("Proofs of identity of version 1; dropped since."), F::Plain,
         identityTable()},
        {"tags", N("Labels, in lower case."), F::Plain, kText},
        {"type", N("What the token is about.")},
        {"version", N("The format; 2 is today's.")},
    };
    return members;
}

const ClaimInfo kActivation[] = {
    {"subject", N("What may be imported.")},
    {"kind", N("Whether it is a stream or a service.")},
    {"issuer_account", N("The exporting account, where one of its signing keys signed."), F::Key},
    {"tags", N("Labels, in lower case."), F::Plain, kText},
    {"type", N("What the token is about.")},
    {"version", N("The format; 2 is today's.")},
};

const ClaimInfo kV1Activation[] = {
    {"subject", N("What may be imported.")},
    {"type", N("Whether it is a stream or a service.")},
    {"max", N("A limit of version 1; dropped since.")},
    {"payload", N("A limit of version 1; dropped since.")},
    {"src", N("A limit of version 1; dropped since.")},
    {"times", N("A limit of version 1; dropped since.")},
};

const ClaimInfo kResponse[] = {
    {"jwt", N("The user token the auth callout service answers with.")},
    {"error", N("Why the auth callout service refuses the user.")},
    {"issuer_account", N("The account the user is put into, where a signing key signed."), F::Key},
    {"tags", N("Labels, in lower case."), F::Plain, kText},
    {"type", N("What the token is about.")},
    {"version", N("The format; 2 is today's.")},
};

const ClaimInfo kGeneric[] = {
    {"tags", N("Labels, in lower case."), F::Plain, kText},
    {"type", N("What the token is about; unknown to the NATS servers.")},
    {"version", N("The format; 2 is today's.")},
};

// The members of a payload; `nats` differs by kind, three more are there in version 1.
using Payload = std::array<ClaimInfo, 12>;

constexpr ClaimInfo withNats(std::span<const ClaimInfo> nats)
{
    return {"nats", N("What is particular to this kind of token."), F::Plain, nats};
}

Payload payload(std::span<const ClaimInfo> nats)
{
    return {{
        {"jti",
         N("An identifier of this token; the JWT library takes a digest of the standard "
           "claims.")},
        {"iat", N("When it was issued; revocations go by it."), F::Issued},
        {"iss", N("Who signed it: an identity key or a signing key."), F::Key},
        {"sub", N("Who it is about."), F::Key},
        {"name", N("A name for people.")},
        {"aud", N("Who it is for; servers look at it in auth callouts only.")},
        {"exp", N("When it expires."), F::Expires, {}, "0"},
        {"nbf", N("From when on it is valid."), F::Begins},
        withNats(nats),
        {"type", N("What the token is about; at this place it makes it version 1.")},
        {"tags", N("Labels, in lower case; in version 2 they are in nats."), F::Plain, kText},
        {"issuer_account",
         N("The account, where one of its signing keys signed; in version 2 it "
           "is in nats."),
         F::Key},
    }};
}

} // namespace

const ClaimInfo *ClaimInfo::child(QByteArrayView memberName) const
{
    if (describesEach())
        return &members.front();
    for (const ClaimInfo &member : members) {
        if (memberName.compare(member.name, Qt::CaseInsensitive) == 0)
            return &member;
    }
    return nullptr;
}

const ClaimInfo &headerTable()
{
    static const ClaimInfo header{"", "", F::Plain, kHeader};
    return header;
}

const ClaimInfo &payloadTable(Kind kind, int version)
{
    struct Table
    {
        explicit Table(std::span<const ClaimInfo> nats)
            : members(payload(nats))
            , root{"", "", F::Plain, members}
        {}
        Payload members;
        ClaimInfo root;
    };
    static const Table oper(operatorTable());
    static const Table account(accountTable());
    static const Table v1Account(v1AccountTable());
    static const Table user(userTable());
    static const Table v1User(v1UserTable());
    static const Table activation(kActivation);
    static const Table v1Activation(kV1Activation);
    static const Table request(requestTable());
    static const Table response(kResponse);
    static const Table generic(kGeneric);
    const bool v1 = version == 1;
    switch (kind) {
    case Kind::Operator:
        return oper.root;
    case Kind::Account:
        return v1 ? v1Account.root : account.root;
    case Kind::User:
        return v1 ? v1User.root : user.root;
    case Kind::Activation:
        return v1 ? v1Activation.root : activation.root;
    case Kind::AuthorizationRequest:
        return request.root;
    case Kind::AuthorizationResponse:
        return response.root;
    case Kind::Generic:
    case Kind::Unknown:
        break;
    }
    return generic.root;
}

} // namespace jwt
