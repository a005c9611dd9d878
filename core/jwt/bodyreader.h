// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "core/jwt/goreader.h"

// What a token's `nats` object holds, of each kind (spec/jwt.md §1.4-§1.7).
namespace jwt {

// Members of `nats` that all kinds have in version 2.
struct GenericMembers
{
    QByteArray type;
    qint64 version = 0;
    QList<QByteArray> tags;
};
void readClaim(GoReader &in, base::json::Value value, GenericMembers &generic);
[[nodiscard]] GoReader::Into<GenericMembers> into(GenericMembers &generic);

// `generic` takes what is common; null where version 1 has nothing of it.
void readOperator(GoReader &in, base::json::Value value, OperatorClaims &claims,
                  GenericMembers *generic);
void readAccount(GoReader &in, base::json::Value value, AccountClaims &claims,
                 GenericMembers *generic);
// Of a signing key that is listed more than once the last counts, in the first one's place. To be
// called once all is read: lists may come in parts without number.
void mergeSigningKeys(AccountClaims &claims);
void readUser(GoReader &in, base::json::Value value, UserClaims &claims, GenericMembers *generic);
void readActivation(GoReader &in, base::json::Value value, ActivationClaims &claims,
                    GenericMembers *generic);
void readRequest(GoReader &in, base::json::Value value, AuthorizationRequestClaims &claims,
                 GenericMembers &generic);
void readResponse(GoReader &in, base::json::Value value, AuthorizationResponseClaims &claims,
                  GenericMembers &generic);

} // namespace jwt
