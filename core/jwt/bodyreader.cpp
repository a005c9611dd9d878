// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/bodyreader.h"

#include "core/jwt/claimmember.h"
#include "core/jwt/rightsreader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <limits>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(BodyReader)
};

using base::json::Value;

template<auto member>
void shareKind(GoReader &in, Value value, OwnerOf<member> &target)
{
    if (value.isText() && value.text() == "stream")
        target.*member = ShareKind::Stream;
    else if (value.isText() && value.text() == "service")
        target.*member = ShareKind::Service;
    else
        in.fail(Text::tr("“stream” or “service” is expected"));
}

const Member<JetStreamLimits> kJetStream[] = {
    {"mem_storage", field<&JetStreamLimits::memory>},
    {"disk_storage", field<&JetStreamLimits::disk>},
    {"streams", field<&JetStreamLimits::streams>},
    {"consumer", field<&JetStreamLimits::consumers>},
    {"max_ack_pending", field<&JetStreamLimits::maxAckPending>},
    {"mem_max_stream_bytes", field<&JetStreamLimits::memoryMaxStreamBytes>},
    {"disk_max_stream_bytes", field<&JetStreamLimits::diskMaxStreamBytes>},
    {"max_bytes_required", field<&JetStreamLimits::maxBytesRequired>},
};

const Member<AccountLimits> kLimits[] = {
    {"subs", field<&AccountLimits::subs>},
    {"data", field<&AccountLimits::data>},
    {"payload", field<&AccountLimits::payload>},
    {"imports", field<&AccountLimits::imports>},
    {"exports", field<&AccountLimits::exports>},
    {"wildcards", field<&AccountLimits::wildcards>},
    {"disallow_bearer", field<&AccountLimits::disallowBearer>},
    {"conn", field<&AccountLimits::conn>},
    {"leaf", field<&AccountLimits::leaf>},
};

const Member<AccountLimits> kTiers[] = {
    {"tiered_limits", field<&AccountLimits::tiers>},
};

void readSampling(GoReader &in, Value value, ServiceLatency &latency)
{
    qint64 percent = 0;
    if (!value.isText() || value.text().compare("headers", Qt::CaseInsensitive) != 0)
        in.read(value, percent);
    // Every number past 100 is as wrong as the next.
    latency.sampling = int(qBound(qint64(std::numeric_limits<int>::min()), percent,
                                  qint64(std::numeric_limits<int>::max())));
}

const Member<ServiceLatency> kLatency[] = {
    {"sampling", &readSampling},
    {"results", field<&ServiceLatency::results>},
};

const Member<Export> kExport[] = {
    {"name", field<&Export::name>},
    {"subject", field<&Export::subject>},
    {"type", shareKind<&Export::kind>},
    {"token_req", field<&Export::tokenRequired>},
    {"revocations", field<&Export::revocations>},
    {"response_type", field<&Export::responseType>},
    {"response_threshold", field<&Export::responseThreshold>},
    {"service_latency", field<&Export::latency>},
    {"account_token_position",
     [](GoReader &in, Value value, Export &share) {
         in.readUnsigned(value, std::numeric_limits<quint64>::max(), share.accountTokenPosition);
     }},
    {"advertise", field<&Export::advertise>},
    {"allow_trace", field<&Export::allowTrace>},
    {"description", field<&Export::description>},
    {"info_url", field<&Export::infoUrl>},
};

const Member<Import> kImport[] = {
    {"name", field<&Import::name>},
    {"subject", field<&Import::subject>},
    {"account", field<&Import::account>},
    {"token", field<&Import::token>},
    {"to", field<&Import::to>},
    {"local_subject", field<&Import::localSubject>},
    {"type", shareKind<&Import::kind>},
    {"share", field<&Import::share>},
    {"allow_trace", field<&Import::allowTrace>},
};

const Member<WeightedMapping> kMapping[] = {
    {"subject", field<&WeightedMapping::subject>},
    {"weight",
     [](GoReader &in, Value value, WeightedMapping &mapping) {
         quint64 weight = quint64(mapping.weight);
         in.readUnsigned(value, std::numeric_limits<quint8>::max(), weight);
         mapping.weight = int(weight);
     }},
    {"cluster", field<&WeightedMapping::cluster>},
};

const Member<Authorization> kAuthorization[] = {
    {"auth_users", field<&Authorization::authUsers>},
    {"allowed_accounts", field<&Authorization::allowedAccounts>},
    {"xkey", field<&Authorization::xkey>},
};

