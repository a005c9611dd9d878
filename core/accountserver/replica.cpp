// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/replica.h"

#include "core/accountserver/copyadmission.h"
#include "core/accountserver/copybook.h"
#include "core/accountserver/flights.h"
#include "core/accountserver/primary.h"
#include "core/base/unixtime.h"
#include "core/jwt/pack.h"
#include "core/jwt/storedname.h"

#include <QtCore/QCoreApplication>

#include <mutex>

namespace accountserver {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(accountserver::Replica)
};

bool isSame(const StoredPtr &a, const StoredPtr &b)
{
    return a && b ? a->text == b->text : a == b;
}

// One place is the pack's, so that the flights never wait for one of the primary's.
constexpr int kMaxFlights = Primary::kMaxConnections - 1;
// The primary's own time limit ends a flight first, and tells why.
constexpr std::chrono::milliseconds kGrace{250};

} // namespace

class Replica::Private
{
public:
    Private(const Options &options, const Authority &authority, Store &store, Keeper &keeper,
            Now now)
        : m_maxPack(options.maxPack)
        , m_patience(options.replicationTimeout)
        , m_authority(authority)
        , m_store(store)
        , m_keeper(keeper)
        , m_now(std::move(now))
        , m_primary(options)
        , m_flights(kMaxFlights, [this](const QByteArray &key) { return fetch(key); })
    {
        m_book.status.primary = m_primary.name();
    }

    using Result = base::Result<Copy>;

    Result get(const QByteArray &key);
    base::Result<qint64> takePack();
    bool take(const QByteArray &text);
    void expire();
    [[nodiscard]] ReplicaStatus status();

    void stop()
    {
        m_primary.stop();
        m_flights.stop();
    }

private:
    [[nodiscard]] StoredPtr load(const QByteArray &key);
    [[nodiscard]] Result fetch(const QByteArray &key);
    [[nodiscard]] Result useless(const QByteArray &key);
    [[nodiscard]] Result absent(const QByteArray &key, const StoredPtr &own);
    [[nodiscard]] Result arrived(const QByteArray &key, const StoredPtr &own,
                                 const QByteArray &text, quint64 expiredBefore);
    [[nodiscard]] Admission admit(const QByteArray &key, const QByteArray &text)
    {
        return admitCopy(key, text, m_authority, m_store, base::unixNow());
    }
    bool takeFromPack(const jwt::PackReader::Entry &entry);

    const qint64 m_maxPack;
    const std::chrono::milliseconds m_patience;
    const Authority &m_authority;
    Store &m_store;
    Keeper &m_keeper;
    const Now m_now;
    Primary m_primary;

    std::mutex m_keeping; // held, without the other, while what is in the store is replaced
    std::mutex m_mutex;   // of the book
    CopyBook m_book;

    Flights m_flights; // the last: they use the rest
};

// What cannot be read is asked for again.
StoredPtr Replica::Private::load(const QByteArray &key)
{
    auto loaded = m_store.load(key);
    return loaded ? std::move(loaded).value() : nullptr;
}

Replica::Private::Result Replica::Private::get(const QByteArray &key)
{
    if (!isStoreKey(key))
        return Copy();
    const StoredPtr own = load(key);
    {
        const std::lock_guard lock(m_mutex);
        if (auto answer = m_book.atHand(key, own, m_now()))
            return *std::move(answer);
    }
    const auto patience = m_patience + kGrace;
    if (auto result = m_flights.join(key, own ? std::min(patience, kPatienceWithCopy) : patience))
        return *std::move(result);
    // It may have come otherwise meanwhile.
    const StoredPtr present = load(key);
    const std::lock_guard lock(m_mutex);
    if (auto answer = m_book.atHand(key, present, m_now()))
        return *std::move(answer);
    if (!present)
        return base::Error{base::ErrorKind::State,
                           Text::tr("The primary has not answered in time, or too many wait for "
                                    "it, and there is no copy here"),
                           -1};
    return m_book.stale(key, present, m_now());
}

// On a thread of the flights.
Replica::Private::Result Replica::Private::fetch(const QByteArray &key)
{
    const StoredPtr own = load(key);
    quint64 before = 0, expiredBefore = 0;
    {
        const std::lock_guard lock(m_mutex);
        // It waited for its turn.
        if (auto answer = m_book.atHand(key, own, m_now()))
            return *std::move(answer);
        before = m_book.answers();
        expiredBefore = m_book.expired();
    }
    const auto answer = m_primary.token(key);
    {
        const std::lock_guard lock(m_mutex);
        ++m_book.status.fetched;
        if (answer) {
            m_book.answered();
            m_book.status.problem.clear();
        } else {
            m_book.failed(answer.error(), before, m_now());
        }
    }
    if (!answer)
        return useless(key);
    switch (answer->says) {
    case Primary::Says::Token:
        return arrived(key, own, answer->text, expiredBefore);
    case Primary::Says::None:
        return absent(key, own);
    case Primary::Says::PerhapsNone:
        break;
    }
    if (!own)
        return absent(key, own);
    {
        const std::lock_guard lock(m_mutex);
        m_book.status.problem = Text::tr("It cannot load %1").arg(QString::fromLatin1(key));
    }
    return useless(key);
}

