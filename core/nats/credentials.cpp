// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/credentials.h"

#include "core/base/readfile.h"
#include "core/nkey/decoration.h"
#include "core/nkey/nkey.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Credentials)
};

base::Error bad(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text};
}

base::Result<nkey::KeyPair> userKey(QByteArrayView seed)
{
    base::Result<nkey::KeyPair> pair = nkey::KeyPair::fromSeed(seed);
    if (pair && pair->kind() != nkey::Kind::User) {
        return bad(Text::tr("Seed: a user seed (SU…) is expected, this one starts with %1")
                       .arg(QLatin1StringView(seed.first(2))));
    }
    return pair;
}

struct Claims
{
    QByteArray subject;
    bool bearer = false;
};

Claims claimsOf(const QByteArray &jwt)
{
    const QByteArray claims = jwt.split('.').value(1);
    const QJsonObject object
        = QJsonDocument::fromJson(QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding))
              .object();
    return {object.value("sub"_L1).toString().toLatin1(),
            object.value("nats"_L1).toObject().value("bearer_token"_L1).toBool()};
}

// Signing with a key other than the one the JWT was issued for is refused by every server, without
// saying why. A bearer token needs no signature.
bool seedFitsJwt(const QByteArray &jwt, const nkey::KeyPair &pair)
{
    const Claims claims = claimsOf(jwt);
    return claims.bearer || claims.subject.isEmpty() || claims.subject == pair.publicKey();
}

std::optional<base::Error> checkSize(QByteArrayView content)
{
    if (content.size() <= kMaxCredentialsSize)
        return std::nullopt;
    return base::Error{base::ErrorKind::Limit,
                       Text::tr("Credentials: larger than %1 bytes").arg(kMaxCredentialsSize)};
}

base::Error noBlocks(QByteArrayView content)
{
    const QByteArrayView text = content.trimmed();
    if (text.isEmpty())
        return bad(Text::tr("Credentials: the file is empty"));
    if (nkey::looksLikeSeed(text))
        return bad(
            Text::tr("Credentials: there is a seed but no user JWT; use it as an nkey file"));
    if (nkey::isBlockContent(text) && text.count('.') == 2)
        return bad(Text::tr("Credentials: there is a JWT but no seed, so it cannot sign in"));
    return bad(Text::tr("Credentials: lines “-----BEGIN NATS USER JWT-----” and “-----BEGIN USER "
                        "NKEY SEED-----” are expected, there are none"));
}

QString warnings(const nkey::Blocks &blocks)
{
    QStringList texts;
    if (blocks.carriageReturns)
        texts << Text::tr("Its lines end with CR LF.");
    if (blocks.blankLines) {
        texts << Text::tr("It has a blank line next to the JWT or the seed, which other NATS "
                          "clients refuse.");
    }
    if (blocks.contents.size() < 2)
        texts << Text::tr("Its seed has no BEGIN and END lines.");
    return texts.join(u' ');
}

template<typename T>
base::Result<T> readWith(const QString &path, base::Result<T> (*parse)(QByteArrayView))
{
    base::Result<QByteArray> content = base::readFile(path, kMaxCredentialsSize);
    if (!content)
        return content.error();
    base::Result<T> parsed = parse(*content);
    base::wipe(content.value());
    if (parsed)
        return parsed;
    base::Error error = parsed.error();
    error.text = Text::tr("%1: %2").arg(path, error.text);
    return error;
}

} // namespace

base::Result<Credentials> parseCredentials(QByteArrayView content)
{
    if (auto error = checkSize(content))
        return *error;
    const nkey::Blocks blocks = nkey::findBlocks(content);
    if (blocks.contents.empty())
        return noBlocks(content);
    const QByteArrayView jwt = blocks.contents.front();
    if (nkey::looksLikeSeed(jwt))
        return bad(
            Text::tr("Credentials: there is a seed but no user JWT; use it as an nkey file"));
    const QByteArrayView seed
        = blocks.contents.size() > 1 ? blocks.contents[1] : nkey::firstSeedLine(content);
    if (seed.isEmpty())
        return bad(Text::tr("Credentials: there is a JWT but no seed, so it cannot sign in"));
    const base::Result<nkey::KeyPair> pair = userKey(seed);
    if (!pair)
        return pair.error();
    Credentials credentials{jwt.toByteArray(), base::Secret(seed.toByteArray()), warnings(blocks)};
    if (!seedFitsJwt(credentials.jwt, *pair))
        return bad(Text::tr("Credentials: the seed does not belong to the user of the JWT"));
    return credentials;
}

base::Result<base::Secret> parseSeed(QByteArrayView content)
{
    if (auto error = checkSize(content))
        return *error;
    const nkey::Blocks blocks = nkey::findBlocks(content);
    const QByteArrayView seed
        = blocks.contents.empty() ? nkey::firstSeedLine(content) : blocks.contents.back();
    if (seed.isEmpty())
        return bad(Text::tr("Seed: a line that starts with SU is expected, there is none"));
    const base::Result<nkey::KeyPair> pair = userKey(seed);
    if (!pair)
        return pair.error();
    return base::Secret(seed.toByteArray());
}

base::Result<Credentials> parseJwtAndSeed(QByteArrayView jwt, QByteArrayView seed)
{
    if (auto error = checkSize(jwt))
        return *error;
    const nkey::Blocks blocks = nkey::findBlocks(jwt);
    const QByteArrayView token = blocks.contents.empty() ? jwt.trimmed() : blocks.contents.front();
    if (nkey::looksLikeSeed(token))
        return bad(Text::tr("User JWT: this is a seed; a token of three parts is expected"));
    if (!nkey::isBlockContent(token) || token.count('.') != 2)
        return bad(Text::tr("User JWT: a token of three parts with dots between them is expected"));
    Credentials credentials{token.toByteArray(), {}, {}};
    if (seed.trimmed().isEmpty()) {
        if (!claimsOf(credentials.jwt).bearer) {
            credentials.warning = Text::tr("There is no seed to sign with, and the JWT is not one "
                                           "that needs none (bearer).");
        }
        return credentials;
    }
    base::Result<base::Secret> read = parseSeed(seed);
    if (!read)
        return read.error();
    if (!seedFitsJwt(credentials.jwt, *nkey::KeyPair::fromSeed(read->reveal())))
        return bad(Text::tr("Credentials: the seed does not belong to the user of the JWT"));
    credentials.seed = *std::move(read);
    return credentials;
}

base::Result<Credentials> readCredentialsFile(const QString &path)
{
    return readWith<Credentials>(path, &parseCredentials);
}

base::Result<base::Secret> readSeedFile(const QString &path)
{
    return readWith<base::Secret>(path, &parseSeed);
}

} // namespace nats
