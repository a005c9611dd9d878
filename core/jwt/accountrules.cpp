// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/accountrules.h"

#include "core/jwt/claimpath.h"
#include "core/jwt/gourl.h"
#include "core/jwt/sharerules.h"
#include "core/jwt/subjectrules.h"
#include "core/nkey/nkey.h"

#include <QtCore/QCoreApplication>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AccountRules)
};

// Versions of the library that brought a rule.
constexpr char kCallout[] = "2.4.0";
constexpr char kTracing[] = "2.5.4";
constexpr char kClusterWeights[] = "2.5.8";
constexpr char kClusterTraffic[] = "2.6.0";

constexpr int kFullWeight = 100;

QByteArray indexed(const QByteArray &path, size_t index)
{
    return path + '[' + QByteArray::number(qulonglong(index)) + ']';
}

bool isEmpty(const AccountLimits &limits)
{
    return limits.subs == 0 && limits.data == 0 && limits.payload == 0 && limits.imports == 0
        && limits.exports == 0 && limits.conn == 0 && limits.leaf == 0 && !limits.wildcards
        && !limits.disallowBearer && limits.jetStream == JetStreamLimits() && limits.tiers.empty();
}

void checkTiers(Issues &issues, const AccountLimits &limits)
{
    if (limits.tiers.empty())
        return;
    // Never in a token that was decoded: then the global part is dropped.
    if (limits.jetStream != JetStreamLimits()) {
        issues.error("nats.limits.tiered_limits",
                     Text::tr("JetStream Limits and tiered JetStream Limits are mutually "
                              "exclusive"));
    }
    if (limits.tiers.contains({})) {
        issues.error("nats.limits.tiered_limits",
                     Text::tr("Tiered JetStream Limits can not contain a blank \"\" tier name"));
    }
}

void checkMapping(Issues &issues, const QByteArray &from,
                  const std::vector<WeightedMapping> &targets)
{
    const QByteArray path = "nats.mappings." + pathName(from);
    const QString name = goQuoted(from);
    checkSubject(issues, path, from);
    std::map<QByteArray, qint64> perCluster;
    qint64 total = 0; // without a cluster
    qint64 all = 0;
    const size_t before = issues.size();
    for (size_t i = 0; i < targets.size() && !issues.full(); ++i) {
        const QByteArray where = indexed(path, i);
        checkSubject(issues, where + ".subject", targets[i].subject);
        const int weight = targets[i].weight == 0 ? kFullWeight : targets[i].weight;
        all += weight;
        if (weight > kFullWeight) {
            issues.error(where + ".weight",
                         Text::tr("Mapping %1 has a weight %2 that exceeds 100")
                             .arg(name, QString::number(weight)),
                         kClusterWeights);
        }
        if (targets[i].cluster.isEmpty()) {
            total += weight;
        } else if ((perCluster[targets[i].cluster] += weight) > kFullWeight) {
            issues.error(where + ".weight",
                         Text::tr("Mapping %1 in cluster %2 exceeds 100% among all of it's "
                                  "weighted to mappings")
                             .arg(name, goQuoted(targets[i].cluster)));
        }
    }
    const QString tooMuch
        = Text::tr("Mapping %1 exceeds 100% among all of it's weighted to mappings").arg(name);
    if (total > kFullWeight)
        issues.error(path, tooMuch);
    // Without clusters all weights add up.
    if (all > kFullWeight && issues.size() == before)
        issues.older(path, tooMuch, kClusterWeights);
}

void checkAuthorization(Issues &issues, const Authorization &authorization)
{
    const QByteArray path = "nats.authorization";
    const QList<QByteArray> &accounts = authorization.allowedAccounts;
    if (!accounts.isEmpty() && authorization.authUsers.isEmpty()) {
        issues.error(path,
                     Text::tr("External authorization cannot have accounts without users "
                              "specified"),
                     kCallout);
    }
    for (qsizetype i = 0; i < authorization.authUsers.size() && !issues.full(); ++i) {
        const QByteArray &user = authorization.authUsers[i];
        if (!nkey::passesAs(nkey::Kind::User, user)) {
            issues.error(indexed(path + ".auth_users", size_t(i)),
                         Text::tr("AuthUser %1 is not a valid user public key").arg(goQuoted(user)),
                         kCallout);
        }
    }
    for (qsizetype i = 0; i < accounts.size() && !issues.full(); ++i) {
        const QByteArray where = indexed(path + ".allowed_accounts", size_t(i));
        if (accounts[i] == "*") {
            if (accounts.size() > 1) {
                issues.error(where,
                             Text::tr("AllowedAccounts can only be a list of accounts or \"*\""),
                             kCallout);
            }
        } else if (!nkey::passesAs(nkey::Kind::Account, accounts[i])) {
            issues.error(
                where,
                Text::tr("Account %1 is not a valid account public key").arg(goQuoted(accounts[i])),
                kCallout);
        }
    }
    if (!authorization.xkey.isEmpty() && !nkey::passesAs(nkey::Kind::Curve, authorization.xkey)) {
        issues.error(
            path + ".xkey",
            Text::tr("XKey %1 is not a valid public xkey").arg(goQuoted(authorization.xkey)),
            kCallout);
    }
}

