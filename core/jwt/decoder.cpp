// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/base64url.h"
#include "core/jwt/claimsreader.h"
#include "core/jwt/oddities.h"
#include "core/nkey/ed25519.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Decoder)
};

constexpr qsizetype kShownText = 40; // bytes of a value in a problem's text

QString shown(const QByteArray &text)
{
    return QString::fromUtf8(text.left(kShownText))
        + (text.size() > kShownText ? QStringLiteral("…") : QString());
}

QString base64Problem(QByteArrayView part, qsizetype at)
{
    if (at >= part.size())
        return Text::tr("its last character stands alone, so it is cut off");
    const auto c = uchar(part[at]);
    const QString character = c > 0x20 && c < 0x7f
        ? QStringLiteral("“%1”").arg(QLatin1Char(char(c)))
        : QStringLiteral("0x%1").arg(c, 2, 16, QLatin1Char('0'));
    return Text::tr("only A to Z, a to z, 0 to 9, “-” and “_” are expected, %1 came (byte %2)")
        .arg(character)
        .arg(at);
}

} // namespace

// Goes through a token once, in the order of the Go library, and notes where that would stop.
class Decoder final
{
public:
    explicit Decoder(QByteArray text) { m_token.m_text = std::move(text); }

    TokenPtr run() &&
    {
        if (m_token.m_text.size() > Token::kMaxSize) {
            stop(Stage::Size, {},
                 Text::tr("At most %1 bytes are expected, there are %2.")
                     .arg(Token::kMaxSize)
                     .arg(m_token.m_text.size()),
                 Text::tr("programs with version 2.8.1 or newer of the JWT library"));
        } else {
            decode();
        }
        return std::make_shared<const Token>(std::move(m_token));
    }

private:
    // The first reason counts; what comes after it is for the eye.
    void stop(Stage stage, const QByteArray &path, const QString &text, const QString &servers = {})
    {
        stop(stage, {Severity::Error, code::kNotDecodable, path, text, servers});
    }
    void stop(Stage stage, const Finding &finding)
    {
        if (m_token.m_problem)
            return;
        m_token.m_stage = stage;
        m_token.m_problem = finding;
    }

    void decode()
    {
        m_token.m_stage = Stage::Complete;
        splitParts();
        const bool header = readSegment(m_header, Stage::Header, m_token.m_headerJson,
                                        m_token.m_header, "header");
        if (header)
            checkHeader();
        const bool payload
            = readSegment(m_payload, Stage::Payload, m_token.m_payloadJson, m_token.m_payload, {});
        if (!payload)
            return;
        readPayload();
        if (m_token.m_secondDot < 0)
            return;
        checkSignature();
        checkIssuer();
    }

    // Two parts are read as far as they go: a token whose end was cut off is still worth a look.
    void splitParts()
    {
        const QByteArrayView text(m_token.m_text);
        const qsizetype first = text.indexOf('.');
        const qsizetype second = first < 0 ? -1 : text.indexOf('.', first + 1);
        const bool three = second >= 0 && text.indexOf('.', second + 1) < 0;
        if (three) {
            m_token.m_firstDot = first;
            m_token.m_secondDot = second;
        } else {
            stop(Stage::Parts, {},
                 text.isEmpty() ? Text::tr("A token is expected, there is nothing.")
                                : Text::tr("Three parts separated by “.” are expected, there are "
                                           "%1.")
                                      .arg(text.count('.') + 1));
        }
        if (first < 0)
            return;
        m_header = text.first(first);
        m_payload
            = second < 0 ? text.sliced(first + 1) : text.sliced(first + 1, second - first - 1);
    }

    bool readSegment(QByteArrayView part, Stage stage, QByteArray &json, base::json::Tree &tree,
                     const QByteArray &path)
    {
        const auto name = [stage] {
            return stage == Stage::Header ? Text::tr("The header") : Text::tr("The payload");
        };
        base::Base64Url decoded = base::fromBase64Url(part);
        json = std::move(decoded.bytes);
        if (!decoded.ok()) {
            stop(stage, path,
                 QStringLiteral("%1: %2.").arg(name(), base64Problem(part, decoded.wrongAt)));
            return false;
        }
        base::Result<base::json::Tree> parsed = base::json::Tree::parse(json);
        if (!parsed) {
            stop(stage, path, QStringLiteral("%1: %2.").arg(name(), parsed.error().text));
            return false;
        }
        tree = *std::move(parsed);
        note(duplicateMembers(tree.root(), path));
        return true;
    }

    void note(const Findings &oddities)
    {
        m_token.m_oddities.insert(m_token.m_oddities.end(), oddities.begin(), oddities.end());
    }

    void checkHeader()
    {
        const HeaderReading header = readHeader(m_token.m_header.root());
        note(header.oddities);
        const QByteArray alg = header.alg.toLower();
        m_headerIsV1 = alg == "ed25519";
        if (header.problem)
            stop(Stage::Header, *header.problem);
        else if (header.typ.compare("JWT", Qt::CaseInsensitive) != 0)
            stop(
                Stage::Header, "header.typ",
                Text::tr("The header's typ: “JWT” is expected, “%1” came.").arg(shown(header.typ)));
        else if (!m_headerIsV1 && alg != "ed25519-nkey")
            stop(Stage::Header, "header.alg",
                 Text::tr("The header's alg: “ed25519-nkey” is expected, “%1” came.")
                     .arg(shown(header.alg)));
    }

