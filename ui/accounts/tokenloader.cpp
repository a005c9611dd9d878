// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/tokenloader.h"

#include "core/jwt/validation.h"

#include <QtCore/QSet>

#include <algorithm>

namespace ui {

namespace {

// Parents before children, so that no row moves.
int order(const TreeToken &item)
{
    switch (item.token->kind()) {
    case jwt::Kind::Operator:
        return 0;
    case jwt::Kind::Account:
        return 1;
    default:
        return item.holder ? 3 : 2;
    }
}

} // namespace

TokenLoader::TokenLoader(Clock clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_now(m_clock())
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &TokenLoader::work);
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &TokenLoader::checkTime);
    m_minute.start();
}

TokenLoader::~TokenLoader()
{
    stop(); // the handles before their sources
}

TokenLoader::Progress TokenLoader::progress() const
{
    if (m_fetches.empty())
        return {true, qint64(m_examined), qint64(m_queue.size())};
    Progress sum;
    bool known = true;
    for (const auto &fetch : m_fetches) {
        sum.done += std::max(fetch->done, qint64(fetch->found.size()));
        sum.total += fetch->total;
        known = known && fetch->total > 0;
    }
    sum.total = known ? sum.total : 0;
    return sum;
}

TokenLoader::Totals TokenLoader::totals() const
{
    Totals sum;
    for (const ExaminedToken &known : m_states) {
        switch (rowKindOf(*known.token)) {
        case RowKind::Operator:
            ++sum.operators;
            break;
        case RowKind::Account:
            ++sum.accounts;
            break;
        case RowKind::User:
            ++sum.users;
            break;
        case RowKind::Activation:
            ++sum.activations;
            break;
        default:
            ++sum.others;
            break;
        }
        if (known.state.mark == SeverityMark::Pending)
            continue;
        sum.refused += !known.state.accepted;
        sum.warnings += known.state.accepted ? known.state.warnings : 0;
    }
    return sum;
}

std::vector<ExaminedToken> TokenLoader::states() const
{
    return {m_states.begin(), m_states.end()};
}

jwt::TokenSource *TokenLoader::source(const QString &name) const
{
    const auto at = std::ranges::find(m_sources, name, [](const auto &s) { return s->name(); });
    return at == m_sources.end() ? nullptr : at->get();
}

jwt::TokenSource *TokenLoader::use(std::unique_ptr<jwt::TokenSource> added)
{
    if (jwt::TokenSource *known = source(added->name()))
        return known;
    jwt::TokenSource *kept = added.get();
    m_sources.push_back(std::move(added));
    connect(kept, &jwt::TokenSource::changed, this, [this, kept] { fetch(kept); });
    return kept;
}

void TokenLoader::drop(jwt::TokenSource *source)
{
    for (const auto &fetch : m_fetches) {
        if (fetch->source == source) {
            delete std::exchange(fetch->handle, nullptr); // nothing may come of it any more
            fetch->source = nullptr;
            fetch->complete = true;
            fetch->everything = false;
        }
    }
    m_bySource.remove(source);
    std::erase_if(m_sources, [source](const auto &s) { return s.get() == source; });
    m_turn.start(0);
}

void TokenLoader::fetch(jwt::TokenSource *source, const jwt::FetchRequest &request)
{
    const bool same = std::ranges::any_of(m_fetches, [source, &request](const auto &fetch) {
        return fetch->source == source && fetch->everything && request.key.isEmpty();
    });
    if (same)
        return;
    auto fetch = std::make_shared<Fetch>();
    fetch->source = source;
    fetch->name = source->name();
    fetch->everything = request.key.isEmpty();
    fetch->handle = source->fetch(request, this);
    m_fetches.push_back(fetch);
    connect(fetch->handle, &jwt::TokenFetch::found, this,
            [this, fetch](const auto &tokens) { onFound(fetch, tokens); });
    connect(fetch->handle, &jwt::TokenFetch::progressed, this,
            [this, fetch](qint64 done, qint64 total) {
                fetch->done = done;
                fetch->total = total;
                emit progressed();
            });
    connect(fetch->handle, &jwt::TokenFetch::finished, this,
            [this, fetch](const jwt::FetchOutcome &outcome) { onFinished(fetch, outcome); });
    emit progressed();
}

