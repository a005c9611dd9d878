// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>

#include <chrono>
#include <optional>

// Times as captures write them: RFC 3339 with nine decimals, so that nothing is lost.
namespace capture {

using WallTime = std::chrono::system_clock::time_point;

// "2026-11-21T20:01:33.000000001Z".
void appendTime(QByteArray &out, WallTime at);

// Years 1970 to 2199, with any number of decimals (past the ninth they are dropped), "Z" or an
// offset.
[[nodiscard]] std::optional<WallTime> parseTime(QByteArrayView text);

} // namespace capture
