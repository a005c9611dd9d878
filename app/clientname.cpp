// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "app/clientname.h"

#include <QtCore/QSysInfo>

namespace app {

using namespace Qt::StringLiterals;

QByteArray clientName(const QProcessEnvironment &environment, const QString &host)
{
    QString who = environment.value(u"USER"_s);
    if (who.isEmpty())
        who = environment.value(u"LOGNAME"_s);
    if (!who.isEmpty() && !host.isEmpty())
        who += u'@';
    who += host;
    return who.isEmpty() ? "Fanin"_ba : QString(u"Fanin <"_s + who + u'>').toUtf8();
}

QByteArray clientName()
{
    return clientName(QProcessEnvironment::systemEnvironment(), QSysInfo::machineHostName());
}

} // namespace app
