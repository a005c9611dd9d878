// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/verdicttext.h"

#include "core/jwt/claimrows.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kLongestTitle = 200;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(VerdictText)
};

struct CodeText
{
    const char *code;
    const char *text;
};
constexpr std::array kCodes{
    CodeText{jwt::code::kNotDecodable, QT_TRANSLATE_NOOP("VerdictText", "cannot be decoded")},
    CodeText{jwt::code::kClaimsInvalid, QT_TRANSLATE_NOOP("VerdictText", "claims not valid")},
    CodeText{jwt::code::kExpired, QT_TRANSLATE_NOOP("VerdictText", "expired")},
    CodeText{jwt::code::kNotYetValid, QT_TRANSLATE_NOOP("VerdictText", "not yet valid")},
    CodeText{jwt::code::kWarnings, QT_TRANSLATE_NOOP("VerdictText", "warnings")},
    CodeText{jwt::code::kOperatorNotSelfSigned,
             QT_TRANSLATE_NOOP("VerdictText", "an operator that is not self-signed")},
    CodeText{jwt::code::kAccountIssuerNotTrusted,
             QT_TRANSLATE_NOOP("VerdictText", "not signed by a trusted operator")},
    CodeText{jwt::code::kAccountSelfSigned, QT_TRANSLATE_NOOP("VerdictText", "self-signed")},
    CodeText{
        jwt::code::kStrictViolation,
        QT_TRANSLATE_NOOP("VerdictText", "signed by an identity key, which is forbidden here")},
    CodeText{jwt::code::kAccountUnknown,
             QT_TRANSLATE_NOOP("VerdictText", "its account is unknown")},
    CodeText{jwt::code::kAccountExpired,
             QT_TRANSLATE_NOOP("VerdictText", "its account has expired")},
    CodeText{jwt::code::kAccountNotYetValid,
             QT_TRANSLATE_NOOP("VerdictText", "its account is not yet valid")},
    CodeText{jwt::code::kAccountClaimsInvalid,
             QT_TRANSLATE_NOOP("VerdictText", "its account has invalid claims")},
    CodeText{jwt::code::kIssuerNotAKey,
             QT_TRANSLATE_NOOP("VerdictText", "not signed by a key of its account")},
    CodeText{jwt::code::kScopeViolation,
             QT_TRANSLATE_NOOP("VerdictText", "rights of its own beside a scope")},
    CodeText{jwt::code::kBearerNotAllowed,
             QT_TRANSLATE_NOOP("VerdictText", "the account allows no bearer tokens")},
    CodeText{jwt::code::kRevoked, QT_TRANSLATE_NOOP("VerdictText", "revoked")},
    CodeText{jwt::code::kExporterUnknown,
             QT_TRANSLATE_NOOP("VerdictText", "the exporting account is unknown")},
    CodeText{jwt::code::kNoMatchingPrivateExport,
             QT_TRANSLATE_NOOP("VerdictText", "no private export matches")},
    CodeText{jwt::code::kSubjectNotAccount,
             QT_TRANSLATE_NOOP("VerdictText", "its subject is no account key")},
    CodeText{jwt::code::kSubjectNotUser,
             QT_TRANSLATE_NOOP("VerdictText", "its subject is no user key")},
};

// A finding's `servers` are those it holds for. What refuses a token everywhere outweighs the rest.
QString serversText(const Examined &examined, bool refused)
{
    if (!examined.token->decodes())
        return Text::tr("by every nats-server");
    QStringList some;
    bool everywhere = false;
    for (const jwt::Finding &finding : examined.trust.findings) {
        const bool decides
            = jwt::isVerdictCode(finding.code) && finding.code != jwt::code::kWarnings;
        if (refused ? !decides : finding.severity == jwt::Severity::Note)
            continue;
        everywhere = everywhere || finding.servers.isEmpty();
        if (!finding.servers.isEmpty() && !some.contains(finding.servers))
            some += finding.servers;
    }
    if (refused && !everywhere && some.size() == 1)
        return Text::tr("by %1").arg(some.front());
    if (refused && !everywhere && !some.isEmpty())
        return Text::tr("by some versions: see Findings");
    if (!refused && !some.isEmpty())
        return some.size() == 1 ? Text::tr("but see Findings for %1").arg(some.front())
                                : Text::tr("but see Findings for some versions");
    switch (examined.token->version()) {
    case 2:
        return Text::tr("by nats-server 2.2 to 2.14");
    case 1:
        return Text::tr("by nats-server 2.0 to 2.14");
    default:
        return {};
    }
}

} // namespace

