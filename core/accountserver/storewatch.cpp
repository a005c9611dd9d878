// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "core/accountserver/storewatch.h"

#include "core/accountserver/folderevents.h"
#include "core/accountserver/settling.h"
#include "core/accountserver/storedfile.h"
#include "core/accountserver/tokenplaces.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace accountserver {

namespace {

using Clock = std::chrono::steady_clock;
using Digest = std::array<char, 16>; ///< of a content; beginning of its SHA-256

constexpr std::chrono::milliseconds kSlice{5}; ///< of work at once
constexpr int kLooksAtLeast = 50;              ///< however long they take

Digest digestOf(const QByteArray &text)
{
    const QByteArray whole = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    Digest digest = {};
    std::copy_n(whole.begin(), digest.size(), digest.begin());
    return digest;
}

// Where times are coarse a second change may leave the stamp as it is: no stamp is looked at again.
// One of the future never rests.
FileStamp lasting(const FileStamp &stamp)
{
    const auto now = wallClock();
    return stamp.hasRested(now) || stamp.modified > now ? stamp : FileStamp();
}

} // namespace

class StoreWatch::Private final : public QObject
{
public:
    Private(const Options &options, Store &store, StoreWatch *watch)
        : m_watch(watch)
        , m_store(store)
        , m_places(options)
        , m_hasFiles(options.store != StoreKind::Memory)
    {
        m_pass.setSingleShot(true);
        connect(&m_settling, &Settling::rested, this, &Private::examine);
        connect(&m_pass, &QTimer::timeout, this, &Private::look);
        connect(&m_events, &FolderEvents::touched, this, &Private::onTouched);
        connect(&m_events, &FolderEvents::lost, this, &Private::lookSoon);
    }

    void start();
    void know(const QByteArray &key, const StoredPtr &token);

private:
    struct Known
    {
        FileStamp stamp;
        QByteArray key;   ///< it was served under, where the name does not say it
        quint32 pass = 0; ///< the last that met it
    };

    void onTouched(const QByteArray &folder, const QByteArray &name);
    void onFolder(const QByteArray &folder);
    void lookSoon();
    void examine(const QByteArray &place);
    void onGone(const QByteArray &place);
    void onGood(const QByteArray &place, const QByteArray &key, const QByteArray &text);
    void tellIfGone(const QByteArray &key);
    [[nodiscard]] StoredPtr servedFrom(const QByteArray &place, const QByteArray &key);

    void look();
    [[nodiscard]] bool lookOn();
    void enter(const QByteArray &folder);
    void meet(const QByteArray &place);
    [[nodiscard]] bool isFirstPass() const { return m_passNumber == 1; }
    void endPass();

    StoreWatch *m_watch;
    Store &m_store;
    TokenPlaces m_places;
    bool m_hasFiles;
    FolderEvents m_events;
    QHash<QByteArray, Known> m_known; ///< by place
    QHash<QByteArray, Digest> m_told; ///< by key: what is no news any more
    Settling m_settling{kSettleTime, kMaxWait};

    // A pass meets every file once; the first learns what is there.
    QTimer m_pass;
    quint32 m_passNumber = 0;
    std::chrono::nanoseconds m_startedAt{};
    bool m_inPass = false;
    bool m_again = false; ///< another pass right behind this one
    bool m_hurry = false; ///< no rest between the slices of a pass
    std::vector<QByteArray> m_folders, m_toMeet;
};

void StoreWatch::Private::start()
{
    if (!m_hasFiles || m_passNumber > 0)
        return;
    m_startedAt = wallClock();
    m_hurry = true;
    look();
}

void StoreWatch::Private::know(const QByteArray &key, const StoredPtr &token)
{
    if (m_hasFiles && token)
        m_told.insert(key, digestOf(token->text));
}

// Names of ours are places and folders; anything else may be what places are links to.
void StoreWatch::Private::onTouched(const QByteArray &folder, const QByteArray &name)
{
    const QByteArray own
        = folder == m_places.root() ? QByteArray() : folder.mid(m_places.root().size() + 1);
    if (m_places.isPlace(own, name)) {
        m_settling.touch(m_places.placeIn(own, name));
    } else if (m_places.mayBeFolder(own, name)) {
        onFolder(name);
    } else if (name.startsWith("..")) {
        lookSoon();
    }
}

// A folder came, went, or is another one now.
void StoreWatch::Private::onFolder(const QByteArray &folder)
{
    const QByteArray path = m_places.pathOf(folder);
    m_events.forget(path);
    if (const QByteArray place = m_places.onlyPlaceIn(folder); !place.isEmpty()) {
        m_events.add(path);
        m_settling.touch(place);
    } else if (m_events.add(path)) {
        for (const QByteArray &name : namesIn(path)) {
            if (m_places.isPlace(folder, name))
                m_settling.touch(m_places.placeIn(folder, name));
        }
    } else {
        lookSoon();
    }
}

// At everything, from its beginning.
void StoreWatch::Private::lookSoon()
{
    m_hurry = true;
    m_again = m_inPass;
    m_pass.start(kSettleTime);
}

