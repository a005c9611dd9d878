// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/helptext.h"

namespace accountserver {

// Part of the protocol as it were: the original's page begins so, and programs may look for it.
const QByteArray &helpText()
{
    static const QByteArray text = R"(
# NATS Account Server JWT API HELP

This document describes the various URL paths that encompass the HTTP API for working 
with JWTs on the NATS Account Server

## GET /jwt/v1/help

Returns this page.

## GET /jwt/v1/operator

If the server is configured with an operator JWT path, this URL will return the Operator JWT loaded at startup to find the trusted keys.

## GET /jwt/v1/accounts/

Answers 200 without a body: what a nats-server asks before it starts.

## GET /jwt/v1/accounts/<pubkey>

Returns the JWT of the account with this public key, as it was posted (application/jwt), with its id
as ETag. 404 if there is none. If-None-Match is honoured: 304. Options:

  * ?text=true    as text/plain, for browsers
  * ?decode=true  decoded, as JSON: header, claims, signature, the times as dates, embedded
                  activations
  * ?check=true   404 if the JWT has expired
  * ?notify=true  tells the nats-servers of this JWT, as if it had changed

Cache-Control: max-age is the time until the JWT expires, an hour if it never does, 0 if it has.

## POST /jwt/v1/accounts/<pubkey>

Stores the JWT in the body, at most 1 MiB, and tells the nats-servers. It must be of this account,
signed by the operator this server trusts, and valid now: otherwise 400, and the body says why. 409
if a newer one is stored, unless ?force=true. Not offered by a server that is read-only.

## GET /jwt/v1/activations/<hash>

Returns the activation JWT with this hash. The options are those of an account.

## POST /jwt/v1/activations

Stores the activation JWT in the body under its hash. It must be signed by a key of an account that
is stored here, and not have expired. Not offered by a server that is read-only.

## GET /jwt/v1/pack?max=<number>

Returns at most that many JWTs, all without max, one a line: key, "|", JWT. Replicas start with it.

## GET /healthz

Answers 200 while the server is running.

HEAD answers like GET, without the body.
)";
    return text;
}

} // namespace accountserver
