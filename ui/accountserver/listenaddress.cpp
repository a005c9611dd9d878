// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/listenaddress.h"

#include "core/accountserver/options.h"
#include "core/base/ipaddress.h"

#include <QtCore/QCoreApplication>

using accountserver::Options;

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ui::ListenAddress)
};

} // namespace

base::Result<ListenAddress> ListenAddress::read(const QString &typed)
{
    const QString text = typed.trimmed();
    // As in URLs: an IPv6 address has brackets when a port follows.
    const bool bare = base::parseIp(text.toLatin1()).has_value();
    const qsizetype colon = bare ? -1 : text.lastIndexOf(u':');
    const bool hasPort = colon >= 0 && !text.endsWith(u']');
    QString host = hasPort ? text.first(colon) : text;
    bool isNumber = true;
    const uint port = hasPort ? text.sliced(colon + 1).toUInt(&isNumber) : Options::kDefaultPort;
    constexpr uint kMaxPort = 65535;
    if (!isNumber || port > kMaxPort) {
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("Expected a port from 0 (any that is free) to 65535, got “%1”.")
                               .arg(text.sliced(colon + 1))};
    }
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (host.contains(u'/') || host.contains(u' ') || host.contains(u'@'))
        return base::Error{base::ErrorKind::InvalidInput,
                           Text::tr("Expected host:port, got “%1”.").arg(text)};
    return ListenAddress{host.isEmpty() ? Options().host : host, quint16(port)};
}

QString ListenAddress::text() const
{
    const bool v6 = host.contains(u':');
    return (v6 ? QString(u'[' + host + u']') : host) + u':' + QString::number(port);
}

} // namespace ui
