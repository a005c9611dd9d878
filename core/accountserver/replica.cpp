// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/replica.h"

#include "core/accountserver/admission.h"
#include "core/accountserver/primary.h"
#include "core/jwt/pack.h"
#include "core/jwt/storedname.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <condition_variable>
#include <mutex>

namespace accountserver {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Replica)
};

jwt::UnixTime unixNow()
{
    return std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

qint64 secondsOf(Clock::duration span)
{
    return std::max<qint64>(0, std::chrono::duration_cast<seconds>(span).count());
}

} // namespace

class Replica::Private
{
public:
    Private(const Options &options, const Authority &authority, Store &store, Keeper &keeper,
            Now now)
        : m_maxPack(options.maxPack)
        , m_authority(authority)
        , m_store(store)
        , m_keeper(keeper)
        , m_now(std::move(now))
        , m_primary(options)
    {
        m_status.primary = m_primary.name();
    }

    using Result = base::Result<Copy>;

    Result get(const QByteArray &key);
    base::Result<qint64> takePack();
    bool take(const QByteArray &text);
    void expire();
    [[nodiscard]] ReplicaStatus status();

    void stop() { m_primary.stop(); }

private:
    // What is known of a token of the store.
    struct Known
    {
        std::optional<Clock::time_point> until; ///< fetched or told of: fresh until then
        std::optional<Clock::time_point> confirmed;
        bool gone = false; ///< the primary has none any more
    };
    // One request to the primary that several wait for.
    struct Flight
    {
        std::optional<Result> result;
        std::condition_variable landed;
    };

    // With the lock.
    [[nodiscard]] std::optional<Result> fresh(const QByteArray &key, const StoredPtr &own);
    [[nodiscard]] Result stale(const QByteArray &key, const StoredPtr &own);
    void failed(const base::Error &error);
    void confirmed(const QByteArray &key);

    // Without it.
    [[nodiscard]] Result fetch(const QByteArray &key, const StoredPtr &own);
    [[nodiscard]] Result arrived(const QByteArray &key, const StoredPtr &own,
                                 const QByteArray &text);
    [[nodiscard]] Admission admit(const QByteArray &key, const QByteArray &text);
    bool takeFromPack(const jwt::PackReader::Entry &entry);

    const qint64 m_maxPack;
    const Authority &m_authority;
    Store &m_store;
    Keeper &m_keeper;
    const Now m_now;
    Primary m_primary;

    std::mutex m_mutex; // of all that follows
    ReplicaStatus m_status;
    QHash<QByteArray, Known> m_known; // of keys in the store: no more than it has
    QHash<QByteArray, std::shared_ptr<Flight>> m_flights;
    std::optional<Clock::time_point> m_leaveAlone; // the primary, until then
};

Replica::Private::Result Replica::Private::get(const QByteArray &key)
{
    if (!isStoreKey(key))
        return Copy();
    // What cannot be read is asked for again.
    auto loaded = m_store.load(key);
    const StoredPtr own = loaded ? std::move(loaded).value() : nullptr;

    std::unique_lock lock(m_mutex);
    if (auto answer = fresh(key, own))
        return *std::move(answer);
    if (m_leaveAlone && m_now() < *m_leaveAlone)
        return stale(key, own);
    if (const auto flight = m_flights.value(key)) {
        flight->landed.wait(lock, [&flight] { return flight->result.has_value(); });
        return *flight->result;
    }
    const auto flight = std::make_shared<Flight>();
    m_flights.insert(key, flight);
    lock.unlock();
    Result result = fetch(key, own);
    lock.lock();
    flight->result = result;
    m_flights.remove(key);
    flight->landed.notify_all();
    return result;
}

std::optional<Replica::Private::Result> Replica::Private::fresh(const QByteArray &key,
                                                                const StoredPtr &own)
{
    const Known known = m_known.value(key);
    const Clock::time_point now = m_now();
    if (!own || !known.until || now >= *known.until)
        return {};
    if (known.gone)
        return Copy();
    return Copy{own, secondsOf(*known.until - now), {}};
}

