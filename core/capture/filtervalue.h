// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.h"

#include <QtCore/QByteArray>
#include <QtCore/QDate>
#include <QtCore/QStringView>

#include <optional>

// What people write in a filter, as values. Nothing where it is something else.
namespace capture {

// "20ms", "1.5s"; a bare number is milliseconds.
[[nodiscard]] std::optional<qint64> readSpan(QStringView text); ///< nanoseconds
// "34", "1.5k", "2MiB".
[[nodiscard]] std::optional<qint64> readSize(QStringView text);  ///< bytes
[[nodiscard]] std::optional<qint64> readWhole(QStringView text); ///< not negative

// Whether a part between dots holds a wildcard that is not all of it: to NATS mere text.
[[nodiscard]] bool hasPartialWildcard(QByteArrayView subject);

// The inside of quotes: \" \\ \n \r \t and \xNN are bytes, any other backslash is itself.
[[nodiscard]] QByteArray unquoted(QStringView inside);
// With its quotes. Bytes that are no text come as \xNN.
[[nodiscard]] QString quoted(QByteArrayView bytes);

// A time as it is typed: of a day, or of the day nearest to whatever it is compared with. Local
// unless it ends in "Z".
class FilterTime final
{
public:
    // "20:01", "20:01:33.5", "2026-11-21", "2026-11-21T20:01:33Z".
    [[nodiscard]] static std::optional<FilterTime> read(QStringView text);

    // Nanoseconds since the epoch: of the day that brings it nearest to what was seen from `begin`
    // to `end`. Once it has been asked for it stays, while more is seen.
    [[nodiscard]] qint64 nearestTo(qint64 begin, qint64 end) const;
    // How much of the time was left open: "20:01" is any time in that minute.
    [[nodiscard]] qint64 width() const { return m_width; }

private:
    [[nodiscard]] qint64 on(QDate date) const;

    std::optional<QDate> m_date;
    qint64 m_sinceMidnight = 0; // nanoseconds
    qint64 m_width = 0;
    bool m_utc = false;
    // Looking up the time zone takes longer than anything else a filter does.
    mutable std::optional<std::pair<qint64, qint64>> m_last; // for the begin
};

} // namespace capture