// There was an answer, or none, that says nothing of the token.
Replica::Private::Result Replica::Private::useless(const QByteArray &key)
{
    const StoredPtr own = load(key);
    const std::lock_guard lock(m_mutex);
    if (auto answer = m_book.atHand(key, own, m_now()))
        return *std::move(answer);
    if (own)
        m_book.postpone(key, m_now());
    return m_book.stale(key, own, m_now());
}

Replica::Private::Result Replica::Private::absent(const QByteArray &key, const StoredPtr &own)
{
    const std::lock_guard keeping(m_keeping);
    const StoredPtr present = load(key);
    const std::lock_guard lock(m_mutex);
    // A notification may have brought it since.
    if (!isSame(present, own))
        return present ? Copy{present, 0, {}} : Copy();
    m_book.miss(key, own != nullptr, m_now());
    return Copy();
}

Replica::Private::Result Replica::Private::arrived(const QByteArray &key, const StoredPtr &own,
                                                   const QByteArray &text, quint64 expiredBefore)
{
    const Admission admission = admit(key, text);
    if (const auto *refusal = std::get_if<Refusal>(&admission)) {
        {
            const std::lock_guard lock(m_mutex);
            ++m_book.status.refused;
            m_book.status.problem
                = Text::tr("What it sent for %1 is not believed: %2")
                      .arg(QString::fromLatin1(key), QString::fromUtf8(refusal->text));
        }
        return own ? useless(key) : Result(Copy());
    }
    StoredPtr token = std::get<Admitted>(admission).token;
    const std::lock_guard keeping(m_keeping);
    // Older than what was here it may be; older than what a notification brought since, it is old.
    const bool asAsked = isSame(load(key), own);
    const auto kept = m_keeper.keep(key, token, asAsked);
    if (kept && *kept == Keeper::Kept::Older)
        token = load(key);
    const std::lock_guard lock(m_mutex);
    if (!kept) {
        m_book.status.problem = kept.error().text;
        return Copy{token, 0, {}};
    }
    // The news of a newer one may have been missed since it was asked for.
    if (m_book.expired() != expiredBefore) {
        m_book.seen(key, m_now());
        return Copy{token, 0, {}};
    }
    m_book.confirm(key, m_now());
    return Copy{token, qint64(kFreshFor.count()), {}};
}

bool Replica::Private::takeFromPack(const jwt::PackReader::Entry &entry)
{
    const Admission admission = admit(entry.key, entry.token);
    if (const auto *refusal = std::get_if<Refusal>(&admission)) {
        const std::lock_guard lock(m_mutex);
        ++m_book.status.refused;
        m_book.status.problem
            = Text::tr("%1 of its pack is not believed: %2")
                  .arg(QString::fromLatin1(entry.key), QString::fromUtf8(refusal->text));
        return false;
    }
    const std::lock_guard keeping(m_keeping);
    const auto kept = m_keeper.keepQuietly(entry.key, std::get<Admitted>(admission).token);
    const std::lock_guard lock(m_mutex);
    if (!kept) {
        m_book.status.problem = kept.error().text;
        return false;
    }
    // Not fresh by that: each is asked for when it is first wanted, as the original does.
    if (*kept != Keeper::Kept::Older)
        m_book.seen(entry.key, m_now());
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
    quint64 before = 0;
    {
        const std::lock_guard lock(m_mutex);
        before = m_book.answers();
    }
    const auto takeEntries = [&] {
        while (m_maxPack < 0 || entries < m_maxPack) {
            auto entry = reader.next();
            if (!entry)
                return true;
            ++entries;
            if (!jwt::isActivationHash(entry->key)) {
                taken += takeFromPack(*entry) ? 1 : 0;
            } else if (const qint64 size = entry->key.size() + entry->token.size() + kHeldOverhead;
                       held + size <= kMaxHeld) {
                held += size;
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
        m_book.status.packTokens = taken;
    if (!result) {
        m_book.failed(result.error(), before, m_now());
        return result.error();
    }
    m_book.answered();
    if (!problems.isEmpty())
        m_book.status.problem = problems.first();
    return taken;
}

bool Replica::Private::take(const QByteArray &text)
{
    const Admission admission = admit({}, text);
    const auto *admitted = std::get_if<Admitted>(&admission);
    if (!admitted) {
        const std::lock_guard lock(m_mutex);
        ++m_book.status.refused;
        return false;
    }
    const std::lock_guard keeping(m_keeping);
    const auto kept = m_keeper.keep(admitted->key, admitted->token);
    const std::lock_guard lock(m_mutex);
    if (!kept)
        m_book.status.problem = kept.error().text;
    // An older one says nothing of the one that is here.
    else if (*kept != Keeper::Kept::Older)
        m_book.confirm(admitted->key, m_now());
    return true;
}

void Replica::Private::expire()
{
    const std::lock_guard lock(m_mutex);
    m_book.expire(m_now());
}

ReplicaStatus Replica::Private::status()
{
    const std::lock_guard lock(m_mutex);
    return m_book.status;
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
