// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

// Finds tokens in whatever people paste, drop or keep in files: bare tokens, decorated ones, .creds
// (the seed is kept apart as a secret), lines of "key|token", text around them (spec §5.4).
namespace jwt {

struct FoundText
{
    QByteArray token;
    QByteArray key;       ///< of a "key|token" line; else empty
    qsizetype offset = 0; ///< where the token begins, in bytes
};
struct TokenText
{
    std::vector<FoundText> tokens; ///< at most kMaxTokens
    base::Secret seed;             ///< of .creds; empty if there is none
    bool truncated = false;        ///< there were more
    QString warning;               ///< accepted though not as the tools write it; may be empty
};
constexpr qsizetype kMaxTokens = 100'000;

// A text without anything that looks like a token is itself taken as one (it will not decode, and
// say why), unless there is a seed in it. So is one word that begins like a token, with what is
// around it but for the line's end. Never fails.
[[nodiscard]] TokenText findTokens(QByteArrayView content);

} // namespace jwt
