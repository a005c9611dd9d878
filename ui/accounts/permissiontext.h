// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/permissions.h"
#include "ui/accounts/examined.h"
#include "ui/common/richtext.h"

// Permissions in words. Pure.
namespace ui {

[[nodiscard]] QString originText(jwt::RuleOrigin origin);
[[nodiscard]] QString directionText(jwt::Direction direction);
// "up to 5 replies to each message, within 1 min"
[[nodiscard]] QString responsesText(const jwt::ResponsePermission &responses);
// The answer with the rule that decided, and what the server's version changes.
[[nodiscard]] RichBlocks decisionBlocks(const base::Result<jwt::Decision> &decision,
                                        const jwt::EffectivePermissions &permissions,
                                        jwt::Direction direction, const QString &subject,
                                        const QString &queue);
// What an account gives: its default permissions and the templates of its scoped keys.
[[nodiscard]] RichBlocks scopeBlocks(const jwt::AccountClaims &account);
// What a server said beside what was computed here.
[[nodiscard]] RichBlocks
differenceBlocks(const base::Result<std::vector<jwt::PermissionDifference>> &differences);

} // namespace ui
