// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claimtable.h"

#include <QtCore/QString>

namespace jwt {

// A scalar claim for people. What is not of the type its format wants is shown as it came.
[[nodiscard]] QString claimValue(base::json::Value value, ClaimFormat format, UnixTime now);
// The same for the number that counts where the claim is absent.
[[nodiscard]] QString claimValue(qint64 number, ClaimFormat format, UnixTime now);

// "2 s", "1.5 min", "20 ms".
[[nodiscard]] QString durationText(qint64 nanoseconds);

} // namespace jwt
