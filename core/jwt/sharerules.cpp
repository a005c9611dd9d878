// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/sharerules.h"

#include "core/jwt/gourl.h"
#include "core/jwt/importoverlap.h"
#include "core/jwt/subjectindex.h"
#include "core/jwt/subjectrules.h"
#include "core/jwt/token.h"
#include "core/nkey/nkey.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ShareRules)
};

constexpr size_t kFew = 16;          // subjects: comparing each with each is faster than an index
constexpr char kTracing[] = "2.5.4"; // of the library: it knows allow_trace

bool isResponseType(const QByteArray &type)
{
    return type.isEmpty() || type == "Singleton" || type == "Chunked" || type == "Stream";
}

void checkLatency(Issues &issues, const QByteArray &path, const ServiceLatency &latency)
{
    if (latency.sampling != 0 && (latency.sampling < 1 || latency.sampling > 100)) {
        issues.error(path + ".sampling", Text::tr("sampling percentage needs to be between 1-100"));
    }
    checkSubject(issues, path + ".results", latency.results);
    if (library::hasWildcards(latency.results))
        issues.error(path + ".results", Text::tr("results subject can not contain wildcards"));
}

void checkTokenPosition(Issues &issues, const QByteArray &path, const Export &share)
{
    if (share.accountTokenPosition == 0)
        return;
    const QByteArray where = path + ".account_token_position";
    const QString subject = QString::fromUtf8(share.subject);
    if (!library::hasWildcards(share.subject)) {
        issues.error(where,
                     Text::tr("Account Token Position can only be used with wildcard subjects: %1")
                         .arg(subject));
        return;
    }
    const std::vector<QByteArrayView> tokens = library::tokensOf(share.subject);
    const QString position = QString::number(share.accountTokenPosition);
    if (share.accountTokenPosition > tokens.size()) {
        issues.error(where,
                     Text::tr("Account Token Position %1 exceeds length of subject '%2'")
                         .arg(position, subject));
    } else if (const QByteArrayView token = tokens[size_t(share.accountTokenPosition) - 1];
               token != "*") {
        issues.error(where,
                     Text::tr("Account Token Position %1 matches '%2' but must match a * in: %3")
                         .arg(position, QString::fromUtf8(token), subject));
    }
}

void checkExport(Issues &issues, const QByteArray &path, const Export &share)
{
    const bool service = share.kind == ShareKind::Service;
    const bool stream = share.kind == ShareKind::Stream;
    if (share.kind == ShareKind::Unset) {
        issues.error(path + ".type",
                     Text::tr("invalid export type: \"%1\"").arg(nameOf(share.kind)));
    }
    if (service && !isResponseType(share.responseType)) {
        issues.error(
            path + ".response_type",
            Text::tr("invalid response type for service: %1").arg(goQuoted(share.responseType)));
    }
    if (stream && !share.responseType.isEmpty()) {
        issues.error(
            path + ".response_type",
            Text::tr("invalid response type for stream: %1").arg(goQuoted(share.responseType)));
    }
    if (stream && share.allowTrace) {
        issues.error(path + ".allow_trace", Text::tr("AllowTrace only valid for service export"),
                     kTracing);
    }
    if (share.latency) {
        const QByteArray latencyPath = path + ".service_latency";
        if (!service)
            issues.error(latencyPath, Text::tr("latency tracking only permitted for services"));
        checkLatency(issues, latencyPath, *share.latency);
    }
    if (share.responseThreshold < 0)
        issues.error(path + ".response_threshold",
                     Text::tr("negative response threshold is invalid"));
    if (share.responseThreshold > 0 && !service)
        issues.error(path + ".response_threshold",
                     Text::tr("response threshold only valid for services"));
    checkSubject(issues, path + ".subject", share.subject);
    checkTokenPosition(issues, path, share);
    checkInfo(issues, path, share.description, share.infoUrl);
}

