// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimtable.h"

#include <QtCore/QtGlobal>

#include <algorithm>
#include <array>

#define N(text) QT_TRANSLATE_NOOP("Claims", text)

namespace jwt {

namespace {

using F = ClaimFormat;

const ClaimInfo kText[] = {{"", ""}};
const ClaimInfo kKey[] = {{"", "", F::Key}};

// Key or "*" to time.
const ClaimInfo kUserRevocation[]
    = {{"", N("Users with this key (*: all) whose token was issued until then are refused."),
        F::Revoked}};
const ClaimInfo kImporterRevocation[]
    = {{"", N("Activation tokens of this account (*: all) issued until then do not count."),
        F::Revoked}};

const ClaimInfo kJetStream[] = {
    {"mem_storage", N("Memory that streams may take."), F::Storage},
    {"disk_storage", N("Disk space that streams may take."), F::Storage},
    {"streams", N("How many streams there may be."), F::Limit},
    {"consumer", N("How many consumers there may be."), F::Limit},
    {"max_ack_pending", N("The largest max_ack_pending of a consumer."), F::SoftLimit},
    {"mem_max_stream_bytes", N("The largest stream in memory."), F::SoftBytes},
    {"disk_max_stream_bytes", N("The largest stream on disk."), F::SoftBytes},
    {"max_bytes_required", N("Whether each stream must say how large it may become.")},
};
const ClaimInfo kTier[]
    = {{"", N("The limits of streams with this many replicas."), F::Plain, kJetStream}};

const ClaimInfo kLimits[] = {
    {"subs", N("How many subscriptions each connection may have."), F::Limit, {}, "0"},
    {"data", N("Bytes that may be sent; no server enforces it."), F::ByteLimit, {}, "0"},
    {"payload", N("The largest message."), F::ByteLimit, {}, "0"},
    {"imports", N("How many imports there may be."), F::Limit, {}, "0"},
    {"exports", N("How many exports there may be."), F::Limit, {}, "0"},
    {"wildcards", N("Whether subjects of exports may have wildcards."), F::Plain, {}, "false"},
    {"disallow_bearer", N("Whether bearer tokens of users are refused."), F::Plain, {}, "false"},
    {"conn", N("How many clients may be connected."), F::Limit, {}, "0"},
    {"leaf", N("How many leaf nodes may be connected."), F::Limit, {}, "0"},
    {"mem_storage", N("Memory that streams may take."), F::Storage, {}, "0"},
    {"disk_storage", N("Disk space that streams may take."), F::Storage, {}, "0"},
    {"streams", N("How many streams there may be."), F::Limit},
    {"consumer", N("How many consumers there may be."), F::Limit},
    {"max_ack_pending", N("The largest max_ack_pending of a consumer."), F::SoftLimit},
    {"mem_max_stream_bytes", N("The largest stream in memory."), F::SoftBytes},
    {"disk_max_stream_bytes", N("The largest stream on disk."), F::SoftBytes},
    {"max_bytes_required", N("Whether each stream must say how large it may become.")},
    {"tiered_limits", N("JetStream limits by replicas; then the ones beside it do not count."),
     F::Plain, kTier},
};

const ClaimInfo kLatency[] = {
    {"sampling", N("How many of the requests are measured."), F::Sampling},
    {"results", N("The subject measurements are published to.")},
};

const ClaimInfo kExport[] = {
    {"name", N("A name for people.")},
    {"subject", N("What is exported.")},
    {"type", N("Whether it is a stream or a service.")},
    {"token_req", N("Whether an import needs an activation token: then the export is private.")},
    {"revocations", N("Importers whose activation tokens no longer count."), F::Plain,
     kImporterRevocation},
    {"response_type",
     N("What a service answers: Singleton (one message, the default), Stream or "
       "Chunked.")},
    {"response_threshold", N("How long a service may take to answer."), F::Nanoseconds},
    {"service_latency", N("How long a service takes is measured and published."), F::Plain,
     kLatency},
    {"account_token_position",
     N("The token of the subject, counted from 1, that must be the importing account's key.")},
    {"advertise", N("A hint for tools: the export may be shown to everybody.")},
    {"allow_trace", N("Whether message traces follow requests into this account.")},
    {"description", N("A text for people.")},
    {"info_url", N("Where to read more.")},
};
const ClaimInfo kExports[] = {{"", "", F::Plain, kExport}};

const ClaimInfo kImport[] = {
    {"name", N("A name for people.")},
    {"subject", N("What is imported; of a service with “to”, its subject in this account.")},
    {"account", N("The account that exports it."), F::Key},
    {"token", N("The activation token of a private export.")},
    {"to", N("The old way to rename: a stream's local prefix, a service's remote subject.")},
    {"local_subject", N("Its subject in this account, where it differs.")},
    {"type", N("Whether it is a stream or a service.")},
    {"share", N("Whether the service learns who asks, for its latency measurements.")},
    {"allow_trace", N("Whether message traces follow a stream into this account.")},
};
const ClaimInfo kImports[] = {{"", "", F::Plain, kImport}};

const ClaimInfo kScope[] = {
    {"kind", N("Always user_scope.")},
    {"key", N("The signing key this is the scope of."), F::Key},
    {"role", N("A name for people.")},
    {"template",
     N("What users signed by this key may do; they have nothing of their own."),
     F::Plain,
     {}},
    {"description", N("A text for people.")},
};

const ClaimInfo kMapping[] = {
    {"subject", N("Where messages go.")},
    {"weight", N("How many of the messages go there."), F::Weight},
    {"cluster", N("The cluster whose messages go there; otherwise all.")},
};
const ClaimInfo kTargets[] = {{"", "", F::Plain, kMapping}};
const ClaimInfo kMappings[]
    = {{"", N("Messages to this subject go elsewhere."), F::Plain, kTargets}};

const ClaimInfo kAuthorization[] = {
    {"auth_users",
     N("Users that need no auth callout: its service logs in with one. A user here "
       "switches auth callout on."),
     F::Plain, kKey},
    {"allowed_accounts", N("Accounts the service may put users into; * means all."), F::Plain,
     kKey},
    {"xkey", N("The curve key requests to the service are encrypted for."), F::Key},
};

const ClaimInfo kTrace[] = {
    {"dest", N("The subject traces are published to.")},
    {"sampling", N("How many of the messages with a trace header are traced; 0 means all."),
     F::Percent},
};

const char kRevocationsMeaning[]
    = N("Users that are refused though their tokens have not expired.");

} // namespace

std::span<const ClaimInfo> v1AccountTable()
{
    static const ClaimInfo members[] = {
        {"imports", N("What is imported from other accounts."), F::Plain, kImports},
        {"exports", N("What other accounts may import."), F::Plain, kExports},
        {"limits", N("What the operator grants; a limit that is not here is 0."), F::Plain,
         std::span(kLimits).first(9)},
        {"signing_keys", N("Further keys that sign users for the account."), F::Plain, kKey},
        {"revocations", kRevocationsMeaning, F::Plain, kUserRevocation},
        {"identity", N("Proofs of identity of version 1; dropped since."), F::Plain,
         identityTable()},
    };
    return members;
}

std::span<const ClaimInfo> accountTable()
{
    static const auto scope = [] {
        std::array<ClaimInfo, std::size(kScope)> members;
        std::copy(std::begin(kScope), std::end(kScope), members.begin());
        for (ClaimInfo &member : members) {
            if (qstrcmp(member.name, "template") == 0)
                member.members = templateTable();
        }
        return members;
    }();
    static const ClaimInfo keys[] = {{"", "", F::Key, scope}};
    static const ClaimInfo members[] = {
        {"imports", N("What is imported from other accounts."), F::Plain, kImports},
        {"exports", N("What other accounts may import."), F::Plain, kExports},
        {"limits", N("What the operator grants; a limit that is not here is 0."), F::Plain, kLimits,
         "{}"},
        {"signing_keys", N("Further keys that sign users for the account, some with a scope."),
         F::Plain, keys},
        {"revocations", kRevocationsMeaning, F::Plain, kUserRevocation},
        {"default_permissions", N("What users may do that have no permissions of their own."),
         F::Plain, permissionsTable()},
        {"mappings", N("Subjects whose messages go elsewhere, by weight."), F::Plain, kMappings},
        {"authorization", N("Auth callout: a service decides who may log in."), F::Plain,
         kAuthorization},
        {"trace", N("Where message traces with a traceparent header go."), F::Plain, kTrace},
        {"cluster_traffic", N("Whose account carries JetStream's traffic: system or owner.")},
        {"description", N("A text for people.")},
        {"info_url", N("Where to read more.")},
        {"tags", N("Labels, in lower case."), F::Plain, kText},
        {"type", N("What the token is about.")},
        {"version", N("The format; 2 is today's.")},
    };
    return members;
}

} // namespace jwt