void TokenLoader::onFound(const std::shared_ptr<Fetch> &fetch,
                          const std::vector<jwt::FoundToken> &tokens)
{
    for (const jwt::FoundToken &found : tokens)
        m_incoming.push_back({found, fetch});
    fetch->waiting += qsizetype(tokens.size());
    m_turn.start(0);
}

void TokenLoader::onFinished(const std::shared_ptr<Fetch> &fetch, const jwt::FetchOutcome &outcome)
{
    fetch->handle->deleteLater();
    fetch->handle = nullptr;
    fetch->complete = true;
    fetch->outcome = outcome;
    m_turn.start(0);
}

void TokenLoader::add(const std::vector<jwt::FoundToken> &tokens)
{
    for (const jwt::FoundToken &found : tokens)
        m_incoming.push_back({found, nullptr});
    m_turn.start(0);
}

void TokenLoader::stop()
{
    for (const auto &fetch : m_fetches) {
        if (!fetch->handle)
            continue;
        delete std::exchange(fetch->handle, nullptr); // cancels
        fetch->complete = true;
        fetch->everything = false;
        fetch->outcome.tokens = qsizetype(fetch->found.size()) + fetch->waiting;
        fetch->outcome.error = base::Error{base::ErrorKind::State, tr("Stopped by you."), -1};
    }
    m_turn.start(0);
}

void TokenLoader::clear()
{
    stop();
    m_fetches.clear();
    m_incoming.clear();
    m_bySource.clear();
    m_known.clear();
    m_embedded.clear();
    m_states.clear();
    m_queue.clear();
    m_examined = 0;
    m_book.clear();
    emit settled();
}

// One turn: what has come first, then fetches that have ended, then examinations.
void TokenLoader::work()
{
    const base::Instant until = base::Clock::now() + kSlice;
    std::vector<TreeToken> added;
    while (!m_incoming.empty() && base::Clock::now() < until) {
        const Incoming next = std::move(m_incoming.front());
        m_incoming.pop_front();
        if (next.fetch)
            --next.fetch->waiting;
        jwt::FoundToken found = next.found;
        // The same text is the same pointer, whichever source brings it again.
        if (const jwt::TokenPtr known = m_known.value(found.token->text()))
            found.token = known;
        takeIn(found, added);
        if (next.fetch)
            next.fetch->found.push_back(std::move(found));
    }
    if (!added.empty()) {
        std::ranges::stable_sort(added, {}, &order);
        emit tokensAdded(added);
        emit progressed();
    }
    if (m_incoming.empty()) {
        conclude();
        if (m_fetches.empty() && std::exchange(m_bookChanged, false))
            examineAll();
        if (m_examined < m_queue.size())
            examineSome(until);
    }
    if (!m_incoming.empty() || (m_fetches.empty() && m_examined < m_queue.size()))
        m_turn.start(0);
}

void TokenLoader::takeIn(const jwt::FoundToken &found, std::vector<TreeToken> &added)
{
    if (!m_book.add(found))
        return;
    m_bookChanged = true;
    if (m_known.contains(found.token->text()))
        return; // only another origin
    m_known.insert(found.token->text(), found.token);
    m_states.insert(found.token.get(), {found.token, {}});
    added.push_back({found.token, nullptr});
    const jwt::AccountClaims *account = found.token->decodes() ? found.token->asAccount() : nullptr;
    if (!account)
        return;
    for (const jwt::Import &import : account->imports) {
        if (import.token.isEmpty() || import.token.contains("://"))
            continue;
        const jwt::TokenPtr token = jwt::Token::decode(import.token);
        m_embedded[found.token.get()].push_back(token);
        m_states.insert(token.get(), {token, {}});
        added.push_back({token, found.token});
    }
}