    void readPayload()
    {
        ClaimsReading reading = readClaims(m_token.m_payload.root());
        m_token.m_kind = reading.kind;
        m_token.m_version = reading.version;
        m_token.m_claims = std::move(reading.claims);
        m_token.m_v1Type = reading.v1Type;
        note(reading.oddities);
        // Where the payload does not say the version, the header has to do.
        const bool unknown = reading.problem && reading.version == 0;
        m_token.m_signsPayloadOnly = unknown ? m_headerIsV1 : reading.signsPayloadOnly;
        if (reading.problem)
            stop(Stage::Claims, *reading.problem);
    }

    void checkSignature()
    {
        const QByteArrayView part = m_token.part(2);
        const base::Base64Url signature = base::fromBase64Url(part);
        if (!signature.ok()) {
            stop(Stage::Signature, "signature",
                 Text::tr("The signature: %1.").arg(base64Problem(part, signature.wrongAt)));
            return;
        }
        if (signature.bytes.size() != nkey::ed25519::kSignatureSize) {
            stop(Stage::Signature, "signature",
                 Text::tr("The signature: %1 bytes are expected, there are %2.")
                     .arg(nkey::ed25519::kSignatureSize)
                     .arg(signature.bytes.size()));
            return;
        }
        m_issuer = nkey::readPublic(m_token.m_claims.iss);
        if (!m_issuer) {
            m_token.m_signature = Signature::NoIssuerKey;
            stop(Stage::Signature, "iss", noIssuerText());
            return;
        }
        const auto verifies = [&](QByteArrayView bytes) {
            return nkey::ed25519::verify(m_issuer->bytes, bytes, signature.bytes);
        };
        if (verifies(m_token.signedBytes())) {
            m_token.m_signature = Signature::Valid;
            return;
        }
        m_token.m_signature = Signature::Invalid;
        if (m_token.m_problem)
            return;
        const QByteArrayView both = QByteArrayView(m_token.m_text).first(m_token.m_secondDot);
        stop(Stage::Signature, "signature",
             signatureText(verifies(m_token.m_signsPayloadOnly ? both : m_token.part(1))));
    }

    QString noIssuerText() const
    {
        const QByteArray &iss = m_token.m_claims.iss;
        if (iss.isEmpty())
            return Text::tr("The signature cannot be checked: the issuer's key is expected in "
                            "iss, there is none.");
        const base::Result<nkey::PublicKey> strict = nkey::decodePublic(iss);
        return Text::tr("The signature cannot be checked with the key in iss, “%1”: %2.")
            .arg(shown(iss), strict ? QString() : strict.error().text);
    }

    QString signatureText(bool verifiesTheOtherWay) const
    {
        if (!verifiesTheOtherWay)
            return Text::tr("The signature does not verify with the key in iss: the token was "
                            "changed after it was signed, or another key signed it.");
        if (!m_token.m_signsPayloadOnly)
            return Text::tr("The signature covers the payload alone, as in version 1; in version "
                            "2 it must cover header and payload.");
        return m_token.m_kind == Kind::Generic
            ? Text::tr("The signature covers header and payload; for claims of no known type NATS "
                       "expects it over the payload alone.")
            : Text::tr("The signature covers header and payload, as in version 2; in version 1 it "
                       "must cover the payload alone.");
    }

    void checkIssuer()
    {
        using nkey::Kind;
        const auto expect = [this](std::initializer_list<Kind> kinds, const char *what) {
            if (m_issuer && std::find(kinds.begin(), kinds.end(), m_issuer->kind) == kinds.end())
                stop(Stage::Issuer, "iss",
                     Text::tr("The issuer: %1 is expected, “%2” came.")
                         .arg(Text::tr(what), shown(m_token.m_claims.iss)));
        };
        switch (m_token.m_kind) {
        case jwt::Kind::Operator:
            expect({Kind::Operator}, QT_TRANSLATE_NOOP("Decoder", "an operator's key (O…)"));
            break;
        case jwt::Kind::Account:
        case jwt::Kind::Activation:
            expect({Kind::Account, Kind::Operator},
                   QT_TRANSLATE_NOOP("Decoder", "an operator's or account's key (O…, A…)"));
            break;
        case jwt::Kind::User:
        case jwt::Kind::AuthorizationResponse:
            expect({Kind::Account}, QT_TRANSLATE_NOOP("Decoder", "an account's key (A…)"));
            break;
        case jwt::Kind::AuthorizationRequest:
            expect({Kind::Server}, QT_TRANSLATE_NOOP("Decoder", "a server's key (N…)"));
            break;
        case jwt::Kind::Generic:
        case jwt::Kind::Unknown:
            break;
        }
    }

    Token m_token;
    QByteArrayView m_header, m_payload;
    bool m_headerIsV1 = false;
    std::optional<nkey::PublicKey> m_issuer;
};

TokenPtr Token::decode(QByteArray text)
{
    return Decoder(std::move(text)).run();
}

} // namespace jwt
