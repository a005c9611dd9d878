// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/jsontree.h"
#include "core/jwt/claims.h"
#include "core/jwt/finding.h"
#include "core/nkey/nkey.h"

#include <memory>

// A NATS JWT, decoded as far as it goes: an inspector never refuses to show (spec/jwt.md §1.1).
namespace jwt {

enum class Kind {
    Unknown, ///< not decoded that far
    Operator,
    Account,
    User,
    Activation,
    AuthorizationRequest,
    AuthorizationResponse,
    Generic,
};
// "operator", "authorization_request", …; "unknown".
[[nodiscard]] QByteArray nameOf(Kind kind);

// How far decoding came.
enum class Stage {
    Size,      ///< larger than kMaxTokenSize: nothing was looked at
    Parts,     ///< not three parts
    Header,    ///< the header's base64, JSON, typ or alg
    Payload,   ///< the payload's base64 or JSON
    Claims,    ///< version, type or a claim of the wrong JSON type
    Signature, ///< typed claims are there, the signature does not verify
    Issuer,    ///< the issuer's kind does not fit
    Complete,
};

enum class Signature {
    Absent,      ///< not decoded that far, or not 64 bytes of base64
    NoIssuerKey, ///< `iss` is no key that could verify it
    Invalid,
    Valid,
};

class Token;
using TokenPtr = std::shared_ptr<const Token>;

// Immutable; made by decode alone, which never fails and never throws, whatever the bytes.
class Token final
{
public:
    static constexpr qsizetype kMaxSize = 1024 * 1024;

    [[nodiscard]] static TokenPtr decode(QByteArray text);

    // The text as it came, and its three parts (empty where there are not three).
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] QByteArrayView part(int index) const;
    // What the signature covers by the rule of this token's version: a part of text().
    [[nodiscard]] QByteArrayView signedBytes() const;
    // The bytes of the header and the payload, base64 undone; as far as they could be.
    [[nodiscard]] const QByteArray &headerJson() const { return m_headerJson; }
    [[nodiscard]] const QByteArray &payloadJson() const { return m_payloadJson; }
    [[nodiscard]] const base::json::Tree &header() const { return m_header; }
    [[nodiscard]] const base::json::Tree &payload() const { return m_payload; }

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] int version() const { return m_version; } ///< 1 or 2; 0 unknown, -1 generic
    [[nodiscard]] const Claims &claims() const { return m_claims; }
    [[nodiscard]] const OperatorClaims *asOperator() const;
    [[nodiscard]] const AccountClaims *asAccount() const;
    [[nodiscard]] const UserClaims *asUser() const;
    [[nodiscard]] const ActivationClaims *asActivation() const;

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] bool decodes() const { return m_stage == Stage::Complete; }
    // Why decoding stopped; code not_decodable. Nothing if complete.
    [[nodiscard]] const std::optional<Finding> &problem() const { return m_problem; }
    [[nodiscard]] Signature signature() const { return m_signature; } ///< by its version's rule
    // Oddities of the JSON: duplicate members, names in another case. Never verdict codes.
    [[nodiscard]] const Findings &oddities() const { return m_oddities; }

    // As the Go library computes it (spec §1.1); only worth comparing if decodes().
    [[nodiscard]] QByteArray computedJti() const;

private:
    friend class Decoder;
    Token() = default;

    QByteArray m_text;
    qsizetype m_firstDot = -1, m_secondDot = -1;
    QByteArray m_headerJson, m_payloadJson;
    base::json::Tree m_header, m_payload;
    Kind m_kind = Kind::Unknown;
    int m_version = 0;
    bool m_signsPayloadOnly = false;
    QByteArray m_v1Type; // the top-level `type`
    Claims m_claims;
    Stage m_stage = Stage::Size;
    std::optional<Finding> m_problem;
    Signature m_signature = Signature::Absent;
    Findings m_oddities;
};

// The token an import embeds; decoded, and so verified, when it is first asked for and kept. Null
// if there is none or a URL.
[[nodiscard]] TokenPtr activationOf(const Import &import);

// base32(SHA-256(iss "." sub "." cleaned subject)) with padding: where account servers keep an
// activation (spec §1.7).
[[nodiscard]] QByteArray activationHash(const Claims &activation);

} // namespace jwt
