// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/facts.h"

#include "core/jwt/claimrows.h"
#include "ui/accounts/factwriter.h"
#include "ui/accounts/verdicttext.h"
#include "ui/common/format.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

constexpr qsizetype kSummary = 6;

RichLine timeLine(jwt::UnixTime at, jwt::UnixTime now, TextTone tone)
{
    return {toned(tone, jwt::distance(at, now)), quiet(u"  "_s + jwt::timeText(at))};
}

void writeValidity(FactWriter &w, const Examined &e)
{
    const jwt::Claims &claims = e.token->claims();
    const jwt::UnixTime now = e.options.now;
    w.heading(Text::tr("Validity"));
    if (claims.iat > 0) {
        RichLine line = timeLine(claims.iat, now, TextTone::Plain);
        w.fact(Text::tr("Issued"), std::move(line));
    }
    if (!claims.iss.isEmpty()) {
        RichLine line;
        if (!e.trust.chain.empty()) {
            const jwt::Link &issuer = e.trust.chain.front();
            if (!issuer.name.isEmpty())
                line = {keyLink(claims.iss, previewText(issuer.name, 60)), quiet(u"  "_s)};
            line.push_back(quiet(roleText(issuer.role) + u' '));
        }
        line.push_back(line.empty() ? keyLink(claims.iss)
                                    : Span{jwt::shortKey(claims.iss), TextTone::QuietMono, {}});
        w.fact(Text::tr("By"), std::move(line));
    }
    if (claims.nbf > 0)
        w.fact(Text::tr("Not before"),
               timeLine(claims.nbf, now, claims.nbf > now ? TextTone::Error : TextTone::Plain));
    if (claims.exp > 0)
        w.fact(Text::tr("Expires"),
               timeLine(claims.exp, now,
                        claims.exp < now                                ? TextTone::Error
                            : claims.exp - now < 30 * qint64(24) * 3600 ? TextTone::Warning
                                                                        : TextTone::Plain));
    else if (e.token->stage() >= jwt::Stage::Signature)
        w.fact(Text::tr("Expires"), {plain(Text::tr("never"))});
}

void writeIdentity(FactWriter &w, const Examined &e)
{
    const jwt::Claims &claims = e.token->claims();
    w.heading(Text::tr("Token"));
    if (!claims.tags.isEmpty())
        w.fact(Text::tr("Tags"), subjects(claims.tags));
    if (!claims.aud.isEmpty())
        w.fact(Text::tr("Audience"), {mono(claims.aud)});
    if (!claims.jti.isEmpty())
        w.fact(Text::tr("Id"), {claimLink(claims.jti, "jti")});
    w.fact(Text::tr("Size"), {plain(formatBytes(e.token->text().size()))});
}

void writeOperator(FactWriter &w, const jwt::OperatorClaims &op)
{
    w.heading(Text::tr("Operator"));
    if (!op.accountServerUrl.isEmpty())
        w.fact(Text::tr("Account server"), {mono(op.accountServerUrl)});
    if (!op.serviceUrls.isEmpty())
        w.fact(Text::tr("Servers"), subjects(op.serviceUrls));
    w.fact(Text::tr("System account"),
           {op.systemAccount.isEmpty() ? quiet(Text::tr("none")) : keyLink(op.systemAccount)});
    if (!op.assertServerVersion.isEmpty())
        w.fact(Text::tr("Server version"),
               {plain(Text::tr("at least ")), mono(op.assertServerVersion)});
    w.fact(Text::tr("Identity key"),
           {plain(op.strictSigningKeyUsage ? Text::tr("may sign only this token")
                                           : Text::tr("may sign accounts too"))});
    w.heading(Text::tr("Signing keys"), op.signingKeys.size());
    w.list(u"signing"_s, op.signingKeys.size(), [&op](qsizetype i) {
        return FactWriter::Row{{},
                               {Span{jwt::shortKey(op.signingKeys.at(i)), TextTone::Mono,
                                     link::kClaim + u"nats.signing_keys[%1]"_s.arg(i)}}};
    });
}

