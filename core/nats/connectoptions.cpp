// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nats/connectoptions.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace nats {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ServerUrl)
};

// Texts here never quote what was given: it may hold a password.
base::Error bad(const QString &text, base::ErrorKind kind = base::ErrorKind::InvalidInput)
{
    return {kind, text};
}

base::Error ofServer(base::Error error)
{
    error.text = Text::tr("Server: %1").arg(error.text);
    return error;
}

base::Error ofProxy(base::Error error)
{
    error.text = Text::tr("SOCKS proxy: %1").arg(error.text);
    return error;
}

std::optional<base::Error> readScheme(QStringView scheme, ServerUrl &url)
{
    if (scheme.compare("nats"_L1, Qt::CaseInsensitive) == 0)
        return std::nullopt;
    if (scheme.compare("tls"_L1, Qt::CaseInsensitive) == 0) {
        url.tls = true;
        return std::nullopt;
    }
    if (scheme.compare("ws"_L1, Qt::CaseInsensitive) == 0
        || scheme.compare("wss"_L1, Qt::CaseInsensitive) == 0) {
        return bad(Text::tr("WebSocket URLs (ws://, wss://) are not supported yet"),
                   base::ErrorKind::Unsupported);
    }
    return bad(Text::tr("“%1://” is unknown; nats:// and tls:// are supported").arg(scheme),
               base::ErrorKind::Unsupported);
}

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char lower = char(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<QByteArray> percentDecoded(QStringView text)
{
    const QByteArray bytes = text.toUtf8();
    QByteArray decoded;
    decoded.reserve(bytes.size());
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '%') {
            decoded.append(bytes[i]);
            continue;
        }
        const int high = i + 2 < bytes.size() ? hexValue(bytes[i + 1]) : -1;
        const int low = i + 2 < bytes.size() ? hexValue(bytes[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        decoded.append(char(high * 16 + low));
        i += 2;
    }
    return decoded;
}

std::optional<base::Error> readUserInfo(QStringView text, ServerUrl &url)
{
    const qsizetype colon = text.indexOf(u':');
    const auto user = percentDecoded(colon < 0 ? text : text.first(colon));
    auto password = percentDecoded(colon < 0 ? QStringView() : text.sliced(colon + 1));
    if (!user || !password) {
        return bad(Text::tr("a “%” in the user or password must be followed by two hexadecimal "
                            "digits; the sign itself is %25"));
    }
    if (!QByteArrayView(*user).isValidUtf8())
        return bad(Text::tr("the user is not valid UTF-8"));
    url.user = QString::fromUtf8(*user);
    url.hasPassword = colon >= 0;
    url.password = base::Secret(std::move(*password));
    return std::nullopt;
}

bool isHostCharacter(QChar c)
{
    return !c.isSpace() && c >= u'!' && c != u'\x7f'
        && !QStringView(u"[]<>\"\\^`{|}@?#%").contains(c);
}

std::optional<base::Error> readHost(QStringView text, ServerUrl &url)
{
    if (text.isEmpty())
        return bad(Text::tr("the host name is missing"));
    if (!std::all_of(text.begin(), text.end(), isHostCharacter))
        return bad(Text::tr("the host name has a character that is not allowed there"));
    url.host = text.toString();
    return std::nullopt;
}

bool isZoneCharacter(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"._~-").contains(c);
}

std::optional<base::Error> readIpv6(QStringView text, ServerUrl &url)
{
    const QStringView address = text.first(std::max<qsizetype>(text.indexOf(u'%'), 0));
    const QStringView digits = address.isEmpty() ? text : address;
    const bool plausible
        = digits.contains(u':') && std::all_of(digits.begin(), digits.end(), [](QChar c) {
              return c == u':' || c == u'.' || (c.unicode() < 128 && hexValue(c.toLatin1()) >= 0);
          });
    if (!plausible)
        return bad(Text::tr("between [ and ] an IPv6 address is expected"));
    url.host = digits.toString();
    if (address.isEmpty())
        return std::nullopt;
    // RFC 6874 writes the sign before the zone as %25; people write it as it is.
    QStringView zone = text.sliced(address.size() + 1);
    if (zone.startsWith("25"_L1) && zone.size() > 2)
        zone = zone.sliced(2);
    if (zone.isEmpty() || !std::all_of(zone.begin(), zone.end(), isZoneCharacter))
        return bad(Text::tr("behind “%” the name of a network interface is expected"));
    url.host += u'%' + zone.toString();
    return std::nullopt;
}

