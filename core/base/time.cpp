// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/time.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

namespace base {

WallAnchor WallAnchor::now()
{
    return {Clock::now(), std::chrono::system_clock::now()};
}

std::chrono::system_clock::time_point WallAnchor::wallAt(Instant at) const
{
    return wall + std::chrono::duration_cast<std::chrono::system_clock::duration>(at - steady);
}

QByteArray WallAnchor::rfc3339(Instant at) const
{
    const auto sinceEpoch
        = std::chrono::duration_cast<std::chrono::nanoseconds>(wallAt(at).time_since_epoch());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(sinceEpoch);
    const QByteArray nanos = QByteArray::number(qint64((sinceEpoch - seconds).count()));
    return QDateTime::fromSecsSinceEpoch(seconds.count(), Qt::UTC)
               .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"))
               .toLatin1()
        + '.' + nanos.rightJustified(9, '0') + 'Z';
}

} // namespace base