// Most accounts export little and nothing of it twice: then no index is made.
bool mayOverlap(const std::vector<Export> &exports, bool service)
{
    std::vector<QByteArrayView> subjects;
    for (const Export &share : exports) {
        if (!share.null && (share.kind == ShareKind::Service) == service)
            subjects.push_back(share.subject);
    }
    if (subjects.size() > kFew)
        return true;
    for (size_t i = 0; i < subjects.size(); ++i) {
        for (size_t j = 0; j < subjects.size(); ++j) {
            if (i != j && library::isContainedIn(subjects[i], subjects[j]))
                return true;
        }
    }
    return false;
}

// One finding for each subject that covers another one's.
void checkExportOverlap(Issues &issues, const std::vector<Export> &exports, bool service)
{
    if (!mayOverlap(exports, service))
        return;
    library::SubjectIndex index;
    std::vector<size_t> first; // export by subject number
    std::vector<int> count;    // exports of that subject
    std::vector<int> numbers(exports.size(), -1);
    for (size_t i = 0; i < exports.size(); ++i) {
        if (exports[i].null || (exports[i].kind == ShareKind::Service) != service)
            continue;
        numbers[i] = index.insert(exports[i].subject);
        if (size_t(numbers[i]) == first.size()) {
            first.push_back(i);
            count.push_back(0);
        }
        ++count[size_t(numbers[i])];
    }
    std::vector<bool> reported(first.size());
    for (size_t i = 0; i < exports.size() && !issues.full(); ++i) {
        if (numbers[i] < 0)
            continue;
        for (const int other : index.containing(exports[i].subject, first.size())) {
            const auto number = size_t(other);
            if (reported[number] || (other == numbers[i] && count[number] < 2))
                continue;
            reported[number] = true;
            issues.error(
                "nats.exports[" + QByteArray::number(qulonglong(first[number])) + "].subject",
                Text::tr("%1 export subject %2 already exports %3")
                    .arg(service ? Text::tr("service") : Text::tr("stream"),
                         goQuoted(exports[first[number]].subject), goQuoted(exports[i].subject)));
        }
    }
}

void checkRenaming(Issues &issues, const QByteArray &path, const Import &share)
{
    const QByteArray &to = share.localSubject;
    checkSubject(issues, path, to);
    if (share.subject.isEmpty())
        issues.error(path, Text::tr("subject cannot be empty"));
    if (to.contains(' '))
        issues.error(path, Text::tr("subject %1 cannot have spaces").arg(goQuoted(to)));
    const auto open = [](const QByteArray &s) {
        return s == ">" || s.endsWith(".>");
    };
    if (open(to) != open(share.subject)) {
        issues.error(path,
                     Text::tr("both, renaming subject and subject, need to end or not end in >"));
    }
    const int stars = library::countStars(share.subject);
    qint64 used = 0;
    for (const QByteArrayView token : library::tokensOf(to)) {
        used += token == "*" ? 1 : 0;
        const std::optional<qint64> number = library::reference(token);
        if (!number)
            continue;
        if (*number <= stars) {
            ++used;
            continue;
        }
        if (issues.full())
            return;
        issues.error(path,
                     Text::tr("Reference $%1 in %2 reference * in %3 that do not exist")
                         .arg(QString::number(*number), goQuoted(to), goQuoted(share.subject)));
    }
    if (used != stars) {
        issues.error(path,
                     Text::tr("subject does not contain enough * or reference wildcards $[0-9]"));
    }
}

void checkImportToken(Issues &issues, const QByteArray &path, const Import &share,
                      const QByteArray &account)
{
    const QString subject = goQuoted(share.subject);
    const TokenPtr token = activationOf(share);
    const ActivationClaims *activation
        = token && token->decodes() ? token->asActivation() : nullptr;
    if (!activation) {
        issues.error(path, Text::tr("import %1 contains an invalid activation token").arg(subject));
        return;
    }
    const Claims &claims = token->claims();
    if (claims.iss != share.account && activation->issuerAccount != share.account) {
        issues.error(path,
                     Text::tr("activation token doesn't match account for import %1").arg(subject));
    }
    if (claims.sub != account) {
        issues.error(path,
                     Text::tr("activation token doesn't match account it is being included in, %1")
                         .arg(subject));
    }
    if (activation->kind != share.kind) {
        issues.error(path,
                     Text::tr("mismatch between token import type %1 and type of import %2")
                         .arg(nameOf(activation->kind), nameOf(share.kind)));
    }
    checkActivation(issues, *activation, path, path, path);
    const bool remoteInTo = share.kind == ShareKind::Service && !share.to.isEmpty();
    if (!library::isContainedIn(remoteInTo ? share.to : share.subject, activation->subject)) {
        issues.error(path,
                     Text::tr("activation token import subject %1 doesn't match import %2")
                         .arg(goQuoted(activation->subject), subject));
    }
}