void checkTrace(Issues &issues, const MessageTrace &trace)
{
    Issues subject;
    checkSubject(subject, {}, trace.destination);
    const QByteArray path = "nats.trace.dest";
    if (subject.size() > 0) {
        issues.error(
            path, Text::tr("the account Trace.Destination %1").arg(subject.findings().front().text),
            kTracing);
    }
    if (library::hasWildcards(trace.destination)) {
        issues.error(path,
                     Text::tr("the account Trace.Destination subject %1 is not a valid publish "
                              "subject")
                         .arg(goQuoted(trace.destination)),
                     kTracing);
    }
    if (trace.sampling < 0 || trace.sampling > 100) {
        issues.error("nats.trace.sampling",
                     Text::tr("the account Trace.Sampling value '%1' is not valid, should be in "
                              "the range [1..100]")
                         .arg(trace.sampling),
                     kTracing);
    }
}

void checkCounts(Issues &issues, const AccountClaims &account)
{
    const AccountLimits &limits = account.limits;
    const auto imports = qint64(account.imports.size());
    const QString tooMany
        = Text::tr("the account contains more imports than allowed by the operator");
    // The library says it twice.
    if (!isEmpty(limits) && limits.imports >= 0 && imports > limits.imports)
        issues.error("nats.limits.imports", tooMany);
    if (limits.imports != kUnlimited && imports > limits.imports)
        issues.error("nats.limits.imports", tooMany);
    if (limits.exports == kUnlimited)
        return;
    if (qint64(account.exports.size()) > limits.exports) {
        issues.error("nats.limits.exports",
                     Text::tr("the account contains more exports than allowed by the operator"));
    }
    for (size_t i = 0; i < account.exports.size() && !limits.wildcards && !issues.full(); ++i) {
        if (library::hasWildcards(account.exports[i].subject)) {
            issues.error(indexed("nats.exports", i) + ".subject",
                         Text::tr("the account contains wildcard exports that are not allowed by "
                                  "the operator"));
        }
    }
}

void checkSigningKeys(Issues &issues, const std::vector<SigningKey> &keys)
{
    for (const SigningKey &key : keys) {
        if (issues.full())
            return;
        if (nkey::passesAs(nkey::Kind::Account, key.key))
            continue;
        const QByteArray path = indexed("nats.signing_keys", size_t(key.index));
        if (key.scoped)
            issues.error(
                path + ".key",
                Text::tr("%1 is not an account public key").arg(QString::fromUtf8(key.key)));
        else
            issues.error(path,
                         Text::tr("%1 is not a valid account signing key").arg(goQuoted(key.key)));
    }
}

} // namespace

void checkAccount(Issues &issues, const Claims &claims, const AccountClaims &account)
{
    checkImports(issues, account.imports, claims.sub);
    checkExports(issues, account.exports);
    checkTiers(issues, account.limits);
    checkPermissions(issues, "nats.default_permissions", account.defaultPermissions);
    for (const auto &[from, targets] : account.mappings)
        checkMapping(issues, from, targets);
    checkAuthorization(issues, account.authorization);
    if (account.trace)
        checkTrace(issues, *account.trace);
    checkCounts(issues, account);
    checkSigningKeys(issues, account.signingKeys);
    checkInfo(issues, "nats", account.description, account.infoUrl);
    const QByteArray &traffic = account.clusterTraffic;
    if (!traffic.isEmpty() && traffic != "system" && traffic != "owner") {
        issues.error("nats.cluster_traffic",
                     Text::tr("unknown cluster traffic option: %1").arg(goQuoted(traffic)),
                     kClusterTraffic);
    }
    if (nkey::passesAs(nkey::Kind::Account, claims.iss) && !isEmpty(account.limits)) {
        issues.warning("nats.limits",
                       Text::tr("self-signed account JWTs shouldn't contain operator limits"));
    }
}

} // namespace jwt
