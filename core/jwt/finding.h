// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

namespace jwt {

enum class Severity { Note, Warning, Error };

// Something an inspector noticed about a token. Findings never hide a token.
//
// `code` is one of the verdict codes (below) where it decides whether the token is accepted; every
// other code is a check of our own ("jti_mismatch", "expires_soon", "limit_zero", …), whatever its
// severity. `path` names the claim as "nats.exports[0].subject"; "header.alg" and "signature" name
// the other two segments; empty: the whole token.
struct Finding
{
    Severity severity = Severity::Note;
    QByteArray code;
    QByteArray path;
    QString text;    ///< one sentence
    QString servers; ///< "nats-server before 2.10"; empty: whatever the version

    bool operator==(const Finding &) const = default;
};
using Findings = std::vector<Finding>;

// Codes that decide (fixtures' vocabulary).
namespace code {
inline constexpr char kNotDecodable[] = "not_decodable";
inline constexpr char kClaimsInvalid[] = "claims_invalid";
inline constexpr char kExpired[] = "expired";
inline constexpr char kNotYetValid[] = "not_yet_valid";
inline constexpr char kOperatorNotSelfSigned[] = "operator_not_self_signed";
inline constexpr char kAccountIssuerNotTrusted[] = "account_issuer_not_trusted";
inline constexpr char kAccountSelfSigned[] = "account_self_signed";
inline constexpr char kStrictViolation[] = "strict_signing_key_violation";
inline constexpr char kAccountUnknown[] = "account_unknown";
inline constexpr char kAccountExpired[] = "account_expired";
inline constexpr char kAccountNotYetValid[] = "account_not_yet_valid";
inline constexpr char kAccountClaimsInvalid[] = "account_claims_invalid";
inline constexpr char kIssuerNotAKey[] = "issuer_not_a_key_of_the_account";
inline constexpr char kScopeViolation[] = "scope_violation";
inline constexpr char kBearerNotAllowed[] = "bearer_not_allowed";
inline constexpr char kRevoked[] = "revoked";
inline constexpr char kExporterUnknown[] = "exporter_unknown";
inline constexpr char kNoMatchingPrivateExport[] = "no_matching_private_export";
inline constexpr char kSubjectNotAccount[] = "subject_not_an_account_key";
inline constexpr char kSubjectNotUser[] = "subject_not_a_user_key";
inline constexpr char kWarnings[] = "warnings"; ///< of the library's own; accepted nevertheless
} // namespace code

// Whether `code` is one of the above.
[[nodiscard]] bool isVerdictCode(QByteArrayView code);
// The verdict codes among the findings, each once, in the order of the list above.
[[nodiscard]] std::vector<QByteArray> verdictCodes(const Findings &findings);
// No verdict code, or only "warnings".
[[nodiscard]] bool accepted(const Findings &findings);

} // namespace jwt
