// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/loginpreview.h"

#include "core/base/counted.h"
#include "core/jwt/token.h"
#include "core/nats/credentials.h"
#include "core/nkey/nkey.h"
#include "ui/common/format.h"
#include "ui/connection/namedfile.h"
#include "ui/connection/profileform.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 kDay = 86'400;
constexpr qint64 kSoon = 14 * kDay;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::LoginPreview)
};

QString span(qint64 seconds)
{
    if (seconds >= 2 * kDay)
        return Text::tr("%1 days").arg(seconds / kDay);
    if (seconds >= 2 * 3600)
        return Text::tr("%1 hours").arg(seconds / 3600);
    return base::counted(seconds / 60, Text::tr("1 minute"), Text::tr("%1 minutes"));
}

QString date(jwt::UnixTime at)
{
    return QDateTime::fromSecsSinceEpoch(at).toString(u"yyyy-MM-dd HH:mm"_s);
}

RichBlock fact(const QString &label, RichLine line)
{
    return {RichBlock::Kind::Fact, label, std::move(line), {}, {}};
}

RichBlock note(SeverityMark mark, const QString &text)
{
    const TextTone tone = mark == SeverityMark::Error ? TextTone::Error
        : mark == SeverityMark::Warning               ? TextTone::Warning
                                                      : TextTone::Quiet;
    return {RichBlock::Kind::Item, {}, {{text, tone, {}}}, {}, mark};
}

RichLine named(const QByteArray &name, const QByteArray &key)
{
    RichLine line;
    if (!name.isEmpty())
        line.push_back({previewText(name), TextTone::Strong, {}});
    if (!key.isEmpty()) {
        if (!line.empty())
            line.push_back({u"  "_s, TextTone::Plain, {}});
        line.push_back({previewText(key), TextTone::QuietMono, {}});
    }
    return line;
}

void addExpiry(RichBlocks &blocks, const jwt::Claims &claims, jwt::UnixTime now)
{
    const QString label = Text::tr("Expires");
    if (claims.exp <= 0) {
        blocks.push_back(fact(label, {{Text::tr("never"), TextTone::Plain, {}}}));
    } else if (claims.exp <= now) {
        blocks.push_back(
            fact(label,
                 {{Text::tr("expired %1 ago").arg(span(now - claims.exp)), TextTone::Error, {}},
                  {u"  "_s + date(claims.exp), TextTone::Quiet, {}}}));
        blocks.push_back(
            note(SeverityMark::Error, Text::tr("Every server refuses it. Ask for a new one.")));
    } else {
        const TextTone tone = claims.exp - now < kSoon ? TextTone::Warning : TextTone::Plain;
        blocks.push_back(fact(label,
                              {{Text::tr("in %1").arg(span(claims.exp - now)), tone, {}},
                               {u"  "_s + date(claims.exp), TextTone::Quiet, {}}}));
    }
    if (claims.nbf > now) {
        blocks.push_back(
            note(SeverityMark::Error, Text::tr("Not valid before %1.").arg(date(claims.nbf))));
    }
}

void addToken(RichBlocks &blocks, const QByteArray &text, bool bearer, jwt::UnixTime now)
{
    const auto token = jwt::Token::decode(text);
    const auto *user = token->asUser();
    if (!user)
        return;
    const jwt::Claims &claims = token->claims();
    blocks.push_back(fact(Text::tr("User"), named(claims.name, claims.sub)));
    blocks.push_back(fact(Text::tr("Account"), named({}, jwt::accountOf(claims))));
    addExpiry(blocks, claims, now);
    if (token->signature() != jwt::Signature::Valid)
        blocks.push_back(note(SeverityMark::Error, Text::tr("Its signature is wrong.")));
    if (bearer && !user->rights.bearer) {
        blocks.push_back(
            note(SeverityMark::Warning,
                 Text::tr("It does not say that it is a bearer JWT: unless its scope does, the "
                          "server wants a signature by its seed.")));
    }
}

void addCredentials(RichBlocks &blocks, const base::Result<nats::Credentials> &credentials,
                    jwt::UnixTime now)
{
    if (!credentials)
        return;
    addToken(blocks, credentials->jwt, false, now);
    if (!credentials->warning.isEmpty())
        blocks.push_back(note(SeverityMark::Warning, credentials->warning));
}

void addSeed(RichBlocks &blocks, const base::Result<base::Secret> &seed)
{
    if (!seed)
        return;
    if (const auto pair = nkey::KeyPair::fromSeed(seed->reveal()))
        blocks.push_back(fact(Text::tr("User"), named({}, pair->publicKey())));
}

// Only what can be looked at here and now: a file that is there.
bool isAtHand(const QString &text)
{
    const NamedFile file(text);
    return !text.trimmed().isEmpty() && file.isFile() && file.problem().isEmpty();
}

bool isAtHand(const SecretInput &input)
{
    return !input.typed.isEmpty()
        && !isReference(QString::fromUtf8(
            input.typed.reveal().first(qMin<qsizetype>(input.typed.reveal().size(), 16))));
}

} // namespace

RichBlocks loginPreview(const ProfileForm &form, jwt::UnixTime now)
{
    RichBlocks blocks;
    switch (form.login) {
    case LoginKind::Creds:
        if (form.credsPasted && isAtHand(form.credsText))
            addCredentials(blocks, nats::parseCredentials(form.credsText.typed.reveal()), now);
        else if (!form.credsPasted && isAtHand(form.credsFile))
            addCredentials(blocks, nats::readCredentialsFile(NamedFile(form.credsFile).path()),
                           now);
        break;
    case LoginKind::Nkey:
        if (form.nkeyPasted && isAtHand(form.nkeyText))
            addSeed(blocks, nats::parseSeed(form.nkeyText.typed.reveal()));
        else if (!form.nkeyPasted && isAtHand(form.nkeyFile))
            addSeed(blocks, nats::readSeedFile(NamedFile(form.nkeyFile).path()));
        break;
    case LoginKind::Jwt:
    case LoginKind::BearerJwt:
        if (isAtHand(form.jwt))
            addToken(blocks, form.jwt.typed.reveal().trimmed().toByteArray(),
                     form.login == LoginKind::BearerJwt, now);
        break;
    case LoginKind::None:
    case LoginKind::UserPassword:
    case LoginKind::Token:
    case LoginKind::NscUser:
        break;
    }
    return blocks;
}

} // namespace ui
