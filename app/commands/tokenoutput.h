// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/jsonwriter.h"
#include "core/jwt/trust.h"

// What the jwt commands print alike. Nothing a token says reaches the terminal unescaped, and
// nothing of it begins a line.
namespace commands {

void writeFindings(base::json::Writer &writer, const jwt::Findings &findings);
void writeChain(base::json::Writer &writer, const std::vector<jwt::Link> &chain);

// "account ORDERS AAHJ2G…FRCL".
[[nodiscard]] QString titleOf(const jwt::Token &token);
// Each with its end of line.
[[nodiscard]] QString findingLines(const jwt::Findings &findings);
[[nodiscard]] QString chainLines(const std::vector<jwt::Link> &chain);

} // namespace commands
