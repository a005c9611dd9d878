// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimtable.h"

#include <QtCore/QtGlobal>

#define N(text) QT_TRANSLATE_NOOP("Claims", text)

namespace jwt {

namespace {

using F = ClaimFormat;

const ClaimInfo kText[] = {{"", ""}};
const ClaimInfo kTexts[] = {{"", "", F::Plain, kText}};

const ClaimInfo kPublish[] = {
    {"allow", N("Only these, if there is any."), F::Plain, kText},
    {"deny", N("None of these, whatever is allowed."), F::Plain, kText},
};
const ClaimInfo kSubscribe[] = {
    {"allow", N("Only these, if there is any; after a blank, the queue."), F::Plain, kText},
    {"deny", N("None of these, whatever is allowed; after a blank, the queue."), F::Plain, kText},
};
const ClaimInfo kReplies[] = {
    {"max", N("How many replies to one request."), F::Replies},
    {"ttl", N("How long after the request."), F::ReplyTime},
};
const ClaimInfo kRange[] = {
    {"start", N("From this time of day on.")},
    {"end", N("Until this time of day; before the start, it is of the next day.")},
};
const ClaimInfo kRanges[] = {{"", "", F::Plain, kRange}};

const char kPub[] = N("Subjects the user may publish to.");
const char kSub[] = N("Subjects the user may subscribe to.");
const char kResp[] = N("The user may publish replies to what it received, whatever else it may "
                       "publish.");
const char kSrc[] = N("Networks the user may connect from.");
const char kTimes[] = N("Times of day at which the user may be connected.");
const char kZone[] = N("The time zone of the times; without it, that of the server.");
const char kSubs[] = N("How many subscriptions the user may have.");
const char kData[] = N("Bytes that may be sent; no server enforces it.");
const char kPayload[] = N("The largest message.");
const char kBearer[] = N("Whether the token is enough to log in, without the seed.");
const char kProxy[] = N("Whether the user may connect through a trusted proxy only.");
const char kTypes[] = N("How the user may connect: STANDARD, WEBSOCKET, LEAFNODE, LEAFNODE_WS, "
                        "MQTT, MQTT_WS, IN_PROCESS.");

const ClaimInfo kPermissions[] = {
    {"pub", kPub, F::Plain, kPublish},
    {"sub", kSub, F::Plain, kSubscribe},
    {"resp", kResp, F::Plain, kReplies},
};

const ClaimInfo kTemplate[] = {
    {"pub", kPub, F::Plain, kPublish},
    {"sub", kSub, F::Plain, kSubscribe},
    {"resp", kResp, F::Plain, kReplies},
    {"src", kSrc, F::Plain, kText},
    {"times", kTimes, F::Plain, kRanges},
    {"times_location", kZone},
    {"subs", kSubs, F::Limit, {}, "-1"},
    {"data", kData, F::ByteLimit, {}, "-1"},
    {"payload", kPayload, F::ByteLimit, {}, "-1"},
    {"bearer_token", kBearer},
    {"proxy_required", kProxy},
    {"allowed_connection_types", kTypes, F::Plain, kText},
};

const ClaimInfo kUser[] = {
    {"pub", kPub, F::Plain, kPublish},
    {"sub", kSub, F::Plain, kSubscribe},
    {"resp", kResp, F::Plain, kReplies},
    {"src", kSrc, F::Plain, kText},
    {"times", kTimes, F::Plain, kRanges},
    {"times_location", kZone},
    {"subs", kSubs, F::Limit, {}, "0"},
    {"data", kData, F::ByteLimit, {}, "0"},
    {"payload", kPayload, F::ByteLimit, {}, "0"},
    {"bearer_token", kBearer, F::Plain, {}, "false"},
    {"proxy_required", kProxy},
    {"allowed_connection_types", kTypes, F::Plain, kText},
    {"issuer_account", N("The user's account, where one of its signing keys signed."), F::Key},
    {"tags", N("Labels, in lower case; templates of scoped keys read them."), F::Plain, kText},
    {"type", N("What the token is about.")},
    {"version", N("The format; 2 is today's.")},
};

const ClaimInfo kV1User[] = {
    {"pub", kPub, F::Plain, kPublish},
    {"sub", kSub, F::Plain, kSubscribe},
    {"resp", kResp, F::Plain, kReplies},
    {"src", kSrc, F::Plain, kText},
    {"times", kTimes, F::Plain, kRanges},
    {"times_location", kZone},
    {"subs", kSubs, F::Limit, {}, "-1"},
    {"data", kData, F::ByteLimit, {}, "-1"},
    {"payload", kPayload, F::ByteLimit, {}, "-1"},
    {"bearer_token", kBearer, F::Plain, {}, "false"},
    {"max", N("A limit of version 1; dropped since.")},
};

const ClaimInfo kServer[] = {
    {"name", N("The server's name.")},
    {"host", N("Where it listens.")},
    {"id", N("The server's key."), F::Key},
    {"version", N("Its version.")},
    {"cluster", N("The cluster it is in.")},
    {"tags", N("Labels of the server."), F::Plain, kText},
    {"xkey", N("The curve key the answer may be encrypted for."), F::Key},
};
const ClaimInfo kClient[] = {
    {"host", N("Where the client connects from.")},
    {"id", N("The connection's number on the server.")},
    {"user", N("Whom the client says to be.")},
    {"name", N("The client's name.")},
    {"tags", N("Labels of the user."), F::Plain, kText},
    {"name_tag", N("The name in the user's token.")},
    {"kind", N("What the connection is: a client, a leaf node, …")},
    {"type", N("How it is connected: nats, websocket, mqtt.")},
    {"mqtt_id", N("The MQTT client identifier.")},
    {"nonce", N("What the client had to sign.")},
};
const ClaimInfo kConnect[] = {
    {"jwt", N("The token the client sent.")},
    {"nkey", N("The key the client sent."), F::Key},
    {"sig", N("The client's signature of the nonce.")},
    {"auth_token", N("The secret token the client sent."), F::Secret},
    {"user", N("The user name the client sent.")},
    {"pass", N("The password the client sent."), F::Secret},
    {"name", N("The client's name.")},
    {"lang", N("What the client is written in.")},
    {"version", N("The client's version.")},
    {"protocol", N("The protocol the client speaks.")},
};
const ClaimInfo kTls[] = {
    {"version", N("The version of TLS.")},
    {"cipher", N("The cipher suite.")},
    {"certs", N("The client's certificates, not verified."), F::Plain, kText},
    {"verified_chains", N("The client's certificates with their issuers, verified."), F::Plain,
     kTexts},
};
const ClaimInfo kRequest[] = {
    {"server_id", N("The server that asks."), F::Plain, kServer},
    {"user_nkey", N("The key the answer's token must be about."), F::Key},
    {"client_info", N("The connection that wants in."), F::Plain, kClient},
    {"connect_opts", N("What the client sent to log in."), F::Plain, kConnect},
    {"client_tls", N("The client's TLS connection."), F::Plain, kTls},
    {"request_nonce", N("What the client had to sign.")},
    {"tags", N("Labels, in lower case."), F::Plain, kText},
    {"type", N("What the token is about.")},
    {"version", N("The format; 2 is today's.")},
};

const ClaimInfo kIdentity[] = {
    {"id", N("Who is meant.")},
    {"proof", N("What proves it.")},
};
const ClaimInfo kIdentities[] = {{"", "", F::Plain, kIdentity}};

} // namespace

std::span<const ClaimInfo> identityTable()
{
    return kIdentities;
}

std::span<const ClaimInfo> permissionsTable()
{
    return kPermissions;
}

std::span<const ClaimInfo> templateTable()
{
    return kTemplate;
}

std::span<const ClaimInfo> userTable()
{
    return kUser;
}

std::span<const ClaimInfo> v1UserTable()
{
    return kV1User;
}

std::span<const ClaimInfo> requestTable()
{
    return kRequest;
}

} // namespace jwt
