// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jwt/book.h"

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QString>

namespace commands {

// Writes tokens into a folder, each to "<key>.jwt" (an activation under its hash), whole or not at
// all. Says what it replaces. A token that decodes is not replaced by one that does not.
class TokenWriter final
{
public:
    explicit TokenWriter(const QString &folder);

    struct Written
    {
        QString path;
        QString remark; ///< what was there before, or why the name is another; may be empty
    };
    base::Result<Written> write(const jwt::Token &token);

    static constexpr qsizetype kMaxCopies = 20; ///< of one subject; more are only counted
    [[nodiscard]] qsizetype leftOut() const { return m_leftOut; }

private:
    QString m_folder;
    QHash<QByteArray, QSet<QByteArray>> m_texts; // by key: what has been written
    qsizetype m_leftOut = 0;
};

} // namespace commands