// The own copy, however old; a token was confirmed when it was issued at the latest.
Replica::Private::Result Replica::Private::stale(const QByteArray &key, const StoredPtr &own)
{
    const Known known = m_known.value(key);
    if (known.gone)
        return Copy();
    if (!own)
        return base::Error{base::ErrorKind::Network,
                           Text::tr("The primary cannot be asked, and there is no copy here: %1")
                               .arg(m_status.problem),
                           -1};
    Copy copy{own, {}, {}};
    if (known.until)
        copy.freshFor = 0;
    copy.age = known.confirmed ? secondsOf(m_now() - *known.confirmed)
                               : std::max<qint64>(0, unixNow() - own->iat);
    return copy;
}

void Replica::Private::failed(const base::Error &error)
{
    m_status.problem = error.text;
    m_status.reachable
        = error.kind != base::ErrorKind::Network && error.kind != base::ErrorKind::Tls;
    if (!m_status.reachable)
        m_leaveAlone = m_now() + kRetryAfter;
}

void Replica::Private::confirmed(const QByteArray &key)
{
    const Clock::time_point now = m_now();
    m_known.insert(key, {now + kFreshFor, now, false});
}

Replica::Private::Result Replica::Private::fetch(const QByteArray &key, const StoredPtr &own)
{
    const auto answer = m_primary.token(key);
    {
        const std::lock_guard lock(m_mutex);
        ++m_status.fetched;
        if (!answer) {
            failed(answer.error());
            return stale(key, own);
        }
        m_status.reachable = true;
        m_status.problem.clear();
        m_status.lastContact = std::chrono::system_clock::now();
        m_leaveAlone.reset();
        if (answer->says != Primary::Says::Token) {
            // Asked again soon: it may be made anew at any time.
            if (own) {
                const Clock::time_point now = m_now();
                m_known.insert(key, {now + kRetryAfter, now, true});
            }
            return Copy();
        }
    }
    return arrived(key, own, answer->text);
}

Replica::Private::Result Replica::Private::arrived(const QByteArray &key, const StoredPtr &own,
                                                   const QByteArray &text)
{
    const Admission admission = admit(key, text);
    if (const auto *refusal = std::get_if<Refusal>(&admission)) {
        const std::lock_guard lock(m_mutex);
        ++m_status.refused;
        m_status.problem = Text::tr("What it sent for %1 is not believed: %2")
                               .arg(QString::fromLatin1(key), QString::fromUtf8(refusal->text));
        return own ? stale(key, own) : Result(Copy());
    }
    const StoredPtr &token = std::get<Admitted>(admission).token;
    const auto kept = m_keeper.keep(key, token);
    const std::lock_guard lock(m_mutex);
    if (!kept) {
        m_status.problem = kept.error().text;
        return Copy{token, 0, {}};
    }
    confirmed(key);
    return Copy{*kept == Keeper::Kept::Older ? own : token, secondsOf(kFreshFor), {}};
}

// Of an activation the hash is its key.
Admission Replica::Private::admit(const QByteArray &key, const QByteArray &text)
{
    const bool activation = key.isEmpty()
        ? jwt::Token::decode(text)->kind() == jwt::Kind::Activation
        : jwt::isActivationHash(key);
    if (!activation)
        return admitAccount(key, text, m_authority, unixNow());
    Admission admission = admitActivation(text, m_authority, m_store, unixNow());
    const auto *admitted = std::get_if<Admitted>(&admission);
    if (admitted && !key.isEmpty() && admitted->key != key)
        return Refusal{400, "another activation's hash", false};
    return admission;
}