const Member<MessageTrace> kTrace[] = {
    {"dest", field<&MessageTrace::destination>},
    {"sampling", field<&MessageTrace::sampling>},
};

} // namespace

// A Go pointer: null in a list is an entry of its own.
template<typename T, size_t n>
static void readPointer(GoReader &in, Value value, const Member<T> (&members)[n], T &target)
{
    if (value.isNull() || target.null)
        target = T();
    target.null = value.isNull();
    in.object(value, GoReader::Into<T>(members, target));
}

static void readClaim(GoReader &in, Value value, JetStreamLimits &limits)
{
    in.object(value, GoReader::Into<JetStreamLimits>(kJetStream, limits));
}
static void readClaim(GoReader &in, Value value, ServiceLatency &latency)
{
    in.object(value, GoReader::Into<ServiceLatency>(kLatency, latency));
}
static void readClaim(GoReader &in, Value value, Export &share)
{
    readPointer(in, value, kExport, share);
}
static void readClaim(GoReader &in, Value value, Import &share)
{
    readPointer(in, value, kImport, share);
}
static void readClaim(GoReader &in, Value value, WeightedMapping &mapping)
{
    in.object(value, GoReader::Into<WeightedMapping>(kMapping, mapping));
}
static void readClaim(GoReader &in, Value value, Authorization &authorization)
{
    in.object(value, GoReader::Into<Authorization>(kAuthorization, authorization));
}
static void readClaim(GoReader &in, Value value, MessageTrace &trace)
{
    in.object(value, GoReader::Into<MessageTrace>(kTrace, trace));
}
static void readClaim(GoReader &in, Value value, AccountLimits &limits)
{
    in.object(value, GoReader::Into<AccountLimits>(kLimits, limits),
              GoReader::Into<JetStreamLimits>(kJetStream, limits.jetStream),
              GoReader::Into<AccountLimits>(kTiers, limits));
}

