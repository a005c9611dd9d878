// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/jwt/finding.h"

#include <algorithm>

namespace jwt {

namespace {

// The order of the list in the header.
constexpr const char *kVerdictCodes[] = {
    code::kNotDecodable,      code::kClaimsInvalid,         code::kExpired,
    code::kNotYetValid,       code::kOperatorNotSelfSigned, code::kAccountIssuerNotTrusted,
    code::kAccountSelfSigned, code::kStrictViolation,       code::kAccountUnknown,
    code::kAccountExpired,    code::kAccountNotYetValid,    code::kAccountClaimsInvalid,
    code::kIssuerNotAKey,     code::kScopeViolation,        code::kBearerNotAllowed,
    code::kRevoked,           code::kExporterUnknown,       code::kNoMatchingPrivateExport,
    code::kSubjectNotAccount, code::kSubjectNotUser,        code::kWarnings,
};

} // namespace

bool isVerdictCode(QByteArrayView code)
{
    return std::any_of(std::begin(kVerdictCodes), std::end(kVerdictCodes),
                       [code](const char *known) { return code == known; });
}

std::vector<QByteArray> verdictCodes(const Findings &findings)
{
    std::vector<QByteArray> codes;
    for (const char *known : kVerdictCodes) {
        if (std::any_of(findings.begin(), findings.end(),
                        [known](const Finding &finding) { return finding.code == known; }))
            codes.emplace_back(known);
    }
    return codes;
}

bool accepted(const Findings &findings)
{
    return std::none_of(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.code != code::kWarnings && isVerdictCode(finding.code);
    });
}

} // namespace jwt
