// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/activationtrust.h"

#include "core/jwt/claimrows.h"
#include "core/jwt/signer.h"
#include "core/jwt/subjects.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Trust)
};

// The private export an activation opens; null if the account has none.
const Export *privateExport(const AccountClaims &exporter, const ActivationClaims &activation)
{
    for (const Export &exported : exporter.exports) {
        if (exported.tokenRequired && exported.kind == activation.kind
            && isSubset(activation.subject, exported.subject))
            return &exported;
    }
    return nullptr;
}

Finding error(const char *code, const QByteArray &path, const QString &text)
{
    return {Severity::Error, code, path, text, {}};
}

// Whether the exporter itself can be used at the moment says nothing about the activation, which
// outlives it: a warning. Who signed the exporter does: without a trusted operator above, anybody
// could have made both.
Finding asOfExporter(Finding finding)
{
    if (finding.code == code::kAccountExpired || finding.code == code::kAccountNotYetValid
        || finding.code == code::kAccountClaimsInvalid) {
        finding.code = "exporter_refused";
        finding.severity = Severity::Warning;
    }
    return finding;
}

void checkExport(const Token &activation, const Token &exporter, Trust &trust)
{
    const Claims &claims = activation.claims();
    const Export *exported = privateExport(*exporter.asAccount(), *activation.asActivation());
    if (!exported) {
        trust.findings.push_back(
            error(code::kNoMatchingPrivateExport, "nats.subject",
                  Text::tr("Account %1 has no private export of this kind that contains “%2”.")
                      .arg(nameText(exporter), subjectText(activation.asActivation()->subject))));
        return;
    }
    if (const auto revocation = revocationOf(exported->revocations, claims.sub, claims.iat)) {
        trust.findings.push_back(error(
            code::kRevoked, "iat",
            Text::tr("Account %1 revoked activations of “%2” for %3 issued until %4.")
                .arg(nameText(exporter), subjectText(exported->subject),
                     revocation->entry == "*" ? Text::tr("everybody") : Text::tr("this account"),
                     timeText(revocation->at))));
        trust.chain.front().good = false;
        trust.chain.front().reason = Text::tr("revoked %1").arg(timeText(revocation->at));
    }
}

} // namespace

Trust trustOfActivation(const Token &activation, const Book &book, const TrustOptions &options)
{
    Trust trust;
    const Claims &claims = activation.claims();
    const QByteArray key = accountOf(claims);
    const QByteArray path = key == claims.iss ? "iss" : "nats.issuer_account";
    const TokenPtr exporter = book.newest(Kind::Account, key);
    if (!exporter) {
        trust.chain.push_back({Role::UnknownAccount,
                               key,
                               {},
                               {},
                               false,
                               Text::tr("no token of this account is at hand")});
        trust.findings.push_back(error(
            code::kExporterUnknown, path,
            Text::tr("The exporting account %1 is unknown: none of the sources has its token.")
                .arg(shortKey(key))));
        return trust;
    }
    const AccountSigner signer = accountSigner(claims.iss, *exporter);
    const bool known = signer.role != Role::UnknownKey;
    // Named even if the key is unknown: it is that account's key it pretends to be.
    trust.chain.push_back({signer.role, claims.iss, exporter->claims().name,
                           known ? exporter : TokenPtr(), known,
                           known ? Text::tr("signature valid")
                                 : Text::tr("not a key of account %1").arg(nameText(*exporter))});
    if (!known) {
        trust.findings.push_back(
            error(code::kIssuerNotAKey, "iss",
                  Text::tr("The issuer %1 is neither the key of account %2 nor one of its signing "
                           "keys; perhaps the signing key was removed.")
                      .arg(shortKey(claims.iss), nameText(*exporter))));
    }
    AccountTrust account = trustOfAccount(exporter, book, options, path);
    trust.chain.insert(trust.chain.end(), account.links.begin(), account.links.end());
    for (Finding &finding : account.findings)
        trust.findings.push_back(asOfExporter(std::move(finding)));
    checkExport(activation, *exporter, trust);
    return trust;
}

QByteArray remoteSubject(const Import &import)
{
    return import.kind == ShareKind::Service && !import.to.isEmpty() ? import.to : import.subject;
}

ExportIndex::ExportIndex(const AccountClaims &exporter, ShareKind kind)
{
    for (int i = 0; i < int(exporter.exports.size()); ++i) {
        const Export &exported = exporter.exports[size_t(i)];
        if (exported.null || exported.kind != kind || m_bySubject.contains(exported.subject))
            continue;
        m_bySubject.insert(exported.subject, i);
        // Without wildcards it contains nothing but itself.
        if (hasWildcard(exported.subject))
            m_patterns.emplace_back(exported.subject, i);
    }
}

int ExportIndex::matching(const QByteArray &subject)
{
    const auto known = m_bySubject.constFind(subject);
    if (known != m_bySubject.cend())
        return known.value();
    const auto found
        = std::find_if(m_patterns.begin(), m_patterns.end(), [&subject](const auto &pattern) {
              return isSubset(subject, pattern.first);
          });
    const int index = found == m_patterns.end() ? -1 : found->second;
    m_bySubject.insert(subject, index);
    return index;
}

} // namespace jwt