namespace {

void readV1Limits(GoReader &in, Value value, AccountClaims &claims)
{
    in.object(value, GoReader::Into<AccountLimits>(kLimits, claims.limits));
}

const Member<SigningKey> kScope[] = {
    {"kind",
     [](GoReader &in, Value value, SigningKey &) {
         if (value.text() != "user_scope")
             in.fail(Text::tr("“user_scope” is expected"));
     }},
    {"key", field<&SigningKey::key>},
    {"role", field<&SigningKey::role>},
    {"template",
     [](GoReader &in, Value value, SigningKey &key) {
         readRights(in, value, key.scope);
     }},
    {"description", field<&SigningKey::description>},
};

void readScope(GoReader &in, Value value, qsizetype index, AccountClaims &claims)
{
    const GoReader::ThroughMap map(in);
    bool known = false;
    for (const Value member : value)
        known = member.name() == "kind" ? member.text() == "user_scope" : known;
    if (!known) {
        in.fail(Text::tr("a scope of the kind “user_scope” is expected"));
        return;
    }
    SigningKey key;
    key.index = index;
    key.scoped = true;
    key.scope.subs = key.scope.data = key.scope.payload = kUnlimited;
    in.object(value, GoReader::Into<SigningKey>(kScope, key));
    claims.signingKeys.push_back(std::move(key));
}

// Texts are keys, objects are scopes, anything else is ignored.
void readSigningKeys(GoReader &in, Value value, AccountClaims &claims)
{
    if (value.isNull())
        return;
    if (!value.isArray()) {
        in.expected(GoReader::kList, value);
        return;
    }
    if (!GoReader::fitsDoubles(value))
        in.fail(Text::tr("it has a number that is beyond what a double can hold"));
    qsizetype index = 0;
    for (const Value element : value) {
        const GoReader::Step step(in, index);
        if (element.isText()) {
            SigningKey key;
            key.index = index;
            key.key = element.text().toByteArray();
            claims.signingKeys.push_back(std::move(key));
        } else if (element.isObject()) {
            readScope(in, element, index, claims);
        }
        ++index;
    }
}

void readV1SigningKeys(GoReader &in, Value value, AccountClaims &claims)
{
    QList<QByteArray> keys;
    in.read(value, keys);
    for (qsizetype i = 0; i < keys.size(); ++i) {
        SigningKey key;
        key.index = i;
        key.key = keys[i];
        claims.signingKeys.push_back(std::move(key));
    }
}

const Member<AccountClaims> kV1Account[] = {
    {"imports", field<&AccountClaims::imports>},
    {"exports", field<&AccountClaims::exports>},
    {"limits", &readV1Limits},
    {"signing_keys", &readV1SigningKeys},
    {"revocations", field<&AccountClaims::revocations>},
};

const Member<AccountClaims> kAccount[] = {
    {"imports", field<&AccountClaims::imports>},
    {"exports", field<&AccountClaims::exports>},
    {"limits", field<&AccountClaims::limits>},
    {"signing_keys", &readSigningKeys},
    {"revocations", field<&AccountClaims::revocations>},
    {"default_permissions", field<&AccountClaims::defaultPermissions>},
    {"mappings", field<&AccountClaims::mappings>},
    {"authorization", field<&AccountClaims::authorization>},
    {"trace", field<&AccountClaims::trace>},
    {"cluster_traffic", field<&AccountClaims::clusterTraffic>},
    {"description", field<&AccountClaims::description>},
    {"info_url", field<&AccountClaims::infoUrl>},
};

const Member<OperatorClaims> kV1Operator[] = {
    {"signing_keys", field<&OperatorClaims::signingKeys>},
    {"account_server_url", field<&OperatorClaims::accountServerUrl>},
    {"operator_service_urls", field<&OperatorClaims::serviceUrls>},
    {"system_account", field<&OperatorClaims::systemAccount>},
};
const Member<OperatorClaims> kOperator[] = {
    {"assert_server_version", field<&OperatorClaims::assertServerVersion>},
    {"strict_signing_key_usage", field<&OperatorClaims::strictSigningKeyUsage>},
};

// Limits of version 1 are read for their types and dropped.
const Member<ActivationClaims> kV1Activation[] = {
    {"subject", field<&ActivationClaims::subject>},
    {"type", shareKind<&ActivationClaims::kind>},
    {"max", ignored<ActivationClaims, qint64>},
    {"payload", ignored<ActivationClaims, qint64>},
    {"src", ignored<ActivationClaims, QByteArray>},
    {"times",
     [](GoReader &in, Value value, ActivationClaims &) {
         std::vector<TimeRange> times;
         in.read(value, times);
     }},
};
const Member<ActivationClaims> kActivation[] = {
    {"subject", field<&ActivationClaims::subject>},
    {"kind", shareKind<&ActivationClaims::kind>},
    {"issuer_account", field<&ActivationClaims::issuerAccount>},
};

const Member<GenericMembers> kGeneric[] = {
    {"tags", field<&GenericMembers::tags>},
    {"type", field<&GenericMembers::type>},
    {"version", field<&GenericMembers::version>},
};

} // namespace

GoReader::Into<GenericMembers> into(GenericMembers &generic)
{
    return {kGeneric, generic};
}

void readClaim(GoReader &in, Value value, GenericMembers &generic)
{
    in.object(value, into(generic));
}

void readOperator(GoReader &in, Value value, OperatorClaims &claims, GenericMembers *generic)
{
    const GoReader::Into<OperatorClaims> common(kV1Operator, claims);
    if (!generic)
        in.object(value, common);
    else
        in.object(value, common, GoReader::Into<OperatorClaims>(kOperator, claims), into(*generic));
}

void readAccount(GoReader &in, Value value, AccountClaims &claims, GenericMembers *generic)
{
    if (!generic) {
        in.object(value, GoReader::Into<AccountClaims>(kV1Account, claims));
        return;
    }
    in.object(value, GoReader::Into<AccountClaims>(kAccount, claims), into(*generic));
    // The library then drops the global part.
    if (!claims.limits.tiers.empty())
        claims.limits.jetStream = {};
}

void mergeSigningKeys(AccountClaims &claims)
{
    QHash<QByteArray, size_t> places;
    std::vector<SigningKey> merged;
    for (SigningKey &key : claims.signingKeys) {
        const auto known = places.constFind(key.key);
        if (known != places.cend()) {
            merged[known.value()] = std::move(key);
        } else {
            places.insert(key.key, merged.size());
            merged.push_back(std::move(key));
        }
    }
    claims.signingKeys = std::move(merged);
}

void readActivation(GoReader &in, Value value, ActivationClaims &claims, GenericMembers *generic)
{
    if (!generic)
        in.object(value, GoReader::Into<ActivationClaims>(kV1Activation, claims));
    else
        in.object(value, GoReader::Into<ActivationClaims>(kActivation, claims), into(*generic));
}

} // namespace jwt