void writeActivation(FactWriter &w, const jwt::Claims &claims,
                     const jwt::ActivationClaims &activation)
{
    w.heading(Text::tr("Activation"));
    w.fact(Text::tr("Subject"),
           {claimLink(activation.subject, "nats.subject"),
            quiet(activation.kind == jwt::ShareKind::Stream ? Text::tr("  stream")
                                                            : Text::tr("  service"))});
    w.fact(Text::tr("Exporter"), {keyLink(jwt::accountOf(claims))});
    w.fact(Text::tr("Importer"), {keyLink(claims.sub)});
    w.fact(Text::tr("Hash"),
           {Span{QString::fromLatin1(jwt::activationHash(claims)), TextTone::QuietMono, {}}});
}

void writeOthers(FactWriter &w, const jwt::Claims &claims)
{
    if (const auto *request = std::get_if<jwt::AuthorizationRequestClaims>(&claims.body)) {
        w.heading(Text::tr("Authorization request"));
        w.fact(Text::tr("User"), {keyLink(request->userNkey)});
        w.fact(Text::tr("Server"), {mono(request->serverId)});
    } else if (const auto *response = std::get_if<jwt::AuthorizationResponseClaims>(&claims.body)) {
        w.heading(Text::tr("Authorization response"));
        if (!response->error.isEmpty())
            w.fact(Text::tr("Error"), {toned(TextTone::Error, previewText(response->error, 200))});
        if (!response->jwt.isEmpty())
            w.fact(Text::tr("User token"), {claimLink("nats.jwt", "nats.jwt")});
        if (!response->issuerAccount.isEmpty())
            w.fact(Text::tr("Account"), {keyLink(response->issuerAccount)});
    } else {
        w.heading(Text::tr("Claims"));
        w.paragraph({quiet(Text::tr("No server reads claims of this kind. What is in them is in ")),
                     Span{Text::tr("Claims"), TextTone::Plain, link::kPage + u"claims"_s},
                     quiet(u"."_s)});
    }
}

} // namespace

RichBlocks facts(const Examined &e, const QStringList &expanded)
{
    FactWriter w(expanded);
    const jwt::Token &token = *e.token;
    if (token.stage() < jwt::Stage::Signature) {
        w.heading(Text::tr("What could be read"));
        if (token.problem())
            w.item(SeverityMark::Error, {plain(token.problem()->text)}, {});
        writeIdentity(w, e);
        return w.take();
    }
    if (const auto *op = token.asOperator())
        writeOperator(w, *op);
    else if (const auto *account = token.asAccount())
        writeAccountFacts(w, e, *account);
    else if (token.asUser())
        writeUserFacts(w, e);
    else if (const auto *activation = token.asActivation())
        writeActivation(w, token.claims(), *activation);
    else
        writeOthers(w, token.claims());
    writeValidity(w, e);
    writeIdentity(w, e);
    return w.take();
}

RichBlocks findingsSummary(const Examined &e)
{
    FactWriter w({});
    const jwt::Findings &findings = e.trust.findings;
    w.heading(Text::tr("Findings"), qsizetype(findings.size()));
    if (findings.empty()) {
        w.item(SeverityMark::Ok, {quiet(Text::tr("Nothing to remark."))}, {});
        return w.take();
    }
    const qsizetype shown = std::min(qsizetype(findings.size()), kSummary);
    for (qsizetype i = 0; i < shown; ++i) {
        const jwt::Finding &f = findings[size_t(i)];
        const bool note = f.severity == jwt::Severity::Note;
        RichLine sub;
        if (!f.path.isEmpty()) {
            sub.push_back(claimLink(f.path, f.path));
            sub.back().tone = TextTone::QuietMono;
        }
        if (!f.servers.isEmpty())
            sub.push_back(quiet((sub.empty() ? u""_s : u"  ·  "_s) + f.servers));
        w.item(markOf(f.severity), {note ? quiet(f.text) : plain(f.text)}, std::move(sub));
    }
    if (shown < qsizetype(findings.size()))
        w.paragraph({Span{Text::tr("Show all %1").arg(formatCount(findings.size())),
                          TextTone::Plain, link::kPage + u"findings"_s}});
    return w.take();
}

} // namespace ui
