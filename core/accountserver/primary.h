// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/options.h"
#include "core/jwt/httpaddress.h"

#include <functional>
#include <memory>

namespace accountserver {

// Another account server that is asked for tokens, ours or the original. Thread-safe; every call
// blocks, for a time that is bounded whatever the other side does.
class Primary final
{
public:
    static constexpr int kMaxConnections = 8; ///< at once; more wait for their turn
    static constexpr std::chrono::milliseconds kPackTime = std::chrono::minutes(10);

    enum class Says {
        Token,
        None,        ///< it has no token of that key
        PerhapsNone, ///< account servers before 1.0 say this of one that they cannot read, too
    };
    struct Answer
    {
        Says says = Says::None;
        QByteArray text; ///< of a token

        bool operator==(const Answer &) const = default;
    };

    // As people write it: with or without "/jwt/v1".
    [[nodiscard]] static base::Result<jwt::HttpAddress> address(const QString &text);

    explicit Primary(const Options &options);
    ~Primary();

    [[nodiscard]] QString name() const; ///< as it may be shown

    // An error of kind Network or Tls: it could not be asked; State: too many ask already, it is
    // not to blame; of another kind: what it answered is no use.
    [[nodiscard]] base::Result<Answer> token(const QByteArray &key);
    // Its pack, piece by piece as it comes, until `take` wants no more. More than `maxBytes` is an
    // error of kind Limit.
    [[nodiscard]] base::Result<base::Done>
    pack(qint64 maxTokens, qint64 maxBytes, const std::function<bool(QByteArrayView piece)> &take);

    void stop(); ///< for good: what is under way fails, and what comes later, without waiting

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace accountserver
