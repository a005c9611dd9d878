// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"

#include <QtCore/QHash>
#include <QtCore/QString>

#include <array>
#include <map>
#include <optional>
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
// one entry with two origins; different texts for one subject are copies, newest `iat` first. Made
// for tens of thousands of tokens: what asks for one subject or key does not look at the others.
class Book final
{
public:
    struct Entry
    {
        TokenPtr token;
        std::vector<Origin> origins; ///< at most kMaxOrigins
        qsizetype moreOrigins = 0;   ///< found elsewhere too, but not kept
    };
    static constexpr qsizetype kMaxOrigins = 256;

    // Returns whether something new was learnt.
    bool add(const FoundToken &found);
    // Forgets what only that source had.
    void removeSource(const QString &source);
    void clear();

    [[nodiscard]] qsizetype size() const { return qsizetype(m_order.size()); } ///< distinct texts
    [[nodiscard]] qsizetype count(Kind kind) const { return m_count[size_t(kind)]; }
    // In the order they came first; entries without a readable subject too.
    [[nodiscard]] std::vector<const Entry *> all() const;
    // The copies of one subject of one kind, newest first; empty if unknown.
    [[nodiscard]] std::vector<const Entry *> copies(Kind kind, QByteArrayView subject) const;
    // The newest copy that decodes; null if unknown.
    [[nodiscard]] TokenPtr newest(Kind kind, QByteArrayView subject) const;
    // Whatever the key is: an operator's or account's identity or one of its signing keys. Only
    // newest copies count.
    struct KeyOwner
    {
        TokenPtr token;
        bool signingKey = false;
        bool scoped = false;
    };
    [[nodiscard]] std::vector<KeyOwner> ownersOf(QByteArrayView key) const;
    // Of those the operators: thousands of accounts may list an operator's key as theirs.
    [[nodiscard]] std::vector<KeyOwner> operatorsOf(QByteArrayView key) const;
    // Why the claims of an account's token refuse everybody, times aside; found out once, for each
    // of its users asks.
    [[nodiscard]] std::optional<QString> invalidity(const TokenPtr &account) const;
    // The accounts (newest copies) that import from this one.
    [[nodiscard]] std::vector<TokenPtr> importersOf(QByteArrayView account) const;

private:
    // Entries are known by a growing number, which is also their order.
    using Id = quint64;
    using Index = QHash<QByteArray, std::vector<Id>>;

    [[nodiscard]] const Entry &entry(Id id) const { return m_order.at(id); }
    [[nodiscard]] bool isNewest(const TokenPtr &token) const;
    [[nodiscard]] std::vector<KeyOwner> ownersIn(const Index &index, QByteArrayView key) const;
    void index(Id id);
    void unindex(Id id);

    std::map<Id, Entry> m_order;
    QHash<QByteArray, Id> m_byText;
    Index m_bySubject;     ///< by kind and subject; newest first
    Index m_byKey;         ///< operators and accounts by each of their keys
    Index m_byOperatorKey; ///< operators alone
    Index m_byImport;      ///< accounts by whom they import from
    std::array<qsizetype, size_t(Kind::Generic) + 1> m_count{};
    mutable QHash<TokenPtr, std::optional<QString>> m_invalidity;
    Id m_next = 0;
};

} // namespace jwt
