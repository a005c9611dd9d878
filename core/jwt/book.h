// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtCore/QHash>
#include <QtCore/QString>

#include <vector>

namespace jwt {

// Where a token was found.
struct Origin
{
    QString source; ///< for people: "http://127.0.0.1:9090/jwt/v1", "server n1 (NCX…)", "pasted"
    QByteArray storedAs; ///< file name, key of a pack line or request: what it was kept under; may
                         ///< be empty
    QString detail;      ///< "ETag unchanged", "directory ORDERS"; may be empty
    QByteArray operatorName; ///< of an nsc store; may be empty

    bool operator==(const Origin &) const = default;
};
struct FoundToken
{
    TokenPtr token;
    Origin origin;
};

// Everything known: all tokens of all sources, found by their subject. The same text found twice is
// one entry with two origins; different texts for one subject are copies, newest `iat` first.
class Book final
{
public:
    struct Entry
    {
        TokenPtr token;
        std::vector<Origin> origins;
    };

    // Returns whether something new was learnt.
    bool add(const FoundToken &found);
    // Forgets what only that source had.
    void removeSource(const QString &source);
    void clear();

    [[nodiscard]] qsizetype size() const { return m_size; } ///< distinct texts
    // In the order they came first; entries without a readable subject too.
    [[nodiscard]] std::vector<const Entry *> all() const;
    // The copies of one subject of one kind, newest first; empty if unknown.
    [[nodiscard]] std::vector<const Entry *> copies(Kind kind, QByteArrayView subject) const;
    // The newest copy that decodes; null if unknown.
    [[nodiscard]] TokenPtr newest(Kind kind, QByteArrayView subject) const;
    // Whatever the key is: an operator's or account's identity or one of its signing keys.
    struct KeyOwner
    {
        TokenPtr token;
        bool signingKey = false;
        bool scoped = false;
    };
    [[nodiscard]] std::vector<KeyOwner> ownersOf(QByteArrayView key) const;

private:
    QHash<QByteArray, std::shared_ptr<Entry>> m_byText;
    QHash<QByteArray, std::vector<std::shared_ptr<Entry>>> m_bySubject; // kind letter + subject
    QHash<QByteArray, std::vector<std::weak_ptr<Entry>>> m_byKey;       // key → who has it
    std::vector<std::weak_ptr<Entry>> m_order;
    qsizetype m_size = 0;
};

} // namespace jwt