std::optional<base::Error> readPort(QStringView text, ServerUrl &url)
{
    const bool digits
        = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool ok = false;
    const uint port = text.toUInt(&ok);
    if (!digits || !ok || port == 0 || port > 65535)
        return bad(Text::tr("the port must be a number from 1 to 65535"));
    url.port = quint16(port);
    return std::nullopt;
}

std::optional<base::Error> readHostAndPort(QStringView text, ServerUrl &url)
{
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        if (close < 0)
            return bad(Text::tr("the “]” after the IPv6 address is missing"));
        if (auto error = readIpv6(text.sliced(1, close - 1), url))
            return error;
        const QStringView rest = text.sliced(close + 1);
        if (rest.isEmpty())
            return std::nullopt;
        if (!rest.startsWith(u':'))
            return bad(Text::tr("after “]” only a port may follow"));
        return readPort(rest.sliced(1), url);
    }
    const qsizetype colon = text.indexOf(u':');
    if (colon >= 0 && text.indexOf(u':', colon + 1) >= 0)
        return bad(Text::tr("an IPv6 address must be in brackets, for example [::1]:4222"));
    if (auto error = readHost(colon < 0 ? text : text.first(colon), url))
        return error;
    return colon < 0 ? std::nullopt : readPort(text.sliced(colon + 1), url);
}

// What stands behind the scheme; `url` has the default port.
std::optional<base::Error> readAuthority(QStringView rest, ServerUrl &url)
{
    const qsizetype path = rest.indexOf(u'/');
    const QStringView authority = path < 0 ? rest : rest.first(path);
    if (path >= 0 && rest.sliced(path).contains(u'@'))
        return bad(Text::tr("a “/” in the user or password must be written %2F"));
    if (path >= 0 && path + 1 < rest.size())
        return bad(Text::tr("nothing may follow the port"));
    const qsizetype at = authority.lastIndexOf(u'@');
    if (at >= 0) {
        if (auto error = readUserInfo(authority.first(at), url))
            return error;
    }
    return readHostAndPort(authority.sliced(at + 1), url);
}

} // namespace

QString ServerUrl::display() const
{
    const QString name = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return (tls ? "tls://"_L1 : "nats://"_L1) + name + u':' + QString::number(port);
}

base::Result<ServerUrl> parseServerUrl(const QString &text)
{
    QStringView rest = QStringView(text).trimmed();
    if (rest.isEmpty())
        return ofServer(bad(Text::tr("a URL is expected, for example nats://localhost:4222")));
    ServerUrl url;
    const qsizetype slashes = rest.indexOf("://"_L1);
    if (slashes >= 0) {
        if (auto error = readScheme(rest.first(slashes), url))
            return ofServer(*error);
        rest = rest.sliced(slashes + 3);
    }
    if (auto error = readAuthority(rest, url))
        return ofServer(*error);
    return url;
}

base::Result<std::vector<ServerUrl>> parseServerUrls(const QString &text)
{
    std::vector<ServerUrl> urls;
    const QList<QStringView> entries = QStringView(text).split(u',');
    for (const QStringView entry : entries) {
        if (entry.trimmed().isEmpty() && entries.size() > 1)
            return ofServer(bad(Text::tr("entry %1 of the list is empty").arg(urls.size() + 1)));
        base::Result<ServerUrl> url = parseServerUrl(entry.toString());
        if (!url)
            return url.error();
        urls.push_back(std::move(*url));
    }
    return urls;
}

QString SocksProxy::display() const
{
    const QString name = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return "socks5://"_L1 + name + u':' + QString::number(port);
}

base::Result<SocksProxy> parseSocksProxy(const QString &text)
{
    const QStringView whole = QStringView(text).trimmed();
    const qsizetype slashes = whole.indexOf("://"_L1);
    const QStringView scheme = whole.first(std::max<qsizetype>(slashes, 0));
    // NATS: the CLI's library knows both names; the proxy looks names up in both cases.
    const bool known = scheme.compare("socks5"_L1, Qt::CaseInsensitive) == 0
        || scheme.compare("socks5h"_L1, Qt::CaseInsensitive) == 0;
    if (!known)
        return ofProxy(bad(Text::tr("a URL that begins with socks5:// is expected")));
    ServerUrl url;
    url.port = SocksProxy::kDefaultPort;
    if (auto error = readAuthority(whole.sliced(slashes + 3), url))
        return ofProxy(*error);
    return SocksProxy{url.host, url.port, url.user, url.password};
}

} // namespace nats