void TokenLoader::conclude()
{
    for (size_t i = 0; i < m_fetches.size();) {
        const std::shared_ptr<Fetch> fetch = m_fetches[i];
        if (!fetch->complete || fetch->waiting > 0) {
            ++i;
            continue;
        }
        m_fetches.erase(m_fetches.begin() + qsizetype(i));
        // What could not be read this time is not gone for that.
        if (fetch->everything && !fetch->outcome.error && fetch->outcome.problems.isEmpty())
            removeMissing(*fetch);
        emit fetched(fetch->name, fetch->outcome);
        emit progressed();
        if (m_fetches.empty() && !m_bookChanged && m_examined >= m_queue.size())
            emit settled();
    }
}

void TokenLoader::removeMissing(const Fetch &fetch)
{
    QSet<const jwt::Token *> now;
    for (const jwt::FoundToken &found : fetch.found)
        now.insert(found.token.get());
    const std::vector<jwt::FoundToken> before = m_bySource.value(fetch.source);
    m_bySource.insert(fetch.source, fetch.found);
    const bool missing = std::ranges::any_of(
        before, [&now](const jwt::FoundToken &found) { return !now.contains(found.token.get()); });
    if (!missing)
        return;
    QSet<QString> names;
    for (const jwt::FoundToken &found : before)
        names.insert(found.origin.source);
    for (const QString &name : std::as_const(names))
        m_book.removeSource(name);
    for (const jwt::FoundToken &found : fetch.found)
        m_book.add(found);
    QSet<QByteArray> kept;
    for (const jwt::Book::Entry *entry : m_book.all())
        kept.insert(entry->token->text());
    std::vector<jwt::TokenPtr> removed;
    for (const jwt::FoundToken &found : before) {
        if (kept.contains(found.token->text()) || !m_known.remove(found.token->text()))
            continue;
        removed.push_back(found.token);
        m_states.remove(found.token.get());
        for (const jwt::TokenPtr &embedded : m_embedded.take(found.token.get()))
            m_states.remove(embedded.get());
    }
    m_bookChanged = true;
    emit tokensRemoved(removed);
}

void TokenLoader::examineAll()
{
    m_now = m_clock();
    m_queue.clear();
    m_examined = 0;
    m_queue.reserve(size_t(m_states.size()));
    for (const ExaminedToken &known : std::as_const(m_states))
        m_queue.push_back(known.token);
    // What has no state yet comes first.
    std::ranges::stable_partition(m_queue, [this](const jwt::TokenPtr &token) {
        return m_states[token.get()].state.mark == SeverityMark::Pending;
    });
    if (!m_queue.empty())
        m_turn.start(0);
    else
        emit settled();
}

void TokenLoader::examineSome(base::Instant until)
{
    std::vector<ExaminedToken> changed;
    const jwt::TrustOptions how = options();
    do {
        const jwt::TokenPtr token = m_queue[m_examined++];
        const auto known = m_states.find(token.get());
        if (known == m_states.end())
            continue; // removed meanwhile
        const jwt::Trust trust = jwt::examine(*token, m_book, how);
        const TokenState state = summarise(*token, trust.findings, m_now);
        if (state == known->state)
            continue;
        known->state = state;
        changed.push_back(*known);
    } while (m_examined < m_queue.size() && base::Clock::now() < until);
    if (!changed.empty())
        emit examined(changed);
    emit progressed();
    if (m_examined >= m_queue.size() && m_fetches.empty() && m_incoming.empty())
        emit settled();
}

void TokenLoader::checkTime()
{
    const jwt::UnixTime before = std::exchange(m_now, m_clock());
    const jwt::UnixTime after = m_now;
    const auto passed = [before, after](jwt::UnixTime at) {
        return at > 0 && before <= at && at < after;
    };
    // Only where a limit was crossed can a verdict be another one; words like "11 d" have an hour.
    const bool due = before / 3600 != after / 3600
        || std::ranges::any_of(m_states, [&passed](const ExaminedToken &known) {
                         const jwt::Claims &claims = known.token->claims();
                         return passed(claims.exp) || passed(claims.nbf)
                             || passed(claims.exp - jwt::kExpiresSoon);
                     });
    if (due)
        examineAll();
    emit timePassed();
}

} // namespace ui