void checkImport(Issues &issues, const QByteArray &path, const Import &share,
                 const QByteArray &account)
{
    if (share.kind == ShareKind::Unset) {
        issues.error(path + ".type",
                     Text::tr("invalid import type: \"%1\"").arg(nameOf(share.kind)));
    }
    if (share.kind == ShareKind::Service && share.allowTrace) {
        issues.error(path + ".allow_trace", Text::tr("AllowTrace only valid for stream import"),
                     kTracing);
    }
    if (share.account.isEmpty()) {
        issues.error(path + ".account", Text::tr("account to import from is not specified"));
    }
    if (!share.to.isEmpty()) {
        issues.warning(path + ".to",
                       Text::tr("the field to has been deprecated (use LocalSubject instead)"));
    }
    checkSubject(issues, path + ".subject", share.subject);
    if (!share.localSubject.isEmpty()) {
        checkRenaming(issues, path + ".local_subject", share);
        if (!share.to.isEmpty())
            issues.error(path + ".to", Text::tr("Local Subject replaces To"));
    }
    if (share.share && share.kind != ShareKind::Service) {
        issues.error(path + ".share",
                     Text::tr("sharing information (for latency tracking) is only "
                              "valid for services: %1")
                         .arg(goQuoted(share.subject)));
    }
    if (!share.token.isEmpty())
        checkImportToken(issues, path + ".token", share, account);
}

} // namespace

QString nameOf(ShareKind kind)
{
    switch (kind) {
    case ShareKind::Stream:
        return QStringLiteral("stream");
    case ShareKind::Service:
        return QStringLiteral("service");
    case ShareKind::Unset:
        break;
    }
    return QStringLiteral("unknown");
}

void checkActivation(Issues &issues, const ActivationClaims &activation, const QByteArray &path,
                     const QByteArray &kindPath, const QByteArray &issuerAccountPath)
{
    if (activation.kind == ShareKind::Unset) {
        issues.error(kindPath,
                     Text::tr("invalid import type: \"%1\"").arg(nameOf(activation.kind)));
    }
    checkSubject(issues, path, activation.subject);
    if (!activation.issuerAccount.isEmpty()
        && !nkey::passesAs(nkey::Kind::Account, activation.issuerAccount)) {
        issues.error(issuerAccountPath, Text::tr("account_id is not an account public key"));
    }
}

void checkExports(Issues &issues, const std::vector<Export> &exports)
{
    for (size_t i = 0; i < exports.size() && !issues.full(); ++i) {
        const QByteArray path = "nats.exports[" + QByteArray::number(qulonglong(i)) + ']';
        if (exports[i].null)
            issues.error(path, Text::tr("null export is not allowed"));
        else
            checkExport(issues, path, exports[i]);
    }
    checkExportOverlap(issues, exports, true);
    checkExportOverlap(issues, exports, false);
}

void checkImports(Issues &issues, const std::vector<Import> &imports, const QByteArray &account)
{
    const bool several = std::count_if(imports.begin(), imports.end(),
                                       [](const Import &share) {
                                           return !share.null && share.kind == ShareKind::Service;
                                       })
        > 1;
    ImportOverlap overlap;
    for (size_t i = 0; i < imports.size() && !issues.full(); ++i) {
        const QByteArray path = "nats.imports[" + QByteArray::number(qulonglong(i)) + ']';
        if (imports[i].null) {
            issues.error(path, Text::tr("null import is not allowed"));
            continue;
        }
        if (several && imports[i].kind == ShareKind::Service)
            overlap.check(issues, path, imports[i]);
        checkImport(issues, path, imports[i], account);
    }
}

} // namespace jwt
