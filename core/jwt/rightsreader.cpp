// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/rightsreader.h"

#include "core/jwt/claimmember.h"

namespace jwt {

namespace {

using base::json::Value;

const Member<ResponsePermission> kResponse[] = {
    {"max", field<&ResponsePermission::max>},
    {"ttl", field<&ResponsePermission::ttl>},
};
const Member<Permission> kPermission[] = {
    {"allow", field<&Permission::allow>},
    {"deny", field<&Permission::deny>},
};
const Member<Permissions> kPermissions[] = {
    {"pub", field<&Permissions::pub>},
    {"sub", field<&Permissions::sub>},
    {"resp", field<&Permissions::resp>},
};
const Member<TimeRange> kTimeRange[] = {
    {"start", field<&TimeRange::start>},
    {"end", field<&TimeRange::end>},
};

// One text with commas is a list too; then it is cleaned.
QList<QByteArray> splitSources(QByteArrayView text)
{
    QList<QByteArray> sources;
    for (const QByteArray &part : text.toByteArray().split(',')) {
        const QByteArray source = QString::fromUtf8(part).trimmed().toLower().toUtf8();
        if (!source.isEmpty() && !sources.contains(source))
            sources.append(source);
    }
    return sources;
}

void readSources(GoReader &in, Value value, UserRights &rights)
{
    if (value.isText()) {
        rights.src = splitSources(value.text());
        rights.emptyList |= rights.src.isEmpty();
        return;
    }
    QList<QByteArray> list;
    in.read(value, list);
    rights.src = list;
}

// Reads a member of the rights and notices a list without elements, here or one level below.
template<void (*read)(GoReader &, Value, UserRights &)>
void noticing(GoReader &in, Value value, UserRights &rights)
{
    const auto empty = [](Value v) {
        return v.isArray() && v.begin() == v.end();
    };
    rights.emptyList |= empty(value);
    if (value.isObject())
        rights.emptyList |= std::any_of(value.begin(), value.end(), empty);
    read(in, value, rights);
}

void readPub(GoReader &in, Value value, UserRights &rights)
{
    in.read(value, rights.permissions.pub);
}

void readSub(GoReader &in, Value value, UserRights &rights)
{
    in.read(value, rights.permissions.sub);
}

const Member<UserRights> kV1Rights[] = {
    {"pub", noticing<&readPub>},
    {"sub", noticing<&readSub>},
    {"resp",
     [](GoReader &in, Value value, UserRights &rights) {
         in.read(value, rights.permissions.resp);
     }},
    {"src", noticing<&readSources>},
    {"times", noticing<&field<&UserRights::times>>},
    {"times_location", field<&UserRights::timesLocation>},
    {"subs", field<&UserRights::subs>},
    {"data", field<&UserRights::data>},
    {"payload", field<&UserRights::payload>},
    {"bearer_token", field<&UserRights::bearer>},
};
const Member<UserRights> kRights[] = {
    {"proxy_required", field<&UserRights::proxyRequired>},
    {"allowed_connection_types", noticing<&field<&UserRights::connectionTypes>>},
};
// Read for its type and dropped.
const Member<UserRights> kV1Dropped[] = {
    {"max", ignored<UserRights, qint64>},
};

const Member<UserClaims> kUser[] = {
    {"issuer_account", field<&UserClaims::issuerAccount>},
};

} // namespace

void readClaim(GoReader &in, Value value, ResponsePermission &response)
{
    in.object(value, GoReader::Into<ResponsePermission>(kResponse, response));
}

void readClaim(GoReader &in, Value value, Permission &permission)
{
    in.object(value, GoReader::Into<Permission>(kPermission, permission));
}

void readClaim(GoReader &in, Value value, Permissions &permissions)
{
    in.object(value, GoReader::Into<Permissions>(kPermissions, permissions));
}

void readClaim(GoReader &in, Value value, TimeRange &range)
{
    in.object(value, GoReader::Into<TimeRange>(kTimeRange, range));
}

void readRights(GoReader &in, Value value, UserRights &rights)
{
    in.object(value, GoReader::Into<UserRights>(kV1Rights, rights),
              GoReader::Into<UserRights>(kRights, rights));
}

void readUser(GoReader &in, Value value, UserClaims &claims, GenericMembers *generic)
{
    const GoReader::Into<UserRights> common(kV1Rights, claims.rights);
    if (!generic)
        in.object(value, common, GoReader::Into<UserRights>(kV1Dropped, claims.rights));
    else
        in.object(value, common, GoReader::Into<UserRights>(kRights, claims.rights),
                  GoReader::Into<UserClaims>(kUser, claims), into(*generic));
}

} // namespace jwt
