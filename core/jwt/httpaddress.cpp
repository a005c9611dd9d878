// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/httpaddress.h"

#include "core/jwt/storedname.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace jwt {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(jwt::HttpAddress)
};

base::Error invalid(const QString &text)
{
    return {base::ErrorKind::InvalidInput, text, -1};
}

// "id=…&token=…": what a query holds may be a secret. A name without a value stays.
QString withoutValues(const QString &query)
{
    QStringList parts = query.split(u'&');
    for (QString &part : parts) {
        const qsizetype value = part.indexOf(u'=') + 1;
        if (value < part.size())
            part = part.left(value) + u'…';
    }
    return parts.join(u'&');
}

// Qt goes on with the source and all its parts.
QString reason(const QUrl &url)
{
    return url.errorString().section(u"; source was"_s, 0, 0);
}

} // namespace

base::Result<HttpAddress> HttpAddress::parse(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid())
        return invalid(Text::tr("'%1' is no URL: %2").arg(withoutSecrets(text), reason(url)));
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return invalid(Text::tr("Expected http:// or https://, got '%1'").arg(url.scheme()));
    if (url.host().isEmpty())
        return invalid(Text::tr("'%1' names no host").arg(withoutSecrets(text)));

    HttpAddress address;
    address.m_base = url.adjusted(QUrl::RemoveFragment);
    // With a query there is nothing to guess: the key goes behind it.
    if (url.hasQuery())
        return address;
    static const QRegularExpression routes(
        u"^(?<base>.*/jwt/v[12])(/(operator|pack|help|accounts|activations)?)?(/(?<key>[^/]+))?/*$"_s);
    QString path = url.path();
    if (path.isEmpty() || path == "/"_L1)
        path = u"/jwt/v1"_s;
    const auto match = routes.match(path);
    if (match.hasMatch()) {
        address.m_hasRoutes = true;
        address.m_key = match.captured(u"key"_s).toLatin1();
        path = match.captured(u"base"_s);
    } else if (const QString last = path.section(u'/', -1); isServedName(last.toLatin1())) {
        address.m_key = last.toLatin1();
        path.chop(last.size());
    }
    if (!path.endsWith(u'/'))
        path += u'/';
    address.m_base.setPath(path);
    return address;
}

QString HttpAddress::name() const
{
    return shown(m_hasRoutes ? m_base.adjusted(QUrl::StripTrailingSlash) : m_base);
}

QString HttpAddress::shown(const QUrl &url, QUrl::FormattingOptions options)
{
    QString text = url.toString(options | QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (url.hasQuery())
        text += u'?' + withoutValues(url.query());
    return text;
}

QString withoutSecrets(const QString &url)
{
    QString text = url;
    const qsizetype scheme = text.indexOf("://"_L1);
    const qsizetype begin = scheme < 0 ? 0 : scheme + 3;
    // A password may hold whatever it likes: what is before the last @ is all taken for one.
    if (const qsizetype at = text.lastIndexOf(u'@'); at >= begin)
        text.replace(begin, at - begin, u'…');
    if (const qsizetype query = text.indexOf(u'?') + 1; query > 0)
        text = text.left(query) + withoutValues(text.sliced(query));
    return text;
}

QUrl HttpAddress::route(const QString &name) const
{
    QUrl url = m_base;
    url.setPath(m_base.path() + name);
    return url;
}

QUrl HttpAddress::token(const QByteArray &key) const
{
    const QString name = QString::fromLatin1(key);
    if (m_base.hasQuery()) {
        QUrl url = m_base;
        url.setQuery(m_base.query() + name);
        return url;
    }
    if (!m_hasRoutes)
        return route(name);
    return route((isActivationHash(key) ? u"activations/"_s : u"accounts/"_s) + name);
}

} // namespace jwt
