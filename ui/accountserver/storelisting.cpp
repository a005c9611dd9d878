// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accountserver/storelisting.h"

#include "core/base/time.h"
#include "core/jwt/claimrows.h"
#include "ui/common/format.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using accountserver::StoredPtr;

namespace ui {

namespace {

// Whoever may store can name a token anything, at any length.
QString shown(const QByteArray &name)
{
    return previewText(name, StoreListing::kMaxName);
}

} // namespace

StoreListing::StoreListing(Clock clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_now(m_clock())
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &StoreListing::work);
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &StoreListing::checkTime);
}

void StoreListing::open(accountserver::Store *store, const accountserver::Authority &authority)
{
    clear();
    m_store = store;
    m_now = m_clock();
    m_hasOperator = authority.token() != nullptr;
    if (const jwt::TokenPtr &token = authority.token()) {
        m_options.operators = {token->claims().sub};
        m_book.add({token, {u"operator"_s, {}, {}, {}}});
    }
    std::vector<QByteArray> keys = store->keys();
    if (qsizetype(keys.size()) > kMaxListed) {
        m_unlisted = qsizetype(keys.size()) - kMaxListed;
        keys.resize(size_t(kMaxListed));
    }
    m_unread.assign(keys.begin(), keys.end());
    m_minute.start();
    m_turn.start(0);
}

void StoreListing::clear()
{
    leave();
    m_turn.stop();
    m_options = {};
    m_book.clear();
    m_changes.clear();
    m_known.clear();
    m_queue.clear();
    m_changed.clear();
    m_examined = 0;
    m_unlisted = 0;
    m_stale = false;
    emit cleared();
}

void StoreListing::leave()
{
    m_store = nullptr;
    m_unread.clear();
    m_minute.stop();
}

void StoreListing::change(const QByteArray &key, const StoredPtr &token)
{
    m_changes.push_back({key, token});
    m_turn.start(0);
}

bool StoreListing::isBusy() const
{
    return !m_unread.empty() || !m_changes.empty() || m_stale || m_examined < m_queue.size();
}

StoreListing::Totals StoreListing::totals() const
{
    Totals sum;
    sum.tokens = m_known.size() + m_unlisted;
    sum.unlisted = m_unlisted;
    for (const Known &known : m_known) {
        const TokenState &state = known.row.state;
        if (state.mark == SeverityMark::Pending)
            continue;
        sum.refused += !state.accepted;
        sum.warnings += state.accepted && state.warnings > 0;
    }
    return sum;
}

jwt::TokenPtr StoreListing::token(const QByteArray &key) const
{
    return m_known.value(key).token;
}

QString StoreListing::nameOf(const QByteArray &key) const
{
    const auto known = m_known.constFind(key);
    return known == m_known.cend() ? jwt::shortKey(key) : known->row.name;
}

// One turn: what has changed first, then what was not read yet, then examinations.
void StoreListing::work()
{
    const base::Instant until = base::Clock::now() + kSlice;
    do {
        if (!m_changes.empty()) {
            const Change change = std::move(m_changes.front());
            m_changes.pop_front();
            if (change.token)
                take(change.key, change.token->text);
            else
                forget(change.key);
        } else if (!m_unread.empty()) {
            readNext();
        } else if (m_stale && m_examined >= m_queue.size()) {
            examineAll();
        } else if (m_examined < m_queue.size()) {
            examineNext();
        }
    } while (isBusy() && base::Clock::now() < until);
    if (!m_changed.empty())
        emit listed(std::exchange(m_changed, {}));
    if (isBusy())
        m_turn.start(0);
    else
        emit settled();
}

void StoreListing::readNext()
{
    const QByteArray key = std::move(m_unread.front());
    m_unread.pop_front();
    if (m_known.contains(key))
        return; // changed before it was its turn
    const auto stored = m_store->load(key);
    if (!stored)
        takeUnreadable(key, stored.error().text);
    else if (*stored)
        take(key, (*stored)->text);
}

