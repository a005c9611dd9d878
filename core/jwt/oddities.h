// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/jsontree.h"
#include "core/jwt/finding.h"

namespace jwt {

// Names that occur more than once in their object, anywhere in `root`; at most kMaxDuplicates of
// them. `path` is that of the root: "header" or nothing.
constexpr qsizetype kMaxDuplicates = 100;
[[nodiscard]] Findings duplicateMembers(base::json::Value root, const QByteArray &path);

} // namespace jwt
