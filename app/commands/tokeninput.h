// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jwt/token.h"

// The tokens a command line names: FILE, a token itself, or - for standard input.
namespace commands {

struct TokenInput
{
    QString name;                      ///< as it was given; "-", or shortened if it is a token
    std::vector<jwt::TokenPtr> tokens; ///< at least one
    QByteArray seedKey;     ///< public key of the seed that came with a .creds; empty if none
    QString warning;        ///< may be empty
    bool truncated = false; ///< there were more than `tokens`; `warning` says so
};

constexpr qint64 kMaxTokenFile = 256 * 1024 * 1024;

// A bare token is read as the bytes it is, so that a damaged one shows its damage; decorated
// tokens, .creds and packs are taken apart. Fails if there is no such file or it cannot be read.
base::Result<TokenInput> readTokenInput(const QByteArray &argument);

} // namespace commands
