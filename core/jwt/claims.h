// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <map>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

// The typed claims as the Go library reads them (spec/jwt.md §1.3-§1.8): absent numbers are 0,
// v1 claims are already in v2 shape. Texts are UTF-8.
namespace jwt {

class Token;

using UnixTime = qint64; ///< seconds; 0 or less in `exp` and `nbf`: not set

constexpr qint64 kUnlimited = -1;

struct Permission
{
    QList<QByteArray> allow;
    QList<QByteArray> deny;
    [[nodiscard]] bool isEmpty() const { return allow.isEmpty() && deny.isEmpty(); }
    bool operator==(const Permission &) const = default;
};
struct ResponsePermission
{
    qint64 max = 0; ///< 0: the server takes 1; negative: unlimited
    qint64 ttl = 0; ///< nanoseconds; 0: the server takes two minutes
    bool operator==(const ResponsePermission &) const = default;
};
struct Permissions
{
    Permission pub;
    Permission sub; ///< "subject queue" with one space
    std::optional<ResponsePermission> resp;
    [[nodiscard]] bool isEmpty() const { return pub.isEmpty() && sub.isEmpty() && !resp; }
    bool operator==(const Permissions &) const = default;
};

struct TimeRange
{
    QByteArray start, end; ///< "HH:MM:SS"
    bool operator==(const TimeRange &) const = default;
};

// What a user may do, of a user's token or of a scope's template.
struct UserRights
{
    Permissions permissions;
    qint64 subs = 0, data = 0, payload = 0;
    QList<QByteArray> src; ///< CIDRs
    std::vector<TimeRange> times;
    QByteArray timesLocation;
    bool bearer = false;
    bool proxyRequired = false;
    QList<QByteArray> connectionTypes;
    bool emptyList = false; ///< a list is there but empty: for Go not the same as not being there
    bool operator==(const UserRights &) const = default;
};

struct OperatorClaims
{
    QList<QByteArray> signingKeys;
    QByteArray accountServerUrl;
    QList<QByteArray> serviceUrls;
    QByteArray systemAccount;
    QByteArray assertServerVersion;
    bool strictSigningKeyUsage = false;
};

struct JetStreamLimits
{
    qint64 memory = 0, disk = 0, streams = 0, consumers = 0;
    qint64 maxAckPending = 0, memoryMaxStreamBytes = 0, diskMaxStreamBytes = 0;
    bool maxBytesRequired = false;
    bool operator==(const JetStreamLimits &) const = default;
};
struct AccountLimits
{
    qint64 subs = 0, data = 0, payload = 0, imports = 0, exports = 0, conn = 0, leaf = 0;
    bool wildcards = false;
    bool disallowBearer = false;
    JetStreamLimits jetStream; ///< the global part
    std::map<QByteArray, JetStreamLimits> tiers;
};
struct ServiceLatency
{
    int sampling = 0; ///< percent; 0: by headers
    QByteArray results;
};
enum class ShareKind { Unset, Stream, Service };
struct Export
{
    bool null = false; ///< the list has `null` here
    QByteArray name, subject;
    ShareKind kind = ShareKind::Unset;
    bool tokenRequired = false;
    std::map<QByteArray, UnixTime> revocations; ///< importing account or "*"
    QByteArray responseType;
    qint64 responseThreshold = 0; ///< nanoseconds
    std::optional<ServiceLatency> latency;
    quint64 accountTokenPosition = 0; ///< 1-based; 0: none
    bool advertise = false;
    bool allowTrace = false;
    QByteArray description, infoUrl;
};
struct Import
{
    bool null = false;
    QByteArray name, subject, account, token, to, localSubject;
    ShareKind kind = ShareKind::Unset;
    bool share = false;
    bool allowTrace = false;
    mutable std::shared_ptr<const Token> decoded; ///< of `token`: activationOf's
};
struct SigningKey
{
    qsizetype index = 0; ///< in the token's list, where it counts
    QByteArray key;
    bool scoped = false;
    QByteArray role, description;
    UserRights scope; ///< the template, if scoped
};
struct WeightedMapping
{
    QByteArray subject;
    int weight = 0; ///< 0: 100
    QByteArray cluster;
};
struct Authorization
{
    QList<QByteArray> authUsers;
    QList<QByteArray> allowedAccounts;
    QByteArray xkey;
};
struct MessageTrace
{
    QByteArray destination;
    qint64 sampling = 0;
};
struct AccountClaims
{
    std::vector<Import> imports;
    std::vector<Export> exports;
    AccountLimits limits;
    std::vector<SigningKey> signingKeys;
    std::map<QByteArray, UnixTime> revocations; ///< user or "*"
    Permissions defaultPermissions;
    std::map<QByteArray, std::vector<WeightedMapping>> mappings;
    Authorization authorization;
    std::optional<MessageTrace> trace;
    QByteArray clusterTraffic;
    QByteArray description, infoUrl;
};
struct UserClaims
{
    UserRights rights;
    QByteArray issuerAccount;
};
struct ActivationClaims
{
    QByteArray subject;
    ShareKind kind = ShareKind::Unset;
    QByteArray issuerAccount;
};
struct AuthorizationRequestClaims
{
    QByteArray userNkey;
    QByteArray serverId;
};
struct AuthorizationResponseClaims
{
    QByteArray jwt, error, issuerAccount;
};
struct GenericClaims
{};

struct Claims
{
    QByteArray jti, iss, sub, aud, name;
    UnixTime iat = 0, exp = 0, nbf = 0;
    QList<QByteArray> tags;
    std::variant<GenericClaims, OperatorClaims, AccountClaims, UserClaims, ActivationClaims,
                 AuthorizationRequestClaims, AuthorizationResponseClaims>
        body;
};

// The key whose account an activation or user belongs to: issuer_account, else the issuer.
[[nodiscard]] QByteArray accountOf(const Claims &claims);

} // namespace jwt