bool Replica::Private::takeFromPack(const jwt::PackReader::Entry &entry)
{
    const Admission admission = admit(entry.key, entry.token);
    if (const auto *refusal = std::get_if<Refusal>(&admission)) {
        const std::lock_guard lock(m_mutex);
        ++m_status.refused;
        m_status.problem
            = Text::tr("%1 of its pack is not believed: %2")
                  .arg(QString::fromLatin1(entry.key), QString::fromUtf8(refusal->text));
        return false;
    }
    const auto kept = m_keeper.keepQuietly(entry.key, std::get<Admitted>(admission).token);
    const std::lock_guard lock(m_mutex);
    if (!kept) {
        m_status.problem = kept.error().text;
        return false;
    }
    // Not fresh by that: each is asked for when it is first wanted, as the original does.
    m_known[entry.key].confirmed = m_now();
    return true;
}

base::Result<qint64> Replica::Private::takePack()
{
    if (m_maxPack == 0)
        return qint64(0);
    jwt::PackReader reader;
    // An activation is believed by the account that issued it, which may come later.
    std::vector<jwt::PackReader::Entry> activations;
    qint64 held = 0, entries = 0, taken = 0;
    const auto takeEntries = [&] {
        while (m_maxPack < 0 || entries < m_maxPack) {
            auto entry = reader.next();
            if (!entry)
                return true;
            ++entries;
            if (!jwt::isActivationHash(entry->key)) {
                taken += takeFromPack(*entry) ? 1 : 0;
            } else if (held + entry->token.size() <= kMaxHeld) {
                held += entry->token.size();
                activations.push_back(*std::move(entry));
            }
        }
        return false;
    };
    const auto result = m_primary.pack(m_maxPack, kMaxPackBytes, [&](QByteArrayView piece) {
        reader.feed(piece);
        return takeEntries();
    });
    if (result)
        reader.end();
    (void)takeEntries();
    for (const jwt::PackReader::Entry &entry : activations)
        taken += takeFromPack(entry) ? 1 : 0;

    const QStringList problems = reader.takeProblems();
    const std::lock_guard lock(m_mutex);
    if (result || taken > 0)
        m_status.packTokens = taken;
    if (!result) {
        failed(result.error());
        return result.error();
    }
    m_status.reachable = true;
    m_status.lastContact = std::chrono::system_clock::now();
    if (!problems.isEmpty())
        m_status.problem = problems.first();
    return taken;
}

bool Replica::Private::take(const QByteArray &text)
{
    const Admission admission = admit({}, text);
    const auto *admitted = std::get_if<Admitted>(&admission);
    if (!admitted) {
        const std::lock_guard lock(m_mutex);
        ++m_status.refused;
        return false;
    }
    const auto kept = m_keeper.keep(admitted->key, admitted->token);
    const std::lock_guard lock(m_mutex);
    if (!kept)
        m_status.problem = kept.error().text;
    // An older one says nothing of the one that is here.
    else if (*kept != Keeper::Kept::Older)
        confirmed(admitted->key);
    return true;
}

void Replica::Private::expire()
{
    const std::lock_guard lock(m_mutex);
    for (Known &known : m_known) {
        if (known.until)
            known.until = m_now();
    }
}

ReplicaStatus Replica::Private::status()
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

Replica::Replica(const Options &options, const Authority &authority, Store &store, Keeper &keeper,
                 Now now)
    : d(std::make_unique<Private>(options, authority, store, keeper, std::move(now)))
{}

Replica::~Replica()
{
    stop();
}

base::Result<qint64> Replica::takePack()
{
    return d->takePack();
}

bool Replica::take(const QByteArray &token)
{
    return d->take(token);
}

void Replica::expire()
{
    d->expire();
}

void Replica::stop()
{
    d->stop();
}

base::Result<Upstream::Copy> Replica::get(const QByteArray &key)
{
    return d->get(key);
}

ReplicaStatus Replica::status() const
{
    return d->status();
}

} // namespace accountserver