QString kindText(jwt::Kind kind)
{
    switch (kind) {
    case jwt::Kind::Operator:
        return Text::tr("operator");
    case jwt::Kind::Account:
        return Text::tr("account");
    case jwt::Kind::User:
        return Text::tr("user");
    case jwt::Kind::Activation:
        return Text::tr("activation");
    case jwt::Kind::AuthorizationRequest:
        return Text::tr("authorization request");
    case jwt::Kind::AuthorizationResponse:
        return Text::tr("authorization response");
    case jwt::Kind::Generic:
        return Text::tr("generic claims");
    case jwt::Kind::Unknown:
        break;
    }
    return Text::tr("of unknown kind");
}

QString titleOf(const jwt::Token &token)
{
    const jwt::Claims &claims = token.claims();
    if (!claims.name.isEmpty())
        return previewText(claims.name, kLongestTitle);
    if (const auto *activation = token.asActivation(); activation && !activation->subject.isEmpty())
        return previewText(activation->subject, kLongestTitle);
    if (!claims.sub.isEmpty())
        return jwt::shortKey(claims.sub);
    return Text::tr("Unreadable token");
}

QString codeText(QByteArrayView code)
{
    for (const CodeText &known : kCodes) {
        if (code == QByteArrayView(known.code))
            return Text::tr(known.text);
    }
    return QString::fromUtf8(code);
}

QString stageText(jwt::Stage stage)
{
    switch (stage) {
    case jwt::Stage::Size:
        return Text::tr("its size");
    case jwt::Stage::Parts:
        return Text::tr("its three parts");
    case jwt::Stage::Header:
        return Text::tr("the header");
    case jwt::Stage::Payload:
        return Text::tr("the payload");
    case jwt::Stage::Claims:
        return Text::tr("the claims");
    case jwt::Stage::Signature:
        return Text::tr("the signature");
    case jwt::Stage::Issuer:
        return Text::tr("the issuer");
    case jwt::Stage::Complete:
        break;
    }
    return {};
}

VerdictText verdictText(const Examined &examined)
{
    VerdictText verdict;
    verdict.servers = serversText(examined, false);
    if (!examined.token->decodes()) {
        verdict.mark = SeverityMark::Error;
        verdict.tone = TextTone::Error;
        verdict.sentence
            = Text::tr("Cannot be decoded: stopped at %1").arg(stageText(examined.token->stage()));
        return verdict;
    }
    std::vector<QByteArray> codes = examined.trust.codes();
    std::erase(codes, QByteArray(jwt::code::kWarnings));
    if (!codes.empty()) {
        verdict.servers = serversText(examined, true);
        verdict.mark = SeverityMark::Error;
        verdict.tone = TextTone::Error;
        verdict.sentence = Text::tr("Refused: %1").arg(codeText(codes.front()));
        if (codes.size() > 1)
            verdict.sentence += codes.size() == 2
                ? Text::tr(", and one more reason")
                : Text::tr(", and %1 more reasons").arg(codes.size() - 1);
        return verdict;
    }
    const auto count = [&examined](jwt::Severity severity) {
        return int(std::count_if(examined.trust.findings.begin(), examined.trust.findings.end(),
                                 [severity](const auto &f) { return f.severity == severity; }));
    };
    const int warnings = count(jwt::Severity::Warning) + count(jwt::Severity::Error);
    if (warnings > 0) {
        verdict.mark = SeverityMark::Warning;
        verdict.tone = TextTone::Warning;
        verdict.sentence = warnings == 1 ? Text::tr("Accepted, with 1 warning")
                                         : Text::tr("Accepted, with %1 warnings").arg(warnings);
    } else {
        verdict.sentence = Text::tr("Accepted");
    }
    return verdict;
}

QString roleText(jwt::Role role)
{
    switch (role) {
    case jwt::Role::OperatorIdentity:
        return Text::tr("operator identity key");
    case jwt::Role::OperatorSigningKey:
        return Text::tr("operator signing key");
    case jwt::Role::AccountIdentity:
        return Text::tr("account identity key");
    case jwt::Role::AccountSigningKey:
        return Text::tr("account signing key");
    case jwt::Role::ScopedSigningKey:
        return Text::tr("scoped signing key");
    case jwt::Role::Account:
        return Text::tr("account");
    case jwt::Role::Operator:
        return Text::tr("operator");
    case jwt::Role::UnknownAccount:
        return Text::tr("unknown account");
    case jwt::Role::UnknownKey:
        return Text::tr("unknown key");
    }
    return {};
}

SeverityMark markOf(jwt::Severity severity)
{
    switch (severity) {
    case jwt::Severity::Error:
        return SeverityMark::Error;
    case jwt::Severity::Warning:
        return SeverityMark::Warning;
    case jwt::Severity::Note:
        break;
    }
    return SeverityMark::Note;
}

} // namespace ui
