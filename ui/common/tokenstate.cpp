// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/tokenstate.h"

#include "core/jwt/validation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::TokenState)
};

QString wordOf(const jwt::Finding &finding)
{
    struct Word
    {
        const char *code;
        const char *text;
    };
    namespace code = jwt::code;
    static const Word words[] = {
        {code::kNotDecodable, QT_TRANSLATE_NOOP("ui::TokenState", "not decodable")},
        {code::kClaimsInvalid, QT_TRANSLATE_NOOP("ui::TokenState", "invalid")},
        {code::kExpired, QT_TRANSLATE_NOOP("ui::TokenState", "expired")},
        {code::kNotYetValid, QT_TRANSLATE_NOOP("ui::TokenState", "not yet valid")},
        {code::kOperatorNotSelfSigned, QT_TRANSLATE_NOOP("ui::TokenState", "not self-signed")},
        {code::kAccountIssuerNotTrusted, QT_TRANSLATE_NOOP("ui::TokenState", "not trusted")},
        {code::kAccountSelfSigned, QT_TRANSLATE_NOOP("ui::TokenState", "self-signed")},
        {code::kStrictViolation, QT_TRANSLATE_NOOP("ui::TokenState", "strict mode")},
        {code::kAccountUnknown, QT_TRANSLATE_NOOP("ui::TokenState", "account unknown")},
        {code::kAccountExpired, QT_TRANSLATE_NOOP("ui::TokenState", "account expired")},
        {code::kAccountNotYetValid, QT_TRANSLATE_NOOP("ui::TokenState", "account too early")},
        {code::kAccountClaimsInvalid, QT_TRANSLATE_NOOP("ui::TokenState", "account invalid")},
        {code::kIssuerNotAKey, QT_TRANSLATE_NOOP("ui::TokenState", "issuer unknown")},
        {code::kScopeViolation, QT_TRANSLATE_NOOP("ui::TokenState", "breaks its scope")},
        {code::kBearerNotAllowed, QT_TRANSLATE_NOOP("ui::TokenState", "bearer forbidden")},
        {code::kRevoked, QT_TRANSLATE_NOOP("ui::TokenState", "revoked")},
        {code::kExporterUnknown, QT_TRANSLATE_NOOP("ui::TokenState", "exporter unknown")},
        {code::kNoMatchingPrivateExport, QT_TRANSLATE_NOOP("ui::TokenState", "no such export")},
        {code::kSubjectNotAccount, QT_TRANSLATE_NOOP("ui::TokenState", "wrong subject")},
        {code::kSubjectNotUser, QT_TRANSLATE_NOOP("ui::TokenState", "wrong subject")},
    };
    for (const Word &word : words) {
        if (finding.code == word.code)
            return Text::tr(word.text);
    }
    if (finding.path.startsWith("nats.imports"))
        return Text::tr("import broken");
    if (finding.path.startsWith("nats.exports"))
        return Text::tr("export broken");
    return Text::tr("problem");
}

} // namespace

QString shortDistance(jwt::UnixTime at, jwt::UnixTime now)
{
    const qint64 seconds = at > now ? at - now : now - at;
    if (seconds >= 2 * 86400)
        return Text::tr("%1 d").arg(seconds / 86400);
    if (seconds >= 2 * 3600)
        return Text::tr("%1 h").arg(seconds / 3600);
    return Text::tr("%1 min").arg(seconds / 60);
}

TokenState summarise(const jwt::Token &token, const jwt::Findings &findings, jwt::UnixTime now)
{
    TokenState state;
    state.accepted = jwt::accepted(findings);
    state.expires = token.claims().exp;
    state.warnings
        = int(std::ranges::count(findings, jwt::Severity::Warning, &jwt::Finding::severity));
    // A code that decides comes before an error that does not.
    const jwt::Finding *worst = nullptr;
    for (const jwt::Finding &finding : findings) {
        const bool error = finding.severity == jwt::Severity::Error;
        if (error
            && (!worst || (jwt::isVerdictCode(finding.code) && !jwt::isVerdictCode(worst->code))))
            worst = &finding;
    }
    if (worst) {
        state.mark = SeverityMark::Error;
        state.word = wordOf(*worst);
        state.reason = worst->text;
        return state;
    }
    if (state.warnings == 0) {
        state.mark = SeverityMark::Ok;
        return state;
    }
    const auto warning
        = std::ranges::find(findings, jwt::Severity::Warning, &jwt::Finding::severity);
    state.reason = warning->text;
    const bool soon = state.expires > now && state.expires - now <= jwt::kExpiresSoon;
    state.mark = soon && state.warnings == 1 ? SeverityMark::Soon : SeverityMark::Warning;
    state.word = state.mark == SeverityMark::Soon ? shortDistance(state.expires, now)
                                                  : QString::number(state.warnings);
    return state;
}

} // namespace ui
