// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/trust.h"
#include "ui/common/severitymark.h"

#include <QtCore/QString>

namespace ui {

// What an examination comes to in a list: one mark and one word.
struct TokenState
{
    SeverityMark mark = SeverityMark::Pending;
    bool accepted = false;
    int warnings = 0;
    QString word;              ///< beside the mark: "2", "expired", "11 d"; may be empty
    QString reason;            ///< the sentence of the finding that decided
    jwt::UnixTime expires = 0; ///< 0 or less: never

    bool operator==(const TokenState &) const = default;
};

[[nodiscard]] TokenState summarise(const jwt::Token &token, const jwt::Findings &findings,
                                   jwt::UnixTime now);

// "11 d", "5 h", "3 min": the distance without its direction.
[[nodiscard]] QString shortDistance(jwt::UnixTime at, jwt::UnixTime now);

} // namespace ui
