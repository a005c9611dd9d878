// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"
#include "ui/common/richtext.h"

// What is said about a token's bytes. Pure.
namespace ui {

// Which bytes are signed, and by which version's rule.
[[nodiscard]] RichBlocks signedText(const jwt::Token &token);
// Whether the signature verifies, and its bytes.
[[nodiscard]] RichBlocks signatureText(const jwt::Token &token);

} // namespace ui
