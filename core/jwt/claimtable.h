// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <span>

namespace jwt {

// How a claim's value reads.
enum class ClaimFormat {
    Plain,
    Key,         ///< an nkey
    Secret,      ///< never shown
    Issued,      ///< seconds; a date
    Expires,     ///< seconds; 0 or less: never
    Begins,      ///< seconds; 0 or less: at once
    Revoked,     ///< seconds; what was issued until then
    Limit,       ///< -1 unlimited, 0 none
    ByteLimit,   ///< the same in bytes
    Storage,     ///< bytes; 0 switches JetStream's part off
    SoftLimit,   ///< 0 or -1 unlimited
    SoftBytes,   ///< the same in bytes
    Nanoseconds, ///< 0: none
    ReplyTime,   ///< nanoseconds; 0: two minutes
    Replies,     ///< 0: one, -1 unlimited
    Percent,
    Weight,   ///< percent; 0: 100
    Sampling, ///< percent or "headers"; 0: headers
};

// What is known of a claim: a table of these describes each kind of token (spec/jwt.md §1.3-§1.8).
struct ClaimInfo
{
    const char *name;    ///< empty: of a list's elements or a map's values
    const char *meaning; ///< for translate("Claims", …); may be empty
    ClaimFormat format = ClaimFormat::Plain;
    // Of an object; or the one description of all elements of a list or values of a map.
    std::span<const ClaimInfo> members = {};
    const char *absent = nullptr; ///< the value that counts if it is not there, worth showing

    [[nodiscard]] bool describesEach() const
    {
        return members.size() == 1 && *members.front().name == '\0';
    }
    // Of a member of this name, or of an element; null if nothing is known.
    [[nodiscard]] const ClaimInfo *child(QByteArrayView memberName) const;
};

// Of the header and of the payload.
[[nodiscard]] const ClaimInfo &headerTable();
[[nodiscard]] const ClaimInfo &payloadTable(Kind kind, int version);

// Parts, for the tables of other files.
[[nodiscard]] std::span<const ClaimInfo> accountTable();
[[nodiscard]] std::span<const ClaimInfo> v1AccountTable();
[[nodiscard]] std::span<const ClaimInfo> userTable();
[[nodiscard]] std::span<const ClaimInfo> v1UserTable();
[[nodiscard]] std::span<const ClaimInfo> templateTable(); ///< of a scoped signing key
[[nodiscard]] std::span<const ClaimInfo> permissionsTable();
[[nodiscard]] std::span<const ClaimInfo> requestTable();
[[nodiscard]] std::span<const ClaimInfo> identityTable(); ///< of version 1

} // namespace jwt