void StoreListing::take(const QByteArray &key, const QByteArray &text)
{
    const auto known = m_known.constFind(key);
    if (known != m_known.cend() && known->token && known->token->text() == text)
        return;
    if (known == m_known.cend() && m_known.size() >= kMaxListed) {
        ++m_unlisted;
        return;
    }
    const QString source = QString::fromLatin1(key);
    if (known != m_known.cend())
        m_book.removeSource(source);
    const jwt::TokenPtr token = jwt::Token::decode(text);
    m_book.add({token, {source, key, {}, {}}});
    believe(*token);
    m_stale = true;
    enter(key, {token, {key, nameFor(key, token), token->kind(), {}}});
}

// Without an operator nobody here knows whom nats-servers trust: no account is blamed for its
// issuer.
void StoreListing::believe(const jwt::Token &token)
{
    const QByteArray &issuer = token.claims().iss;
    if (m_hasOperator || !token.asAccount() || !issuer.startsWith('O'))
        return;
    if (!m_options.operators.contains(issuer))
        m_options.operators += issuer;
}

void StoreListing::takeUnreadable(const QByteArray &key, const QString &reason)
{
    ListedToken row{key, jwt::shortKey(key), jwt::Kind::Unknown, {}};
    row.state.mark = SeverityMark::Error;
    row.state.word = tr("not readable");
    row.state.reason = reason;
    enter(key, {nullptr, row});
}

void StoreListing::forget(const QByteArray &key)
{
    if (!m_known.remove(key))
        return;
    m_book.removeSource(QString::fromLatin1(key));
    std::erase_if(m_changed, [&key](const ListedToken &row) { return row.key == key; });
    m_stale = true;
    emit removed(key);
}

void StoreListing::enter(const QByteArray &key, Known known)
{
    m_changed.push_back(known.row);
    m_known.insert(key, std::move(known));
}

void StoreListing::examineAll()
{
    m_stale = false;
    m_now = m_clock();
    m_options.now = m_now;
    m_examined = 0;
    m_queue = {m_known.keyBegin(), m_known.keyEnd()};
    // What has no state yet comes first.
    std::ranges::stable_partition(m_queue, [this](const QByteArray &key) {
        return m_known[key].row.state.mark == SeverityMark::Pending;
    });
}

void StoreListing::examineNext()
{
    const auto known = m_known.find(m_queue[m_examined++]);
    if (known == m_known.end() || !known->token)
        return;
    ListedToken row = known->row;
    row.name = nameFor(row.key, known->token); // an activation's accounts may be known by now
    row.state = stateFor(*known->token);
    if (row == known->row)
        return;
    known->row = row;
    m_changed.push_back(row);
}

QString StoreListing::nameFor(const QByteArray &key, const jwt::TokenPtr &token) const
{
    const jwt::Claims &claims = token->claims();
    if (token->kind() == jwt::Kind::Activation) {
        const auto account = [this](const QByteArray &accountKey) {
            const jwt::TokenPtr known = m_book.newest(jwt::Kind::Account, accountKey);
            return known && !known->claims().name.isEmpty() ? shown(known->claims().name)
                                                            : jwt::shortKey(accountKey);
        };
        const jwt::ActivationClaims *activation = token->asActivation();
        const bool bySigningKey = activation && !activation->issuerAccount.isEmpty();
        return tr("%1 ⇐ %2").arg(account(claims.sub),
                                 account(bySigningKey ? activation->issuerAccount : claims.iss));
    }
    return claims.name.isEmpty() ? jwt::shortKey(key) : shown(claims.name);
}

TokenState StoreListing::stateFor(const jwt::Token &token) const
{
    const jwt::Trust trust = jwt::examine(token, m_book, m_options);
    return summarise(token, trust.findings, m_now);
}

void StoreListing::checkTime()
{
    const jwt::UnixTime before = std::exchange(m_now, m_clock());
    const jwt::UnixTime after = m_now;
    const auto passed = [before, after](jwt::UnixTime at) {
        return at > 0 && before <= at && at < after;
    };
    // Only where a limit was crossed can a verdict be another one; words like "11 d" have an hour.
    const bool due
        = before / 3600 != after / 3600
        || std::ranges::any_of(m_known, [&passed](const Known &known) {
               return known.token
                   && (passed(known.token->claims().exp) || passed(known.token->claims().nbf));
           });
    if (!due)
        return;
    m_stale = true;
    m_turn.start(0);
}

} // namespace ui
