// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/claimswriter.h"

#include "core/jwt/gojson.h"

#include <algorithm>

namespace jwt {

namespace {

// Go's `omitempty` never leaves out a struct: "pub":{} stays.
class ClaimsWriter final
{
public:
    explicit ClaimsWriter(const Claims &claims)
        : m_claims(claims)
    {}

    [[nodiscard]] QByteArray write();

private:
    void operator()(const GenericClaims &) { endBody(nullptr); }
    void operator()(const OperatorClaims &body);
    void operator()(const AccountClaims &body);
    void operator()(const UserClaims &body);
    void operator()(const ActivationClaims &body);
    void operator()(const AuthorizationRequestClaims &body);
    void operator()(const AuthorizationResponseClaims &body);

    void endBody(const char *type);
    void write(const Permissions &permissions);
    void writeMember(QByteArrayView name, const Permission &permission);
    void write(const UserRights &rights);
    void write(const AccountLimits &limits);
    void write(const JetStreamLimits &limits);
    void write(const Import &import);
    void write(const Export &exported);
    void write(const SigningKey &key);
    void writeMember(QByteArrayView name, ShareKind kind);
    void writeMember(QByteArrayView name, const std::map<QByteArray, UnixTime> &revocations);
    void write(const std::map<QByteArray, std::vector<WeightedMapping>> &mappings);

    template<typename T>
    void writeList(QByteArrayView name, const std::vector<T> &list)
    {
        if (list.empty())
            return;
        m_json.key(name);
        m_json.beginArray();
        for (const T &element : list)
            write(element);
        m_json.endArray();
    }
    template<typename T, typename Key>
    static std::vector<T> sorted(std::vector<T> list, Key T::*key)
    {
        std::stable_sort(list.begin(), list.end(),
                         [key](const T &a, const T &b) { return a.*key < b.*key; });
        return list;
    }

