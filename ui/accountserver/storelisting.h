// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/authority.h"
#include "core/accountserver/store.h"
#include "core/jwt/trust.h"
#include "ui/accountserver/listedtoken.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>
#include <functional>
#include <vector>

namespace ui {

// Reads the tokens of a store and examines each against the others and the operator, a slice at a
// time, so that the window stays fluid whatever the store holds. What changes later is told to it.
class StoreListing final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<jwt::UnixTime()>;
    static constexpr qsizetype kMaxListed = 20'000;
    static constexpr qsizetype kMaxName = 120; ///< characters of a token's name
    static constexpr std::chrono::milliseconds kSlice{8};

    struct Totals
    {
        qsizetype tokens = 0;
        qsizetype refused = 0;  ///< not accepted, or not readable
        qsizetype warnings = 0; ///< tokens that have some
        qsizetype unlisted = 0; ///< more than kMaxListed
        bool operator==(const Totals &) const = default;
    };

    explicit StoreListing(Clock clock, QObject *parent = nullptr);

    // The store outlives it, or leave() comes before. Forgets what was listed before.
    void open(accountserver::Store *store, const accountserver::Authority &authority);
    void leave(); ///< reads no more; what is listed stays
    void clear(); ///< reads no more and lists nothing
    // A token was stored or changed, or is gone (null).
    void change(const QByteArray &key, const accountserver::StoredPtr &token);
    void checkTime(); ///< once a minute by itself

    [[nodiscard]] jwt::UnixTime now() const { return m_clock(); }
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] Totals totals() const;
    [[nodiscard]] jwt::TokenPtr token(const QByteArray &key) const; ///< null: not listed
    [[nodiscard]] QString nameOf(const QByteArray &key) const;      ///< its key if not listed

signals:
    void cleared();
    void listed(const std::vector<ui::ListedToken> &tokens); ///< new ones and changed ones
    void removed(const QByteArray &key);
    void settled(); ///< everything is read and examined

private:
    struct Known
    {
        jwt::TokenPtr token; ///< null: it cannot be read
        ListedToken row;
    };
    struct Change
    {
        QByteArray key;
        accountserver::StoredPtr token;
    };

    void work();
    void readNext();
    void take(const QByteArray &key, const QByteArray &text);
    void believe(const jwt::Token &token);
    void takeUnreadable(const QByteArray &key, const QString &reason);
    void forget(const QByteArray &key);
    void enter(const QByteArray &key, Known known);
    void examineAll();
    void examineNext();
    [[nodiscard]] QString nameFor(const QByteArray &key, const jwt::TokenPtr &token) const;
    [[nodiscard]] TokenState stateFor(const jwt::Token &token) const;

    Clock m_clock;
    jwt::UnixTime m_now = 0;
    accountserver::Store *m_store = nullptr;
    bool m_hasOperator = false;
    jwt::TrustOptions m_options;
    jwt::Book m_book;
    std::deque<QByteArray> m_unread;
    std::deque<Change> m_changes;
    QHash<QByteArray, Known> m_known;
    std::vector<QByteArray> m_queue; // to be examined
    size_t m_examined = 0;
    bool m_stale = false; // the book has changed since m_queue was filled
    qsizetype m_unlisted = 0;
    std::vector<ListedToken> m_changed; // of this slice
    QTimer m_turn;
    QTimer m_minute;
};

} // namespace ui
