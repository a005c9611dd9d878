// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtCore/QString>

#include <vector>

// A token's claims as rows for people: in their own order, every known claim with its meaning, unit
// and default, unknown ones as they are (spec §1.3-§1.8).
namespace jwt {

struct ClaimRow
{
    int depth = 0;       ///< 0: a member of the header or the payload itself
    bool header = false; ///< of the header segment
    QByteArray path;     ///< as Finding::path
    QByteArray name;     ///< the member's name or "[0]"
    QByteArray raw;      ///< the scalar as it came (texts without quotes); empty for containers
    QString value;   ///< for people: "unlimited", "1 MiB", "2026-12-02 09:00:00 UTC, in 11 days"
    QString meaning; ///< what the claim is; empty if it is unknown
    bool container = false;
    bool duplicate = false; ///< the name occurs more than once in its object
    bool absent = false;    ///< not in the token: shown for its default
    bool key = false;       ///< raw is an nkey: to be shown shortened
    bool secret = false;    ///< not to be shown (connect_opts.pass, auth_token): raw is empty
};

// What a screen can use of tokens made to have more.
constexpr qsizetype kMaxClaimRows = 100'000;
constexpr int kMaxClaimDepth = 100;

// `withDefaults` adds rows for known limits that are absent, marked so.
[[nodiscard]] std::vector<ClaimRow> claimRows(const Token &token, UnixTime now, bool withDefaults);

// "in 11 days", "2 h ago", "now".
[[nodiscard]] QString distance(UnixTime at, UnixTime now);
// "2026-12-02 09:00:00 UTC"; years past 9999 as seconds.
[[nodiscard]] QString timeText(UnixTime at);
// "AAHJ2G…FRCL": enough to tell keys apart.
[[nodiscard]] QString shortKey(QByteArrayView key);
// A limit: "unlimited", "none", "1,000", or with bytes "1 MiB".
[[nodiscard]] QString limitText(qint64 value, bool bytes);

} // namespace jwt
