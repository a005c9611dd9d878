// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/storedname.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::StoredName)
};

constexpr char kSuffix[] = ".jwt";
constexpr qsizetype kHashSize = 56;
constexpr char kPadding[] = "====";

bool isBase32(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
}

} // namespace

QByteArray storedKey(QByteArrayView storedAs)
{
    if (storedAs.endsWith(kSuffix))
        storedAs.chop(qsizetype(sizeof kSuffix) - 1);
    return storedAs.toByteArray();
}

bool isActivationHash(QByteArrayView text)
{
    const qsizetype digits = kHashSize - qsizetype(sizeof kPadding) + 1;
    return text.size() == kHashSize && text.endsWith(kPadding)
        && std::all_of(text.begin(), text.begin() + digits, &isBase32);
}

bool isServedName(QByteArrayView storedAs)
{
    const QByteArray key = storedKey(storedAs);
    const auto decoded = nkey::decodePublic(key);
    return isActivationHash(key) || (decoded && decoded->kind == nkey::Kind::Account);
}

QString storedNameProblem(const Token &token, QByteArrayView storedAs)
{
    const QByteArray key = storedKey(storedAs);
    const Claims &claims = token.claims();
    // Without a subject it did not decode, which says more than any name.
    if (claims.sub.isEmpty())
        return {};
    const QString name = QString::fromUtf8(key);
    if (isActivationHash(key)) {
        if (token.kind() != Kind::Activation)
            return Text::tr("%1 is an activation's hash, but the token under it is of kind %2")
                .arg(name, QString::fromUtf8(nameOf(token.kind())));
        const QByteArray hash = activationHash(claims);
        return hash == key ? QString()
                           : Text::tr("The activation under %1 has the hash %2")
                                 .arg(name, QString::fromUtf8(hash));
    }
    if (!nkey::decodePublic(key) || claims.sub == key)
        return {};
    return Text::tr("The token under %1 is about %2").arg(name, QString::fromUtf8(claims.sub));
}

} // namespace jwt
