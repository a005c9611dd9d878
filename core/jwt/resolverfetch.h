// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/resolverreply.h"
#include "core/jwt/resolversource.h"
#include "core/jwt/slicedfetch.h"

#include <QtCore/QMap>

#include <deque>
#include <functional>

namespace jwt {

// One fetch of ResolverSource. What comes is decoded while the rest is awaited.
class ResolverFetch final : public SlicedFetch
{
    Q_OBJECT

public:
    // Servers without a resolver of their own are asked for each loaded account, up to this many.
    static constexpr qsizetype kMaxAsked = 1000;
    static constexpr int kAskedAtOnce = 16;

    ResolverFetch(const FetchRequest &request, const QString &source,
                  const QPointer<nats::Session> &session, ResolverSource::Options options,
                  QObject *parent);

private:
    using Replies = std::vector<nats::Reply>;
    using Done = std::function<void(const nats::Outcome &, const Replies &)>;
    struct Found
    {
        QByteArray text;
        Origin origin;
    };

    bool step() override;
    void begin();
    void ask(nats::RequestSpec spec, Done done);
    [[nodiscard]] nats::RequestSpec question(const QByteArray &subject,
                                             const QByteArray &payload) const;

    void askForOne(const QByteArray &account);
    void takeLookup(const nats::Outcome &outcome, const Replies &replies);
    void askForAll();
    void takeList(const nats::Outcome &outcome, const Replies &replies);
    void takePack(const nats::Outcome &outcome, const Replies &replies);
    void takeOperators(const Replies &replies);
    void askForLoaded();
    void askForInUse(const QByteArray &account);
    void takeInUse(const QByteArray &account, const Replies &replies);
    void takeSilence(const nats::Outcome &outcome);
    void summarize();
    // True if the question could not be asked at all, which ends everything.
    bool failedToAsk(const nats::Outcome &outcome);

    QPointer<nats::Session> m_session;
    ResolverSource::Options m_options;
    bool m_begun = false;
    int m_open = 0; // questions under way
    std::deque<Found> m_found;
    std::deque<QByteArray> m_toAsk;           // accounts, for what is in use
    QMap<QString, QList<QByteArray>> m_lists; // by server
    bool m_hasResolver = false;
    bool m_isSystem = false; // a server has answered what only the system account may ask
    qsizetype m_holders = 0;
    qsizetype m_copies = 0;
    QString m_silence; // why the resolver's part failed
};

} // namespace jwt