    const Claims &m_claims;
    GoJson m_json;
};

QByteArray ClaimsWriter::write()
{
    m_json.beginObject();
    m_json.member("aud", m_claims.aud);
    m_json.member("exp", m_claims.exp);
    m_json.member("jti", m_claims.jti);
    m_json.member("iat", m_claims.iat);
    m_json.member("iss", m_claims.iss);
    m_json.member("name", m_claims.name);
    m_json.member("nbf", m_claims.nbf);
    m_json.member("sub", m_claims.sub);
    m_json.key("nats");
    m_json.beginObject();
    std::visit([this](const auto &body) { (*this)(body); }, m_claims.body);
    m_json.endObject();
    m_json.endObject();
    return m_json.bytes();
}

void ClaimsWriter::endBody(const char *type)
{
    m_json.member("tags", m_claims.tags);
    m_json.member("type", QByteArrayView(type));
    m_json.member("version", qint64(2));
}

void ClaimsWriter::operator()(const OperatorClaims &body)
{
    m_json.member("signing_keys", body.signingKeys);
    m_json.member("account_server_url", body.accountServerUrl);
    m_json.member("operator_service_urls", body.serviceUrls);
    m_json.member("system_account", body.systemAccount);
    m_json.member("assert_server_version", body.assertServerVersion);
    m_json.memberIf("strict_signing_key_usage", body.strictSigningKeyUsage);
    endBody("operator");
}

void ClaimsWriter::operator()(const AccountClaims &body)
{
    writeList("imports", sorted(body.imports, &Import::subject));
    writeList("exports", sorted(body.exports, &Export::subject));
    m_json.key("limits");
    write(body.limits);
    writeList("signing_keys", sorted(body.signingKeys, &SigningKey::key));
    writeMember("revocations", body.revocations);
    m_json.key("default_permissions");
    m_json.beginObject();
    write(body.defaultPermissions);
    m_json.endObject();
    write(body.mappings);
    m_json.key("authorization");
    m_json.beginObject();
    m_json.member("auth_users", body.authorization.authUsers);
    m_json.member("allowed_accounts", body.authorization.allowedAccounts);
    m_json.member("xkey", body.authorization.xkey);
    m_json.endObject();
    if (body.trace) {
        m_json.key("trace");
        m_json.beginObject();
        m_json.member("dest", body.trace->destination);
        m_json.member("sampling", body.trace->sampling);
        m_json.endObject();
    }
    m_json.member("cluster_traffic", body.clusterTraffic);
    m_json.member("description", body.description);
    m_json.member("info_url", body.infoUrl);
    endBody("account");
}

void ClaimsWriter::operator()(const UserClaims &body)
{
    write(body.rights);
    m_json.member("issuer_account", body.issuerAccount);
    endBody("user");
}

void ClaimsWriter::operator()(const ActivationClaims &body)
{
    m_json.member("subject", body.subject);
    writeMember("kind", body.kind);
    m_json.member("issuer_account", body.issuerAccount);
    endBody("activation");
}

void ClaimsWriter::operator()(const AuthorizationRequestClaims &body)
{
    m_json.key("server_id");
    m_json.beginObject();
    for (const char *name : {"name", "host"}) {
        m_json.key(name);
        m_json.text({});
    }
    m_json.key("id");
    m_json.text(body.serverId);
    m_json.endObject();
    m_json.key("user_nkey");
    m_json.text(body.userNkey);
    m_json.key("client_info");
    m_json.beginObject();
    m_json.endObject();
    m_json.key("connect_opts");
    m_json.beginObject();
    m_json.key("protocol");
    m_json.number(qint64(0));
    m_json.endObject();
    endBody("authorization_request");
}

void ClaimsWriter::operator()(const AuthorizationResponseClaims &body)
{
    m_json.member("jwt", body.jwt);
    m_json.member("error", body.error);
    m_json.member("issuer_account", body.issuerAccount);
    endBody("authorization_response");
}

void ClaimsWriter::writeMember(QByteArrayView name, const Permission &permission)
{
    m_json.key(name);
    m_json.beginObject();
    m_json.member("allow", permission.allow);
    m_json.member("deny", permission.deny);
    m_json.endObject();
}

void ClaimsWriter::write(const Permissions &permissions)
{
    writeMember("pub", permissions.pub);
    writeMember("sub", permissions.sub);
    if (!permissions.resp)
        return;
    m_json.key("resp");
    m_json.beginObject();
    m_json.key("max");
    m_json.number(permissions.resp->max);
    m_json.key("ttl");
    m_json.number(permissions.resp->ttl);
    m_json.endObject();
}

void ClaimsWriter::write(const UserRights &rights)
{
    write(rights.permissions);
    m_json.member("src", rights.src);
    if (!rights.times.empty()) {
        m_json.key("times");
        m_json.beginArray();
        for (const TimeRange &range : rights.times) {
            m_json.beginObject();
            m_json.member("start", range.start);
            m_json.member("end", range.end);
            m_json.endObject();
        }
        m_json.endArray();
    }
    m_json.member("times_location", rights.timesLocation);
    m_json.member("subs", rights.subs);
    m_json.member("data", rights.data);
    m_json.member("payload", rights.payload);
    m_json.memberIf("bearer_token", rights.bearer);
    m_json.memberIf("proxy_required", rights.proxyRequired);
    m_json.member("allowed_connection_types", rights.connectionTypes);
}

void ClaimsWriter::write(const JetStreamLimits &limits)
{
    m_json.member("mem_storage", limits.memory);
    m_json.member("disk_storage", limits.disk);
    m_json.member("streams", limits.streams);
    m_json.member("consumer", limits.consumers);
    m_json.member("max_ack_pending", limits.maxAckPending);
    m_json.member("mem_max_stream_bytes", limits.memoryMaxStreamBytes);
    m_json.member("disk_max_stream_bytes", limits.diskMaxStreamBytes);
    m_json.memberIf("max_bytes_required", limits.maxBytesRequired);
}

void ClaimsWriter::write(const AccountLimits &limits)
{
    m_json.beginObject();
    m_json.member("subs", limits.subs);
    m_json.member("data", limits.data);
    m_json.member("payload", limits.payload);
    m_json.member("imports", limits.imports);
    m_json.member("exports", limits.exports);
    m_json.memberIf("wildcards", limits.wildcards);
    m_json.memberIf("disallow_bearer", limits.disallowBearer);
    m_json.member("conn", limits.conn);
    m_json.member("leaf", limits.leaf);
    write(limits.jetStream);
    if (!limits.tiers.empty()) {
        m_json.key("tiered_limits");
        m_json.beginObject();
        for (const auto &[tier, tierLimits] : limits.tiers) {
            m_json.key(tier);
            m_json.beginObject();
            write(tierLimits);
            m_json.endObject();
        }
        m_json.endObject();
    }
    m_json.endObject();
}

void ClaimsWriter::writeMember(QByteArrayView name, ShareKind kind)
{
    if (kind != ShareKind::Unset)
        m_json.member(name, QByteArrayView(kind == ShareKind::Stream ? "stream" : "service"));
}

void ClaimsWriter::writeMember(QByteArrayView name,
                               const std::map<QByteArray, UnixTime> &revocations)
{
    if (revocations.empty())
        return;
    m_json.key(name);
    m_json.beginObject();
    for (const auto &[key, at] : revocations) {
        m_json.key(key);
        m_json.number(at);
    }
    m_json.endObject();
}

void ClaimsWriter::write(const Import &import)
{
    if (import.null) {
        m_json.null();
        return;
    }
    m_json.beginObject();
    m_json.member("name", import.name);
    m_json.member("subject", import.subject);
    m_json.member("account", import.account);
    m_json.member("token", import.token);
    m_json.member("to", import.to);
    m_json.member("local_subject", import.localSubject);
    writeMember("type", import.kind);
    m_json.memberIf("share", import.share);
    m_json.memberIf("allow_trace", import.allowTrace);
    m_json.endObject();
}

void ClaimsWriter::write(const Export &exported)
{
    if (exported.null) {
        m_json.null();
        return;
    }
    m_json.beginObject();
    m_json.member("name", exported.name);
    m_json.member("subject", exported.subject);
    writeMember("type", exported.kind);
    m_json.memberIf("token_req", exported.tokenRequired);
    writeMember("revocations", exported.revocations);
    m_json.member("response_type", exported.responseType);
    m_json.member("response_threshold", exported.responseThreshold);
    if (exported.latency) {
        m_json.key("service_latency");
        m_json.beginObject();
        m_json.key("sampling");
        if (exported.latency->sampling == 0)
            m_json.text("headers");
        else
            m_json.number(qint64(exported.latency->sampling));
        m_json.key("results");
        m_json.text(exported.latency->results);
        m_json.endObject();
    }
    if (exported.accountTokenPosition != 0) {
        m_json.key("account_token_position");
        m_json.number(exported.accountTokenPosition);
    }
    m_json.memberIf("advertise", exported.advertise);
    m_json.memberIf("allow_trace", exported.allowTrace);
    m_json.member("description", exported.description);
    m_json.member("info_url", exported.infoUrl);
    m_json.endObject();
}

void ClaimsWriter::write(const SigningKey &key)
{
    if (!key.scoped) {
        m_json.text(key.key);
        return;
    }
    m_json.beginObject();
    for (const auto &[name, value] : {std::pair("kind", QByteArray("user_scope")),
                                      std::pair("key", key.key), std::pair("role", key.role)}) {
        m_json.key(name);
        m_json.text(value);
    }
    m_json.key("template");
    m_json.beginObject();
    write(key.scope);
    m_json.endObject();
    m_json.key("description");
    m_json.text(key.description);
    m_json.endObject();
}

void ClaimsWriter::write(const std::map<QByteArray, std::vector<WeightedMapping>> &mappings)
{
    if (mappings.empty())
        return;
    m_json.key("mappings");
    m_json.beginObject();
    for (const auto &[from, destinations] : mappings) {
        m_json.key(from);
        m_json.beginArray();
        for (const WeightedMapping &destination : destinations) {
            m_json.beginObject();
            m_json.key("subject");
            m_json.text(destination.subject);
            m_json.member("weight", qint64(destination.weight));
            m_json.member("cluster", destination.cluster);
            m_json.endObject();
        }
        m_json.endArray();
    }
    m_json.endObject();
}

} // namespace

QByteArray payloadOf(const Claims &claims)
{
    return ClaimsWriter(claims).write();
}

} // namespace jwt
