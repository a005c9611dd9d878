// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/accountserver/routes.h"
#include "tests/support/jwtfixtures.h"

#include <atomic>
#include <map>
#include <mutex>
#include <new>
#include <optional>

// An account server without a network: a store that may fail, a primary that says what it is told
// to, and the fixtures' tokens in it.
namespace serving {

inline QByteArray token(const QString &name)
{
    return jwtfixtures::read(QStringLiteral("jwt/%1.jwt").arg(name));
}

class FakeStore final : public accountserver::Store
{
public:
    std::map<QByteArray, accountserver::StoredPtr> tokens;
    std::optional<base::Error> failure; ///< of every load and save
    std::atomic<bool> throws = false;   ///< as where memory has run out
    bool activations = true;
    bool packs = true;

    void put(const QByteArray &key, const QByteArray &text)
    {
        tokens[key] = accountserver::storedToken(text);
    }

    QString name() const override { return QStringLiteral("fake"); }
    bool isWritable() const override { return true; }
    bool holdsActivations() const override { return activations; }
    bool hasPack() const override { return packs; }
    base::Result<accountserver::StoredPtr> load(const QByteArray &key) override
    {
        if (throws)
            throw std::bad_alloc();
        const std::lock_guard lock(m_mutex);
        if (failure)
            return *failure;
        const auto found = tokens.find(key);
        return found == tokens.end() ? nullptr : found->second;
    }
    base::Result<base::Done> save(const QByteArray &key,
                                  const accountserver::StoredPtr &stored) override
    {
        const std::lock_guard lock(m_mutex);
        if (failure)
            return *failure;
        tokens[key] = stored;
        return base::Done();
    }
    std::vector<QByteArray> keys() override
    {
        const std::lock_guard lock(m_mutex);
        std::vector<QByteArray> keys;
        for (const auto &[key, stored] : tokens)
            keys.push_back(key);
        return keys;
    }

private:
    std::mutex m_mutex;
};

class FakeUpstream final : public accountserver::Upstream
{
public:
    base::Result<Copy> answer = Copy{};

    base::Result<Copy> get(const QByteArray &) override { return answer; }
};

inline const QByteArray kPlain = "AAHJ2GGLTLW2F6OPGRY6RYXDS3OWQFOA34EGTIQ2EMPHJDVP3RU7FRCL";
inline const QByteArray kPlainTag = "\"OJU5CRXHGFJPUNNCUZJEYD5Y3MKFQPXRAKQ4N6KEZ5UYLMDCAGHA\"";
inline const QByteArray kExpired = "AAOUWHZZRN7TRHPH5ERNHN2TT5OXWK5XRTUM3XOITTUG3BR5ECZTCXPA";
inline const QByteArray kFull = "AAW2WDWGOGQZJLPKGEYDJ2P3LDQ5BJKERBLWLSSZCUNOFWEEU535N43O";
inline const QByteArray kUnknown = "AA6OBUYJPVPVXHR6K3RGUQ2FHVOIVQW2IQDOYQLLSTR7WE2OWVZ5OGNU";
inline const QByteArray kProvider = "ACIPSNO4B6ARYSZBBMTYSE6ZVXUEYE65QDI36NM5EHUSSS6I6VJPNL6A";
inline const QByteArray kSystem = "AA7FPYEHCXNDHHRUQK5N2X6SUZ3EIQLLBB4K44FSJ3UHPTVN4OSPADPE";
inline const QByteArray kStream = "VA2AE6OKSJLHS7SSOOA76OBUTRV3IHNJ56DRNVL3KQRVISHPGQNQ====";
constexpr jwt::UnixTime kNow = 1795292746; ///< when the original was recorded: 2026-11-21

// Of operator ACME, with these accounts and an activation.
struct Scene
{
    FakeStore store;
    accountserver::Keeper keeper{store};
    FakeUpstream upstream;
    std::vector<QByteArray> announced;
    accountserver::Site site{store, keeper, {}, {}, {}, {}, true, true, nullptr, {}};

    Scene()
    {
        site.operatorText = token(QStringLiteral("operator/operator"));
        auto authority = accountserver::Authority::of(jwt::Token::decode(site.operatorText), kNow);
        if (!authority)
            qFatal("%s", qPrintable(authority.error().text));
        site.authority = *authority;
        site.systemAccount = accountserver::storedToken(token(QStringLiteral("account/sys")));
        site.systemAccountKey = kSystem;
        site.announce = [this](const QByteArray &key, const accountserver::StoredPtr &) {
            announced.push_back(key);
        };
        store.put(kPlain, token(QStringLiteral("account/plain")));
        store.put(kExpired, token(QStringLiteral("account/expired")));
        store.put(kFull, token(QStringLiteral("account/full")));
        store.put(kProvider, token(QStringLiteral("account/provider")));
        store.put(kStream, token(QStringLiteral("activation/stream")));
    }
    Q_DISABLE_COPY_MOVE(Scene)

    [[nodiscard]] accountserver::Answer answer(const accountserver::Ask &ask) const
    {
        return accountserver::Routes(site).answer(ask, kNow);
    }
};

} // namespace serving
