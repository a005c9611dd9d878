// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/book.h"
#include "core/jwt/issuer.h"

#include <QtCore/QString>

// What a user may do, and because of which line (spec/jwt.md §1.6, §2.1).
namespace jwt {

enum class Direction { Publish, Subscribe };
enum class RuleOrigin { User, ScopeTemplate, AccountDefault, AllowResponses, Nothing };

struct PermissionLine
{
    Direction direction = Direction::Publish;
    bool allow = true;
    QByteArray subject; ///< expanded; of AllowResponses: empty, for it means the reply subjects of
                        ///< received messages
    QByteArray queue;   ///< of a subscription; empty: any
    RuleOrigin origin = RuleOrigin::User; ///< Nothing: no list restricts this direction
    QByteArray path;                      ///< of the claim it comes from, in `holder`
    TokenPtr holder;                      ///< the user's or the account's token
    QByteArray written;                   ///< as it stands there, if a template was expanded
    QString note; ///< "vanishes: the user has no tag team"; then it has no effect
    bool effective = true;
};

struct EffectivePermissions
{
    std::vector<PermissionLine> lines;
    std::optional<ResponsePermission> responses; ///< server's defaults filled in
    bool invalid = false; ///< the server refuses the user: a deny template did not expand
    UserRights rights = unlimitedUser(); ///< the user's or the template's, whichever applies
    Findings findings; ///< their paths are in the token whose permissions apply
};

// `account` may be null: then only what the user's token says, and a finding says so. Of a `user`
// that is no user's token everything is allowed.
[[nodiscard]] EffectivePermissions effectivePermissions(const TokenPtr &user,
                                                        const TokenPtr &account);

struct Decision
{
    bool allowed = false;
    int decidedBy = -1; ///< index into lines; -1: no line decides, see text
    QString text;       ///< "Allowed by pub.allow orders.> (user)."
    // Why each of the other lines of this direction does not decide, in order.
    struct Other
    {
        int line;
        QString why;
    };
    std::vector<Other> others;
};
// Fails if `subject` is no subject (publish: a literal; subscribe: a pattern) or `queue` no token.
base::Result<Decision> decide(const EffectivePermissions &permissions, Direction direction,
                              QByteArrayView subject, QByteArrayView queue);

// What $SYS.REQ.USER.INFO answered beside what we computed: lines only here, only there.
struct PermissionDifference
{
    Direction direction;
    bool allow;
    QByteArray subject;
    bool onServer; ///< else only ours
};
base::Result<std::vector<PermissionDifference>>
compareWithServer(const EffectivePermissions &permissions, QByteArrayView userInfoReply);

} // namespace jwt
