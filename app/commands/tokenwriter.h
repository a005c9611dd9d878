// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jwt/book.h"

#include <QtCore/QHash>
#include <QtCore/QString>

namespace commands {

// Writes tokens into a folder, each to "<key>.jwt" (an activation under its hash), whole or not at
// all. Says what it replaces.
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

private:
    QString m_folder;
    QHash<QByteArray, QList<QByteArray>> m_texts; // by key: what has been written
};

} // namespace commands