void StoreWatch::Private::examine(const QByteArray &place)
{
    const auto content = readStored(m_places.pathOf(place), jwt::Token::kMaxSize);
    if (content && !content->stamp.exists()) {
        onGone(place);
        return;
    }
    const auto stamp = stampOf(m_places.pathOf(place));
    if (content && stamp && *stamp != content->stamp) {
        m_settling.touch(place); // it is being written just now
        return;
    }
    m_known[place].stamp = stamp ? lasting(*stamp) : FileStamp();
    if (!content)
        return;
    const jwt::TokenPtr token = jwt::Token::decode(content->text);
    if (const QByteArray key = m_places.keyOf(place, *token); !key.isEmpty())
        onGood(place, key, content->text);
}

void StoreWatch::Private::onGood(const QByteArray &place, const QByteArray &key,
                                 const QByteArray &text)
{
    const bool named = !m_places.keyByName(place).isEmpty();
    const QByteArray before = named ? QByteArray() : std::exchange(m_known[place].key, key);
    const QPointer<Private> self(this);
    const Digest digest = digestOf(text);
    // Of two nsc folders that hold the same account one is served.
    if (const auto told = m_told.constFind(key); told == m_told.cend() || *told != digest) {
        if (const StoredPtr now = servedFrom(place, key); now && now->text == text) {
            m_told.insert(key, digest);
            emit m_watch->changed(key, now);
        }
    }
    if (self && !before.isEmpty() && before != key)
        tellIfGone(before);
}

void StoreWatch::Private::onGone(const QByteArray &place)
{
    const QByteArray key = m_known.take(place).key;
    tellIfGone(key.isEmpty() ? m_places.keyByName(place) : key);
}

void StoreWatch::Private::tellIfGone(const QByteArray &key)
{
    if (!m_told.contains(key))
        return;
    if (const auto token = m_store.load(key); !token || *token)
        return;
    m_told.remove(key);
    emit m_watch->removed(key);
}

StoredPtr StoreWatch::Private::servedFrom(const QByteArray &place, const QByteArray &key)
{
    auto token = m_store.load(key);
    if (token && !*token && m_places.keyByName(place).isEmpty()) {
        // An nsc store does not list its folders for every unknown key; now there is a reason.
        (void)m_store.keys();
        token = m_store.load(key);
    }
    return token ? *token : StoredPtr();
}

void StoreWatch::Private::look()
{
    const auto begin = Clock::now();
    if (!m_inPass) {
        m_inPass = true;
        ++m_passNumber;
        m_folders.emplace_back();
    }
    // What has changed by now is not learnt by the first pass.
    m_events.read();
    bool more = true;
    for (int met = 0; more && (m_hurry || met < kLooksAtOnce)
         && (met < kLooksAtLeast || Clock::now() - begin < kSlice);
         ++met)
        more = lookOn();
    if (!more)
        endPass();
    m_pass.start(m_hurry ? std::chrono::milliseconds(0) : kLookInterval);
}

bool StoreWatch::Private::lookOn()
{
    if (!m_toMeet.empty()) {
        const QByteArray place = std::move(m_toMeet.back());
        m_toMeet.pop_back();
        meet(place);
    } else if (!m_folders.empty()) {
        const QByteArray folder = std::move(m_folders.back());
        m_folders.pop_back();
        enter(folder);
    }
    return !m_toMeet.empty() || !m_folders.empty();
}

// Its events come first: what changes after it was listed is told.
void StoreWatch::Private::enter(const QByteArray &folder)
{
    const QByteArray path = folder.isEmpty() ? m_places.root() : m_places.pathOf(folder);
    m_events.add(path);
    for (const QByteArray &name : namesIn(path)) {
        if (m_places.isPlace(folder, name))
            m_toMeet.push_back(m_places.placeIn(folder, name));
        else if (m_places.mayBeFolder(folder, name))
            m_folders.push_back(name);
    }
}

void StoreWatch::Private::meet(const QByteArray &place)
{
    const auto stamp = stampOf(m_places.pathOf(place));
    const auto known = m_known.find(place);
    if (known != m_known.end())
        known->pass = m_passNumber;
    if (!isFirstPass() || known != m_known.end()) {
        if (known == m_known.end() || !stamp || known->stamp != *stamp)
            m_settling.touch(place);
        return;
    }
    const auto content = readStored(m_places.pathOf(place), jwt::Token::kMaxSize);
    if (!content || !content->stamp.exists())
        return;
    // Changed since: what it was before nobody knows any more. File systems' clocks may be a tick
    // behind ours; then its event has come before.
    if (content->stamp.changed > m_startedAt || m_settling.contains(place)) {
        m_settling.touch(place);
        return;
    }
    const QByteArray name = m_places.keyByName(place);
    const QByteArray key
        = name.isEmpty() ? m_places.keyOf(place, *jwt::Token::decode(content->text)) : name;
    if (!key.isEmpty() && !m_told.contains(key))
        m_told.insert(key, digestOf(content->text));
    m_known.insert(place,
                   {lasting(content->stamp), name.isEmpty() ? key : QByteArray(), m_passNumber});
}

void StoreWatch::Private::endPass()
{
    for (const auto &[place, known] : std::as_const(m_known).asKeyValueRange()) {
        if (known.pass != m_passNumber)
            m_settling.touch(place);
    }
    m_inPass = false;
    m_hurry = std::exchange(m_again, false);
}

StoreWatch::StoreWatch(const Options &options, Store &store, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options, store, this))
{}

StoreWatch::~StoreWatch() = default;

void StoreWatch::start()
{
    d->start();
}

void StoreWatch::know(const QByteArray &key, const StoredPtr &token)
{
    d->know(key, token);
}

} // namespace accountserver
