// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/caching.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace accountserver {

namespace {

// RFC 9110 8.8.3: etagc
bool isTagText(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const uchar byte = uchar(c);
        return byte == 0x21 || (byte >= 0x23 && byte <= 0x7e);
    });
}

constexpr qsizetype kMaxTag = 256; ///< longer ones make no good header

} // namespace

QByteArray etagOf(const StoredToken &token)
{
    const bool fits = !token.jti.isEmpty() && token.jti.size() <= kMaxTag && isTagText(token.jti);
    const QByteArray text = fits
        ? token.jti
        : QCryptographicHash::hash(token.text, QCryptographicHash::Sha256).toHex();
    return QByteArray('"' + text + '"');
}

bool matchesTag(QByteArrayView ifNoneMatch, const QByteArray &etag)
{
    QByteArrayView rest = ifNoneMatch.trimmed();
    if (rest == QByteArrayView("*"))
        return true;
    while (!rest.isEmpty()) {
        if (rest.front() == ',' || rest.front() == ' ' || rest.front() == '\t') {
            rest = rest.sliced(1);
            continue;
        }
        if (rest.startsWith("W/"))
            rest = rest.sliced(2);
        if (!rest.startsWith('"'))
            return false;
        const qsizetype end = rest.indexOf('"', 1);
        if (end < 0)
            return false;
        if (rest.first(end + 1) == QByteArrayView(etag))
            return true;
        rest = rest.sliced(end + 1);
    }
    return false;
}

QByteArray cacheControl(const StoredToken &token, jwt::UnixTime now, std::optional<qint64> freshFor)
{
    qint64 maxAge = kDefaultMaxAge;
    if (token.exp > 0)
        maxAge = now < token.exp ? token.exp - qMax(now, jwt::UnixTime(0)) : 0;
    const QByteArray stale = QByteArray::number(qMax(freshFor.value_or(kStaleFor), qint64(0)));
    return QByteArray("max-age=" + QByteArray::number(maxAge) + ", stale-while-revalidate=" + stale
                      + ", stale-if-error=" + stale);
}

} // namespace accountserver
